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
 * pictures).  Returns whether there was something to show.
 */
bool	gates_block(struct scene *, const struct value *options, int level,
	    struct node *into);

#endif
