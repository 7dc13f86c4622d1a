/* New files: complete and on the medium, or absent. */
#define _GNU_SOURCE	/* renameat2(2), RENAME_NOREPLACE */

#include <sys/file.h>
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
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

/* Renames over what is there; errno is set. */
static int
settle_over(int dir, const char *from, const char *to)
{
	return renameat(dir, from, dir, to) == 0 && newfile_sync(dir) == 0 ?
	    0 : -1;
}

/* Does the file still hold these bytes? */
static bool
holds(int dir, const char *base, const struct buf *old)
{
	char	 chunk[16384];
	size_t	 done = 0;
	ssize_t	 n = 0;
	int	 fd = openat(dir, base, O_RDONLY | O_NOFOLLOW | O_CLOEXEC |
		    O_NONBLOCK);

	if (fd == -1)
		return false;
	do {
		if ((n = read(fd, chunk, sizeof(chunk))) <= 0)
			continue;
		if ((size_t)n > old->len - done ||
		    memcmp(chunk, old->data + done, (size_t)n) != 0)
			break;
		done += (size_t)n;
	} while (n > 0 || (n == -1 && errno == EINTR));
	close(fd);
	return n == 0 && done == old->len;
}

int
newfile_replace(const char *path, const struct buf *old,
    const struct buf *data, struct diag *d)
{
	struct place	 at = { path, 0, 0, NULL };
	char		*real = realpath(path, NULL), *base;
	struct buf	 name = BUF_INIT;
	struct stat	 st;
	int		 dir = -1, rc = -1;

	if (real == NULL || (base = strrchr(real, '/')) == NULL ||
	    stat(real, &st) == -1) {
		newfile_complain(d, path, errno);
		goto out;
	}
	*base++ = '\0';
	dir = open(*real == '\0' ? "/" : real, O_RDONLY | O_DIRECTORY |
	    O_CLOEXEC);
	if (dir == -1 || flock(dir, LOCK_EX) == -1) {
		newfile_complain(d, path, errno);
		goto out;
	}
	if (!holds(dir, base, old)) {
		diag_add(d, DIAG_OUTPUT_PLACE, &at, "it was changed in the "
		    "meantime; try again");
		goto out;
	}
	buf_printf(&name, ".%s.new-%ld", base, (long)getpid());
	if (newfile_write(dir, buf_str(&name), st.st_mode & 0777, data->data,
	    data->len, path, d) == -1)
		goto out;
	if (fchmodat(dir, buf_str(&name), st.st_mode & 0777, 0) == -1 ||
	    settle_over(dir, buf_str(&name), base) == -1) {
		newfile_complain(d, path, errno);
		(void)unlinkat(dir, buf_str(&name), 0);
		goto out;
	}
	rc = 0;
out:
	if (dir != -1)
		close(dir);
	buf_clear(&name);
	free(real);
	return rc;
}
