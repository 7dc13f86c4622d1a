/*
 * What is inside an archive besides its own signatures: the manifest,
 * what it lists, and the reports that were signed before they came here.
 */
#ifndef SEAL_ARCHIVEINSIDE_H
#define SEAL_ARCHIVEINSIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct archivebook;
struct arena;
struct cms_result;
struct diag;
struct material;
struct trust;
struct verify_line;
struct verify_result;

struct archiveinside {
	struct arena		*arena;
	struct diag		*diag;
	const struct trust	*trust;
	const struct material	*material;
	int64_t			 now;
	int64_t			 proven;	/* by time-stamps; or 0 */
	struct archivebook	*book;
	const char		*shown;		/* the archive */
	struct verify_result	*out;
};

/* Judge it all; findings and lines go to the result. */
void	archiveinside_check(struct archiveinside *,
	    const char *record_folder);

/* A line at the end of a result. */
struct verify_line	*archiveinside_line(struct arena *,
			    struct verify_result *, const char *name);

/* One answer of the whole is no as soon as one file's is. */
void	archiveinside_merge(struct verify_result *, bool integrity,
	    bool signature, bool signer, bool time);

/* The words of a signature's answers but the first. */
void	archiveinside_tell(struct arena *, struct verify_line *,
	    const struct cms_result *);

#endif
