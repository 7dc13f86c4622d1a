/*
 * Preformatted text.
 */
#ifndef RENDER_PAGE_CODE_H
#define RENDER_PAGE_CODE_H

struct page_flow;
struct page_style;

/* Its own lines; one that is too long is broken behind a blank, or
 * anywhere where the last is far back. */
void	page_code_set(struct page_flow *, const char *,
	    const struct page_style *);

#endif
