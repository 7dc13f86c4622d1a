/*
 * Staging: a generation of outputs is written into a hidden folder and
 * published by one rename of that folder.
 */
#define _GNU_SOURCE	/* flock(2) */

#include <sys/file.h>
#include <sys/stat.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/fs.h"
#include "base/mem.h"
#include "base/newfile.h"
#include "base/outfile.h"

#define PREFIX	".stage-"
#define LOCK	".lock"

struct fs_stage {
	int	 parent, lock, dir;	/* descriptors, -1 = none */
	char	*path;			/* of parent, as shown */
	char	 name[32];		/* of the hidden folder */
};

static void
complain(struct diag *d, enum diag_code code, const char *file,
    const char *words, int error)
{
	struct place	at = { file, 0, 0, NULL };

	if (error != 0)
		diag_add(d, code, &at, "%s: %s", words, strerror(error));
	else
		diag_add(d, code, &at, "%s", words);
}

/* Remove a stage folder and the plain files in it; best effort. */
static void
sweep_one(int parent, const char *name)
{
	const struct dirent	*e;
	DIR			*dir;
	int			 fd;

	fd = openat(parent, name,
	    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd == -1)
		return;
	if ((dir = fdopendir(fd)) == NULL) {
		close(fd);
		return;
	}
	while ((e = readdir(dir)) != NULL)
		if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
			(void)unlinkat(fd, e->d_name, 0);
	closedir(dir);
	(void)unlinkat(parent, name, AT_REMOVEDIR);
}

/* Whoever holds the lock is the only live run: all stages are leftovers. */
static void
sweep(int parent)
{
	const struct dirent	*e;
	DIR			*dir;
	int			 fd;

	fd = openat(parent, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd == -1)
		return;
	if ((dir = fdopendir(fd)) == NULL) {
		close(fd);
		return;
	}
	while ((e = readdir(dir)) != NULL)
		if (strncmp(e->d_name, PREFIX, sizeof(PREFIX) - 1) == 0)
			sweep_one(parent, e->d_name);
	closedir(dir);
}

static int
take_lock(struct fs_stage *s, struct diag *d)
{
	int	rc;

	s->lock = openat(s->parent, LOCK,
	    O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0666);
	if (s->lock == -1) {
		complain(d, errno == ENOSPC || errno == EDQUOT ?
		    DIAG_OUTPUT_FULL : DIAG_OUTPUT_PLACE, s->path,
		    "the lock file cannot be made", errno);
		return -1;
	}
	do
		rc = flock(s->lock, LOCK_EX | LOCK_NB);
	while (rc == -1 && errno == EINTR);
	if (rc == -1) {
		if (errno == EWOULDBLOCK)
			complain(d, DIAG_OUTPUT_LOCKED, s->path,
			    "another run is writing here; try again when it "
			    "has ended", 0);
		else
			complain(d, DIAG_OUTPUT_PLACE, s->path,
			    "the folder cannot be locked", errno);
		return -1;
	}
	return 0;
}

static void
stage_free(struct fs_stage *s)
{
	if (s->dir != -1)
		close(s->dir);
	if (s->lock != -1)
		close(s->lock);		/* gives the lock back */
	if (s->parent != -1)
		close(s->parent);
	mem_free(s->path);
	mem_free(s);
}

/* The folder that outputs go into, made where it is absent. */
static int
open_parent(struct fs_stage *s, struct diag *d)
{
	if (mkdir(s->path, 0777) == -1 && errno != EEXIST) {
		complain(d, errno == ENOSPC || errno == EDQUOT ?
		    DIAG_OUTPUT_FULL : DIAG_OUTPUT_PLACE, s->path,
		    "the output folder cannot be made", errno);
		return -1;
	}
	s->parent = open(s->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (s->parent == -1) {
		complain(d, DIAG_OUTPUT_PLACE, s->path,
		    "the output folder cannot be used", errno);
		return -1;
	}
	return 0;
}

int
fs_stage_open(const char *parent, struct fs_stage **out, struct diag *d)
{
	struct fs_stage	*s = mem_zalloc(1, sizeof(*s));
	int		 rc = -1;

	s->parent = s->lock = s->dir = -1;
	s->path = mem_strdup(parent);
	snprintf(s->name, sizeof(s->name), PREFIX "%ld", (long)getpid());
	if (open_parent(s, d) == -1 || take_lock(s, d) == -1)
		goto out;
	sweep(s->parent);
	if (mkdirat(s->parent, s->name, 0777) == -1) {
		complain(d, errno == ENOSPC || errno == EDQUOT ?
		    DIAG_OUTPUT_FULL : DIAG_OUTPUT_PLACE, s->path,
		    "a folder for the new report cannot be made", errno);
		goto out;
	}
	s->dir = openat(s->parent, s->name,
	    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (s->dir == -1) {
		complain(d, DIAG_OUTPUT_PLACE, s->path,
		    "the folder for the new report cannot be opened", errno);
		(void)unlinkat(s->parent, s->name, AT_REMOVEDIR);
		goto out;
	}
	*out = s;
	s = NULL;
	rc = 0;
out:
	if (s != NULL)
		stage_free(s);
	return rc;
}

unsigned
fs_stage_next(const struct fs_stage *s)
{
	struct stat	st;
	char		name[32];
	unsigned	n;

	for (n = 1;; n++) {
		snprintf(name, sizeof(name), "r%u", n);
		/* Any failure ends the search: the rename refuses a name
		 * that is taken after all. */
		if (fstatat(s->parent, name, &st, AT_SYMLINK_NOFOLLOW) == -1)
			return n;
	}
}

static int
check_name(const char *name, struct diag *d)
{
	const char	*fault = fs_path_fault(name);

	if (fault == NULL && strchr(name, '/') != NULL)
		fault = "the name has more than one part";
	if (fault == NULL)
		return 0;
	complain(d, DIAG_FILE_PATH, name, fault, 0);
	return -1;
}

int
fs_stage_write(struct fs_stage *s, const char *name, const void *data,
    size_t len, struct diag *d)
{
	return check_name(name, d) == 0 ?
	    newfile_write(s->dir, name, 0666, data, len, name, d) : -1;
}

int
fs_stage_file(struct fs_stage *s, const char *name, struct outfile **out,
    struct diag *d)
{
	return check_name(name, d) == 0 ?
	    outfile_within(s->dir, name, out, d) : -1;
}

int
fs_stage_commit(struct fs_stage *s, const char *name, struct diag *d)
{
	int	error;

	if (fs_path_fault(name) != NULL || strchr(name, '/') != NULL) {
		complain(d, DIAG_FILE_PATH, name,
		    "not a name a report can have", 0);
		return -1;
	}
	if (newfile_sync(s->dir) == -1) {
		newfile_complain(d, name, errno);
		return -1;
	}
	if (newfile_rename(s->parent, s->name, name) == -1) {
		newfile_complain(d, name, errno);
		return -1;
	}
	if (newfile_sync(s->parent) == -1) {
		/* Not known to last: take it back, so that a failed run
		 * has changed nothing. */
		error = errno;
		(void)renameat(s->parent, name, s->parent, s->name);
		newfile_complain(d, name, error);
		return -1;
	}
	stage_free(s);
	return 0;
}

void
fs_stage_abort(struct fs_stage *s)
{
	if (s == NULL)
		return;
	sweep_one(s->parent, s->name);
	stage_free(s);
}
