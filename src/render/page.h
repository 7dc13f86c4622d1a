/*
 * Page layout: the document tree -> drawing calls, page by page.  Knows
 * nothing of PDF: text is measured and drawn through a device, so that
 * layout is tested without a library.  All lengths in points, origin at
 * the top left of the page, y down.
 */
#ifndef RENDER_PAGE_H
#define RENDER_PAGE_H

#include <stddef.h>

struct device;
struct document;
struct page_options;

/*
 * Lay the document out.  Returns the number of pages.  Running header and
 * the left part of the footer are drawn by layout as artifacts; "page n
 * of m" is the device's to add at page_footer (below) once m is known.
 */
size_t	page_layout(const struct document *, const struct device *,
	    const struct page_options *);

/*
 * Where "page n of m" goes: how far its end is from the right side of the
 * page, and its baseline from the foot, whichever way the page lies.
 */
void	page_footer(const struct page_options *, double *right,
	    double *foot);

#endif
