/*
 * Checklist: the lowered tree of a template -> items, fields and prose.
 */
#ifndef INTAKE_CHECKLIST_H
#define INTAKE_CHECKLIST_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct diag;
struct item;
struct mdlines;
struct node;
struct outline;
struct outline_place;
struct record;
struct rules;

/* An item with what decides its kind and id. */
struct draft {
	struct item	*item;
	struct rules	*rules;		/* its own and what holds there */
	struct outline_place *place;
	const char	*question;	/* of a choice: part of the id */
	bool		 has_children;
};

struct checklist {
	struct arena	*arena, *tmp;	/* tmp: drafts and rules */
	struct diag	*diag;
	const char	*file;
	const struct mdlines *lines;	/* of the text behind line0 */
	unsigned	 line0;
	struct outline	*outline;
	struct draft	**drafts;
	size_t		 count, cap;
	struct field	*fields;
	size_t		 field_count, field_cap;
	size_t		 choices;	/* questions */
	size_t		 max_depth;	/* list items around an item, and it */
};

/*
 * Walk the blocks of root, which is taken apart.  Directives that mean
 * nothing and limits are findings; what can be read is read.
 */
void	checklist_read(struct checklist *, struct node *root);

#endif
