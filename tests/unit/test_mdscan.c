/* Limits of Markdown: one below, at and one above each, and what must not
 * count towards them. */
/* objects: base/mem base/arena base/buf doc/node base/value base/utf8 intake/pipes intake/mdscan */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/limits.h"
#include "intake/mdscan.h"

static struct buf	text;
static struct mdscan_fault fault;

static void
add(const char *s, size_t times)
{
	while (times-- > 0)
		buf_adds(&text, s);
}

static int
check(void)
{
	int rc = mdscan_check(buf_str(&text), text.len, &fault);

	buf_rewind(&text);
	return rc;
}

static void
test_line(void **state)
{
	(void)state;
	add("|", 1);
	add("x", LIMIT_LINE_BYTES - 2);
	assert_int_equal(check(), 0);
	add("|", 1);
	add("x", LIMIT_LINE_BYTES - 1);
	assert_int_equal(check(), 0);
	add("a\n\n|", 1);
	add("x", LIMIT_LINE_BYTES);
	assert_int_equal(check(), -1);
	assert_int_equal(fault.line, 3);
	assert_int_equal(fault.found, LIMIT_LINE_BYTES + 1);
	assert_int_equal(fault.allowed, LIMIT_LINE_BYTES);
	assert_string_equal(fault.what, "bytes in one line");
}

static void
test_lines(void **state)
{
	(void)state;
	add("\n", LIMIT_TEMPLATE_LINES);
	assert_int_equal(check(), 0);
	add("\n", LIMIT_TEMPLATE_LINES);
	add("x", 1);
	assert_int_equal(check(), -1);
	assert_string_equal(fault.what, "lines");
}

static void
test_containers(void **state)
{
	(void)state;
	add("- ", LIMIT_CONTAINERS - 1);
	add("x\n", 1);
	add("> ", LIMIT_CONTAINERS);
	add("x\n", 1);
	assert_int_equal(check(), 0);
	add("1. ", LIMIT_CONTAINERS + 1);
	add("x\n", 1);
	assert_int_equal(check(), -1);
	assert_string_equal(fault.what,
	    "list and quote markers in one line");
	add(">", LIMIT_CONTAINERS + 1);
	assert_int_equal(check(), -1);
	/* A rule is not a list, however long it is. */
	add("- ", 100);
	add("\n", 1);
	add("*", 100);
	assert_int_equal(check(), 0);
	add("text - - - - - - - - - - - - - - - - - - - - - - - - - - - - - -"
	    " - - - - - - - - - - - - -\n", 1);
	assert_int_equal(check(), 0);
}

static void
test_indent(void **state)
{
	(void)state;
	add(" ", LIMIT_INDENT - 1);
	add("- x\n", 1);
	assert_int_equal(check(), 0);
	add(" ", LIMIT_INDENT);
	add("- x\n", 1);
	assert_int_equal(check(), 0);
	add(" ", LIMIT_INDENT + 1);
	add("- x\n", 1);
	assert_int_equal(check(), -1);
	assert_string_equal(fault.what, "columns of indent");
	add("\t", LIMIT_INDENT / 4);
	add(" > x\n", 1);
	assert_int_equal(check(), -1);
	/* Text may stand as far to the right as it likes. */
	add(" ", LIMIT_INDENT * 4);
	add("x\n", 1);
	assert_int_equal(check(), 0);
}

static void
test_paragraph(void **state)
{
	(void)state;
	add("0123456789abcde\n", LIMIT_PARAGRAPH_BYTES / 15);
	assert_int_equal(check(), 0);
	add("0123456789abcde\n", LIMIT_PARAGRAPH_BYTES / 15);
	add("0123\n", 1);
	assert_int_equal(check(), 0);
	add("0123456789abcde\n", LIMIT_PARAGRAPH_BYTES / 15);
	add("01234\n", 1);
	assert_int_equal(check(), -1);
	assert_int_equal(fault.line, LIMIT_PARAGRAPH_BYTES / 15 + 1);
	assert_int_equal(fault.found, LIMIT_PARAGRAPH_BYTES + 1);
}

/* Blocks that are many but short have no limit together. */
static void
test_not_one_paragraph(void **state)
{
	(void)state;
	add("some text of a line\n\n", 2000);
	assert_int_equal(check(), 0);
	add("- [ ] an item of a list without blank lines\n", 2000);
	assert_int_equal(check(), 0);
	add("- a list\n  - [ ] with items below\n    - and below those\n",
	    2000);
	assert_int_equal(check(), 0);
	add("> - [ ] an item of a list in a quote\n", 2000);
	assert_int_equal(check(), 0);
	add("1. [ ] one\n2. [ ] two\n3. [ ] three\n10. [ ] ten\n", 2000);
	assert_int_equal(check(), 0);
	add("# Heading\n## Heading\ntext\n", 2000);
	assert_int_equal(check(), 0);
	add("| cell | cell | cell | cell |\n", 2000);
	assert_int_equal(check(), 0);
	add("a | b\n--|--\n", 1);
	add("one cell | the other cell\n", 2000);
	assert_int_equal(check(), 0);
	add("```\n", 1);
	add("code without a blank line in it\n", 2000);
	add("```\n", 1);
	assert_int_equal(check(), 0);
	add("<!-- a comment\n", 1);
	add("without a blank line in it\n", 2000);
	add("-->\n", 1);
	assert_int_equal(check(), 0);
	add("<td>a cell of a table in HTML</td>\n", 2000);
	assert_int_equal(check(), 0);
	add("[a name]: https://example.org/some/where\n", 2000);
	assert_int_equal(check(), 0);
}

/* What only looks like a new block does not end a paragraph. */
static void
test_one_paragraph(void **state)
{
	(void)state;
	add("text\n", 1);
	add("    - not a list, but text of the paragraph\n", 2000);
	assert_int_equal(check(), -1);
	add("text\n", 1);
	add("2. not a list: only 1 may interrupt a paragraph\n", 2000);
	assert_int_equal(check(), -1);
	add("text\n", 1);
	add("#hashtag text, not a heading\n", 2000);
	assert_int_equal(check(), -1);
	add("- item\n\n  text\n", 1);
	add("      - text of that paragraph\n", 2000);
	assert_int_equal(check(), -1);
	/* HTML that ends without a word: the list in it was none. */
	add("<div>\n- a\n</div>\n\n  text\n", 1);
	add("     - text of that paragraph\n", 2000);
	assert_int_equal(check(), -1);
}

static void
test_images(void **state)
{
	(void)state;
	add("![a](b)\n", LIMIT_IMAGES);
	assert_int_equal(check(), 0);
	add("![a](b)\n", LIMIT_IMAGES + 1);
	assert_int_equal(check(), -1);
	assert_string_equal(fault.what, "images in one block");
	add("![a](b)\n\n", LIMIT_IMAGES + 1);
	assert_int_equal(check(), 0);
	add("[a](b) !\n", LIMIT_IMAGES + 1);
	assert_int_equal(check(), 0);
}

static void
test_block(void **state)
{
	(void)state;
	add("|23456789abcdef\n", LIMIT_BLOCK_BYTES / 15);
	assert_int_equal(check(), 0);
	add("|23456789abcdef\n", LIMIT_BLOCK_BYTES / 15 + 1);
	assert_int_equal(check(), -1);
	assert_string_equal(fault.what, "bytes without a blank line");
}

static void
test_line_ends(void **state)
{
	static const char s[] = "a\r\nb\rc\n\r\nd";
	static const struct {
		size_t	end, next;
	} want[] = { { 1, 3 }, { 4, 5 }, { 6, 7 }, { 7, 9 }, { 10, 10 } };
	size_t at = 0, next, i;

	(void)state;
	for (i = 0; i < 5; i++) {
		assert_int_equal(mdscan_line(s, 10, at, &next), want[i].end);
		assert_int_equal(next, want[i].next);
		at = next;
	}
}

static int
teardown(void **state)
{
	(void)state;
	buf_clear(&text);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_line),
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_containers),
		cmocka_unit_test(test_indent),
		cmocka_unit_test(test_paragraph),
		cmocka_unit_test(test_not_one_paragraph),
		cmocka_unit_test(test_one_paragraph),
		cmocka_unit_test(test_images),
		cmocka_unit_test(test_block),
		cmocka_unit_test(test_line_ends),
	};

	return cmocka_run_group_tests(tests, NULL, teardown);
}
