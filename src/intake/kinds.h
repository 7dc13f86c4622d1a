/*
 * Kinds by the words of headings: what a section holds where no directive
 * says so.
 */
#ifndef INTAKE_KINDS_H
#define INTAKE_KINDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct kinds;

struct kinds_found {
	bool	 matched;	/* the heading says something */
	int	 kind;		/* enum item_kind; KIND_TASK: it says "plain" */
	bool	 measured;	/* a metric only where a target is read */
	int64_t	 due;		/* follow-up: seconds after the finish */
};

/* The word list, ready to be asked. */
struct kinds	*kinds_new(struct arena *);

/*
 * What the words of one heading (English, German, French, Spanish,
 * Portuguese) say.  Doubt says nothing: a task is the kind that must be
 * answered before a GO.
 */
void		 kinds_of_heading(const struct kinds *, const char *title,
		    struct kinds_found *);

/*
 * Is text one answer of a question that takes exactly one: "Yes",
 * "No -> explain", "Failed (say why)"?  Its class (1 yes, 2 no, 3 partly,
 * 4 does not apply), 0 for anything else.  Words behind the answer make
 * it a statement ("No errors in the log") unless loose is given.
 */
int		 kinds_answer(const char *text, bool loose);

#endif
