/*
 * Follow-ups: what falls due after the deployment.
 */
#ifndef COMPOSE_FOLLOWUPS_H
#define COMPOSE_FOLLOWUPS_H

#include <stdbool.h>

struct node;
struct scene;
struct value;

/* Block `follow-ups`.  Options: max, open (only those not answered).
 * Returns whether there was one to show. */
bool	followups_block(struct scene *, const struct value *options,
	    int level, struct node *into);

#endif
