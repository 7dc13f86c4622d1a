/*
 * Lines to fill in: "**Deployed By**: ____" in a paragraph.
 */
#ifndef INTAKE_FILLIN_H
#define INTAKE_FILLIN_H

#include <stdbool.h>

struct arena;
struct node;

struct fillin {
	const char	*label;		/* plain, without its colon */
	unsigned	 line;
	struct fillin	*next;
};

/*
 * The labels of a paragraph whose every line is a bold label, or a short
 * plain one with a colon, and underscores behind it; several may share a
 * line.  NULL where any line says more: then it stays prose.
 */
struct fillin	*fillin_parse(struct arena *, const struct node *paragraph);

#endif
