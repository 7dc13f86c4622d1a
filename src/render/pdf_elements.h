/*
 * Structure elements as they are kept until they are written: small
 * records, for a large document has a million.  Index 0 is none.
 */
#ifndef RENDER_PDF_ELEMENTS_H
#define RENDER_PDF_ELEMENTS_H

#include <stddef.h>
#include <stdint.h>

struct node;
struct pdf_file;

#define PDF_KID_ELEMENT	UINT32_MAX
#define PDF_KID_ANNOT	(UINT32_MAX - 1)
#define PDF_KIDS_MOST	4000	/* of one element; arrays end at 8,191 in
				   readers that follow the older limit */

/* 26 bits of numbers are more than a file may have objects. */
struct pdf_element {
	const struct node *node;	/* borrowed; NULL: made by layout */
	uint32_t	 parent;
	uint32_t	 first, last;	/* its kids */
	uint32_t	 number : 26;	/* from 1 when written, 0 = left out */
	uint32_t	 tag : 6;	/* enum page_tag */
};

/* What an element holds, in reading order. */
struct pdf_kid {
	uint32_t	 next;
	uint32_t	 place;		/* PDF_KID_*, or the page of content */
	uint32_t	 value;		/* element, annotation, or MCID */
};

struct pdf_struct_page {
	unsigned	 id;		/* object number */
	uint32_t	 first;		/* of its owners */
};

struct pdf_annot {
	uint32_t	 element;
	unsigned	 id;		/* object number, 0 = not written */
	uint32_t	 page;
};

struct pdf_box {
	uint32_t	 element;
	double		 left, bottom, right, top;
};

struct pdf_struct {
	struct pdf_file	*file;
	const char	*lang;		/* of the document */
	struct pdf_element *elements;
	struct pdf_kid	*kids;
	uint32_t	*owners;	/* element by MCID, page after page */
	uint32_t	*serials;	/* element by serial of layout */
	uint32_t	*open;		/* elements begun and not ended */
	uint32_t	*notes;		/* elements with an ID of their own */
	struct pdf_struct_page *pages;
	struct pdf_annot *annots;
	struct pdf_box	*boxes;
	size_t		 element_count, element_cap;
	size_t		 kid_count, kid_cap;
	size_t		 owner_count, owner_cap;
	size_t		 serial_cap;
	size_t		 depth, open_cap;
	size_t		 note_count, note_cap;
	size_t		 page_count, page_cap;
	size_t		 annot_count, annot_cap;
	size_t		 box_count, box_cap;
	unsigned	 root, base;	/* objects: tree root, first element */
	uint32_t	 written;	/* the element written last */
	size_t		 total;		/* elements that are written */
	size_t		 leaf_pages, leaf_annots;	/* in one leaf */
};

#endif
