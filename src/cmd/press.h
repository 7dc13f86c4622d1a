/*
 * Press: a PDF goes from its renderer to its place piece by piece, so
 * that it is never held, and is certified there.
 */
#ifndef CMD_PRESS_H
#define CMD_PRESS_H

#include <stdint.h>

struct digest;
struct document;
struct format;
struct fs_stage;
struct inscribe;
struct render_options;
struct run;

/* What became of it. */
struct press {
	uint64_t	 size;
	struct digest	*digest;
};

/*
 * Render doc as the file name of the stage and certify it there, by NULL
 * = leave it unsigned.  -1 with a finding.
 */
int	press_print(struct run *, struct fs_stage *, const char *name,
	    const struct format *, const struct document *,
	    const struct render_options *, const struct inscribe *by,
	    struct press *) __attribute__((warn_unused_result));

#endif
