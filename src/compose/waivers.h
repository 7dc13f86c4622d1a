/*
 * Waivers: what was let through, by whom, until when, and how the record
 * would stand without.
 */
#ifndef COMPOSE_WAIVERS_H
#define COMPOSE_WAIVERS_H

#include <stdbool.h>

struct node;
struct scene;
struct value;

/* Block `waivers`.  Returns whether any waiver was given. */
bool	waivers_block(struct scene *, const struct value *options, int level,
	    struct node *into);

#endif
