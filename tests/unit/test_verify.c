/* Verify: an output folder, changed in every way, is never good. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/date base/diag base/digest base/newfile base/fs base/inventory seal/der seal/pem seal/cert seal/secret seal/selfsign base/proc seal/pkcs12 seal/local seal/token seal/remote seal/material seal/trust seal/key seal/signeddata seal/revoke seal/stampform seal/stamp seal/stamprequest seal/signature seal/cms seal/manifest seal/inputs seal/pdflex seal/pdffile seal/pdfxref seal/pdffield seal/pdftext seal/pdfappend seal/pdfplace seal/pdfsign seal/pdfrange seal/pdfclaim seal/pdfdiff seal/pdforigin seal/pdfjudge seal/pdfstore base/people base/person seal/pdfpolicy seal/pdfverify base/base64 seal/polyglot seal/envelope seal/embedded seal/verifyhtml seal/issuerfile seal/generation seal/verifyline seal/ledgerhead seal/verifysignoff seal/verifypdf seal/verifydata seal/verify base/ledger base/table seal/stampfate seal/pdfforeign */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/inventory.h"
#include "base/value.h"
#include "seal/cms.h"
#include "seal/key.h"
#include "seal/manifest.h"
#include "seal/pdffield.h"
#include "seal/pdfsign.h"
#include "seal/selfsign.h"
#include "seal/trust.h"
#include "seal/verify.h"
#include "seal/verifydata.h"
#include "seal/verifyline.h"

static struct arena	*arena;
static struct diag	*diag;
static int64_t		 now;

#include "pki.inc"
#include "minipdf.inc"

static int
make(const char *name, const char *kind, int64_t at, struct buf *key_pem,
    struct buf *cert_pem, struct diag *d)
{
	struct selfsign wish = { .name = name, .kind = kind, .now = at };

	return selfsign_make(&wish, key_pem, cert_pem, NULL, d);
}

#define HTML	"<p>GO</p>\n"
#define FACTS	"{\"verdict\":\"GO\"}\n"

static struct key	*issuer, *stranger;
static const struct key	*certifier;	/* NULL = who signs the rest */
static struct buf	 pdf;		/* report.pdf as it was published */
static struct trust	*trust;
static struct verify_result result;

static struct key *
identity(const char *name, struct buf *cert_pem)
{
	struct buf key_pem = BUF_INIT;
	struct key *key = NULL;

	buf_rewind(cert_pem);
	if (make(name, NULL, now - 120, &key_pem, cert_pem, diag) != 0 ||
	    key_load(&key_pem, "k", cert_pem, "c", NULL, now, &key,
	    diag) != 0)
		pki_expect(DIAG_CODES, "");
	buf_clear(&key_pem);
	return key;
}

static int
setup(void **state)
{
	struct buf pem = BUF_INIT;

	(void)state;
	now = (int64_t)time(NULL);
	arena = arena_new();
	diag = diag_new(arena);
	if (pki_open() != 0)
		return -1;
	stranger = identity("Issuer", &pem);
	issuer = identity("Issuer", &pem);
	if (trust_parse(&pem, "t", &trust, diag) != 0)
		return -1;
	buf_clear(&pem);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	buf_clear(&pdf);
	key_free(issuer);
	key_free(stranger);
	trust_free(trust);
	pki_close();
	arena_free(arena);
	digest_done();
	return 0;
}

static void
seal(const struct key *key, const char *name, const void *data, size_t len)
{
	struct digest d;
	struct buf der = BUF_INIT;

	digest_of(data, len, &d);
	assert_int_equal(cms_sign(key, &d, now, &der, diag), 0);
	pki_save(arena_printf(arena, "%s.p7s", name), der.data, der.len);
	buf_clear(&der);
}

static void
list(struct inventory *v, enum inventory_role role, const char *path,
    const char *text)
{
	struct digest d;

	digest_of(text, strlen(text), &d);
	inventory_add(arena, v, role, path, strlen(text), &d,
	    inventory_media_type(path));
}

/* A record's folder with two files of evidence and an attachment. */
static void
make_record(struct inventory *in)
{
	pki_run("rm -rf evidence templates; mkdir -p evidence/web/attachments "
	    "templates; printf one >evidence/web/record.json; printf two "
	    ">evidence/web/a.json; printf three >evidence/web/b.json; printf "
	    "four >evidence/web/attachments/log.txt; printf five "
	    ">templates/web.md");
	list(in, INVENTORY_RECORD, "evidence/web/record.json", "one");
	list(in, INVENTORY_EVIDENCE, "evidence/web/a.json", "two");
	list(in, INVENTORY_EVIDENCE, "evidence/web/b.json", "three");
	list(in, INVENTORY_ATTACHMENT, "evidence/web/attachments/log.txt",
	    "four");
	list(in, INVENTORY_TEMPLATE, "templates/web.md", "five");
	list(in, INVENTORY_LAYOUT, "templates/documents/report.md", "six");
	inventory_sort(in);
}

static int
make_cms(void *key, const struct digest *d, struct buf *der,
    struct diag *to)
{
	return cms_sign_pades(*(const struct key **)key, d, NULL, der, to);
}

/* Fill in a field of a PDF: the issuer certifies, everyone else approves. */
static void
fill(struct buf *to, const char *field, const struct key *key)
{
	const struct pdfsign_maker maker = { make_cms, &key,
	    pdfsign_room(1200, false) };
	const struct pdfsign_request r = { .field = field, .name = "Erika",
	    .reason = "approve: reviewed", .when = now, .maker = &maker };
	bool certify = strcmp(field, PDFFIELD_ISSUER) == 0;

	if ((certify ? pdfsign_certify : pdfsign_approve)(to, "p", &r,
	    diag) != 0)
		pki_expect(DIAG_CODES, "");
}

static void
make_pdf(const struct key *key)
{
	static const char *const fields[] = { PDFFIELD_ISSUER, "signoff:qa",
	    "signoff:ops" };
	struct minipdf m;

	minipdf_make(&m, fields, 3);
	buf_clear(&pdf);
	pdf = m.out;
	fill(&pdf, PDFFIELD_ISSUER, key);
}

/* Publish out/r<n>, signed by key. */
static void
publish(const struct key *key, unsigned n, const char *previous,
    char manifest_sha256[DIGEST_HEX])
{
	const char *dir = arena_printf(arena, "out/r%u", n);
	struct inventory in = { 0 }, outputs = { 0 };
	char hex[DIGEST_HEX];
	struct manifest m = { "web", n, "2026-11-22T14:05:09+01:00",
	    "dossier test", "full", "GO", hex, previous, &in, &outputs,
	    NULL, 0, NULL };
	struct buf text = BUF_INIT, pem = BUF_INIT;
	struct digest d;

	make_record(&in);
	pki_run("mkdir -p out; rm -rf %s; mkdir %s", dir, dir);
	pki_save(arena_printf(arena, "%s/report.html", dir), HTML,
	    strlen(HTML));
	make_pdf(certifier != NULL ? certifier : key);
	pki_save(arena_printf(arena, "%s/report.pdf", dir), pdf.data,
	    pdf.len);
	pki_save(arena_printf(arena, "%s/report.json", dir), FACTS,
	    strlen(FACTS));
	seal(key, arena_printf(arena, "%s/report.html", dir), HTML,
	    strlen(HTML));
	list(&outputs, INVENTORY_OUTPUT, "report.html", HTML);
	list(&outputs, INVENTORY_OUTPUT, "report.json", FACTS);
	digest_of(pdf.data, pdf.len, &d);
	inventory_add(arena, &outputs, INVENTORY_OUTPUT, "report.pdf",
	    pdf.len, &d, inventory_media_type("report.pdf"));
	inventory_record_digest(&in, &d);
	digest_hex(&d, hex);
	manifest_write(&text, &m);
	pki_save(arena_printf(arena, "%s/manifest.json", dir), text.data,
	    text.len);
	seal(key, arena_printf(arena, "%s/manifest.json", dir), text.data,
	    text.len);
	key_certificate(key, &pem);
	pki_save(arena_printf(arena, "%s/issuer.pem", dir), pem.data,
	    pem.len);
	if (manifest_sha256 != NULL) {
		digest_of(text.data, text.len, &d);
		digest_hex(&d, manifest_sha256);
	}
	buf_clear(&text);
	buf_clear(&pem);
}

static int
fresh(void **state)
{
	(void)state;
	diag = diag_new(arena);
	pki_run("rm -rf out");
	publish(issuer, 1, NULL, NULL);
	return 0;
}

static int
look(const char *path, const char *record)
{
	const struct verify_options how = { .trust = trust, .now = now,
	    .record = record == NULL ? NULL : pki_path(record) };

	diag = diag_new(arena);
	return verify_path(arena, pki_path(path), &how, &result, diag);
}

static int
looked(void **state)
{
	(void)fresh(state);
	return look("out/r1", NULL);
}

static const struct verify_line *
line_of(const char *name)
{
	const struct verify_line *l;

	for (l = result.lines; l != NULL; l = l->next)
		if (strcmp(l->name, name) == 0)
			return l;
	fail_msg("no line for %s", name);
	return NULL;
}

/* Refused with this finding and exit status 4. */
static void
refused(const char *path, const char *record, enum diag_code code,
    const char *words)
{
	if (look(path, record) == 0)
		fail_msg("good, but should be %s: %s", diag_id(code), words);
	assert_false(result.good);
	pki_expect(code, words);
	assert_int_equal(diag_status(diag, DIAG_ERROR), 4);
}

static void
untouched_is_good(void **state)
{
	(void)state;
	if (look("out/r1", NULL) != 0)
		pki_expect(DIAG_CODES, "");
	assert_true(result.good && result.integrity && result.signature &&
	    result.signer && result.time);
	assert_int_equal(result.files, 5);
	assert_int_equal(result.signatures, 3);
	assert_int_equal(result.revision, 1);
	assert_string_equal(result.record, "web");
	assert_string_equal(result.fingerprint, key_fingerprint(issuer));
	assert_string_equal(line_of("report.html")->signature, "valid");
	assert_string_equal(line_of("report.json")->signature,
	    "by manifest");
	assert_true(line_of("report.json")->good);
	assert_null(diag_first(diag));
	assert_int_equal(look("out/r1/", NULL), 0);
	assert_int_equal(look("out/r1", "evidence/web"), 0);
	assert_int_equal(result.inputs, 5);
	assert_int_equal(result.same, 5);
	assert_int_equal(pki_found(DIAG_VERIFY_INPUT, NULL), 1);
}

static void
single_files(void **state)
{
	(void)state;
	assert_int_equal(look("out/r1/report.html", NULL), 0);
	assert_int_equal(result.files, 1);
	assert_int_equal(look("out/r1/report.html.p7s", NULL), 0);
	assert_int_equal(look("out/r1/manifest.json", NULL), 0);
	refused("out/r1/report.json", NULL, DIAG_VERIFY_ABSENT,
	    "no signature");
	assert_int_equal(look("out/r1/absent", NULL), -1);
	assert_int_equal(diag_status(diag, DIAG_ERROR), 3);
	assert_false(result.integrity || result.signature || result.signer ||
	    result.time);
	pki_run("cp out/r1/report.html.p7s out/r1/report.json.p7s");
	refused("out/r1/report.json", NULL, DIAG_VERIFY_CHANGED,
	    "message-digest");
	/* a PDF carries its own */
	assert_int_equal(look("out/r1/report.pdf", NULL), 0);
	assert_int_equal(result.signatures, 1);
	assert_string_equal(result.fingerprint, key_fingerprint(issuer));
	refused("out/r1/report.pdf.p7s", NULL, DIAG_VERIFY_ABSENT,
	    "no signature");
}

static void
without_trust(void **state)
{
	struct trust *mine = trust;

	(void)state;
	trust = NULL;
	assert_int_equal(look("out/r1", "evidence/web"), -1);
	trust = mine;
	assert_int_equal(diag_status(diag, DIAG_ERROR), 4);
	assert_true(result.integrity && result.signature && result.time);
	assert_false(result.signer);
	pki_expect(DIAG_VERIFY_SIGNER, arena_printf(arena,
	    "valid signature, unknown signer %s", key_fingerprint(issuer)));
	assert_string_equal(line_of("report.pdf")->signer, "unknown");
	/* said of each file apart: what it lists is signed, by nobody known */
	assert_string_equal(line_of("report.json")->signature, "by manifest");
	assert_string_equal(line_of("inputs")->integrity, "intact");
	assert_false(line_of("report.json")->good);
	assert_false(line_of("inputs")->good);
	/* issuer.pem beside it is never trusted */
	assert_int_equal(pki_found(DIAG_VERIFY_SIGNER, NULL), 3);
}

/* A stranger of the same name signs everything anew. */
static void
a_stranger(void **state)
{
	(void)state;
	publish(stranger, 1, NULL, NULL);
	refused("out/r1", NULL, DIAG_VERIFY_SIGNER, "valid signature, unknown "
	    "signer");
	assert_true(result.integrity && result.signature && result.time);
}

static void
two_signers(void **state)
{
	struct buf pem = BUF_INIT;
	struct trust *one = trust;

	(void)state;
	certifier = stranger;
	publish(issuer, 1, NULL, NULL);
	certifier = NULL;
	refused("out/r1", NULL, DIAG_VERIFY_SIGNER, "unknown signer");
	/* even where both are trusted */
	key_certificate(issuer, &pem);
	key_certificate(stranger, &pem);
	assert_int_equal(trust_parse(&pem, "t", &trust, diag), 0);
	refused("out/r1", NULL, DIAG_VERIFY_SIGNER, "another key than the "
	    "manifest");
	assert_false(line_of("report.pdf")->good);
	trust_free(trust);
	trust = one;
	buf_clear(&pem);
}

/* Each byte of a file, or every step-th, turned: not good, with a finding. */
static void
turn_bytes(const char *name, const unsigned char *masks, size_t n,
    size_t step)
{
	struct buf data = BUF_INIT;
	size_t i, k;

	pki_load(name, &data);
	for (i = 0; i < data.len; i += step)
		for (k = 0; k < n; k++) {
			data.data[i] = (char)(data.data[i] ^ masks[k]);
			pki_save(name, data.data, data.len);
			if (look("out/r1", NULL) == 0)
				fail_msg("%s: byte %zu ^ %02x", name, i,
				    masks[k]);
			assert_int_equal(diag_status(diag, DIAG_ERROR), 4);
			data.data[i] = (char)(data.data[i] ^ masks[k]);
		}
	pki_save(name, data.data, data.len);
	assert_int_equal(look("out/r1", NULL), 0);
	/* one byte more, one byte less */
	buf_addc(&data, '\n');
	pki_save(name, data.data, data.len);
	assert_int_equal(look("out/r1", NULL), -1);
	pki_save(name, data.data, data.len - 2);
	assert_int_equal(look("out/r1", NULL), -1);
	pki_save(name, data.data, 0);
	assert_int_equal(look("out/r1", NULL), -1);
	pki_save(name, data.data, data.len - 1);
	assert_int_equal(look("out/r1", NULL), 0);
	buf_clear(&data);
}

static void
turn_every_byte(const char *name, const unsigned char *masks, size_t n)
{
	turn_bytes(name, masks, n, 1);
}

static void
every_byte_of_the_files(void **state)
{
	static const unsigned char masks[] = { 0x01, 0x80 };

	(void)state;
	turn_every_byte("out/r1/manifest.json", masks, 2);
	turn_every_byte("out/r1/report.html", masks, 2);
	turn_bytes("out/r1/report.pdf", masks, 2, 17);
	turn_every_byte("out/r1/report.json", masks, 2);
}

static void
every_byte_of_the_signatures(void **state)
{
	static const unsigned char masks[] = { 0x01 };

	(void)state;
	turn_every_byte("out/r1/report.html.p7s", masks, 1);
	turn_every_byte("out/r1/issuer.pem", masks, 1);
}

static void
missing_files(void **state)
{
	static const struct {
		const char	*name;
		enum diag_code	 code;
	} rows[] = {
		{ "report.html", DIAG_VERIFY_MISSING },
		{ "report.json", DIAG_VERIFY_MISSING },
		{ "manifest.json", DIAG_VERIFY_MISSING },
		{ "manifest.json.p7s", DIAG_VERIFY_ABSENT },
		{ "report.html.p7s", DIAG_VERIFY_ABSENT },
		{ "report.pdf", DIAG_VERIFY_MISSING },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		pki_run("mv out/r1/%s kept", rows[i].name);
		refused("out/r1", NULL, rows[i].code, "");
		pki_run("mv kept out/r1/%s", rows[i].name);
	}
	assert_int_equal(look("out/r1", NULL), 0);
	/* issuer.pem is a help, not a part */
	pki_run("rm out/r1/issuer.pem");
	assert_int_equal(look("out/r1", NULL), 0);
}

static void
unlisted_files(void **state)
{
	static const char *const names[] = { "extra.txt", "extra.p7s",
	    "report.json.p7s", ".hidden", "sub/extra", "Report.html" };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		pki_run("mkdir -p out/r1/sub; echo x >out/r1/%s", names[i]);
		refused("out/r1", NULL, DIAG_VERIFY_EXTRA, "manifest");
		pki_run("rm -r out/r1/%s", names[i]);
	}
	pki_run("ln -s /etc/passwd out/r1/link");
	refused("out/r1", NULL, DIAG_VERIFY_EXTRA, "manifest");
	pki_run("rm out/r1/link; mv out/r1/report.json kept; ln -s "
	    "../../kept out/r1/report.json");
	assert_int_equal(look("out/r1", NULL), -1);
	assert_int_equal(diag_status(diag, DIAG_ERROR), 4);
	pki_run("rm out/r1/report.json; mv kept out/r1/report.json; mv "
	    "out/r1/report.html.p7s kept; mkfifo out/r1/report.html.p7s");
	refused("out/r1", NULL, DIAG_VERIFY_CHANGED, "not a regular file");
}

/* The certificate shown beside must be the signer's. */
static void
another_issuer_pem(void **state)
{
	struct buf pem = BUF_INIT;

	(void)state;
	key_certificate(stranger, &pem);
	pki_save("out/r1/issuer.pem", pem.data, pem.len);
	refused("out/r1", NULL, DIAG_VERIFY_CHANGED, "not the certificate of "
	    "the signer");
	buf_rewind(&pem);
	key_certificate(issuer, &pem);
	key_certificate(stranger, &pem);
	pki_save("out/r1/issuer.pem", pem.data, pem.len);
	refused("out/r1", NULL, DIAG_VERIFY_CHANGED, "not the certificate of "
	    "the signer");
	buf_clear(&pem);
}

static void
revisions(void **state)
{
	char first[DIGEST_HEX];

	(void)state;
	publish(issuer, 1, NULL, first);
	publish(issuer, 2, first, NULL);
	assert_int_equal(look("out", NULL), 0);
	assert_string_equal(result.folder, pki_path("out/r2"));
	publish(issuer, 10, NULL, NULL);
	assert_int_equal(look("out", NULL), 0);
	assert_int_equal(result.revision, 10);
	/* the newest is judged even where its manifest is gone */
	pki_run("rm out/r10/manifest.json");
	refused("out", NULL, DIAG_VERIFY_MISSING, "no output folder");
	/* an older one in its place */
	pki_run("rm -r out/r10; cp -r out/r1 out/r3");
	refused("out", NULL, DIAG_VERIFY_MANIFEST, "of revision 1");
	refused("out/r3", NULL, DIAG_VERIFY_MANIFEST, "of revision 1");
	/* another before it than the one it names */
	pki_run("rm -r out/r3; echo >>out/r1/manifest.json");
	refused("out", NULL, DIAG_VERIFY_CHANGED, "revision after it names");
	/* a copy under a free name is judged as it is */
	pki_run("mv out/r2 copy; rm -rf out");
	assert_int_equal(look("copy", NULL), 0);
	pki_run("mkdir out");
	refused("out", NULL, DIAG_VERIFY_MISSING, "no output folder");
}

static void
inputs(void **state)
{
	static const struct {
		const char	*how;
		enum diag_code	 code;
		const char	*words;
	} rows[] = {
		{ "printf twO >evidence/web/a.json", DIAG_VERIFY_CHANGED,
		    "changed since" },
		{ "rm evidence/web/a.json", DIAG_VERIFY_MISSING, "missing" },
		{ "mv evidence/web/a.json evidence/web/c.json",
		    DIAG_VERIFY_EXTRA, "evidence that is not" },
		{ "echo {} >evidence/web/c.json", DIAG_VERIFY_EXTRA,
		    "evidence that is not" },
		{ "ln -s a.json evidence/web/c.json", DIAG_VERIFY_EXTRA,
		    "evidence that is not" },
		{ "rm evidence/web/a.json; ln -s ../../kept "
		    "evidence/web/a.json", DIAG_VERIFY_CHANGED,
		    "not a regular file" },
		{ "printf foul >evidence/web/attachments/log.txt",
		    DIAG_VERIFY_CHANGED, "changed since" },
		{ "printf fivE >templates/web.md", DIAG_VERIFY_CHANGED,
		    "changed since" },
		{ "rm templates/web.md", DIAG_VERIFY_MISSING,
		    "neither here nor" },
	};
	struct inventory none = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		memset(&none, 0, sizeof(none));
		make_record(&none);
		pki_run("%s", rows[i].how);
		refused("out/r1", "evidence/web", rows[i].code, rows[i].words);
		assert_false(result.integrity);
		assert_true(result.signature && result.signer && result.time);
	}
	/* the template may lie within the record; leftovers are a warning */
	memset(&none, 0, sizeof(none));
	make_record(&none);
	pki_run("mkdir evidence/web/t; mv templates/web.md evidence/web/t; "
	    "echo x >evidence/web/README.txt");
	assert_int_equal(look("out/r1", "evidence/web"), 0);
	assert_int_equal(pki_found(DIAG_FILE_LEFTOVER, NULL), 1);
	assert_int_equal(result.same, 5);
	/* another folder's name does not matter, another record does */
	pki_run("mv evidence/web evidence/moved");
	assert_int_equal(look("out/r1", "evidence/moved"), 0);
	assert_int_equal(look("out/r1", "evidence/absent"), -1);
	assert_int_equal(diag_status(diag, DIAG_ERROR), 3);
}

/* Save what was published, with these approvals behind it. */
static void
grow(const struct key *first, const struct key *second)
{
	struct buf more = BUF_INIT;

	buf_add(&more, pdf.data, pdf.len);
	if (first != NULL)
		fill(&more, "signoff:qa", first);
	if (second != NULL)
		fill(&more, "signoff:ops", second);
	pki_save("out/r1/report.pdf", more.data, more.len);
	buf_clear(&more);
}

static void
approvals_added(void **state)
{
	struct buf pem = BUF_INIT;
	struct trust *one = trust;
	const struct verify_line *l;
	struct buf text = BUF_INIT;

	(void)state;
	assert_null(line_of("report.pdf")->note);
	grow(stranger, NULL);
	refused("out/r1", NULL, DIAG_VERIFY_SIGNER, "unknown signer");
	assert_true(result.integrity && result.signature && result.time);
	assert_false(result.signer);
	assert_string_equal(line_of("report.pdf: signoff:qa")->signer,
	    "unknown");
	key_certificate(issuer, &pem);
	key_certificate(stranger, &pem);
	assert_int_equal(trust_parse(&pem, "t", &trust, diag), 0);
	assert_int_equal(look("out/r1", NULL), 0);
	assert_int_equal(result.files, 5);
	assert_int_equal(result.signatures, 4);
	assert_string_equal(line_of("report.pdf")->note, "since it was "
	    "published: 1 approval and 0 time-stamps added");
	l = line_of("report.pdf: signoff:qa");
	assert_true(l->good && l->inside);
	assert_string_equal(l->part->decision, "approve");
	assert_string_equal(l->part->reason, "approve: reviewed");
	assert_string_equal(l->part->kind, "approval");
	assert_int_equal(l->part->revision, 3);
	value_write(&text, verifydata_value(arena, &result), 0);
	assert_non_null(strstr(text.data, "\"decision\":\"approve\""));
	grow(stranger, stranger);
	assert_int_equal(look("out/r1", NULL), 0);
	assert_int_equal(result.signatures, 5);
	trust_free(trust);
	trust = one;
	buf_clear(&pem);
	buf_clear(&text);
}

/* Another document of the same issuer in the place of the one listed. */
static void
another_pdf(void **state)
{
	struct buf kept = BUF_INIT;
	int64_t then = now;

	(void)state;
	buf_add(&kept, pdf.data, pdf.len);
	now -= 1;
	make_pdf(issuer);
	now = then;
	grow(issuer, NULL);
	refused("out/r1", NULL, DIAG_VERIFY_CHANGED, "of its first");
	assert_false(line_of("report.pdf")->good);
	assert_int_equal(look("out/r1/report.pdf", NULL), 0);
	/* cut back to before it was certified, and bytes behind it */
	pki_save("out/r1/report.pdf", kept.data, 600);
	refused("out/r1", NULL, DIAG_VERIFY_PDF, "");
	buf_adds(&kept, "%\n");
	pki_save("out/r1/report.pdf", kept.data, kept.len);
	refused("out/r1", NULL, DIAG_VERIFY_PDF, "");
	buf_clear(&kept);
}

static void
demands(void **state)
{
	const struct verify_options stamp = { .trust = trust, .now = now,
	    .need_stamp = true }, revocation = { .trust = trust, .now = now,
	    .need_revocation = true };

	(void)state;
	diag = diag_new(arena);
	assert_int_equal(verify_path(arena, pki_path("out/r1"), &stamp,
	    &result, diag), -1);
	/* manifest, HTML and PDF: each of them */
	assert_int_equal(pki_found(DIAG_VERIFY_DEMAND, NULL), 3);
	diag = diag_new(arena);
	assert_int_equal(verify_path(arena, pki_path("out/r1/report.pdf"),
	    &revocation, &result, diag), 0);
	assert_int_equal(verify_path(arena, pki_path("out/r1/report.html"),
	    &stamp, &result, diag), -1);
}

static void
as_data(void **state)
{
	struct value *v;
	struct buf text = BUF_INIT;

	(void)state;
	assert_int_equal(look("out/r1", "evidence/web"), 0);
	v = verifydata_value(arena, &result);
	value_write(&text, v, 0);
	assert_non_null(strstr(text.data, "\"good\":true"));
	assert_non_null(strstr(text.data, "\"inputs_same\":5"));
	assert_non_null(strstr(text.data, "{\"name\":\"report.json\",\"good\":"
	    "true,\"integrity\":\"intact\",\"signature\":\"by manifest\","
	    "\"signer\":\"trusted\""));
	buf_clear(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(untouched_is_good, fresh),
		cmocka_unit_test_setup(single_files, fresh),
		cmocka_unit_test_setup(without_trust, fresh),
		cmocka_unit_test_setup(a_stranger, fresh),
		cmocka_unit_test_setup(two_signers, fresh),
		cmocka_unit_test_setup(every_byte_of_the_files, fresh),
		cmocka_unit_test_setup(every_byte_of_the_signatures, fresh),
		cmocka_unit_test_setup(missing_files, fresh),
		cmocka_unit_test_setup(unlisted_files, fresh),
		cmocka_unit_test_setup(another_issuer_pem, fresh),
		cmocka_unit_test_setup(revisions, fresh),
		cmocka_unit_test_setup(inputs, fresh),
		cmocka_unit_test_setup(approvals_added, looked),
		cmocka_unit_test_setup(another_pdf, fresh),
		cmocka_unit_test_setup(demands, fresh),
		cmocka_unit_test_setup(as_data, fresh),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
