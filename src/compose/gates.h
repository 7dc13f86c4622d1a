/*
 * Gates: every phase of the template with its verdict.
 */
#ifndef COMPOSE_GATES_H
#define COMPOSE_GATES_H

#include <stdbool.h>
#include <stddef.h>

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

/* Phases that hold items. */
size_t	gates_count(const struct scene *);

/* The table set close, for a cover: at most so many rows. */
void	gates_tight(struct scene *, struct node *into, size_t most);

#endif
