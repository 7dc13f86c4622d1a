/*
 * Figures and state marks as SVG inside HTML.  Colours are classes
 * ("f-pass" fills, "k-pass" strokes) that render/style gives meaning to.
 */
#ifndef RENDER_SVG_H
#define RENDER_SVG_H

struct figure;
struct markup;

/* The hidden definitions of the eight marks; once, early in the body. */
void	svg_symbols(struct markup *);

/*
 * A mark in running text, class "m".  label is its accessible name, or
 * NULL where the word stands beside it.
 */
void	svg_mark(struct markup *, int state, const char *label);

/*
 * A picture, its points drawn 1.5 pixels large; alt as title.  One of
 * marks alone becomes a line of marks that wraps.
 */
void	svg_figure(struct markup *, const struct figure *, const char *alt);

/* Class of a state: "s-pass" ... */
const char	*svg_state_class(int state);

#endif
