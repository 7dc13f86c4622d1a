/*
 * What the rooms of page layout share: operations, strips, frames, the
 * galley that holds them, and the flow that blocks are set in.
 */
#ifndef RENDER_PAGE_GALLEY_H
#define RENDER_PAGE_GALLEY_H

#include <stdbool.h>
#include <stddef.h>

struct device;
struct document;
struct node;
struct page_galley;
struct page_marks;
struct page_options;
struct page_scratch;
struct theme;

#define PAGE_NO_COLOUR	0xff000000u

enum page_op_kind {
	PAGE_OP_TEXT,		/* face size rgb x y(baseline); ref or store */
	PAGE_OP_RECT,		/* x y w h, rgb fill, stroke of width size;
				   what = 1: content, 0: artifact */
	PAGE_OP_MARK,		/* x y, size; what = state; len = 1: content */
	PAGE_OP_FIGURE,		/* x y, scale = size; ref = node */
	PAGE_OP_LINK,		/* x y w h; ref = node LINK */
	PAGE_OP_PAGEREF,	/* face size rgb x(right) y; ref = LINK */
	PAGE_OP_FIELD,		/* x y w h; ref = node BLANK, named */
	PAGE_OP_LEADER,		/* x y w, rgb */
	PAGE_OP_ANCHOR,		/* ref = id */
	PAGE_OP_OUTLINE,	/* what = level; ref = node titled */
	PAGE_OP_BEGIN,		/* what = tag; ref = node or NULL; off = its
				   serial, the same when begun again */
	PAGE_OP_END
};

/* x counts from the left of the page, y from the top of the strip. */
struct page_op {
	enum page_op_kind kind;
	int		 what;		/* TEXT, PAGEREF: enum face */
	unsigned	 dir;		/* TEXT: enum text_dir */
	unsigned	 rgb, stroke;
	bool		 right;		/* goes with the right side of the page */
	double		 x, y, w, h, size;
	size_t		 off, len;	/* TEXT, in the store of the galley */
	const void	*ref;		/* TEXT: constant text instead */
};

/* How running text is set. */
struct page_style {
	int		 face;		/* enum face */
	double		 size, line;	/* points; multiple of size */
	double		 drop;		/* of the baseline, by larger text */
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
	bool		 issuer;	/* has a place to sign */
	const struct node *sole;	/* text that needs no paragraph */
	bool		 items;		/* entries stand in the outline */
	bool		 wide;		/* pages are turned now */
	unsigned	 inside;	/* lists, entries, boxes around us */
	int		 levels[6];	/* of the headings above, outer first */
	int		 depth;		/* how many */
	size_t		 heading;	/* strips made when the last ended,
					   with the short lead tied to it */
	size_t		 lead;		/* lines of that lead */
	/* Set one block; set all children, inlines among them as text. */
	void		(*block)(struct page_flow *, const struct node *);
	void		(*children)(struct page_flow *, const struct node *);
	struct page_galley *galley;
	struct page_scratch *scratch;	/* of page_text */
};

/* The look of a frame around strips. */
struct page_box {
	unsigned	 fill, stroke;	/* PAGE_NO_COLOUR = none */
	double		 stroke_width;
	unsigned	 bar;		/* a rule at the left side */
	double		 bar_width;
	double		 pad_x, pad_y;
};

/* A frame of the flow, where it stands. */
struct page_frame {
	struct page_box	 look;
	unsigned	 parent;	/* id, 0 = none */
	double		 x, w;
	size_t		 op;		/* its rectangle, while in a row */
	bool		 in_row, begun;	/* begun on an earlier page */
	double		 top, bottom;	/* on the page being drawn */
};

struct page_strip {
	double		 space, height;
	size_t		 op, op_end;
	unsigned	 box;		/* innermost frame, 0 = none */
	unsigned	 column;	/* while a row is made */
	unsigned	 header;	/* repeated header it belongs to */
	bool		 tie;		/* stays with the next strip */
	bool		 fresh;		/* starts a page */
	bool		 wide;		/* of a page that is turned */
};

/* Header rows of the table at hand, as they are repeated. */
struct page_head {
	struct page_op	*ops;
	size_t		 op_count, op_cap;
	char		*text;
	size_t		 text_len, text_cap;
	double		 height;
	unsigned	 id;		/* 0: strips now belong to none */
	unsigned	 last_id;
	size_t		 first;		/* serial of its first strip */
};

struct page_galley {
	struct page_strip *strips;
	size_t		 count, cap;
	size_t		 gone;		/* strips drawn before strips[0] */
	struct page_op	*ops;
	size_t		 op_count, op_cap;
	char		*text;		/* what TEXT operations point into */
	size_t		 text_len, text_cap;
	struct page_frame *frames;
	size_t		 frame_count, frame_cap;
	unsigned	 frame_base;	/* frames forgotten; ids go on */
	unsigned	 box;		/* open frame, 0 = none */
	struct page_head head;
	struct page_head pinned;	/* repeated on the page being filled */
	double		 space;		/* before the next strip */
	bool		 top;		/* ... which may have none */
	bool		 fresh;		/* ... which starts a page */
	bool		 turned;	/* ... only because it lies otherwise */
	unsigned	 capture;	/* rows being made */
	unsigned	 column, columns;
	size_t		 seen, cut;	/* filling: strips that fit */
	double		 y;
	size_t		 pages;
	unsigned	 serial;	/* of the last element begun */
	struct page_marks *marks;
};

#endif
