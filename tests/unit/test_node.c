/* The document tree. */

/* objects: base/mem base/arena base/buf base/utf8 base/value doc/node doc/dump */
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
#include "base/value.h"
#include "doc/figure.h"
#include "doc/dump.h"
#include "doc/node.h"

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

static struct node *
sample(struct arena *a)
{
	struct node *doc = node_new(a, NODE_DOCUMENT), *p, *facts, *n;
	struct value *v = value_object(a);

	node_add_heading(a, doc, 2, "one", "First")->state = SHAPE_LATE;
	p = node_add_paragraph(a, doc, ROLE_NOTE, "say \"hi\"");
	node_add_new(a, p, NODE_SOFT_BREAK);
	node_add_link(a, p, "#one", "there");
	node_add_badge(a, p, SHAPE_PASS, "pass");
	n = node_add_new(a, p, NODE_DIGEST);
	n->text = "0123456789abcdef0123";
	facts = node_add_new(a, doc, NODE_FACTS);
	node_add_fact(a, facts, "Key", "value");
	node_add_fact(a, facts, "Void", NULL);
	n = node_add_new(a, doc, NODE_DIRECTIVE);
	value_add_str(a, v, "block", "cover");
	n->data = v;
	return doc;
}

static void
test_links(void **state)
{
	struct arena *a = *state;
	struct node *p = node_new(a, NODE_PARAGRAPH), *one, *two;

	one = node_add_text(a, p, "one");
	assert_ptr_equal(p->first, one);
	assert_ptr_equal(p->last, one);
	two = node_add_printf(a, p, "%d", 2);
	assert_ptr_equal(one->next, two);
	assert_ptr_equal(p->last, two);
	assert_ptr_equal(two->parent, p);
	assert_null(two->next);
	assert_string_equal(two->text, "2");
	assert_string_equal(node_add_text(a, p, NULL)->text, "");
}

static void
test_copy(void **state)
{
	struct arena *a = *state;
	struct node *doc = sample(a), *copy = node_copy(a, doc);
	struct buf x = BUF_INIT, y = BUF_INIT;

	dump_tree(&x, doc, 0);
	dump_tree(&y, copy, 0);
	assert_string_equal(buf_str(&x), buf_str(&y));
	assert_ptr_not_equal(doc->first, copy->first);
	assert_ptr_equal(copy->first->parent, copy);
	assert_null(copy->parent);
	/* What is added to the copy is not in the first. */
	node_add_paragraph(a, copy, ROLE_NONE, "more");
	buf_rewind(&y);
	dump_tree(&y, doc, 0);
	assert_string_equal(buf_str(&x), buf_str(&y));
	buf_clear(&x);
	buf_clear(&y);
}

static void
test_dump(void **state)
{
	struct buf b = BUF_INIT;

	dump_tree(&b, sample(*state), 0);
	assert_string_equal(buf_str(&b),
	    "document\n"
	    "  heading state=late level=2 id=\"one\"\n"
	    "    text \"First\"\n"
	    "  paragraph role=note\n"
	    "    text \"say \\\"hi\\\"\"\n"
	    "    soft_break\n"
	    "    link href=\"#one\"\n"
	    "      text \"there\"\n"
	    "    badge state=pass \"pass\"\n"
	    "    digest \"0123456789abcdef0123\"\n"
	    "  facts\n"
	    "    fact \"Key\"\n"
	    "      text \"value\"\n"
	    "    fact \"Void\"\n"
	    "  directive {\"block\":\"cover\"}\n");
	buf_clear(&b);
}

static void
test_plain(void **state)
{
	struct arena *a = *state;
	struct buf b = BUF_INIT;
	struct node *p;

	node_plain(&b, sample(a));
	assert_string_equal(buf_str(&b), "First say \"hi\" therepass"
	    "0123456789ab Key: value Void:");
	buf_rewind(&b);
	buf_adds(&b, "before ");
	p = node_add_paragraph(a, NULL, ROLE_NONE, NULL);
	node_plain(&b, p);
	assert_string_equal(buf_str(&b), "before ");
	node_add_new(a, p, NODE_BREAK);
	node_add_text(a, p, "x");
	node_plain(&b, p);
	assert_string_equal(buf_str(&b), "before x");
	buf_clear(&b);
}

static void
test_cell(void **state)
{
	struct arena *a = *state;
	struct node *row = node_new(a, NODE_ROW), *c;

	row->header = true;
	c = node_add_cell(a, row, ALIGN_END, "ms");
	assert_true(c->header);
	assert_int_equal(c->align, ALIGN_END);
	assert_false(node_add_cell(a, NULL, ALIGN_START, NULL)->header);
}

static void
test_words(void **state)
{
	size_t i, j;

	(void)state;
	for (i = 0; i < NODE_KINDS; i++)
		for (j = 0; j < i; j++)
			assert_string_not_equal(
			    node_kind_str((enum node_kind)i),
			    node_kind_str((enum node_kind)j));
	assert_string_equal(node_role_str(ROLE_STAMP), "stamp");
	assert_string_equal(node_state_str(SHAPE_NOT_APPLICABLE),
	    "not_applicable");
	assert_string_equal(node_state_word(SHAPE_NOT_APPLICABLE),
	    "not applicable");
	assert_string_equal(node_state_word(SHAPE_NONE), "");
	assert_true(node_is_inline(NODE_BLANK));
	assert_false(node_is_inline(NODE_DATA));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_links, setup, teardown),
		cmocka_unit_test_setup_teardown(test_copy, setup, teardown),
		cmocka_unit_test_setup_teardown(test_dump, setup, teardown),
		cmocka_unit_test_setup_teardown(test_plain, setup, teardown),
		cmocka_unit_test_setup_teardown(test_cell, setup, teardown),
		cmocka_unit_test(test_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
