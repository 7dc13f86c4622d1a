/* The gate in front of the JSON library: what it takes, what it says. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/diag intake/escape intake/numeral intake/slip intake/strict */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "intake/strict.h"

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
	return 0;
}

/* Checked in a block of exactly its size, so that overruns are seen. */
static int
check_bytes(const char *text, size_t n)
{
	char	*copy = malloc(n == 0 ? 1 : n);
	int	 rc;

	assert_non_null(copy);
	memcpy(copy, text, n);
	diag = diag_new(arena);
	rc = strict_check(arena, copy, n, "f", NULL, diag);
	free(copy);
	assert_int_equal(rc == 0, diag_first(diag) == NULL);
	return rc;
}

static int
check(const char *text)
{
	return check_bytes(text, strlen(text));
}

static void
refused(const char *text, size_t n, enum diag_code code, unsigned line,
    unsigned col, const char *pointer)
{
	const struct finding	*f;

	if (check_bytes(text, n) == 0)
		fail_msg("accepted: %s", text);
	f = diag_first(diag);
	if (f->code != code || f->at.line != line || f->at.col != col ||
	    strcmp(f->at.pointer, pointer) != 0)
		fail_msg("%s: %s %u:%u at %s: %s", text, diag_id(f->code),
		    f->at.line, f->at.col, f->at.pointer, f->words);
	assert_string_equal(f->at.file, "f");
}

#define REFUSED(text, code, line, col, pointer) \
	refused(text, sizeof(text) - 1, DIAG_JSON_##code, line, col, pointer)

/* The first finding has these words. */
static void
says(const char *text, const char *words)
{
	assert_int_equal(check(text), -1);
	if (strstr(diag_first(diag)->words, words) == NULL)
		fail_msg("%s: %s", text, diag_first(diag)->words);
}

static void
test_good(void **state)
{
	static const char *const	good[] = {
		"{}", "[]", "0", "-0", "true", "false", "null", "\"\"",
		" \t\r\n{ \"a\" : [ 1 , 2.5e-3 , {} ] } \n",
		"{\"a\":{\"b\":{\"a\":1}},\"b\":2}",
		"[\"\\u00e9\\ud83d\\ude00\\\\\\/\\b\\f\\n\\r\\t\\\"\"]",
		"\"\xc3\xa9\xf0\x9f\x98\x80\"", "[0.0,1e5,1E+5,1e-400,0e999]",
		"{\"\":1,\"a\":2,\"A\":3}", "[-1.5,10,100.25]",
		"\"a long text without anything that needs a look\"",
		"{\"abcdefghijkl\":1,\"abcdefghijkm\":1}",
	};
	size_t				i;

	(void)state;
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		if (check(good[i]) != 0)
			fail_msg("%s: %s", good[i], diag_first(diag)->words);
}

static void
test_duplicates(void **state)
{
	(void)state;
	REFUSED("{\"status\":\"fail\",\"status\":\"pass\"}", DUPLICATE_KEY,
	    1, 18, "/status");
	says("{\n  \"status\":\"fail\",\n  \"status\":\"pass\"}",
	    "duplicate member \"status\"; first at 2:3");
	REFUSED("{\"status\":1,\"st\\u0061tus\":2}", DUPLICATE_KEY, 1, 13,
	    "/status");
	REFUSED("{\"\\ud83d\\ude00\":1,\"\xf0\x9f\x98\x80\":2}",
	    DUPLICATE_KEY, 1, 19, "/\xf0\x9f\x98\x80");
	REFUSED("{\"m\":[0,{\"a/b~\":1,\"a/b~\":2}]}", DUPLICATE_KEY, 1, 19,
	    "/m/1/a~1b~0");
	/* Both of two are told. */
	assert_int_equal(check("{\"a\":1,\"a\":2,\"b\":3,\"b\":4}"), -1);
	assert_int_equal(diag_count(diag, DIAG_ERROR), 2);
	/* The same name on another level is another name. */
	assert_int_equal(check("{\"a\":{\"a\":1},\"b\":[{\"a\":1}]}"), 0);
}

static void
test_nul_and_surrogates(void **state)
{
	(void)state;
	REFUSED("{\"s\":\"pass\\u0000 but waived\"}", NUL, 1, 11, "/s");
	REFUSED("{\"a\\u0000x\":1}", NUL, 1, 4, "");
	REFUSED("{\"s\":\"a\0b\"}", NUL, 1, 8, "");
	REFUSED("[1,\0 2]", NUL, 1, 4, "");
	REFUSED("\"\\ud800\"", SURROGATE, 1, 2, "");
	REFUSED("\"\\udc00\"", SURROGATE, 1, 2, "");
	REFUSED("\"\\udc00\\ud800\"", SURROGATE, 1, 2, "");
	REFUSED("\"\\ud800x\"", SURROGATE, 1, 2, "");
	REFUSED("\"\\ud800\\u0041\"", SURROGATE, 1, 2, "");
	REFUSED("\"\\ud800\\ud800\\udc00\"", SURROGATE, 1, 2, "");
	REFUSED("\"\\ud800\\u", SURROGATE, 1, 2, "");
}

static void
test_encoding(void **state)
{
	(void)state;
	REFUSED("\xef\xbb\xbf{}", BOM, 1, 1, "");
	REFUSED("\xff\xfe{\0}\0", UTF8, 1, 1, "");
	REFUSED("{\"a\":\"\xc3\xa9\xff\xfe\"}", UTF8, 1, 8, "");
	REFUSED("{\"a\":\"\xc0\xaf\"}", UTF8, 1, 7, "");
	REFUSED("{\"a\":\"\xed\xa0\x80\"}", UTF8, 1, 7, "");
	REFUSED("{\"a\":\"x\xc3", UTF8, 1, 8, "");
	says("{\"a\":\"\xff\"}", "byte 0xff at offset 6");
	says("\xff\xfe", "UTF-16");
}

static void
test_numbers(void **state)
{
	(void)state;
	REFUSED("[01]", SYNTAX, 1, 3, "/0");
	REFUSED("[-01]", SYNTAX, 1, 4, "/0");
	REFUSED("[2.]", SYNTAX, 1, 4, "/0");
	REFUSED("[2.e3]", SYNTAX, 1, 4, "/0");
	REFUSED("[.5]", SYNTAX, 1, 2, "/0");
	REFUSED("[+1]", SYNTAX, 1, 2, "/0");
	REFUSED("[0x10]", SYNTAX, 1, 3, "/0");
	REFUSED("[1e]", SYNTAX, 1, 4, "/0");
	REFUSED("[1e+]", SYNTAX, 1, 5, "/0");
	REFUSED("[--1]", SYNTAX, 1, 3, "/0");
	REFUSED("[-]", SYNTAX, 1, 3, "/0");
	REFUSED("[1.2.3]", SYNTAX, 1, 5, "/0");
	REFUSED("[5ms]", SYNTAX, 1, 3, "/0");
	REFUSED("{\"m\":{\"p95\":1e400}}", NUMBER, 1, 13, "/m/p95");
	REFUSED("[-1e400]", NUMBER, 1, 2, "/0");
	REFUSED("[1e308]", NUMBER, 1, 2, "/0");
	REFUSED("[0.1e999999999999999999999]", NUMBER, 1, 2, "/0");
	assert_int_equal(check("[9e307,1e-999999999999999999999]"), 0);
	/* Out of range is told for each. */
	assert_int_equal(check("[1e400,1e401,\"x\"]"), -1);
	assert_int_equal(diag_count(diag, DIAG_ERROR), 2);
}

static void
test_hints(void **state)
{
	(void)state;
	says("[1,]", "trailing comma");
	says("{\"a\":1,}", "trailing comma");
	says("// x\n{}", "no comments");
	says("{\"a\":1, # x\n\"b\":2}", "no comments");
	says("{} /* x */", "no comments");
	says("{'a':1}", "double quotes");
	says("['a']", "double quotes");
	says("{a:1}", "\"a\" stands without quotes");
	says("[NaN]", "no NaN");
	says("[-Infinity]", "no Infinity");
	says("[True]", "true in lower case");
	says("[None]", "no None");
	says("{\"a\" 1}", "':' after the member name");
	says("{\"a\"=1}", "a colon parts");
	says("{\"a\":1 \"b\":2}", "a comma is missing before this member");
	says("[\"a\" \"b\"]", "a comma is missing before this element");
	says("{\"a\":1", "the file is cut off or a '}' is missing");
	says("{\"a\":[1", "inside the array that opens at 1:6");
	says("{\"a\":\"tex", "does not end");
	says("[\"a\tb\"]", "a tab stands raw");
	says("[\"a\nb\"]", "a line end stands raw");
	says("[\"\\x41\"]", "\\ is followed by");
	says("[\"\\u12g4\"]", "four hexadecimal digits");
	says("", "holds no value");
	says("  \n", "holds no value");
	says("{} x", "one file holds one value");
	says("{}{}", "after the end of the value");
	REFUSED("{}\n\n  x", TRAILING, 3, 3, "");
}

/* Each byte at each place of a string: what is plain is not looked at one
 * by one, and must not hide what is not. */
static void
test_every_byte(void **state)
{
	char	text[32];
	size_t	at;
	int	c;
	bool	plain;

	(void)state;
	for (at = 1; at < 25; at++)
		for (c = 0; c < 256; c++) {
			memset(text, 'a', sizeof(text));
			text[0] = text[26] = '"';
			text[at] = (char)c;
			plain = c >= 0x20 && c < 0x80 && c != '"' &&
			    c != '\\';
			if ((check_bytes(text, 27) == 0) != plain)
				fail_msg("byte 0x%02x at %zu", c, at);
		}
}

/* Columns count code points; lines end with a line feed. */
static void
test_places(void **state)
{
	struct strict_tokens	 t = STRICT_TOKENS_INIT;
	const char		*text = "{\"\xc3\xa4\xe2\x82\xac\": 12.50,\r\n"
				    "\t\"b\": [true, \"x\"]}";

	(void)state;
	assert_int_equal(strict_check(arena, text, strlen(text), "f", &t,
	    diag), 0);
	assert_int_equal(t.count, 5);
	assert_int_equal(t.list[0].line, 1);
	assert_int_equal(t.list[0].col, 1);
	assert_int_equal(t.list[1].col, 8);
	assert_int_equal(t.list[1].len, 5);
	assert_memory_equal(text + t.list[1].at, "12.50", 5);
	assert_int_equal(t.list[2].line, 2);
	assert_int_equal(t.list[2].col, 7);
	assert_int_equal(t.list[2].len, 0);
	assert_int_equal(t.list[4].col, 14);
	strict_clear(&t);
	assert_int_equal(t.count, 0);
	REFUSED("[\"\xc3\xa4\xe2\x82\xac\", x]", SYNTAX, 1, 8, "/1");
}

static void
fill(struct buf *b, const char *text, size_t times)
{
	while (times-- > 0)
		buf_adds(b, text);
}

static int
check_buf(struct buf *b)
{
	int	rc = check_bytes(b->data, b->len);

	buf_clear(b);
	return rc;
}

static void
limit(enum diag_code code)
{
	assert_int_equal(diag_first(diag)->code, code);
}

/* Each limit: one below, at, one above. */
static void
test_limits(void **state)
{
	struct buf	b = BUF_INIT;
	int		over;

	(void)state;
	for (over = -1; over <= 1; over++) {
		size_t	n;

		n = (size_t)(LIMIT_JSON_DEPTH + over);
		fill(&b, "[", n);
		fill(&b, "]", n);
		assert_int_equal(check_buf(&b), over > 0 ? -1 : 0);

		n = (size_t)(LIMIT_JSON_VALUES + over);
		buf_adds(&b, "[");
		fill(&b, "1,", n - 2);
		buf_adds(&b, "1]");
		assert_int_equal(check_buf(&b), over > 0 ? -1 : 0);

		n = (size_t)(LIMIT_JSON_STRING + over);
		buf_adds(&b, "[\"");
		fill(&b, "a", n);
		buf_adds(&b, "\"]");
		assert_int_equal(check_buf(&b), over > 0 ? -1 : 0);

		n = (size_t)(LIMIT_JSON_KEY + over);
		buf_adds(&b, "{\"");
		fill(&b, "a", n);
		buf_adds(&b, "\":1}");
		assert_int_equal(check_buf(&b), over > 0 ? -1 : 0);

		n = (size_t)(LIMIT_JSON_NUMBER + over);
		buf_adds(&b, "[0.");
		fill(&b, "1", n - 2);
		buf_adds(&b, "]");
		assert_int_equal(check_buf(&b), over > 0 ? -1 : 0);

		n = (size_t)(LIMIT_EVIDENCE_BYTES + over);
		fill(&b, " ", n - 2);
		buf_adds(&b, "{}");
		assert_int_equal(check_buf(&b), over > 0 ? -1 : 0);
	}
	limit(DIAG_JSON_LIMIT);
	/* Escapes count as what they mean. */
	buf_adds(&b, "[\"");
	fill(&b, "\\u00e9", LIMIT_JSON_STRING / 2);
	buf_adds(&b, "\"]");
	assert_int_equal(check_buf(&b), 0);
	fill(&b, "[", 100000);
	assert_int_equal(check_buf(&b), -1);
	limit(DIAG_JSON_LIMIT);
	assert_int_equal(diag_first(diag)->at.col, LIMIT_JSON_DEPTH + 1);
}

static void
test_members_limit(void **state)
{
	struct buf	b = BUF_INIT;
	int		i, over;

	(void)state;
	for (over = -1; over <= 1; over++) {
		buf_adds(&b, "{");
		for (i = 0; i < LIMIT_JSON_KEYS + over; i++)
			buf_printf(&b, "%s\"k%d\":1", i > 0 ? "," : "", i);
		buf_adds(&b, "}");
		assert_int_equal(check_buf(&b), over > 0 ? -1 : 0);
	}
	limit(DIAG_JSON_LIMIT);
}

/* A file of faults does not become a flood of findings. */
static void
test_many_findings(void **state)
{
	struct buf	b = BUF_INIT;

	(void)state;
	buf_adds(&b, "[");
	fill(&b, "1e999,", 1000);
	buf_adds(&b, "1]");
	assert_int_equal(check_buf(&b), -1);
	assert_int_equal(diag_count(diag, DIAG_ERROR), LIMIT_FINDINGS_PRINTED);
}

/* Every cut of a good text is refused, and none reads behind its end. */
static void
test_cuts(void **state)
{
	static const char	text[] = "{\"a\":[1.5e3,\"\\u00e9\\ud83d\\ude00"
				    "\",true],\"b\":{\"c\":null}}";
	size_t			n;

	(void)state;
	assert_int_equal(check(text), 0);
	for (n = 0; n < sizeof(text) - 1; n++)
		assert_int_equal(check_bytes(text, n), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_good, setup, teardown),
		cmocka_unit_test_setup_teardown(test_duplicates, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_nul_and_surrogates,
		    setup, teardown),
		cmocka_unit_test_setup_teardown(test_encoding, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_numbers, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_hints, setup, teardown),
		cmocka_unit_test_setup_teardown(test_every_byte, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_places, setup, teardown),
		cmocka_unit_test_setup_teardown(test_limits, setup, teardown),
		cmocka_unit_test_setup_teardown(test_members_limit, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_many_findings, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_cuts, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
