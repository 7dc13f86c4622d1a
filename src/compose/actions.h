/*
 * Actions: what is still to be done, by whom and until when.
 */
#ifndef COMPOSE_ACTIONS_H
#define COMPOSE_ACTIONS_H

#include <stdbool.h>

struct node;
struct scene;
struct value;

/* Block `actions`: an absent owner or due date is marked as a finding.
 * Option: max.  Returns whether there is any action. */
bool	actions_block(struct scene *, const struct value *options, int level,
	    struct node *into);

#endif
