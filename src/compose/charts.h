/*
 * Charts: the pictures of a document as figure nodes, each with its
 * alternative text.  Lengths are points; 482 is the width of the text on
 * an A4 page.
 */
#ifndef COMPOSE_CHARTS_H
#define COMPOSE_CHARTS_H

struct measured;
struct node;
struct scene;
struct tally;

/* One cell an item in template order; one a heading above 1,000 items. */
struct node	*charts_strip(struct scene *, struct node *parent);

/* What share of a tally stands how, as one stacked bar. */
struct node	*charts_bar(struct scene *, struct node *parent,
		    const struct tally *);

/* A bullet chart; nothing (NULL) where there is nothing to draw. */
struct node	*charts_bullet(struct scene *, struct node *parent,
		    const struct measured *);

#endif
