/*
 * Zip files written: one entry after the other, each read once by whoever
 * feeds it.
 */
#ifndef SEAL_ZIPWRITE_H
#define SEAL_ZIPWRITE_H

#include <stddef.h>
#include <stdint.h>

struct diag;
struct outfile;
struct zipread;
struct zipwrite;

/*
 * Can files of so many bytes together be in one archive at all?  A finding
 * (O09) and -1 where they cannot; asked before anything is written.  There
 * is no Zip64 for sizes: what is larger, many programs cannot open.
 */
int	zipwrite_room(uint64_t bytes, const char *path, struct diag *)
	    __attribute__((warn_unused_result));

/* Entries of this time go to out, which is borrowed. */
struct zipwrite	*zipwrite_new(struct outfile *, int64_t sec);
void		 zipwrite_free(struct zipwrite *); /* NULL does nothing */

/*
 * Take over all entries of an archive, byte for byte, before any other;
 * what is added stands behind them.
 */
int	zipwrite_resume(struct zipwrite *, struct zipread *, struct diag *)
	    __attribute__((warn_unused_result));

/*
 * An entry: begin, feed, end.  Refused (O09, F05): a name that is not
 * allowed, stands there already, differs from one only in the case of
 * letters or would be a folder and a file; more bytes or entries than
 * limits.h allows.
 */
int	zipwrite_begin(struct zipwrite *, const char *name, struct diag *)
	    __attribute__((warn_unused_result));
int	zipwrite_feed(struct zipwrite *, const void *data, size_t len,
	    struct diag *) __attribute__((warn_unused_result));
int	zipwrite_end(struct zipwrite *, struct diag *)
	    __attribute__((warn_unused_result));

/* All three. */
int	zipwrite_add(struct zipwrite *, const char *name, const void *data,
	    size_t len, struct diag *) __attribute__((warn_unused_result));

/* The central directory; nothing can be added any more. */
int	zipwrite_finish(struct zipwrite *, struct diag *)
	    __attribute__((warn_unused_result));

#endif
