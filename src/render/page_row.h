/*
 * Rows: strips of several columns put side by side as one strip.
 */
#ifndef RENDER_PAGE_ROW_H
#define RENDER_PAGE_ROW_H

#include <stddef.h>

struct node;
struct page_flow;

struct page_row {
	size_t		 strip, op;	/* where it begins in the galley */
	double		 space;
	unsigned	 column;
	int		 tag;		/* enum page_tag, -1 = none */
	const struct node *node;
};

/*
 * Strips made between begin and end are put side by side, one column
 * after each page_row_column(), and become one strip under tag.  A row
 * that is taller than a page is cut between lines.
 */
void	 page_row_begin(struct page_flow *, struct page_row *, int tag,
	    const struct node *);
void	 page_row_column(struct page_flow *);

/* above and below are white inside the row; returns its height. */
double	 page_row_end(struct page_flow *, const struct page_row *,
	    double above, double below);

#endif
