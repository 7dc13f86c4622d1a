/* Unpack: a passing folder with the inputs of an archive. */
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/newfile.h"
#include "base/table.h"
#include "cmd/run.h"
#include "cmd/unpack.h"
#include "seal/archivebook.h"

struct unpack {
	struct run	*run;
	char		*folder;	/* NULL = not made */
	struct table	*known;		/* folders that are made */
	const char	**made;		/* in the order made */
	size_t		 count, cap;
};

static void
remember(struct unpack *u, const char *path)
{
	u->made = arena_more(u->run->arena, u->made, &u->cap, u->count + 1,
	    sizeof(*u->made));
	u->made[u->count++] = path;
}

/* The folders above a path. */
static int
make_folders(struct unpack *u, const char *path)
{
	const char *slash = path + strlen(u->folder), *folder;

	while ((slash = strchr(slash + 1, '/')) != NULL) {
		folder = arena_strndup(u->run->arena, path,
		    (size_t)(slash - path));
		if (table_add(u->known, folder, u) != NULL)
			continue;
		if (mkdir(folder, 0700) != 0) {
			newfile_complain(u->run->diag, folder, errno);
			return -1;
		}
		remember(u, folder);
	}
	return 0;
}

/* A file that need not outlast us, so it is not forced to the medium. */
static int
write_one(struct unpack *u, struct archivebook *book,
    const struct archivebook_entry *e, struct buf *bytes)
{
	const char *path = arena_printf(u->run->arena, "%s/%s", u->folder,
	    e->name);
	int fd, rc;

	buf_rewind(bytes);
	if (archivebook_bytes(book, e, LIMIT_OUTPUT_BYTES, bytes,
	    u->run->diag) != 0 || make_folders(u, path) != 0)
		return -1;
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
	    0600);
	if (fd == -1) {
		newfile_complain(u->run->diag, path, errno);
		return -1;
	}
	remember(u, path);
	rc = newfile_fill(fd, buf_str(bytes), bytes->len, path,
	    u->run->diag);
	close(fd);
	return rc;
}

static int
write_all(struct unpack *u, struct archivebook *book)
{
	const struct archivebook_entry *e;
	struct buf bytes = BUF_INIT;
	size_t i;
	int rc = 0;

	for (i = 0; i < archivebook_count(book) && rc == 0; i++) {
		e = archivebook_entry(book, i);
		if (strncmp(e->name, "evidence/", 9) == 0 ||
		    strncmp(e->name, "templates/", 10) == 0)
			rc = write_one(u, book, e, &bytes);
	}
	buf_clear(&bytes);
	return rc;
}

int
unpack_open(struct run *run, struct archivebook *book, struct unpack **out)
{
	struct unpack *u = mem_zalloc(1, sizeof(*u));
	const char *tmp = getenv("TMPDIR");
	char *name;

	*out = u;
	u->run = run;
	u->known = table_new(run->arena, 0);
	name = arena_printf(run->arena, "%s/dossier-XXXXXX",
	    tmp != NULL && *tmp == '/' ? tmp : "/tmp");
	if (mkdtemp(name) == NULL) {
		newfile_complain(run->diag, name, errno);
		return -1;
	}
	u->folder = name;
	return write_all(u, book);
}

const char *
unpack_folder(const struct unpack *u)
{
	return u->folder;
}

void
unpack_close(struct unpack *u)
{
	if (u == NULL)
		return;
	while (u->count > 0)
		(void)remove(u->made[--u->count]);
	if (u->folder != NULL)
		(void)rmdir(u->folder);
	mem_free(u);
}
