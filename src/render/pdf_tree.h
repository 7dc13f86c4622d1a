/*
 * What binds the pages of a PDF: the page tree, links, their targets and
 * the outline (ISO 32000-1 7.7.3, 12.3, 12.5.6.5).
 */
#ifndef RENDER_PDF_TREE_H
#define RENDER_PDF_TREE_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct pdf_file;
struct pdf_struct;
struct pdf_tree;

/* Both are borrowed; structure is NULL for a file without tags. */
struct pdf_tree	*pdf_tree_new(struct pdf_file *, struct pdf_struct *);
void		 pdf_tree_free(struct pdf_tree *);

/* A page begins, and gets its content. */
void		 pdf_tree_page(struct pdf_tree *, double width,
		    double height);
void		 pdf_tree_content(struct pdf_tree *, const void *, size_t n);
size_t		 pdf_tree_pages(const struct pdf_tree *);
double		 pdf_tree_width(const struct pdf_tree *, size_t page);
double		 pdf_tree_height(const struct pdf_tree *, size_t page);

/* The small stream that draws the page number. */
void		 pdf_tree_number(struct pdf_tree *, size_t page,
		    const void *, size_t n);

/* On the page at hand; y down from its top.  Strings are borrowed. */
void		 pdf_tree_link(struct pdf_tree *, double x, double y,
		    double w, double h, const char *href,
		    const char *contents);

/* Another annotation of the page at hand; the object of that page. */
void		 pdf_tree_widget(struct pdf_tree *, unsigned id);
unsigned	 pdf_tree_page_id(const struct pdf_tree *);
void		 pdf_tree_anchor(struct pdf_tree *, const char *id, double y);

/* Which page, from 0, has the anchor; false where none has. */
bool		 pdf_tree_find(const struct pdf_tree *, const char *id,
		    size_t *page);

/* title is copied; level from 1. */
void		 pdf_tree_outline(struct pdf_tree *, int level,
		    const char *title, double y);

/*
 * Write all of it once the last page ended.  Links to ids nobody anchored
 * are left out.  resources is the object all pages share; the entries
 * that the catalog needs are added to catalog.
 */
void		 pdf_tree_write(struct pdf_tree *, unsigned resources,
		    struct buf *catalog);

#endif
