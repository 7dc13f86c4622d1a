/*
 * Approvals: sign-offs, what they were given for, and the policy of who
 * signs when.
 */
#ifndef MODEL_APPROVAL_H
#define MODEL_APPROVAL_H

struct inquiry;

/*
 * Decide all sign-off items of the record: state, standing, changes; mark
 * follow-ups whose evidence came after a sign-off.  due_at of the items
 * is set before.  Linear in items plus scope entries.
 */
void	approval_decide(struct inquiry *);

#endif
