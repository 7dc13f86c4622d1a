/* Output files written in pieces and renamed when complete. */
#include <sys/mman.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/newfile.h"
#include "base/outfile.h"

#define HELD	((size_t)1024 * 1024)
#define LARGE	((size_t)64 * 1024)	/* written without being held */

struct outfile {
	int		 dir, fd;
	char		*path;		/* the goal, as shown */
	const char	*base;		/* its last part */
	struct buf	 hidden;	/* the name until then */
	uint64_t	 flushed;	/* bytes in the file */
	struct buf	 held;		/* bytes behind them */
	void		*map;		/* what outfile_view() showed */
	size_t		 mapped;
	struct buf	 copy;		/* ... or that, read again */
};

/* Close; with remove, nothing of it stays. */
static void
dismiss(struct outfile *f, bool remove)
{
	if (f->map != NULL)
		munmap(f->map, f->mapped);
	if (f->fd != -1)
		close(f->fd);
	if (remove && f->fd != -1)
		(void)unlinkat(f->dir, f->hidden.len > 0 ? f->hidden.data :
		    f->base, 0);
	if (f->dir != -1)
		close(f->dir);
	buf_clear(&f->hidden);
	buf_clear(&f->held);
	buf_clear(&f->copy);
	mem_free(f->path);
	mem_free(f);
}

int
outfile_open(const char *path, struct outfile **out, struct diag *d)
{
	struct outfile	*f = mem_zalloc(1, sizeof(*f));
	struct place	 at = { .file = path };
	struct buf	 folder = BUF_INIT;
	const char	*slash;
	int		 rc = -1;

	f->path = mem_strdup(path);
	f->fd = -1;
	slash = strrchr(f->path, '/');
	f->base = slash != NULL ? slash + 1 : f->path;
	if (slash == f->path)
		buf_addc(&folder, '/');
	else if (slash != NULL)
		buf_add(&folder, f->path, (size_t)(slash - f->path));
	else
		buf_addc(&folder, '.');
	f->dir = open(folder.data, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (f->dir == -1) {
		diag_add(d, DIAG_OUTPUT_PLACE, &at, "its folder cannot be "
		    "used: %s", strerror(errno));
		goto out;
	}
	buf_printf(&f->hidden, ".%s.new-%ld", f->base, (long)getpid());
	f->fd = openat(f->dir, f->hidden.data,
	    O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
	if (f->fd == -1) {
		newfile_complain(d, path, errno);
		buf_rewind(&f->hidden);	/* not ours to remove */
		goto out;
	}
	*out = f;
	f = NULL;
	rc = 0;
out:
	buf_clear(&folder);
	if (f != NULL)
		dismiss(f, true);
	return rc;
}

int
outfile_within(int dir, const char *name, struct outfile **out,
    struct diag *d)
{
	struct outfile	*f = mem_zalloc(1, sizeof(*f));

	f->path = mem_strdup(name);
	f->base = f->path;
	f->fd = -1;
	f->dir = fcntl(dir, F_DUPFD_CLOEXEC, 0);
	if (f->dir != -1)
		f->fd = openat(f->dir, name,
		    O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
	if (f->fd == -1) {
		newfile_complain(d, name, errno);
		dismiss(f, false);
		return -1;
	}
	*out = f;
	return 0;
}

static int
flush(struct outfile *f, struct diag *d)
{
	if (newfile_fill(f->fd, f->held.data, f->held.len, f->path, d) == -1)
		return -1;
	f->flushed += f->held.len;
	buf_rewind(&f->held);
	return 0;
}

int
outfile_write(struct outfile *f, const void *data, size_t len,
    struct diag *d)
{
	if (f->held.len > 0 && (len >= LARGE || f->held.len + len > HELD) &&
	    flush(f, d) == -1)
		return -1;
	if (len >= LARGE) {
		if (newfile_fill(f->fd, data, len, f->path, d) == -1)
			return -1;
		f->flushed += len;
		return 0;
	}
	buf_add(&f->held, data, len);
	return f->held.len < HELD ? 0 : flush(f, d);
}

int
outfile_patch(struct outfile *f, uint64_t at, const void *data, size_t len,
    struct diag *d)
{
	const char	*p = data;
	ssize_t		 n;
	size_t		 want;

	for (; len > 0 && at < f->flushed; p += n, at += (uint64_t)n,
	    len -= (size_t)n) {
		want = f->flushed - at < len ? (size_t)(f->flushed - at) :
		    len;
		n = pwrite(f->fd, p, want, (off_t)at);
		if (n == -1 && errno != EINTR) {
			newfile_complain(d, f->path, errno);
			return -1;
		}
		n = n == -1 ? 0 : n;
	}
	if (len > 0)
		memcpy(f->held.data + (at - f->flushed), p, len);
	return 0;
}

/* Not every file system maps files. */
static int
read_back(struct outfile *f, struct diag *d)
{
	ssize_t	n = 0;

	buf_reserve(&f->copy, (size_t)f->flushed);
	buf_rewind(&f->copy);
	while (f->copy.len < f->flushed) {
		n = pread(f->fd, f->copy.data + f->copy.len,
		    (size_t)f->flushed - f->copy.len, (off_t)f->copy.len);
		if (n == -1 && errno == EINTR)
			continue;
		if (n <= 0) {
			newfile_complain(d, f->path, n == 0 ? EIO : errno);
			return -1;
		}
		f->copy.len += (size_t)n;
	}
	return 0;
}

int
outfile_view(struct outfile *f, const char **data, size_t *len,
    struct diag *d)
{
	if (flush(f, d) == -1)
		return -1;
	*len = f->mapped = (size_t)f->flushed;
	f->map = mmap(NULL, f->mapped, PROT_READ, MAP_PRIVATE, f->fd, 0);
	*data = f->map;
	if (f->map != MAP_FAILED)
		return 0;
	f->map = NULL;
	if (read_back(f, d) == -1)
		return -1;
	*data = buf_str(&f->copy);
	return 0;
}

uint64_t
outfile_size(const struct outfile *f)
{
	return f->flushed + f->held.len;
}

/* Give the complete file its name. */
static int
settle(struct outfile *f, bool replace, struct diag *d)
{
	struct place	at = { .file = f->path };

	if (flush(f, d) == -1)
		return -1;
	if (newfile_sync(f->fd) == -1) {
		newfile_complain(d, f->path, errno);
		return -1;
	}
	if (f->hidden.len == 0)
		return 0;	/* it has its name, the folder is not ours */
	if (replace ? renameat(f->dir, f->hidden.data, f->dir, f->base) == -1 :
	    newfile_rename(f->dir, f->hidden.data, f->base) == -1) {
		if (errno == EEXIST)
			diag_add(d, DIAG_OUTPUT_PLACE, &at,
			    "a file of this name exists and is kept");
		else
			newfile_complain(d, f->path, errno);
		return -1;
	}
	if (newfile_sync(f->dir) == -1) {
		newfile_complain(d, f->path, errno);
		return -1;
	}
	return 0;
}

int
outfile_commit(struct outfile *f, bool replace, struct diag *d)
{
	int	rc = settle(f, replace, d);

	dismiss(f, rc == -1);
	return rc;
}

void
outfile_abort(struct outfile *f)
{
	if (f != NULL)
		dismiss(f, true);
}
