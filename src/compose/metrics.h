/*
 * Metrics: what was measured against what was promised.
 */
#ifndef COMPOSE_METRICS_H
#define COMPOSE_METRICS_H

#include <stdbool.h>
#include <stddef.h>

struct node;
struct scene;
struct value;

/*
 * Block `metrics`.  Options: plain (no pictures), near_misses (only
 * those), max.  Returns whether there was a metric to show.
 */
bool	metrics_block(struct scene *, const struct value *options, int level,
	    struct node *into);

/* Metrics and tasks with a threshold. */
size_t	metrics_count(const struct scene *);

/* A table set close, for one page: at most so many rows, what is missed
 * or nearly missed first; the rest is counted. */
void	metrics_tight(struct scene *, struct node *into, size_t most);

#endif
