/*
 * Fit: how much of one page a text takes.  Compose knows neither fonts nor
 * paper: these are estimates on the safe side, in points, for the pages
 * that must be one page whatever a record holds.
 */
#ifndef COMPOSE_FIT_H
#define COMPOSE_FIT_H

#include <stddef.h>

struct arena;

/* The text of an A4 page is higher than that of a Letter page. */
#define FIT_A4		728.0
#define FIT_LETTER	678.0
#define FIT_WIDTH	482.0	/* A4: the narrower of the two */

/* Sizes and line heights of the theme's steps. */
#define FIT_SMALL	8.5
#define FIT_TEXT	10.5
#define FIT_TITLE	(20.0 * FIT_BOLD)
#define FIT_BOLD	1.14	/* a bold face is so much wider */
#define FIT_TIGHT	1.25
#define FIT_LOOSE	1.45

/* Lines that a text of this size takes in this width; 0 for no text. */
size_t		 fit_lines(const char *text, double size, double width);

/* The text itself if it takes no more than lines lines, else its start,
 * cut at a word where there is one, and an ellipsis. */
const char	*fit_clip(struct arena *, const char *text, double size,
		    double width, size_t lines);

#endif
