/*
 * Input files that are read in pieces: too large to be held, or looked at
 * in more than one place.
 */
#ifndef BASE_INFILE_H
#define BASE_INFILE_H

#include <stddef.h>
#include <stdint.h>

struct diag;
struct fs_root;
struct infile;

/* Open what fs_read() would read, with its refusals.  -1 with a finding. */
int	infile_open(const struct fs_root *, const char *path, uint64_t max,
	    struct infile **out, struct diag *)
	    __attribute__((warn_unused_result));
void	infile_close(struct infile *);	/* NULL does nothing */

/* Its size when it was opened. */
uint64_t	infile_size(const struct infile *);

/*
 * The n bytes at this place, all of them; a file that has become shorter
 * is a finding (F06).
 */
int	infile_read(struct infile *, uint64_t at, void *out, size_t n,
	    struct diag *) __attribute__((warn_unused_result));

/* Is there nothing behind its size as it was opened?  -1 with a finding. */
int	infile_ended(struct infile *, struct diag *)
	    __attribute__((warn_unused_result));

#endif
