/*
 * A record folder among what is verified, without any output: its ledger,
 * and what its sign-offs were signed for; as far as that can be said by
 * who cannot read templates and evidence (cmd/vouch can).
 */
#ifndef SEAL_VERIFYRECORD_H
#define SEAL_VERIFYRECORD_H

struct arena;
struct diag;
struct verify_options;
struct verify_result;

/*
 * Judge a record folder; a line for the ledger and one for each sign-off.
 * Reject by default:
 *  - the ledger is there (V02), a whole chain (V04), and every file is as
 *    it last says (V04, V02, V03);
 *  - every sign-off among the evidence has a signature beside it (V06)
 *    that is right, over the statement its evidence makes (V05), by a key
 *    on the trust list (V07); there is at least one;
 *  - record.json and all evidence that a sign-off was given for are there
 *    as they were then (V04), unless a later one supersedes it.
 * What follows from all that is not decided here: out->unjudged says so,
 * and the best answer is -1 with V32 alone.  Nothing half looked at is good.
 */
int	verifyrecord_path(struct arena *, const char *path,
	    const struct verify_options *, struct verify_result *,
	    struct diag *) __attribute__((warn_unused_result));

#endif
