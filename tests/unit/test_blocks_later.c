/* What the further blocks say: times, people, files. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/date base/decimal base/digest base/diag base/inventory base/table doc/node doc/figure doc/theme model/record compose/words compose/scene compose/charts compose/axis compose/next compose/gates compose/cover compose/fold compose/entry compose/attention compose/metrics compose/phases compose/events compose/timeline compose/rollback compose/contacts compose/contents compose/lessons compose/actions compose/signed compose/signoffs compose/waivers compose/failures compose/followups compose/population compose/evidence_list compose/document compose/change compose/fit compose/panel compose/history base/ledger base/fs base/newfile base/people base/person model/policy compose/duties */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/ledger.h"
#include <stdio.h>

#include "fixture_block.inc"

/* --- timeline ------------------------------------------------------- */

static void
test_timeline(void **state)
{
	struct fixture f;
	const struct node *root, *row, *table;
	const char *t, *before = "", *when;

	(void)state;
	fixture_full(&f);
	root = block(&f, "timeline", NULL);
	t = text_of(&f, root);
	assert_says(t, "deployment starts");
	assert_says(t, "deployment finishes");
	assert_says(t, "this record is issued");
	assert_says(t, "waived 1.2 Penetration Test by Ines Placeholder");
	assert_says(t, "6 Security Engineer by Ines Placeholder, void since");
	assert_says(t, "fail 1.1 Unit Tests replaced later");
	assert_says(t, "and 1 more under 3 Success");
	table = find(root, NODE_TABLE, 0);
	for (row = table->first->next; row != NULL; row = row->next) {
		when = text_of(&f, row->first);
		assert_true(strcmp(before, when) <= 0);
		before = when;
	}
	assert_says(find(root, NODE_FIGURE, 0)->text, "Time axis");
	arena_free(f.arena);
	empty(&f);
	assert_says(text(&f, "timeline"), "Nothing with a time");
	arena_free(f.arena);
}

/* Events at one instant, a year apart, or one alone: the axis holds. */
static void
test_axis(void **state)
{
	static const char *const times[][3] = {
		{ "2026-11-22T10:00:00Z", "2026-11-22T10:00:00Z",
		    "2026-11-22T10:00:00Z" },
		{ "2025-11-22T10:00:00Z", "2026-11-22T10:00:00Z",
		    "2026-11-22T10:00:01Z" },
	};
	struct fixture f;
	const struct node *n;
	const struct shape *s;
	size_t i, j;

	(void)state;
	for (i = 0; i < 2; i++) {
		begin(&f);
		section(&f, 2, "1", "One", true);
		for (j = 0; j < 3; j++)
			evidence(&f, item(&f, KIND_TASK, STATE_FAIL, "T",
			    NULL, "failed"), EVIDENCE_FAIL, "t.json",
			    times[i][j], NULL);
		finish(&f);
		n = find(block(&f, "timeline", NULL), NODE_FIGURE, 0);
		for (s = n->figure->first; s != NULL; s = s->next) {
			assert_true(s->x >= 0 && s->x <= n->figure->width);
			assert_true(s->y >= 0 && s->y <= n->figure->height);
		}
		arena_free(f.arena);
	}
}

/* Marks of one lane do not touch; the worst of those that would is seen. */
static void
test_axis_marks(void **state)
{
	struct fixture f;
	const struct node *n;
	const struct shape *s, *before = NULL;
	char time[32];
	size_t i, marks = 0, fails = 0;

	(void)state;
	begin(&f);
	section(&f, 2, "1", "One", true);
	for (i = 0; i < 120; i++) {
		(void)snprintf(time, sizeof(time),
		    "2026-11-%02zuT%02zu:00:00Z", 1 + i / 24, i % 24);
		evidence(&f, item(&f, KIND_TASK, i == 60 ? STATE_FAIL :
		    STATE_PASS, "T", NULL, "so"), i == 60 ? EVIDENCE_FAIL :
		    EVIDENCE_PASS, "t.json", time, NULL);
	}
	finish(&f);
	n = find(block(&f, "timeline", NULL), NODE_FIGURE, 0);
	for (s = n->figure->first; s != NULL; s = s->next) {
		if (s->kind != FIGURE_MARK)
			continue;
		if (before != NULL && before->y == s->y)
			assert_true(s->x - before->x >= s->w - 0.01);
		before = s;
		marks++;
		fails += s->state == SHAPE_FAIL;
	}
	assert_true(marks > 20);
	assert_int_equal(fails, 1);
	arena_free(f.arena);
}

/* A large record has a timeline one can read, that counts all of it. */
static void
test_timeline_groups(void **state)
{
	struct fixture f;
	const struct node *table, *row;
	struct instant *t;
	struct item *it;
	size_t i, rows = 0;

	(void)state;
	begin(&f);
	for (i = 0; i < 3000; i++) {
		if (i % 1000 == 0)
			section(&f, 2, NULL, arena_printf(f.arena,
			    "Part %zu", i / 1000), true);
		if (i % 10 == 0)
			section(&f, 3, NULL, arena_printf(f.arena,
			    "Section %zu", i / 10), false);
		it = item(&f, KIND_TASK, STATE_PASS, arena_printf(f.arena,
		    "Item %zu", i), NULL, "shown");
		evidence(&f, it, EVIDENCE_PASS, "x.json",
		    "2026-11-22T10:00:00Z", NULL);
		t = arena_alloc(f.arena, sizeof(*t));
		*t = *it->evidence->collected_at;
		t->sec += (int64_t)(i * 37 % 3000);
		it->evidence->collected_at = t;
	}
	finish(&f);
	table = find(block(&f, "timeline", NULL), NODE_TABLE, 0);
	for (row = table->first->next; row != NULL; row = row->next)
		rows++;
	assert_in_range(rows, 2, 152);
	assert_says(text_of(&f, table), "and 999 more under Part 0");
	arena_free(f.arena);
}

/* Evidence of several people is not put down to the first of them. */
static void
test_timeline_sources(void **state)
{
	struct fixture f;
	struct item *it;
	size_t i;

	(void)state;
	begin(&f);
	section(&f, 2, "1", "One", true);
	for (i = 0; i < 4; i++) {
		if (i == 2)
			section(&f, 2, "2", "Two", true);
		it = item(&f, KIND_TASK, STATE_PASS, "T", NULL, "shown");
		by_person(evidence(&f, it, EVIDENCE_PASS, "t.json",
		    "2026-11-22T10:00:00Z", NULL), i == 1 ?
		    "Noor Example" : "Mara Exemplar", NULL);
	}
	finish(&f);
	assert_says(text(&f, "timeline"),
	    "under 1 One Mara Exemplar and others \302\267 t.json");
	assert_says(text(&f, "timeline"), "under 2 Two Mara Exemplar \302\267 t.json");
	arena_free(f.arena);
}

/* --- the rest ------------------------------------------------------- */

static void
test_rollback(void **state)
{
	struct fixture f;
	const char *t;

	(void)state;
	fixture_full(&f);
	t = text(&f, "rollback");
	assert_says(t, "The rollback was not used. 1 of 1 trigger was");
	assert_says(t, "Restore the snapshot");
	assert_says(t, "checked, absent");
	/* No column for what no step has. */
	t = strstr(t, "Finding");
	assert_non_null(t);
	assert_null(strstr(t + 1, "Finding"));
	f.record->rollback_used = true;
	f.record->rollback_at = at(&f, "2026-11-22T15:00:00+01:00");
	assert_says(text_of(&f, find_role(block(&f, "rollback", NULL),
	    ROLE_STAMP)), "ROLLED BACK 2026-11-22 15:00 +01:00");
	f.record->rollback_used = false;
	f.record->tally.grid[KIND_TRIGGER][STATE_FAIL] = 1;
	assert_says(text(&f, "rollback"),
	    "1 OF 1 TRIGGER PRESENT: ROLL BACK");
	arena_free(f.arena);
	empty(&f);
	assert_says(text(&f, "rollback"), "Neither the record nor");
	arena_free(f.arena);
}

static void
test_contacts(void **state)
{
	struct fixture f;
	const struct node *root, *n;
	size_t i;

	(void)state;
	fixture_full(&f);
	root = block(&f, "contacts", NULL);
	assert_says(text_of(&f, root), "1 of 2 contacts is complete.");
	assert_says(text_of(&f, find(root, NODE_ROW, 0)), "Contact "
	    "Name Phone Email Support Phone Account ID");
	n = find(root, NODE_LINK, 0);
	assert_string_equal(n->href, "mailto:mara@bazaar.example");
	/* Phone of the first; all three that the second asks for. */
	for (i = 0; find(root, NODE_BLANK, i) != NULL; i++)
		;
	assert_int_equal(i, 4);
	/* Nobody has to fill in what does not apply. */
	f.record->items[18]->state = STATE_NOT_APPLICABLE;
	root = block(&f, "contacts", NULL);
	for (i = 0; find(root, NODE_BLANK, i) != NULL; i++)
		;
	assert_int_equal(i, 1);
	f.record->items[17]->evidence->values->name = "account-id";
	f.record->items[17]->evidence->values->next->name = "paid_by";
	f.record->items[18]->text = "Hosting";
	assert_says(text(&f, "contacts"), "Email Account ID Paid by");
	f.record->items[18]->text = "[E-Mail]";
	assert_says(text(&f, "contacts"), "Paid by E-Mail");
	f.record->items[17]->evidence->values->next->name = "Email";
	/* What is no plain address is no link. */
	f.record->items[17]->evidence->values->next->value =
	    "x@y.example?cc=z@y.example";
	assert_null(find(block(&f, "contacts", NULL), NODE_LINK, 0));
	arena_free(f.arena);
}

static void
test_signoffs(void **state)
{
	struct fixture f;
	const struct node *root, *n;
	const char *t;

	(void)state;
	fixture_full(&f);
	root = block(&f, "signoff", NULL);
	t = text_of(&f, root);
	assert_says(t, "All sign-offs are required. 1 of 4 stands. "
	    "Technical sign-offs come before business ones. "
	    "Nobody who deployed may approve.");
	t = text_of(&f, find(root, NODE_SIGNATURE, 0));
	assert_says(t, "Printed name: Mara Exemplar");
	assert_says(t, "Meaning: approval");
	assert_says(t, "I looked at every item of my area and approve.");
	assert_says(t, "Authenticated by: hardware token");
	assert_says(t, " and 12 items with their evidence");
	assert_says(t, "Condition: The restore is repeated");
	assert_says(t, "The statement is recorded, not signed with the "
	    "signer's own key.");
	assert_says(t, "Evidence for 1 of 23 items came after");
	n = find(root, NODE_SIGNATURE, 1);
	assert_int_equal(n->state, SHAPE_INVALID);
	assert_string_equal(text_of(&f, find_role(n, ROLE_STAMP)),
	    "VOID: record changed since");
	assert_says(text_of(&f, n), "1.1/backups: evidence replaced");
	n = find(root, NODE_SIGNATURE, 2);
	assert_string_equal(text_of(&f, find_role(n, ROLE_STAMP)),
	    "REJECTED");
	assert_says(text_of(&f, n), "Not before the restore works.");
	n = find(root, NODE_SIGNATURE, 3);
	assert_says(text_of(&f, n), "Not signed: no evidence");
	assert_non_null(find(n, NODE_BLANK, 2));
	assert_says(text_of(&f, root), "Deployed By: Tomasz Sample");
	assert_says(text_of(&f, root), "Approved By: ____");
	assert_silent(text_of(&f, root), "Further fields");
	f.record->fields[1].line = 0;
	assert_says(text(&f, "signoff"), "Fill-in lines of the checklist "
	    "Deployed By: Tomasz Sample Further fields of the record "
	    "Approved By: ____");
	f.record->items[19]->evidence->signoff->key_fingerprint = "ab:cd";
	t = text_of(&f, find(block(&f, "signoff", NULL), NODE_SIGNATURE,
	    0));
	assert_says(t, "names the key ab:cd; no signature by it is in the "
	    "record");
	assert_silent(t, "recorded, not signed");
	arena_free(f.arena);
	empty(&f);
	assert_says(text(&f, "signoff"), "asks for no sign-off");
	arena_free(f.arena);
}

static void
test_waivers(void **state)
{
	struct fixture f;
	const char *t;

	(void)state;
	fixture_full(&f);
	t = text(&f, "waivers");
	assert_says(t, "1 of 23 items is waived; 0 of 1 waiver have "
	    "expired. Verdict before waivers: NO-GO. After waivers: NO-GO.");
	assert_says(t, "Without the waiver: fail.");
	assert_says(t, "approved by Ines Placeholder");
	assert_says(t, "expires 2026-12-31 23:59 +01:00");
	assert_says(t, "Compensating control: Admin logins are watched.");
	f.record->items[5]->state = STATE_FAIL;
	f.record->items[5]->waiver_expired = true;
	assert_says(text(&f, "waivers"), "The waiver has expired. The item "
	    "counts as it is: fail.");
	arena_free(f.arena);
	empty(&f);
	assert_says(text(&f, "waivers"), "No waiver was given for any of 0 "
	    "items.");
	arena_free(f.arena);
}

static void
test_lessons_and_actions(void **state)
{
	struct fixture f;
	const struct node *root;

	(void)state;
	fixture_full(&f);
	assert_says(text(&f, "lessons"), "What went wrong Lesson Item "
	    "Written by New modules need tests before the freeze.");
	root = block(&f, "actions", NULL);
	assert_says(text_of(&f, root), "1 of 1 without an owner. 1 of 1 "
	    "without a due date.");
	assert_int_equal(find(root, NODE_BADGE, 0)->state, SHAPE_MISSING);
	assert_string_equal(find(root, NODE_BADGE, 1)->text, "no due date");
	f.record->actions->due = "2026-11-23";
	assert_says(text(&f, "actions"), "open, overdue");
	f.record->actions->status = "done";
	assert_silent(text(&f, "actions"), "overdue");
	f.record->actions->status = "open";
	f.record->actions->due = "2026-11-24";
	assert_silent(text(&f, "actions"), "overdue");
	arena_free(f.arena);
}

static void
test_failures(void **state)
{
	struct fixture f;
	const char *t;

	(void)state;
	fixture_full(&f);
	t = text(&f, "failures");
	assert_says(t, "7 of 23 items stand in the way");
	assert_says(t, "1 of 23 items is waived");
	assert_says(t, "1 of 23 items failed and was mended");
	assert_says(t, "1 of 23 items was answered late");
	assert_says(t, "4 of 23 items have no evidence");
	arena_free(f.arena);
	empty(&f);
	assert_says(text(&f, "failures"), "No evidence of this record tells "
	    "of a failure");
	arena_free(f.arena);
}

static void
test_followups(void **state)
{
	struct fixture f;
	const struct node *root;
	const char *t;

	(void)state;
	fixture_full(&f);
	root = block(&f, "follow-ups", NULL);
	assert_says(text_of(&f, find(root, NODE_ROW, 1)), "Watch Errors");
	assert_says(text_of(&f, find(root, NODE_ROW, 3)), "Weekly Review");
	t = text_of(&f, block(&f, "follow-ups", "open"));
	assert_silent(t, "Watch Errors");
	assert_says(t, "Support Tickets");
	t = text_of(&f, root);
	assert_says(t, "Answered 2 h 10 min after it was due.");
	/* The first cell says it. */
	assert_silent(t, "Due 2026-11-29");
	arena_free(f.arena);
}

static void
test_population(void **state)
{
	struct fixture f;
	const char *t;

	(void)state;
	fixture_full(&f);
	f.record->counts.box_characters = 2;
	f.record->counts.checked = 1;
	t = text(&f, "population");
	assert_says(t, "23 of 23 accounted for");
	assert_says(t, "sign-offs 1 1 0 0 1 0 1 0 0 4");
	assert_says(t, "17: 14 in force, 1 replaced by later ones, 1 "
	    "refused, 1 that answer no item");
	assert_says(t, "2 boxes drawn as characters");
	assert_says(t, "1 of 23 items is ticked in the checklist itself");
	/* An item without a state would show. */
	f.record->tally.by_state[STATE_PASS]--;
	assert_says(text(&f, "population"), "22 of 23 accounted for");
	arena_free(f.arena);
	empty(&f);
	t = text(&f, "population");
	assert_says(t, "0 of 0 accounted for");
	assert_says(t, "never complete");
	arena_free(f.arena);
}

static void
test_manifest(void **state)
{
	struct fixture f;
	const struct node *root, *n;
	const char *t;
	size_t i;

	(void)state;
	fixture_full(&f);
	root = block(&f, "manifest", NULL);
	t = text_of(&f, root);
	assert_says(t, f.record->digest);
	assert_says(t, "23 of 23 accounted for");
	assert_says(t, "sha256sum");
	assert_says(t, "made from 19 files");
	assert_says(t, "Left over: 1 file");
	for (i = 0; i < f.record->inputs->count; i++) {
		assert_says(t, f.record->inputs->entries[i].path);
		assert_says(t, f.record->inputs->entries[i].sha256);
	}
	for (i = 0; (n = find(root, NODE_DIGEST, i)) != NULL; i++)
		assert_int_equal(n->role, ROLE_FULL);
	arena_free(f.arena);
}

/* Where waivers have a block, the items do not tell them again. */
static void
test_waiver_once(void **state)
{
	static const char *const names[] = { "phases", "waivers", NULL };
	static const char reason[] = "The finding needs an admin account.";
	struct fixture f;
	struct document *doc;
	const char *t;

	(void)state;
	fixture_full(&f);
	assert_says(text(&f, "phases"), reason);
	assert_int_equal(document_compose(f.arena, f.record,
	    layout(&f, names), &options, &doc, diag_new(f.arena)), 0);
	t = text_of(&f, doc->root);
	assert_says(t, reason);
	assert_silent(strstr(t, reason) + 1, reason);
	arena_free(f.arena);
}

/* Without a cover the first heading is the title on the page. */
static void
test_own_title(void **state)
{
	struct fixture f;
	const struct node *n;

	(void)state;
	fixture_full(&f);
	n = find(block(&f, "gates", NULL), NODE_HEADING, 0);
	assert_int_equal(n->level, 1);
	assert_string_equal(text_of(&f, n), "Test report");
	n = find(block(&f, "cover", NULL), NODE_HEADING, 0);
	assert_string_equal(text_of(&f, n), "Bazaar release 2.8");
	arena_free(f.arena);
}

/* --- history -------------------------------------------------------- */

static const char	sum[] =
    "abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789";

/* Two entries; the second has files many, each added. */
static struct ledger *
ledger(struct fixture *f, size_t files)
{
	struct ledger *l = arena_alloc(f->arena, sizeof(*l));
	struct ledger_entry *e = arena_array(f->arena, 2, sizeof(*e));
	size_t i;

	l->entries = e;
	l->count = 2;
	e[0].at = "2026-11-22T09:00:00+01:00";
	e[0].actor = "Mara \342\200\256Lind";
	e[0].command = "ledger --add";
	e[0].reason = "begun";
	ledger_list_add(f->arena, &e[0].inputs, "a.json", sum);
	ledger_list_add(f->arena, &e[0].inputs, "seen.json", sum);
	ledger_list_add(f->arena, &e[0].outputs, "a.json", sum);
	ledger_list_add(f->arena, &e[0].outputs, "b.json", NULL);
	e[1] = e[0];
	memset(&e[1].inputs, 0, sizeof(e[1].inputs));
	memset(&e[1].outputs, 0, sizeof(e[1].outputs));
	e[1].actor = "Ida Moor";
	for (i = 0; i < files; i++)
		ledger_list_add(f->arena, &e[1].outputs, arena_printf(
		    f->arena, "f%02zu.json", i), sum);
	return l;
}

static void
test_no_ledger(void **state)
{
	struct fixture f;

	(void)state;
	fixture_full(&f);
	assert_says(text(&f, "history"), "has no ledger");
	assert_null(strstr(text_of(&f, block(&f, "history", "omit_empty")),
	    "ledger"));
	assert_null(strstr(text(&f, "manifest"), "Ledger"));
	arena_free(f.arena);
}

static void
test_history(void **state)
{
	struct fixture f;
	const struct node *root;
	const char *t;

	(void)state;
	fixture_full(&f);
	f.record->ledger = ledger(&f, 12);
	root = block(&f, "history", NULL);
	t = text_of(&f, root);
	assert_says(t, "2 entries");
	assert_says(t, "2026-11-22 09:00 +01:00");
	assert_says(t, "changed a.json");
	assert_says(t, "removed b.json");
	assert_says(t, "found seen.json");
	assert_says(t, "added f11.json");
	assert_null(strstr(t, "more, in"));
	assert_null(strstr(t, "\342\200\256"));
	assert_null(strstr(t, "not recorded"));
	assert_null(strstr(t, "broken"));
	f.record->ledger = ledger(&f, 13);
	t = text(&f, "history");
	assert_null(strstr(t, "f12.json"));
	assert_says(t, "and 1 more, in ledger.jsonl");
	arena_free(f.arena);
}

static void
test_history_trouble(void **state)
{
	struct pair gone = { "gone.json", "removed", NULL };
	struct pair new = { "new.json", "added", &gone };
	struct ledger *l;
	struct fixture f;
	const char *t;

	(void)state;
	fixture_full(&f);
	f.record->ledger = l = ledger(&f, 1);
	f.record->outside = &new;
	f.record->outside_count = 2;
	t = text(&f, "history");
	assert_says(t, "2 files were added, changed or removed");
	assert_says(t, "added new.json");
	assert_says(t, "removed gone.json");
	l->broken = true;
	assert_says(text(&f, "history"), "broken behind line 2");
	assert_says(text(&f, "attention"), "The ledger is broken");
	l->count = 0;
	assert_says(text(&f, "history"), "broken at its first line");
	arena_free(f.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_timeline),
		cmocka_unit_test(test_axis),
		cmocka_unit_test(test_axis_marks),
		cmocka_unit_test(test_timeline_groups),
		cmocka_unit_test(test_timeline_sources),
		cmocka_unit_test(test_rollback),
		cmocka_unit_test(test_contacts),
		cmocka_unit_test(test_signoffs),
		cmocka_unit_test(test_waivers),
		cmocka_unit_test(test_lessons_and_actions),
		cmocka_unit_test(test_failures),
		cmocka_unit_test(test_followups),
		cmocka_unit_test(test_population),
		cmocka_unit_test(test_manifest),
		cmocka_unit_test(test_waiver_once),
		cmocka_unit_test(test_own_title),
		cmocka_unit_test(test_no_ledger),
		cmocka_unit_test(test_history),
		cmocka_unit_test(test_history_trouble),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
