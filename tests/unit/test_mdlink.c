/* Which targets become links, and where bare URLs begin and end. */

/* objects: base/mem base/buf base/utf8 intake/mdlink */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "intake/mdlink.h"

static void
test_schemes(void **state)
{
	static const struct {
		const char	*url;
		enum mdlink_kind kind;
	} rows[] = {
		{ "https://example.org/a?b=c#d", MDLINK_LIVE },
		{ "http://example.org", MDLINK_LIVE },
		{ "HTTPS://EXAMPLE.ORG", MDLINK_LIVE },
		{ "mailto:ops@example.org", MDLINK_LIVE },
		{ "#place", MDLINK_LIVE },
		{ "docs/run.md", MDLINK_RELATIVE },
		{ "./a/b.md#c", MDLINK_RELATIVE },
		{ "../a", MDLINK_RELATIVE },
		{ "/absolute", MDLINK_RELATIVE },
		{ "?q=a:b", MDLINK_RELATIVE },
		{ "a/b:c", MDLINK_RELATIVE },
		{ "", MDLINK_RELATIVE },
		{ "#", MDLINK_RELATIVE },
		{ "javascript:alert(1)", MDLINK_REFUSED },
		{ "JaVaScRiPt:alert(1)", MDLINK_REFUSED },
		{ "vbscript:x", MDLINK_REFUSED },
		{ "data:text/html,x", MDLINK_REFUSED },
		{ "data:image/png;base64,AA", MDLINK_REFUSED },
		{ "file:///etc/passwd", MDLINK_REFUSED },
		{ "blob:https://a/b", MDLINK_REFUSED },
		{ "jar:javascript:x", MDLINK_REFUSED },
		{ "ftp://example.org", MDLINK_REFUSED },
		{ "ssh://example.org", MDLINK_REFUSED },
		{ "tel:+1", MDLINK_REFUSED },
		{ "intent:#x", MDLINK_REFUSED },
		{ "view-source:http://a", MDLINK_REFUSED },
		{ "//example.org/x.png", MDLINK_REFUSED },
		{ "/\\example.org", MDLINK_REFUSED },
		{ "\\\\example.org", MDLINK_REFUSED },
		{ " javascript:x", MDLINK_REFUSED },
		{ "%6aavascript:x", MDLINK_REFUSED },
		{ "java\tscript:x", MDLINK_REFUSED },
		{ "java\nscript:x", MDLINK_REFUSED },
		{ "\x01javascript:x", MDLINK_REFUSED },
		{ "https://a\x1b[2J", MDLINK_REFUSED },
		{ "https://a\xe2\x80\xae" "b", MDLINK_REFUSED },
		{ "http:", MDLINK_REFUSED },
		{ "http:example.org", MDLINK_REFUSED },
		{ "https:///x", MDLINK_REFUSED },
		{ "mailto:", MDLINK_REFUSED },
		{ "c:\\windows", MDLINK_REFUSED },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (mdlink_judge(rows[i].url) != rows[i].kind)
			fail_msg("%s", rows[i].url);
}

static void
test_length(void **state)
{
	char url[LIMIT_URL_BYTES + 2];

	(void)state;
	memset(url, 'a', sizeof(url));
	memcpy(url, "https://", 8);
	url[LIMIT_URL_BYTES - 1] = '\0';
	assert_int_equal(mdlink_judge(url), MDLINK_LIVE);
	url[LIMIT_URL_BYTES - 1] = 'a';
	url[LIMIT_URL_BYTES] = '\0';
	assert_int_equal(mdlink_judge(url), MDLINK_LIVE);
	url[LIMIT_URL_BYTES] = 'a';
	url[LIMIT_URL_BYTES + 1] = '\0';
	assert_int_equal(mdlink_judge(url), MDLINK_REFUSED);
}

/* The first bare URL of text is found[], with prefix[]; NULL for none. */
static void
bare(const char *text, const char *found, const char *prefix)
{
	size_t n = strlen(text), at, from, to;
	const char *got;

	for (at = 0; at < n; at++) {
		if (!mdlink_bare(text, n, at, '\0', &from, &to, &got))
			continue;
		if (found == NULL)
			fail_msg("found one in: %s", text);
		assert_int_equal(to - from, strlen(found));
		assert_memory_equal(text + from, found, to - from);
		if (prefix == NULL)
			assert_null(got);
		else
			assert_string_equal(got, prefix);
		return;
	}
	if (found != NULL)
		fail_msg("found none in: %s", text);
}

static void
test_bare(void **state)
{
	(void)state;
	bare("see https://a.example/x?y=1&z=2 now",
	    "https://a.example/x?y=1&z=2", "");
	bare("http://localhost:8080/", "http://localhost:8080/", "");
	bare("www.example.org/a", "www.example.org/a", "http://");
	bare("ops@example.org", "ops@example.org", "mailto:");
	bare("ftp://example.org/a", "ftp://example.org/a", NULL);
	/* What belongs to the sentence stays there. */
	bare("https://a.b/c.", "https://a.b/c", "");
	bare("https://a.b/c?!", "https://a.b/c", "");
	bare("(https://a.b/c)", "https://a.b/c", "");
	bare("https://a.b/c_(d)", "https://a.b/c_(d)", "");
	bare("https://a.b/c&amp;", "https://a.b/c", "");
	bare("https://a.b/c<d", "https://a.b/c", "");
	bare("https://a.b\xef\xbc\x8c\xe7\x84\xb6", "https://a.b", "");
	bare("'https://a.b'", "https://a.b", "");
	bare("ops@example.org.", "ops@example.org", "mailto:");
	/* What is none. */
	bare("https:// x", NULL, NULL);
	bare("xhttps://a.b", NULL, NULL);
	bare("http:/a.b", NULL, NULL);
	bare("xwww.a.b", NULL, NULL);
	bare("www.", NULL, NULL);
	bare("www a", NULL, NULL);
	bare("a@b", NULL, NULL);
	bare("@example.org", NULL, NULL);
	bare("a@b.c@d.e", "b.c@d.e", "mailto:");
	bare("a@b.1", NULL, NULL);
	bare("https://a_b.c_d", NULL, NULL);
	bare("12:30", NULL, NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_schemes),
		cmocka_unit_test(test_length),
		cmocka_unit_test(test_bare),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
