/*
 * What is inside an archive besides its own signatures: the manifest,
 * what it lists, and the reports that were signed before they came here.
 */
#ifndef SEAL_ARCHIVEINSIDE_H
#define SEAL_ARCHIVEINSIDE_H

#include <stdbool.h>

struct archivebook;
struct arena;
struct cms_result;
struct diag;
struct verify_line;
struct verify_options;
struct verify_result;

struct archiveinside {
	struct arena		*arena;
	struct diag		*diag;
	const struct verify_options *o;	/* proven by the time-stamps of the
					   archive, with its material */
	struct archivebook	*book;
	const char		*shown;		/* the archive */
	struct verify_result	*out;
};

/* Judge it all; findings and lines go to the result. */
void	archiveinside_check(struct archiveinside *);

/* Where the next line of a result goes, and one put there. */
struct verify_line	**archiveinside_tail(struct verify_result *);
struct verify_line	*archiveinside_line(struct arena *,
			    struct verify_result *, const char *name);

/* One answer of the whole is no as soon as one file's is. */
void	archiveinside_merge(struct verify_result *, bool integrity,
	    bool signature, bool signer, bool time);

/* The words of a signature's answers but the first. */
void	archiveinside_tell(struct arena *, struct verify_line *,
	    const struct cms_result *);

#endif
