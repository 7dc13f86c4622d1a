/*
 * New files: written whole or not at all, on the medium before they are
 * said to be there, never in the place of another but where that is
 * asked for.  Serves base/fs.
 */
#ifndef BASE_NEWFILE_H
#define BASE_NEWFILE_H

#include <stddef.h>

struct buf;
struct diag;

/* All of data to a descriptor, against short writes and signals; name is
 * for the finding. */
int	 newfile_fill(int fd, const void *data, size_t len, const char *name,
	    struct diag *) __attribute__((warn_unused_result));

/*
 * A file dir/name that must not exist, with all of data, fsynced and
 * closed; nothing of it stays after a failure.  A mode without bits for
 * group and others is set whatever the umask.  shown is its name in the
 * finding.
 */
int	 newfile_write(int dir, const char *name, unsigned mode,
	    const void *data, size_t len, const char *shown, struct diag *)
	    __attribute__((warn_unused_result));

/* rename(2) within dir that never replaces anything; errno is set. */
int	 newfile_rename(int dir, const char *from, const char *to)
	    __attribute__((warn_unused_result));

/*
 * Put data in the place of the file at path, which must still hold old:
 * written beside it with its mode, then renamed, under the lock of the
 * folder, so that of two who do this at once one is refused.  A link is
 * followed.
 */
int	 newfile_replace(const char *path, const struct buf *old,
	    const struct buf *data, struct diag *)
	    __attribute__((warn_unused_result));

/* fsync(2) past signals; errno is set. */
int	 newfile_sync(int fd) __attribute__((warn_unused_result));

/* The finding for an errno met while name was written. */
void	 newfile_complain(struct diag *, const char *name, int error);

#endif
