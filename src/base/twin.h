/*
 * Twins: two new files of one folder that only mean something together,
 * such as a statement and its signature.
 */
#ifndef BASE_TWIN_H
#define BASE_TWIN_H

#include <stddef.h>

struct diag;

struct twin {
	const char	*name;		/* in the folder */
	const void	*data;
	size_t		 len;
};

/*
 * Write both, or one where the second is NULL; neither may exist.  Each is
 * on the medium, and nothing of either stays after a failure.  The first
 * is what counts: it appears last, so that a run which dies between leaves
 * only its twin.  folder must exist.  -1 with a finding.
 */
int	twin_create(const char *folder, const struct twin *first,
	    const struct twin *second, struct diag *)
	    __attribute__((warn_unused_result));

#endif
