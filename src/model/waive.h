/*
 * Waiving: a named approver lets one item be, for a reason, until an
 * instant.
 */
#ifndef MODEL_WAIVE_H
#define MODEL_WAIVE_H

struct inquiry;
struct item;

/*
 * Apply the waiver of the item's evidence to its state: a valid one makes
 * a fail, stale, missing or overdue item `waived` and keeps the state
 * before; an expired one is told in why.
 */
void	waive_apply(struct inquiry *, struct item *);

#endif
