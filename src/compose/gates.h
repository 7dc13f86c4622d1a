/*
 * Gates: every phase of the template with its verdict.
 */
#ifndef COMPOSE_GATES_H
#define COMPOSE_GATES_H

#include <stdbool.h>

struct node;
struct scene;
struct value;

/*
 * Block `gates`; also part of the cover.  Options: max, plain (no
 * pictures); phases that are not GO are shown before those
 * that are.  Returns whether there was something to show.
 */
bool	gates_block(struct scene *, const struct value *options, int level,
	    struct node *into);

/* Height of the rows of all phases in a table set close. */
double	gates_height(struct scene *);

/* That table, for a cover: rows of at most this height. */
void	gates_tight(struct scene *, struct node *into, double height);

#endif
