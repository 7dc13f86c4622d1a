/*
 * The galley between blocks and pages.  Blocks become strips (one line of
 * text, one table row), each a list of drawing operations; strips fill
 * pages; a page is drawn as soon as it is full.
 */
#ifndef RENDER_PAGE_FLOW_H
#define RENDER_PAGE_FLOW_H

#include <stdbool.h>
#include <stddef.h>

struct device;
struct document;
struct node;
struct page_box;
struct page_flow;
struct page_op;
struct page_options;
struct page_style;

void	 page_flow_init(struct page_flow *, const struct document *,
	    const struct device *, const struct page_options *);

/* Draw what is left; returns the number of pages and frees the galley. */
size_t	 page_flow_finish(struct page_flow *);

/*
 * A new operation (enum page_op_kind) of the strip to come; valid until
 * the next call.  All its fields are 0 but kind.
 */
struct page_op	*page_flow_op(struct page_flow *, int kind);

/* The same for the strip that was made last. */
struct page_op	*page_flow_op_last(struct page_flow *, int kind);

/* Filled rectangle, not content unless said so of what is returned. */
struct page_op	*page_flow_rect(struct page_flow *, double x, double y,
	    double w, double h, unsigned rgb);

/* Keep n bytes until they are drawn; returns their offset. */
size_t	 page_flow_store(struct page_flow *, const char *, size_t n);

/* One piece of text that needs no breaking. */
void	 page_flow_text(struct page_flow *, const struct page_style *,
	    double x, double y, const char *, size_t n);

/*
 * Structure tags (enum page_tag); an end follows every begin.  off of what
 * is returned is the serial of the element.
 */
struct page_op	*page_flow_begin(struct page_flow *, int tag,
	    const struct node *);
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

/* The last strip stays with the next one. */
void	 page_flow_tie(struct page_flow *);

/* Strips made so far. */
size_t	 page_flow_made(const struct page_flow *);

/*
 * Strips made between the two stay on one page if they are no higher than
 * most.  keep returns what release wants; groups nest.
 */
size_t	 page_flow_keep(struct page_flow *);
void	 page_flow_release(struct page_flow *, size_t kept, double most);

/* The next strip starts a page. */
void	 page_flow_break(struct page_flow *);

/*
 * Strips made from now on stand on pages that lie on their side, or on
 * upright ones again; the column is as wide as the page.  What is tied to
 * the first of them goes there with it.
 */
void	 page_flow_turn(struct page_flow *, bool wide);

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
