/*
 * Contacts: whom to call, as far as the record knows.
 */
#ifndef COMPOSE_CONTACTS_H
#define COMPOSE_CONTACTS_H

#include <stdbool.h>

struct node;
struct scene;
struct value;

/* Block `contacts`.  Returns whether the checklist asks for contacts. */
bool	contacts_block(struct scene *, const struct value *options,
	    int level, struct node *into);

#endif
