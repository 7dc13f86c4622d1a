/*
 * Contents: the list of a document's headings, with links to them.
 */
#ifndef COMPOSE_CONTENTS_H
#define COMPOSE_CONTENTS_H

#include <stdbool.h>

struct node;
struct scene;
struct value;

/*
 * Block `contents`: an empty list, to be filled when all is made.  Returns
 * whether the record is so long that one looks for things in it.
 */
bool	contents_block(struct scene *, const struct value *options, int level,
	    struct node *into);

/*
 * Fill the lists of a document that is complete: chapters, phases and
 * their sections; in large records only as deep as a page or two hold.
 */
void	contents_fill(struct scene *, struct node *root);

#endif
