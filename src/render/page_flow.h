/*
 * The galley between blocks and pages.  Blocks become strips (one line of
 * text, one table row), each a list of drawing operations; strips fill
 * pages; a page is drawn as soon as it is full.  Shared by the rooms of
 * page layout only.
 */
#ifndef RENDER_PAGE_FLOW_H
#define RENDER_PAGE_FLOW_H

#include <stdbool.h>
#include <stddef.h>

struct device;
struct document;
struct node;
struct page_box;
struct page_galley;
struct page_options;
struct page_scratch;
struct theme;

#define PAGE_NO_COLOUR	0xff000000u

enum page_op_kind {
	PAGE_OP_TEXT,		/* face size rgb x y(baseline); ref or store */
	PAGE_OP_RECT,		/* x y w h, rgb fill, stroke of width size */
	PAGE_OP_MARK,		/* x y, size; what = state */
	PAGE_OP_FIGURE,		/* x y, scale = size; ref = node */
	PAGE_OP_LINK,		/* x y w h; ref = node LINK */
	PAGE_OP_ANCHOR,		/* ref = id */
	PAGE_OP_OUTLINE,	/* what = level; ref = node titled */
	PAGE_OP_BEGIN,		/* what = tag; ref = node or NULL */
	PAGE_OP_END
};

/* x counts from the left of the page, y from the top of the strip. */
struct page_op {
	enum page_op_kind kind;
	int		 what;		/* TEXT: enum face */
	unsigned	 rgb, stroke;
	double		 x, y, w, h, size;
	size_t		 off, len;	/* TEXT, in the store of the galley */
	const void	*ref;		/* TEXT: constant text instead */
};

/* How running text is set. */
struct page_style {
	int		 face;		/* enum face */
	double		 size, line;	/* points; multiple of size */
	double		 drop;		/* of the baseline, beside larger text */
	unsigned	 rgb;
	bool		 strike;
};

struct page_flow {
	const struct document		*doc;
	const struct device		*dev;
	const struct page_options	*opt;
	const struct theme		*theme;
	struct page_style		 style;
	double		 x, width;	/* the column now */
	double		 measure;	/* longest line of running text */
	unsigned	 keep;		/* groups that are being made */
	bool		 form;		/* inside a sign-off block */
	bool		 items;		/* entries stand in the outline */
	unsigned	 inside;	/* lists, entries, boxes around us */
	int		 levels[6];	/* of the headings above, outer first */
	int		 depth;		/* how many */
	/* Set one block; set all children, inlines among them as text. */
	void		(*block)(struct page_flow *, const struct node *);
	void		(*children)(struct page_flow *, const struct node *);
	struct page_galley *galley;
	struct page_scratch *scratch;	/* of page_text */
};

void	 page_flow_init(struct page_flow *, const struct document *,
	    const struct device *, const struct page_options *);

/* Draw what is left; returns the number of pages and frees the galley. */
size_t	 page_flow_finish(struct page_flow *);

/*
 * A new operation of the strip to come; valid until the next call.  All
 * its fields are 0 but kind.
 */
struct page_op	*page_flow_op(struct page_flow *, enum page_op_kind);

/* The same for the strip that was made last. */
struct page_op	*page_flow_op_last(struct page_flow *, enum page_op_kind);

/* Filled rectangle, not content. */
void	 page_flow_rect(struct page_flow *, double x, double y, double w,
	    double h, unsigned rgb);

/* Keep n bytes until they are drawn; returns their offset. */
size_t	 page_flow_store(struct page_flow *, const char *, size_t n);

/* One piece of text that needs no breaking. */
void	 page_flow_text(struct page_flow *, const struct page_style *,
	    double x, double y, const char *, size_t n);

/* Structure tags (enum page_tag); an end follows every begin. */
void	 page_flow_begin(struct page_flow *, int tag, const struct node *);
void	 page_flow_end(struct page_flow *);

/* Close a strip over the operations added since the last one. */
void	 page_flow_strip(struct page_flow *, double height);

/* At least this much white before the next strip; none at a page top. */
void	 page_flow_space(struct page_flow *, double);

/* Forget the white that was asked for so far. */
void	 page_flow_trim(struct page_flow *);

/*
 * Exactly this much white before the next strip, whatever is asked for
 * until then; negative: as much as was asked for so far.
 */
void	 page_flow_gap(struct page_flow *, double);

/* The last strip stays with the next one; does it? */
void	 page_flow_tie(struct page_flow *);
bool	 page_flow_tied(const struct page_flow *);

/*
 * Strips made between the two stay on one page if they are no higher than
 * most.  keep returns what release wants; groups nest.
 */
size_t	 page_flow_keep(struct page_flow *);
void	 page_flow_release(struct page_flow *, size_t kept, double most);

/* The next strip starts a page. */
void	 page_flow_break(struct page_flow *);

/*
 * Narrow the column, unless it would become too narrow to read.  The
 * caller puts x and width back.
 */
void	 page_flow_indent(struct page_flow *, double left, double right);

/* Strips made until close stand in a frame; narrows the column. */
void	 page_flow_box_open(struct page_flow *, const struct page_box *);
void	 page_flow_box_close(struct page_flow *);

/*
 * Strips made between begin and end are repeated on each page that starts
 * with a strip made between end and page_flow_header_drop().
 */
void	 page_flow_header_begin(struct page_flow *);
void	 page_flow_header_end(struct page_flow *);
void	 page_flow_header_drop(struct page_flow *);

/* Height that content has on a page. */
double	 page_flow_height(const struct page_flow *);

/* Width of a text in a style. */
double	 page_flow_width(const struct page_flow *,
	    const struct page_style *, const char *, size_t n);

/* Line height, and the baseline within a line, of a style. */
double	 page_flow_line(const struct page_style *);
double	 page_flow_baseline(const struct page_style *);

/* A style of the theme: size by step 0-3, colour by ink slot. */
struct page_style	 page_flow_style(const struct page_flow *, int face,
	    int step, int ink);
unsigned page_flow_ink(const struct page_flow *, int ink);

#endif
