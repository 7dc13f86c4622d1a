/* Vouch: a record read as every command does, and its proofs judged. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/ledger.h"
#include "base/limits.h"
#include "cmd/reading.h"
#include "cmd/run.h"
#include "cmd/vouch.h"
#include "model/record.h"
#include "model/verdict.h"
#include "seal/archiveinside.h"
#include "seal/verify.h"
#include "seal/verifyline.h"
#include "seal/verifysignoff.h"

struct vouch {
	struct run		*run;
	const char		*folder;
	const struct verify_options *o;
	struct verify_result	*out;
	struct record		*record;
	struct diag		*said;		/* while it was read */
	struct fs_root		*root;
};

bool
vouch_is(struct run *run, const char *path)
{
	return fs_is_dir(path) && fs_exists(arena_printf(run->arena,
	    "%s/record.json", path)) && !fs_exists(arena_printf(run->arena,
	    "%s/manifest.json", path));
}

static const char *
inside(const struct vouch *v, const char *name)
{
	return arena_printf(v->run->arena, "%s/%s", v->folder, name);
}

static void
complain(struct vouch *v, enum diag_code code, const char *name,
    const char *words)
{
	struct place at = { .file = inside(v, name) };

	diag_add(v->run->diag, code, &at, "%s", words);
}

/* As it is decided everywhere; what is wrong with the record as such is
 * for `dossier gate' to say. */
static int
read_record(struct vouch *v)
{
	struct run *run = v->run;
	struct diag *said = run->diag;
	const struct finding *f;
	int rc;

	run->diag = v->said = diag_new(run->arena);
	rc = reading_undecided(run, v->folder, v->o->trust, &v->record);
	if (rc == 0)
		verdict_decide(v->record, run->now, run->arena, run->diag);
	run->diag = said;
	for (f = diag_first(v->said); rc != 0 && f != NULL; f = f->next)
		diag_add(said, f->code, &f->at, "%s", f->words);
	return rc;
}

/* Files that the ledger has not told of, or otherwise. */
static void
check_outside(struct vouch *v, struct verify_line *line)
{
	const struct record *r = v->record;
	const struct pair *p;

	if (r->outside_count == 0) {
		line->good = true;
		line->integrity = arena_printf(v->run->arena, "%zu entries",
		    r->ledger->count);
		return;
	}
	for (p = r->outside; p != NULL; p = p->next)
		complain(v, strcmp(p->value, "removed") == 0 ?
		    DIAG_VERIFY_MISSING : strcmp(p->value, "added") == 0 ?
		    DIAG_VERIFY_EXTRA : DIAG_VERIFY_CHANGED, p->name,
		    arena_printf(v->run->arena, "%s since the last entry of "
		    "the ledger", p->value));
	line->integrity = arena_printf(v->run->arena, "%zu changed",
	    r->outside_count);
}

static void
check_ledger(struct vouch *v)
{
	struct verify_line *line = archiveinside_line(v->run->arena, v->out,
	    inside(v, LEDGER_FILE));
	const struct ledger *l = v->record->ledger;
	const struct finding *f;

	if (l == NULL) {
		line->integrity = "absent";
		complain(v, DIAG_VERIFY_MISSING, LEDGER_FILE, "there is no "
		    "ledger: nothing says which files belong here");
	} else if (l->broken) {
		line->integrity = "broken";
		for (f = diag_first(v->said); f != NULL; f = f->next)
			if (f->code == DIAG_LEDGER_FORM ||
			    f->code == DIAG_LEDGER_CHAIN ||
			    f->code == DIAG_LEDGER_TIME)
				break;
		complain(v, DIAG_VERIFY_CHANGED, LEDGER_FILE, f != NULL ?
		    f->words : "it cannot be read");
	} else
		check_outside(v, line);
	archiveinside_merge(v->out, line->good, true, true, true);
}

/* The sign-off item in force by this evidence, or NULL. */
static const struct item *
item_of(const struct vouch *v, const struct evidence *e)
{
	const struct record *r = v->record;
	size_t i;

	for (i = 0; i < r->item_count; i++)
		if (r->items[i]->kind == KIND_SIGNOFF &&
		    r->items[i]->evidence == e)
			return r->items[i];
	return NULL;
}

static void
check_absent(struct vouch *v, const struct evidence *e)
{
	struct verify_line *line = archiveinside_line(v->run->arena, v->out,
	    inside(v, e->path));

	line->signature = "absent";
	complain(v, DIAG_VERIFY_ABSENT, e->path, "this sign-off is not "
	    "signed");
	archiveinside_merge(v->out, true, false, false, false);
}

static struct verify_line *
check_signature(struct vouch *v, const struct evidence *e)
{
	const struct attestation *at = e->attestation;
	struct buf json = BUF_INIT, der = BUF_INIT;
	const char *path = inside(v, e->path);
	struct verifysignoff s = { .record = v->record->name,
	    .path = e->path, .shown = path, .name = path, .json = &json,
	    .der = &der };
	struct verifysignoff_found found;

	verifysignoff_begin(&found, archiveinside_tail(v->out));
	if (fs_read(v->root, e->path, LIMIT_EVIDENCE_BYTES, &json,
	    v->run->diag) != 0)
		found.integrity = false;
	if (at->der != NULL)
		buf_add(&der, at->der, at->len);
	verifysignoff_bytes(v->run->arena, &s, v->o, NULL, &found,
	    v->run->diag);
	v->out->files++;
	v->out->signatures++;
	archiveinside_merge(v->out, found.integrity, found.signature,
	    found.signer, found.time);
	buf_clear(&json);
	buf_clear(&der);
	return found.line;
}

/* A signature may be right, and what it was given for gone. */
static void
check_standing(struct vouch *v, const struct evidence *e,
    struct verify_line *line)
{
	const struct item *item = item_of(v, e);
	bool is_void;

	if (item == NULL || item->state != STATE_INVALID || !line->good)
		return;
	is_void = item->standing == SIGNOFF_VOID;
	complain(v, is_void ? DIAG_VERIFY_CHANGED : DIAG_VERIFY_POLICY,
	    e->path, item->why);
	line->good = false;
	if (is_void)
		line->integrity = "void";
	archiveinside_merge(v->out, !is_void, true, is_void, true);
}

static void
check_signoffs(struct vouch *v)
{
	struct evidence *e;

	for (e = v->record->evidence; e != NULL; e = e->next) {
		if (e->attestation != NULL)
			check_standing(v, e, check_signature(v, e));
		else if (e->signoff != NULL && item_of(v, e) != NULL)
			check_absent(v, e);
	}
	if (v->out->signatures > 0)
		return;
	complain(v, DIAG_VERIFY_ABSENT, ".", "no sign-off in this record is "
	    "signed");
	archiveinside_merge(v->out, true, false, false, false);
}

int
vouch_record(struct run *run, const char *path,
    const struct verify_options *o, struct verify_result *out)
{
	struct vouch v = { .run = run, .folder = path, .o = o, .out = out };
	size_t n = strlen(path), mark = diag_mark(run->diag);

	while (n > 1 && path[n - 1] == '/')
		n--;
	v.folder = arena_strndup(run->arena, path, n);
	memset(out, 0, sizeof(*out));
	if (read_record(&v) != 0 || fs_root_open(v.folder, &v.root,
	    run->diag) != 0)
		return -1;
	out->integrity = out->signature = out->signer = out->time = true;
	check_ledger(&v);
	check_signoffs(&v);
	fs_root_close(v.root);
	/* Any finding of level error is a no, whatever it was. */
	out->good = out->integrity && out->signature && out->signer &&
	    out->time && !diag_failed_since(run->diag, mark);
	return out->good ? 0 : -1;
}
