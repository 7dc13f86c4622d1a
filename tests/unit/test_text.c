/* The plain text writer, its line filling and its tables. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/diag doc/node doc/figure doc/theme render/anchor render/column render/grid render/text render/wrap */
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
#include "base/utf8.h"
#include "doc/figure.h"
#include "doc/node.h"
#include "render/format.h"
#include "render/text.h"
#include "render/wrap.h"

#include "gallery.inc"

static int
setup(void **state)
{
	*state = arena_new();
	return 0;
}

static int
teardown(void **state)
{
	arena_free(*state);
	return 0;
}

static void
check(struct arena *a, const struct node *root, unsigned columns,
    bool colour, const char *want)
{
	struct render_options o = { .columns = columns, .colour = colour };
	struct document doc = { .root = root };
	struct buf b = BUF_INIT;

	assert_int_equal(text_render(&b, &doc, &o, diag_new(a)), 0);
	assert_string_equal(buf_str(&b), want);
	buf_clear(&b);
}

static void
filled(size_t columns, const char *text, const char *want)
{
	struct buf b = BUF_INIT;
	struct wrap *w = wrap_open(&b, columns, false);

	wrap_text(w, text);
	wrap_close(w);
	assert_string_equal(buf_str(&b), want);
	buf_clear(&b);
}

static void
test_fill(void **state)
{
	(void)state;
	filled(10, "", "");
	filled(10, "   ", "");
	filled(10, "one two three", "one two\nthree\n");
	filled(10, "1234567890 a", "1234567890\na\n");
	filled(10, "a 12345678 b", "a 12345678\nb\n");
	filled(10, "a 123456789 b", "a\n123456789\nb\n");
	/* Longer than any line: cut, and nothing is lost. */
	filled(10, "ab 123456789012345", "ab\n1234567890\n12345\n");
	filled(1, "abc", "a\nb\nc\n");
	filled(0, "a  b\n\tc", "a b c\n");
	/* Wide letters count two and may be parted anywhere. */
	filled(6, "\346\227\245\346\234\254\350\252\236\346\226\207",
	    "\346\227\245\346\234\254\350\252\236\n\346\226\207\n");
	/* A letter and its accent stay together. */
	filled(2, "ae\314\201o", "ae\314\201\no\n");
}

static void
test_indent(void **state)
{
	struct buf b = BUF_INIT;
	struct wrap *w = wrap_open(&b, 12, false);
	int i;

	(void)state;
	wrap_push(w, "- ", "  ");
	wrap_push(w, "* ", "  ");
	wrap_text(w, "one two three");
	wrap_gap(w);
	wrap_text(w, "four");
	wrap_pop(w);
	wrap_pop(w);
	/* A mark without a text is shown all the same. */
	wrap_push(w, "- ", "  ");
	wrap_pop(w);
	wrap_verbatim(w, "a\tb", 3);
	wrap_rule(w, '=', 100);
	/* So deep that no room is left: still no line runs over. */
	for (i = 0; i < 40; i++)
		wrap_push(w, "  ", "  ");
	wrap_text(w, "deep");
	for (i = 0; i < 41; i++)
		wrap_pop(w);
	wrap_close(w);
	assert_string_equal(buf_str(&b), "- * one two\n    three\n\n    four\n"
	    "-\na       b\n============\n      deep\n");
	buf_clear(&b);
}

static void
test_list(void **state)
{
	struct arena *a = *state;
	struct node *root = node_new(a, NODE_DOCUMENT), *l, *li;

	l = node_add_new(a, root, NODE_LIST);
	l->tight = l->ordered = true;
	l->level = 9;
	li = node_add_new(a, l, NODE_LIST_ITEM);
	node_add_paragraph(a, li, ROLE_NONE, "nine and so on and on");
	li = node_add_new(a, l, NODE_LIST_ITEM);
	node_add_paragraph(a, li, ROLE_NONE, "ten");
	check(a, root, 40, false, "9. nine and so on and on\n10. ten\n");
}

static void
test_entry(void **state)
{
	struct arena *a = *state;
	struct node *root = node_new(a, NODE_DOCUMENT), *e;

	e = node_add_new(a, root, NODE_ENTRY);
	e->state = SHAPE_FAIL;
	node_add_paragraph(a, e, ROLE_TITLE, "Backups of all databases and "
	    "files");
	node_add_paragraph(a, e, ROLE_FINDING, "none");
	e = node_add_new(a, root, NODE_ENTRY);
	e->state = SHAPE_NOT_APPLICABLE;
	node_add_paragraph(a, e, ROLE_TITLE, "T");
	check(a, root, 40, false,
	    "\342\234\227 fail     Backups of all databases and\n"
	    "           files\n"
	    "           none\n"
	    "\342\200\223 not applicable  T\n");
	check(a, e, 40, true, "\033[1mT\033[0m\n");
	check(a, root, 80, true,
	    "\033[31m\342\234\227 fail\033[0m     "
	    "\033[1mBackups of all databases and files\033[0m\n"
	    "           none\n"
	    "\033[2m\342\200\223 not applicable\033[0m  "
	    "\033[1mT\033[0m\n");
}

static struct node *
table(struct arena *a)
{
	struct node *root = node_new(a, NODE_DOCUMENT), *t, *row;
	struct node *cell;

	t = node_add_new(a, root, NODE_TABLE);
	row = node_add_new(a, t, NODE_ROW);
	row->header = true;
	node_add_cell(a, row, ALIGN_START, "Name");
	node_add_cell(a, row, ALIGN_END, "ms");
	node_add_cell(a, row, ALIGN_START, "Picture");
	node_add_cell(a, row, ALIGN_START, "State");
	row = node_add_new(a, t, NODE_ROW);
	node_add_cell(a, row, ALIGN_START, "first of a few that fill a line "
	    "and more");
	node_add_cell(a, row, ALIGN_END, "12.25")->role = ROLE_NUMBER;
	cell = node_add_cell(a, row, ALIGN_START, NULL);
	cell = node_add_new(a, cell, NODE_FIGURE);
	cell->text = "not shown";
	node_add_badge(a, node_add_cell(a, row, ALIGN_START, NULL),
	    SHAPE_PASS, "pass");
	row = node_add_new(a, t, NODE_ROW);
	node_add_cell(a, row, ALIGN_START, "second");
	node_add_cell(a, row, ALIGN_END, "7")->role = ROLE_NUMBER;
	return root;
}

/* A mark stays with its word wherever the line ends. */
static void
test_badge_lines(void **state)
{
	struct arena *a = *state;
	struct node *root = node_new(a, NODE_DOCUMENT), *p;

	p = node_add_paragraph(a, root, ROLE_NONE,
	    "A tally of all the nine items: ");
	node_add_badge(a, p, SHAPE_PASS, "8 pass");
	node_add_text(a, p, " ");
	node_add_badge(a, p, SHAPE_FAIL, "1\302\240fail");
	check(a, root, 44, false,
	    "A tally of all the nine items: \342\234\223 8 pass\n"
	    "\342\234\227 1\302\240fail\n");
}

static void
test_table(void **state)
{
	struct arena *a = *state;
	struct node *root = table(a);

	check(a, root, 80, false,
	    "Name                                         ms  State\n"
	    "-------------------------------------------------------\n"
	    "first of a few that fill a line and more  12.25  \342\234\223 pass\n"
	    "second                                     7\n");
	/* Narrower: the first column fills lines. */
	check(a, root, 44, false,
	    "Name                              ms  State\n"
	    "--------------------------------------------\n"
	    "first of a few that fill a     12.25  \342\234\223 pass\n"
	    "line and more\n"
	    "second                          7\n");
	/* A word too long for its column: a block a row. */
	root->first->last->first->first->text =
	    "second/with/a/word/longer/than/columns";
	check(a, root, 44, false,
	    "first of a few that fill a line and more\n"
	    "  ms: 12.25\n"
	    "  State: \342\234\223 pass\n"
	    "second/with/a/word/longer/than/columns\n"
	    "  ms: 7\n");
}

/* More columns than align: every cell is still there. */
static void
test_wide_table(void **state)
{
	struct arena *a = *state;
	struct node *root = node_new(a, NODE_DOCUMENT), *row;
	struct buf want = BUF_INIT;
	int i;

	row = node_add_new(a, node_add_new(a, root, NODE_TABLE), NODE_ROW);
	for (i = 0; i < 40; i++) {
		node_add_cell(a, row, ALIGN_START, "c");
		buf_adds(&want, i == 0 ? "c\n" : "  c\n");
	}
	check(a, root, 200, false, buf_str(&want));
	buf_clear(&want);
}

static void
test_facts(void **state)
{
	struct arena *a = *state;
	struct node *f = node_new(a, NODE_FACTS), *root;

	node_add_fact(a, f, "Key", "value");
	node_add_fact(a, f, "Longer", "more than one line, which is "
	    "not much");
	node_add_fact(a, f, "A key that is longer than others", "x");
	node_add_fact(a, f, "None", NULL);
	root = node_new(a, NODE_DOCUMENT);
	node_add(root, f);
	check(a, root, 40, false,
	    "Key     value\n"
	    "Longer  more than one line, which is not\n"
	    "        much\n"
	    "A key that is longer than others\n"
	    "  x\n"
	    "None\n");
}

static void
test_link(void **state)
{
	struct arena *a = *state;
	struct node *p = node_new(a, NODE_PARAGRAPH);

	node_add_link(a, p, "https://a.example/", "there");
	node_add_text(a, p, " ");
	node_add_link(a, p, "https://a.example/", "https://a.example/");
	node_add_text(a, p, " ");
	node_add_link(a, p, "#one", "within");
	node_add_text(a, p, " ");
	node_add_link(a, p, "javascript:x", "refused");
	check(a, p, 80, false, "there <https://a.example/> "
	    "https://a.example/ within refused\n");
}

/* T7: no byte of an input moves the cursor; no line is too long. */
static void
see_text(const struct buf *b, size_t columns)
{
	const char *s = buf_str(b);
	size_t n, i, used;
	uint32_t cp;

	for (; *s != '\0'; s += n + (s[n] == '\n')) {
		n = strcspn(s, "\n");
		if (utf8_width(s, n) > columns)
			fail_msg("too long: %.*s", (int)n, s);
		for (i = 0; i < n; i += used) {
			cp = utf8_decode(s + i, n - i, &used);
			assert_false(utf8_is_control(cp));
			assert_false(utf8_is_bidi_control(cp));
		}
	}
	assert_int_equal(utf8_check(buf_str(b), b->len, NULL), 0);
}

static void
test_hostile(void **state)
{
	static const char *const lines[] = {
		"\033[2J\033]0;title\007", "a\rb", "a\bb", "\302\233x",
		"\342\200\256abc", "\342\200\250x", "\377\376", "a\vb\fc",
		"\346\227\245\346\234\254\350\252\236\343\201\256\346\226"
		"\207\346\233\270\343\201\256\351\225\267\343\201\204",
		"wordwordwordwordwordwordwordwordwordwordwordwordwordwordword"
		"wordwordwordwordwordwordword", "", "\t\n \n",
	};
	static const unsigned widths[] = { 0, 20, 39, 72, 200 };
	struct arena *a = *state;
	struct render_options o = { 0 };
	struct buf b = BUF_INIT;
	size_t i, j;

	for (i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		for (j = 0; j < sizeof(widths) / sizeof(widths[0]); j++) {
			o.columns = widths[j];
			buf_rewind(&b);
			assert_int_equal(text_render(&b, gallery(a,
			    lines[i]), &o, diag_new(a)), 0);
			see_text(&b, widths[j] == 0 ? 80 :
			    widths[j] < 40 ? 40 : widths[j]);
		}
	buf_clear(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fill),
		cmocka_unit_test(test_indent),
		cmocka_unit_test_setup_teardown(test_list, setup, teardown),
		cmocka_unit_test_setup_teardown(test_entry, setup, teardown),
		cmocka_unit_test_setup_teardown(test_badge_lines, setup, teardown),
		cmocka_unit_test_setup_teardown(test_table, setup, teardown),
		cmocka_unit_test_setup_teardown(test_wide_table, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_facts, setup, teardown),
		cmocka_unit_test_setup_teardown(test_link, setup, teardown),
		cmocka_unit_test_setup_teardown(test_hostile, setup,
		    teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
