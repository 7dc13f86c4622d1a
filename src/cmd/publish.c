/*
 * render: composes, renders and signs the documents of a record and
 * publishes them as one generation, complete or not at all.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/fs.h"
#include "base/inventory.h"
#include "base/ledger.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "base/value.h"
#include "cmd/child.h"
#include "cmd/embed.h"
#include "cmd/enclose.h"
#include "cmd/fonts.h"
#include "cmd/inscribe.h"
#include "cmd/issuer.h"
#include "cmd/layouts.h"
#include "cmd/levels.h"
#include "cmd/options.h"
#include "cmd/outcome.h"
#include "cmd/press.h"
#include "cmd/publish.h"
#include "cmd/reading.h"
#include "cmd/run.h"
#include "cmd/settings.h"
#include "cmd/trusting.h"
#include "cmd/version.h"
#include "compose/document.h"
#include "compose/facts.h"
#include "doc/node.h"
#include "model/record.h"
#include "model/verdict.h"
#include "render/format.h"
#include "render/formats.h"
#include "render/pdf_shelf.h"
#include "seal/cms.h"
#include "seal/key.h"
#include "seal/manifest.h"
#include "seal/trust.h"

/* One output: a layout in a format.  A new document is one row, or one
 * more layout file (see add_extra). */
struct output {
	const char	*file;		/* "report.html" */
	const char	*stem;		/* layout; NULL = the facts */
	const char	*format;	/* row of render/format */
	const char	*only;		/* word of --only */
	bool		 sealed;	/* gets a detached signature */
	bool		 encloses;	/* the inputs are attached */
};

static const struct output outputs[] = {
	{ "report.html", "report", "html", "html", true, false },
	{ "report.pdf", "report", "pdf", "pdf", false, true },
	{ "report.json", NULL, "json", "json", false, false },
	{ "status.eml", "status-mail", "mail", "eml", false, false },
	{ "post-mortem.html", "post-mortem", "html", "post-mortem", 0, 0 },
	{ "post-mortem.pdf", "post-mortem", "pdf", "post-mortem", 0, 0 },
};

#define HOLD	((size_t)32 * 1024 * 1024)	/* of evidence, in memory */
#define OUTPUTS	(sizeof(outputs) / sizeof(outputs[0]))

struct publication {
	struct run		*run;
	const struct publish_replay *again;	/* or NULL */
	const char		*tool;		/* that documents name */
	const struct manifest_settings *settings;	/* for the manifest */
	struct record		*record;
	struct key		*key;
	struct trust		*trust;		/* of who stamps, or NULL */
	const struct stamp_source *tsa;		/* or NULL */
	const char		*templates;	/* folder, or NULL */
	struct inventory	*inputs;	/* layouts and fonts */
	struct inventory	*outputs;
	struct buf		 manifest;	/* of inputs, to be attached */
	struct enclose		*enclose;	/* NULL = nothing is */
	struct pdf_shelf	*shelf;		/* fonts, as they are read */
	struct fs_stage		*stage;
	struct document		*doc;		/* of the layout doc_stem */
	const char		*doc_stem;
	struct arena		*doc_arena;
	const char		*folder;	/* output/<record>/r<N> */
	struct value		*files;		/* names and sizes, for JSON */
	struct timespec		 begun;
};

/* Is word in the comma-separated list? */
static bool
listed(const char *list, const char *word)
{
	size_t n = strlen(word);
	const char *p = list;

	while (p != NULL) {
		if (strncmp(p, word, n) == 0 && (p[n] == ',' || p[n] == '\0'))
			return true;
		p = strchr(p, ',');
		if (p != NULL)
			p++;
	}
	return false;
}

static bool
wanted(const struct run *run, const struct output *o)
{
	return run->options->only == NULL ||
	    listed(run->options->only, o->only);
}

/* Is the file to be made that can carry the inputs? */
static bool
wants_report(const struct run *run)
{
	size_t i;

	for (i = 0; i < OUTPUTS; i++)
		if (outputs[i].encloses)
			return wanted(run, &outputs[i]);
	return false;
}

static int
check_only(struct run *run)
{
	const char *p = run->options->only;
	size_t i, n;

	while (p != NULL) {
		n = strcspn(p, ",");
		for (i = 0; i < OUTPUTS; i++)
			if (strlen(outputs[i].only) == n &&
			    strncmp(outputs[i].only, p, n) == 0)
				break;
		if (i == OUTPUTS) {
			diag_add(run->diag, DIAG_USAGE, NULL, "--only %s: "
			    "html, pdf, json, eml, post-mortem, with commas "
			    "between", run->options->only);
			return -1;
		}
		p += n;
		p = *p == ',' ? p + 1 : NULL;
	}
	return 0;
}

/* Room for another document; the one before is gone. */
static struct arena *
next_document(struct publication *pub)
{
	arena_free(pub->doc_arena);
	pub->doc_arena = arena_new();
	pub->doc_stem = NULL;
	return pub->doc_arena;
}

/* Compose the document of the layout stem; kept for its next format. */
static int
compose(struct publication *pub, const char *stem)
{
	struct run *run = pub->run;
	struct compose_options how = { 0 };
	struct layout layout;

	if (pub->doc_stem != NULL && strcmp(pub->doc_stem, stem) == 0)
		return 0;
	(void)next_document(pub);
	if (layouts_load(run, pub->templates, levels_layout(run, stem),
	    pub->inputs, &layout) != 0)
		return -1;
	if (strcmp(stem, "report") == 0)
		how.level = levels_shorter(run);
	layouts_apply(&layout, &how);
	how.tool = pub->tool;
	how.signed_by = pub->again != NULL ? pub->again->signed_by :
	    issuer_words(run, pub->key);
	how.signature = pub->again != NULL ? pub->again->signature :
	    issuer_brief(run, pub->key);
	how.letter = levels_letter(run);
	how.carries = pub->enclose != NULL;
	how.carries_none = !how.carries && wants_report(run);
	if (document_compose(pub->doc_arena, pub->record, layout.content, &how,
	    &pub->doc, run->diag) != 0)
		return -1;
	pub->doc_stem = stem;
	return 0;
}

static int
check_size(struct publication *pub, const char *name, uint64_t n)
{
	if (n <= LIMIT_OUTPUT_BYTES)
		return 0;
	diag_add(pub->run->diag, DIAG_OUTPUT_LIMIT, NULL, "%s would have "
	    "%llu bytes, %d are allowed", name, (unsigned long long)n,
	    LIMIT_OUTPUT_BYTES);
	return -1;
}

/* What is told of a file at the end of the run. */
static void
tell_file(struct publication *pub, const char *name, uint64_t size)
{
	struct arena *arena = pub->run->arena;
	struct value *v = value_add(pub->files, NULL, value_object(arena));

	value_add_str(arena, v, "name", arena_strdup(arena, name));
	value_add_int(arena, v, "size", (long long)size);
}

static int
write_file(struct publication *pub, const char *name, const struct buf *b)
{
	if (pub->again != NULL)
		return pub->again->take(pub->again->ctx, name, b);
	if (check_size(pub, name, b->len) != 0 || fs_stage_write(pub->stage,
	    name, b->data, b->len, pub->run->diag) != 0)
		return -1;
	tell_file(pub, name, b->len);
	return 0;
}

/* Detached CAdES-B or -T signature over the bytes with this digest. */
static int
seal(struct publication *pub, const char *name, const struct digest *digest)
{
	struct run *run = pub->run;
	struct buf der = BUF_INIT;
	int rc = -1;

	if (pub->key == NULL)
		return 0;
	if (cms_sign_stamped(pub->key, digest, run->now->sec, pub->tsa, &der,
	    run->diag) != 0)
		goto out;
	if (write_file(pub, arena_printf(run->arena, "%s.p7s", name),
	    &der) != 0)
		goto out;
	rc = 0;
out:
	buf_clear(&der);
	return rc;
}

/* A PDF carries its signature itself; what is listed is the whole. */
static int
print(struct publication *pub, const struct output *o,
    const struct format *format, const struct document *doc,
    const struct render_options *how, struct press *made)
{
	const struct inscribe by = { pub->key, pub->tsa, pub->inputs,
	    pub->shelf };

	if (press_print(pub->run, pub->stage, o->file, format, doc, how,
	    pub->key == NULL ? NULL : &by, made) != 0 ||
	    check_size(pub, o->file, made->size) != 0)
		return -1;
	tell_file(pub, o->file, made->size);
	return 0;
}

/* All other files, and any that is not to be written; HTML may carry its
 * signature itself, too. */
static int
render(struct publication *pub, const struct output *o,
    const struct format *format, const struct document *doc,
    const struct render_options *how, struct press *made)
{
	struct buf out = BUF_INIT;
	int rc = -1;

	if (format->render(&out, doc, how, pub->run->diag) == 0 &&
	    (strcmp(o->format, "html") != 0 ||
	    embed_sign(pub->run, pub->key, o->file, &out) == 0)) {
		digest_of(out.data, out.len, made->digest);
		made->size = out.len;
		rc = write_file(pub, o->file, &out);
	}
	buf_clear(&out);
	return rc;
}

/* Compose, render, write and seal one output. */
static int
publish_one(struct publication *pub, const struct output *o)
{
	struct run *run = pub->run;
	const struct format *format = formats_find(o->format);
	struct render_options how = {
		.font_paths = fonts_paths(),
		.shelf = pub->shelf,
		.fonts = pub->inputs,
		.arena = run->arena,
		.tool = pub->tool,
		.pdfa_part = levels_archive(run),
		.enclosures = o->encloses && pub->enclose != NULL ?
		    enclose_files(pub->enclose) : NULL,
		.letter = levels_letter(run),
	};
	const struct document *doc;
	struct arena *arena;
	struct digest digest;
	struct press made = { 0, &digest };
	bool pdf = strcmp(o->format, "pdf") == 0 && pub->again == NULL;

	if (o->stem == NULL) {
		arena = next_document(pub);
		doc = facts_document(arena, facts_record(arena, pub->record,
		    NULL, FACTS_ALL));
	} else {
		if (compose(pub, o->stem) != 0)
			return -1;
		doc = pub->doc;
	}
	if ((pdf ? print : render)(pub, o, format, doc, &how, &made) != 0)
		return -1;
	inventory_add(run->arena, pub->outputs, INVENTORY_OUTPUT, o->file,
	    made.size, &digest, format->media_type);
	return o->sealed ? seal(pub, o->file, &digest) : 0;
}

/* The user's further layouts: each becomes <stem>.html and <stem>.pdf. */
static int
publish_extra(struct publication *pub)
{
	struct run *run = pub->run;
	static const char *const formats[] = { "html", "pdf" };
	const char **stem;
	struct output o = { 0 };
	size_t i;

	for (stem = layouts_extra(run, pub->templates); *stem != NULL;
	    stem++) {
		o.stem = *stem;
		for (i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
			o.format = o.only = formats[i];
			o.file = arena_printf(run->arena, "%s.%s", *stem,
			    formats[i]);
			if (wanted(run, &o) && publish_one(pub, &o) != 0)
				return -1;
		}
	}
	return 0;
}

/* SHA-256 of the manifest of the revision before; NULL where there is
 * none.  -1 where it is there and cannot be read. */
static int
previous_manifest(struct publication *pub, const char *parent,
    const char **out)
{
	struct run *run = pub->run;
	struct digest digest;
	uint64_t size;
	const char *path;
	char *hex;

	*out = NULL;
	if (pub->record->revision < 2)
		return 0;
	path = arena_printf(run->arena, "%s/r%u/manifest.json", parent,
	    pub->record->revision - 1);
	if (!fs_exists(path))
		return 0;
	if (fs_digest(NULL, path, LIMIT_MANIFEST_BYTES, &digest, &size,
	    run->diag) != 0)
		return -1;
	hex = arena_alloc(run->arena, DIGEST_HEX);
	digest_hex(&digest, hex);
	*out = hex;
	return 0;
}

static void
list_files(struct publication *pub, const char *previous, struct buf *out)
{
	struct record *record = pub->record;
	char issued[DATE_MAX];
	struct manifest m;

	date_str_rfc3339(pub->run->now, issued);
	m.record = record->name;
	m.revision = record->revision;
	m.issued_at = issued;
	m.tool = pub->tool;
	m.settings = pub->settings;
	m.audience = levels_audience(pub->run);
	m.verdict = record_verdict_str(record->verdict);
	m.record_digest = record->digest;
	m.previous = previous;
	m.ledger = record->ledger == NULL ? NULL :
	    ledger_head(record->ledger);
	m.ledger_entries = record->ledger == NULL ? 0 : record->ledger->count;
	m.inputs = record->inputs;
	m.outputs = pub->outputs;
	manifest_write(out, &m);
}

/*
 * What report.pdf is to carry.  The manifest names the digest of that
 * file, so what goes inside is the list as it is before any output.
 */
static int
enclose(struct publication *pub, const char *previous)
{
	if (levels_archive(pub->run) == 2 || !wants_report(pub->run))
		return 0;
	enclose_mark(pub->run, pub->record);
	list_files(pub, previous, &pub->manifest);
	return enclose_open(pub->run, pub->record, &pub->manifest,
	    &pub->enclose);
}

static int
publish_manifest(struct publication *pub, const char *previous)
{
	struct buf text = BUF_INIT, pem = BUF_INIT;
	struct digest digest;
	int rc = -1;

	/* Layouts and fonts are kept apart until no document is to be made
	 * any more: what those print of the record are its own inputs. */
	inventory_join(pub->run->arena, pub->record->inputs, pub->inputs);
	inventory_sort(pub->outputs);
	list_files(pub, previous, &text);
	if (write_file(pub, "manifest.json", &text) != 0)
		goto out;
	digest_of(text.data, text.len, &digest);
	if (seal(pub, "manifest.json", &digest) != 0)
		goto out;
	if (pub->key != NULL) {
		key_certificate(pub->key, &pem);
		if (write_file(pub, "issuer.pem", &pem) != 0)
			goto out;
	}
	rc = 0;
out:
	buf_clear(&text);
	buf_clear(&pem);
	return rc;
}

static int
publish_documents(struct publication *pub)
{
	size_t i;

	for (i = 0; i < OUTPUTS; i++)
		if (wanted(pub->run, &outputs[i]) &&
		    publish_one(pub, &outputs[i]) != 0)
			return -1;
	return publish_extra(pub);
}

/* Write everything into the stage and publish it by one rename. */
static int
publish(struct publication *pub, const char *parent)
{
	struct run *run = pub->run;
	const char *name, *previous;

	if (fs_stage_open(parent, &pub->stage, run->diag) != 0)
		return -1;
	pub->record->revision = fs_stage_next(pub->stage);
	if (previous_manifest(pub, parent, &previous) != 0 ||
	    enclose(pub, previous) != 0)
		goto fail;
	if (publish_documents(pub) != 0 || publish_manifest(pub, previous) != 0)
		goto fail;
	name = arena_printf(run->arena, "r%u", pub->record->revision);
	pub->folder = arena_printf(run->arena, "%s/%s", parent, name);
	if (fs_stage_commit(pub->stage, name, run->diag) != 0)
		goto fail;
	pub->stage = NULL;
	return 0;
fail:
	fs_stage_abort(pub->stage);
	pub->stage = NULL;
	return -1;
}

static void
tell(const struct publication *pub, bool made)
{
	const struct outcome o = { .record = pub->record,
	    .folder = pub->folder, .files = pub->files,
	    .has_signed = pub->key != NULL, .made_key = made,
	    .begun = pub->begun };

	outcome_print(pub->run, &o);
}

static void
clear(struct publication *pub)
{
	key_free(pub->key);
	trust_free(pub->trust);
	enclose_close(pub->enclose);
	pdf_shelf_free(pub->shelf);
	buf_clear(&pub->manifest);
	arena_free(pub->doc_arena);
}

/* The lists a publication fills. */
static void
begin(struct publication *pub)
{
	struct run *run = pub->run;

	pub->templates = run_templates(run, run->options->operand[0]);
	pub->files = value_array(run->arena);
	pub->inputs = arena_alloc(run->arena, sizeof(*pub->inputs));
	pub->outputs = arena_alloc(run->arena, sizeof(*pub->outputs));
	pub->shelf = pdf_shelf_new();
	/* Documents tell who is on it, so they were made from it, too. */
	if (run->trusted != NULL)
		*pub->inputs = *run->trusted;
}

int
publish_replay(struct run *run, const struct publish_replay *again)
{
	struct publication pub = { .run = run, .again = again,
	    .tool = again->tool, .settings = again->settings };
	int rc = -1;

	if (check_only(run) != 0 || levels_check(run) != 0 ||
	    enclose_check(run) != 0 || reading_undecided(run,
	    run->options->operand[0], again->trust, &pub.record) != 0)
		goto out;
	verdict_decide(pub.record, run->now, run->arena, run->diag);
	begin(&pub);
	pub.record->revision = again->revision;
	if (enclose(&pub, again->previous) != 0 ||
	    publish_documents(&pub) != 0)
		goto out;
	rc = 0;
out:
	clear(&pub);
	return rc;
}

int
publish_run(struct run *run)
{
	struct publication pub = { .run = run, .tool = VERSION_TOOL };
	const char *out = run->options->out;
	struct trust *held = NULL;	/* what sign-offs are held to */
	bool made = false;
	int status;

	clock_gettime(CLOCK_MONOTONIC, &pub.begun);
	run->kept = "nothing written";
	if (embed_check(run) != 0 || check_only(run) != 0 ||
	    levels_check(run) != 0 || enclose_check(run) != 0)
		return 2;
	run->hold = levels_archive(run) == 2 || !wants_report(run) ? 0 : HOLD;
	if (reading_record(run, run->options->operand[0], &pub.record) != 0)
		goto fail;
	if (run->options->strict && diag_status(run->diag, DIAG_ERROR) == 3)
		goto fail;
	if (trusting_record(run, run->options->operand[0], &held) != 0 ||
	    trusting_list(run, &pub.trust) != 0 ||
	    child_tsa(run, pub.trust, &pub.tsa) != 0 ||
	    issuer_load(run, &pub.key, &made) != 0)
		goto fail;
	pub.settings = settings_of(run, held);
	begin(&pub);
	if (out == NULL)
		out = "output";
	if (fs_make_dir(out, run->diag) != 0 || publish(&pub,
	    arena_printf(run->arena, "%s/%s", out, pub.record->name)) != 0)
		goto fail;
	run->kept = NULL;
	tell(&pub, made);
	status = run_status(run, pub.record->verdict == VERDICT_GO);
	trust_free(held);
	clear(&pub);
	return status;
fail:
	trust_free(held);
	status = diag_status(run->diag, DIAG_ERROR);
	clear(&pub);
	return status != 0 ? status : 5;
}
