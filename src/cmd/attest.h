/*
 * Attest: checks the signatures beside sign-offs and hands the answers to
 * the model as data, so that what signs and what decides never meet.
 */
#ifndef CMD_ATTEST_H
#define CMD_ATTEST_H

struct evidence;
struct record;
struct run;
struct trust;

/*
 * Check every signature of the record that counts, before it is decided:
 * over the statement of its evidence, at the time that names, against the
 * trust list, which may be NULL.  Warnings go to the run's findings; what
 * is wrong stands in the attestation.
 */
void	attest_record(struct run *, struct record *, const struct trust *);

/* The same for one. */
void	attest_one(struct run *, const struct record *, struct evidence *,
	    const struct trust *);

#endif
