/*
 * Fold: the longer material of one evidence file.
 */
#ifndef COMPOSE_FOLD_H
#define COMPOSE_FOLD_H

struct item;
struct node;
struct scene;

/* Command, observed, expected, notes, attachments, waiver, sign-off ...
 * of the item's evidence; nothing where there is none of it. */
void	fold_add(struct scene *, struct node *entry, const struct item *);

#endif
