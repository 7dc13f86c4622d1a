/* Signing a PDF: order, room, pictures; and what the judge makes of it. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/date base/diag base/digest seal/der seal/pdfappend seal/pdfclaim seal/pdfdiff seal/pdffield seal/pdffile seal/pdfxref seal/pdfjudge seal/pdflex seal/pdforigin seal/pdfplace seal/pdfrange seal/pdfsign seal/pdftext */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/digest.h"
#include "seal/pdffield.h"
#include "seal/pdffile.h"
#include "seal/pdfjudge.h"
#include "seal/pdfrange.h"
#include "seal/pdfsign.h"

#include "minipdf.inc"

static struct arena	*arena;
static struct diag	*diag;
static struct minipdf	 m;
static struct digest	 asked;		/* what the maker was given */
static int		 made;
static struct pdfsign_maker maker;
static struct pdfsign_request request;

/* An OCTET STRING in a SEQUENCE: 36 bytes that say the digest. */
static int
make(void *ctx, const struct digest *d, struct buf *der, struct diag *dg)
{
	(void)ctx;
	(void)dg;
	made++;
	asked = *d;
	buf_add(der, "0\042\004\040", 4);
	buf_add(der, d->b, DIGEST_LEN);
	return 0;
}

static int
fail_to_make(void *ctx, const struct digest *d, struct buf *der,
    struct diag *dg)
{
	(void)ctx;
	(void)d;
	(void)der;
	diag_add(dg, DIAG_KEY_SIGN, NULL, "no");
	return -1;
}

static int
setup(void **state)
{
	static const char *const fields[] = { "issuer", "signoff-1",
		"signoff-2" };

	(void)state;
	arena = arena_new();
	diag = diag_new(arena);
	minipdf_make(&m, fields, 3);
	made = 0;
	maker.make = make;
	maker.room = 100;
	memset(&request, 0, sizeof(request));
	request.field = "signoff-1";
	request.name = "\xc5\x81ukasz Example";
	request.reason = "approve: reviewed";
	request.when = 1795348800;
	request.maker = &maker;
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	buf_clear(&m.out);
	arena_free(arena);
	digest_done();
	return 0;
}

static int
judge(struct pdfjudge *j, struct pdffile **f)
{
	if (pdffile_parse(m.out.data, m.out.len, "x.pdf", f, diag) != 0)
		return -1;
	return pdfjudge_file(arena, *f, "x.pdf", j, diag);
}

static void
expect(enum diag_code code, int rc, size_t len)
{
	assert_int_equal(rc, -1);
	assert_int_equal(diag_first(diag)->code, code);
	assert_int_equal(m.out.len, len);	/* left as it was */
	diag = diag_new(arena);
}

static void
all_levels_are_accepted(void **state)
{
	const struct pdfjudge_signature *s;
	struct pdffile *f;
	struct pdfjudge j;

	(void)state;
	assert_int_equal(pdfsign_certify(&m.out, "x.pdf", &request, diag), 0);
	assert_int_equal(pdfsign_approve(&m.out, "x.pdf", &request, diag), 0);
	assert_int_equal(pdfsign_time(&m.out, "x.pdf", &maker, diag), 0);
	assert_int_equal(judge(&j, &f), 0);
	assert_int_equal(made, 3);
	assert_int_equal(j.count, 3);
	assert_int_equal(j.revisions, 4);
	assert_int_equal(j.open, 1);
	assert_int_equal(j.covered, m.out.len);
	assert_true(j.certified);
	s = &j.signatures[0];
	assert_int_equal(s->range->kind, PDFRANGE_CERTIFICATION);
	assert_string_equal(s->field, PDFFIELD_ISSUER);
	s = &j.signatures[1];
	assert_int_equal(s->range->kind, PDFRANGE_APPROVAL);
	assert_string_equal(s->field, "signoff-1");
	assert_string_equal(s->role, "Signature of signoff-1");
	assert_string_equal(s->range->signer, "\xc5\x81ukasz Example");
	assert_string_equal(s->range->reason, "approve: reviewed");
	assert_int_equal(s->range->claimed, 1795348800);
	assert_int_equal(s->range->der_len, 36);
	s = &j.signatures[2];
	assert_int_equal(s->range->kind, PDFRANGE_TIME_STAMP);
	/* What was signed is what is judged, for the last and the first. */
	assert_memory_equal(s->content, asked.b, DIGEST_LEN);
	assert_memory_equal(s->range->der + 4, asked.b, DIGEST_LEN);
	s = &j.signatures[0];
	assert_memory_equal(s->range->der + 4, s->content, DIGEST_LEN);
	pdffile_free(f);
}

static void
order_is_kept(void **state)
{
	size_t len = m.out.len;

	(void)state;
	expect(DIAG_PDF_ORDER, pdfsign_approve(&m.out, "x.pdf", &request,
	    diag), len);
	assert_int_equal(made, 0);
	assert_int_equal(pdfsign_certify(&m.out, "x.pdf", &request, diag), 0);
	len = m.out.len;
	expect(DIAG_PDF_ORDER, pdfsign_certify(&m.out, "x.pdf", &request,
	    diag), len);
	request.field = "signoff-9";
	expect(DIAG_PDF_FIELD, pdfsign_approve(&m.out, "x.pdf", &request,
	    diag), len);
	request.field = PDFFIELD_ISSUER;
	expect(DIAG_PDF_FIELD, pdfsign_approve(&m.out, "x.pdf", &request,
	    diag), len);
	assert_int_equal(made, 1);
}

/* One below, at, and one above what is set aside. */
static void
room(void **state)
{
	size_t len = m.out.len;

	(void)state;
	maker.room = 35;
	expect(DIAG_PDF_ROOM, pdfsign_certify(&m.out, "x.pdf", &request,
	    diag), len);
	maker.room = 36;
	assert_int_equal(pdfsign_certify(&m.out, "x.pdf", &request, diag), 0);
	maker.room = 37;
	assert_int_equal(pdfsign_approve(&m.out, "x.pdf", &request, diag), 0);
	assert_true(pdfsign_room(1000, true) > pdfsign_room(1000, false));
}

static void
failures_leave_the_file(void **state)
{
	size_t len = m.out.len;

	(void)state;
	maker.make = fail_to_make;
	expect(DIAG_KEY_SIGN, pdfsign_certify(&m.out, "x.pdf", &request,
	    diag), len);
	m.out.data[len - 2] = 'X';
	expect(DIAG_VERIFY_PDF, pdfsign_certify(&m.out, "x.pdf", &request,
	    diag), len);
}

static void
picture(const char *first, const char *second, uint32_t base, bool good,
    bool accepted)
{
	struct buf objects[2] = { BUF_INIT, BUF_INIT };
	struct pdfsign_stamp stamp = { objects, second == NULL ? 1 : 2,
	    base };
	size_t len = m.out.len;
	struct pdffile *f;
	struct pdfjudge j;

	buf_adds(&objects[0], first);
	if (second != NULL)
		buf_adds(&objects[1], second);
	request.stamp = &stamp;
	assert_int_equal(pdfsign_certify(&m.out, "x.pdf", &request, diag),
	    good ? 0 : -1);
	if (good) {
		assert_int_equal(judge(&j, &f), accepted ? 0 : -1);
		pdffile_free(f);
	} else {
		assert_int_equal(diag_first(diag)->code, DIAG_PDF_STAMP);
	}
	m.out.len = len;
	diag = diag_new(arena);
	buf_clear(&objects[0]);
	buf_clear(&objects[1]);
}

#define FORM	"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources"
#define DATA	"/Length 2>>\nstream\nf \nendstream"

static void
pictures(void **state)
{
	(void)state;
	picture(FORM "<<>>" DATA, NULL, 1, true, true);
	picture(FORM "<</Font<</F 4 0 R>>>>" DATA, "<</Type/Font>>", 3, true,
	    true);
	picture(FORM "<</Font<</F 4 0 R>>>>" DATA, "<</Type/Font>>", 1,
	    false, false);
	picture(FORM "<</Font<</F 4 0 R>>>>" DATA, "<</Type/Font>>", 5,
	    false, false);
	picture(FORM "<<>>" DATA, "<</Type/Font>>", 1, true, false);
	picture(FORM "<</Font<</F 2 0 R>>>>" DATA, "<</Type/Font/AA 1>>", 1,
	    true, false);
	picture(FORM "<</XObject<</F 2 0 R>>>>" DATA, FORM "<<>>" DATA, 1,
	    true, false);
	picture(FORM "<<>>/Matrix[9 0 0 9 0 0]" DATA, NULL, 1, true, false);
	picture("<</Type/Font>>", NULL, 1, true, false);
	picture("<</Length 9>>\nstream\nf \nendstream", NULL, 1, false,
	    false);
	picture("<<", NULL, 1, false, false);
	picture("", NULL, 1, false, false);
	picture("<<>> <<>>", NULL, 1, false, false);
}

/* Two signatures in one second are two files, byte by byte the same. */
static void
same_bytes(void **state)
{
	struct buf first = BUF_INIT;
	size_t len = m.out.len;

	(void)state;
	assert_int_equal(pdfsign_certify(&m.out, "x.pdf", &request, diag), 0);
	buf_add(&first, m.out.data, m.out.len);
	m.out.len = len;
	assert_int_equal(pdfsign_certify(&m.out, "x.pdf", &request, diag), 0);
	assert_int_equal(first.len, m.out.len);
	assert_memory_equal(first.data, m.out.data, first.len);
	buf_clear(&first);
}

/* Byte by byte what pdfsign_certify() makes, from a digest that has been
 * fed already and stays as it was. */
static void
issued_is_certified(void **state)
{
	struct digest_ctx *ctx = digest_begin();
	struct pdfsign_fresh fresh = { m.out.data, m.out.len, ctx, "x.pdf" };
	struct buf tail = BUF_INIT;
	struct digest whole, seen;
	size_t len = m.out.len;

	(void)state;
	digest_feed(ctx, m.out.data, m.out.len);
	assert_int_equal(pdfsign_issue(&fresh, &tail, &request, diag), 0);
	seen = asked;
	digest_feed(ctx, tail.data, tail.len);
	digest_end(ctx, &whole);
	assert_int_equal(m.out.len, len);
	assert_int_equal(pdfsign_certify(&m.out, "x.pdf", &request, diag), 0);
	assert_memory_equal(seen.b, asked.b, DIGEST_LEN);
	assert_int_equal(m.out.len, len + tail.len);
	assert_memory_equal(m.out.data + len, tail.data, tail.len);
	digest_of(m.out.data, m.out.len, &seen);
	assert_memory_equal(seen.b, whole.b, DIGEST_LEN);
	/* Once, and nothing is added where it fails. */
	ctx = digest_begin();
	fresh.data = m.out.data;
	fresh.len = m.out.len;
	fresh.digest = ctx;
	len = tail.len;
	assert_int_equal(pdfsign_issue(&fresh, &tail, &request, diag), -1);
	assert_int_equal(tail.len, len);
	digest_end(ctx, &seen);
	buf_clear(&tail);
}

/* No byte of what was signed can be another without the digest or the
 * form telling; the bytes between are DER and zeros, judged apart. */
static void
every_byte_counts(void **state)
{
	struct pdffile *f;
	struct pdfjudge j;
	size_t i, gap, gap_end;
	struct digest d;
	int rc;

	(void)state;
	assert_int_equal(pdfsign_certify(&m.out, "x.pdf", &request, diag), 0);
	assert_int_equal(judge(&j, &f), 0);
	gap = j.signatures[0].range->gap;
	gap_end = j.signatures[0].range->gap_end;
	pdffile_free(f);
	d = asked;
	for (i = 0; i < m.out.len; i++) {
		m.out.data[i] = (char)(m.out.data[i] ^ 1);
		diag = diag_new(arena);
		f = NULL;
		rc = judge(&j, &f);
		/* In the gap: the digest is the same, the DER is not. */
		if (rc == 0 && (i < gap || i >= gap_end))
			assert_memory_not_equal(j.signatures[0].content, d.b,
			    DIGEST_LEN);
		else if (rc == 0)
			assert_true(memcmp(j.signatures[0].range->der + 4,
			    d.b, DIGEST_LEN) != 0 ||
			    j.signatures[0].range->der_len != 36 ||
			    i < gap + 9);
		pdffile_free(f);
		m.out.data[i] = (char)(m.out.data[i] ^ 1);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(all_levels_are_accepted,
		    setup, teardown),
		cmocka_unit_test_setup_teardown(order_is_kept, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(room, setup, teardown),
		cmocka_unit_test_setup_teardown(failures_leave_the_file,
		    setup, teardown),
		cmocka_unit_test_setup_teardown(pictures, setup, teardown),
		cmocka_unit_test_setup_teardown(same_bytes, setup, teardown),
		cmocka_unit_test_setup_teardown(issued_is_certified, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(every_byte_counts, setup,
		    teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
