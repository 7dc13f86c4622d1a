/*
 * The sheet: draws the strips of one page, with running header, footer
 * and frames.  The galley stands here, because it is what is drawn.
 */
#ifndef RENDER_PAGE_SHEET_H
#define RENDER_PAGE_SHEET_H

#include <stdbool.h>
#include <stddef.h>

struct page_flow;
struct page_marks;
struct page_op;
struct page_options;

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
	bool		 fresh;
	unsigned	 capture;	/* rows being made */
	unsigned	 column, columns;
	size_t		 seen, cut;	/* filling: strips that fit */
	double		 y;
	size_t		 pages;
	struct page_marks *marks;
};

/* Draw strips [0, n) as one page; they stay in the galley. */
void	page_sheet_draw(struct page_flow *, size_t n);

/* Right edge and baseline of the page number. */
void	page_sheet_footer(const struct page_options *, double *right,
	    double *y);

/* Does the page that starts with this strip repeat the header on top? */
bool	page_sheet_repeats(const struct page_galley *,
	    const struct page_strip *);

/* Frame of an id, or NULL for 0. */
struct page_frame	*page_sheet_frame(const struct page_galley *,
	    unsigned id);

#endif
