/* Chains of evidence and the items it answers, on hand-made records. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/date base/decimal base/diag base/digest base/newfile base/fs base/table intake/escape intake/numeral intake/slip intake/strict intake/json intake/nearest intake/scalar intake/schema intake/keep intake/keymark intake/evidence_table intake/evidence intake/bind */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/diag.h"
#include "intake/bind.h"
#include "intake/evidence.h"
#include "intake/markdown.h"
#include "model/record.h"

#define FILES	8

static struct arena	*arena, *work;
static struct diag	*diag;
static struct record	 rec;
static struct evidence	 ev[FILES];
static struct item	 item[3], *items[3] = { &item[0], &item[1], &item[2] };

/* No notes here. */
int
markdown_parse(struct arena *a, const char *text, size_t len,
    const char *file, unsigned line, struct node **out,
    struct markdown_facts *facts, struct diag *d)
{
	(void)a, (void)text, (void)len, (void)file, (void)line, (void)out;
	(void)facts, (void)d;
	return -1;
}

static int
setup(void **state)
{
	static const char *const	ids[] = { "1/a", "1/b", "2/database" };
	size_t				i;

	(void)state;
	arena = arena_new();
	work = arena_new();
	diag = diag_new(arena);
	memset(&rec, 0, sizeof(rec));
	memset(ev, 0, sizeof(ev));
	memset(item, 0, sizeof(item));
	for (i = 0; i < 3; i++)
		item[i].id = ids[i];
	rec.items = items;
	rec.item_count = 3;
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(arena);
	arena_free(work);
	return 0;
}

/* The next file: its path, item, digest (a letter) and what it replaces. */
static void
file(const char *path, const char *id, char digest, char replaces)
{
	struct evidence	*e = &ev[rec.evidence_count];

	e->path = path;
	e->item = id;
	memset(e->sha256, digest, 64);
	if (replaces != 0)
		memset(e->supersedes.sha256, replaces, 64);
	if (rec.evidence_count > 0)
		ev[rec.evidence_count - 1].next = e;
	rec.evidence = &ev[0];
	rec.evidence_count++;
}

static void
bind(void)
{
	bind_chains(&rec, "e/r", work, diag);
	bind_items(arena, &rec, "e/r", work, diag);
}

static void
only(enum diag_code code)
{
	assert_non_null(diag_first(diag));
	assert_int_equal(diag_first(diag)->code, code);
	assert_null(diag_first(diag)->next);
}

static void
test_plain(void **state)
{
	(void)state;
	file("a.json", "1/a", 'a', 0);
	file("b.json", "1/b", 'b', 0);
	bind();
	assert_null(diag_first(diag));
	assert_ptr_equal(item[0].evidence, &ev[0]);
	assert_ptr_equal(item[1].evidence, &ev[1]);
	assert_null(item[2].evidence);
}

static void
test_chain(void **state)
{
	(void)state;
	file("1.json", "1/a", 'c', 'b');
	file("2.json", "1/a", 'a', 0);
	file("3.json", "1/a", 'b', 'a');
	bind();
	assert_null(diag_first(diag));
	assert_ptr_equal(item[0].evidence, &ev[0]);
	assert_ptr_equal(ev[0].superseded, &ev[2]);
	assert_ptr_equal(ev[2].superseded, &ev[1]);
	assert_true(ev[1].replaced && ev[2].replaced && !ev[0].replaced);
}

/* Two amend the same file: neither silently wins. */
static void
test_fork(void **state)
{
	(void)state;
	file("1.json", "1/a", 'a', 0);
	file("2.json", "1/a", 'b', 'a');
	file("3.json", "1/a", 'c', 'a');
	bind();
	only(DIAG_BIND_DUPLICATE);
	assert_ptr_equal(item[0].evidence, &ev[1]);
	assert_ptr_equal(item[0].conflict, &ev[2]);
	assert_non_null(strstr(diag_first(diag)->words,
	    "2.json and 3.json both answer 1/a"));
	assert_string_equal(diag_first(diag)->item, "1/a");
}

/* A copy of a replaced file is replaced too. */
static void
test_copy(void **state)
{
	(void)state;
	file("1.json", "1/a", 'a', 0);
	file("2.json", "1/a", 'a', 0);
	file("3.json", "1/a", 'a', 0);
	file("4.json", "1/a", 'b', 'a');
	bind();
	assert_null(diag_first(diag));
	assert_ptr_equal(item[0].evidence, &ev[3]);
}

static void
test_absent(void **state)
{
	(void)state;
	file("1.json", "1/a", 'a', 'f');
	bind();
	only(DIAG_BIND_SUPERSEDES);
	assert_true(ev[0].refused);
	assert_non_null(ev[0].fault);
	assert_int_equal(rec.refused_count, 1);
	assert_ptr_equal(item[0].evidence, &ev[0]);
}

/* Evidence of one item cannot make that of another vanish. */
static void
test_other_item(void **state)
{
	(void)state;
	file("1.json", "1/a", 'a', 0);
	file("2.json", "1/b", 'b', 'a');
	bind();
	only(DIAG_BIND_SUPERSEDES);
	assert_false(ev[0].replaced);
	assert_true(ev[1].refused);
	assert_ptr_equal(item[0].evidence, &ev[0]);
}

static void
test_circle(void **state)
{
	(void)state;
	file("1.json", "1/a", 'a', 'b');
	file("2.json", "1/a", 'b', 'a');
	file("3.json", "1/b", 'c', 'c');
	file("4.json", "1/a", 'd', 'a');
	bind();
	assert_int_equal(diag_first(diag)->code, DIAG_BIND_CYCLE);
	assert_true(ev[0].refused && ev[1].refused && ev[2].refused);
	/* The tail rests on the circle: its history has no beginning. */
	assert_true(ev[3].refused);
	assert_true(ev[0].replaced);
	assert_false(ev[1].replaced);
	assert_int_equal(rec.refused_count, 3);
}

/* A file in the middle is no cover for the loss of the one below it. */
static void
test_cut(void **state)
{
	(void)state;
	file("1.json", "1/a", 'b', 'a');
	file("2.json", "1/a", 'c', 'b');
	file("3.json", "1/a", 'd', 'c');
	bind();
	assert_true(ev[0].refused && ev[1].refused && ev[2].refused);
	assert_int_equal(rec.refused_count, 1);
	assert_ptr_equal(item[0].evidence, &ev[2]);
}

/* Seen before, said after: only in somebody's name. */
static void
test_older(void **state)
{
	static const struct instant	early = { 1000, 0, true };
	static const struct instant	late = { 2000, 0, true };

	(void)state;
	file("1.json", "1/a", 'a', 0);
	file("2.json", "1/a", 'b', 'a');
	ev[0].collected_at = &late;
	ev[1].collected_at = &early;
	bind();
	assert_true(ev[1].refused);
	assert_false(ev[0].replaced);
	assert_int_equal(diag_first(diag)->code, DIAG_BIND_SUPERSEDES);
}

static void
test_older_by(void **state)
{
	static const struct instant	early = { 1000, 0, true };
	static const struct instant	late = { 2000, 0, true };

	(void)state;
	file("1.json", "1/a", 'a', 0);
	file("2.json", "1/a", 'b', 'a');
	ev[0].collected_at = &late;
	ev[1].collected_at = &early;
	ev[1].supersedes.by = "Ada Example";
	ev[1].supersedes.at = &late;
	bind();
	assert_false(ev[1].refused);
	assert_true(ev[0].replaced);
}

/* What was amended is history: it does not count as refused. */
static void
test_refused(void **state)
{
	(void)state;
	file("1.json", NULL, 'a', 0);
	file("2.json", "1/a", 'b', 'a');
	file("3.json", NULL, 'c', 0);
	evidence_refuse(&ev[0], "cut off");
	evidence_refuse(&ev[2], "cut off");
	bind();
	assert_null(diag_first(diag));
	assert_int_equal(rec.refused_count, 1);
	assert_ptr_equal(ev[1].superseded, &ev[0]);
	assert_ptr_equal(item[0].evidence, &ev[1]);
}

static void
test_unlisted(void **state)
{
	(void)state;
	file("1.json", "2/databse", 'a', 0);
	file("2.json", "zzz", 'b', 0);
	bind();
	assert_int_equal(rec.unlisted_count, 2);
	assert_true(ev[0].unlisted && ev[1].unlisted);
	assert_int_equal(diag_first(diag)->code, DIAG_BIND_UNLISTED);
	assert_non_null(strstr(diag_first(diag)->words,
	    "did you mean \"2/database\"?"));
	assert_string_equal(diag_first(diag)->at.file, "e/r/1.json");
	assert_non_null(strstr(diag_first(diag)->next->words,
	    "dossier items"));
}

/* Only what is in force acts. */
static void
test_actions(void **state)
{
	struct action	a = { .text = "a" }, b = { .text = "b", .next = &a };
	struct action	c = { .text = "c" }, d = { .text = "d" };

	(void)state;
	file("1.json", "1/a", 'a', 0);
	file("2.json", "1/a", 'b', 'a');
	file("3.json", "1/b", 'c', 0);
	file("4.json", "nowhere", 'd', 0);
	file("5.json", "1/b", 'e', 0);
	file("6.json", "2/database", 'f', 0);
	ev[0].actions = &c;
	ev[1].actions = &b;
	ev[2].actions = &d;
	ev[3].actions = &c;
	ev[4].actions = &c;
	ev[5].actions = &c;
	ev[5].refused = true;
	bind();
	assert_string_equal(rec.actions->text, "b");
	assert_string_equal(rec.actions->item, "1/a");
	assert_string_equal(rec.actions->next->text, "a");
	assert_string_equal(rec.actions->next->next->text, "d");
	assert_null(rec.actions->next->next->next);
	/* The lists of the files stay as they are. */
	assert_null(a.next);
}

static bool
said_nothing(void)
{
	const struct finding	*f;

	diag = diag_new(arena);
	bind_items(arena, &rec, "f", work, diag);
	for (f = diag_first(diag); f != NULL; f = f->next)
		if (f->code == DIAG_BIND_NOTHING)
			return true;
	return false;
}

static void
test_nothing(void **state)
{
	(void)state;
	assert_true(said_nothing());
	ev[0].path = "a.json";
	ev[0].item = "1/a";
	rec.evidence = &ev[0];
	rec.evidence_count = 1;
	assert_false(said_nothing());
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_plain, setup, teardown),
		cmocka_unit_test_setup_teardown(test_chain, setup, teardown),
		cmocka_unit_test_setup_teardown(test_fork, setup, teardown),
		cmocka_unit_test_setup_teardown(test_copy, setup, teardown),
		cmocka_unit_test_setup_teardown(test_absent, setup, teardown),
		cmocka_unit_test_setup_teardown(test_other_item, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_circle, setup, teardown),
		cmocka_unit_test_setup_teardown(test_cut, setup, teardown),
		cmocka_unit_test_setup_teardown(test_older, setup, teardown),
		cmocka_unit_test_setup_teardown(test_older_by, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_nothing, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_refused, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_unlisted, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_actions, setup,
		    teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
