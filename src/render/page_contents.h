/*
 * The list of contents: titles, leaders, and room for page numbers that
 * the device draws once it knows them.
 */
#ifndef RENDER_PAGE_CONTENTS_H
#define RENDER_PAGE_CONTENTS_H

struct node;
struct page_flow;

/* A node LIST of role CONTENTS: of items with a LINK, and lists below. */
void	page_contents_set(struct page_flow *, const struct node *);

#endif
