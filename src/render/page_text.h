/*
 * Running text: inline nodes become words, words become lines, lines
 * become strips.
 */
#ifndef RENDER_PAGE_TEXT_H
#define RENDER_PAGE_TEXT_H

#include <stddef.h>

struct node;
struct page_flow;
struct page_style;

/* What a column needs to hold a text. */
struct page_extent {
	double	least;		/* widest piece that is not broken */
	double	most;		/* all in one line */
	double	total;		/* all lines of its own, one behind the other */
	double	whole;		/* ROLE_NUMBER: left of the decimal point */
};

/*
 * Set the inline nodes from first up to stop (NULL = all) as one
 * paragraph in the column of the flow.  align is enum node_align.
 * Returns the number of lines.
 */
size_t	page_text_set(struct page_flow *, const struct node *first,
	    const struct node *stop, const struct page_style *, int align);

/* The same for a text of our own. */
void	page_text_say(struct page_flow *, const char *,
	    const struct page_style *, int align);

/*
 * Set a number so that its decimal point, or the end of its whole part,
 * stands at x; a text that is no number or does not fit ends at the right
 * side of the column.
 */
void	page_text_number(struct page_flow *, const struct node *first,
	    const struct page_style *, double x);

void	page_text_measure(struct page_flow *, const struct node *first,
	    const struct node *stop, const struct page_style *,
	    struct page_extent *);

/* Width of the last line that page_text_set or page_text_say made. */
double	page_text_end(const struct page_flow *);

/* Free what was kept between calls. */
void	page_text_done(struct page_flow *);

#endif
