/*
 * Inputs: holds a record's folder against the inputs of a manifest.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/fs.h"
#include "base/inventory.h"
#include "base/ledger.h"
#include "base/limits.h"
#include "seal/inputs.h"
#include "seal/ledgerhead.h"
#include "seal/manifest.h"

struct folder {
	struct arena	*arena;
	struct diag	*diag;
	const char	*shown;		/* the folder as named */
	struct fs_root	*root;
	struct fs_entry	*entries;	/* sorted */
	size_t		 count;
	bool		*seen;		/* an input of the manifest */
};

static void
complain(const struct folder *f, enum diag_code code, const char *path,
    const char *words)
{
	struct place at = { .file = arena_printf(f->arena, "%s/%s", f->shown,
	    path) };

	diag_add(f->diag, code, &at, "%s", words);
}

static int
by_path(const void *key, const void *entry)
{
	return strcmp(key, ((const struct fs_entry *)entry)->path);
}

/* The file at path in the folder, marked as seen; NULL where absent. */
static const struct fs_entry *
find(struct folder *f, const char *path)
{
	const struct fs_entry *e = NULL;

	if (f->count > 0)
		e = bsearch(path, f->entries, f->count, sizeof(*f->entries),
		    by_path);
	if (e != NULL)
		f->seen[e - f->entries] = true;
	return e;
}

/* Has root/path size and SHA-256 of the input?  -1 with a finding. */
static int
fits(const struct folder *f, const struct fs_root *root, const char *path,
    const struct inventory_entry *input, bool *same)
{
	struct digest digest;
	char hex[DIGEST_HEX];
	uint64_t size;

	if (fs_digest(root, path, LIMIT_ATTACHMENT_BYTES, &digest, &size,
	    f->diag) != 0)
		return -1;
	digest_hex(&digest, hex);
	*same = size == input->size && strcmp(hex, input->sha256) == 0;
	return 0;
}

#define CHANGED \
    "changed since: its size or SHA-256 is not the one in the manifest"

static int
compare_evidence(struct folder *f, const char *path,
    const struct inventory_entry *input)
{
	const struct fs_entry *e = find(f, path);
	bool same;

	if (e == NULL) {
		complain(f, DIAG_VERIFY_MISSING, path, "missing: the manifest "
		    "lists it");
		return -1;
	}
	if (!e->regular) {
		complain(f, DIAG_VERIFY_CHANGED, path, "not a regular file "
		    "any more");
		return -1;
	}
	if (fits(f, f->root, path, input, &same) != 0)
		return -1;
	if (same)
		return 0;
	complain(f, DIAG_VERIFY_CHANGED, path, CHANGED);
	return -1;
}

static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

/*
 * A template is listed by its name alone: it lies in the record's folder,
 * at any depth, or in the templates folder beside the records.
 */
static int
compare_template(struct folder *f, const struct inventory_entry *input)
{
	const char *name = base_name(input->path), *found = NULL;
	const char *path = arena_printf(f->arena, "../../templates/%s", name);
	const char *full = arena_printf(f->arena, "%s/%s", f->shown, path);
	bool same = false;
	size_t i;

	for (i = 0; i < f->count && !same; i++) {
		if (f->seen[i] || !f->entries[i].regular ||
		    strcmp(base_name(f->entries[i].path), name) != 0)
			continue;
		found = f->entries[i].path;
		if (fits(f, f->root, found, input, &same) != 0)
			return -1;
		f->seen[i] = same;
	}
	if (!same && fs_exists(full)) {
		found = path;
		if (fits(f, NULL, full, input, &same) != 0)
			return -1;
	}
	if (same)
		return 0;
	if (found == NULL)
		complain(f, DIAG_VERIFY_MISSING, name, "missing: the template "
		    "is neither here nor in ../../templates");
	else
		complain(f, DIAG_VERIFY_CHANGED, found, CHANGED);
	return -1;
}

/* The entries that the manifest knows are still those that are there. */
static const char *
ledger_fault(const struct folder *f, const struct manifest *m)
{
	struct diag *own = diag_new(f->arena);
	struct buf text = BUF_INIT;
	const char *fault;

	if (fs_read(f->root, LEDGER_FILE, LIMIT_LEDGER_BYTES, &text,
	    own) != 0)
		fault = diag_first(own)->words;
	else
		fault = ledgerhead_fault(f->arena, &text, m, false, NULL);
	buf_clear(&text);
	return fault;
}

/*
 * A ledger may have grown since, nothing else.  Where the manifest knows
 * none, one may have been begun.
 */
static int
compare_ledger(struct folder *f, const struct manifest *m)
{
	const struct fs_entry *e = find(f, LEDGER_FILE);
	const char *fault;

	if (m->ledger == NULL)
		return 0;
	if (e == NULL) {
		complain(f, DIAG_VERIFY_MISSING, LEDGER_FILE, "missing: the "
		    "manifest knows its last entry");
		return -1;
	}
	if ((fault = ledger_fault(f, m)) == NULL)
		return 0;
	complain(f, DIAG_VERIFY_CHANGED, LEDGER_FILE, fault);
	return -1;
}

/* What lies in the folder and no input accounts for. */
static int
check_rest(const struct folder *f)
{
	const struct fs_entry *e;
	size_t i, n;
	bool attachment;
	int rc = 0;

	for (i = 0; i < f->count; i++) {
		e = &f->entries[i];
		if (f->seen[i])
			continue;
		n = strlen(e->path);
		attachment = strncmp(e->path, "attachments/", 12) == 0;
		if (e->regular && (attachment || n < 5 ||
		    strcmp(e->path + n - 5, ".json") != 0)) {
			complain(f, DIAG_FILE_LEFTOVER, e->path, "no input of "
			    "the manifest and no evidence");
			continue;
		}
		complain(f, DIAG_VERIFY_EXTRA, e->path, "evidence that is not "
		    "in the manifest");
		rc = -1;
	}
	return rc;
}

/* Compare all inputs; *same counts those that are the same. */
static int
compare_all(struct folder *f, const struct manifest *m, size_t *same,
    size_t *total)
{
	const char *prefix = arena_printf(f->arena, "evidence/%s/", m->record);
	const struct inventory_entry *e;
	size_t i, n = strlen(prefix), left = 0;
	int rc = 0, one;

	for (i = 0; i < m->inputs->count; i++) {
		e = &m->inputs->entries[i];
		if (e->role == INVENTORY_LAYOUT || e->role == INVENTORY_FONT) {
			left++;
			continue;
		}
		if (e->role == INVENTORY_TEMPLATE)
			continue;
		++*total;
		if (strncmp(e->path, prefix, n) != 0) {
			complain(f, DIAG_VERIFY_MANIFEST, e->path, "an input "
			    "that belongs to another record");
			rc = -1;
			continue;
		}
		one = compare_evidence(f, e->path + n, e);
		*same += one == 0;
		rc = one != 0 ? -1 : rc;
	}
	/* Then the templates, which may lie among what is left. */
	for (i = 0; i < m->inputs->count; i++) {
		e = &m->inputs->entries[i];
		if (e->role != INVENTORY_TEMPLATE)
			continue;
		++*total;
		one = compare_template(f, e);
		*same += one == 0;
		rc = one != 0 ? -1 : rc;
	}
	if (left > 0)
		diag_add(f->diag, DIAG_VERIFY_INPUT, NULL, "%zu layouts and "
		    "fonts are listed and not compared; no evidence rests on "
		    "them", left);
	return rc;
}

int
inputs_compare(struct arena *arena, const char *folder,
    const struct manifest *m, size_t *same, size_t *total, struct diag *diag)
{
	struct folder f = { .arena = arena, .diag = diag, .shown = folder };
	size_t hidden;
	int rc = -1;

	*same = *total = 0;
	if (fs_root_open(folder, &f.root, diag) != 0)
		goto out;
	if (fs_list(f.root, arena, &f.entries, &f.count, &hidden, diag) != 0)
		goto out;
	f.seen = arena_array(arena, f.count + 1, sizeof(*f.seen));
	rc = compare_ledger(&f, m);
	if (compare_all(&f, m, same, total) != 0 || rc != 0) {
		rc = -1;
		(void)check_rest(&f);
		goto out;
	}
	rc = check_rest(&f);
out:
	fs_root_close(f.root);
	return rc;
}
