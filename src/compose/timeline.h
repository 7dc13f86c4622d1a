/*
 * Timeline: what happened when, and which evidence says so.
 */
#ifndef COMPOSE_TIMELINE_H
#define COMPOSE_TIMELINE_H

#include <stdbool.h>

struct node;
struct scene;
struct value;

/*
 * Block `timeline`.  Options: plain (no picture), max (rows).  Returns
 * whether anything happened besides the issue of the document.
 */
bool	timeline_block(struct scene *, const struct value *options,
	    int level, struct node *into);

#endif
