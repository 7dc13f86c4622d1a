/*
 * Scope: what a sign-off was given for, held against what the record
 * shows now.
 */
#ifndef MODEL_SCOPE_H
#define MODEL_SCOPE_H

struct change;
struct inquiry;
struct scope;
struct signoff;

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
