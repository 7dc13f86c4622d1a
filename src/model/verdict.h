/*
 * Deciding: every item gets exactly one state, every section and the
 * record a verdict.  Fail closed: only what is shown to hold passes.
 */
#ifndef MODEL_VERDICT_H
#define MODEL_VERDICT_H

#include <stddef.h>

struct arena;
struct diag;
struct instant;
struct record;
struct section;

/*
 * Decide all items of the assembled record at the instant now.  Adds
 * the findings B04-B08, B10-B12 and B14, each bound to its item; those of
 * binding are assemble's.  Never fails: what cannot be decided is invalid
 * or missing.  Linear in items, evidence and scope entries.
 */
void	verdict_decide(struct record *, const struct instant *now,
	    struct arena *, struct diag *);

/* The section whose title, number or id is name (a gate), or NULL; *count
 * = how many have that name, so that no other is taken for the one meant. */
const struct section	*verdict_phase(const struct record *,
	    const char *name, size_t *count);

#endif
