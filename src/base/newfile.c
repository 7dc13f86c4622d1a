/* New files: complete and on the medium, or absent. */
#define _GNU_SOURCE	/* renameat2(2), RENAME_NOREPLACE */

#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/newfile.h"

void
newfile_complain(struct diag *d, const char *name, int error)
{
	struct place	at = { name, 0, 0, NULL };

	switch (error) {
	case ENOSPC:
	case EDQUOT:
		diag_add(d, DIAG_OUTPUT_FULL, &at, "no space left on device "
		    "while writing %s; the previous report is unchanged",
		    name);
		break;
	case EFBIG:
		diag_add(d, DIAG_OUTPUT_FULL, &at, "the file size limit was "
		    "reached while writing %s; the previous report is "
		    "unchanged", name);
		break;
	default:
		diag_add(d, DIAG_OUTPUT_WRITE, &at, "writing failed: %s; "
		    "the previous report is unchanged", strerror(error));
		break;
	}
}

int
newfile_fill(int fd, const void *data, size_t len, const char *name,
    struct diag *d)
{
	const char	*p = data;
	struct pollfd	 ready = { fd, POLLOUT, 0 };
	ssize_t		 n;

	for (; len > 0; p += n, len -= (size_t)n) {
		if ((n = write(fd, p, len)) >= 0)
			continue;
		n = 0;
		if (errno == EINTR)
			continue;
		if (errno == EAGAIN) {
			/* A pipe that somebody set to non-blocking. */
			(void)poll(&ready, 1, -1);
			continue;
		}
		newfile_complain(d, name, errno);
		return -1;
	}
	return 0;
}

/* fsync(2) and close(2), both checked; closes in any case. */
static int
settle(int fd, int *error)
{
	int	rc;

	do
		rc = fsync(fd);
	while (rc == -1 && errno == EINTR);
	if (rc == -1)
		*error = errno;
	if (close(fd) == -1 && errno != EINTR) {
		*error = rc == -1 ? *error : errno;
		rc = -1;
	}
	return rc;
}

/* A new file at dir/name with all of data on the medium; none otherwise. */
int
newfile_write(int dir, const char *name, unsigned mode, const void *data,
    size_t len, const char *shown, struct diag *d)
{
	int	fd, error = 0, rc = -1;

	fd = openat(dir, name,
	    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
	    (mode_t)mode);
	if (fd == -1) {
		newfile_complain(d, shown, errno);
		return -1;
	}
	/* A private file keeps its mode whatever the umask says. */
	if ((mode & 077) == 0 && fchmod(fd, (mode_t)mode) == -1) {
		newfile_complain(d, shown, errno);
		close(fd);
		goto out;
	}
	if (newfile_fill(fd, data, len, shown, d) == -1) {
		close(fd);
		goto out;
	}
	if (settle(fd, &error) == -1) {
		newfile_complain(d, shown, error);
		goto out;
	}
	rc = 0;
out:
	if (rc == -1)
		(void)unlinkat(dir, name, 0);
	return rc;
}

int
newfile_rename(int dir, const char *from, const char *to)
{
	struct stat	st;

	if (renameat2(dir, from, dir, to, RENAME_NOREPLACE) == 0)
		return 0;
	if (errno != ENOSYS && errno != EINVAL)
		return -1;
	/* The file system lacks the flag; the lock keeps others out. */
	if (fstatat(dir, to, &st, AT_SYMLINK_NOFOLLOW) == 0) {
		errno = EEXIST;
		return -1;
	}
	return errno == ENOENT ? renameat(dir, from, dir, to) : -1;
}

int
newfile_sync(int fd)
{
	int	rc;

	do
		rc = fsync(fd);
	while (rc == -1 && errno == EINTR);
	return rc;
}
