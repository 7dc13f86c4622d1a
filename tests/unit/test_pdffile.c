/* The reader of our PDFs and the writer of one more revision. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/date base/diag base/digest seal/pdfappend seal/pdffile seal/pdfxref seal/pdflex seal/pdforigin seal/pdftext */
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
#include "base/limits.h"
#include "seal/pdfappend.h"
#include "seal/pdffile.h"
#include "seal/pdflex.h"
#include "seal/pdforigin.h"

#include "minipdf.inc"

static struct arena	*arena;
static struct diag	*diag;
static struct minipdf	 m;

static int
setup(void **state)
{
	static const char *const fields[] = { "issuer", "signoff-1" };

	(void)state;
	arena = arena_new();
	diag = diag_new(arena);
	minipdf_make(&m, fields, 2);
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

static struct pdffile *
parse(const struct buf *b)
{
	struct pdffile *f;

	if (pdffile_parse(b->data, b->len, "x.pdf", &f, diag) != 0)
		return NULL;
	return f;
}

/* Refused with these words; exact memory, so that overruns show. */
static void
refused(const struct buf *b, const char *part)
{
	char *copy = malloc(b->len + (b->len == 0));
	struct pdffile *f;

	memcpy(copy, b->data, b->len);
	diag = diag_new(arena);
	assert_int_equal(pdffile_parse(copy, b->len, "x.pdf", &f, diag), -1);
	assert_null(f);
	assert_int_equal(diag_first(diag)->code, DIAG_VERIFY_PDF);
	if (strstr(diag_first(diag)->words, part) == NULL)
		fail_msg("\"%s\" lacks \"%s\"", diag_first(diag)->words, part);
	free(copy);
}

static void
append(struct buf *b, uint32_t number, const char *body)
{
	struct pdffile *f = parse(b);
	struct pdfappend *a = pdfappend_new(f);
	struct buf tail = BUF_INIT;

	pdfappend_put(a, number == 0 ? pdfappend_reserve(a) : number, body,
	    strlen(body));
	pdfappend_write(a, &tail);
	pdfappend_free(a);
	pdffile_free(f);
	buf_add(b, tail.data, tail.len);
	buf_clear(&tail);
}

static void
revisions_and_objects(void **state)
{
	struct pdflex_value v;
	struct pdffile *f;

	(void)state;
	append(&m.out, 3, "<</Type/Page/New true>>");
	append(&m.out, 0, "<</Length 3>>\nstream\n\n\n\n\nendstream");
	f = parse(&m.out);
	assert_non_null(f);
	assert_int_equal(pdffile_count(f), 3);
	assert_int_equal(pdffile_revision(f, 0)->size, 8);
	assert_int_equal(pdffile_revision(f, 2)->size, 9);
	assert_int_equal(pdffile_revision(f, 2)->end, m.out.len);
	assert_int_equal(pdffile_find(f, 3, 0)->revision, 0);
	assert_int_equal(pdffile_find(f, 3, 1)->revision, 1);
	assert_int_equal(pdffile_find(f, 3, 2)->revision, 1);
	assert_null(pdffile_find(f, 8, 1));
	assert_null(pdffile_find(f, 9, 2));
	assert_null(pdffile_find(f, UINT64_MAX, 2));
	assert_int_equal(pdffile_find(f, 8, 2)->stream_len, 3);
	pdffile_value(pdffile_find(f, 3, 2), &v);
	assert_true(pdflex_find(&v, "New", &v));
	assert_int_equal(pdforigin_check(f, "x.pdf", diag), 0);
	pdffile_free(f);
}

/* Same file, same objects: same bytes; the first ID stays. */
static void
appending_is_deterministic(void **state)
{
	struct buf again = BUF_INIT;
	size_t before = m.out.len;

	(void)state;
	buf_add(&again, m.out.data, m.out.len);
	append(&m.out, 0, "[1]");
	append(&again, 0, "[1]");
	assert_int_equal(again.len, m.out.len);
	assert_memory_equal(again.data, m.out.data, again.len);
	assert_non_null(strstr(m.out.data + before, "/ID[<00><"));
	buf_clear(&again);
}

/* Exchange one text, of the same length, at its last place. */
static void
swap(const char *old, const char *now)
{
	size_t n = strlen(old), i = m.out.len - n;

	assert_int_equal(n, strlen(now));
	while (i > 0 && memcmp(m.out.data + i, old, n) != 0)
		i--;
	assert_memory_equal(m.out.data + i, old, n);
	memcpy(m.out.data + i, now, n);
}

static void
what_is_not_ours(void **state)
{
	static const struct {
		const char *old, *now, *words;
	} rows[] = {
		{ "%PDF-1.7", "%PDF-1.6", "7.5.2" },
		{ "%%EOF\n", "%%EOF ", "7.5.5" },
		{ "\nxref\n", "\nxrex\n", "7.5.4" },
		{ "trailer", "trailor", "7.5.5" },
		{ "/Size 8", "/Size 7", "Size is 7" },
		{ "/Size 8", "/Size 9", "Size is 9" },
		{ "0 8\n", "1 8\n", "7.5.4" },
		{ "65535 f", "65535 n", "7.5.4" },
		{ "00000 n\r\ntrailer", "00000 f\r\ntrailer", "7.5.4" },
		{ "00000 n\r\ntrailer", "00001 n\r\ntrailer", "7.5.4" },
		{ "7 0 obj", "6 0 obj", "object 7" },
		{ "7 0 obj", "7 1 obj", "object 7" },
		{ "endobj\nxref", "endobk\nxref", "object 7" },
		{ "/Length 4", "/Length 5", "object 4" },
		{ "/Length 4", "/Length 3", "object 4" },
		{ "endstream", "endstrean", "object 4" },
		{ "<</Root 1 0 R", "<</Root 1 1 R", "trailer" },
		{ "/ID[<00><00>]", "/XX[<00><00>]", "trailer" },
		{ "/Fields[6 0 R", "/Fields[6 0%R", "object 5" },
	};
	struct buf whole = BUF_INIT;
	size_t i;

	(void)state;
	buf_add(&whole, m.out.data, m.out.len);
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		buf_rewind(&m.out);
		buf_add(&m.out, whole.data, whole.len);
		swap(rows[i].old, rows[i].now);
		refused(&m.out, rows[i].words);
	}
	buf_clear(&whole);
}

static void
every_cut_and_tail(void **state)
{
	struct buf b = BUF_INIT;
	size_t n;

	(void)state;
	append(&m.out, 0, "[1]");
	for (n = 0; n < m.out.len; n++) {
		if (n > 6 && memcmp(m.out.data + n - 6, "%%EOF\n", 6) == 0)
			continue;
		buf_rewind(&b);
		buf_add(&b, m.out.data, n);
		refused(&b, "");
	}
	for (n = 0; n < 256; n++) {
		buf_rewind(&b);
		buf_add(&b, m.out.data, m.out.len);
		buf_addc(&b, (char)n);
		refused(&b, "");
	}
	buf_clear(&b);
}

/* One below, at, and one above. */
static void
limit_of_revisions(void **state)
{
	struct pdffile *f;
	int n;

	(void)state;
	for (n = 2; n <= LIMIT_PDF_REVISIONS; n++)
		append(&m.out, 0, "[1]");
	f = parse(&m.out);
	assert_non_null(f);
	assert_int_equal(pdffile_count(f), LIMIT_PDF_REVISIONS);
	pdffile_free(f);
	append(&m.out, 0, "[1]");
	refused(&m.out, "more than 256 revisions");
}

static void
origin(const char *words, const char *third, const char *more)
{
	struct minipdf x;
	struct pdffile *f;

	minipdf_begin(&x);
	minipdf_add(&x, "<</Type/Catalog/Pages 2 0 R>>");
	minipdf_add(&x, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
	minipdf_add(&x, third);
	if (more != NULL)
		minipdf_add(&x, more);
	minipdf_end(&x, "");
	diag = diag_new(arena);
	f = parse(&x.out);
	assert_non_null(f);
	assert_int_equal(pdforigin_check(f, "x.pdf", diag), words == NULL ?
	    0 : -1);
	if (words != NULL && strstr(diag_first(diag)->words, words) == NULL)
		fail_msg("%s", diag_first(diag)->words);
	pdffile_free(f);
	buf_clear(&x.out);
}

static void
first_revisions(void **state)
{
	(void)state;
	origin(NULL, "<</Type/Page>>", NULL);
	origin(NULL, "<</Type/Page/Annots[4 0 R]>>",
	    "<</Subtype/Link/A<</S/URI/URI(https://example.org)>>>>");
	origin("refers to object 4", "<</Type/Page/Annots[4 0 R]>>", NULL);
	origin("refers to object 4", "<</Type/Page>>", "<</Type/Page>>");
	origin("annotation", "<</Type/Page/Annots[4 0 R]>>",
	    "<</Subtype/FreeText>>");
	origin("annotation", "<</Type/Page/Annots 4 0 R>>",
	    "[<</Subtype/Link>>]");
	origin("/AA", "<</Type/Page/AA<<>>>>", NULL);
	origin("/JavaScript", "<</Type/Page/A<</S/JavaScript>>>>", NULL);
	origin("/OCG", "<</Type/Page/X 4 0 R>>", "<</Type/OCG>>");
}

static void
own_refused(const struct buf *b, const char *part)
{
	struct pdffile *f;

	diag = diag_new(arena);
	assert_int_equal(pdffile_own(b->data, b->len, "x.pdf", &f, diag), -1);
	assert_null(f);
	if (strstr(diag_first(diag)->words, part) == NULL)
		fail_msg("\"%s\" lacks \"%s\"", diag_first(diag)->words, part);
}

/* A file of ours: each object as the strict reader has it, or none. */
static void
own_objects(void **state)
{
	struct pdffile *f, *g;
	struct pdflex_value v, w;
	uint64_t n;
	char *p;

	(void)state;
	f = parse(&m.out);
	assert_non_null(f);
	assert_int_equal(pdffile_own(m.out.data, m.out.len, "x.pdf", &g,
	    diag), 0);
	assert_int_equal(pdffile_count(g), 1);
	assert_int_equal(pdffile_revision(g, 0)->end, m.out.len);
	assert_int_equal(pdffile_revision(g, 0)->xref,
	    pdffile_revision(f, 0)->xref);
	assert_int_equal(pdffile_revision(g, 0)->size, 8);
	for (n = 1; n < 8; n++) {
		pdffile_value(pdffile_find(f, n, 0), &v);
		pdffile_value(pdffile_find(g, n, 0), &w);
		assert_ptr_equal(v.p, w.p);
		assert_int_equal(v.len, w.len);
		assert_ptr_equal(pdffile_find(g, n, 0),
		    pdffile_find(g, n, 0));
	}
	assert_int_equal(pdffile_find(g, 4, 0)->stream_len, 4);
	assert_ptr_equal(pdffile_catalog(g, 0), pdffile_find(g, 1, 0));
	assert_null(pdffile_find(g, 0, 0));
	assert_null(pdffile_find(g, 8, 0));
	assert_null(pdffile_find(g, UINT64_MAX, 0));
	pdffile_free(f);
	pdffile_free(g);
	/* An entry that leads elsewhere leads to no object. */
	p = strstr(m.out.data, "xref\n0 8\n") + 9 + 3 * 20;
	assert_int_equal(p[20], '0');
	memcpy(p, p + 20, 10);
	assert_int_equal(pdffile_own(m.out.data, m.out.len, "x.pdf", &g,
	    diag), 0);
	assert_null(pdffile_find(g, 3, 0));
	assert_non_null(pdffile_find(g, 4, 0));
	memcpy(p, "9999999999", 10);
	assert_null(pdffile_find(g, 3, 0));
	pdffile_free(g);
}

/* No file from elsewhere passes for one of ours. */
static void
own_refuses(void **state)
{
	struct buf b = BUF_INIT;
	char *p;

	(void)state;
	buf_add(&b, m.out.data, m.out.len);
	append(&b, 0, "<<>>");
	own_refused(&b, "");
	buf_rewind(&b);
	buf_add(&b, m.out.data, m.out.len);
	b.data[3] = 'x';
	own_refused(&b, "not a PDF of ours");
	b.data[3] = m.out.data[3];
	p = strstr(b.data, "xref\n0 8\n");
	p[7] = '9';
	own_refused(&b, "");
	p[7] = '7';
	own_refused(&b, "");
	p[7] = '0';
	own_refused(&b, "");
	p[7] = '8';
	p = strstr(b.data, "/Size 8");
	p[6] = '9';
	own_refused(&b, "only revision");
	p[6] = '8';
	buf_addc(&b, '\n');
	own_refused(&b, "%%EOF");
	buf_clear(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(revisions_and_objects, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(appending_is_deterministic,
		    setup, teardown),
		cmocka_unit_test_setup_teardown(what_is_not_ours, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(every_cut_and_tail, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(limit_of_revisions, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(first_revisions, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(own_objects, setup, teardown),
		cmocka_unit_test_setup_teardown(own_refuses, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
