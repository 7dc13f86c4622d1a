/*
 * The structure tree of a PDF (ISO 32000-1 14.7, 14.8): elements as page
 * layout begins and ends them, with the marked content and annotations
 * that stand in them.
 */
#ifndef RENDER_PDF_STRUCT_H
#define RENDER_PDF_STRUCT_H

#include <stddef.h>
#include <stdint.h>

struct buf;
struct node;
struct pdf_file;
struct pdf_struct;

/* lang is that of the document; the file is borrowed. */
struct pdf_struct *pdf_struct_new(struct pdf_file *, const char *lang);

/* Not before the file is written: elements are made while it is. */
void		 pdf_struct_free(struct pdf_struct *);

/* A page begins; its object number. */
void		 pdf_struct_page(struct pdf_struct *, unsigned id);

/*
 * An element (enum page_tag, no artifact) inside the innermost open one.
 * A serial other than 0 that was seen before opens that element again.
 * The node is borrowed until the file is written.
 */
void		 pdf_struct_begin(struct pdf_struct *, int tag,
		    const struct node *, unsigned serial);
void		 pdf_struct_end(struct pdf_struct *);

/* The innermost open element and its tag; 0 = none. */
uint32_t	 pdf_struct_now(const struct pdf_struct *);
int		 pdf_struct_tag(const struct pdf_struct *);

/*
 * The MCID of new content of the innermost open element on the page at
 * hand.
 */
unsigned	 pdf_struct_content(struct pdf_struct *);

/* Where the innermost element stands, from the bottom left of the page. */
void		 pdf_struct_box(struct pdf_struct *, double left,
		    double bottom, double right, double top);

/*
 * An annotation of the innermost element on the page at hand: returns its
 * /StructParent.  Its object number is told later; where that never
 * comes, it is no part of the element.
 */
unsigned	 pdf_struct_annot(struct pdf_struct *);
void		 pdf_struct_annot_is(struct pdf_struct *, unsigned key,
		    unsigned id);

/*
 * A Form element for the widget annotation id, inside the innermost open
 * element; its /K is the object reference itself.  Returns the
 * /StructParent of the widget.
 */
unsigned	 pdf_struct_form(struct pdf_struct *, unsigned id);

/*
 * Give all of it numbers once the last page ended and every annotation is
 * known; the entries that the catalog needs are added to catalog.
 */
void		 pdf_struct_write(struct pdf_struct *, struct buf *catalog);

#endif
