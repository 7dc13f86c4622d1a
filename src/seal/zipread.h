/*
 * Zip files read: only those written as zipwrite.h writes them, so that
 * every program that opens one finds the same files in it.
 */
#ifndef SEAL_ZIPREAD_H
#define SEAL_ZIPREAD_H

#include <stddef.h>
#include <stdint.h>

struct buf;
struct diag;
struct digest;
struct zip_entry;
struct zipread;

/*
 * Open and hold every record against zip.h: the end record is the end of
 * the file; the directory stands before it; entries fill the file from
 * its first byte to the directory, in its order, without gap or overlap;
 * each local header says what the directory says; names are allowed and
 * stand once (zipnames.h).  -1 with a finding (V25).
 */
int	zipread_open(const char *path, struct zipread **out, struct diag *)
	    __attribute__((warn_unused_result));
void	zipread_close(struct zipread *);	/* NULL does nothing */

size_t	zipread_count(const struct zipread *);
const struct zip_entry	*zipread_entry(const struct zipread *, size_t i);

/* By name; NULL where there is none. */
const struct zip_entry	*zipread_find(const struct zipread *,
			    const char *name);

/* Append the bytes of an entry, at most max; its CRC must be right. */
int	zipread_bytes(struct zipread *, const struct zip_entry *, size_t max,
	    struct buf *, struct diag *)
	    __attribute__((warn_unused_result));

/* The SHA-256 of an entry; its CRC must be right. */
int	zipread_digest(struct zipread *, const struct zip_entry *,
	    struct digest *, struct diag *)
	    __attribute__((warn_unused_result));

/* Where the directory starts, and bytes before it as they stand. */
uint64_t	zipread_directory(const struct zipread *);
int	zipread_raw(struct zipread *, uint64_t at, void *out, size_t n,
	    struct diag *) __attribute__((warn_unused_result));

#endif
