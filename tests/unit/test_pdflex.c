/* PDF values: what is taken, what is refused, what is the same. */

/* objects: base/mem base/arena base/buf base/utf8 base/date seal/pdflex seal/pdftext */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "seal/pdflex.h"
#include "seal/pdftext.h"

/* A copy without a byte behind it, so that overruns show. */
static int
take(const char *text, struct pdflex_value *v, char **copy)
{
	size_t n = strlen(text);
	struct pdflex in;
	int rc;

	*copy = malloc(n + (n == 0));
	memcpy(*copy, text, n);
	in.p = *copy;
	in.end = *copy + n;
	rc = pdflex_take(&in, v);
	return rc == 0 && pdflex_done(&in) ? 0 : -1;
}

static void
values_are_taken(void **state)
{
	static const struct {
		const char *text;
		enum pdflex_kind kind;
		long long number;
	} rows[] = {
		{ "null", PDFLEX_NULL, 0 }, { "true", PDFLEX_BOOL, 0 },
		{ " false\r\n", PDFLEX_BOOL, 0 }, { "0", PDFLEX_INT, 0 },
		{ "-17", PDFLEX_INT, -17 }, { "1.50", PDFLEX_REAL, 1 },
		{ "-.5", PDFLEX_REAL, 0 }, { "12 0 R", PDFLEX_REF, 12 },
		{ "/Name", PDFLEX_NAME, 0 }, { "/", PDFLEX_NAME, 0 },
		{ "/text#2Fplain", PDFLEX_NAME, 0 },
		{ "()", PDFLEX_STRING, 0 }, { "(a(b)\\))", PDFLEX_STRING, 0 },
		{ "<>", PDFLEX_STRING, 0 }, { "<0aFF>", PDFLEX_STRING, 0 },
		{ "[]", PDFLEX_ARRAY, 0 }, { "[1 0 R/A(x)[]]",
		    PDFLEX_ARRAY, 0 }, { "<<>>", PDFLEX_DICT, 0 },
		{ "<</A<</A 1>>/B[2]>>", PDFLEX_DICT, 0 },
	};
	struct pdflex_value v;
	char *copy;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (take(rows[i].text, &v, &copy) != 0)
			fail_msg("refused: %s", rows[i].text);
		assert_int_equal(v.kind, rows[i].kind);
		assert_int_equal(v.number, rows[i].number);
		free(copy);
	}
}

static void
others_are_refused(void **state)
{
	static const char *const rows[] = { "", " ", "nul", "nullx", "True",
		"+1", "1e5", "--1", "-", ".", "1.2.3", "1234567890123456789",
		"0 0 R", "01 0 R", "1 1 R", "1  0 R", "-1 0 R", "1 0 Rx",
		"/A#41", "/A#2f", "/A#", "/A#00", "/A#4", "(", "(()", "(\\",
		"<", "<0>", "<0g>", "<00", "<0 0>", "[", "[1", "]", "<<",
		"<</A>>", "<<1 2>>", "<</A 1", "<</A 1>", "<</A 1/A 2>>",
		"<<(A) 1>>", "{}", "%x", "1 %x", "[1%x\n]", "\f1", "\v",
		"1 2" };
	struct pdflex_value v;
	char *copy;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (take(rows[i], &v, &copy) == 0)
			fail_msg("taken: %s", rows[i]);
		free(copy);
	}
}

/* One below, at, and one above each limit. */
static void
limits_hold(void **state)
{
	struct buf b = BUF_INIT;
	struct pdflex_value v;
	char *copy;
	size_t i, n;

	(void)state;
	for (n = 31; n <= 33; n++) {
		buf_rewind(&b);
		buf_pad(&b, '[', n);
		buf_pad(&b, ']', n);
		assert_int_equal(take(b.data, &v, &copy), n <= 32 ? 0 : -1);
		free(copy);
	}
	for (n = 63; n <= 65; n++) {
		buf_rewind(&b);
		buf_adds(&b, "<<");
		for (i = 0; i < n; i++)
			buf_printf(&b, "/K%zu %zu", i, i);
		buf_adds(&b, ">>");
		assert_int_equal(take(b.data, &v, &copy), n <= 64 ? 0 : -1);
		free(copy);
	}
	for (n = 126; n <= 128; n++) {
		buf_rewind(&b);
		buf_addc(&b, '/');
		buf_pad(&b, 'x', n);
		assert_int_equal(take(b.data, &v, &copy), n <= 127 ? 0 : -1);
		free(copy);
	}
	buf_clear(&b);
}

static bool
same(const char *a, const char *b)
{
	struct pdflex_value v, w;
	char *x, *y;
	bool yes;

	assert_int_equal(take(a, &v, &x), 0);
	assert_int_equal(take(b, &w, &y), 0);
	yes = pdflex_same(&v, &w);
	assert_int_equal(yes, pdflex_same(&w, &v));
	free(x);
	free(y);
	return yes;
}

static void
same_and_other(void **state)
{
	(void)state;
	assert_true(same("<</A 1/B[ 2 ]>>", "<< /B [2]\n/A 1 >>"));
	assert_true(same("(ab)", "<6162>"));
	assert_true(same("(a\\(b\\051\\n)", "(a(b)\\012)"));
	assert_false(same("(ab)", "(ac)"));
	assert_false(same("<</A 1>>", "<</A 1/B 2>>"));
	assert_false(same("<</A 1/B 2>>", "<</A 1/C 2>>"));
	assert_false(same("<</A 1/B 2>>", "<</A 2/B 1>>"));
	assert_false(same("[1 2]", "[2 1]"));
	assert_false(same("[1]", "[1 1]"));
	assert_false(same("1", "1.0"));
	assert_false(same("1", "1 0 R"));
	assert_false(same("/A", "(A)"));
	assert_false(same("[]", "<<>>"));
}

static void
looking_up(void **state)
{
	struct pdflex_value v, w;
	char *copy;

	(void)state;
	assert_int_equal(take("<</AB 1/A/B/B<</A 3>>/C 7 0 R>>", &v, &copy),
	    0);
	assert_true(pdflex_find(&v, "A", &w));
	assert_true(pdflex_is(&w, "B"));
	assert_true(pdflex_says(&v, "A", "B"));
	assert_false(pdflex_says(&v, "A", "BC"));
	assert_true(pdflex_get(&v, "AB", PDFLEX_INT, &w));
	assert_true(pdflex_is_int(&w, 1));
	assert_false(pdflex_get(&v, "C", PDFLEX_INT, &w));
	assert_false(pdflex_find(&v, "ABC", &w));
	assert_false(pdflex_find(&v, "", &w));
	assert_int_equal(pdflex_count(&v), 4);
	free(copy);
}

static bool
count_ref(void *ctx, const struct pdflex_value *v)
{
	*(int *)ctx += (int)v->number;
	return v->number != 99;
}

static bool
refuse_bad(void *ctx, const struct pdflex_value *v)
{
	(void)ctx;
	return !pdflex_is(v, "Bad");
}

static void
walking(void **state)
{
	struct pdflex_value v;
	char *copy;
	int sum = 0;

	(void)state;
	assert_int_equal(take("<</A 3 0 R/B[4 0 R<</C 5 0 R>>(9 0 R)<00>]>>",
	    &v, &copy), 0);
	assert_true(pdflex_walk(&v, count_ref, NULL, &sum));
	assert_int_equal(sum, 12);
	assert_true(pdflex_walk(&v, count_ref, refuse_bad, &sum));
	free(copy);
	assert_int_equal(take("[/Good<</A/Bad>>]", &v, &copy), 0);
	assert_false(pdflex_walk(&v, count_ref, refuse_bad, &sum));
	free(copy);
	assert_int_equal(take("[99 0 R]", &v, &copy), 0);
	assert_false(pdflex_walk(&v, count_ref, NULL, &sum));
	free(copy);
}

static void
texts(void **state)
{
	static const char *const rows[] = { "", "plain", "with (brackets) \\",
		"\xc5\x81ukasz", "\xf0\x9f\x9a\x80 up" };
	static const char *const bad[] = { "(\\377)", "<feffd800>",
		"<feff00>", "<feff0000>", "<efbbbf41>", "(a\\nb)", "/Name" };
	struct buf b = BUF_INIT, out = BUF_INIT;
	struct pdflex_value v;
	char *copy;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		buf_rewind(&b);
		buf_rewind(&out);
		pdftext_put(&b, rows[i]);
		assert_int_equal(take(b.data, &v, &copy), 0);
		assert_int_equal(pdftext_read(&v, &out), 0);
		assert_string_equal(buf_str(&out), rows[i]);
		free(copy);
	}
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_int_equal(take(bad[i], &v, &copy), 0);
		assert_int_equal(pdftext_read(&v, &out), -1);
		free(copy);
	}
	buf_clear(&b);
	buf_clear(&out);
}

static void
dates(void **state)
{
	static const char *const bad[] = { "(D:20261122120000)",
		"(D:20261322120000Z)", "(D:2026112212000Z)",
		"(D:20261122120000+01'00')", "<443A>", "(x)" };
	struct buf b = BUF_INIT;
	struct pdflex_value v;
	int64_t sec;
	char *copy;
	size_t i;

	(void)state;
	pdftext_put_date(&b, 1795348800);
	assert_string_equal(b.data, "(D:20261122120000Z)");
	assert_int_equal(take(b.data, &v, &copy), 0);
	assert_int_equal(pdftext_read_date(&v, &sec), 0);
	assert_int_equal(sec, 1795348800);
	free(copy);
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_int_equal(take(bad[i], &v, &copy), 0);
		assert_int_equal(pdftext_read_date(&v, &sec), -1);
		free(copy);
	}
	buf_clear(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_are_taken),
		cmocka_unit_test(others_are_refused),
		cmocka_unit_test(limits_hold),
		cmocka_unit_test(same_and_other),
		cmocka_unit_test(looking_up),
		cmocka_unit_test(walking),
		cmocka_unit_test(texts),
		cmocka_unit_test(dates),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
