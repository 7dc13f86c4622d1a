/* Order of letters on a line: levels, order, mirrors, and what marks of direction may not do. */

/* objects: base/mem base/utf8 base/buf render/bidi */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "render/bidi.h"

/* Levels as digits, one a character that begins here. */
static const char *
levels(const char *s)
{
	static char out[256];
	unsigned char level[256];
	size_t i, n = strlen(s), k = 0;

	assert_true(n < sizeof(level));
	out[k++] = (char)('0' + bidi_levels(s, n, level));
	out[k++] = ':';
	for (i = 0; i < n; i++)
		if (((unsigned char)s[i] & 0xc0) != 0x80)
			out[k++] = (char)('0' + level[i]);
		else
			assert_int_equal(level[i], level[i - 1]);
	out[k] = '\0';
	return out;
}

static void
test_levels(void **state)
{
	(void)state;
	assert_string_equal(levels("abc 12"), "0:000000");
	assert_string_equal(levels("שלום abc"), "1:11111222");
	assert_string_equal(levels("abc שלום."), "0:000011110");
	/* The first strong letter decides, not the first character. */
	assert_string_equal(levels("12 (שלום)"), "1:221111111");
	/* Numbers run from left to right among Arabic letters. */
	assert_string_equal(levels("علي 2026"), "1:11112222");
	assert_string_equal(levels(""), "0:");
	assert_string_equal(levels("..."), "0:000");
}

/* A name does not turn the date after it. */
static void
test_parts(void **state)
{
	(void)state;
	/* Between Arabic letters numbers part at a hyphen. */
	assert_string_equal(levels("علي 1-2"), "1:1111212");
	assert_string_equal(levels("علي \xc2\xb7 1-2 \xc2\xb7 שלום"),
	    "0:1110000000001111");
}

/* Marks that open something have no effect on what comes after. */
static void
test_controls(void **state)
{
	(void)state;
	assert_string_equal(levels("\xe2\x80\xae" "ab"), "0:000");
	assert_string_equal(levels("\xe2\x81\xa7" "ab"), "0:000");
	assert_string_equal(levels("\xe2\x80\xab" "ab 1"), "0:00000");
}

static void
order_is(const char *digits, const char *want)
{
	unsigned char level[32] = { 0 };
	size_t order[32], i, n = strlen(digits);
	char got[33];

	for (i = 0; i < n; i++)
		level[i] = (unsigned char)(digits[i] - '0');
	bidi_order(level, n, order);
	for (i = 0; i < n; i++)
		got[i] = (char)('a' + order[i]);
	got[n] = '\0';
	assert_string_equal(got, want);
}

static void
test_order(void **state)
{
	(void)state;
	order_is("", "");
	order_is("000", "abc");
	order_is("111", "cba");
	order_is("0110", "acbd");
	order_is("11221", "ecdba");
	order_is("1020", "abcd");
	order_is("12321", "ebcda");
}

static void
test_mirror(void **state)
{
	(void)state;
	assert_int_equal(bidi_mirror('('), ')');
	assert_int_equal(bidi_mirror(0xab), 0xbb);
	assert_int_equal(bidi_mirror('a'), 'a');
	assert_int_equal(bidi_mirror(0x0645), 0x0645);
}

static void
test_needed(void **state)
{
	(void)state;
	assert_false(bidi_needed("Gr\xc3\xbc\xc3\x9f Ελένη 李明 नम ไทย", 32));
	assert_true(bidi_needed("a ש", 4));
	assert_true(bidi_needed("a م", 4));
	/* Adlam, beyond the first plane. */
	assert_true(bidi_needed("\xf0\x9e\xa4\x80", 4));
	assert_false(bidi_needed("🚀", 4));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_levels),
		cmocka_unit_test(test_parts),
		cmocka_unit_test(test_controls),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_mirror),
		cmocka_unit_test(test_needed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
