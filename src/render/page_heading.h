/*
 * Headings: their place in the outline, their white, and how what they
 * head stands, on the same line.
 */
#ifndef RENDER_PAGE_HEADING_H
#define RENDER_PAGE_HEADING_H

struct node;
struct page_flow;

/*
 * A node HEADING.  Returns the last node that was set: the heading, or
 * the paragraph of role GATES behind it that stands on its line.
 */
const struct node	*page_heading_set(struct page_flow *,
			    const struct node *);

#endif
