/*
 * Proof: what one evidence file shows for its item: is it usable, is it
 * of this release and young enough, and does status or number decide.
 */
#ifndef MODEL_PROOF_H
#define MODEL_PROOF_H

#include <stdbool.h>

struct inquiry;
struct item;

/*
 * Is there evidence that may be looked at: one file, not refused, of this
 * release, not from the future?  If not, the item is decided (missing or
 * invalid) and false returned.
 */
bool	proof_usable(struct inquiry *, struct item *);

/*
 * A status other than pass decides at once: fail, error and blocked fail,
 * not_applicable with a reason and a name.  Returns true if it did.
 */
bool	proof_status(struct inquiry *, struct item *);

/* A pass without the sort of proof the item asks for becomes invalid. */
void	proof_require(struct inquiry *, struct item *);

/* A state that rests on evidence too old or expired becomes stale. */
void	proof_age(struct inquiry *, struct item *);

/* The whole rule of a task: usable, number or status, proof asked for,
 * age.  A target that can be computed decides over the author's word. */
void	proof_task(struct inquiry *, struct item *);

/* The whole rule of a success metric: only a target decides. */
void	proof_metric(struct inquiry *, struct item *);

/* The values of a contact: every placeholder of its text is given. */
void	proof_contact(struct inquiry *, struct item *);

/* A rollback trigger: pass = looked for and absent. */
void	proof_trigger(struct inquiry *, struct item *);

#endif
