/* The inside of an archive: manifest, files, signed reports. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/inventory.h"
#include "base/limits.h"
#include "base/table.h"
#include "seal/archive.h"
#include "seal/archivebook.h"
#include "seal/archiveinside.h"
#include "seal/asicname.h"
#include "seal/cert.h"
#include "seal/cms.h"
#include "seal/inputs.h"
#include "seal/manifest.h"
#include "seal/pdfverify.h"
#include "seal/trust.h"
#include "seal/verify.h"
#include "seal/verifyline.h"
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

struct verify_line *
archiveinside_line(struct arena *arena, struct verify_result *out,
    const char *name)
{
	struct verify_line *line = arena_alloc(arena, sizeof(*line)), **tail;

	line->name = arena_strdup(arena, name);
	line->integrity = line->signature = line->signer = line->time = "-";
	for (tail = &out->lines; *tail != NULL; tail = &(*tail)->next)
		continue;
	*tail = line;
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

/* A PDF to which others added their signatures begins with what was
 * listed; what they added is judged with the PDF. */
static bool
begins_so(struct inner *j, const struct archivebook_entry *e,
    const struct inventory_entry *listed)
{
	struct buf bytes = BUF_INIT;
	struct digest digest;
	char hex[DIGEST_HEX] = "";

	if (strcmp(e->name, "report.pdf") == 0 && e->zip->size >
	    listed->size && archivebook_bytes(j->in->book, e,
	    LIMIT_OUTPUT_BYTES, &bytes, j->in->diag) == 0) {
		digest_of(bytes.data, (size_t)listed->size, &digest);
		digest_hex(&digest, hex);
	}
	buf_clear(&bytes);
	return strcmp(hex, listed->sha256) == 0;
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
		else if ((e->zip->size != listed->size || strcmp(e->sha256,
		    listed->sha256) != 0) && !begins_so(j, e, listed))
			complain(j, DIAG_VERIFY_CHANGED, listed->path,
			    "changed: its size or SHA-256 is not the one the "
			    "manifest lists");
		else
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
	struct cms_options how = { .material = in->material,
	    .proven = in->proven };
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
		    &digest, in->trust, in->now, &how, &r, in->diag) == 0;
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

/* A PDF that carries its signatures in itself. */
static void
check_pdf(struct inner *j, const struct archivebook_entry *e)
{
	struct archiveinside *in = j->in;
	struct pdfverify_options how = { .trust = in->trust,
	    .material = in->material, .now = in->now };
	struct pdfverify_signature all = { .integrity = true,
	    .signature = true, .signer = true, .time = true }, *s;
	struct pdfverify result = { 0 };
	struct buf bytes = BUF_INIT;
	struct verify_line *line;
	size_t i;
	bool good;

	line = archiveinside_line(in->arena, in->out, e->name);
	good = archivebook_bytes(in->book, e, LIMIT_OUTPUT_BYTES, &bytes,
	    in->diag) == 0 && pdfverify_bytes(in->arena, bytes.data,
	    bytes.len, inside(j, e->name), &how, &result, in->diag) == 0;
	buf_clear(&bytes);
	for (i = 0; i < result.count; i++) {
		s = &result.signatures[i];
		all.integrity = all.integrity && s->integrity;
		all.signature = all.signature && s->signature;
		all.signer = all.signer && s->signer;
		all.time = all.time && s->time;
	}
	if (!good && (result.count == 0 || !result.accepted))
		all.integrity = false;
	line->good = good;
	line->integrity = all.integrity ? "intact" : "refused";
	line->signature = arena_printf(in->arena, "%zu %s", result.count,
	    all.signature ? "valid" : "not all valid");
	line->signer = all.signer ? "trusted" : "unknown";
	line->time = all.time ? "valid" : "not valid";
	in->out->signatures += result.count;
	archiveinside_merge(in->out, all.integrity, all.signature, all.signer,
	    all.time);
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
compare_record(struct inner *j, const char *folder)
{
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
archiveinside_check(struct archiveinside *in, const char *record_folder)
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
	e = inventory_find(j.manifest.outputs, "report.pdf") != NULL ?
	    find(&j, "report.pdf") : NULL;
	if (e != NULL && archivebook_find(in->book, "report.pdf" SUFFIX) !=
	    NULL)
		check_p7s(&j, "report.pdf", true);
	else if (e != NULL)
		check_pdf(&j, e);
	check_issuer(&j);
	check_sums(&j);
	check_rest(&j);
	if (record_folder != NULL)
		compare_record(&j, record_folder);
}
