/*
 * Output files that are written in pieces: under a hidden name beside the
 * goal, which gets them whole or not at all.
 */
#ifndef BASE_OUTFILE_H
#define BASE_OUTFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct diag;
struct outfile;

/*
 * A new file that shall become path.  Its folder must exist.  -1 with a
 * finding.
 */
int	outfile_open(const char *path, struct outfile **out, struct diag *)
	    __attribute__((warn_unused_result));

/*
 * A new file name in a folder that somebody else publishes: there under
 * its own name at once, complete after outfile_commit().  dir stays the
 * caller's.
 */
int	outfile_within(int dir, const char *name, struct outfile **out,
	    struct diag *) __attribute__((warn_unused_result));

/* Append; a finding and -1 where there is no room. */
int	outfile_write(struct outfile *, const void *data, size_t len,
	    struct diag *) __attribute__((warn_unused_result));

/* Write over bytes that were appended before. */
int	outfile_patch(struct outfile *, uint64_t at, const void *data,
	    size_t len, struct diag *) __attribute__((warn_unused_result));

/* Look at what was appended so far, once, until the outfile is closed. */
int	outfile_view(struct outfile *, const char **data, size_t *len,
	    struct diag *) __attribute__((warn_unused_result));

/* Bytes appended so far. */
uint64_t	outfile_size(const struct outfile *);

/*
 * Put all of it on the medium and give it its name; a file that has the
 * name is replaced or, without replace, kept, which is a finding.  The
 * outfile is closed and freed whatever happens.
 */
int	outfile_commit(struct outfile *, bool replace, struct diag *)
	    __attribute__((warn_unused_result));

/* Remove what was written; NULL does nothing. */
void	outfile_abort(struct outfile *);

#endif
