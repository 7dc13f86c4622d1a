/*
 * Scope: what a sign-off was given for, held against what the record
 * shows now.
 */
#ifndef MODEL_SCOPE_H
#define MODEL_SCOPE_H

#include <stddef.h>

struct arena;
struct change;
struct inquiry;
struct scope;
struct record;
struct scope_entry;
struct signoff;

/* What a sign-off given now is given for: the evidence in force of all
 * items that are no sign-offs, in their order.  n gets how many. */
struct scope_entry	*scope_list(struct arena *, const struct record *,
			    size_t *n);

/* The evidence in force of a record, ready to be compared; made once for
 * all its sign-offs, in the scratch arena. */
struct scope	*scope_new(struct inquiry *);

/*
 * What changed since the sign-off: template, record.json, evidence that
 * was replaced, removed, added, or is younger than the signature.
 * Evidence of items that fell due only later is no change.  NULL = none;
 * the list ends with a count where there are many.
 */
struct change	*scope_changes(struct scope *, const struct signoff *);

#endif
