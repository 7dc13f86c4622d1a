/*
 * History: who changed the record, when and why, as its ledger says.
 */
#ifndef COMPOSE_HISTORY_H
#define COMPOSE_HISTORY_H

#include <stdbool.h>

struct node;
struct scene;
struct value;

/* Options: max (the last entries).  False where there is no ledger. */
bool	history_block(struct scene *, const struct value *options, int level,
	    struct node *into);

#endif
