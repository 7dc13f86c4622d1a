/*
 * Leads: short texts that are not left behind at the foot of a page by
 * what they introduce.
 */
#ifndef RENDER_PAGE_LEAD_H
#define RENDER_PAGE_LEAD_H

#include <stddef.h>

struct node;
struct page_flow;

/* The note n is about to be set: it stays with the table before it. */
void	page_lead_note(struct page_flow *, const struct node *before,
	    const struct node *n);

/*
 * The paragraph or quotation n was set, from strip first (as
 * page_flow_made() counts them) up to here: tie it to what comes next if
 * it is a lead.
 */
void	page_lead_tie(struct page_flow *, const struct node *n,
	    size_t first);

#endif
