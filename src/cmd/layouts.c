/*
 * Layouts: finding, reading and parsing the layout of a document.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/fs.h"
#include "base/inventory.h"
#include "base/limits.h"
#include "base/path.h"
#include "base/utf8.h"
#include "cmd/layouts.h"
#include "cmd/run.h"
#include "intake/markdown.h"

/* The files of templates/documents as the build found them. */
static const struct {
	const char	*stem, *text;
} built_in[] = {
#include "layouts.inc"
};

#define BUILT_IN	(sizeof(built_in) / sizeof(built_in[0]))

static const char *
find_built_in(const char *stem)
{
	size_t i;

	for (i = 0; i < BUILT_IN; i++)
		if (strcmp(built_in[i].stem, stem) == 0)
			return built_in[i].text;
	return NULL;
}

int
layouts_load(struct run *run, const char *dir, const char *stem,
    struct inventory *inputs, struct node **out, const char **file)
{
	struct buf text = BUF_INIT;
	struct digest digest;
	struct place at = { 0 };
	const char *path;
	size_t bad = 0;
	int rc = -1;

	path = arena_printf(run->arena, "%s/documents/%s.md",
	    dir != NULL ? dir : "templates", stem);
	*file = path_shown(run->arena, path);
	if (dir != NULL && fs_exists(path)) {
		if (fs_read(NULL, path, LIMIT_TEMPLATE_BYTES, &text,
		    run->diag) != 0)
			goto out;
	} else if (find_built_in(stem) != NULL) {
		buf_adds(&text, find_built_in(stem));
	} else {
		at.file = *file;
		diag_add(run->diag, DIAG_FILE_ABSENT, &at,
		    "there is no layout of this name");
		goto out;
	}
	at.file = *file;
	if (utf8_check(text.data, text.len, &bad) != 0) {
		diag_add(run->diag, DIAG_TEMPLATE_UTF8, &at,
		    "byte %zu is not UTF-8; save the layout as UTF-8", bad);
		goto out;
	}
	if (text.len > 0 && memchr(text.data, '\0', text.len) != NULL) {
		diag_add(run->diag, DIAG_TEMPLATE_NUL, &at,
		    "the layout holds U+0000; remove it");
		goto out;
	}
	if (inputs != NULL) {
		digest_of(text.data, text.len, &digest);
		inventory_add(run->arena, inputs, INVENTORY_LAYOUT,
		    arena_printf(run->arena, "templates/documents/%s.md",
		    stem), text.len, &digest, "text/markdown");
	}
	if (markdown_parse(run->arena, buf_str(&text), text.len, *file, 1,
	    out, NULL, run->diag) != 0)
		goto out;
	rc = 0;
out:
	buf_clear(&text);
	return rc;
}

const char **
layouts_extra(struct run *run, const char *dir)
{
	const char *place = arena_printf(run->arena, "%s/documents",
	    dir != NULL ? dir : "templates");
	struct fs_entry *entries = NULL;
	struct fs_root *root = NULL;
	const char **out;
	size_t count = 0, hidden, i, n, used = 0;
	char *stem;

	if (dir == NULL || !fs_is_dir(place) ||
	    fs_root_open(place, &root, run->diag) != 0 ||
	    fs_list(root, run->arena, &entries, &count, &hidden,
	    run->diag) != 0)
		count = 0;
	out = arena_array(run->arena, count + 1, sizeof(*out));
	for (i = 0; i < count; i++) {
		n = strlen(entries[i].path);
		if (!entries[i].regular || n < 4 ||
		    strchr(entries[i].path, '/') != NULL ||
		    strcmp(entries[i].path + n - 3, ".md") != 0)
			continue;
		stem = arena_strndup(run->arena, entries[i].path, n - 3);
		if (find_built_in(stem) == NULL)
			out[used++] = stem;
	}
	fs_root_close(root);
	return out;
}
