/* The HTML writer: structure, policy, and inputs that want to be markup. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/diag base/digest doc/node doc/figure doc/theme render/anchor render/column base/base64 render/encode render/direction render/flow render/guard render/html render/markup render/inlines render/style render/svg */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/digest.h"
#include "doc/figure.h"
#include "doc/node.h"
#include "render/encode.h"
#include "render/format.h"
#include "render/html.h"

#include "gallery.inc"

static const struct render_options plain;

/* Render the gallery with text in every place that inputs reach. */
static void
render(struct buf *out, const char *text)
{
	struct arena *a = arena_new();

	buf_rewind(out);
	assert_int_equal(html_render(out, gallery(a, text), &plain,
	    diag_new(a)), 0);
	arena_free(a);
}

static size_t
count(const struct buf *b, const char *what)
{
	const char *s = buf_str(b);
	size_t n = 0;

	for (; (s = strstr(s, what)) != NULL; s += strlen(what))
		n++;
	return n;
}

static void
test_page(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	render(&b, "words");
	assert_memory_equal(b.data, "<!DOCTYPE html>\n<html lang=\"words\"",
	    34);
	assert_int_equal(count(&b, "<h1"), 1);
	assert_int_equal(count(&b, "<title>words</title>\n<link"), 1);
	assert_int_equal(count(&b, "<main "), 1);
	assert_int_equal(count(&b, "<header "), 1);
	assert_int_equal(count(&b, "<footer "), 1);
	assert_int_equal(count(&b, "<a class=\"skip\" href=\"#__main\">"), 1);
	assert_int_equal(count(&b, " style=\""), 0);
	assert_int_equal(count(&b, "<script"), 0);
	assert_int_equal(count(&b, " src="), 0);
	assert_int_equal(count(&b, "<caption>words</caption>"), 1);
	assert_int_equal(count(&b, " scope=\"col\">"), 3);
	assert_int_equal(count(&b, "<th scope=\"row\">"), 3);
	assert_int_equal(count(&b, "<symbol "), 8);
	assert_int_equal(count(&b, "id=\"1.1/database-server\""), 1);
	/* Levels 1 2 4 2 3 of the source, and none skipped. */
	assert_int_equal(count(&b, "<h2"), 2);
	assert_int_equal(count(&b, "<h3"), 2);
	assert_int_equal(count(&b, "<h4"), 0);
	/* The row that is short of a cell gets one. */
	assert_int_equal(count(&b, "<td></td></tr>"), 1);
	assert_int_equal(count(&b, "<td class=\"n p2\">1,204</td>"), 1);
	assert_int_equal(count(&b, "<td class=\"n\">0.35</td>"), 1);
	assert_int_equal(count(&b, "<td class=\"n d1\">12.1</td>"), 1);
	assert_int_equal(count(&b, "3f2a 91bc 07de</data>"), 2);
	buf_clear(&b);
}

/* The policy names the hash of exactly the bytes of the style element. */
static void
test_policy(void **state)
{
	struct buf b = BUF_INIT, want = BUF_INIT;
	const char *from, *to;
	struct digest d;

	(void)state;
	render(&b, "words");
	assert_int_equal(count(&b, "<style>"), 1);
	from = strstr(b.data, "<style>") + 7;
	to = strstr(from, "</style>");
	digest_of(from, (size_t)(to - from), &d);
	buf_adds(&want, "content=\"default-src 'none'; style-src 'sha256-");
	encode_base64(&want, d.b, sizeof(d.b));
	buf_adds(&want, "'; img-src data:;");
	assert_int_equal(count(&b, buf_str(&want)), 1);
	/* Raw text in HTML, well-formed in XML. */
	assert_null(memchr(from, '&', (size_t)(to - from)));
	assert_null(memchr(from, '<', (size_t)(to - from)));
	buf_clear(&b);
	buf_clear(&want);
}

/* No data is in the sheet: it is the same for all documents. */
static void
test_sheet_is_constant(void **state)
{
	struct buf b = BUF_INIT, c = BUF_INIT;
	const char *s, *t;
	size_t n;

	(void)state;
	render(&b, "one");
	render(&c, "another");
	s = strstr(b.data, "<style>");
	t = strstr(c.data, "<style>");
	n = (size_t)(strstr(s, "</style>") - s);
	assert_memory_equal(s, t, n);
	buf_clear(&b);
	buf_clear(&c);
}

static void
test_contents(void **state)
{
	struct arena *a = arena_new();
	struct document *doc = arena_alloc(a, sizeof(*doc));
	struct node *root = node_new(a, NODE_DOCUMENT), *s;
	struct buf b = BUF_INIT;

	(void)state;
	doc->root = root;
	node_add_heading(a, root, 1, NULL, "Title");
	/* An inner heading before any outer one is not listed. */
	node_add_heading(a, root, 3, "lost", "Lost");
	node_add_heading(a, root, 2, "a", "A")->state = SHAPE_PASS;
	node_add_heading(a, root, 3, "a1", "A1");
	node_add_heading(a, root, 3, "a2", "A2");
	s = node_add_new(a, root, NODE_SECTION);
	s->id = "b";
	node_add_heading(a, s, 2, NULL, "B");
	node_add_heading(a, s, 2, NULL, "no anchor");
	assert_int_equal(html_render(&b, doc, &plain, diag_new(a)), 0);
	assert_int_equal(count(&b, "<ul>\n<li><a href=\"#a\"><svg class=\"m\" "
	    "role=\"img\" aria-label=\"pass\"><use href=\"#__pass\"/></svg>"
	    "A</a><ul><li><a href=\"#a1\">A1</a></li>"
	    "<li><a href=\"#a2\">A2</a></li></ul></li>\n"
	    "<li><a href=\"#b\">B</a></li></ul></nav>"), 1);
	assert_true(strstr(b.data, "<h1>Title") < strstr(b.data, "<nav"));
	assert_true(strstr(b.data, "<nav") < strstr(b.data, "<h2 id=\"lost\""));
	buf_clear(&b);
	arena_free(a);
}

/* A strip of marks wraps in HTML; the step between phases is a gap. */
static void
test_strip(void **state)
{
	struct arena *a = arena_new();
	struct document *doc = arena_alloc(a, sizeof(*doc));
	struct figure *f = figure_new(a, 100, 10);
	struct buf b = BUF_INIT;
	struct shape *s;
	struct node *n, *root = node_new(a, NODE_DOCUMENT);
	int i;

	(void)state;
	for (i = 0; i < 26; i++) {
		s = figure_add(a, f, FIGURE_MARK);
		s->x = i < 3 ? 12 * i : 12 * i + 6;
		s->w = 10;
		s->state = SHAPE_PASS;
		s->href = i == 0 ? "javascript:x" : "#one";
		s->title = "Backup: pass";
	}
	doc->root = root;
	n = node_add_new(a, root, NODE_FIGURE);
	n->figure = f;
	n->text = "26 items";
	assert_int_equal(html_render(&b, doc, &plain, diag_new(a)), 0);
	assert_int_equal(count(&b, "<div class=\"strip\" role=\"group\" "
	    "aria-label=\"26 items\"><span title=\"Backup: pass\">"
	    "<svg width=\"15\" height=\"15\" role=\"img\" "
	    "aria-label=\"Backup: pass\"><use href=\"#__pass\"/></svg>"
	    "</span>"), 1);
	assert_int_equal(count(&b, "<a href=\"#one\" tabindex=\"-1\""),
	    24);
	assert_int_equal(count(&b, "<a class=\"gap\" href=\"#one\""), 1);
	/* 24 links and fewer stay within reach of the tab key. */
	f->first = f->first->next->next;
	buf_rewind(&b);
	assert_int_equal(html_render(&b, doc, &plain, diag_new(a)), 0);
	assert_int_equal(count(&b, "tabindex=\"-1\""), 0);
	buf_clear(&b);
	arena_free(a);
}

/* The first strong letter gives a text its direction. */
static void
test_direction(void **state)
{
	struct arena *a = arena_new();
	struct document *doc = arena_alloc(a, sizeof(*doc));
	struct node *root = node_new(a, NODE_DOCUMENT), *fact;
	struct buf b = BUF_INIT;

	(void)state;
	doc->root = root;
	node_add_paragraph(a, root, ROLE_NONE, "Gr\xc3\xbc\xc3\x9f \xe6\x9d\x8e");
	node_add_paragraph(a, root, ROLE_NONE, "by \xd7\xa9\xd7\x9c\xd7\x95");
	node_add_paragraph(a, root, ROLE_NONE, "1. \xd7\xa9\xd7\x9c\xd7\x95 by");
	fact = node_add_new(a, node_add_new(a, root, NODE_FACTS), NODE_FACT);
	fact->text = "Name";
	node_add_text(a, node_add_new(a, fact, NODE_STRONG),
	    "\xd8\xb9\xd9\x84\xd9\x8a");
	assert_int_equal(html_render(&b, doc, &plain, diag_new(a)), 0);
	assert_int_equal(count(&b, "dir="), 2);
	assert_int_equal(count(&b, "<p><bdi>by "), 1);
	assert_int_equal(count(&b, "<p dir=\"rtl\"><bdi>1. "), 1);
	assert_int_equal(count(&b, "<dd dir=\"rtl\">"), 1);
	buf_clear(&b);
	arena_free(a);
}

/* From four columns on, cells carry their head for narrow windows. */
static void
test_stack(void **state)
{
	struct arena *a = arena_new();
	struct document *doc = arena_alloc(a, sizeof(*doc));
	struct buf b = BUF_INIT;
	struct node *row, *root, *t;
	int i, n;

	(void)state;
	for (n = 3; n <= 4; n++) {
		doc->root = root = node_new(a, NODE_DOCUMENT);
		t = node_add_new(a, root, NODE_TABLE);
		row = node_add_new(a, t, NODE_ROW);
		row->header = true;
		for (i = 0; i < n; i++)
			node_add_cell(a, row, ALIGN_START, "H");
		row = node_add_new(a, t, NODE_ROW);
		for (i = 0; i < n; i++)
			node_add_cell(a, row, ALIGN_START, "c");
		buf_rewind(&b);
		assert_int_equal(html_render(&b, doc, &plain, diag_new(a)),
		    0);
		assert_int_equal(count(&b, "<td data-l=\"H\">c</td>"),
		    n == 3 ? 0 : 3);
		assert_int_equal(count(&b, "<table class=\"stack\">"),
		    n == 3 ? 0 : 1);
	}
	buf_clear(&b);
	arena_free(a);
}

static void
test_empty(void **state)
{
	struct arena *a = arena_new();
	struct document *doc = arena_alloc(a, sizeof(*doc));
	struct buf b = BUF_INIT;
	struct node *t;

	(void)state;
	doc->root = node_new(a, NODE_DOCUMENT);
	assert_int_equal(html_render(&b, doc, &plain, diag_new(a)), 0);
	assert_int_equal(count(&b, "<nav"), 0);
	assert_int_equal(count(&b, "<title>Deployment record</title>"), 1);
	/* Tables, fact lists and figures without content are left out. */
	t = node_new(a, NODE_DOCUMENT);
	node_add_new(a, t, NODE_TABLE);
	node_add_new(a, node_add_new(a, t, NODE_TABLE), NODE_ROW);
	node_add_new(a, t, NODE_FACTS);
	node_add_new(a, t, NODE_FIGURE);
	node_add_new(a, t, NODE_VERDICT);
	node_add_new(a, t, NODE_ENTRY);
	node_add_new(a, t, NODE_SIGNATURE);
	node_add_new(a, t, NODE_FOLD);
	doc->root = t;
	buf_rewind(&b);
	assert_int_equal(html_render(&b, doc, &plain, diag_new(a)), 0);
	assert_int_equal(count(&b, "<table"), 0);
	assert_int_equal(count(&b, "<dl"), 0);
	assert_int_equal(count(&b, "<figure"), 0);
	buf_clear(&b);
	arena_free(a);
}

/*
 * A tokenizer that forgives what browsers forgive (HTML 13.2.5): what it
 * sees as a tag or an attribute must be one of ours.
 */
static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

static bool
listed(const char *list, const char *s, size_t n)
{
	const char *at = list;

	for (; (at = strstr(at, " ")) != NULL; at++)
		if (strncmp(at + 1, s, n) == 0 && at[n + 1] == ' ')
			return true;
	return false;
}

static const char *
see_attribute(const char *s)
{
	const char *name = s, *value;
	size_t n, len;
	char quote;

	while (*s != '\0' && !is_space(*s) && *s != '=' && *s != '>' &&
	    *s != '/')
		s++;
	n = (size_t)(s - name);
	if (!listed(" aria-hidden aria-label charset class content cx cy "
	    "data-issue data-l data-record dir font-size height href http-equiv id "
	    "lang name points r rel role rx scope start stroke-dasharray "
	    "stroke-width tabindex text-anchor title value viewBox width x x1 x2 "
	    "y y1 y2 ", name, n))
		fail_msg("attribute %.*s", (int)n, name);
	while (is_space(*s))
		s++;
	if (*s != '=')
		return s;
	for (s++; is_space(*s); s++)
		;
	quote = *s == '"' || *s == '\'' ? *s++ : '\0';
	value = s;
	while (*s != '\0' && (quote != '\0' ? *s != quote :
	    !is_space(*s) && *s != '>'))
		s++;
	len = (size_t)(s - value);
	if (n == 4 && strncmp(name, "href", 4) == 0 && value[0] != '#' &&
	    strncmp(value, "data:,\"", 7) != 0 &&
	    (len < 7 || (strncasecmp(value, "https://", 8) != 0 &&
	    strncasecmp(value, "http://", 7) != 0 &&
	    strncasecmp(value, "mailto:", 7) != 0)))
		fail_msg("target %.*s", (int)len, value);
	return quote != '\0' && *s != '\0' ? s + 1 : s;
}

static void
see_page(const char *s)
{
	size_t n;

	while ((s = strchr(s, '<')) != NULL) {
		s++;
		if (strncmp(s, "!DOCTYPE html>", 14) == 0)
			continue;
		s += *s == '/';
		n = strcspn(s, " \t\n\f\r/>");
		if (!listed(" a b bdi blockquote body br caption circle code "
		    "data dd details div dl dt em figcaption figure footer "
		    "h1 h2 h3 h4 h5 h6 head header hr html li line link main "
		    "meta nav ol p polygon pre rect s section small span "
		    "strong style sub summary sup svg symbol table tbody td "
		    "text th thead title tr ul use ", s, n))
			fail_msg("element %.*s", (int)n, s);
		for (s += n; *s != '\0' && *s != '>';) {
			if (is_space(*s) || *s == '/')
				s++;
			else
				s = see_attribute(s);
		}
	}
}

static void
test_payloads(void **state)
{
	static const char *const lines[] = {
		"<script>alert(1)</script>", "\"><img src=x onerror=x>",
		"' onmouseover='x", "\" onmouseover=\"x", "javascript:x",
		"</title><script>x</script>", "</style><script>x</script>",
		"--><script>x</script>", "]]><x>", "\303\"onload=\"x",
		"<svg/onload=x>", "&lt;script&gt;", "&#60;script&#62;",
		"\360\237\222\251\"><b>", "\0301\r\n\r\n<html>", "",
		" ", "1.1/database-server", "__main", "https://x\" y=\"",
		"https://ok.example/?a=<b>", "mailto:a@b.example", "#__pass",
		"\327\251\327\234\327\225\327\235 \342\200\256<x>",
		"x} body{display:none", "data:text/html,<script>",
		"\377\376<\0", "en", "\" data-record=\"x",
	};
	struct buf b = BUF_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		render(&b, lines[i]);
		see_page(b.data);
	}
	buf_clear(&b);
}

/* Every STEPth line of a public collection of attacks. */
static void
collection(const char *name, size_t step)
{
	const char *shared = getenv("SHARED");
	char path[4096], line[65536];
	struct buf b = BUF_INIT;
	size_t n = 0;
	FILE *f;

	if (shared == NULL)
		skip();
	(void)snprintf(path, sizeof(path), "%s/data/%s", shared, name);
	if ((f = fopen(path, "r")) == NULL)
		skip();
	while (fgets(line, sizeof(line), f) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		if (n++ % step != 0)
			continue;
		render(&b, line);
		see_page(b.data);
	}
	(void)fclose(f);
	assert_true(n > 500);
	buf_clear(&b);
}

static void
test_xss_collection(void **state)
{
	(void)state;
	collection("xss-payloads.txt", 1);
}

static void
test_naughty_collection(void **state)
{
	(void)state;
	collection("naughty-strings.txt", 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_page),
		cmocka_unit_test(test_policy),
		cmocka_unit_test(test_sheet_is_constant),
		cmocka_unit_test(test_contents),
		cmocka_unit_test(test_strip),
		cmocka_unit_test(test_stack),
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_direction),
		cmocka_unit_test(test_payloads),
		cmocka_unit_test(test_xss_collection),
		cmocka_unit_test(test_naughty_collection),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
