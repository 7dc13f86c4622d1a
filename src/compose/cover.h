/*
 * Cover: what a reader must know before the first turn of a page.
 */
#ifndef COMPOSE_COVER_H
#define COMPOSE_COVER_H

#include <stdbool.h>

struct node;
struct scene;
struct value;

/*
 * Block `cover`: kicker, title, verdict with its reason, identity, the
 * strip, counts, gates, sign-offs, who must act next, digest and issue: one
 * page, whatever the record holds; lists that find no room are cut and
 * counted.  Options: brief (no pictures, no gates: for mail), max (names in
 * its lists), executive (what blocks GO and the metrics instead of the
 * strip: a document of this one page).
 */
bool	cover_block(struct scene *, const struct value *options, int level,
	    struct node *into);

#endif
