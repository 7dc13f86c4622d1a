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
#include "compose/document.h"
#include "intake/brand.h"
#include "intake/front.h"
#include "intake/logo.h"
#include "intake/markdown.h"

/* The files of templates/documents as the build found them. */
static const struct {
	const char	*stem, *text;
} built_in[] = {
#include "layouts.inc"
};

#define BUILT_IN	(sizeof(built_in) / sizeof(built_in[0]))

const char *
layouts_built_in(const char *stem)
{
	size_t i;

	for (i = 0; i < BUILT_IN; i++)
		if (strcmp(built_in[i].stem, stem) == 0)
			return built_in[i].text;
	return NULL;
}

/* The text of a layout, fit to be parsed. */
static int
read_text(struct run *run, const char *dir, const char *path,
    const char *stem, struct place *at, struct buf *text)
{
	size_t bad = 0;

	if (dir != NULL && fs_exists(path)) {
		if (fs_read(NULL, path, LIMIT_TEMPLATE_BYTES, text,
		    run->diag) != 0)
			return -1;
	} else if (layouts_built_in(stem) != NULL) {
		buf_adds(text, layouts_built_in(stem));
	} else {
		diag_add(run->diag, DIAG_FILE_ABSENT, at,
		    "there is no layout of this name");
		return -1;
	}
	if (utf8_check(text->data, text->len, &bad) != 0) {
		diag_add(run->diag, DIAG_TEMPLATE_UTF8, at,
		    "byte %zu is not UTF-8; save the layout as UTF-8", bad);
		return -1;
	}
	if (text->len > 0 && memchr(text->data, '\0', text->len) != NULL) {
		diag_add(run->diag, DIAG_TEMPLATE_NUL, at,
		    "the layout holds U+0000; remove it");
		return -1;
	}
	return 0;
}

static void
add_input(struct run *run, struct inventory *inputs, const char *name,
    const struct buf *text, const char *media_type)
{
	struct digest digest;

	if (inputs == NULL)
		return;
	digest_of(text->data, text->len, &digest);
	inventory_add(run->arena, inputs, INVENTORY_LAYOUT,
	    arena_printf(run->arena, "templates/documents/%s", name),
	    text->len, &digest, media_type);
}

static bool
is_input(const struct inventory *inputs, const char *name)
{
	size_t i, n = strlen("templates/documents/");

	for (i = 0; inputs != NULL && i < inputs->count; i++)
		if (strlen(inputs->entries[i].path) > n &&
		    strcmp(inputs->entries[i].path + n, name) == 0)
			return true;
	return false;
}

static int
load_logo(struct run *run, const char *dir, const struct brand *brand,
    struct inventory *inputs, struct layout *out)
{
	struct place at = { .file = out->file, .line = brand->logo_line };
	struct buf text = BUF_INIT;
	const char *path;
	int rc = -1;

	path = arena_printf(run->arena, "%s/documents/%s", dir, brand->logo);
	if (!fs_exists(path)) {
		diag_add(run->diag, DIAG_LAYOUT_FRONT, &at, "logo: there is "
		    "no file %s beside the layout", brand->logo);
		goto out;
	}
	if (fs_read(NULL, path, LIMIT_LOGO_BYTES, &text, run->diag) != 0 ||
	    logo_parse(run->arena, buf_str(&text), text.len,
	    path_shown(run->arena, path), brand->theme, &out->logo,
	    run->diag) != 0)
		goto out;
	/* Two layouts may show one logo. */
	if (!is_input(inputs, brand->logo))
		add_input(run, inputs, brand->logo, &text,
		    "application/json");
	rc = 0;
out:
	buf_clear(&text);
	return rc;
}

int
layouts_load(struct run *run, const char *dir, const char *stem,
    struct inventory *inputs, struct layout *out)
{
	struct buf text = BUF_INIT;
	struct brand brand = { 0 };
	struct place at = { 0 };
	const char *path;
	unsigned lines = 0;
	size_t front;
	int rc = -1;

	memset(out, 0, sizeof(*out));
	path = arena_printf(run->arena, "%s/documents/%s.md",
	    dir != NULL ? dir : "templates", stem);
	out->file = at.file = path_shown(run->arena, path);
	if (read_text(run, dir, path, stem, &at, &text) != 0)
		goto out;
	add_input(run, inputs, arena_printf(run->arena, "%s.md", stem), &text,
	    "text/markdown");
	front = front_length(buf_str(&text), text.len, &lines);
	if (front > 0 && brand_parse(run->arena, buf_str(&text), front,
	    out->file, &brand, run->diag) != 0)
		goto out;
	if (brand.logo != NULL && load_logo(run, dir != NULL ? dir :
	    "templates", &brand, inputs, out) != 0)
		goto out;
	out->organization = brand.organization;
	out->theme = brand.theme;
	if (markdown_parse(run->arena, buf_str(&text) + front,
	    text.len - front, out->file, lines + 1, &out->content, NULL,
	    run->diag) != 0)
		goto out;
	rc = 0;
out:
	buf_clear(&text);
	return rc;
}

void
layouts_apply(const struct layout *layout, struct compose_options *how)
{
	how->layout_file = layout->file;
	how->organization = layout->organization;
	how->logo = layout->logo;
	how->theme = layout->theme;
}

int
layouts_lint(struct run *run, const char *dir)
{
	const char **extra = layouts_extra(run, dir);
	struct layout layout;
	size_t i;
	int rc = 0;

	if (dir == NULL)
		return 0;
	for (i = 0; i < BUILT_IN; i++)
		if (fs_exists(arena_printf(run->arena, "%s/documents/%s.md",
		    dir, built_in[i].stem)))
			rc |= layouts_load(run, dir, built_in[i].stem, NULL,
			    &layout);
	for (; *extra != NULL; extra++)
		rc |= layouts_load(run, dir, *extra, NULL, &layout);
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
		if (layouts_built_in(stem) == NULL)
			out[used++] = stem;
	}
	fs_root_close(root);
	return out;
}
