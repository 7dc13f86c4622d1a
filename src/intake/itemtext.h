/*
 * The text of an item: its label, what follows the label, and what its
 * sub-bullets say about it.
 */
#ifndef INTAKE_ITEMTEXT_H
#define INTAKE_ITEMTEXT_H

struct arena;
struct item;
struct node;

/*
 * Take the inline nodes of an item's first paragraph apart: a bold lead
 * is the label, with any separator (colon inside or outside the bold,
 * hyphen, dash, full-width colon, none); otherwise all of it is.  Sets
 * label, text, title, body.
 */
void		 itemtext_split(struct arena *, struct node *paragraph,
		    struct item *);

/* The value of a sub-bullet "Owner: ...", NULL where there is none. */
const char	*itemtext_owner(struct arena *, const struct node *detail);

#endif
