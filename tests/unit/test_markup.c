/* The element writer and the last look at what it wrote. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/diag render/anchor render/guard render/markup */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "render/anchor.h"
#include "render/guard.h"
#include "render/markup.h"

static char *
write_one(const char *value, const char *text)
{
	struct arena *a = arena_new();
	struct buf b = BUF_INIT;
	struct markup *m = markup_open(&b);

	markup_begin(m, "p");
	markup_attribute(m, "aria-label", value);
	markup_text(m, text);
	markup_begin(m, "br");
	markup_end_void(m);
	markup_end(m);
	assert_int_equal(markup_close(m, diag_new(a)), 0);
	arena_free(a);
	return b.data;
}

static void
check(const char *value, const char *text, const char *want)
{
	char *got = write_one(value, text);

	assert_string_equal(got, want);
	free(got);
}

static void
test_forms(void **state)
{
	struct arena *a = arena_new();
	struct buf b = BUF_INIT;
	struct markup *m;

	(void)state;
	buf_adds(&b, "kept ");
	m = markup_open(&b);
	markup_doctype(m);
	markup_begin(m, "html");
	markup_element(m, "div", NULL, NULL);
	markup_element(m, "p", "note", "x");
	markup_newline(m);
	markup_begin_class(m, "ul", NULL);
	/* What is left open is ended. */
	assert_int_equal(markup_close(m, diag_new(a)), 0);
	assert_string_equal(buf_str(&b), "kept <!DOCTYPE html>\n<html>"
	    "<div></div><p class=\"note\">x</p>\n<ul/></html>\n");
	buf_clear(&b);
	arena_free(a);
}

static void
test_escapes(void **state)
{
	(void)state;
	check(NULL, "a < b & c > d \"e\" 'f'",
	    "<p>a &lt; b &amp; c &gt; d &quot;e&quot; 'f'<br/></p>\n");
	check("\"><script>x</script>", "y",
	    "<p aria-label=\"&quot;&gt;&lt;script&gt;x&lt;/script&gt;\">"
	    "y<br/></p>\n");
	check("a\nb\tc", "", "<p aria-label=\"a&#10;b&#9;c\"><br/></p>\n");
	/* Already escaped text is text. */
	check(NULL, "&lt;b&gt;", "<p>&amp;lt;b&amp;gt;<br/></p>\n");
}

/* Malformed UTF-8 once ended an attribute early (a script injection). */
static void
test_bad_bytes(void **state)
{
	(void)state;
	check("by A\303", "\" onmouseover=\"x",
	    "<p aria-label=\"by A&#xFFFD;\">"
	    "&quot; onmouseover=&quot;x<br/></p>\n");
	check(NULL, "a\377b", "<p>a\357\277\275b<br/></p>\n");
	check(NULL, "a\300\257b", "<p>a\357\277\275\357\277\275b<br/></p>\n");
	check(NULL, "a\001\033b\177", "<p>a\342\220\201\342\220\233b"
	    "\342\220\241<br/></p>\n");
	check(NULL, "a\342\200\256b", "<p>a[U+202E]b<br/></p>\n");
	check(NULL, "\r", "<p>\342\220\215<br/></p>\n");
}

static void
test_style(void **state)
{
	struct arena *a = arena_new();
	struct buf b = BUF_INIT;
	struct markup *m = markup_open(&b);

	(void)state;
	markup_style(m, "a>b{content:\"x\"}");
	assert_int_equal(markup_close(m, diag_new(a)), 0);
	assert_string_equal(buf_str(&b),
	    "<style>a>b{content:\"x\"}</style>\n");
	buf_clear(&b);
	arena_free(a);
}

/* A wrong nesting or a foreign name is a finding, not a wrong page. */
static void
test_refused(void **state)
{
	struct arena *a = arena_new();
	struct diag *d = diag_new(a);
	struct buf b = BUF_INIT;
	struct markup *m = markup_open(&b);

	(void)state;
	markup_begin(m, "p");
	markup_end(m);
	markup_attribute(m, "class", "late");
	assert_int_equal(markup_close(m, d), -1);
	assert_int_equal(diag_first(d)->code, DIAG_OUTPUT_MARKUP);
	buf_rewind(&b);
	m = markup_open(&b);
	markup_element(m, "script", NULL, "x");
	assert_int_equal(markup_close(m, d), -1);
	assert_int_equal(diag_count(d, DIAG_ERROR), 2);
	buf_clear(&b);
	arena_free(a);
}

static int
guarded(const char *s)
{
	size_t bad;

	return guard_check(s, strlen(s), &bad);
}

static void
test_guard(void **state)
{
	static const char *const bad[] = {
		"<script>x</script>", "<p onclick=\"x\">", "<p class=x>",
		"<p class='x'>", "<p class=\"x\"onclick=\"y\">",
		"<a href=\"javascript:x\">", "<a href=\"data:text/html,x\">",
		"<a href=\"\">", "<img src=\"x\"/>", "<p  class=\"x\">",
		"<p", "<p class=\"x", "</p ", "<!-- x -->", "<![CDATA[x]]>",
		"<?xml ?>", "<style>a", "<style>a</p></style>", "<P>",
		"<p class>", "<iframe>", "<", "<p class=\"a<b\">",
	};
	static const char *const good[] = {
		"", "text > more", "<p>x</p>", "<br/>",
		"<a href=\"#1.1/x\">y</a>", "<a href=\"HTTPS://x\">y</a>",
		"<link rel=\"icon\" href=\"data:,\"/>",
		"<!DOCTYPE html><html></html>",
		"<style>a>b{}</style><p class=\"\">",
		"<svg viewBox=\"0 0 1 1\"></svg>",
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (guarded(bad[i]) == 0)
			fail_msg("let in: %s", bad[i]);
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		if (guarded(good[i]) != 0)
			fail_msg("refused: %s", good[i]);
}

static void
test_targets(void **state)
{
	static const char *const bad[] = {
		"", "#", "javascript:alert(1)", "JaVaScRiPt:x", "data:,x",
		"java\tscript:x", " https://x", "https:x", "https://",
		"//host/x", "/path", "x", "file:///etc/passwd", "vbscript:x",
		"https://a b", "https://a\nb", "https://a\"b", "https://a<b",
		"https://a\\b", "http://\342\200\256x", "mailto:", "#a b",
		"#__pass", "# x", "ftp://x", "\1https://x", "https://\177",
		"https://\377", "#\303\244", "blob:https://x", "about:blank",
		"view-source:https://x", "intent://x", "ssh://x", "tel:1",
	};
	static const char *const good[] = {
		"https://x", "HTTP://x/y?z=1&w=%20#f", "mailto:a@b.example",
		"#1.1/database-server", "#a", "https://\303\244.example/",
	};
	char longest[2100];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (anchor_href_ok(bad[i]))
			fail_msg("let in: %s", bad[i]);
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		if (!anchor_href_ok(good[i]))
			fail_msg("refused: %s", good[i]);
	assert_false(anchor_href_ok(NULL));
	/* One below, at, one above LIMIT_URL_BYTES. */
	memset(longest, 'a', sizeof(longest));
	memcpy(longest, "https://", 8);
	longest[2049] = '\0';
	assert_false(anchor_href_ok(longest));
	longest[2048] = '\0';
	assert_true(anchor_href_ok(longest));
	longest[2047] = '\0';
	assert_true(anchor_href_ok(longest));
}

static void
test_ids(void **state)
{
	char longest[260];

	(void)state;
	assert_true(anchor_id_ok("1.1/database-server_2:x"));
	assert_false(anchor_id_ok(""));
	assert_false(anchor_id_ok(NULL));
	assert_false(anchor_id_ok("a b"));
	assert_false(anchor_id_ok("a\"b"));
	assert_false(anchor_id_ok("__main"));
	assert_true(anchor_id_ok("_main"));
	memset(longest, 'a', sizeof(longest));
	longest[256] = '\0';
	assert_false(anchor_id_ok(longest));
	longest[255] = '\0';
	assert_true(anchor_id_ok(longest));
	assert_true(anchor_lang_ok("de-CH"));
	assert_false(anchor_lang_ok("de\"x"));
	assert_true(anchor_lang_rtl("he"));
	assert_true(anchor_lang_rtl("AR-eg"));
	assert_false(anchor_lang_rtl("arn"));
	assert_false(anchor_lang_rtl("en"));
	assert_false(anchor_lang_rtl(NULL));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_forms),
		cmocka_unit_test(test_escapes),
		cmocka_unit_test(test_bad_bytes),
		cmocka_unit_test(test_style),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_guard),
		cmocka_unit_test(test_targets),
		cmocka_unit_test(test_ids),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
