/* Layouts, blocks, and what every document promises. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/date base/decimal base/digest base/diag base/inventory base/table doc/node doc/dump doc/figure doc/theme model/record compose/words compose/scene compose/charts compose/axis compose/next compose/gates compose/cover compose/fold compose/entry compose/attention compose/metrics compose/phases compose/events compose/timeline compose/rollback compose/contacts compose/contents compose/lessons compose/actions compose/signed compose/signoffs compose/waivers compose/failures compose/followups compose/population compose/evidence_list compose/document compose/change compose/fit compose/panel compose/history base/ledger base/fs base/newfile base/people base/person model/policy compose/duties */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/table.h"
#include "compose/document.h"
#include "doc/dump.h"
#include "doc/figure.h"
#include "doc/theme.h"
#include "fixture_record.inc"

static const struct compose_options options = {
	.tool = "dossier 0.1.0",
	.layout_file = "layout.md",
};

static struct document *
compose(struct fixture *f, const struct node *plan)
{
	struct diag *diag = diag_new(f->arena);
	struct document *doc = NULL;

	assert_int_equal(document_compose(f->arena, f->record, plan,
	    &options, &doc, diag), 0);
	assert_non_null(doc);
	return doc;
}

/* The words of the first fault a layout has. */
static const char *
fault(struct fixture *f, const struct node *plan)
{
	struct diag *diag = diag_new(f->arena);
	struct document *doc;

	assert_int_equal(document_compose(f->arena, f->record, plan,
	    &options, &doc, diag), -1);
	assert_null(doc);
	assert_int_equal(diag_first(diag)->code, DIAG_LAYOUT_BLOCK);
	assert_int_equal(diag_status(diag, DIAG_ERROR), 3);
	return diag_first(diag)->words;
}

static const char *
plain(struct fixture *f, const struct node *n)
{
	struct buf b = BUF_INIT;
	char *out;

	node_plain(&b, n);
	out = arena_strdup(f->arena, buf_str(&b));
	buf_clear(&b);
	return out;
}

/* One directive with options under one heading. */
static struct node *
plan_of(struct fixture *f, const char *block, const char *key,
    const char *lexeme)
{
	struct node *root = node_new(f->arena, NODE_DOCUMENT), *n;
	struct value *v = value_object(f->arena);

	node_add_heading(f->arena, root, 2, NULL, "A Heading");
	n = node_add_new(f->arena, root, NODE_DIRECTIVE);
	n->line = 3;
	value_add_str(f->arena, v, "block", block);
	if (lexeme == NULL && key != NULL)
		value_add_bool(f->arena, v, key, true);
	else if (key != NULL)
		value_add_num(f->arena, v, key, lexeme);
	n->data = v;
	return root;
}

/* --- what holds for every document ---------------------------------- */

struct anchors {
	struct fixture	*f;
	struct table	*ids;
	size_t		 nodes, links;
};

static void
gather(struct anchors *t, const struct node *n)
{
	const char *p;

	t->nodes++;
	if (n->id != NULL) {
		for (p = n->id; *p != '\0'; p++)
			assert_true((*p >= 'a' && *p <= 'z') || *p == '-' ||
			    (*p >= '0' && *p <= '9') || *p == '.');
		assert_null(table_add(t->ids, n->id, t));
	}
	for (n = n->first; n != NULL; n = n->next)
		gather(t, n);
}

static void
follow(struct anchors *t, const struct node *n)
{
	const struct shape *s = n->kind != NODE_FIGURE || n->figure == NULL ?
	    NULL : n->figure->first;

	if (n->kind == NODE_LINK && n->href != NULL && n->href[0] == '#') {
		assert_non_null(table_find(t->ids, n->href + 1));
		t->links++;
	}
	for (; s != NULL; s = s->next)
		if (s->href != NULL) {
			assert_int_equal(s->href[0], '#');
			assert_non_null(table_find(t->ids, s->href + 1));
			t->links++;
		}
	for (n = n->first; n != NULL; n = n->next)
		follow(t, n);
}

/* Ids are unique, every inner link arrives. */
static size_t
check_anchors(struct fixture *f, const struct document *doc)
{
	struct anchors t = { .f = f };

	t.ids = table_new(f->arena, 0);
	gather(&t, doc->root);
	follow(&t, doc->root);
	return t.links;
}

/* Blocks hold blocks or inlines, inlines hold inlines; parents are true;
 * no text has a control; cells stand in rows, facts in lists of facts. */
static void
check_shape(const struct node *n)
{
	const struct node *c;
	const char *p;

	if (n->text != NULL && n->kind != NODE_CODE_BLOCK)
		for (p = n->text; *p != '\0'; p++)
			assert_true((unsigned char)*p >= 0x20 &&
			    *p != 0x7f);
	for (c = n->first; c != NULL; c = c->next) {
		/* A child of a shared fragment knows its first parent. */
		assert_true(c->parent == n || c->parent->first == n->first);
		if (node_is_inline(n->kind))
			assert_true(node_is_inline(c->kind));
		if (n->kind == NODE_PARAGRAPH || n->kind == NODE_HEADING)
			assert_true(node_is_inline(c->kind));
		assert_int_equal(c->kind == NODE_ROW, n->kind == NODE_TABLE);
		assert_int_equal(c->kind == NODE_CELL, n->kind == NODE_ROW);
		assert_int_equal(c->kind == NODE_FACT,
		    n->kind == NODE_FACTS);
		assert_int_not_equal(c->kind, NODE_DIRECTIVE);
		check_shape(c);
	}
	if (n->kind == NODE_PARAGRAPH || n->kind == NODE_HEADING ||
	    (n->kind == NODE_LIST && n->role != ROLE_CONTENTS) ||
	    n->kind == NODE_FACT)
		assert_non_null(n->first);
}

static size_t
columns_of(const struct node *row)
{
	const struct node *c;
	size_t n = 0;

	for (c = row->first; c != NULL; c = c->next)
		n++;
	return n;
}

/* All rows of a table are as wide as its head. */
static void
check_tables(const struct node *n)
{
	const struct node *row;

	if (n->kind == NODE_TABLE) {
		assert_true(n->first->header);
		for (row = n->first; row != NULL; row = row->next)
			assert_int_equal(columns_of(row),
			    columns_of(n->first));
	}
	for (n = n->first; n != NULL; n = n->next)
		check_tables(n);
}

static void
test_all_blocks(void **state)
{
	struct fixture f;
	struct document *doc;
	const char *text;

	(void)state;
	fixture_full(&f);
	doc = compose(&f, layout(&f, document_blocks()));
	assert_true(check_anchors(&f, doc) > 60);
	check_shape(doc->root);
	check_tables(doc->root);
	text = plain(&f, doc->root);
	assert_null(strstr(text, "N/A"));
	assert_null(strstr(text, "(null)"));
	assert_null(strstr(text, "verified"));
	assert_string_equal(doc->title, "Bazaar release 2.8 - Test report");
	assert_string_equal(doc->digest, f.record->digest);
	assert_string_equal(doc->verdict, "NO-GO");
	assert_string_equal(doc->issued, "2026-11-24 09:30 +01:00");
	assert_string_equal(doc->date_pdf, "D:20261124083000Z");
	assert_ptr_equal(doc->theme, theme_default());
	arena_free(f.arena);
}

/* Every block alone, and every one on a record that holds nothing. */
static void
test_each_block(void **state)
{
	const char *const *name;
	const char *one[2] = { NULL, NULL };
	struct fixture f;
	struct document *doc;

	(void)state;
	for (name = document_blocks(); *name != NULL; name++) {
		one[0] = *name;
		fixture_full(&f);
		doc = compose(&f, layout(&f, one));
		check_anchors(&f, doc);
		check_shape(doc->root);
		check_tables(doc->root);
		arena_free(f.arena);
		begin(&f);
		finish(&f);
		doc = compose(&f, layout(&f, one));
		check_anchors(&f, doc);
		check_shape(doc->root);
		check_tables(doc->root);
		assert_null(strstr(plain(&f, doc->root), "(null)"));
		/* Without phases or headings there is nothing to list. */
		if (strcmp(*name, "gates") != 0 &&
		    strcmp(*name, "contents") != 0)
			assert_true(strlen(plain(&f, doc->root)) > 20);
		arena_free(f.arena);
	}
}

/* --- layouts -------------------------------------------------------- */

static void
test_unknown(void **state)
{
	static const char *const names[] = { "metrcs", NULL };
	struct fixture f;
	struct node *plan, *n;
	struct value *v;

	(void)state;
	fixture_full(&f);
	assert_non_null(strstr(fault(&f, layout(&f, names)),
	    "there is no block \"metrcs\"; there are cover, attention, "
	    "metrics, "));
	assert_non_null(strstr(fault(&f, plan_of(&f, "metrics", "plane",
	    NULL)), "plane"));
	/* No word of a list of options may hide in another. */
	assert_non_null(strstr(fault(&f, plan_of(&f, "cover", "ma", "3")),
	    "ma"));
	assert_non_null(strstr(fault(&f, plan_of(&f, "cover", "brief max",
	    NULL)), "brief max"));
	plan = node_new(f.arena, NODE_DOCUMENT);
	n = node_add_new(f.arena, plan, NODE_DIRECTIVE);
	assert_non_null(strstr(fault(&f, plan), "names no block; write "
	    "{block: NAME} with one of cover, attention, "));
	/* A misspelt member is not the block "". */
	v = value_object(f.arena);
	value_add_str(f.arena, v, "blok", "cover");
	n->data = v;
	assert_non_null(strstr(fault(&f, plan), "names no block"));
	plan = plan_of(&f, "gates", NULL, NULL);
	n = node_new(f.arena, NODE_DOCUMENT);
	node_add(node_add_new(f.arena, n, NODE_QUOTE), plan);
	assert_non_null(strstr(fault(&f, n), "inside other text"));
	arena_free(f.arena);
}

static void
test_omit_empty(void **state)
{
	struct fixture f;
	struct document *doc;

	(void)state;
	begin(&f);
	finish(&f);
	doc = compose(&f, plan_of(&f, "lessons", "omit_empty", NULL));
	assert_null(doc->root->first);
	doc = compose(&f, plan_of(&f, "lessons", NULL, NULL));
	assert_non_null(strstr(plain(&f, doc->root), "A Heading"));
	assert_non_null(strstr(plain(&f, doc->root), "lesson"));
	arena_free(f.arena);
	fixture_full(&f);
	doc = compose(&f, plan_of(&f, "lessons", "omit_empty", NULL));
	assert_non_null(strstr(plain(&f, doc->root), "A Heading"));
	arena_free(f.arena);
}

/* Text of the layout beside an omitted block keeps its heading. */
static void
test_prose_stays(void **state)
{
	struct fixture f;
	struct node *plan;
	struct document *doc;

	(void)state;
	begin(&f);
	finish(&f);
	plan = plan_of(&f, "lessons", "omit_empty", NULL);
	node_add_paragraph(f.arena, plan, ROLE_NONE, "Some prose.");
	node_add_heading(f.arena, plan, 4, NULL, "Deeper");
	node_add_paragraph(f.arena, plan, ROLE_NONE, "More prose.");
	doc = compose(&f, plan);
	assert_string_equal(plain(&f, doc->root),
	    "A Heading Some prose. Deeper More prose.");
	/* The deeper section hangs inside the one above. */
	assert_int_equal(doc->root->first->kind, NODE_SECTION);
	assert_null(doc->root->first->next);
	assert_int_equal(doc->root->first->last->kind, NODE_SECTION);
	check_shape(doc->root);
	arena_free(f.arena);
}

/* The same block twice: two headings, one of them with its name. */
static void
test_twice(void **state)
{
	static const char *const names[] = { "metrics", "metrics", "phases",
	    "failures", NULL };
	struct fixture f;

	(void)state;
	fixture_full(&f);
	check_anchors(&f, compose(&f, layout(&f, names)));
	arena_free(f.arena);
}

/* Without phases, only failures have a place to link to. */
static void
test_links_follow_blocks(void **state)
{
	static const char *const none[] = { "cover", "attention", NULL };
	static const char *const some[] = { "failures", "attention", NULL };
	struct fixture f;

	(void)state;
	fixture_full(&f);
	assert_int_equal(check_anchors(&f, compose(&f, layout(&f, none))),
	    0);
	assert_true(check_anchors(&f, compose(&f, layout(&f, some))) > 0);
	arena_free(f.arena);
}

static void
test_subject_line(void **state)
{
	static const char *const names[] = { "cover", NULL };
	struct fixture f;
	struct document *doc;

	(void)state;
	fixture_full(&f);
	doc = compose(&f, layout(&f, names));
	assert_string_equal(doc->subject_line,
	    "[NO-GO] bazaar 2.8.0 on production - Bazaar release 2.8");
	/* What the title begins with is not said twice. */
	f.record->title = "bazaar 2.8.0: escrow";
	doc = compose(&f, layout(&f, names));
	assert_string_equal(doc->subject_line,
	    "[NO-GO] bazaar 2.8.0 on production - escrow");
	f.record->title = "bazaar 2.8.0";
	doc = compose(&f, layout(&f, names));
	assert_string_equal(doc->subject_line,
	    "[NO-GO] bazaar 2.8.0 on production");
	f.record->title = "Bazaar release 2.8";
	f.record->verdict = VERDICT_PENDING;
	doc = compose(&f, layout(&f, names));
	assert_string_equal(doc->subject_line, "[PENDING 3 SIGN-OFFS] "
	    "bazaar 2.8.0 on production - Bazaar release 2.8");
	f.record->verdict = VERDICT_ROLLED_BACK;
	f.record->title = "x\r\nBcc: someone@bazaar.example";
	doc = compose(&f, layout(&f, names));
	assert_int_equal(strncmp(doc->subject_line, "[ROLLED BACK] ", 14),
	    0);
	assert_null(strpbrk(doc->subject_line, "\r\n"));
	assert_null(strpbrk(doc->title, "\r\n"));
	arena_free(f.arena);
}

/* What a record brings is shown, never obeyed. */
static void
test_hostile_words(void **state)
{
	static const char bad[] = "a\x1b[2Jb\xe2\x80\xae" "c\nd\x7f";
	struct fixture f;
	struct document *doc;
	struct item *it;
	struct buf b = BUF_INIT;

	(void)state;
	fixture_full(&f);
	f.record->name = f.record->title = f.record->organization = bad;
	f.record->subject.name = f.record->subject.environment = bad;
	f.record->risk = f.record->rollback_plan = f.record->why = bad;
	f.record->leftovers[0] = bad;
	it = f.record->items[0];
	it->label = it->why = it->owner = bad;
	it->evidence->summary = it->evidence->observed = bad;
	it->evidence->path = bad;
	it->title = words(&f, bad);
	doc = compose(&f, layout(&f, document_blocks()));
	check_shape(doc->root);
	dump_tree(&b, doc->root, 0);
	assert_null(strstr(buf_str(&b), "\xe2\x80\xae"));
	assert_null(strchr(buf_str(&b), 0x1b));
	assert_null(strchr(doc->record, '\n'));
	assert_null(strchr(doc->organization, '\n'));
	buf_clear(&b);
	arena_free(f.arena);
}

/* A fragment's own ids, headings, directives and inner links stay out. */
static void
test_fragments(void **state)
{
	static const char *const names[] = { "phases", NULL };
	struct fixture f;
	struct document *doc;
	struct node *notes, *n;
	const char *text;

	(void)state;
	fixture_full(&f);
	notes = node_new(f.arena, NODE_DOCUMENT);
	node_add_heading(f.arena, notes, 1, "top", "Loud heading");
	n = node_add_paragraph(f.arena, notes, ROLE_NONE, "see ");
	node_add_link(f.arena, n, "#nowhere", "there");
	node_add_new(f.arena, notes, NODE_DIRECTIVE);
	node_add_new(f.arena, notes, NODE_RULE);
	f.record->items[0]->evidence->notes = notes;
	doc = compose(&f, layout(&f, names));
	check_anchors(&f, doc);
	check_shape(doc->root);
	text = plain(&f, doc->root);
	assert_non_null(strstr(text, "Loud heading"));
	assert_non_null(strstr(text, "see there"));
	arena_free(f.arena);
}

/* --- size ----------------------------------------------------------- */

static void
many(struct fixture *f, size_t n, enum item_state state)
{
	struct item *it;
	size_t i;

	begin(f);
	fill_identity(f);
	for (i = 0; i < n; i++) {
		if (i % 100 == 0)
			section(f, 2, NULL, arena_printf(f->arena,
			    "Phase %zu", i / 100), true);
		it = item(f, KIND_TASK, state, arena_printf(f->arena,
		    "Item number %zu", i), "done as planned", "shown");
		it->owner = arena_printf(f->arena, "@team%zu", i % 40);
		if (state != STATE_MISSING)
			evidence(f, it, EVIDENCE_PASS, arena_printf(
			    f->arena, "p/item-%zu.json", i),
			    "2026-11-22T10:00:00+01:00", "It was there.");
	}
	finish(f);
}

static size_t
count_nodes(const struct node *n)
{
	size_t sum = 1;

	for (n = n->first; n != NULL; n = n->next)
		sum += count_nodes(n);
	return sum;
}

/* One more item costs the same, whatever there is already, and little. */
static void
test_linear(void **state)
{
	static const char *const names[] = { "cover", "attention", "metrics",
	    "phases", "timeline", "signoff", "population", "manifest",
	    NULL };
	static const char *const phases[] = { "phases", NULL };
	struct fixture f;
	size_t at[3], i, only;

	(void)state;
	for (i = 0; i < 3; i++) {
		many(&f, 2000 * (i + 1), STATE_PASS);
		at[i] = count_nodes(compose(&f, layout(&f, names))->root);
		arena_free(f.arena);
	}
	assert_in_range((at[2] - at[1]) * 100 / (at[1] - at[0]), 95, 105);
	assert_true((at[1] - at[0]) / 2000 <= 22);
	many(&f, 2000, STATE_PASS);
	only = count_nodes(compose(&f, layout(&f, phases))->root);
	assert_true(only / 2000 <= 12);
	arena_free(f.arena);
}

/* A mail stays small however large the record and however bad. */
static void
test_mail_is_capped(void **state)
{
	static const char *const blocks[][2] = { { "cover", "brief" },
	    { "attention", "10" }, { "metrics", "10" }, { "gates", "10" },
	    { "follow-ups", "5" }, { "timeline", "10" }, { "actions", "5" },
	    { "manifest", "10" } };
	static const enum item_state worst[] = { STATE_MISSING, STATE_FAIL };
	struct fixture f;
	struct document *doc;
	size_t i, j;

	(void)state;
	for (j = 0; j < 2; j++) {
		many(&f, 10000, worst[j]);
		for (i = 0; i < sizeof(blocks) / sizeof(blocks[0]); i++) {
			doc = compose(&f, i == 0 ? plan_of(&f, "cover",
			    "brief", NULL) : plan_of(&f, blocks[i][0],
			    "max", blocks[i][1]));
			assert_true(count_nodes(doc->root) < 400);
		}
		arena_free(f.arena);
	}
}

/* Many cells are no picture: above 1,000 items they are put together. */
static void
test_strip_stays_small(void **state)
{
	static const size_t sizes[] = { 1, 166, 1000, 1001, 5000, 30000 };
	static const char *const names[] = { "cover", NULL };
	struct fixture f;
	const struct node *n;
	const struct shape *s;
	size_t i, marks;

	(void)state;
	for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		many(&f, sizes[i], STATE_PASS);
		n = compose(&f, layout(&f, names))->root->first->first;
		while (n->kind != NODE_FIGURE)
			n = n->next;
		for (s = n->figure->first, marks = 0; s != NULL; s = s->next)
			marks += s->kind == FIGURE_MARK;
		assert_true(marks <= 1000 && marks > 0);
		assert_true(n->figure->height < 160);
		assert_true(n->figure->width <= 482);
		if (sizes[i] <= 1000)
			assert_int_equal(marks, sizes[i]);
		arena_free(f.arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all_blocks),
		cmocka_unit_test(test_each_block),
		cmocka_unit_test(test_unknown),
		cmocka_unit_test(test_omit_empty),
		cmocka_unit_test(test_prose_stays),
		cmocka_unit_test(test_twice),
		cmocka_unit_test(test_links_follow_blocks),
		cmocka_unit_test(test_subject_line),
		cmocka_unit_test(test_hostile_words),
		cmocka_unit_test(test_fragments),
		cmocka_unit_test(test_linear),
		cmocka_unit_test(test_mail_is_capped),
		cmocka_unit_test(test_strip_stays_small),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
