/*
 * Phases: every item of the checklist with its evidence, under its
 * headings.
 */
#ifndef COMPOSE_PHASES_H
#define COMPOSE_PHASES_H

#include <stdbool.h>

struct node;
struct scene;
struct value;

/*
 * Block `phases`.  Option: no_prose (leave the checklist's own text out).
 * Every item and every section gets its anchor here.
 */
bool	phases_block(struct scene *, const struct value *options, int level,
	    struct node *into);

#endif
