/*
 * Rollback: the plan, what would call for it, and whether it was used.
 */
#ifndef COMPOSE_ROLLBACK_H
#define COMPOSE_ROLLBACK_H

#include <stdbool.h>

struct node;
struct scene;
struct value;

/* Block `rollback`.  Returns whether the checklist or the record says
 * anything of it. */
bool	rollback_block(struct scene *, const struct value *options,
	    int level, struct node *into);

#endif
