/*
 * Tables: columns sized from what stands in them, header rows repeated on
 * every page, rows kept whole.
 */
#ifndef RENDER_PAGE_TABLE_H
#define RENDER_PAGE_TABLE_H

struct node;
struct page_flow;

/* A node TABLE. */
void	page_table_set(struct page_flow *, const struct node *);

#endif
