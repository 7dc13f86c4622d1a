/*
 * Change: what was deployed, where, when and by whom; in short on the
 * cover, at length behind it.
 */
#ifndef COMPOSE_CHANGE_H
#define COMPOSE_CHANGE_H

#include <stdbool.h>
#include <stddef.h>

struct node;
struct scene;
struct value;

#define CHANGE_TITLE_LINES	3	/* of a title on a cover */
#define CHANGE_LINES		3	/* of a fact on a cover */

/* The row of facts of the cover.  Returns the height it takes; lines > 0
 * cuts each value to so many lines of half a page. */
double	change_identity(struct scene *, struct node *into, int role,
	    size_t lines);

/* The title as a cover shows it. */
const char	*change_title(const struct scene *);

/* Block `change`: contents, reason, risk, and whatever the cover had to
 * cut.  Returns whether the record says any of it. */
bool	change_block(struct scene *, const struct value *options, int level,
	    struct node *into);

#endif
