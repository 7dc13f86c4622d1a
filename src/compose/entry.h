/*
 * Entry: one item as it stands in a list: its title, one line of finding,
 * the evidence line, and what folds away.
 */
#ifndef COMPOSE_ENTRY_H
#define COMPOSE_ENTRY_H

#include <stdbool.h>

struct buf;
struct evidence;
struct item;
struct node;
struct scene;

/* The whole item; anchored: the entry is where links to it arrive. */
struct node	*entry_add(struct scene *, struct node *parent,
		    const struct item *, bool anchored);

/* Title as a link, finding, owner: for lists beside the whole item. */
struct node	*entry_add_short(struct scene *, struct node *parent,
		    const struct item *);

/* "63 % against >= 80 %. Coverage fell." on one line; the state itself is
 * shown beside it. */
void	entry_finding(struct buf *, const struct item *);

/* "probe pgcheck on db-1, test, 2026-11-20 09:12 +01:00, file x.json" */
void	entry_source(struct buf *, const struct evidence *);

/* How many files the evidence in force replaces. */
unsigned	entry_amended(const struct item *);

#endif
