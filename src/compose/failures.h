/*
 * Failures: what failed, was late or is in doubt, mended since or not.
 */
#ifndef COMPOSE_FAILURES_H
#define COMPOSE_FAILURES_H

#include <stdbool.h>

struct item;
struct node;
struct scene;
struct value;

/* Block `failures`.  Returns whether there was any. */
bool	failures_block(struct scene *, const struct value *options,
	    int level, struct node *into);

/* Does the block show this item? */
bool	failures_holds(const struct item *);

#endif
