/* What the blocks say that a reader meets first. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/date base/decimal base/digest base/diag base/inventory base/table doc/node doc/figure doc/theme model/record compose/words compose/scene compose/charts compose/axis compose/next compose/gates compose/cover compose/fold compose/entry compose/attention compose/metrics compose/phases compose/events compose/timeline compose/rollback compose/contacts compose/contents compose/lessons compose/actions compose/signed compose/signoffs compose/waivers compose/failures compose/followups compose/population compose/evidence_list compose/document compose/change compose/fit compose/panel compose/history base/ledger base/fs base/newfile base/people base/person model/policy compose/duties */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "fixture_block.inc"

/* --- cover ---------------------------------------------------------- */

static void
test_cover(void **state)
{
	struct fixture f;
	const struct node *root, *n;
	const char *t;

	(void)state;
	fixture_full(&f);
	root = block(&f, "cover", NULL);
	t = text_of(&f, root);
	n = find(root, NODE_VERDICT, 0);
	assert_int_equal(n->state, SHAPE_FAIL);
	assert_string_equal(n->text, "NO-GO");
	assert_says(text_of(&f, n), "1 of 8 tasks fails");
	assert_says(t, "Example Bazaar \302\267 Test report");
	assert_says(t, "What: bazaar 2.8.0");
	assert_says(t, "deployed by Tomasz Sample");
	assert_silent(t, "CHG-2041");
	assert_says(t, "Sign-offs: 1 of 4 stands");
	assert_says(t, "Of 23 items: 8\302\240pass 1\302\240waived "
	    "3\302\240fail");
	assert_says(t, "bazaar-2026-11, revision 3");
	assert_says(t, "Before waivers: NO-GO");
	assert_says(t, "to answer: @dba (1 fail), @support (1 overdue), "
	    "@netops (1 missing), no owner named (1 fail, 1 invalid, 1 stale, 2 missing)");
	assert_says(t, "to sign: Legal (@legal)");
	assert_says(t, "to sign again: Security Engineer, Business Owner");
	assert_says(t, "next due: 1 of 3 follow-ups");
	assert_says(t, "this document is not signed");
	options.signed_by = "a local, self-signed identity";
	options.signature = "self-signed";
	t = text(&f, "cover");
	assert_says(t, "Signature: self-signed");
	assert_silent(t, "is not signed");
	assert_silent(t, "identity");
	t = text(&f, "manifest");
	options.signed_by = options.signature = NULL;
	assert_says(t, "Signed with a local, self-signed identity.");
	arena_free(f.arena);
}

/* Who must act is told in full where the page has room. */
static void
test_cover_room(void **state)
{
	struct fixture f;
	const char *t;
	size_t i;

	(void)state;
	fixture_full(&f);
	for (i = 0; i < f.record->item_count; i++)
		if (f.record->items[i]->kind == KIND_SIGNOFF)
			f.record->items[i]->role = "The person who answers "
			    "for contracts, licences, privacy and all that "
			    "may come up at night";
	t = text(&f, "cover");
	t = strstr(t, "to sign again");
	assert_non_null(t);
	assert_silent(t, "\342\200\246");
	assert_says(t, "may come up at night");
	arena_free(f.arena);
}

static void
test_change(void **state)
{
	struct fixture f;
	const char *t;

	(void)state;
	fixture_full(&f);
	t = text(&f, "change");
	assert_says(t, "Ticket: CHG-2041 (normal change)");
	assert_silent(t, "Title:");
	f.record->title = "A title that is told in so very many words that no "
	    "cover can hold it on three of its lines without becoming a "
	    "chapter of its own, and nobody wants a cover to be one";
	t = text(&f, "cover");
	assert_says(t, "A title that is told");
	assert_says(t, "\342\200\246");
	assert_silent(t, "to be one");
	t = text(&f, "change");
	assert_says(t, "nobody wants a cover to be one");
	arena_free(f.arena);
}

/* One mark an item, in order, with the shape of its state. */
static void
test_strip(void **state)
{
	struct fixture f;
	const struct shape *s;
	const struct node *n;
	size_t i = 0;

	(void)state;
	fixture_full(&f);
	n = find(block(&f, "cover", NULL), NODE_FIGURE, 0);
	for (s = n->figure->first; s != NULL; s = s->next, i++) {
		assert_int_equal(s->kind, FIGURE_MARK);
		assert_true(s->x + s->w <= n->figure->width);
		assert_true(s->y + s->h <= n->figure->height);
		assert_says(s->title, f.record->items[i]->label);
		assert_says(s->title,
		    record_state_str(f.record->items[i]->state));
	}
	assert_int_equal(i, f.record->item_count);
	assert_says(n->text, "23 items");
	arena_free(f.arena);
}

static void
test_cover_of_nothing(void **state)
{
	struct fixture f;
	const struct node *root;
	const char *t;

	(void)state;
	empty(&f);
	root = block(&f, "cover", NULL);
	t = text_of(&f, root);
	assert_says(t, "PENDING");
	assert_says(t, "0 items");
	assert_says(t, "not issued");
	assert_null(find(root, NODE_FIGURE, 0));
	assert_null(find(root, NODE_TABLE, 0));
	arena_free(f.arena);
}

/* --- attention ------------------------------------------------------ */

static void
test_attention(void **state)
{
	struct fixture f;
	const char *t;

	(void)state;
	fixture_full(&f);
	f.record->items[1]->waiver_expired = true;
	t = text(&f, "attention");
	assert_says(t, "2 of 23 items fail");
	assert_says(t, "1 of 23 items is invalid");
	assert_says(t, "1 of 23 items is overdue");
	assert_says(t, "1 of 23 items is stale");
	assert_says(t, "3 of 23 items are not fully answered");
	assert_says(t, "3 Query Time the target cannot be computed: add a "
	    "directive");
	assert_says(t, "Firewall Rules no evidence");
	assert_says(t, "1 of 23 items is waived");
	assert_says(t, "1.2 Penetration Test Fail, waived until 2026-12-31");
	assert_says(t, "2 of 4 sign-offs do not stand");
	assert_says(t, "1.1/backups: evidence replaced");
	assert_says(t, "1 of 4 sign-offs is not given yet");
	assert_says(t, "1 waiver has expired");
	assert_says(t, "1 of 17 evidence files is refused");
	assert_says(t, "owner named \302\267 1.2 Security \302\267 "
	    "1.2-keys.json");
	assert_says(t, "1 of them belongs to an invalid item above");
	assert_silent(t, "did you mean");
	assert_says(t, "1 of 17 evidence files answers no item");
	assert_says(t, "9.9/nowhere");
	assert_says(t, "1 file is left over");
	assert_says(t, "no such item stray.json names the item");
	assert_says(t, "left over notes.txt is neither");
	assert_silent(t, "Nothing needs attention");
	arena_free(f.arena);
}

/* What is wrong with a file is told once, as advice where there is some;
 * a finding that tells of the waiver does it for both. */
static void
test_attention_tells_once(void **state)
{
	struct fixture f;
	struct evidence *e;
	const char *t;

	(void)state;
	fixture_full(&f);
	for (e = f.record->evidence; e->next != NULL; e = e->next)
		;
	e->fault = "the template has no item \"9.9/nowhere\"; did you mean "
	    "\"3/uptime\"?";
	f.record->items[7]->state = STATE_FAIL;
	f.record->items[1]->waiver_expired = true;
	f.record->items[1]->why = "failed; its waiver expired on 2026-11-20";
	t = text(&f, "attention");
	assert_says(t, "did you mean \"3/uptime\"?");
	/* Its item is no longer invalid: the file speaks for itself. */
	assert_says(t, "refused 1.2-keys.json unknown member");
	assert_silent(t, "of them belongs");
	assert_silent(t, "waiver has expired");
	arena_free(f.arena);
}

/* A waiver is something to look at, even where all else is well. */
static void
test_attention_of_waiver(void **state)
{
	struct fixture f;
	struct item *it;
	const char *t;

	(void)state;
	begin(&f);
	section(&f, 2, "1", "One", true);
	it = item(&f, KIND_TASK, STATE_WAIVED, "Only", NULL,
	    "fail, waived until 2026-12-31");
	it->before_waiver = STATE_FAIL;
	evidence(&f, it, EVIDENCE_FAIL, "a.json",
	    "2026-11-22T10:00:00+01:00", "Not there.");
	finish(&f);
	t = text(&f, "attention");
	assert_silent(t, "Nothing needs attention");
	assert_says(t, "1 of 1 item is waived");
	assert_says(t, "Fail, waived until 2026-12-31");
	arena_free(f.arena);
}

/* An answer without its question says nothing. */
static void
test_attention_of_choice(void **state)
{
	struct fixture f;
	struct item *asked, *it;
	const char *t;

	(void)state;
	begin(&f);
	section(&f, 2, NULL, "Result", true);
	asked = item(&f, KIND_TASK, STATE_PASS, "Any gap?", NULL, "shown");
	evidence(&f, asked, EVIDENCE_PASS, "a.json",
	    "2026-11-22T10:00:00+01:00", "There.");
	it = item(&f, KIND_CHOICE, STATE_MISSING, "Yes", NULL,
	    "no answer is given");
	it->parent = asked;
	item(&f, KIND_CHOICE, STATE_MISSING, "Complete", NULL,
	    "no answer is given");
	finish(&f);
	t = text(&f, "attention");
	assert_says(t, "Any gap? Yes no answer is given");
	assert_says(t, "Result: Complete no answer is given");
	arena_free(f.arena);
}

/* All is well: that is said, with what was looked at. */
static void
test_attention_of_nothing(void **state)
{
	struct fixture f;
	struct item *it;
	const char *t;

	(void)state;
	begin(&f);
	section(&f, 2, "1", "One", true);
	it = item(&f, KIND_TASK, STATE_PASS, "Only", NULL, "shown");
	evidence(&f, it, EVIDENCE_PASS, "a.json",
	    "2026-11-22T10:00:00+01:00", "There.");
	finish(&f);
	t = text(&f, "attention");
	assert_says(t, "Nothing needs attention");
	assert_says(t, "1 of 1 item looked at: 1 pass. The one evidence "
	    "file answers an item.");
	assert_null(find(block(&f, "attention", "omit_empty"), NODE_ENTRY,
	    0));
	arena_free(f.arena);
}

/* A group adds nothing of its own; one with evidence does. */
static void
test_attention_skips_groups(void **state)
{
	struct fixture f;
	struct item *it;

	(void)state;
	begin(&f);
	section(&f, 2, "1", "One", true);
	it = item(&f, KIND_GROUP, STATE_FAIL, "Parent", NULL, "1 of 1 below");
	item(&f, KIND_TASK, STATE_FAIL, "Child", NULL, "failed");
	finish(&f);
	assert_says(text(&f, "attention"), "1 of 2 items fails, and with it "
	    "1 group");
	evidence(&f, it, EVIDENCE_FAIL, "a.json",
	    "2026-11-22T10:00:00+01:00", "Not there.");
	assert_says(text(&f, "attention"), "2 of 2 items fail");
	assert_silent(text(&f, "attention"), "and with");
	arena_free(f.arena);
}

/* No evidence at all: said in one sentence, counted heading by heading. */
static void
test_attention_of_empty_record(void **state)
{
	struct fixture f;
	const char *t;

	(void)state;
	begin(&f);
	section(&f, 2, "1", "Part", true);
	item(&f, KIND_TASK, STATE_MISSING, "Thing", NULL, "no evidence");
	finish(&f);
	t = text(&f, "attention");
	assert_says(t, "The record holds no evidence yet.");
	assert_says(t, "1 Part 1 of 1");
	assert_silent(t, "Thing");
	arena_free(f.arena);
}

/* Too many missing items are told heading by heading, all of them. */
static void
test_attention_by_heading(void **state)
{
	struct fixture f;
	size_t i;
	const char *t;

	(void)state;
	begin(&f);
	evidence(&f, NULL, EVIDENCE_PASS, "a.json",
	    "2026-11-22T10:00:00Z", NULL);
	for (i = 0; i < 300; i++) {
		if (i % 100 == 0)
			section(&f, 2, arena_printf(f.arena, "%zu",
			    i / 100 + 1), "Part", true);
		item(&f, KIND_TASK, i == 5 ? STATE_PASS : STATE_MISSING,
		    arena_printf(f.arena, "Item %zu", i), NULL,
		    "no evidence");
	}
	finish(&f);
	t = text(&f, "attention");
	assert_says(t, "299 of 300 items have no evidence");
	assert_says(t, "1 Part 99 of 100");
	assert_says(t, "3 Part 100 of 100");
	assert_silent(t, "Item 7");
	arena_free(f.arena);
}

/* --- metrics -------------------------------------------------------- */

static void
test_metrics(void **state)
{
	struct fixture f;
	const struct node *root, *figure;
	const char *t;
	size_t i;

	(void)state;
	fixture_full(&f);
	root = block(&f, "metrics", NULL);
	t = text_of(&f, root);
	assert_says(t, "3 of 5 pass, 1 fail, 1 missing.");
	assert_says(t, "1 of 5 is a near miss.");
	assert_says(t, "1 of 5 has no target that can be computed;");
	assert_says(t, "source prometheus");
	assert_says(t, "Thresholds inside tasks");
	for (i = 0; (figure = find(root, NODE_FIGURE, i)) != NULL; i++)
		assert_says(figure->text, "measured, target");
	assert_int_equal(i, 4);
	t = text_of(&f, block(&f, "metrics", "near_misses"));
	assert_says(t, "1 of 4 measurements came within 5 %");
	assert_says(t, "Uptime");
	assert_silent(t, "Response Time");
	assert_null(find(block(&f, "metrics", "plain"), NODE_FIGURE, 0));
	arena_free(f.arena);
	empty(&f);
	assert_says(text(&f, "metrics"), "states no metric");
	arena_free(f.arena);
}

/* All that is drawn stays inside the picture, for any value. */
static void
test_bullets(void **state)
{
	static const struct {
		enum target_op	 op;
		const char	*target, *unit, *value;
	} rows[] = {
		{ TARGET_GT, "99.9", "%", "99.95" },
		{ TARGET_GT, "99.9", "%", "12" },
		{ TARGET_GE, "100", "%", "100" },
		{ TARGET_GE, "0", "", "5" },
		{ TARGET_GE, "3", "", "400" },
		{ TARGET_LT, "0.1", "%", "0" },
		{ TARGET_LT, "0.1", "%", "-7" },
		{ TARGET_LE, "500", "ms", "1e30" },
		{ TARGET_BETWEEN, "2", "s", "3" },
		{ TARGET_NOT_WORSE, "10", "", "10" },
		{ TARGET_NO_RISE, "10", "", "0" },
		{ TARGET_VERSION, "13", "", "15" },
		{ TARGET_STATEMENT, "1", "", "1" },
	};
	struct fixture f;
	const struct node *n;
	const struct shape *s;
	struct item *it;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		begin(&f);
		section(&f, 2, "1", "One", true);
		it = item(&f, KIND_METRIC, STATE_PASS, "M", NULL, "met");
		evidence(&f, it, EVIDENCE_ABSENT, "m.json",
		    "2026-11-22T10:00:00+01:00", NULL);
		metric(&f, it, rows[i].op, rows[i].target, rows[i].unit,
		    "a target", rows[i].value);
		finish(&f);
		n = find(block(&f, "metrics", NULL), NODE_FIGURE, 0);
		assert_int_equal(n == NULL, rows[i].op == TARGET_VERSION ||
		    rows[i].op == TARGET_STATEMENT ||
		    strcmp(rows[i].target, "0") == 0 ||
		    (rows[i].op == TARGET_BETWEEN));
		for (s = n == NULL ? NULL : n->figure->first; s != NULL;
		    s = s->next) {
			if (s->kind != FIGURE_RECT)
				continue;
			assert_true(s->x >= 0 && s->w >= 0);
			assert_true(s->x + s->w <= n->figure->width + 0.01);
		}
		arena_free(f.arena);
	}
}

/* --- phases --------------------------------------------------------- */

static void
test_phases(void **state)
{
	struct fixture f;
	const struct node *root, *n;
	const char *t;
	size_t i;

	(void)state;
	fixture_full(&f);
	root = block(&f, "phases", NULL);
	for (i = 0; i < f.record->item_count; i++) {
		n = find(root, NODE_ENTRY, i);
		assert_non_null(n);
		assert_non_null(n->id);
		assert_says(text_of(&f, n->first), strcmp(
		    f.record->items[i]->label, "Backups:") == 0 ?
		    "Backups: tested" : f.record->items[i]->label);
		assert_string_equal(n->text,
		    record_state_str(f.record->items[i]->state));
	}
	assert_null(find(root, NODE_ENTRY, i));
	t = text_of(&f, root);
	assert_says(t, "psql -Atc 'show server_version'");
	assert_says(t, "15.4\n(1 row)");
	assert_says(t, "probe bazaar-check with psql 15.4 on db-1.example");
	assert_says(t, "owner @netops");
	n = find_role(root, ROLE_SUPERSEDED);
	assert_int_equal(n->first->kind, NODE_STRIKE);
	assert_null(n->first->next);
	assert_says(text_of(&f, n), "Coverage is 63 %.");
	assert_says(text_of(&f, n->next),
	    "Replaced on 2026-11-22 08:05 +01:00 by Mara Exemplar: Tests for the escrow module were added.");
	assert_says(t, "amended 1 time");
	arena_free(f.arena);
	empty(&f);
	assert_says(text(&f, "phases"), "The checklist has no items.");
	arena_free(f.arena);
}

/* What is short stands in the evidence line; a lone fact folds not. */
static void
test_details(void **state)
{
	struct fixture f;
	struct item *it;
	struct evidence *e;
	const struct node *root;

	(void)state;
	begin(&f);
	section(&f, 2, "1", "One", true);
	it = item(&f, KIND_TASK, STATE_FAIL, "A", NULL, "failed: too slow");
	e = evidence(&f, it, EVIDENCE_FAIL, "a.json",
	    "2026-11-22T10:00:00+01:00", "Slow.");
	e->observed = "9 s";
	e->reason = "too slow";
	e->has_exit_code = true;
	e->exit_code = 2;
	e->duration_ms = "9000";
	it = item(&f, KIND_TASK, STATE_PASS, "B", NULL, "shown");
	e = evidence(&f, it, EVIDENCE_PASS, "b.json",
	    "2026-11-22T10:00:00+01:00", "Quick.");
	e->observed = "1 s";
	e->command = "time it";
	finish(&f);
	root = block(&f, "phases", NULL);
	assert_says(text_of(&f, find(root, NODE_ENTRY, 0)), "a.json "
	    "\302\267 exit status 2 \302\267 took 9000 ms \302\267 "
	    "observed: 9 s");
	f.record->items[0]->evidence->duration_ms = "6703000";
	assert_says(text(&f, "phases"), "took 1 h 51 min (6703000 ms)");
	assert_silent(text_of(&f, find(root, NODE_ENTRY, 0)), "Reason");
	assert_null(find(find(root, NODE_ENTRY, 0), NODE_FOLD, 0));
	assert_says(text_of(&f, find(find(root, NODE_ENTRY, 1), NODE_FOLD,
	    0)), "Command: time it Observed: 1 s");
	arena_free(f.arena);
}

/* A phase of which nothing applies is no GO. */
static void
test_gate_of_nothing(void **state)
{
	struct fixture f;
	const struct node *n;

	(void)state;
	begin(&f);
	section(&f, 2, "1", "Rollback", true)->verdict = VERDICT_GO;
	item(&f, KIND_PROCEDURE, STATE_NOT_APPLICABLE, "Step", NULL,
	    "no rollback happened");
	finish(&f);
	n = find(block(&f, "gates", NULL), NODE_BADGE, 0);
	assert_string_equal(n->text, "not applicable");
	assert_int_equal(n->state, SHAPE_NOT_APPLICABLE);
	n = find(block(&f, "phases", NULL), NODE_BADGE, 0);
	assert_string_equal(n->text, "not applicable");
	assert_says(text(&f, "phases"), "1 of 1 not applicable");
	assert_silent(text(&f, "phases"), "0 of 1 pass");
	f.record->sections->verdict = VERDICT_ROLLED_BACK;
	n = find(block(&f, "gates", NULL), NODE_BADGE, 0);
	assert_string_equal(n->text, "ROLLED BACK");
	arena_free(f.arena);
}

/* The state is not said twice, and a reason begins like a sentence. */
static void
test_finding(void **state)
{
	static const struct {
		enum item_state	 state;
		const char	*why, *said;
	} rows[] = {
		{ STATE_NOT_APPLICABLE, "not applicable: one node only",
		    "One node only" },
		{ STATE_MISSING, "no evidence", "No evidence" },
		{ STATE_FAIL, "fails too often", "Fails too often" },
		{ STATE_FAIL, "iOS build fails", "iOS build fails" },
		{ STATE_FAIL, NULL, "Fail" },
		{ STATE_PASS, "", "Pass" },
	};
	struct fixture f;
	const struct node *n;
	size_t i;

	(void)state;
	begin(&f);
	section(&f, 2, "1", "One", true);
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		item(&f, KIND_TASK, rows[i].state, "Thing", NULL,
		    rows[i].why);
	finish(&f);
	n = block(&f, "phases", NULL);
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_string_equal(text_of(&f, find_role(find(n,
		    NODE_ENTRY, i), ROLE_FINDING)), rows[i].said);
	arena_free(f.arena);
}

/* The one heading that repeats the title does not push the rest down. */
static void
test_phases_levels(void **state)
{
	struct fixture f;
	const struct node *root;

	(void)state;
	begin(&f);
	section(&f, 1, NULL, "The Checklist", false);
	section(&f, 2, NULL, "Deep", true);
	section(&f, 3, NULL, "Deeper", false);
	item(&f, KIND_TASK, STATE_PASS, "Thing", NULL, "shown");
	finish(&f);
	root = block(&f, "phases", NULL);
	assert_silent(text_of(&f, root), "The Checklist");
	assert_int_equal(find(root, NODE_HEADING, 2)->level, 3);
	assert_int_equal(find(root, NODE_HEADING, 3)->level, 4);
	arena_free(f.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cover),
		cmocka_unit_test(test_cover_room),
		cmocka_unit_test(test_change),
		cmocka_unit_test(test_strip),
		cmocka_unit_test(test_cover_of_nothing),
		cmocka_unit_test(test_attention),
		cmocka_unit_test(test_attention_tells_once),
		cmocka_unit_test(test_attention_of_waiver),
		cmocka_unit_test(test_attention_of_choice),
		cmocka_unit_test(test_attention_of_nothing),
		cmocka_unit_test(test_attention_skips_groups),
		cmocka_unit_test(test_attention_of_empty_record),
		cmocka_unit_test(test_attention_by_heading),
		cmocka_unit_test(test_metrics),
		cmocka_unit_test(test_bullets),
		cmocka_unit_test(test_phases),
		cmocka_unit_test(test_details),
		cmocka_unit_test(test_gate_of_nothing),
		cmocka_unit_test(test_finding),
		cmocka_unit_test(test_phases_levels),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
