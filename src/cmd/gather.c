/* Gather: finds outputs and inputs for an archive. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/fs.h"
#include "base/inventory.h"
#include "base/ledger.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/table.h"
#include "cmd/gather.h"
#include "cmd/layouts.h"
#include "cmd/options.h"
#include "cmd/recite.h"
#include "cmd/run.h"
#include "cmd/trusting.h"
#include "intake/keymark.h"
#include "seal/archive.h"
#include "seal/archivehelp.h"
#include "seal/ledgerhead.h"
#include "seal/manifest.h"
#include "seal/material.h"
#include "seal/verifyline.h"
#include "seal/verifysignoff.h"

#define MANIFEST	"manifest.json"
#define ISSUER		"issuer.pem"
#define LAYOUTS		"templates/documents/"

struct gather {
	struct run	*run;
	const char	*folder;	/* of the outputs */
	const char	*record;	/* folder of the record */
	const char	*templates;	/* folder, or NULL */
	struct fs_root	*outputs, *inputs;
	struct manifest	 manifest;
	struct buf	 text, help, ledger;
	struct buf	 store[OPTIONS_REPEATS];
	struct archive_source *sources;
	size_t		 count, cap;
};

static int
complain(struct gather *g, enum diag_code code, const char *name,
    const char *words)
{
	struct place at = { .file = name };

	diag_add(g->run->diag, code, &at, "%s", words);
	return -1;
}

static struct archive_source *
add(struct gather *g, const char *name)
{
	struct archive_source *s;

	g->sources = arena_more(g->run->arena, g->sources, &g->cap,
	    g->count + 1, sizeof(*g->sources));
	s = &g->sources[g->count++];
	memset(s, 0, sizeof(*s));
	s->name = name;
	return s;
}

static void
add_bytes(struct gather *g, const char *name, const struct buf *bytes)
{
	struct archive_source *s = add(g, name);

	s->bytes = bytes;
	s->size = bytes->len;
}

static void
add_listed(struct gather *g, const struct inventory_entry *e,
    const struct fs_root *root, const char *path)
{
	struct archive_source *s = add(g, e->path);

	s->root = root;
	s->path = path;
	s->size = e->size;
	s->sha256 = e->sha256;
}

/* Files of ours that no manifest can list: signatures, certificate. */
static int
add_unlisted(struct gather *g, const char *name)
{
	struct archive_source *s = add(g, name);
	struct digest digest;
	char *hex = arena_alloc(g->run->arena, DIGEST_HEX);

	if (fs_digest(g->outputs, name, LIMIT_KEY_BYTES, &digest, &s->size,
	    g->run->diag) != 0)
		return -1;
	digest_hex(&digest, hex);
	s->root = g->outputs;
	s->path = name;
	s->sha256 = hex;
	return 0;
}

static int
read_manifest(struct gather *g)
{
	struct run *run = g->run;

	if (fs_root_open(g->folder, &g->outputs, run->diag) != 0)
		return -1;
	if (fs_read(g->outputs, MANIFEST, LIMIT_MANIFEST_BYTES, &g->text,
	    run->diag) != 0 || manifest_parse(run->arena, buf_str(&g->text),
	    g->text.len, arena_printf(run->arena, "%s/" MANIFEST, g->folder),
	    &g->manifest, run->diag) != 0)
		return -1;
	archivehelp_write(&g->help, &g->manifest);
	add_bytes(g, ARCHIVE_HELP, &g->help);
	add_bytes(g, MANIFEST, &g->text);
	return 0;
}

/* The outputs listed, the signatures beside them, and nothing more. */
static int
add_outputs(struct gather *g)
{
	const struct inventory *list = g->manifest.outputs;
	struct arena *arena = g->run->arena;
	struct fs_entry *files;
	size_t i, n, count, hidden;
	const char *name, *of;

	for (i = 0; i < list->count; i++) {
		add_listed(g, &list->entries[i], g->outputs,
		    list->entries[i].path);
		g->sources[g->count - 1].may_grow = strcmp(
		    list->entries[i].media_type, "application/pdf") == 0;
	}
	if (fs_list(g->outputs, arena, &files, &count, &hidden,
	    g->run->diag) != 0)
		return -1;
	for (i = 0; i < count; i++) {
		name = files[i].path;
		n = strlen(name);
		of = n > 4 && strcmp(name + n - 4, ".p7s") == 0 ?
		    arena_strndup(arena, name, n - 4) : "";
		if (strcmp(name, MANIFEST) == 0 ||
		    inventory_find(list, name) != NULL)
			continue;
		if (strcmp(name, ISSUER) != 0 && strcmp(of, MANIFEST) != 0 &&
		    (strcmp(of, "report.html") != 0 ||
		    inventory_find(list, of) == NULL))
			return complain(g, DIAG_VERIFY_EXTRA, arena_printf(
			    arena, "%s/%s", g->folder, name), "not in the "
			    "manifest");
		if (add_unlisted(g, name) != 0)
			return -1;
	}
	if (fs_exists(arena_printf(arena, "%s/" MANIFEST ".p7s", g->folder)))
		return 0;
	return complain(g, DIAG_VERIFY_ABSENT, g->folder, "the report is not "
	    "signed; render it with a key before it is sealed");
}

/* Is there a file with the digest of the input? */
static bool
fits(struct gather *g, const char *path, const struct inventory_entry *e)
{
	struct diag *aside = diag_new(g->run->arena);
	struct digest digest;
	char hex[DIGEST_HEX];
	uint64_t size;

	if (!fs_exists(path) || fs_digest(NULL, path, LIMIT_TEMPLATE_BYTES,
	    &digest, &size, aside) != 0)
		return false;
	digest_hex(&digest, hex);
	return strcmp(hex, e->sha256) == 0;
}

/* A template, by its name alone: in the record, or beside the records. */
static int
add_template(struct gather *g, const struct inventory_entry *e)
{
	struct arena *arena = g->run->arena;
	const char *name = strrchr(e->path, '/') + 1, *slash, *path;
	struct fs_entry *files;
	size_t i, count, hidden;

	path = arena_printf(arena, "%s/%s", g->templates != NULL ?
	    g->templates : ".", name);
	if (g->templates != NULL && fits(g, path, e)) {
		add_listed(g, e, NULL, path);
		return 0;
	}
	if (fs_list(g->inputs, arena, &files, &count, &hidden,
	    g->run->diag) != 0)
		return -1;
	for (i = 0; i < count; i++) {
		slash = strrchr(files[i].path, '/');
		path = arena_printf(arena, "%s/%s", g->record, files[i].path);
		if (strcmp(slash != NULL ? slash + 1 : files[i].path,
		    name) != 0 || !fits(g, path, e))
			continue;
		add_listed(g, e, g->inputs, files[i].path);
		return 0;
	}
	return complain(g, DIAG_VERIFY_MISSING, e->path, "no template of this "
	    "name with the SHA-256 of the manifest is in the record or in the "
	    "templates folder (--templates DIR)");
}

static int
add_layout(struct gather *g, const struct inventory_entry *e)
{
	struct arena *arena = g->run->arena;
	const char *name = e->path + strlen(LAYOUTS), *path, *text;
	struct buf *bytes;
	size_t n = strlen(name);

	path = arena_printf(arena, "%s/documents/%s", g->templates != NULL ?
	    g->templates : ".", name);
	if (g->templates != NULL && fits(g, path, e)) {
		add_listed(g, e, NULL, path);
		return 0;
	}
	text = n > 3 ? layouts_built_in(arena_strndup(arena, name, n - 3)) :
	    NULL;
	if (text == NULL)
		return complain(g, DIAG_VERIFY_MISSING, e->path, "no layout "
		    "of this name with the SHA-256 of the manifest was "
		    "found (--templates DIR)");
	bytes = arena_alloc(arena, sizeof(*bytes));
	bytes->data = arena_strdup(arena, text);
	bytes->len = strlen(text);
	add_listed(g, e, NULL, NULL);
	g->sources[g->count - 1].bytes = bytes;
	return 0;
}

/*
 * An archive goes to many hands and cannot be called back.  What is larger
 * than a report attaches is not looked into; what cannot be read is the
 * archive's finding.
 */
static bool
holds_key(struct gather *g, const char *path)
{
	struct diag *aside = diag_new(g->run->arena);
	struct buf b = BUF_INIT;
	bool found = fs_read(g->inputs, path, LIMIT_ATTACHED_TOTAL, &b,
	    aside) == 0 && keymark_in_text(buf_str(&b), b.len);

	buf_clear(&b);
	return found;
}

static int
add_evidence(struct gather *g, const struct inventory_entry *e,
    const char *path)
{
	if (holds_key(g, path))
		return complain(g, DIAG_EVIDENCE_SECRET, e->path, "it holds a "
		    "private key, which an archive would carry on; remove "
		    "and replace the key, then render again");
	add_listed(g, e, g->inputs, path);
	return 0;
}

static int
add_inputs(struct gather *g)
{
	const struct inventory *list = g->manifest.inputs;
	const char *prefix = arena_printf(g->run->arena, "evidence/%s/",
	    g->manifest.record);
	const struct inventory_entry *e;
	size_t i, n = strlen(prefix);

	for (i = 0; i < list->count; i++) {
		e = &list->entries[i];
		if (e->role == INVENTORY_FONT)
			continue;
		if (strncmp(e->path, prefix, n) == 0) {
			if (add_evidence(g, e, e->path + n) != 0)
				return -1;
		} else if (strncmp(e->path, LAYOUTS, strlen(LAYOUTS)) == 0) {
			if (add_layout(g, e) != 0)
				return -1;
		} else if (strncmp(e->path, "templates/", 10) == 0) {
			if (add_template(g, e) != 0)
				return -1;
		} else
			return complain(g, DIAG_VERIFY_MANIFEST, e->path,
			    "an input that belongs to another record");
	}
	return 0;
}

/* The ledger up to the entry that the manifest names: what was written
 * since belongs to the revisions that come. */
static int
add_ledger(struct gather *g)
{
	const struct manifest *m = &g->manifest;
	const char *shown = arena_printf(g->run->arena, "%s/" LEDGER_FILE,
	    g->record), *fault;
	size_t size;

	if (m->ledger == NULL)
		return 0;
	if (!fs_exists(shown))
		return complain(g, DIAG_VERIFY_MISSING, shown, "missing: the "
		    "manifest knows its last entry");
	if (fs_read(g->inputs, LEDGER_FILE, LIMIT_LEDGER_BYTES, &g->ledger,
	    g->run->diag) != 0)
		return -1;
	fault = ledgerhead_fault(g->run->arena, &g->ledger, m, false, &size);
	if (fault != NULL)
		return complain(g, DIAG_VERIFY_CHANGED, shown, fault);
	g->ledger.len = size;
	add_bytes(g, arena_printf(g->run->arena, "evidence/%s/" LEDGER_FILE,
	    m->record), &g->ledger);
	return 0;
}

/* What a sign-off was signed by, for those who have no dossier. */
static int
add_statement(struct gather *g, const struct verify_reader *reader,
    const char *path)
{
	struct arena *arena = g->run->arena;
	struct buf json = BUF_INIT, text = BUF_INIT, *kept;
	struct verify_statement says = { .text = &text };
	int rc = -1;

	if (fs_read(g->inputs, path, LIMIT_EVIDENCE_BYTES, &json,
	    g->run->diag) != 0)
		goto out;
	if (reader->statement(reader->ctx, arena, g->manifest.record, path,
	    &json, &says) != 0) {
		complain(g, DIAG_VERIFY_SIGNATURE, path, "a signature stands "
		    "beside it, and it holds no sign-off");
		goto out;
	}
	kept = arena_alloc(arena, sizeof(*kept));
	kept->data = arena_strndup(arena, buf_str(&text), text.len);
	kept->len = text.len;
	add_bytes(g, arena_printf(arena, ARCHIVE_STATEMENTS "%s.txt", path),
	    kept);
	rc = 0;
out:
	buf_clear(&json);
	buf_clear(&text);
	return rc;
}

static int
add_statements(struct gather *g)
{
	const struct verify_reader *reader = recite_reader(g->run);
	const struct inventory *list = g->manifest.inputs;
	size_t i, n = strlen("evidence//") + strlen(g->manifest.record);
	const char *path;

	for (i = 0; i < list->count; i++) {
		if (list->entries[i].role != INVENTORY_SIGNATURE)
			continue;
		/* add_inputs() saw that it lies in the record. */
		path = verifysignoff_of(g->run->arena,
		    list->entries[i].path + n);
		if (path != NULL && add_statement(g, reader, path) != 0)
			return -1;
	}
	return 0;
}

/* The record's folder: named, beside the outputs, or here. */
static int
find_record(struct gather *g)
{
	struct run *run = g->run;
	const char *dir = run->options->record;

	if (dir == NULL) {
		dir = arena_printf(run->arena, "%s/../../../evidence/%s",
		    g->folder, g->manifest.record);
		if (!fs_is_dir(dir))
			dir = arena_printf(run->arena, "evidence/%s",
			    g->manifest.record);
		if (!fs_is_dir(dir))
			return complain(g, DIAG_VERIFY_MISSING, dir, "the "
			    "record is not here; say --record DIR");
	}
	g->record = dir;
	g->templates = run_templates(run, dir);
	return fs_root_open(dir, &g->inputs, run->diag);
}

/* What can be judged with is what can be read as such. */
static int
add_store(struct gather *g)
{
	const struct options_list *files = &g->run->options->store;
	struct material *material = NULL;
	const char *slash;
	size_t i;

	if (trusting_material(g->run, &material) != 0)
		return -1;
	material_free(material);
	for (i = 0; i < files->count; i++) {
		slash = strrchr(files->words[i], '/');
		if (fs_read(NULL, files->words[i], LIMIT_CRL_BYTES,
		    &g->store[i], g->run->diag) != 0)
			return -1;
		add_bytes(g, arena_printf(g->run->arena, ARCHIVE_TRUST "%s",
		    slash != NULL ? slash + 1 : files->words[i]),
		    &g->store[i]);
	}
	return 0;
}

int
gather_open(struct run *run, const char *folder, struct gather **out)
{
	struct gather *g = mem_zalloc(1, sizeof(*g));

	*out = g;
	g->run = run;
	g->folder = folder;
	if (read_manifest(g) != 0 || add_outputs(g) != 0 ||
	    find_record(g) != 0 || add_inputs(g) != 0 ||
	    add_ledger(g) != 0 || add_statements(g) != 0)
		return -1;
	return add_store(g);
}

void
gather_close(struct gather *g)
{
	size_t i;

	if (g == NULL)
		return;
	fs_root_close(g->outputs);
	fs_root_close(g->inputs);
	buf_clear(&g->text);
	buf_clear(&g->help);
	for (i = 0; i < OPTIONS_REPEATS; i++)
		buf_clear(&g->store[i]);
	buf_clear(&g->ledger);
	mem_free(g);
}

const struct manifest *
gather_manifest(const struct gather *g)
{
	return &g->manifest;
}

struct archive_source *
gather_sources(const struct gather *g, size_t *count)
{
	*count = g->count;
	return g->sources;
}
