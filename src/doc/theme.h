/*
 * The theme: colours and type sizes of all documents, one table that
 * compose/ owns and writers read through the document.
 */
#ifndef DOC_THEME_H
#define DOC_THEME_H

#include <stdbool.h>

struct theme {
	unsigned	light[28];	/* 0xRRGGBB by enum ink */
	unsigned	dark[28];
	unsigned	own;		/* INK_OWN_* that are taken */
	double		pdf_size[4];	/* points: small, text, head, title */
	int		html_size[4];	/* px */
	double		line_text, line_table;	/* multiples of the size */
	double		margin_mm;
};

/* Foreground and tint slot of a state (enum node_state). */
int	theme_ink(int state);
int	theme_tint(int state);

/* Name of a slot in style sheets: "pass", "pass-t" ...; NULL for none. */
const char	*theme_ink_str(int ink);

/* Does the theme fill this slot? */
bool	theme_has(const struct theme *, int ink);

/* "#0b5a9c" -> 0xRRGGBB; -1 where it is no such word. */
int	theme_colour(const char *text, unsigned *rgb)
	    __attribute__((warn_unused_result));

/* Contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance). */
double	theme_contrast(unsigned a, unsigned b);

/* The colour, mixed with white until it has this contrast on paper. */
unsigned	theme_lighter(unsigned rgb, unsigned paper, double contrast);

/* The slot of a colour of the theme's own: the one that holds it, else
 * the next free; INK_NONE where all THEME_OWN are taken. */
#define THEME_OWN	6
int	theme_own(struct theme *, unsigned rgb);

/* The built-in look (LOOK.md). */
const struct theme	*theme_default(void);

#endif
