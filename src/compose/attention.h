/*
 * Attention: everything that stands in the way, grouped.
 */
#ifndef COMPOSE_ATTENTION_H
#define COMPOSE_ATTENTION_H

#include <stdbool.h>

struct node;
struct scene;
struct value;

/*
 * Block `attention`.  Options: max (of each group; the rest is counted).
 * Returns false where nothing needs attention (that is said, too).
 */
bool	attention_block(struct scene *, const struct value *options,
	    int level, struct node *into);

#endif
