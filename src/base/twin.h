/*
 * Twins: two new files of one folder that only mean something together,
 * such as a statement and its signature.
 */
#ifndef BASE_TWIN_H
#define BASE_TWIN_H

#include <stddef.h>

struct diag;
struct twins;

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

/*
 * The same in steps, for those who have more to do before it counts:
 * written under hidden names, given their own, and only then kept.  What
 * was not kept is gone after twin_drop(), which must follow.  Data and
 * names are borrowed until then.  -1 with a finding.
 */
int	twin_stage(const char *folder, const struct twin *first,
	    const struct twin *second, struct twins **, struct diag *)
	    __attribute__((warn_unused_result));
int	twin_publish(struct twins *, struct diag *)
	    __attribute__((warn_unused_result));
void	twin_keep(struct twins *);
void	twin_drop(struct twins *);	/* NULL does nothing */

#endif
