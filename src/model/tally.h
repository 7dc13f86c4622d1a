/*
 * Tallies: counting states, and the verdict and its reason that follow
 * from the counts.
 */
#ifndef MODEL_TALLY_H
#define MODEL_TALLY_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct tally;

/* What else blocks a verdict, beside the states of the items. */
struct tally_extras {
	bool	whole;		/* the record, not a section */
	bool	rolled_back;
	bool	no_identity;	/* there is no record.json */
	bool	broken_ledger;	/* its history is not to be trusted */
	size_t	lost;		/* evidence the ledger has otherwise */
	size_t	refused;	/* evidence files */
	size_t	unlisted;
	size_t	void_signoffs;	/* of those that are invalid */
	size_t	triggers_present; /* of those that fail */
	size_t	need;		/* sign-offs asked for; 0 = all */
	size_t	approvers;	/* people who gave them */
};

/* Count an item of this kind in this state. */
void	tally_add(struct tally *, int item_kind, int item_state);

/* The worse of two states (enum item_state), for groups and colours. */
int	tally_worse(int a, int b);

/* The verdict (enum verdict) of the counts. */
int	tally_verdict(const struct tally *, const struct tally_extras *);

/* "2 of 98 tasks fail, 1 sign-off is void": why that verdict. */
const char	*tally_why(struct arena *, const struct tally *,
		    const struct tally_extras *);

#endif
