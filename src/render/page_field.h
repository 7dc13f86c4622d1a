/*
 * Places to sign: a line to write on that is named and the value of a
 * fact; and the one of the issuer, which every document has: below a
 * fact with the role SIGNOFF, or at its end.
 */
#ifndef RENDER_PAGE_FIELD_H
#define RENDER_PAGE_FIELD_H

#include <stdbool.h>

struct node;
struct page_flow;

/* Is the value of the fact a place to sign, and no more? */
bool	 page_field_is(const struct node *fact);

/* How high such a place is, with the air above and below. */
double	 page_field_height(const struct node *fact);

/* Set the one it has in the column at hand, high enough for a signature;
 * nothing where it has none. */
void	 page_field_set(struct page_flow *, const struct node *fact);

/*
 * The issuer's at the end of a document that shows none: it can still be
 * certified, without a picture.
 */
void	 page_field_rest(struct page_flow *);

#endif
