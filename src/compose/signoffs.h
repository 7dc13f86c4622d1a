/*
 * Sign-offs: one block a role, laid out like a paper form.
 */
#ifndef COMPOSE_SIGNOFFS_H
#define COMPOSE_SIGNOFFS_H

#include <stdbool.h>

struct node;
struct scene;
struct value;

/*
 * Block `signoff`: policy, one signature block an item of that kind, the
 * fill-in lines of the checklist.  Options: brief (one table), max,
 * no_fields.  Returns whether the checklist asks for sign-offs or has
 * fill-in lines.
 */
bool	signoffs_block(struct scene *, const struct value *options,
	    int level, struct node *into);

#endif
