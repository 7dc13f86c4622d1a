/*
 * Columns of a table: measured by what stands in them, sized so that its
 * rows become low.
 */
#ifndef RENDER_PAGE_COLUMNS_H
#define RENDER_PAGE_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>

struct node;
struct page_flow;
struct page_style;

struct page_column {
	size_t	 index;		/* of its cells in their rows */
	double	 least, most;	/* of its cells */
	double	 whole, rest;	/* numbers: before, from the point */
	double	 x, width;
	bool	 number;
};

/* The longest line of a cell, and all its lines one behind the other. */
struct page_cell {
	float	 most, total;
};

struct page_columns {
	struct page_column *columns;
	size_t	 count;
	struct page_cell *cells;	/* of the rows looked at */
	size_t	 rows;		/* how many were looked at */
};

/* Is the cell one of a header? */
bool	page_columns_heads(const struct node *row, const struct node *cell);

/* The style of cells. */
struct page_style	page_columns_style(const struct page_flow *,
			    bool head);

/* Measure a node TABLE that has count columns. */
void	page_columns_measure(struct page_flow *, struct page_columns *,
	    const struct node *table, size_t count);
void	page_columns_free(struct page_columns *);

/* Can all columns be set in this width with no shorter word broken? */
bool	page_columns_fit(const struct page_columns *, double width);

/*
 * How many columns from from on are set behind the first one where they
 * are parted: so many that short cells keep to one line, in parts of
 * about the same number; at least 1 where there is one.
 */
size_t	page_columns_part(const struct page_columns *, size_t from,
	    double width);

/*
 * Size n columns, some of those that were measured, to fill the column
 * of the flow.
 */
void	page_columns_size(const struct page_flow *,
	    const struct page_columns *, struct page_column *, size_t n);

#endif
