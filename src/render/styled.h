/*
 * Inline nodes of a letter (a mail's HTML part), and the elements with
 * inline styles that its blocks are made of.
 */
#ifndef RENDER_STYLED_H
#define RENDER_STYLED_H

struct markup;
struct node;
struct theme;

/* A letter being written. */
struct styled {
	struct markup	*m;
	const struct theme *theme;
	int		 level;		/* of the last heading written */
};

/* 0xRRGGBB of an ink on light paper. */
unsigned styled_colour(const struct styled *, int ink);

/* Begin an element; fmt makes its style of constants and theme values. */
void	styled_begin(struct styled *, const char *name, const char *fmt, ...)
	    __attribute__((format(printf, 3, 4)));

/* Small, in secondary ink. */
void	styled_small(struct styled *, const char *text);

/* Mark and word of a state (enum node_state) in its colour. */
void	styled_state(struct styled *, int state, const char *word);

void	styled_node(struct styled *, const struct node *);
void	styled_children(struct styled *, const struct node *parent);

#endif
