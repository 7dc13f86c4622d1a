/*
 * Population: that every item and every file is accounted for.
 */
#ifndef COMPOSE_POPULATION_H
#define COMPOSE_POPULATION_H

#include <stdbool.h>

struct node;
struct scene;
struct value;

/* Block `population`: items by kind and state, files, what is not
 * tracked.  Returns whether there is any item. */
bool	population_block(struct scene *, const struct value *options,
	    int level, struct node *into);

#endif
