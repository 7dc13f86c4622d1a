/*
 * Metrics: what was measured against what was promised.
 */
#ifndef COMPOSE_METRICS_H
#define COMPOSE_METRICS_H

#include <stdbool.h>

struct node;
struct scene;
struct value;

/*
 * Block `metrics`.  Options: plain (no pictures), near_misses (only
 * those), max.  Returns whether there was a metric to show.
 */
bool	metrics_block(struct scene *, const struct value *options, int level,
	    struct node *into);

#endif
