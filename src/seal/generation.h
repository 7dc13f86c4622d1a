/*
 * Generations: the folders r<N> that a record was published in.
 */
#ifndef SEAL_GENERATION_H
#define SEAL_GENERATION_H

struct arena;
struct diag;
struct fs_root;

struct generation {
	struct fs_root	*root;		/* whoever opened it closes it */
	const char	*shown;
	/* SHA-256 of the manifest of the one before, in hex, or "" */
	char		 before[65];
};

/* "r12" or "r12/..." -> 12; 0 for anything else. */
unsigned	generation_number(const char *name);

/*
 * Open the folder of one; where path is a record's folder of generations,
 * the newest: the highest r<N> that holds anything at all, so that it
 * cannot be skipped by taking its manifest away.  -1 with a finding; root
 * may be open then, too.
 */
int	generation_open(struct arena *, const char *path,
	    struct generation *, struct diag *)
	    __attribute__((warn_unused_result));

#endif
