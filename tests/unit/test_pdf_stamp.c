/* The picture of a signature: what it holds, and that it can be signed in. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/date base/diag base/digest base/fs base/newfile base/inventory base/table render/bidi render/pdf_file render/pdf_pack render/pdf_rows render/pdf_target render/pdf_block render/pdf_font render/pdf_shelf render/pdf_number render/pdf_script render/pdf_shaped render/pdf_stamp render/pdf_text render/pdf_type0 render/shaping render/ttf render/ttf_subset seal/der seal/pdfappend seal/pdfclaim seal/pdfdiff seal/pdffield seal/pdffile seal/pdfxref seal/pdfjudge seal/pdflex seal/pdforigin seal/pdfplace seal/pdfrange seal/pdfsign seal/pdftext */
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
#include "render/format.h"
#include "render/pdf_stamp.h"
#include "seal/pdffile.h"
#include "seal/pdfjudge.h"
#include "seal/pdfsign.h"

#include "minipdf.inc"

#define TRUETYPE	"/usr/share/fonts/truetype/dejavu/"

static const char *const fonts[] = { TRUETYPE "DejaVuSans.ttf",
	TRUETYPE "DejaVuSans-Bold.ttf", TRUETYPE "DejaVuSansMono.ttf", NULL };
static const struct render_options options = { .font_paths = fonts };

static const struct pdf_stamp_line lines[] = {
	{ "APPROVED: I have reviewed the evidence", true, false },
	{ "\xc5\x81ukasz Example", true, false },
	{ "QA Engineer, Fictional Works", false, false },
	{ NULL, false, false },
	{ "2026-11-22 12:00 UTC", false, false },
	{ "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
	    false, true },
};
#define LINES	(sizeof(lines) / sizeof(lines[0]))

static struct arena	*arena;
static struct diag	*diag;

static int
setup(void **state)
{
	(void)state;
	arena = arena_new();
	diag = diag_new(arena);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(arena);
	digest_done();
	return 0;
}

static void
clear(struct pdf_stamp *s)
{
	size_t i;

	for (i = 0; i < s->count; i++)
		buf_clear(&s->objects[i]);
}

static int
make(void *ctx, const struct digest *d, struct buf *der, struct diag *dg)
{
	(void)ctx;
	(void)dg;
	buf_add(der, "0\042\004\040", 4);
	buf_add(der, d->b, DIGEST_LEN);
	return 0;
}

static void
form_and_fonts(void **state)
{
	struct pdf_stamp s;

	(void)state;
	assert_int_equal(pdf_stamp_make(arena, &options, 260, 70, lines,
	    LINES, &s, diag), 0);
	/* The form, and three faces of at least a dict, its descendant, a
	 * descriptor, a file and a map. */
	assert_true(s.count >= 1 + 3 * 5);
	assert_non_null(strstr(s.objects[0].data, "/Subtype/Form/BBox[0 0 "
	    "260 70 ]/Resources<</Font<</F0 "));
	assert_true(s.first > 0);
	clear(&s);
}

static void
judge_accepts_it(void **state)
{
	static const char *const fields[] = { "issuer", "signoff-1" };
	struct pdfsign_maker maker = { make, NULL, 64 };
	struct pdfsign_request r = { .field = "signoff-1", .name = "A. N. "
	    "Other", .when = 1795348800, .maker = &maker };
	struct pdfsign_stamp stamp;
	struct pdfjudge judge;
	struct pdffile *file;
	struct pdf_stamp s;
	struct minipdf m;

	(void)state;
	minipdf_make(&m, fields, 2);
	assert_int_equal(pdf_stamp_make(arena, &options, 260, 70, lines,
	    LINES, &s, diag), 0);
	stamp.objects = s.objects;
	stamp.count = s.count;
	stamp.first = s.first;
	r.stamp = &stamp;
	assert_int_equal(pdfsign_certify(&m.out, "x.pdf", &r, diag), 0);
	assert_int_equal(pdfsign_approve(&m.out, "x.pdf", &r, diag), 0);
	assert_int_equal(pdffile_parse(m.out.data, m.out.len, "x.pdf", &file,
	    diag), 0);
	assert_int_equal(pdfjudge_file(arena, file, "x.pdf", &judge, diag),
	    0);
	assert_int_equal(judge.count, 2);
	assert_null(diag_first(diag));
	pdffile_free(file);
	clear(&s);
	buf_clear(&m.out);
}

static void
long_lines_are_cut(void **state)
{
	struct pdf_stamp_line line = { NULL, false, false };
	struct pdf_stamp s;
	struct buf text = BUF_INIT;
	int i;

	(void)state;
	for (i = 0; i < 200; i++)
		buf_adds(&text, "\xc3\xbc");
	line.text = text.data;
	assert_int_equal(pdf_stamp_make(arena, &options, 100, 20, &line, 1,
	    &s, diag), 0);
	assert_null(diag_first(diag));
	clear(&s);
	buf_clear(&text);
}

/* Every number of lines in every height: nothing is lost, nothing leaks. */
static void
low_fields(void **state)
{
	struct pdf_stamp_line many[PDF_STAMP_LINES + 1];
	struct pdf_stamp s;
	size_t n, height, full = 0;

	(void)state;
	for (n = 0; n < PDF_STAMP_LINES + 1; n++)
		many[n] = lines[n % LINES];
	for (n = 0; n <= PDF_STAMP_LINES + 1; n++)
		for (height = 6; height < 90; height += 12) {
			assert_int_equal(pdf_stamp_make(arena, &options, 216,
			    (double)height, many, n, &s, diag), 0);
			if (n == LINES && height == 30)
				full = s.count;
			clear(&s);
		}
	/* All three faces are still in use where lines are joined. */
	assert_true(full >= 1 + 3 * 5);
	assert_null(diag_first(diag));
}

static void
no_font_is_a_finding(void **state)
{
	static const char *const none[] = { "/nowhere/font.ttf", NULL };
	const struct render_options o = { .font_paths = none };
	struct pdf_stamp s;

	(void)state;
	assert_int_equal(pdf_stamp_make(arena, &o, 100, 20, lines, 1, &s,
	    diag), -1);
	assert_non_null(diag_first(diag));
	assert_int_equal(s.count, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(form_and_fonts, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(judge_accepts_it, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(long_lines_are_cut, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(low_fields, setup, teardown),
		cmocka_unit_test_setup_teardown(no_font_is_a_finding, setup,
		    teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
