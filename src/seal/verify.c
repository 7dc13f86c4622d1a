/*
 * Verify: looks at everything an output folder holds and says of each
 * file four things apart: integrity, signature, signer, time.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/fs.h"
#include "base/inventory.h"
#include "base/limits.h"
#include "seal/cms.h"
#include "seal/generation.h"
#include "seal/inputs.h"
#include "seal/issuerfile.h"
#include "seal/manifest.h"
#include "seal/verify.h"
#include "seal/verifyhtml.h"
#include "seal/verifyline.h"
#include "seal/verifypdf.h"
#include "seal/verifysignoff.h"

#define MANIFEST	"manifest.json"
#define ISSUER		"issuer.pem"
#define SUFFIX		".p7s"
/* Read somewhat more than is allowed, so that the refusal is V10. */
#define P7S_READ	((size_t)LIMIT_CMS_BYTES * 16)

/* The files that have a signature of their own beside them. */
static const char *const sealed[] = { MANIFEST, "report.html" };
#define SEALED	(sizeof(sealed) / sizeof(sealed[0]))

struct job {
	struct arena		*arena;
	struct diag		*diag;
	const struct verify_options *o;
	struct verify_result	*out;
	struct verify_line	**tail;
	/* In a folder: */
	struct fs_root		*root;
	const char		*shown;
	struct fs_entry		*entries;	/* sorted */
	size_t			 count;
	bool			*seen;
	struct manifest		 manifest;
	struct verify_line	*by_manifest;	/* its line */
	int64_t			 proven;	/* when it existed, or 0 */
	/* Of the manifest of the generation before, or "". */
	const char		*before;
};

static const char *
in_folder(const struct job *job, const char *name)
{
	return job->shown == NULL ? name :
	    arena_printf(job->arena, "%s/%s", job->shown, name);
}

static void
complain(const struct job *job, enum diag_code code, const char *name,
    const char *words)
{
	struct place at = { .file = in_folder(job, name) };

	diag_add(job->diag, code, &at, "%s", words);
}

static struct verify_line *
add_line(struct job *job, const char *name)
{
	struct verify_line *line = arena_alloc(job->arena, sizeof(*line));

	line->name = arena_strdup(job->arena, name);
	line->integrity = line->signature = line->signer = line->time = "-";
	*job->tail = line;
	job->tail = &line->next;
	job->out->files++;
	return line;
}

/* One answer of the whole is no as soon as one file's is. */
static void
merge(struct job *job, bool integrity, bool signature, bool signer, bool time)
{
	job->out->integrity = job->out->integrity && integrity;
	job->out->signature = job->out->signature && signature;
	job->out->signer = job->out->signer && signer;
	job->out->time = job->out->time && time;
}

static int
by_path(const void *key, const void *entry)
{
	return strcmp(key, ((const struct fs_entry *)entry)->path);
}

/* Is there a regular file of this name?  Marks it as accounted for. */
static bool
present(struct job *job, const char *name)
{
	const struct fs_entry *e = NULL;

	if (job->count > 0)
		e = bsearch(name, job->entries, job->count,
		    sizeof(*job->entries), by_path);
	if (e == NULL)
		return false;
	job->seen[e - job->entries] = true;
	if (!e->regular)
		complain(job, DIAG_VERIFY_CHANGED, name, "not a regular file");
	return e->regular;
}

/* All signatures of a generation are by one signer. */
static bool
one_signer(struct job *job, const char *name, const struct cms_result *r)
{
	struct verify_result *out = job->out;

	if (r->fingerprint[0] == '\0')
		return true;	/* nobody; another finding says why */
	if (out->fingerprint == NULL) {
		out->fingerprint = arena_strdup(job->arena, r->fingerprint);
		out->subject = arena_strdup(job->arena, r->subject);
		return true;
	}
	if (strcmp(out->fingerprint, r->fingerprint) == 0)
		return true;
	complain(job, DIAG_VERIFY_SIGNER, name, "signed by another key than "
	    "the manifest");
	return false;
}

/*
 * Judge the signature beside a file whose digest is known; line->good
 * says whether the file itself was found right so far.  Returns when the
 * file existed, where a good time-stamp proves it, else 0.
 */
static int64_t
check_p7s(struct job *job, struct verify_line *line, const char *name,
    const struct digest *digest)
{
	const char *p7s = arena_printf(job->arena, "%s" SUFFIX, name);
	const struct cms_options how = { .material = job->o->material,
	    .need_stamp = job->o->need_stamp,
	    .need_revocation = job->o->need_revocation };
	struct buf der = BUF_INIT;
	struct cms_result r = { 0 };
	bool there, good = false;

	there = job->root != NULL ? present(job, p7s) : fs_exists(p7s);
	if (!there) {
		complain(job, DIAG_VERIFY_ABSENT, p7s, "there is no "
		    "signature");
		line->signature = "absent";
		line->good = false;
		merge(job, true, false, false, false);
		return 0;
	}
	if (fs_read(job->root, p7s, P7S_READ, &der, job->diag) == 0) {
		good = cms_check(der.data, der.len, in_folder(job, p7s),
		    digest, job->o->trust, job->o->now, &how, &r,
		    job->diag) == 0;
		job->out->signatures++;
	}
	good = one_signer(job, p7s, &r) && good;
	verifyline_signature(job->arena, line, &r, good);
	merge(job, r.integrity, r.signature, r.signer, r.time);
	buf_clear(&der);
	return good && r.proven ? r.judged_time : 0;
}

/*
 * A signature inside a file that a signature covers as a whole, or that
 * has no other.
 */
static void
check_inside(struct job *job, struct verify_line *line, const char *name,
    const struct buf *file, const struct verifyhtml_beside *beside)
{
	struct verifyhtml found;

	if (beside->covered && !verifyhtml_is(file)) {
		if (verifyhtml_is_other(file))
			line->note = "the Signature element in it is not one "
			    "of ours and was not judged";
		return;
	}
	if (beside->covered && job->o->library != NULL) {
		line = add_line(job, arena_printf(job->arena, "%s: inside",
		    name));
		job->out->files--;
		line->inside = line->good = true;
	}
	verifyhtml_bytes(job->arena, file, in_folder(job, name), job->o,
	    beside, line, &found, job->diag);
	if (found.judged) {
		job->out->signatures++;
		if (!one_signer(job, name, found.signer))
			line->good = false;
		merge(job, found.signer->integrity, found.signer->signature,
		    found.signer->signer, found.signer->time);
	} else if (!beside->covered)
		merge(job, false, false, false, false);
}

/* The manifest: read once, signed, ours, and the right revision. */
static int
check_manifest(struct job *job)
{
	struct verify_line *line;
	struct buf text = BUF_INIT;
	struct digest digest;
	int rc = -1;

	if (!present(job, MANIFEST)) {
		complain(job, DIAG_VERIFY_MISSING, MANIFEST, "missing: "
		    "without it this is no output folder");
		merge(job, false, false, false, false);
		return -1;
	}
	line = add_line(job, MANIFEST);
	job->by_manifest = line;
	if (fs_read(job->root, MANIFEST, LIMIT_MANIFEST_BYTES, &text,
	    job->diag) != 0) {
		line->integrity = "unreadable";
		merge(job, false, false, false, false);
		goto out;
	}
	digest_of(text.data, text.len, &digest);
	line->integrity = "intact";
	line->good = true;
	if (manifest_parse(job->arena, text.data, text.len,
	    in_folder(job, MANIFEST), &job->manifest, job->diag) == 0) {
		job->out->record = job->manifest.record;
		job->out->verdict = job->manifest.verdict;
		job->out->digest = job->manifest.record_digest;
		job->out->issued_at = job->manifest.issued_at;
		job->out->revision = job->manifest.revision;
		rc = 0;
	} else {
		line->integrity = "not ours";
		line->good = false;
		merge(job, false, true, true, true);
	}
	job->proven = check_p7s(job, line, MANIFEST, &digest);
out:
	buf_clear(&text);
	return rc;
}

static bool
is_sealed(const char *name)
{
	size_t i;

	for (i = 0; i < SEALED; i++)
		if (strcmp(sealed[i], name) == 0)
			return true;
	return false;
}

/* The signature of the manifest answers for what it lists. */
static void
answered_by_manifest(const struct job *job, struct verify_line *line)
{
	const struct verify_line *m = job->by_manifest;

	line->signature = strcmp(m->signature, "valid") == 0 ?
	    "by manifest" : "-";
	line->signer = m->signer;
	line->time = m->time;
	line->good = line->good && m->good;
}

/* Lines of a PDF, its signatures and its issuer. */
static void
check_pdf(struct job *job, const struct buf *pdf, const char *name,
    const struct verifypdf_listed *listed)
{
	struct verifypdf found;

	/* Whatever is not good is an answer, and a finding. */
	if (verifypdf_bytes(job->arena, pdf, in_folder(job, name),
	    arena_strdup(job->arena, name), job->o, listed, &found,
	    job->diag) != 0)
		found.lines->good = false;
	if (found.issuer != NULL && !one_signer(job, name, found.issuer))
		found.lines->good = false;
	*job->tail = found.lines;
	while (*job->tail != NULL)
		job->tail = &(*job->tail)->next;
	job->out->files++;
	job->out->signatures += found.signatures;
	merge(job, found.integrity, found.signature, found.signer,
	    found.time);
}

/* A listed PDF, which may have grown by approvals. */
static void
check_listed_pdf(struct job *job, const struct inventory_entry *e)
{
	const struct verifypdf_listed listed = { e->size, e->sha256 };
	struct buf pdf = BUF_INIT;
	struct verify_line *line;

	if (fs_read(job->root, e->path, LIMIT_OUTPUT_BYTES, &pdf,
	    job->diag) != 0) {
		line = add_line(job, e->path);
		line->integrity = "unreadable";
		merge(job, false, false, false, false);
	} else
		check_pdf(job, &pdf, e->path, &listed);
	buf_clear(&pdf);
}

/* Read a listed output; what HTML holds is kept, to be looked into. */
static int
read_output(struct job *job, const struct inventory_entry *e,
    struct digest *digest, uint64_t *size, struct buf *html)
{
	if (strcmp(e->media_type, "text/html") != 0)
		return fs_digest(job->root, e->path, LIMIT_OUTPUT_BYTES,
		    digest, size, job->diag);
	if (fs_read(job->root, e->path, LIMIT_OUTPUT_BYTES, html,
	    job->diag) != 0)
		return -1;
	digest_of(buf_str(html), html->len, digest);
	*size = html->len;
	return 0;
}

static void
check_listed(struct job *job, const struct inventory_entry *e)
{
	struct verifyhtml_beside beside = { .covered = true };
	struct verify_line *line = add_line(job, e->path);
	struct buf html = BUF_INIT;
	struct digest digest;
	char hex[DIGEST_HEX];
	uint64_t size;

	if (read_output(job, e, &digest, &size, &html) != 0) {
		line->integrity = "unreadable";
		merge(job, false, true, true, true);
		goto out;
	}
	digest_hex(&digest, hex);
	line->good = size == e->size && strcmp(hex, e->sha256) == 0;
	line->integrity = line->good ? "intact" : "changed";
	if (!line->good)
		complain(job, DIAG_VERIFY_CHANGED, e->path, "changed: its "
		    "size or SHA-256 is not the one the manifest lists");
	else
		beside.proven = job->proven;
	merge(job, line->good, true, true, true);
	if (is_sealed(e->path))
		beside.proven = check_p7s(job, line, e->path, &digest);
	else
		answered_by_manifest(job, line);
	if (html.len > 0)
		check_inside(job, line, e->path, &html, &beside);
out:
	buf_clear(&html);
}

/* A listed output: is it there, the same, and signed where it must be? */
static void
check_output(struct job *job, const struct inventory_entry *e)
{
	struct verify_line *line;

	if (!present(job, e->path)) {
		line = add_line(job, e->path);
		complain(job, DIAG_VERIFY_MISSING, e->path, "missing: the "
		    "manifest lists it");
		line->integrity = "missing";
		merge(job, false, true, true, true);
	} else if (strcmp(e->media_type, "application/pdf") == 0)
		check_listed_pdf(job, e);
	else
		check_listed(job, e);
}

/* issuer.pem helps people; it must not show them another certificate. */
static void
check_issuer(struct job *job)
{
	struct verify_line *line;
	struct buf pem = BUF_INIT;

	if (!present(job, ISSUER))
		return;
	line = add_line(job, ISSUER);
	line->good = fs_read(job->root, ISSUER, LIMIT_KEY_BYTES, &pem,
	    job->diag) == 0 && issuerfile_shows(job->arena, &pem,
	    job->out->fingerprint);
	line->integrity = line->good ? "intact" : "changed";
	line->signature = "not signed";
	if (!line->good)
		complain(job, DIAG_VERIFY_CHANGED, ISSUER, "not the "
		    "certificate of the signer");
	merge(job, line->good, true, true, true);
	buf_clear(&pem);
}

/* Nothing may lie in the folder that nobody accounts for. */
static void
check_rest(struct job *job, size_t hidden)
{
	struct verify_line *line;
	size_t i;

	for (i = 0; i < job->count; i++) {
		if (job->seen[i])
			continue;
		complain(job, DIAG_VERIFY_EXTRA, job->entries[i].path,
		    "not in the manifest");
		line = add_line(job, job->entries[i].path);
		line->integrity = "not listed";
		merge(job, false, true, true, true);
	}
	if (hidden == 0)
		return;
	complain(job, DIAG_VERIFY_EXTRA, ".", arena_printf(job->arena,
	    "%zu hidden files are not in the manifest", hidden));
	merge(job, false, true, true, true);
}

static void
check_inputs(struct job *job, const char *record_folder)
{
	struct verify_line *line = add_line(job, "inputs");
	struct verifysignoff_found found;

	line->good = inputs_compare(job->arena, record_folder, &job->manifest,
	    &job->out->same, &job->out->inputs, job->diag) == 0;
	job->out->compared = true;
	line->integrity = line->good ? "intact" : "changed";
	merge(job, line->good, true, true, true);
	answered_by_manifest(job, line);
	verifysignoff_begin(&found, job->tail);
	verifysignoff_folder(job->arena, record_folder, &job->manifest,
	    job->o, &found, job->diag);
	job->tail = found.tail;
	job->out->files += found.signatures;
	job->out->signatures += found.signatures;
	merge(job, found.integrity, found.signature, found.signer,
	    found.time);
}

/*
 * Held against the folder's name and the generation before it, so that an
 * older one in the place of a newer is seen.
 */
static void
check_revision(struct job *job)
{
	const char *slash = strrchr(job->shown, '/');
	unsigned n = generation_number(slash != NULL ? slash + 1 : job->shown);
	const struct manifest *m = &job->manifest;

	if (n != 0 && n != m->revision)
		complain(job, DIAG_VERIFY_MANIFEST, MANIFEST, arena_printf(
		    job->arena, "it is of revision %u and lies in the folder "
		    "of revision %u", m->revision, n));
	else if (job->before[0] != '\0' && m->previous != NULL &&
	    strcmp(job->before, m->previous) != 0)
		complain(job, DIAG_VERIFY_CHANGED, arena_printf(job->arena,
		    "../r%u/" MANIFEST, n - 1), "not the one that the "
		    "revision after it names");
	else
		return;
	job->by_manifest->good = false;
	job->by_manifest->integrity = "misplaced";
	merge(job, false, true, true, true);
}

static int
check_generation(struct job *job, const char *record_folder)
{
	size_t i, hidden;

	if (fs_list(job->root, job->arena, &job->entries, &job->count,
	    &hidden, job->diag) != 0)
		return -1;
	job->seen = arena_array(job->arena, job->count + 1,
	    sizeof(*job->seen));
	if (check_manifest(job) != 0)
		return -1;
	check_revision(job);
	for (i = 0; i < job->manifest.outputs->count; i++)
		check_output(job, &job->manifest.outputs->entries[i]);
	check_issuer(job);
	check_rest(job, hidden);
	if (record_folder != NULL)
		check_inputs(job, record_folder);
	return 0;
}

/* A single file: a PDF, or any other beside its signature. */
static int
check_file(struct job *job, const char *path)
{
	size_t n = strlen(path), k = strlen(SUFFIX);
	bool beside = n > k && strcmp(path + n - k, SUFFIX) == 0;
	struct verifyhtml_beside how = { .covered = false };
	struct buf data = BUF_INIT;
	struct verify_line *line;
	struct digest digest;

	/* The signature was named: the file is meant. */
	if (beside)
		path = arena_strndup(job->arena, path, n - k);
	if (fs_read(NULL, path, LIMIT_OUTPUT_BYTES, &data, job->diag) != 0)
		return -1;
	if (!beside && verifypdf_is(&data)) {
		check_pdf(job, &data, path, NULL);
		buf_clear(&data);
		return 0;
	}
	line = add_line(job, path);
	line->integrity = "intact";
	line->good = true;
	/* A signature inside is enough where there is none beside it. */
	if (beside || fs_exists(arena_printf(job->arena, "%s" SUFFIX, path)) ||
	    !verifyhtml_is(&data)) {
		digest_of(buf_str(&data), data.len, &digest);
		how.proven = check_p7s(job, line, path, &digest);
		how.covered = true;
	}
	if (strcmp(line->signature, "absent") == 0) {
		line->integrity = "-";	/* nothing to hold it to */
		merge(job, false, false, false, false);
		if (verifyhtml_is_other(&data))
			complain(job, DIAG_VERIFY_FORM, path, "the Signature "
			    "element in it does not stand where ours do "
			    "(signature wrapping; XMLDSig 8.1.2)");
	} else
		check_inside(job, line, path, &data, &how);
	buf_clear(&data);
	return 0;
}

int
verify_path(struct arena *arena, const char *path,
    const struct verify_options *o, struct verify_result *out,
    struct diag *diag)
{
	struct job job = { .arena = arena, .diag = diag, .o = o, .out = out,
	    .tail = &out->lines };
	struct generation folder;
	size_t n, mark = diag_mark(diag);
	int opened, rc = -1;

	memset(out, 0, sizeof(*out));
	out->integrity = out->signature = out->signer = out->time = true;
	/* "r1/" is r1. */
	path = arena_strdup(arena, path);
	while ((n = strlen(path)) > 1 && path[n - 1] == '/')
		path = arena_strndup(arena, path, n - 1);
	if (fs_is_dir(path)) {
		opened = generation_open(arena, path, &folder, diag);
		job.root = folder.root;
		job.before = folder.before;
		job.shown = folder.shown;
		if (opened != 0)
			goto out;
		out->folder = job.shown;
		if (check_generation(&job, o->record) != 0)
			goto out;
	} else if (check_file(&job, path) != 0)
		goto out;
	/* Any finding of level error is a no, whatever it was. */
	out->good = out->integrity && out->signature && out->signer &&
	    out->time && out->signatures > 0 &&
	    !diag_failed_since(diag, mark);
	if (out->good)
		rc = 0;
out:
	if (rc != 0 && out->signatures == 0)
		out->integrity = out->signature = out->signer = out->time =
		    false;
	fs_root_close(job.root);
	return rc;
}
