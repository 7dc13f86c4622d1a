/*
 * Vouch: what a record's folder itself proves: its ledger, and the
 * signatures of its sign-offs.
 */
#ifndef CMD_VOUCH_H
#define CMD_VOUCH_H

#include <stdbool.h>

struct run;
struct verify_options;
struct verify_result;

/* Is this a folder with a record, and none of outputs? */
bool	vouch_is(struct run *, const char *path);

/*
 * Fill the result as verify_path() does.  There is no manifest to hold the
 * files to, so the ledger must be there, whole, and have told of every
 * file as it is (V02, V03, V04); each sign-off in force is signed (V06),
 * each signature is judged, and a sign-off after which the record changed
 * (V04), or which the policy does not let stand (V28), is not good.  0
 * only where all is good and there is a signature.
 */
int	vouch_record(struct run *, const char *path,
	    const struct verify_options *, struct verify_result *)
	    __attribute__((warn_unused_result));

#endif
