/*
 * A record folder: what can be said of it from signatures alone.  The
 * ledger is not signed, so a whole one shows no more than that nobody
 * changed a part of it; the statements are what people signed.
 */
#define _XOPEN_SOURCE	700	/* realpath(3) */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/fs.h"
#include "base/ledger.h"
#include "base/limits.h"
#include "base/table.h"
#include "seal/verify.h"
#include "seal/verifyline.h"
#include "seal/verifyrecord.h"
#include "seal/verifysignoff.h"

#define RECORD	"record.json"

/* A sign-off on its way: what was signed, and its line. */
struct given {
	const char		*path;
	char			 sha256[DIGEST_HEX];	/* of the evidence */
	const char		*statement;
	struct verify_line	*line;
	struct given		*next;
};

struct job {
	struct arena		*arena;
	const char		*folder, *name;
	const struct verify_options *o;
	struct fs_root		*root;
	struct fs_entry		*entries;	/* sorted */
	size_t			 count;
	char			(*hex)[DIGEST_HEX];	/* of each entry */
	struct table		*paths;		/* path -> its digest */
	struct table		*digests;	/* of all files, as keys */
	struct table		*superseded;	/* digests of evidence */
	struct given		*given, **end;
	struct table		*named;		/* digests of evidence that
						   sign-offs were given for */
	struct verifysignoff_found found;
	struct verify_result	*out;
	struct diag		*diag;
};

static void
complain(struct job *job, enum diag_code code, const char *path,
    const char *words)
{
	struct place at = { .file = arena_printf(job->arena, "%s/%s",
	    job->folder, path) };

	diag_add(job->diag, code, &at, "%s", words);
}

/* Every file once; what is no regular file is nothing to rely on. */
static int
read_files(struct job *job)
{
	struct digest digest;
	size_t i, hidden;
	uint64_t size;

	if (fs_root_open(job->folder, &job->root, job->diag) != 0 ||
	    fs_list(job->root, job->arena, &job->entries, &job->count,
	    &hidden, job->diag) != 0)
		return -1;
	job->hex = arena_array(job->arena, job->count + 1,
	    sizeof(*job->hex));
	job->paths = table_new(job->arena, job->count);
	job->digests = table_new(job->arena, job->count);
	for (i = 0; i < job->count; i++) {
		if (!job->entries[i].regular) {
			complain(job, DIAG_VERIFY_CHANGED,
			    job->entries[i].path, "not a regular file");
			job->out->integrity = false;
			continue;
		}
		if (fs_digest(job->root, job->entries[i].path,
		    LIMIT_OUTPUT_BYTES, &digest, &size, job->diag) != 0)
			return -1;
		digest_hex(&digest, job->hex[i]);
		(void)table_add(job->paths, job->entries[i].path,
		    job->hex[i]);
		(void)table_add(job->digests, job->hex[i], job->hex[i]);
	}
	job->out->files = job->count;
	return 0;
}

static struct verify_line *
add_line(struct job *job, const char *name)
{
	struct verify_line *line = arena_alloc(job->arena, sizeof(*line));

	line->name = name;
	line->integrity = line->signature = line->signer = line->time = "-";
	*job->found.tail = line;
	job->found.tail = &line->next;
	return line;
}

/* Each file as the ledger last says, and no others. */
static bool
compare_ledger(struct job *job, const struct ledger *ledger)
{
	const struct ledger_item *said;
	struct ledger_list state;
	const char *hex;
	bool same = true;
	size_t i;

	ledger_state(job->arena, ledger, &state);
	for (i = 0; i < job->count; i++) {
		if (!job->entries[i].regular ||
		    strcmp(job->entries[i].path, LEDGER_FILE) == 0)
			continue;
		said = ledger_list_find(&state, job->entries[i].path);
		if (said != NULL && strcmp(said->sha256, job->hex[i]) == 0)
			continue;
		complain(job, said != NULL ? DIAG_VERIFY_CHANGED :
		    DIAG_VERIFY_EXTRA, job->entries[i].path, said != NULL ?
		    "changed since the last entry of the ledger" :
		    "the ledger does not know it");
		same = false;
	}
	for (i = 0; i < state.count; i++) {
		hex = table_find(job->paths, state.items[i].path);
		if (hex != NULL)
			continue;
		complain(job, DIAG_VERIFY_MISSING, state.items[i].path,
		    "missing: the ledger knows it");
		same = false;
	}
	return same;
}

static void
check_ledger(struct job *job)
{
	struct verify_line *line = add_line(job, LEDGER_FILE);
	struct diag *own = diag_new(job->arena);
	struct buf text = BUF_INIT;
	struct ledger ledger;

	line->integrity = "absent";
	if (table_find(job->paths, LEDGER_FILE) == NULL) {
		complain(job, DIAG_VERIFY_MISSING, LEDGER_FILE, "there is no "
		    "ledger: nothing says which files belong here");
		job->out->integrity = false;
		return;
	}
	line->good = fs_read(job->root, LEDGER_FILE, LIMIT_LEDGER_BYTES,
	    &text, job->diag) == 0 && ledger_parse(job->arena,
	    buf_str(&text), text.len, LEDGER_FILE, &ledger, own) == 0;
	if (diag_first(own) != NULL)
		complain(job, DIAG_VERIFY_CHANGED, LEDGER_FILE, arena_printf(
		    job->arena, "line %u: %s", diag_first(own)->at.line,
		    diag_first(own)->words));
	line->integrity = line->good ? "whole" : "broken";
	if (line->good && !compare_ledger(job, &ledger)) {
		line->integrity = "left behind";
		line->good = false;
	}
	if (line->good)
		line->note = arena_printf(job->arena, "%zu entries, the last "
		    "is %.16s; that later ones were cut off is seen by who "
		    "has an output of the record (--record)", ledger.count,
		    ledger_head(&ledger));
	job->out->integrity = job->out->integrity && line->good;
	buf_clear(&text);
}

/* The line of a sign-off that nobody signed. */
static void
tell_unsigned(struct job *job, const char *path)
{
	struct verify_line *line = add_line(job, path);

	complain(job, DIAG_VERIFY_ABSENT, path, "it holds a sign-off and "
	    "there is no signature beside it");
	line->signature = "absent";
	job->found.signature = job->found.signer = job->found.time = false;
}

/* Evidence that holds a sign-off, and what is beside it. */
static void
check_signoff(struct job *job, size_t i, const struct buf *json)
{
	const char *path = job->entries[i].path;
	const char *p7s = arena_printf(job->arena, "%s.p7s", path);
	struct verifysignoff s = { .record = job->name, .path = path,
	    .name = path, .json = json };
	struct buf der = BUF_INIT, text = BUF_INIT;
	struct given *g = arena_alloc(job->arena, sizeof(*g));

	s.shown = arena_printf(job->arena, "%s/%s", job->folder, path);
	s.der = &der;
	if (table_find(job->paths, p7s) == NULL ||
	    fs_read(job->root, p7s, LIMIT_CMS_BYTES, &der, job->diag) != 0) {
		tell_unsigned(job, path);
		goto out;
	}
	verifysignoff_bytes(job->arena, &s, job->o, &text, &job->found,
	    job->diag);
	g->path = path;
	memcpy(g->sha256, job->hex[i], sizeof(g->sha256));
	g->statement = arena_strdup(job->arena, buf_str(&text));
	g->line = job->found.line;
	*job->end = g;
	job->end = &g->next;
out:
	buf_clear(&der);
	buf_clear(&text);
}

static bool
ends_with(const char *s, const char *end)
{
	size_t n = strlen(s), k = strlen(end);

	return n > k && strcmp(s + n - k, end) == 0;
}

/* All evidence is asked; what holds no sign-off is nobody's statement. */
static void
check_signoffs(struct job *job)
{
	struct buf json = BUF_INIT, text = BUF_INIT;
	struct verify_statement says = { .text = &text };
	const struct verify_reader *reader = job->o->reader;
	const char *path, *of;
	size_t i;

	for (i = 0; i < job->count; i++) {
		path = job->entries[i].path;
		of = verifysignoff_of(job->arena, path);
		if (of != NULL && ends_with(of, ".json") &&
		    table_find(job->paths, of) == NULL) {
			complain(job, DIAG_VERIFY_MISSING, of, "missing: a "
			    "signature stands beside it");
			job->out->integrity = false;
		}
		if (!job->entries[i].regular || !ends_with(path, ".json") ||
		    strcmp(path, RECORD) == 0 ||
		    strncmp(path, "attachments/", 12) == 0)
			continue;
		buf_rewind(&json);
		buf_rewind(&text);
		if (fs_read(job->root, path, LIMIT_EVIDENCE_BYTES, &json,
		    job->diag) != 0)
			job->out->integrity = false;
		else if (table_find(job->paths, arena_printf(job->arena,
		    "%s.p7s", path)) != NULL || (reader != NULL &&
		    reader->statement(reader->ctx, job->arena, job->name,
		    path, &json, &says) == 0))
			check_signoff(job, i, &json);
	}
	buf_clear(&json);
	buf_clear(&text);
}

/* The next value of a key in a statement, one a line; NULL: no more. */
static const char *
next_line(struct arena *arena, const char **rest, const char *key)
{
	size_t n = strlen(key);
	const char *p = *rest, *end;

	for (; *p != '\0'; p = *end != '\0' ? end + 1 : end) {
		end = p + strcspn(p, "\n");
		if (strncmp(p, key, n) != 0)
			continue;
		*rest = *end != '\0' ? end + 1 : end;
		return arena_strndup(arena, p + n, (size_t)(end - p) - n);
	}
	return NULL;
}

static void
note_superseded(struct job *job)
{
	const struct given *g;
	const char *rest, *hex;

	job->superseded = table_new(job->arena, 0);
	for (g = job->given; g != NULL; g = g->next) {
		rest = g->statement;
		hex = next_line(job->arena, &rest, "supersedes: ");
		if (g->line->good && hex != NULL)
			(void)table_add(job->superseded, hex, job);
	}
}

static void
changed(struct job *job, const struct given *g, const char *words)
{
	complain(job, DIAG_VERIFY_CHANGED, g->path, words);
	g->line->integrity = "void";
	g->line->good = false;
	job->out->integrity = false;
}

/* What it was given for must be there as it was. */
static void
check_scope(struct job *job, const struct given *g)
{
	const char *rest = g->statement, *hex, *scope, *now;

	now = table_find(job->paths, RECORD);
	hex = next_line(job->arena, &rest, "record-json: ");
	if (hex != NULL && (now == NULL || strcmp(hex, now) != 0))
		changed(job, g, "changed since: record.json is not the one "
		    "that was signed");
	rest = g->statement;
	while ((scope = next_line(job->arena, &rest, "scope: ")) != NULL) {
		hex = arena_strndup(job->arena, scope, strcspn(scope, " "));
		(void)table_add(job->named, hex, job);
		if (table_find(job->digests, hex) == NULL)
			changed(job, g, arena_printf(job->arena, "changed "
			    "since: the evidence it was given for is not "
			    "there any more: %s", scope + strlen(hex) + 2));
	}
}

static void
check_scopes(struct job *job)
{
	const struct given *g;

	note_superseded(job);
	job->named = table_new(job->arena, job->count);
	for (g = job->given; g != NULL; g = g->next) {
		if (table_find(job->superseded, g->sha256) != NULL)
			g->line->note = "superseded by a later one";
		else if (g->statement[0] != '\0')
			check_scope(job, g);
	}
}

/* The record is called as its folder. */
static const char *
name_of(struct arena *arena, const char *folder)
{
	const char *slash = strrchr(folder, '/');
	const char *name = slash != NULL ? slash + 1 : folder;
	char *real;

	if (*name != '\0' && strcmp(name, ".") != 0 &&
	    strcmp(name, "..") != 0)
		return name;
	real = realpath(folder, NULL);
	if (real != NULL && (slash = strrchr(real, '/')) != NULL)
		name = arena_strdup(arena, slash + 1);
	free(real);
	return name;
}

/* How many of the files somebody signed for. */
static size_t
count_named(const struct job *job)
{
	size_t i, n = 0;

	for (i = 0; i < job->count; i++)
		n += table_find(job->named, job->hex[i]) != NULL;
	return n;
}

static int
conclude(struct job *job, size_t mark)
{
	struct verify_result *out = job->out;

	out->signatures = job->found.signatures;
	if (out->signatures == 0) {
		complain(job, DIAG_VERIFY_ABSENT, RECORD, "no sign-off of the "
		    "record is signed, so nothing in it can be verified");
		job->found.signature = job->found.signer = false;
		job->found.time = false;
	}
	out->integrity = out->integrity && job->found.integrity;
	out->signature = job->found.signature;
	out->signer = job->found.signer;
	out->time = job->found.time;
	out->unjudged = arena_printf(job->arena, "not judged here: the "
	    "verdict, which evidence is in force, the template with its "
	    "signing policy, and files that no signed sign-off names (%zu of "
	    "%zu are named)", count_named(job), job->count);
	if (out->integrity && out->signature && out->signer && out->time &&
	    !diag_failed_since(job->diag, mark))
		complain(job, DIAG_VERIFY_PARTLY, RECORD, "its signatures and "
		    "its ledger are right, and that is not all: `dossier "
		    "verify' reads the template and its policy, too");
	return -1;
}

int
verifyrecord_path(struct arena *arena, const char *path,
    const struct verify_options *o, struct verify_result *out,
    struct diag *diag)
{
	struct job job = { .arena = arena, .o = o, .out = out,
	    .diag = diag };
	size_t n, mark = diag_mark(diag);
	int rc = -1;

	memset(out, 0, sizeof(*out));
	for (n = strlen(path); n > 1 && path[n - 1] == '/'; n--)
		continue;
	job.folder = out->folder = arena_strndup(arena, path, n);
	job.name = name_of(arena, job.folder);
	job.end = &job.given;
	verifysignoff_begin(&job.found, &out->lines);
	out->integrity = true;
	if (read_files(&job) != 0) {
		out->integrity = false;
		goto out;
	}
	check_ledger(&job);
	check_signoffs(&job);
	check_scopes(&job);
	rc = conclude(&job, mark);
out:
	fs_root_close(job.root);
	return rc;
}
