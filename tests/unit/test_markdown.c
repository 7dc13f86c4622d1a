/* Markdown lowered to the document tree: blocks, boxes, tables, inlines. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/diag doc/node doc/dump intake/yaml intake/pool intake/pipes intake/mdscan intake/mdlines intake/mdlink intake/mdtext intake/mdfacts intake/mdhtml intake/mdtable intake/lower intake/rawhtml intake/markdown */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "doc/dump.h"
#include "doc/node.h"
#include "intake/markdown.h"
#include "intake/mdfacts.h"

static struct arena	*arena;
static struct diag	*diag;
static struct markdown_facts facts;
static struct buf	dump;
static struct node	*root;

static int
parse(const char *text, unsigned line)
{
	int rc;

	memset(&facts, 0, sizeof(facts));
	diag = diag_new(arena);
	rc = markdown_parse(arena, text, strlen(text), "f.md", line, &root,
	    &facts, diag);
	buf_rewind(&dump);
	if (root != NULL)
		dump_tree(&dump, root, 0);
	else
		buf_adds(&dump, "");
	return rc;
}

/* The tree, without findings. */
static void
tree(const char *text, const char *want)
{
	assert_int_equal(parse(text, 1), 0);
	assert_string_equal(dump.data, want);
	assert_null(diag_first(diag));
}

/* Part of the tree, whatever is found. */
static void
holds(const char *text, const char *part)
{
	assert_int_equal(parse(text, 1), 0);
	if (strstr(dump.data, part) == NULL)
		fail_msg("%s\nis not in\n%s", part, dump.data);
}

static void
lacks(const char *text, const char *part)
{
	assert_int_equal(parse(text, 1), 0);
	if (strstr(dump.data, part) != NULL)
		fail_msg("%s\nis in\n%s", part, dump.data);
}

static size_t
found(enum diag_code code, unsigned line)
{
	const struct finding *f;
	size_t n = 0;

	for (f = diag_first(diag); f != NULL; f = f->next)
		n += f->code == code && (line == 0 || f->at.line == line);
	return n;
}

/* --- blocks --------------------------------------------------------------- */

static void
test_blocks(void **state)
{
	(void)state;
	tree("# A\n\ntext *e* **s** `c`\n\n> q\n\n***\n\n```sh\nx\ny\n```\n",
	    "document\n"
	    "  heading level=1\n"
	    "    text \"A\"\n"
	    "  paragraph\n"
	    "    text \"text \"\n"
	    "    emph\n"
	    "      text \"e\"\n"
	    "    text \" \"\n"
	    "    strong\n"
	    "      text \"s\"\n"
	    "    text \" \"\n"
	    "    code \"c\"\n"
	    "  quote\n"
	    "    paragraph\n"
	    "      text \"q\"\n"
	    "  rule\n"
	    "  code_block href=\"sh\" \"x\\ny\"\n");
	assert_int_equal(facts.headings, 1);
	assert_int_equal(facts.code_blocks, 1);
	parse("A\n===\n\nB\n---\n\n# C\n\n#no\n===\n", 1);
	assert_int_equal(facts.headings, 4);
	assert_int_equal(facts.setext, 3);
}

static void
test_ends(void **state)
{
	struct buf first = BUF_INIT;

	(void)state;
	parse("- [ ] a\n- [x] b\n\n| c |\n|---|\n| d |\n", 1);
	buf_adds(&first, dump.data);
	parse("- [ ] a\r\n- [x] b\r\n\r\n| c |\r\n|---|\r\n| d |\r\n", 1);
	assert_string_equal(dump.data, first.data);
	parse("- [ ] a\n- [x] b\n\n| c |\n|---|\n| d |", 1);
	assert_string_equal(dump.data, first.data);
	parse("- [ ] a\r- [x] b\r\r| c |\r|---|\r| d |\r", 1);
	assert_string_equal(dump.data, first.data);
	buf_clear(&first);
	tree("", "document\n");
}

static void
test_lines(void **state)
{
	struct node *list, *table;

	(void)state;
	assert_int_equal(parse("x\n\n- a\n- [ ] b\n\n|t|\n|-|\n|u|\n", 5),
	    0);
	assert_int_equal(root->first->line, 5);
	list = root->first->next;
	assert_int_equal(list->first->next->line, 8);
	table = list->next;
	assert_int_equal(table->line, 10);
	assert_int_equal(table->first->next->line, 12);
}

/* --- boxes ---------------------------------------------------------------- */

static void
test_boxes(void **state)
{
	(void)state;
	tree("- [ ] a\n- [x] b\n* [X] c\n", "document\n"
	    "  list tight\n"
	    "    item task=open \" \"\n"
	    "      paragraph\n"
	    "        text \"a\"\n"
	    "    item task=checked \"x\"\n"
	    "      paragraph\n"
	    "        text \"b\"\n"
	    "  list tight\n"
	    "    item task=checked \"X\"\n"
	    "      paragraph\n"
	    "        text \"c\"\n");
	holds("1. [ ] a\n", "item task=open");
	holds("+ [ ] a\n", "item task=open");
	holds("> - [ ] a\n", "item task=open");
	holds("- b\n  - c\n    - [ ] a\n", "item task=open");
	holds("- [ ]\ta\n", "text \"a\"");
	holds("- [ ]\n  a\n", "item task=open");
	holds("-\n  [ ] a\n", "item task=open");
	holds("- [ ] **a**\n", "paragraph\n        strong\n");
	holds("- [ ] &nbsp;&nbsp;a\n", "text \"a\"");
	/* A reference named x makes no link of the box. */
	holds("- [x] a\n\n[x]: /u\n", "item task=checked \"x\"\n"
	    "      paragraph\n        text \"a\"\n");
	holds("- [x] a\n\n[x]: https://u.v\n", "item task=checked \"x\"\n"
	    "      paragraph\n        text \"a\"\n");
	/* An empty bullet below makes the text a heading, and still an item. */
	holds("- [ ] a\n  -\n", "item task=open");
}

static void
test_no_boxes(void **state)
{
	static const char *const texts[] = { "- [ ]a\n", "- [] a\n",
	    "- [y] a\n", "- a [ ] b\n", "[ ] a\n", "- [x](u) a\n",
	    "    - [ ] a\n", "```\n- [ ] a\n```\n", "<!-- \n- [ ] a\n-->\n",
	    "- `[ ] a`\n", "- # [ ] a\n" };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		lacks(texts[i], "task");
	holds("- \\[ ] a\n", "item \"\\\\\"\n");
	assert_int_equal(facts.boxes_escaped, 1);
	holds("- [ \\] a\n", "item \"\\\\\"\n");
	holds("- [ ]\n- [x]  \n", "item \"[\"\n");
	assert_int_equal(facts.boxes_empty, 2);
}

/* The text of the first item with its raw HTML; NULL for none. */
static void
source(const char *text, const char *want)
{
	const struct node *item;

	assert_int_equal(parse(text, 1), 0);
	item = root->first->first;
	assert_int_equal(item->kind, NODE_LIST_ITEM);
	if (want == NULL)
		assert_null(item->href);
	else
		assert_string_equal(item->href, want);
}

static void
test_source(void **state)
{
	(void)state;
	source("- [ ] a <!-- c  d --> <kbd>K</kbd><br>b ~~s~~\n",
	    "a <!-- c d --> <kbd>K</kbd><br>b s");
	source("- [ ] a <details><summary>b</summary>\n",
	    "a <details><summary>b</summary>");
	source("- [ ] a </b> <!-- c -->\n", "a </b> <!-- c -->");
	source("- [ ] a\n", NULL);
	source("- [ ] a < b <https://x.y> <value> ~~s~~\n", NULL);
	source("- [ ] a <!-- dossier: {id: x} -->\n", NULL);
}

static void
test_counts(void **state)
{
	(void)state;
	parse("- [ ] a\n\n```\n- [ ] b\n1. [x] c\n```\n\n<!--\n- [ ] d\n-->\n\n"
	    "<div>\n- [ ] e\n</div>\n\nDate: ____ \xe2\x98\x90 \xe2\x96\xa1\n"
	    "___\n\n[^1]: a note\n\n    - [ ] f\n", 1);
	assert_int_equal(facts.naive_lines, 6);
	assert_int_equal(facts.boxes_in_code, 3);
	assert_int_equal(facts.boxes_in_comments, 1);
	assert_int_equal(facts.boxes_in_html, 1);
	assert_int_equal(facts.box_characters, 2);
	assert_int_equal(facts.fill_in_lines, 1);
	assert_int_equal(facts.footnotes, 1);
	assert_int_equal(facts.html_blocks, 2);
	assert_int_equal(facts.code_blocks, 2);
}

/* --- tables --------------------------------------------------------------- */

static void
test_table(void **state)
{
	(void)state;
	tree("| a | b |\n|:--|--:|\n| 1 | **2** |\n| `x\\|y` |\n| 1 | 2 | 3 |\n",
	    "document\n"
	    "  table\n"
	    "    row header\n"
	    "      cell header\n"
	    "        text \"a\"\n"
	    "      cell align=end header\n"
	    "        text \"b\"\n"
	    "    row\n"
	    "      cell\n"
	    "        text \"1\"\n"
	    "      cell align=end\n"
	    "        strong\n"
	    "          text \"2\"\n"
	    "    row\n"
	    "      cell\n"
	    "        code \"x|y\"\n"
	    "      cell align=end\n"
	    "    row\n"
	    "      cell\n"
	    "        text \"1\"\n"
	    "      cell align=end\n"
	    "        text \"2\"\n");
	assert_int_equal(facts.tables, 1);
	assert_int_equal(facts.table_rows, 3);
	holds("before\na | b\n--|--\n", "paragraph\n    text \"before\"\n"
	    "  table\n");
	holds("- x\n\n  | a |\n  |---|\n  | b |\n", "      table\n");
	holds("> | a |\n> |---|\n> | b |\n", "  quote\n    table\n");
	holds("| a |\n|---|\n| [q] |\n\n[q]: https://x.y\n",
	    "link href=\"https://x.y\"");
	assert_int_equal(facts.links, 1);
	holds("| a |\n|---|\n| # b |\n| - c |\n| ~~d~~ |\n",
	    "text \"# b\"\n    row\n      cell\n        text \"- c\"\n"
	    "    row\n      cell\n        strike\n");
	/* Dashes below a table are a rule, not the line of a heading. */
	holds("| a |\n|---|\n| b |\n---\n", "text \"b\"\n  rule\n");
	assert_int_equal(facts.headings, 0);
	holds("- [ ] i\n  | a |\n  |---|\n", "item task=open \" \"\n"
	    "      paragraph\n        text \"i\"\n      table\n");
}

static void
test_no_table(void **state)
{
	static const char *const texts[] = { "| a | b |\n",
	    "| a | b |\n|---|\n", "| a |\n| b |\n", "a\n---\n",
	    "| a |\n    |---|\n", "> | a |\n|---|\n", "- | a |\n|---|\n",
	    "    | a |\n    |---|\n", "```\n| a |\n|---|\n```\n" };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		lacks(texts[i], "table");
	/* Rows end where their quote ends. */
	holds("> | a |\n> |---|\n> | b |\nlazy\n", "paragraph\n");
	assert_int_equal(facts.table_rows, 1);
}

/* --- inlines -------------------------------------------------------------- */

static void
test_links(void **state)
{
	(void)state;
	tree("[a](https://x.y) <https://z.w> https://v.u\n", "document\n"
	    "  paragraph\n"
	    "    link href=\"https://x.y\"\n"
	    "      text \"a\"\n"
	    "    text \" \"\n"
	    "    link href=\"https://z.w\"\n"
	    "      text \"https://z.w\"\n"
	    "    text \" \"\n"
	    "    link href=\"https://v.u\"\n"
	    "      text \"https://v.u\"\n");
	assert_int_equal(facts.links, 3);
	tree("[a](b.md)\n", "document\n"
	    "  paragraph\n"
	    "    text \"a\"\n"
	    "    text role=small \" (b.md)\"\n");
	tree("[b.md](b.md)\n", "document\n"
	    "  paragraph\n"
	    "    text \"b.md\"\n");
	lacks("`https://x.y`\n", "link");
	lacks("ftp://x.y\n", "link");
	assert_int_equal(facts.links, 1);
	/* No link inside a link. */
	holds("[https://x.y](https://z.w)\n", "link href=\"https://z.w\"\n"
	    "      text \"https://x.y\"\n");
}

static void
test_refused_links(void **state)
{
	static const char *const texts[] = { "[a](javascript:alert(1))",
	    "[a](&#x6A;avascript:x)", "[a](javascript&colon;x)",
	    "[a](data:text/html,x)", "[a](file:///etc/passwd)",
	    "[a](//host/x)", "<javascript:x>", "[a][b]\n\n[b]: vbscript:x",
	    "| [a](data:x) |\n|---|" };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		lacks(texts[i], "link");
		assert_int_equal(found(DIAG_TEMPLATE_LINK, 1), 1);
	}
}

static void
test_images(void **state)
{
	(void)state;
	holds("![alt *t*](https://x.y/z.png)\n",
	    "link href=\"https://x.y/z.png\"\n      text \"alt t\"\n");
	assert_int_equal(found(DIAG_TEMPLATE_IMAGE, 1), 1);
	assert_int_equal(facts.images, 1);
	lacks("![alt](//host/x.png)\n", "link");
	assert_int_equal(found(DIAG_TEMPLATE_IMAGE, 1), 1);
	holds("![alt](x.png)\n", "text \"alt\"\n"
	    "    text role=small \" (x.png)\"\n");
	holds("![](https://x.y/z.png) a\n", "text role=small");
	holds("[![alt](https://i.j)](https://x.y)\n",
	    "link href=\"https://x.y\"\n      text \"alt\"\n");
}

static void
test_strike(void **state)
{
	(void)state;
	tree("~~a **b**~~ c\n", "document\n"
	    "  paragraph\n"
	    "    strike\n"
	    "      text \"a \"\n"
	    "      strong\n"
	    "        text \"b\"\n"
	    "    text \" c\"\n");
	holds("~a~\n", "strike");
	holds("**~~a~~**\n", "strong\n      strike\n");
	lacks("~5 to ~10 min\n", "strike");
	lacks("~~a~\n", "strike");
	lacks("~~~a~~~ b\n", "strike");
	lacks("~~ a ~~\n", "strike");
	lacks("`~~a~~`\n", "strike");
	/* Escaped tildes stay what they are. */
	holds("\\~a\\~ \\~\\~b\\~\\~\n", "text \"~a~ ~~b~~\"");
	holds("`\\~a`\n", "code \"\\\\~a\"");
	holds("```\n\\~a\n```\n", "code_block \"\\\\~a\"");
}

static void
test_visible(void **state)
{
	(void)state;
	holds("a\x1b[2J\x07 b\n",
	    "text \"a\xe2\x90\x9b[2J\xe2\x90\x87 b\"");
	holds("a\xe2\x80\xae" "b\n", "text \"a[U+202E]b\"");
	holds("`a\x01`\n", "code \"a\xe2\x90\x81\"");
	holds("```\na\xe2\x81\xa6\n```\n", "code_block \"a[U+2066]\"");
}

static void
test_deep(void **state)
{
	struct buf b = BUF_INIT;
	const char *p;
	size_t i, depth, most = 0;

	(void)state;
	for (i = 0; i < 500; i++)
		buf_adds(&b, "*a **b ");
	for (i = 0; i < 500; i++)
		buf_adds(&b, "b** a*");
	for (i = 0; i < 200; i++)
		buf_adds(&b, "<b>");
	assert_int_equal(parse(b.data, 1), 0);
	for (p = dump.data; (p = strchr(p, '\n')) != NULL; p++) {
		depth = strspn(p + 1, " ") / 2;
		most = depth > most ? depth : most;
	}
	assert_true(most < 40);
	buf_clear(&b);
}

/* --- limits --------------------------------------------------------------- */

static void
refused(const char *piece, size_t bytes, const char *end)
{
	struct buf b = BUF_INIT;
	clock_t start = clock();

	while (b.len < bytes)
		buf_adds(&b, piece);
	buf_adds(&b, end);
	assert_int_equal(parse(b.data, 1), -1);
	assert_int_equal(found(DIAG_TEMPLATE_LIMIT, 1), 1);
	assert_true((clock() - start) / CLOCKS_PER_SEC < 1);
	buf_clear(&b);
}

static void
test_attacks(void **state)
{
	struct buf b = BUF_INIT;
	size_t i;

	(void)state;
	refused("- ", 100000, "x\n");
	refused("- ", 8000, "x\n");
	buf_rewind(&b);
	buf_adds(&b, "x");
	for (i = 0; i < 33000; i++)
		buf_adds(&b, "\n");
	refused("> - - - ", 8000, b.data);
	refused("> - - - ", 8000, "x\n>\n>\n");
	refused(">>>>", 8000, "a*a*");
	refused("![[]()", 65536, "\n");
	refused("![[]()", 16000, "\n");
	buf_clear(&b);
}

static void
test_directive(void **state)
{
	(void)state;
	tree("a\n\n<!-- dossier: metrics -->\n\n<!-- gone -->\n\nb <!-- x -->\n",
	    "document\n"
	    "  paragraph\n"
	    "    text \"a\"\n"
	    "  directive \"metrics\"\n"
	    "  paragraph\n"
	    "    text \"b \"\n");
	holds("- [ ] a <!-- dossier: {id: x,\n  max_age: 24h} -->\n",
	    "directive {\"id\":\"x\",\"max_age\":\"24h\"}");
	assert_int_equal(parse("a\n\n<!-- dossier: {id: x -->\n", 1), -1);
	assert_int_equal(found(DIAG_TEMPLATE_DIRECTIVE, 0), 1);
	assert_int_equal(parse("<!-- dossier: [a] -->\n", 1), -1);
	assert_int_equal(parse("<!-- dossier: -->\n", 1), -1);
	assert_int_equal(parse("<!-- dossier: {id: &a x} -->\n", 8), -1);
	assert_int_equal(found(DIAG_TEMPLATE_DIRECTIVE, 8), 1);
}

static void
test_html(void **state)
{
	(void)state;
	tree("<kbd>Ctrl</kbd>+<b>a <i>b</i></b> x<sub>1</sub><sup>2</sup>"
	    "<br/><code>c *d*</code> <em>e</em><strong>f</strong>\n",
	    "document\n"
	    "  paragraph\n"
	    "    code \"Ctrl\"\n"
	    "    text \"+\"\n"
	    "    strong\n"
	    "      text \"a \"\n"
	    "      emph\n"
	    "        text \"b\"\n"
	    "    text \" x\"\n"
	    "    sub\n"
	    "      text \"1\"\n"
	    "    sup\n"
	    "      text \"2\"\n"
	    "    break\n"
	    "    code \"c d\"\n"
	    "    text \" \"\n"
	    "    emph\n"
	    "      text \"e\"\n"
	    "    strong\n"
	    "      text \"f\"\n");
	holds("a <script>alert(1)</script> <u>b</u>\n", "text \"<script>\"");
	assert_int_equal(found(DIAG_TEMPLATE_RAW_HTML, 1), 1);
	holds("<value> and <b onclick=\"x\">c</b>\n",
	    "text \"<b onclick=\\\"x\\\">\"");
	holds("a <b>c\n", "strong\n      text \"c\"\n");
	assert_int_equal(found(DIAG_TEMPLATE_RAW_HTML, 1), 1);
	holds("a </b> c\n", "text \"</b>\"");
	holds("<b><i>a</b></i>\n", "text \"</b>\"");
}

static void
test_html_blocks(void **state)
{
	(void)state;
	tree("<details>\n<summary>More <b>of</b> it</summary>\n\n- [ ] a\n\n"
	    "</details>\n\nb\n", "document\n"
	    "  fold \"More of it\"\n"
	    "    list tight\n"
	    "      item task=open \" \"\n"
	    "        paragraph\n"
	    "          text \"a\"\n"
	    "  paragraph\n"
	    "    text \"b\"\n");
	holds("<div align=\"center\">\nhello\n</div>\n",
	    "text \"<div align=\\\"center\\\">\"\n    soft_break\n"
	    "    text \"hello\"\n    soft_break\n    text \"</div>\"\n");
	assert_int_equal(found(DIAG_TEMPLATE_RAW_HTML, 1), 1);
	assert_int_equal(found(DIAG_TEMPLATE_RAW_HTML, 3), 1);
	holds("<script>\nalert(1)\n</script>\n", "text \"alert(1)\"");
	holds("<!-- a --> b\n", "text \" b\"");
	holds("<!-- never closed\n\n- [ ] a\n", "document\n");
	holds("<details>\n\na\n", "fold \"Details\"\n    paragraph\n");
	assert_int_equal(found(DIAG_TEMPLATE_RAW_HTML, 1), 1);
	/* In a paragraph they fold nothing and are quiet. */
	tree("- [ ] a <details><summary>b</summary>\n\n  c\n\n  </details>\n",
	    "document\n"
	    "  list\n"
	    "    item task=open \" \"\n"
	    "      paragraph\n"
	    "        text \"a \"\n"
	    "        text \"b\"\n"
	    "      paragraph\n"
	    "        text \"c\"\n");
}

/* Targets in raw HTML are no links of the document (GFM counts none). */
static void
test_raw_targets(void **state)
{
	(void)state;
	holds("x <a href=\"https://d.example/x\">https://e.example</a> "
	    "<img src=\"https://f.example\"> <a href=\"mailto:a@b.example\">"
	    "\n", "d.example");
	assert_int_equal(facts.links, 1);
}

/* A box is a box also where "[x]" is defined as a link. */
static void
test_box_or_link(void **state)
{
	(void)state;
	holds("- [X] e [x]\n\n[x]: http://x.example\n", "e");
	assert_int_equal(facts.links, 1);
	assert_true(root->first->first->task);
}

static int
setup(void **state)
{
	(void)state;
	arena = arena_new();
	buf_adds(&dump, "");
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(arena);
	buf_clear(&dump);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_raw_targets),
		cmocka_unit_test(test_box_or_link),
		cmocka_unit_test(test_blocks),
		cmocka_unit_test(test_ends),
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_boxes),
		cmocka_unit_test(test_no_boxes),
		cmocka_unit_test(test_source),
		cmocka_unit_test(test_counts),
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_no_table),
		cmocka_unit_test(test_links),
		cmocka_unit_test(test_refused_links),
		cmocka_unit_test(test_images),
		cmocka_unit_test(test_strike),
		cmocka_unit_test(test_visible),
		cmocka_unit_test(test_deep),
		cmocka_unit_test(test_attacks),
		cmocka_unit_test(test_directive),
		cmocka_unit_test(test_html),
		cmocka_unit_test(test_html_blocks),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
