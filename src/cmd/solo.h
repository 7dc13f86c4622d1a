/*
 * Solo: one signed sign-off, without the record it lies in.
 */
#ifndef CMD_SOLO_H
#define CMD_SOLO_H

#include <stdbool.h>

struct run;
struct verify_options;
struct verify_result;

/*
 * Where path is a signed sign-off in a record, or the signature beside it,
 * judge that alone: it is made over a statement, not over the bytes of the
 * file.  *answer is what vouch_record() would return; false where path is
 * something else.
 */
bool	solo_signoff(struct run *, const char *path,
	    const struct verify_options *, struct verify_result *,
	    int *answer);

#endif
