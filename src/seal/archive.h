/*
 * Archives: a record, its reports and their signatures in one ASiC-E
 * container with CAdES (ETSI EN 319 162-1), made, signed by one more, and
 * time-stamped anew.
 */
#ifndef SEAL_ARCHIVE_H
#define SEAL_ARCHIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct buf;
struct diag;
struct fs_root;
struct key;
struct stamp_source;

/* A file that goes into an archive. */
struct archive_source {
	const char		*name;		/* in the archive */
	const struct fs_root	*root;		/* where it lies, or NULL */
	const char		*path;		/* below root, or anywhere */
	const struct buf	*bytes;		/* instead of path */
	uint64_t		 size;
	const char		*sha256;	/* what it must be; NULL = any */
	bool			 may_grow;	/* a PDF that others signed: only
						   its first size bytes are held
						   to sha256 */
};

struct archive_plan {
	const char		*path;		/* of the archive */
	struct archive_source	*sources;	/* in this order */
	size_t			 count;
	const struct key	*key;
	const struct stamp_source *tsa;		/* CAdES-T, or NULL */
	int64_t			 now;
};

/* Can all of it be in one archive (zipwrite.h)?  -1 with a finding. */
int	archive_room(const struct archive_plan *, struct diag *)
	    __attribute__((warn_unused_result));

/*
 * Write an archive that does not exist yet: mimetype, the sources, each
 * read once and held to its digest (V04), SHA256SUMS, and the list and
 * signature 001.  The same plan gives the same bytes with RSA keys.  -1
 * with findings, and no file.
 */
int	archive_seal(struct arena *, const struct archive_plan *,
	    struct diag *) __attribute__((warn_unused_result));

/* What is added to an archive, and by whom. */
struct archive_addition {
	const char		*path, *out;	/* may be the same */
	const struct key	*key;		/* a signature by it, or NULL: */
	const struct stamp_source *tsa;		/* a time-stamp over all */
	int64_t			 now;
};

/*
 * Append a signature over all content, or an archive time-stamp (A.7)
 * over all that is there.  What is there keeps its bytes and place; the
 * directory at the end is written again.  The caller has verified the
 * archive.
 */
int	archive_add(struct arena *, const struct archive_addition *,
	    struct diag *) __attribute__((warn_unused_result));

/* A line of SHA256SUMS, as sha256sum(1) writes and reads it. */
void	archive_put_sum(struct buf *, const char *sha256, const char *name);

#define ARCHIVE_SUMS	"SHA256SUMS"
#define ARCHIVE_HELP	"VERIFY.txt"
#define ARCHIVE_TRUST	"trust/"	/* certificates, CRLs, OCSP */
#define ARCHIVE_STATEMENTS "statements/"	/* what sign-offs are signed by */

#endif
