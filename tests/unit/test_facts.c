/* The record as plain data. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/date base/decimal base/digest base/inventory doc/node model/record compose/proofs compose/facts base/ledger base/table base/fs base/newfile base/diag */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/value.h"
#include "compose/facts.h"
#include "fixture_record.inc"

static const char *
str(const struct value *v, const char *a, const char *b)
{
	v = value_get(v, a);
	return b == NULL ? v == NULL ? NULL : v->text : value_get_str(v, b);
}

static long
num(const struct value *v, const char *a, const char *b, const char *c)
{
	v = value_get(v, a);
	v = b == NULL ? v : value_get(v, b);
	v = c == NULL ? v : value_get(v, c);
	return v == NULL ? -1 : strtol(v->text, NULL, 10);
}

static const struct value *
element(const struct value *v, const char *key, size_t i)
{
	for (v = value_get(v, key)->first; v != NULL && i > 0; i--)
		v = v->next;
	return v;
}

/* The member of a list whose member key says text. */
static const struct value *
with(const struct value *list, const char *key, const char *text)
{
	const struct value *v;

	for (v = list->first; v != NULL; v = v->next)
		if (value_get_str(v, key) != NULL &&
		    strcmp(value_get_str(v, key), text) == 0)
			return v;
	fail_msg("there is no %s %s", key, text);
	return NULL;
}

static void
test_verdict(void **state)
{
	struct fixture f;
	const struct value *v;

	(void)state;
	fixture_full(&f);
	v = facts_record(f.arena, f.record, NULL, FACTS_VERDICT);
	assert_string_equal(str(v, "schema", NULL), "dossier/report/v1");
	assert_string_equal(str(v, "verdict", NULL), "NO-GO");
	assert_string_equal(str(v, "before_waivers", NULL), "NO-GO");
	assert_string_equal(str(v, "issued_at", NULL),
	    "2026-11-24T09:30:00+01:00");
	assert_string_equal(str(v, "digest", NULL), f.record->digest);
	assert_int_equal(num(v, "counts", "total", NULL), 23);
	assert_int_equal(num(v, "counts", "by_state", "pass"), 8);
	assert_int_equal(num(v, "counts", "by_state", "not_applicable"), 2);
	assert_int_equal(num(v, "counts", "by_kind", "sign-off"), 4);
	assert_int_equal(num(v, "population", "accounted", NULL), 23);
	assert_int_equal(num(v, "population", "unlisted", NULL), 1);
	assert_string_equal(str(value_get(v, "identity"), "subject",
	    "version"), "2.8.0");
	assert_null(value_get(v, "sections"));
	assert_null(value_get(v, "items"));
	arena_free(f.arena);
}

/* A phase narrows verdict and counts and still names the whole. */
static void
test_phase(void **state)
{
	struct fixture f;
	const struct value *v;

	(void)state;
	fixture_full(&f);
	v = facts_record(f.arena, f.record, f.record->sections->next,
	    FACTS_VERDICT);
	assert_string_equal(str(v, "verdict", NULL), "PENDING");
	assert_string_equal(str(v, "phase", "title"),
	    "After the Deployment");
	assert_string_equal(str(v, "phase", "record_verdict"), "NO-GO");
	assert_int_equal(num(v, "counts", "total", NULL), 7);
	assert_int_equal(num(v, "population", "items", NULL), 23);
	arena_free(f.arena);
}

static void
test_all(void **state)
{
	struct fixture f;
	const struct value *v, *items, *it, *e;

	(void)state;
	fixture_full(&f);
	v = facts_record(f.arena, f.record, NULL, FACTS_ALL);
	items = value_get(v, "items");
	assert_int_equal(items->count, 23);
	it = with(items, "label", "Penetration Test");
	assert_string_equal(str(it, "state", NULL), "waived");
	assert_string_equal(str(it, "before_waiver", NULL), "fail");
	it = with(items, "label", "Uptime");
	assert_string_equal(str(it, "measured", "value"), "99.95 %");
	assert_true(value_get(value_get(it, "measured"),
	    "near_miss")->truth);
	assert_string_equal(str(it, "target", "op"), ">");
	it = with(items, "label", "Security Engineer");
	assert_string_equal(str(it, "signoff", "name"), "Ines Placeholder");
	assert_int_equal(value_get(value_get(it, "signoff"),
	    "changes")->count, 1);
	it = with(items, "label", "Unit Tests");
	e = with(value_get(v, "evidence"), "path", "1.1-tests-2.json");
	assert_string_equal(str(it, "evidence", "sha256"),
	    str(e, "sha256", NULL));
	assert_string_equal(str(e, "use", NULL), "in_force");
	assert_string_equal(str(e, "supersedes", "path"),
	    "1.1-tests-1.json");
	e = with(value_get(v, "evidence"), "path", "1.1-tests-1.json");
	assert_string_equal(str(e, "use", NULL), "replaced");
	e = with(value_get(v, "evidence"), "path", "1.2-keys.json");
	assert_string_equal(str(e, "use", NULL), "refused");
	e = with(value_get(v, "evidence"), "path", "stray.json");
	assert_string_equal(str(e, "use", NULL), "unlisted");
	assert_int_equal(value_get(v, "evidence")->count, 17);
	assert_int_equal(value_get(v, "waivers")->count, 1);
	assert_int_equal(value_get(v, "actions")->count, 1);
	assert_string_equal(element(v, "leftovers", 0)->text, "notes.txt");
	assert_int_equal(value_get(v, "inputs")->count,
	    f.record->inputs->count);
	assert_int_equal(value_get(v, "sections")->count, 4);
	arena_free(f.arena);
}

/* Numbers stay as they were written; absent things are not there. */
static void
test_lexemes(void **state)
{
	struct fixture f;
	const struct value *v, *e;
	struct buf b = BUF_INIT;

	(void)state;
	fixture_full(&f);
	f.record->items[11]->evidence->measures->value_text = "99.950";
	v = facts_record(f.arena, f.record, NULL, FACTS_ALL);
	value_write(&b, v, 0);
	assert_non_null(strstr(buf_str(&b), "\"value\":99.950"));
	assert_null(strstr(buf_str(&b), "null"));
	buf_rewind(&b);
	f.record->items[11]->evidence->measures->value_text = "7.0.15";
	f.record->items[11]->evidence->measures->baseline_text = "7.0";
	f.record->items[11]->evidence->measures->has_baseline = true;
	v = facts_record(f.arena, f.record, NULL, FACTS_ALL);
	value_write(&b, v, 0);
	assert_non_null(strstr(buf_str(&b), "\"value\":\"7.0.15\""));
	assert_non_null(strstr(buf_str(&b), "\"baseline\":7.0"));
	e = with(value_get(v, "items"), "label", "Firewall Rules");
	assert_null(value_get(e, "evidence"));
	assert_null(value_get(e, "measured"));
	buf_clear(&b);
	arena_free(f.arena);
}

/* Notes are told without the marks of Markdown, a block a line. */
static void
test_notes(void **state)
{
	struct fixture f;
	const struct value *e;
	struct node *notes, *p, *list;

	(void)state;
	fixture_full(&f);
	notes = node_new(f.arena, NODE_DOCUMENT);
	p = node_add_paragraph(f.arena, notes, ROLE_NONE, "Read ");
	node_add_text(f.arena, node_add_new(f.arena, p, NODE_STRONG),
	    "twice");
	list = node_add_new(f.arena, notes, NODE_LIST);
	node_add_paragraph(f.arena, node_add_new(f.arena, list,
	    NODE_LIST_ITEM), ROLE_NONE, "one");
	node_add_paragraph(f.arena, node_add_new(f.arena, list,
	    NODE_LIST_ITEM), ROLE_NONE, "two");
	f.record->items[0]->evidence->notes = notes;
	e = with(value_get(facts_record(f.arena, f.record, NULL, FACTS_ALL),
	    "evidence"), "path", "1.1-database.json");
	assert_string_equal(str(e, "notes", NULL), "Read twice\none\ntwo");
	f.record->items[0]->evidence->notes = NULL;
	e = with(value_get(facts_record(f.arena, f.record, NULL, FACTS_ALL),
	    "evidence"), "path", "1.1-database.json");
	assert_null(value_get(e, "notes"));
	arena_free(f.arena);
}

static void
test_document(void **state)
{
	struct fixture f;
	struct document *d;
	struct value *v;

	(void)state;
	begin(&f);
	finish(&f);
	v = facts_record(f.arena, f.record, NULL, FACTS_ALL);
	d = facts_document(f.arena, v);
	assert_int_equal(d->root->first->kind, NODE_DATA);
	assert_ptr_equal(d->root->first->data, v);
	assert_null(d->root->first->next);
	arena_free(f.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_verdict),
		cmocka_unit_test(test_phase),
		cmocka_unit_test(test_all),
		cmocka_unit_test(test_lexemes),
		cmocka_unit_test(test_notes),
		cmocka_unit_test(test_document),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
