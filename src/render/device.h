/*
 * What page layout draws on: a device that measures text and takes
 * drawing calls page by page.  All lengths in points, origin at the top
 * left of the page, y down.
 */
#ifndef RENDER_DEVICE_H
#define RENDER_DEVICE_H

#include <stddef.h>

struct node;
struct shape;

/* FACE_OBLIQUE is the sans face, slanted. */
enum face { FACE_SANS, FACE_BOLD, FACE_MONO, FACE_OBLIQUE, FACE_COUNT };

/*
 * Order of a text: as UAX #9 orders a line of its own, or all in one
 * direction, for layout has ordered it.
 */
enum text_dir { TEXT_AUTO, TEXT_LTR, TEXT_RTL };

/*
 * Structure tags of ISO 32000-1 14.8.4.  Those up to TAG_PAGE_FOOT are no
 * content: TAG_ARTIFACT, and what stands on every page (14.8.2.2).
 */
enum page_tag {
	TAG_ARTIFACT, TAG_PAGE_HEAD, TAG_PAGE_FOOT,
	TAG_DOCUMENT, TAG_SECT, TAG_H1, TAG_H2, TAG_H3, TAG_H4, TAG_H5,
	TAG_H6, TAG_P, TAG_L, TAG_LI, TAG_LBL, TAG_LBODY, TAG_BLOCKQUOTE,
	TAG_CODE, TAG_TABLE, TAG_THEAD, TAG_TBODY, TAG_TR, TAG_TH, TAG_TD,
	TAG_FIGURE, TAG_LINK, TAG_SPAN, TAG_NOTE, TAG_FORM,
	TAG_TOC, TAG_TOCI, TAG_REFERENCE, TAG_CAPTION, TAG_DIV,
	TAG_COUNT
};

/*
 * What layout draws on.  tag_begin/tag_end bracket what is drawn between
 * them and nest; they may stay open from one page to the next, and the
 * device may ignore them.  Each element has a serial; one that had to be
 * cut is begun again with the same serial, below the same parent.  Serial
 * 0 is never begun again.  Artifacts come anywhere, also inside each
 * other.  tag_box tells where the element begun last stands on the page.
 * text is UTF-8, n bytes in the order they are read, no line breaks, drawn
 * from x to the right with its baseline at y; of soft hyphens one that
 * ends the text is seen.
 */
struct device {
	void	*ctx;
	double	(*width)(void *ctx, enum face, double size,
		    const char *text, size_t n);
	void	(*page_begin)(void *ctx, double width, double height);
	void	(*page_end)(void *ctx);
	void	(*text)(void *ctx, enum face, double size, unsigned rgb,
		    double x, double y, const char *text, size_t n,
		    enum text_dir);
	void	(*shape)(void *ctx, double dx, double dy, double scale,
		    const struct shape *, unsigned fill_rgb,
		    unsigned stroke_rgb);	/* not TEXT, not MARK */
	void	(*link)(void *ctx, double x, double y, double w, double h,
		    const char *href, const char *contents);
	/*
	 * The number of the page where id is anchored, ending at x, with its
	 * baseline at y.  Content of the element that is open now, on the
	 * page at hand, though it is drawn when all pages are known.
	 */
	void	(*pageref)(void *ctx, enum face, double size, unsigned rgb,
		    double x, double y, const char *id);
	/* A place to sign, in the element that is open; may have no size. */
	void	(*field)(void *ctx, double x, double y, double w, double h,
		    const char *name, const char *words);
	void	(*anchor)(void *ctx, const char *id, double y);
	void	(*outline)(void *ctx, int level, const char *title, double y);
	void	(*tag_begin)(void *ctx, enum page_tag, const struct node *,
		    unsigned serial);
	void	(*tag_end)(void *ctx);
	void	(*tag_box)(void *ctx, double x, double y, double w, double h);
};

struct page_options {
	double	width, height;		/* A4: 595.28 x 841.89 */
	double	margin;
};

#endif
