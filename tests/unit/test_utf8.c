/* UTF-8: the gate, and what terminals and documents get. */

/* objects: base/mem base/buf base/utf8 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/utf8.h"

static void
test_check(void **state)
{
	static const struct {
		const char	*s;
		size_t		 n, bad;
		int		 rc;
	} rows[] = {
		{ "", 0, 0, 0 },
		{ "plain ascii, more than eight bytes", 34, 0, 0 },
		{ "gr\xc3\xbc\xc3\x9f", 6, 0, 0 },
		{ "\xf0\x9f\x9a\x80", 4, 0, 0 },
		{ "\xf4\x8f\xbf\xbf", 4, 0, 0 },
		{ "\xef\xbf\xbf", 3, 0, 0 },
		{ "abcdefgh\xff", 9, 8, -1 },
		{ "a\xc0\xaf", 3, 1, -1 },		/* overlong */
		{ "\xc1\xbf", 2, 0, -1 },
		{ "\xe0\x9f\xbf", 3, 0, -1 },
		{ "\xf0\x8f\xbf\xbf", 4, 0, -1 },
		{ "\xed\xa0\x80", 3, 0, -1 },		/* surrogate */
		{ "\xed\xbf\xbf", 3, 0, -1 },
		{ "\xf4\x90\x80\x80", 4, 0, -1 },	/* beyond */
		{ "\xf5\x80\x80\x80", 4, 0, -1 },
		{ "title\xc3", 6, 5, -1 },		/* cut */
		{ "\xe2\x82", 2, 0, -1 },
		{ "\x80", 1, 0, -1 },
		{ "\xc3\xc3\xbc", 3, 0, -1 },
	};
	size_t	i, bad;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		bad = 0;
		assert_int_equal(utf8_check(rows[i].s, rows[i].n, &bad),
		    rows[i].rc);
		assert_int_equal(bad, rows[i].bad);
		assert_int_equal(utf8_check(rows[i].s, rows[i].n, NULL),
		    rows[i].rc);
	}
}

static void
test_round_trip(void **state)
{
	char		out[4];
	size_t		n, used;
	uint32_t	cp;

	(void)state;
	for (cp = 1; cp < 0x110000; cp += cp < 0x3000 ? 1 : 97) {
		if (cp >= 0xd800 && cp <= 0xdfff)
			continue;
		n = utf8_encode(cp, out);
		assert_int_equal(utf8_check(out, n, NULL), 0);
		assert_int_equal(utf8_decode(out, n, &used), cp);
		assert_int_equal(used, n);
	}
}

static void
test_decode_malformed(void **state)
{
	size_t	used;

	(void)state;
	assert_int_equal(utf8_decode("\xff", 1, &used), 0xfffd);
	assert_int_equal(used, 1);
	assert_int_equal(utf8_decode("\xe2\x82", 2, &used), 0xfffd);
	assert_int_equal(used, 2);
	assert_int_equal(utf8_decode("\xe2(", 2, &used), 0xfffd);
	assert_int_equal(used, 1);
}

static void
test_columns(void **state)
{
	(void)state;
	assert_int_equal(utf8_columns('a'), 1);
	assert_int_equal(utf8_columns(0xad), 1);
	assert_int_equal(utf8_columns(0x301), 0);
	assert_int_equal(utf8_columns(0x200b), 0);
	assert_int_equal(utf8_columns(0xfe0f), 0);
	assert_int_equal(utf8_columns(0x4e2d), 2);
	assert_int_equal(utf8_columns(0xff21), 2);
	assert_int_equal(utf8_columns(0x1f680), 2);
	assert_int_equal(utf8_columns(0x2705), 2);
	assert_int_equal(utf8_columns(0x20ac), 1);
	assert_int_equal(utf8_columns(0x10ffff), 1);
	assert_int_equal(utf8_width("e\xcc\x81" "a\xe4\xb8\xad", 7), 4);
	assert_int_equal(utf8_count("e\xcc\x81" "a\xe4\xb8\xad"), 4);
}

static const char *
safe(const char *s, size_t n, size_t max)
{
	static struct buf	b;

	buf_clear(&b);
	utf8_safe(&b, s, n, max);
	return b.data;
}

static void
test_safe(void **state)
{
	(void)state;
	assert_string_equal(safe("plain", 5, 0), "plain");
	assert_string_equal(safe("", 0, 0), "");
	assert_string_equal(safe("a\x1b]0;evil\a", 10, 0),
	    "a\\x{1B}]0;evil\\x{7}");
	assert_string_equal(safe("a\rb\nc\td", 7, 0),
	    "a\\x{D}b\\x{A}c\\x{9}d");
	assert_string_equal(safe("\xe2\x80\xaessap", 7, 0), "\\x{202E}ssap");
	assert_string_equal(safe("\xc2\x9b" "31m", 5, 0), "\\x{9B}31m");
	assert_string_equal(safe("a\xff" "b", 3, 0), "a\\x{FFFD}b");
	assert_string_equal(safe("a\0b", 3, 0), "a\\x{0}b");
	assert_string_equal(safe("gr\xc3\xbcn", 5, 0), "gr\xc3\xbcn");
}

static void
test_safe_cut(void **state)
{
	struct buf	b = BUF_INIT;

	(void)state;
	assert_string_equal(safe("abcdef", 6, 6), "abcdef");
	assert_string_equal(safe("abcdefg", 7, 6), "abc...");
	assert_string_equal(safe("abcdefg", 7, 3), "...");
	assert_string_equal(safe("abcdefg", 7, 2), "..");
	assert_string_equal(safe("abcdefg", 7, 1), ".");
	/* A wide character is never halved. */
	assert_string_equal(safe("\xe4\xb8\xad\xe4\xb8\xad\xe4\xb8\xad", 9, 6),
	    "\xe4\xb8\xad\xe4\xb8\xad\xe4\xb8\xad");
	assert_string_equal(safe("\xe4\xb8\xad\xe4\xb8\xad\xe4\xb8\xad", 9, 5),
	    "\xe4\xb8\xad...");
	assert_string_equal(safe("ab\x1b" "cd", 5, 6), "ab...");
	/* What stood in the buffer before is not counted or cut. */
	buf_adds(&b, "before ");
	utf8_safe(&b, "abcdefg", 7, 6);
	assert_string_equal(b.data, "before abc...");
	buf_clear(&b);
}

static const char *
visible(const char *s, size_t n)
{
	static struct buf	b;

	buf_clear(&b);
	utf8_visible(&b, s, n);
	return b.data;
}

static void
test_visible(void **state)
{
	(void)state;
	assert_string_equal(visible("a\tb\nc", 5), "a\tb\nc");
	assert_string_equal(visible("\x1b", 1), "\xe2\x90\x9b");
	assert_string_equal(visible("\r", 1), "\xe2\x90\x8d");
	assert_string_equal(visible("a\0b", 3), "a\xe2\x90\x80" "b");
	assert_string_equal(visible("\x7f", 1), "\xe2\x90\xa1");
	assert_string_equal(visible("\xc2\x85", 2), "\xef\xbf\xbd");
	assert_string_equal(visible("\xe2\x80\xa8", 3), "\xef\xbf\xbd");
	assert_string_equal(visible("\xef\xbf\xbf", 3), "\xef\xbf\xbd");
	assert_string_equal(visible("x\xe2\x80\xaey", 5), "x[U+202E]y");
	assert_string_equal(visible("\xd8\x9c", 2), "[U+061C]");
	assert_string_equal(visible("\xff", 1), "\xef\xbf\xbd");
	assert_string_equal(visible("<\xc3\xbc>", 4), "<\xc3\xbc>");
	/* Zero-width joiner and emoji are text. */
	assert_string_equal(visible("\xe2\x80\x8d", 3), "\xe2\x80\x8d");
}

static void
test_rtl(void **state)
{
	(void)state;
	assert_true(utf8_is_rtl(0x5d0));
	assert_true(utf8_is_rtl(0x627));
	assert_true(utf8_is_rtl(0x710));
	assert_false(utf8_is_rtl('a'));
	assert_false(utf8_is_rtl(0x4e2d));
	assert_false(utf8_is_rtl(0xfeff));
}

static void
test_blank(void **state)
{
	(void)state;
	assert_true(utf8_is_blank(""));
	assert_true(utf8_is_blank(" \t\r\n"));
	assert_true(utf8_is_blank("\xc2\xa0\xe2\x80\x8b\xe3\x80\x80"));
	assert_true(utf8_is_blank("\xe2\xa0\x80\xcc\x81\xef\xbb\xbf"));
	assert_false(utf8_is_blank(" ."));
	assert_false(utf8_is_blank("\xc2\xa0\xc3\xa9"));
	assert_false(utf8_is_blank("\xe6\xaf\xab"));
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_check),
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_decode_malformed),
		cmocka_unit_test(test_columns),
		cmocka_unit_test(test_safe),
		cmocka_unit_test(test_safe_cut),
		cmocka_unit_test(test_visible),
		cmocka_unit_test(test_rtl),
		cmocka_unit_test(test_blank),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
