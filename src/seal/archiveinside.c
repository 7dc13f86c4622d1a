/* The inside of an archive: manifest, files, signed reports. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/inventory.h"
#include "base/ledger.h"
#include "base/limits.h"
#include "base/table.h"
#include "seal/archive.h"
#include "seal/archivebook.h"
#include "seal/archiveinside.h"
#include "seal/asicname.h"
#include "seal/cert.h"
#include "seal/cms.h"
#include "seal/inputs.h"
#include "seal/ledgerhead.h"
#include "seal/manifest.h"
#include "seal/trust.h"
#include "seal/verify.h"
#include "seal/verifyhtml.h"
#include "seal/verifyline.h"
#include "seal/verifypdf.h"
#include "seal/verifysignoff.h"
#include "seal/zip.h"

#define MANIFEST	"manifest.json"
#define ISSUER		"issuer.pem"
#define SUFFIX		".p7s"

struct inner {
	struct archiveinside	*in;
	struct manifest		 manifest;
	struct table		*known;		/* entries accounted for */
	const char		*fingerprint;	/* of who signed the manifest */
	size_t			 fonts;		/* listed, not archived */
};

struct verify_line **
archiveinside_tail(struct verify_result *out)
{
	struct verify_line **tail = &out->lines;

	while (*tail != NULL)
		tail = &(*tail)->next;
	return tail;
}

struct verify_line *
archiveinside_line(struct arena *arena, struct verify_result *out,
    const char *name)
{
	struct verify_line *line = arena_alloc(arena, sizeof(*line));

	line->name = arena_strdup(arena, name);
	line->integrity = line->signature = line->signer = line->time = "-";
	*archiveinside_tail(out) = line;
	out->files++;
	return line;
}

void
archiveinside_merge(struct verify_result *out, bool integrity,
    bool signature, bool signer, bool time)
{
	out->integrity = out->integrity && integrity;
	out->signature = out->signature && signature;
	out->signer = out->signer && signer;
	out->time = out->time && time;
}

void
archiveinside_tell(struct arena *arena, struct verify_line *line,
    const struct cms_result *r)
{
	struct instant at = { r->proven ? r->judged_time : r->signing_time,
	    0, true };
	char words[DATE_MAX];

	line->signature = r->signature ? "valid" : "wrong";
	line->signer = r->signer ? "trusted" : "unknown";
	date_str_utc(&at, words);
	line->time = !r->time ? "not valid" : r->proven ?
	    arena_printf(arena, "%s time-stamped", words) :
	    at.sec == 0 ? "valid now, no time claimed" :
	    arena_printf(arena, "%s claimed%s", words, r->expired ?
	    ", expired since" : "");
}

static const char *
inside(const struct inner *j, const char *name)
{
	return arena_printf(j->in->arena, "%s/%s", j->in->shown, name);
}

/* A finding about a file, which makes integrity a no. */
static void
complain(const struct inner *j, enum diag_code code, const char *name,
    const char *words)
{
	struct place at = { .file = inside(j, name) };

	diag_add(j->in->diag, code, &at, "%s", words);
	archiveinside_merge(j->in->out, false, true, true, true);
}

static const struct archivebook_entry *
find(struct inner *j, const char *name)
{
	const struct archivebook_entry *e = archivebook_find(j->in->book,
	    name);

	if (e == NULL || e->kind != ASIC_CONTENT)
		return NULL;
	(void)table_add(j->known, e->name, j);
	return e;
}

static int
read_manifest(struct inner *j, const struct archivebook_entry *e)
{
	struct archiveinside *in = j->in;
	struct buf text = BUF_INIT;
	int rc = -1;

	if (archivebook_bytes(in->book, e, LIMIT_MANIFEST_BYTES, &text,
	    in->diag) != 0 || manifest_parse(in->arena, buf_str(&text),
	    text.len, inside(j, MANIFEST), &j->manifest, in->diag) != 0) {
		archiveinside_merge(in->out, false, true, true, true);
		goto out;
	}
	in->out->record = j->manifest.record;
	in->out->verdict = j->manifest.verdict;
	in->out->digest = j->manifest.record_digest;
	in->out->issued_at = j->manifest.issued_at;
	in->out->revision = j->manifest.revision;
	rc = 0;
out:
	buf_clear(&text);
	return rc;
}

/* The whole of a PDF: what was listed, and all that came behind it. */
static bool
check_pdf(struct inner *j, const struct archivebook_entry *e,
    const struct inventory_entry *listed)
{
	const struct verifypdf_listed was = { listed->size, listed->sha256 };
	struct archiveinside *in = j->in;
	struct verify_line **tail = archiveinside_tail(in->out);
	struct buf pdf = BUF_INIT;
	struct verifypdf found;

	if (archivebook_bytes(in->book, e, LIMIT_OUTPUT_BYTES, &pdf,
	    in->diag) != 0) {
		buf_clear(&pdf);
		return false;
	}
	/* Whatever is not good is an answer, and a finding. */
	if (verifypdf_bytes(in->arena, &pdf, inside(j, e->name),
	    arena_strdup(in->arena, e->name), in->o, &was, &found,
	    in->diag) != 0)
		found.lines->good = false;
	buf_clear(&pdf);
	*tail = found.lines;
	in->out->files++;
	in->out->signatures += found.signatures;
	archiveinside_merge(in->out, found.integrity, found.signature,
	    found.signer, found.time);
	if (found.issuer != NULL && (j->fingerprint == NULL ||
	    strcmp(found.issuer->fingerprint, j->fingerprint) != 0)) {
		complain(j, DIAG_VERIFY_SIGNER, e->name, "certified by "
		    "another key than the manifest is signed by");
		found.lines->good = false;
	}
	return found.integrity;
}

/* A signature inside an HTML file, which the manifest covers with it. */
static void
check_html(struct inner *j, const struct archivebook_entry *e)
{
	const struct verifyhtml_beside beside = { true, j->in->o->proven };
	struct archiveinside *in = j->in;
	struct verify_line aside = { 0 }, *line = &aside;
	struct buf html = BUF_INIT;
	struct verifyhtml found;

	if (archivebook_bytes(in->book, e, LIMIT_OUTPUT_BYTES, &html,
	    in->diag) != 0 || !verifyhtml_is(&html))
		goto out;
	/* What is not judged has no answers; a finding says so. */
	if (in->o->library != NULL) {
		line = archiveinside_line(in->arena, in->out, arena_printf(
		    in->arena, "%s: inside", e->name));
		in->out->files--;
	}
	line->inside = line->good = true;
	verifyhtml_bytes(in->arena, &html, inside(j, e->name), in->o, &beside,
	    line, &found, in->diag);
	if (!found.judged)
		goto out;
	in->out->signatures++;
	archiveinside_merge(in->out, found.signer->integrity,
	    found.signer->signature, found.signer->signer,
	    found.signer->time);
	if (found.signer->fingerprint[0] != '\0' && (j->fingerprint == NULL ||
	    strcmp(found.signer->fingerprint, j->fingerprint) != 0)) {
		complain(j, DIAG_VERIFY_SIGNER, e->name, "signed inside by "
		    "another key than the manifest");
		line->good = false;
	}
out:
	buf_clear(&html);
}

/* Is it what was listed?  A PDF of ours may have grown since. */
static bool
is_listed(struct inner *j, const struct archivebook_entry *e,
    const struct inventory_entry *listed)
{
	if (listed->role == INVENTORY_OUTPUT &&
	    strcmp(listed->media_type, "application/pdf") == 0)
		return check_pdf(j, e, listed);
	if (listed->role == INVENTORY_OUTPUT &&
	    strcmp(listed->media_type, "text/html") == 0)
		check_html(j, e);
	if (e->zip->size == listed->size && strcmp(e->sha256,
	    listed->sha256) == 0)
		return true;
	complain(j, DIAG_VERIFY_CHANGED, listed->path, "changed: its size or "
	    "SHA-256 is not the one the manifest lists");
	return false;
}

/* Everything of a list is there, as it was listed. */
static void
check_list(struct inner *j, const struct inventory *list, const char *name)
{
	struct verify_line *line = archiveinside_line(j->in->arena,
	    j->in->out, name);
	const struct archivebook_entry *e;
	const struct inventory_entry *listed;
	size_t i, same = 0, all = 0;

	for (i = 0; i < list->count; i++) {
		listed = &list->entries[i];
		e = find(j, listed->path);
		if (e == NULL && listed->role == INVENTORY_FONT) {
			j->fonts++;
			continue;
		}
		all++;
		if (e == NULL)
			complain(j, DIAG_VERIFY_MISSING, listed->path,
			    "missing: the manifest lists it");
		else if (is_listed(j, e, listed))
			same++;
	}
	line->good = same == all;
	line->integrity = line->good ? arena_printf(j->in->arena,
	    "%zu intact", same) : arena_printf(j->in->arena,
	    "%zu of %zu intact", same, all);
}

/* The signature beside a file, over the digest that it has here. */
static void
check_p7s(struct inner *j, const char *name, bool needed)
{
	struct archiveinside *in = j->in;
	const char *p7s = arena_printf(in->arena, "%s" SUFFIX, name);
	const struct archivebook_entry *e, *sig;
	struct cms_options how = { .material = in->o->material,
	    .proven = in->o->proven, .need_stamp = in->o->need_stamp,
	    .need_revocation = in->o->need_revocation };
	struct verify_line *line;
	struct cms_result r = { 0 };
	struct buf der = BUF_INIT;
	struct digest digest;

	e = find(j, name);
	sig = find(j, p7s);
	if (sig == NULL && needed)
		complain(j, DIAG_VERIFY_ABSENT, p7s, "there is no signature");
	if (e == NULL || sig == NULL || digest_parse(e->sha256,
	    &digest) != 0)
		return;
	line = archiveinside_line(in->arena, in->out, name);
	if (archivebook_bytes(in->book, sig, LIMIT_CMS_BYTES, &der,
	    in->diag) == 0) {
		line->good = cms_check(der.data, der.len, inside(j, p7s),
		    &digest, in->o->trust, in->o->now, &how, &r,
		    in->diag) == 0;
		in->out->signatures++;
	}
	buf_clear(&der);
	line->integrity = r.integrity ? "intact" : "changed";
	archiveinside_tell(in->arena, line, &r);
	archiveinside_merge(in->out, r.integrity, r.signature, r.signer,
	    r.time);
	if (strcmp(name, MANIFEST) == 0)
		j->fingerprint = arena_strdup(in->arena, r.fingerprint);
	else if (j->fingerprint != NULL && strcmp(j->fingerprint,
	    r.fingerprint) != 0)
		complain(j, DIAG_VERIFY_SIGNER, p7s, "signed by another key "
		    "than the manifest");
}

/* The ledger, if the manifest knows of one, up to its last entry. */
static void
check_ledger(struct inner *j)
{
	struct archiveinside *in = j->in;
	const char *name = arena_printf(in->arena, "evidence/%s/" LEDGER_FILE,
	    j->manifest.record), *fault;
	const struct archivebook_entry *e;
	struct verify_line *line;
	struct buf text = BUF_INIT;

	if (j->manifest.ledger == NULL)
		return;		/* check_rest() refuses one all the same */
	line = archiveinside_line(in->arena, in->out, name);
	if ((e = find(j, name)) == NULL) {
		complain(j, DIAG_VERIFY_MISSING, name, "missing: the manifest "
		    "knows its last entry");
		line->integrity = "missing";
		return;
	}
	if (archivebook_bytes(in->book, e, LIMIT_LEDGER_BYTES, &text,
	    in->diag) != 0)
		fault = "it cannot be read";
	else
		fault = ledgerhead_fault(in->arena, &text, &j->manifest, true,
		    NULL);
	buf_clear(&text);
	line->good = fault == NULL;
	line->integrity = line->good ? arena_printf(in->arena, "%llu entries",
	    (unsigned long long)j->manifest.ledger_entries) : "changed";
	if (fault != NULL)
		complain(j, DIAG_VERIFY_CHANGED, name, fault);
}

/* Its statement lies here for those who have no dossier; it must be the
 * one that was signed. */
static void
check_statement(struct inner *j, const char *path, const struct buf *made)
{
	const char *name = arena_printf(j->in->arena, ARCHIVE_STATEMENTS
	    "%s.txt", path);
	const struct archivebook_entry *e = find(j, name);
	struct digest digest;
	char hex[DIGEST_HEX];

	digest_of(buf_str(made), made->len, &digest);
	digest_hex(&digest, hex);
	if (e == NULL)
		complain(j, DIAG_VERIFY_MISSING, name, "missing: the "
		    "statement of a sign-off that is signed");
	else if (strcmp(e->sha256, hex) != 0)
		complain(j, DIAG_VERIFY_CHANGED, name, "not the statement "
		    "that the evidence makes");
}

/* The signature of a sign-off, beside its evidence. */
static void
check_signoff(struct inner *j, const struct archivebook_entry *sig,
    const char *path, struct verifysignoff_found *found)
{
	struct archiveinside *in = j->in;
	struct buf json = BUF_INIT, der = BUF_INIT, text = BUF_INIT;
	const char *name = verifysignoff_of(in->arena, sig->name);
	struct verifysignoff s = { .record = j->manifest.record,
	    .path = path, .shown = inside(j, name), .name = name,
	    .json = &json, .der = &der };
	const struct archivebook_entry *e = archivebook_find(in->book, name);

	if (e == NULL)
		complain(j, DIAG_VERIFY_MISSING, name, "missing: its "
		    "signature is here");
	else if (archivebook_bytes(in->book, e, LIMIT_EVIDENCE_BYTES, &json,
	    in->diag) != 0 || archivebook_bytes(in->book, sig,
	    LIMIT_CMS_BYTES, &der, in->diag) != 0)
		archiveinside_merge(in->out, false, false, true, true);
	else {
		verifysignoff_bytes(in->arena, &s, in->o, &text, found,
		    in->diag);
		check_statement(j, path, &text);
	}
	buf_clear(&json);
	buf_clear(&der);
	buf_clear(&text);
}

static void
check_signoffs(struct inner *j)
{
	struct archiveinside *in = j->in;
	const struct inventory *list = j->manifest.inputs;
	const char *prefix = arena_printf(in->arena, "evidence/%s/",
	    j->manifest.record), *path;
	const struct archivebook_entry *sig;
	struct verifysignoff_found found;
	size_t i, n = strlen(prefix);

	verifysignoff_begin(&found, archiveinside_tail(in->out));
	for (i = 0; i < list->count; i++) {
		path = list->entries[i].path;
		if (list->entries[i].role != INVENTORY_SIGNATURE)
			continue;
		path = strncmp(path, prefix, n) == 0 ?
		    verifysignoff_of(in->arena, path + n) : NULL;
		sig = archivebook_find(in->book, list->entries[i].path);
		if (path == NULL)
			complain(j, DIAG_VERIFY_MANIFEST,
			    list->entries[i].path, "listed as the signature "
			    "of a sign-off, which it cannot be");
		else if (sig != NULL)	/* else it is said to be missing */
			check_signoff(j, sig, path, &found);
	}
	in->out->files += found.signatures;
	in->out->signatures += found.signatures;
	archiveinside_merge(in->out, found.integrity, found.signature,
	    found.signer, found.time);
}

/* issuer.pem helps people; it must not show them another certificate. */
static void
check_issuer(struct inner *j)
{
	const struct archivebook_entry *e = find(j, ISSUER);
	struct diag *aside = diag_new(j->in->arena);
	struct buf pem = BUF_INIT, again = BUF_INIT;
	struct trust *shown = NULL;
	struct cert *const *certs;
	bool good = false;
	size_t n;

	if (e == NULL)
		return;
	if (archivebook_bytes(j->in->book, e, LIMIT_KEY_BYTES, &pem,
	    j->in->diag) == 0 && trust_parse(&pem, inside(j, ISSUER), &shown,
	    aside) == 0) {
		certs = trust_anchors(shown, &n);
		trust_write(shown, &again);
		good = j->fingerprint != NULL && n > 0 &&
		    strcmp(cert_fingerprint(certs[0]), j->fingerprint) == 0 &&
		    again.len == pem.len &&
		    memcmp(again.data, pem.data, pem.len) == 0;
	}
	if (!good)
		complain(j, DIAG_VERIFY_CHANGED, ISSUER, "not the "
		    "certificate of who signed the manifest");
	trust_free(shown);
	buf_clear(&pem);
	buf_clear(&again);
}

/* SHA256SUMS must say of all content before it what is true. */
static void
check_sums(struct inner *j)
{
	const struct archivebook_entry *sums = find(j, ARCHIVE_SUMS), *e;
	struct archiveinside *in = j->in;
	struct buf text = BUF_INIT, again = BUF_INIT;
	size_t i;

	for (i = 0; i < archivebook_count(in->book); i++) {
		e = archivebook_entry(in->book, i);
		if (e == sums)
			break;
		if (e->kind == ASIC_CONTENT)
			archive_put_sum(&again, e->sha256, e->name);
	}
	if (sums == NULL || archivebook_bytes(in->book, sums,
	    LIMIT_MANIFEST_BYTES, &text, in->diag) != 0 || text.len !=
	    again.len || strcmp(buf_str(&text), buf_str(&again)) != 0)
		complain(j, DIAG_VERIFY_CHANGED, ARCHIVE_SUMS, "not the list "
		    "of the files in the archive");
	buf_clear(&text);
	buf_clear(&again);
}

/* What nobody accounts for. */
static void
check_rest(struct inner *j)
{
	const struct archivebook_entry *e;
	size_t i;

	(void)find(j, ARCHIVE_HELP);
	for (i = 0; i < archivebook_count(j->in->book); i++) {
		e = archivebook_entry(j->in->book, i);
		if (e->kind == ASIC_CONTENT && strncmp(e->name,
		    ARCHIVE_TRUST, strlen(ARCHIVE_TRUST)) != 0 &&
		    table_find(j->known, e->name) == NULL)
			complain(j, DIAG_VERIFY_EXTRA, e->name, "not in the "
			    "manifest");
	}
}

static void
compare_record(struct inner *j)
{
	const char *folder = j->in->o->record;
	struct verify_result *out = j->in->out;
	struct verify_line *line = archiveinside_line(j->in->arena, out,
	    folder);

	line->good = inputs_compare(j->in->arena, folder, &j->manifest,
	    &out->same, &out->inputs, j->in->diag) == 0;
	out->compared = true;
	line->integrity = line->good ? "intact" : "changed";
	archiveinside_merge(out, line->good, true, true, true);
}

void
archiveinside_check(struct archiveinside *in)
{
	struct inner j = { .in = in, .known = table_new(in->arena,
	    archivebook_count(in->book)) };
	const struct archivebook_entry *e = find(&j, MANIFEST);

	if (e == NULL) {
		complain(&j, DIAG_VERIFY_MISSING, MANIFEST, "missing: "
		    "without it this is no archive of ours");
		return;
	}
	if (read_manifest(&j, e) != 0)
		return;
	check_p7s(&j, MANIFEST, true);
	check_list(&j, j.manifest.inputs, "inputs");
	check_list(&j, j.manifest.outputs, "outputs");
	if (inventory_find(j.manifest.outputs, "report.html") != NULL)
		check_p7s(&j, "report.html", true);
	check_ledger(&j);
	check_signoffs(&j);
	check_issuer(&j);
	check_sums(&j);
	check_rest(&j);
	if (in->o->record != NULL)
		compare_record(&j);
}
