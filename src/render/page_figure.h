/*
 * Figures and state marks on a device.
 */
#ifndef RENDER_PAGE_FIGURE_H
#define RENDER_PAGE_FIGURE_H

struct device;
struct figure;
struct page_marks;
struct shape;
struct theme;

/* The eight marks, made once. */
struct page_marks	*page_figure_marks(void);
void	page_figure_free(struct page_marks *);

/* A state mark in a box of this size, its top left corner at x, y. */
void	page_figure_mark(const struct page_marks *, const struct device *,
	    const struct theme *, int state, double x, double y,
	    double size);

/* A picture, its top left corner at x, y. */
void	page_figure_draw(const struct page_marks *, const struct device *,
	    const struct theme *, const struct figure *, double x, double y,
	    double scale);

#endif
