/*
 * The sheet: draws the strips of one page, with running header, footer
 * and frames.
 */
#ifndef RENDER_PAGE_SHEET_H
#define RENDER_PAGE_SHEET_H

#include <stdbool.h>
#include <stddef.h>

struct page_flow;
struct page_galley;
struct page_options;
struct page_strip;

/* Draw strips [0, n) as one page; they stay in the galley. */
void	page_sheet_draw(struct page_flow *, size_t n);

/* The page a strip stands on: as it is asked for, or turned. */
struct page_options	page_sheet_size(const struct page_flow *, bool wide);

/* Where the page number ends: from the right side, and from the foot. */
void	page_sheet_footer(const struct page_options *, double *right,
	    double *foot);

/* Does the page that starts with this strip repeat the header on top? */
bool	page_sheet_repeats(const struct page_galley *,
	    const struct page_strip *);

/* Frame of an id, or NULL for 0. */
struct page_frame	*page_sheet_frame(const struct page_galley *,
	    unsigned id);

#endif
