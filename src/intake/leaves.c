/* Leaves: listing a record folder, and one digest a file. */
#include <errno.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/fs.h"
#include "base/limits.h"
#include "base/table.h"
#include "base/utf8.h"
#include "intake/leaves.h"

_Static_assert(sizeof(((struct leaf *)0)->sha256) == DIGEST_LEN,
    "room for a digest");

/* Names are bytes to the host, but text to everyone who reads them. */
static void
judge_name(struct leaf *l, struct arena *keep)
{
	struct buf	b = BUF_INIT;
	size_t		n = strlen(l->path);

	l->name = l->path;
	if (utf8_check(l->path, n, NULL) != 0)
		l->fault = "the file name is not UTF-8";
	else
		l->fault = fs_path_fault(l->path);
	if (l->fault == NULL)
		return;
	utf8_safe(&b, l->path, n, 0);
	l->name = arena_strdup(keep, buf_str(&b));
	buf_clear(&b);
}

/* Also where we may not look: it could be one. */
static bool
is_folder(const char *path)
{
	errno = 0;
	return fs_is_dir(path) || errno == EACCES;
}

int
leaves_list(struct leaves *ls, const struct fs_root *root,
    const char *folder, struct arena *keep, struct arena *work,
    struct diag *diag)
{
	struct fs_entry	*entries;
	size_t		 i;

	memset(ls, 0, sizeof(*ls));
	ls->root = root;
	if (fs_list(root, keep, &entries, &ls->count, &ls->hidden, diag) != 0)
		return -1;
	ls->list = arena_array(work, ls->count, sizeof(*ls->list));
	ls->by_path = table_new(work, ls->count);
	for (i = 0; i < ls->count; i++) {
		ls->list[i].path = entries[i].path;
		ls->list[i].regular = entries[i].regular;
		/* Whoever made the link meant what lies there to be here. */
		ls->list[i].folder = !entries[i].regular &&
		    is_folder(arena_printf(work, "%s/%s", folder,
		    entries[i].path));
		judge_name(&ls->list[i], keep);
		(void)table_add(ls->by_path, ls->list[i].path, &ls->list[i]);
	}
	return 0;
}

struct leaf *
leaves_find(const struct leaves *ls, const char *path)
{
	return table_find(ls->by_path, path);
}

bool
leaves_is_evidence(const struct leaf *l)
{
	static const char	suffix[] = ".json", apart[] = "attachments/";
	size_t			n = strlen(l->path), s = sizeof(suffix) - 1;

	return ((n > s && strcasecmp(l->path + n - s, suffix) == 0) ||
	    l->folder) &&
	    strcmp(l->path, "record.json") != 0 &&
	    strncmp(l->path, apart, sizeof(apart) - 1) != 0;
}

void
leaves_set(struct leaf *l, const struct digest *digest, uint64_t size)
{
	memcpy(l->sha256, digest->b, sizeof(l->sha256));
	l->size = size;
	l->hashed = true;
}

int
leaves_hash(const struct leaves *ls, struct leaf *l, struct diag *diag)
{
	struct digest	digest;
	uint64_t	size;

	if (l->hashed)
		return 0;
	if (fs_digest(ls->root, l->path, LIMIT_ATTACHMENT_BYTES, &digest,
	    &size, diag) != 0)
		return -1;
	leaves_set(l, &digest, size);
	return 0;
}
