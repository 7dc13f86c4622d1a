/*
 * Evidence list: every byte that went in, and how to check it.
 */
#ifndef COMPOSE_EVIDENCE_LIST_H
#define COMPOSE_EVIDENCE_LIST_H

#include <stdbool.h>

struct node;
struct scene;
struct value;

/*
 * Block `manifest`: the record digest in full, how to compute it again,
 * all inputs, what was left over; the population too where the document
 * has no block for it.  Options: max, digest (only that).
 */
bool	evidence_list_block(struct scene *, const struct value *options,
	    int level, struct node *into);

#endif
