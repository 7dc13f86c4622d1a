/* Input files read in pieces, by place. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/fs.h"
#include "base/infile.h"
#include "base/mem.h"

struct infile {
	int		 fd;
	uint64_t	 size;
	char		*path;		/* for findings */
};

int
infile_open(const struct fs_root *root, const char *path, uint64_t max,
    struct infile **out, struct diag *d)
{
	struct infile	*f;
	uint64_t	 size;
	int		 fd;

	if ((fd = fs_open(root, path, max, &size, d)) == -1)
		return -1;
	f = mem_zalloc(1, sizeof(*f));
	f->fd = fd;
	f->size = size;
	f->path = mem_strdup(path);
	*out = f;
	return 0;
}

void
infile_close(struct infile *f)
{
	if (f == NULL)
		return;
	close(f->fd);
	mem_free(f->path);
	mem_free(f);
}

uint64_t
infile_size(const struct infile *f)
{
	return f->size;
}

static ssize_t
read_at(const struct infile *f, void *out, size_t n, uint64_t at)
{
	ssize_t	r;

	do
		r = pread(f->fd, out, n, (off_t)at);
	while (r == -1 && errno == EINTR);
	return r;
}

static int
complain(const struct infile *f, enum diag_code code, const char *words,
    struct diag *d)
{
	struct place	at = { .file = f->path };

	diag_add(d, code, &at, "%s", words);
	return -1;
}

int
infile_read(struct infile *f, uint64_t at, void *out, size_t n,
    struct diag *d)
{
	char	*p = out;
	ssize_t	 r;

	for (; n > 0; p += r, at += (uint64_t)r, n -= (size_t)r) {
		r = read_at(f, p, n, at);
		if (r == -1)
			return complain(f, DIAG_FILE_READ, strerror(errno),
			    d);
		if (r == 0)
			return complain(f, DIAG_FILE_CHANGED, "the file "
			    "became shorter while it was read", d);
	}
	return 0;
}

int
infile_ended(struct infile *f, struct diag *d)
{
	char	c;

	if (read_at(f, &c, 1, f->size) > 0)
		return complain(f, DIAG_FILE_CHANGED, "the file became "
		    "longer while it was read", d);
	return 0;
}
