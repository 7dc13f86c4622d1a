/*
 * Fold: the longer material of one evidence file.
 */
#ifndef COMPOSE_FOLD_H
#define COMPOSE_FOLD_H

struct buf;
struct item;
struct node;
struct scene;

/*
 * Command, observed, expected, notes, attachments, waiver ... of the
 * item's evidence as a FOLD without a parent, or NULL where there is none
 * of it.  What is short goes to brief instead, for the evidence line, and
 * so does a single fact that would fold away alone.
 */
struct node	*fold_make(struct scene *, const struct item *,
		    struct buf *brief);

#endif
