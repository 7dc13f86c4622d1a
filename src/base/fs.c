/* Files: opening beneath a root, reading once, listing, creating. */
#define _GNU_SOURCE	/* syscall(2) for openat2(2), DT_REG */

#include <sys/stat.h>
#include <sys/syscall.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/fs.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/newfile.h"

#define CHUNK	((size_t)64 * 1024)

struct fs_root {
	int	 fd;
	char	*path;		/* as the user named it */
	size_t	 len;		/* of path */
};

/* A finding about root/path, with the words of an errno where it has any. */
static void
complain(struct diag *d, enum diag_code code, const struct fs_root *root,
    const char *path, const char *words, int error)
{
	struct place	 at = { NULL, 0, 0, NULL };
	struct buf	 name = BUF_INIT;

	if (root != NULL) {
		buf_add(&name, root->path, root->len);
		if (root->len > 0 && root->path[root->len - 1] != '/')
			buf_addc(&name, '/');
	}
	buf_adds(&name, path);
	at.file = name.data;
	if (error != 0)
		diag_add(d, code, &at, "%s: %s", words, strerror(error));
	else
		diag_add(d, code, &at, "%s", words);
	buf_clear(&name);
}

/* What a failed open means to the person who has to act. */
static void
complain_open(struct diag *d, const struct fs_root *root, const char *path,
    int error)
{
	switch (error) {
	case ENOENT:
	case ENOTDIR:
		complain(d, DIAG_FILE_ABSENT, root, path,
		    "the file or folder does not exist", 0);
		break;
	case ELOOP:
	case EMLINK:
		complain(d, DIAG_FILE_KIND, root, path,
		    "a symbolic link; links are not followed", 0);
		break;
	case EXDEV:
	case ENAMETOOLONG:
		complain(d, DIAG_FILE_PATH, root, path,
		    "the path leads out of its folder or is too long", 0);
		break;
	case EACCES:
	case EPERM:
		complain(d, DIAG_FILE_DENIED, root, path,
		    "the file may not be read", 0);
		break;
	case ENXIO:
	case ENODEV:
		complain(d, DIAG_FILE_KIND, root, path,
		    "not a regular file", 0);
		break;
	default:
		complain(d, DIAG_FILE_READ, root, path, "cannot be opened",
		    error);
		break;
	}
}

int
fs_root_open(const char *path, struct fs_root **out, struct diag *d)
{
	struct fs_root	*root;
	int		 fd;

	do
		fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	while (fd == -1 && errno == EINTR);
	if (fd == -1) {
		if (errno == ENOTDIR)
			complain(d, DIAG_FILE_KIND, NULL, path,
			    "not a folder", 0);
		else
			complain_open(d, NULL, path, errno);
		return -1;
	}
	root = mem_zalloc(1, sizeof(*root));
	root->fd = fd;
	root->path = mem_strdup(path);
	root->len = strlen(path);
	*out = root;
	return 0;
}

void
fs_root_close(struct fs_root *root)
{
	if (root == NULL)
		return;
	close(root->fd);
	mem_free(root->path);
	mem_free(root);
}

const char *
fs_path_fault(const char *path)
{
	const char	*part = path, *p;

	if (*path == '\0')
		return "the path is empty";
	if (*path == '/')
		return "the path is absolute";
	for (p = path;; p++) {
		if (*p == '\\')
			return "the path holds a backslash";
		if ((*p > 0 && *p < 0x20) || *p == 0x7f)
			return "the path holds a control character";
		if (*p != '/' && *p != '\0')
			continue;
		if (p == part)
			return "the path has an empty part";
		if ((size_t)(p - part) > LIMIT_NAME_BYTES)
			return "a name in the path is longer than 255 bytes";
		if (part[0] == '.' && (p - part == 1 ||
		    (p - part == 2 && part[1] == '.')))
			return "the path has a part \".\" or \"..\"";
		if (*p == '\0')
			break;
		part = p + 1;
	}
	if ((size_t)(p - path) > LIMIT_PATH_BYTES)
		return "the path is longer than 1024 bytes";
	return NULL;
}

/*
 * openat2(2) where the kernel lacks it (before Linux 5.6): one openat(2)
 * a part, none of them through a link.
 */
static int
open_by_parts(int at, const char *path, int flags)
{
	struct stat	 st;
	char		 part[LIMIT_NAME_BYTES + 1];
	const char	*slash;
	int		 dir = at, fd, error;

	while ((slash = strchr(path, '/')) != NULL) {
		memcpy(part, path, (size_t)(slash - path));
		part[slash - path] = '\0';
		fd = openat(dir, part,
		    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		error = errno;
		/* openat2(2) tells a link from a file; so is done here. */
		if (fd == -1 && error == ENOTDIR && fstatat(dir, part, &st,
		    AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(st.st_mode))
			error = ELOOP;
		if (dir != at)
			close(dir);
		if ((dir = fd) == -1) {
			errno = error;
			return -1;
		}
		path = slash + 1;
	}
	fd = openat(dir, path, flags | O_NOFOLLOW);
	error = errno;
	if (dir != at)
		close(dir);
	errno = error;
	return fd;
}

static int
open_beneath(int at, const char *path, int flags)
{
	static int	lacking;	/* a property of the kernel */
	struct open_how	how;
	int		fd, tries = 0;

	if (lacking)
		return open_by_parts(at, path, flags);
	memset(&how, 0, sizeof(how));
	how.flags = (unsigned)flags;
	how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS |
	    RESOLVE_NO_MAGICLINKS;
	/* EAGAIN: a rename elsewhere raced with the look-up. */
	do
		fd = (int)syscall(SYS_openat2, at, path, &how, sizeof(how));
	while (fd == -1 && (errno == EINTR ||
	    (errno == EAGAIN && tries++ < 16)));
	if (fd == -1 && (errno == ENOSYS || errno == EPERM)) {
		/* EPERM: a sandbox that does not know the call. */
		lacking = errno == ENOSYS;
		return open_by_parts(at, path, flags);
	}
	return fd;
}

int
fs_open(const struct fs_root *root, const char *path, uint64_t max,
    uint64_t *size, struct diag *d)
{
	/* Never wait for a FIFO, never take over a terminal. */
	const int	 flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
	struct stat	 st;
	char		 words[96];
	const char	*fault;
	int		 fd;

	if (root != NULL && (fault = fs_path_fault(path)) != NULL) {
		complain(d, DIAG_FILE_PATH, root, path, fault, 0);
		return -1;
	}
	if (root != NULL)
		fd = open_beneath(root->fd, path, flags);
	else
		do
			fd = open(path, flags);
		while (fd == -1 && errno == EINTR);
	if (fd == -1) {
		complain_open(d, root, path, errno);
		return -1;
	}
	if (fstat(fd, &st) == -1)
		complain(d, DIAG_FILE_READ, root, path, "cannot be examined",
		    errno);
	else if (!S_ISREG(st.st_mode))
		complain(d, DIAG_FILE_KIND, root, path, S_ISDIR(st.st_mode) ?
		    "a folder, not a regular file" : "not a regular file", 0);
	else if ((uint64_t)st.st_size > max) {
		snprintf(words, sizeof(words),
		    "%llu bytes; at most %llu are allowed",
		    (unsigned long long)st.st_size, (unsigned long long)max);
		complain(d, DIAG_FILE_LARGE, root, path, words, 0);
	} else {
		*size = (uint64_t)st.st_size;
		return fd;
	}
	close(fd);
	return -1;
}

/* read(2) that is not stopped by signals. */
static ssize_t
read_some(int fd, void *p, size_t n)
{
	ssize_t	r;

	do
		r = read(fd, p, n);
	while (r == -1 && errno == EINTR);
	return r;
}

int
fs_read(const struct fs_root *root, const char *path, size_t max,
    struct buf *out, struct diag *d)
{
	uint64_t	size;
	size_t		left;
	ssize_t		r = 0;
	int		fd, rc = -1;

	buf_rewind(out);
	if ((fd = fs_open(root, path, max, &size, d)) == -1)
		return -1;
	/* One byte more than there should be tells growth; for a regular
	 * file a short answer is the end, so one call is enough. */
	buf_reserve(out, (size_t)size + 1);
	for (left = (size_t)size + 1; left > 1 || out->len == 0;
	    left -= (size_t)r) {
		if ((r = read_some(fd, out->data + out->len, left)) <= 0)
			break;
		out->len += (size_t)r;
		if (left == (size_t)r)
			break;
	}
	out->data[out->len < size ? out->len : size] = '\0';
	if (r == -1) {
		complain(d, DIAG_FILE_READ, root, path, "cannot be read",
		    errno);
		goto out;
	}
	if (out->len != size) {
		complain(d, DIAG_FILE_CHANGED, root, path,
		    "the file changed while it was read", 0);
		goto out;
	}
	rc = 0;
out:
	close(fd);
	if (rc == -1)
		buf_rewind(out);
	return rc;
}

int
fs_digest(const struct fs_root *root, const char *path, uint64_t max,
    struct digest *digest, uint64_t *size, struct diag *d)
{
	struct digest_ctx	*ctx;
	unsigned char		*chunk;
	uint64_t		 expected, seen = 0;
	ssize_t			 r;
	int			 fd;

	if ((fd = fs_open(root, path, max, &expected, d)) == -1)
		return -1;
	chunk = mem_alloc(CHUNK);
	ctx = digest_begin();
	while ((r = read_some(fd, chunk, CHUNK)) > 0) {
		digest_feed(ctx, chunk, (size_t)r);
		if ((seen += (uint64_t)r) > expected)
			break;
	}
	if (r == -1)
		complain(d, DIAG_FILE_READ, root, path, "cannot be read",
		    errno);
	digest_end(ctx, digest);
	mem_free(chunk);
	close(fd);
	if (r == -1)
		return -1;
	if (seen != expected) {
		complain(d, DIAG_FILE_CHANGED, root, path,
		    "the file changed while it was read", 0);
		return -1;
	}
	*size = seen;
	return 0;
}

/* One walk of fs_list(). */
struct walk {
	const struct fs_root *root;
	struct arena	*arena;
	struct diag	*diag;
	struct fs_entry	*entries;
	size_t		 count, cap, hidden;
	struct buf	 path;		/* of what is looked at */
};

/*
 * A folder called like evidence would be read by nobody if its name did
 * not stand out: it is listed as a thing that is no file.
 */
static bool
poses_as_file(const char *name)
{
	size_t	n = strlen(name);

	return n > 5 && strcasecmp(name + n - 5, ".json") == 0;
}

static unsigned char
kind_of(int dir, const struct dirent *e)
{
	struct stat	st;

	if (e->d_type != DT_UNKNOWN)
		return e->d_type;
	if (fstatat(dir, e->d_name, &st, AT_SYMLINK_NOFOLLOW) == -1)
		return DT_UNKNOWN;
	return S_ISREG(st.st_mode) ? DT_REG : S_ISDIR(st.st_mode) ? DT_DIR :
	    DT_UNKNOWN;
}

static int
walk_add(struct walk *w, bool regular)
{
	if (w->count >= LIMIT_EVIDENCE_FILES + LIMIT_ATTACHMENTS) {
		complain(w->diag, DIAG_FILE_MANY, NULL, w->root->path,
		    "more files than evidence and attachments may have", 0);
		return -1;
	}
	w->entries = arena_more(w->arena, w->entries, &w->cap, w->count + 1,
	    sizeof(*w->entries));
	w->entries[w->count].path = arena_strndup(w->arena, w->path.data,
	    w->path.len);
	w->entries[w->count++].regular = regular;
	return 0;
}

static int	walk_dir(struct walk *, int, const char *, int);

static int
walk_entry(struct walk *w, int dir, const struct dirent *e, int depth)
{
	unsigned char	kind = kind_of(dir, e);

	buf_adds(&w->path, e->d_name);
	if (w->path.len > LIMIT_PATH_BYTES) {
		complain(w->diag, DIAG_FILE_PATH, w->root, w->path.data,
		    "the path is longer than 1024 bytes", 0);
		return -1;
	}
	if (kind != DT_DIR || poses_as_file(e->d_name))
		return walk_add(w, kind == DT_REG);
	if (depth >= LIMIT_DIRECTORY_DEPTH) {
		complain(w->diag, DIAG_FILE_PATH, w->root, w->path.data,
		    "folders are nested deeper than 8 levels", 0);
		return -1;
	}
	buf_addc(&w->path, '/');
	return walk_dir(w, dir, e->d_name, depth + 1);
}

static int
walk_dir(struct walk *w, int at, const char *name, int depth)
{
	const struct dirent	*e;
	size_t			 len = w->path.len;
	DIR			*dir = NULL;
	int			 fd, rc = -1;

	fd = openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd == -1 || (dir = fdopendir(fd)) == NULL) {
		complain_open(w->diag, w->root, buf_str(&w->path), errno);
		if (fd != -1)
			close(fd);
		return -1;
	}
	while (errno = 0, (e = readdir(dir)) != NULL) {
		if (strcmp(e->d_name, ".") == 0 ||
		    strcmp(e->d_name, "..") == 0)
			continue;
		if (e->d_name[0] == '.') {
			w->hidden++;
			continue;
		}
		if (walk_entry(w, fd, e, depth) == -1)
			goto out;
		w->path.len = len;
	}
	if (errno != 0) {
		complain(w->diag, DIAG_FILE_READ, w->root, buf_str(&w->path),
		    "cannot be listed", errno);
		goto out;
	}
	rc = 0;
out:
	closedir(dir);
	return rc;
}

static int
by_path(const void *p, const void *q)
{
	const struct fs_entry	*a = p, *b = q;

	return strcmp(a->path, b->path);
}

int
fs_list(const struct fs_root *root, struct arena *a, struct fs_entry **out,
    size_t *count, size_t *hidden, struct diag *d)
{
	struct walk	w = { .root = root, .arena = a, .diag = d };
	int		rc;

	buf_add(&w.path, "", 0);
	rc = walk_dir(&w, root->fd, ".", 0);
	buf_clear(&w.path);
	if (rc == -1)
		return -1;
	if (w.count > 1)
		qsort(w.entries, w.count, sizeof(*w.entries), by_path);
	*out = w.entries;
	*count = w.count;
	*hidden = w.hidden;
	return 0;
}

bool
fs_is_dir(const char *path)
{
	struct stat	st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool
fs_exists(const char *path)
{
	struct stat	st;

	return stat(path, &st) == 0;
}

int
fs_write_fd(int fd, const void *data, size_t len, const char *name,
    struct diag *d)
{
	return newfile_fill(fd, data, len, name, d);
}

int
fs_create(const char *path, unsigned mode, const void *data, size_t len,
    struct diag *d)
{
	const char	*slash = strrchr(path, '/');
	const char	*base = slash != NULL ? slash + 1 : path;
	struct buf	 name = BUF_INIT;
	int		 dir, rc = -1;

	buf_add(&name, path, slash == NULL ? 0 : (size_t)(base - path));
	dir = open(slash == NULL ? "." : name.data,
	    O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (dir == -1) {
		complain(d, DIAG_OUTPUT_PLACE, NULL, path,
		    "its folder cannot be used", errno);
		goto out;
	}
	buf_rewind(&name);
	buf_printf(&name, ".%s.new-%ld", base, (long)getpid());
	if (newfile_write(dir, name.data, mode, data, len, path, d) == -1)
		goto out;
	if (newfile_rename(dir, name.data, base) == -1) {
		if (errno == EEXIST)
			complain(d, DIAG_OUTPUT_PLACE, NULL, path,
			    "a file of this name exists and is kept", 0);
		else
			newfile_complain(d, path, errno);
		(void)unlinkat(dir, name.data, 0);
		goto out;
	}
	if (newfile_sync(dir) == -1) {
		newfile_complain(d, path, errno);
		(void)unlinkat(dir, base, 0);
		goto out;
	}
	rc = 0;
out:
	if (dir != -1)
		close(dir);
	buf_clear(&name);
	return rc;
}

int
fs_private(const char *path, struct diag *d)
{
	struct place	at = { path, 0, 0, NULL };
	struct stat	st;

	if (stat(path, &st) == -1) {
		diag_add(d, DIAG_KEY_FILE, &at, "the key file cannot be "
		    "used: %s", strerror(errno));
		return -1;
	}
	if (st.st_uid != geteuid()) {
		diag_add(d, DIAG_KEY_MODE, &at,
		    "the key file belongs to another user");
		return -1;
	}
	if ((st.st_mode & 077) != 0) {
		diag_add(d, DIAG_KEY_MODE, &at, "the key file has mode %04o "
		    "and may be used by others; use chmod 600",
		    (unsigned)st.st_mode & 07777);
		return -1;
	}
	return 0;
}

int
fs_make_dir(const char *path, struct diag *d)
{
	if (mkdir(path, 0777) == 0 || (errno == EEXIST && fs_is_dir(path)))
		return 0;
	complain(d, errno == ENOSPC || errno == EDQUOT ? DIAG_OUTPUT_FULL :
	    DIAG_OUTPUT_PLACE, NULL, path, "the folder cannot be made",
	    errno);
	return -1;
}
