/* The list of contents: what it names, how deep it goes, how it nests. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/date doc/node doc/figure doc/theme compose/words compose/scene compose/contents model/record */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "compose/contents.h"
#include "compose/scene.h"
#include "doc/node.h"
#include "model/record.h"

struct plan {
	struct arena	*arena;
	struct record	 record;
	struct scene	 scene;
	struct node	*root, *list;
	bool		 shown;
};

static void
begin(struct plan *p, size_t items)
{
	struct node *section;

	memset(p, 0, sizeof(*p));
	p->arena = arena_new();
	p->record.item_count = items;
	p->scene.arena = p->arena;
	p->scene.record = &p->record;
	p->root = node_new(p->arena, NODE_DOCUMENT);
	section = node_add_new(p->arena, p->root, NODE_SECTION);
	section->role = ROLE_CONTENTS;
	node_add_heading(p->arena, section, 2, "contents", "Contents");
	p->shown = contents_block(&p->scene, NULL, 2, section);
	p->list = section->last;
}

static struct node *
chapter(struct plan *p, struct node *parent, int level, const char *id)
{
	struct node *section = node_add_new(p->arena, parent, NODE_SECTION);

	node_add_heading(p->arena, section, level, id,
	    arena_printf(p->arena, "Title of %s", id != NULL ? id : "none"));
	return section;
}

/* "#a(#b #c(#d))": hrefs, as they nest. */
static void
said(struct buf *out, const struct node *list)
{
	const struct node *item;

	assert_int_equal(list->kind, NODE_LIST);
	assert_int_equal(list->role, ROLE_CONTENTS);
	for (item = list->first; item != NULL; item = item->next) {
		assert_int_equal(item->kind, NODE_LIST_ITEM);
		assert_int_equal(item->first->kind, NODE_LINK);
		assert_non_null(strstr(item->first->text, "Title of "));
		buf_printf(out, "%s%s", item == list->first ? "" : " ",
		    item->first->href);
		if (item->first->next == NULL)
			continue;
		buf_addc(out, '(');
		said(out, item->first->next);
		buf_addc(out, ')');
	}
}

static void
expect(struct plan *p, const char *want)
{
	struct buf got = BUF_INIT;

	contents_fill(&p->scene, p->root);
	said(&got, p->list);
	assert_string_equal(buf_str(&got), want);
	buf_clear(&got);
	arena_free(p->arena);
}

static void
test_nesting(void **state)
{
	struct plan p;
	struct node *a, *b;

	(void)state;
	begin(&p, 12);
	assert_true(p.shown);
	chapter(&p, p.root, 1, "title");
	/* Levels may be left out, and the first may be deep. */
	chapter(&p, p.root, 3, "z");
	chapter(&p, p.root, 3, "y");
	a = chapter(&p, p.root, 2, "a");
	b = chapter(&p, a, 3, "b");
	chapter(&p, b, 4, "c");
	chapter(&p, b, 5, "too-deep");
	chapter(&p, b, 4, "d");
	chapter(&p, a, 3, "e");
	a = chapter(&p, p.root, 2, "f");
	chapter(&p, a, 4, "g");
	chapter(&p, a, 3, "h");
	chapter(&p, p.root, 2, NULL);
	/* What stands in a quotation is no chapter. */
	chapter(&p, node_add_new(p.arena, p.root, NODE_QUOTE), 2, "quoted");
	chapter(&p, p.root, 2, "i");
	expect(&p, "#z #y #a(#b(#c #d) #e) #f(#g #h) #i");
}

/* However many sections: what two pages hold. */
static void
test_depth(void **state)
{
	static const size_t sections[] = { 40, 41 };
	struct plan p;
	struct node *c, *d;
	struct buf want = BUF_INIT;
	size_t i, k, n;

	(void)state;
	for (n = 0; n < 2; n++) {
		begin(&p, 1000);
		buf_rewind(&want);
		for (i = 0; i < 5; i++) {
			c = chapter(&p, p.root, 2, "c");
			buf_printf(&want, "%s#c(", i == 0 ? "" : " ");
			d = chapter(&p, c, 3, "d");
			buf_adds(&want, "#d");
			buf_adds(&want, n == 0 ? "(" : "");
			for (k = 0; k < 2 * sections[n] / 5; k++) {
				chapter(&p, d, 4, "e");
				if (n == 0)
					buf_printf(&want, "%s#e",
					    k == 0 ? "" : " ");
			}
			if (i == 0 && n == 1)
				chapter(&p, d, 4, "e");
			buf_adds(&want, n == 0 ? "))" : ")");
		}
		expect(&p, buf_str(&want));
	}
	buf_clear(&want);
}

static void
test_short(void **state)
{
	struct plan p;

	(void)state;
	begin(&p, 11);
	assert_false(p.shown);
	expect(&p, "");
}

/* Only paper draws it; a section with more in it is more than contents. */
static void
test_is_contents(void **state)
{
	struct plan p;

	(void)state;
	begin(&p, 12);
	assert_true(node_is_contents(p.list));
	assert_true(node_is_contents(p.list->parent));
	assert_false(node_is_contents(p.root));
	node_add_paragraph(p.arena, p.list->parent, ROLE_NONE, "prose");
	assert_false(node_is_contents(p.list->parent));
	arena_free(p.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nesting),
		cmocka_unit_test(test_depth),
		cmocka_unit_test(test_short),
		cmocka_unit_test(test_is_contents),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
