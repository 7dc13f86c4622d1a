/*
 * The device of page layout that writes PDF page content (ISO 32000-1 8
 * and 9): operators go into one buffer a page, which is compressed when
 * the page ends.
 */
#ifndef RENDER_PDF_DRAW_H
#define RENDER_PDF_DRAW_H

#include <stddef.h>

struct device;
struct pdf_draw;
struct pdf_fields;
struct pdf_fonts;
struct pdf_struct;
struct pdf_tree;

/*
 * All are borrowed for the life of the result; structure is NULL for a
 * file without tags.
 */
struct pdf_draw	*pdf_draw_new(struct pdf_fonts *, struct pdf_tree *,
		    struct pdf_struct *, struct pdf_fields *);
void		 pdf_draw_free(struct pdf_draw *);

/* The functions page layout calls; the context is the pdf_draw. */
void		 pdf_draw_device(struct pdf_draw *, struct device *);

/*
 * "page n of m" on every page, and the numbers of the list of contents:
 * a small second stream of each page, now that m is known.  right and
 * foot as page_footer() has them.
 */
void		 pdf_draw_numbers(struct pdf_draw *, double right, double foot,
		    double size, unsigned rgb);

#endif
