/*
 * Next: who must act, by name: owners of what stands in the way, those
 * whose sign-off is wanted, and what falls due first.
 */
#ifndef COMPOSE_NEXT_H
#define COMPOSE_NEXT_H

#include <stddef.h>

struct node;
struct scene;

struct panel;

/* A list of at most most owners and most signers. */
void	next_list(struct scene *, struct node *parent, size_t most);

/* The same as rows of a panel. */
void	next_panel(struct scene *, struct panel *, size_t most);

/* Sign-offs that are not given, void or rejected. */
size_t	next_unsigned(const struct scene *);

#endif
