/*
 * Lessons: what the people involved wrote down as learnt.
 */
#ifndef COMPOSE_LESSONS_H
#define COMPOSE_LESSONS_H

#include <stdbool.h>

struct node;
struct scene;
struct value;

/* Block `lessons`: went well, went wrong, lucky.  Returns whether there
 * is any. */
bool	lessons_block(struct scene *, const struct value *options, int level,
	    struct node *into);

#endif
