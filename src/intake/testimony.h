/*
 * Testimony: evidence read for its sign-off alone, without the libraries
 * that the rest of it needs.
 */
#ifndef INTAKE_TESTIMONY_H
#define INTAKE_TESTIMONY_H

#include <stddef.h>

struct arena;
struct diag;
struct evidence;
struct instant;

/*
 * Read an evidence file that holds a sign-off: through the gate for JSON
 * and against the table of members, as evidence_parse() does; what that
 * asks beyond (notes, metrics, keys in the text) is not asked.  Path and
 * digest are the caller's to set.  -1 with findings, or where there is no
 * sign-off that has a time and a decision.
 */
int	testimony_parse(struct arena *, const char *text, size_t len,
	    const char *shown, const struct instant *now, struct evidence **,
	    struct diag *) __attribute__((warn_unused_result));

#endif
