/* Deciding: the record as a whole, and that GO is never by chance. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/diag base/date base/decimal base/table model/record model/units model/phrase model/quantity model/judge model/target base/people base/person model/inquiry model/proof model/waive model/scope model/approval model/policy model/keyring model/tally model/answer model/verdict */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/ledger.h"
#include "records.h"

static void
test_empty(void **state)
{
	struct item	*a = add(KIND_TASK, "a"), *b = add(KIND_TASK, "b");
	struct item	*f = add(KIND_FOLLOWUP, "f");
	struct item	*m = add(KIND_METRIC, "m"), *c = add(KIND_CHOICE, "c");
	struct item	*s = add(KIND_SIGNOFF, "s");
	struct item	*g = add(KIND_TRIGGER, "g");
	struct item	*p = add(KIND_PROCEDURE, "p");
	struct item	*k = add(KIND_CONTACT, "k");
	struct item	*x = add(KIND_CONDITIONAL, "x");

	(void)state;
	b->checked = true;
	f->has_due = true;
	f->due_after = 86400;
	decide();
	expect(a, STATE_MISSING, "no evidence");
	expect(b, STATE_MISSING, "ticked in the template, no evidence");
	expect(f, STATE_PENDING, "not due");
	expect(m, STATE_MISSING, "add a directive");
	expect(c, STATE_MISSING, "not answered");
	expect(s, STATE_MISSING, "not signed");
	expect(g, STATE_MISSING, "no evidence");
	expect(p, STATE_NOT_APPLICABLE, "no rollback");
	expect(k, STATE_MISSING, "no evidence");
	expect(x, STATE_MISSING, "does not say");
	assert_int_equal(rec.verdict, VERDICT_PENDING);
	assert_int_equal(rec.before_waivers, VERDICT_PENDING);
	assert_int_equal(rec.tally.total, 10);
	assert_int_equal(rec.tally.by_state[STATE_UNDECIDED], 0);
	assert_string_equal(rec.why, "2 tasks have no evidence, 1 metric has "
	    "no evidence, 1 trigger is not checked, 1 contact is "
	    "incomplete, 1 sign-off is not given, and more");
}

static void
test_no_items(void **state)
{
	(void)state;
	decide();
	assert_int_equal(rec.verdict, VERDICT_PENDING);
}

static void
test_go(void **state)
{
	struct item	*f;

	(void)state;
	prove(add(KIND_TASK, "a"), EVIDENCE_PASS);
	prove(add(KIND_TASK, "b"), EVIDENCE_NOT_APPLICABLE);
	add(KIND_PROCEDURE, "p");
	f = add(KIND_FOLLOWUP, "f");
	f->has_due = true;
	decide();
	assert_int_equal(rec.verdict, VERDICT_GO);
	assert_string_equal(rec.why, "4 of 4 accounted for: 1 pass, "
	    "2 not applicable, 1 pending");
	assert_null(diag_first(diag));
	assert_non_null(rec.issued_at);
}

/* Nothing passes: not applicable everywhere is not a success. */
static void
test_nothing_passes(void **state)
{
	(void)state;
	prove(add(KIND_TASK, "a"), EVIDENCE_NOT_APPLICABLE);
	decide();
	assert_int_equal(rec.verdict, VERDICT_PENDING);
	assert_string_equal(rec.why, "the one item does not pass");
}

static void
test_procedures(void **state)
{
	struct item	*a = add(KIND_PROCEDURE, "a");
	struct item	*b = add(KIND_PROCEDURE, "b");
	struct item	*c = add(KIND_PROCEDURE, "c");

	(void)state;
	prove(a, EVIDENCE_PASS);
	prove(c, EVIDENCE_PASS)->refused = true;
	decide();
	expect(a, STATE_NOT_APPLICABLE, "no rollback");
	expect(b, STATE_NOT_APPLICABLE, "no rollback");
	expect(c, STATE_INVALID, "refused");
	rec.rollback_used = true;
	decide();
	expect(a, STATE_PASS, "passed");
	expect(b, STATE_MISSING, "no evidence");
	assert_int_equal(rec.verdict, VERDICT_ROLLED_BACK);
	assert_non_null(strstr(rec.why, "rolled back; 3 of 3 accounted for"));
}

/* A history that was tampered with takes the GO away. */
static void
test_broken_ledger(void **state)
{
	struct ledger	l = { .broken = false };

	(void)state;
	prove(add(KIND_TASK, "a"), EVIDENCE_PASS);
	rec.ledger = &l;
	decide();
	assert_int_equal(rec.verdict, VERDICT_GO);
	l.broken = true;
	decide();
	assert_int_equal(rec.verdict, VERDICT_NO_GO);
	assert_string_equal(rec.why, "the ledger is broken");
	l.broken = false;
	rec.lost_count = 2;
	decide();
	assert_int_equal(rec.verdict, VERDICT_NO_GO);
	assert_string_equal(rec.why, "2 evidence files were edited or removed "
	    "since the ledger told of them");
	rec.ledger = NULL;
}

static void
test_followups(void **state)
{
	struct item	*i[6];
	size_t		 k;

	(void)state;
	rec.finished_at = at("2026-11-21T11:00:00Z");
	for (k = 0; k < 6; k++) {
		i[k] = add(KIND_FOLLOWUP, arena_printf(arena, "f%zu", k));
		i[k]->has_due = true;
		i[k]->due_after = 86400;
	}
	prove(i[0], EVIDENCE_PASS);
	prove(i[1], EVIDENCE_PASS)->collected_at =
	    at("2026-11-22T11:00:01Z");
	i[3]->due_after = 86400 + 3601;
	i[4]->has_due = false;
	prove(i[5], EVIDENCE_FAIL);
	decide();
	expect(i[0], STATE_PASS, "passed");
	assert_false(i[0]->late);
	expect(i[1], STATE_PASS, "late: was due 2026-11-22 11:00 UTC");
	assert_true(i[1]->late);
	expect(i[2], STATE_OVERDUE, "was due 2026-11-22 11:00 UTC, overdue "
	    "for 1 h");
	expect(i[3], STATE_PENDING, "due 2026-11-22 12:00 UTC");
	assert_int_equal(i[3]->due_at->sec, at(NOW)->sec + 1);
	expect(i[4], STATE_MISSING, "nothing says when");
	expect(i[5], STATE_FAIL, "failed");
	assert_int_equal(rec.verdict, VERDICT_NO_GO);
	rec.finished_at = NULL;
	decide();
	expect(i[2], STATE_PENDING, "has not finished");
	expect(i[4], STATE_PENDING, "has not finished");
}

static void
test_conditions(void **state)
{
	struct pair	 c = { "Option B", "false", NULL };
	struct pair	 b = { "uses-cdn", "false", &c };
	struct pair	 a = { "Release candidate", "true", &b };
	struct section	 top = { .title = "Option B", .id = "x" };
	struct section	 sub = { .title = "Steps", .id = "y",
	    .parent = &top };
	struct item	*i[6];
	size_t		 k;

	(void)state;
	rec.conditions = &a;
	for (k = 0; k < 6; k++)
		i[k] = add(KIND_CONDITIONAL, arena_printf(arena, "c%zu", k));
	i[0]->when = "release-candidate";
	prove(i[0], EVIDENCE_PASS);
	i[1]->when = "uses-cdn";
	prove(i[1], EVIDENCE_FAIL);
	i[2]->when = "unknown";
	prove(i[2], EVIDENCE_PASS);
	i[3]->section = &sub;
	i[4]->when = "release-candidate";
	/* Any kind may hang on a condition. */
	i[5]->kind = KIND_TASK;
	i[5]->when = "uses-cdn";
	decide();
	expect(i[0], STATE_PASS, "passed");
	expect(i[1], STATE_NOT_APPLICABLE, "\"uses-cdn\" is not so");
	expect(i[2], STATE_MISSING, "does not say whether \"unknown\"");
	expect(i[3], STATE_NOT_APPLICABLE, "\"Steps\" is not so");
	expect(i[4], STATE_MISSING, "no evidence");
	expect(i[5], STATE_NOT_APPLICABLE, "is not so");
}

static void
test_choices(void **state)
{
	struct item	*i[10];
	size_t		 k;

	(void)state;
	for (k = 0; k < 10; k++) {
		i[k] = add(KIND_CHOICE, arena_printf(arena, "c%zu", k));
		i[k]->choice = k / 2 + 1;
	}
	prove(i[0], EVIDENCE_PASS);		/* one answer */
	prove(i[2], EVIDENCE_PASS);		/* two */
	prove(i[3], EVIDENCE_PASS);
	prove(i[4], EVIDENCE_PASS);		/* one, the other denied */
	prove(i[5], EVIDENCE_FAIL);
	prove(i[6], EVIDENCE_FAIL);		/* only denied */
	decide();
	expect(i[0], STATE_PASS, "passed");
	expect(i[1], STATE_NOT_APPLICABLE, "another answer");
	expect(i[2], STATE_INVALID, "2 answers are given");
	expect(i[3], STATE_INVALID, "2 answers are given");
	expect(i[4], STATE_PASS, "passed");
	expect(i[5], STATE_NOT_APPLICABLE, "another answer");
	expect(i[6], STATE_INVALID, "no answer of the question holds");
	expect(i[7], STATE_MISSING, "no evidence");
	expect(i[8], STATE_MISSING, "not answered");
	expect(i[9], STATE_MISSING, "not answered");
}

/* The answer given may say itself that something failed. */
static void
test_answers(void **state)
{
	static const struct {
		const char	*label;
		bool		 bad;
	} rows[] = {
		{ "Fail", true }, { "FAILED", true }, { "No-Go", true },
		{ "No go", true }, { "Rejected", true }, { "Issues", true },
		{ "Issues found", true }, { "Blocked", true },
		{ "Not ready", true }, { "Tests failed", true },
		{ "fehlgeschlagen", true }, { "Nicht bestanden", true },
		{ "Nicht bereit", true }, { "Abgelehnt", true },
		{ "No", false }, { "Nein", false }, { "Pass", false },
		{ "Go", false }, { "Yes", false }, { "Bestanden", false },
		{ "No issues", false }, { "Issues resolved", false },
		{ "Keine Fehler", false }, { "Without errors", false },
		{ "Failover", false }, { "Not failed", false },
		{ "Fehler behoben", false }, { "Complete", false },
		{ "Ready", false }, { "", false }, { "---", false },
		{ "No issues, but blocked", true },
	};
	struct item	*one;
	size_t		 k;

	(void)state;
	for (k = 0; k < sizeof(rows) / sizeof(rows[0]); k++) {
		rec.item_count = 0;
		one = add(KIND_CHOICE, "one");
		one->label = rows[k].label;
		prove(one, EVIDENCE_PASS);
		decide();
		if ((one->state == STATE_FAIL) != rows[k].bad ||
		    (one->state == STATE_PASS) == rows[k].bad)
			fail_msg("\"%s\" is %s: %s", rows[k].label,
			    record_state_str(one->state), one->why);
		if (rows[k].bad)
			assert_string_equal(one->why, arena_printf(arena,
			    "answered: %s", rows[k].label));
	}
}

static void
test_groups(void **state)
{
	struct item	*g = add(KIND_GROUP, "g"), *h = add(KIND_GROUP, "h");
	struct item	*a = add(KIND_TASK, "a"), *b = add(KIND_TASK, "b");
	struct item	*c = add(KIND_TASK, "c");
	struct item	*o = add(KIND_GROUP, "o"), *d = add(KIND_TASK, "d");
	struct item	*n = add(KIND_GROUP, "n"), *e = add(KIND_TASK, "e");

	(void)state;
	h->parent = g;
	a->parent = h;
	b->parent = h;
	c->parent = g;
	prove(a, EVIDENCE_PASS);
	prove(b, EVIDENCE_FAIL);
	prove(c, EVIDENCE_PASS);
	d->parent = o;
	prove(d, EVIDENCE_PASS);
	prove(o, EVIDENCE_FAIL);
	e->parent = n;
	prove(e, EVIDENCE_NOT_APPLICABLE);
	decide();
	expect(h, STATE_FAIL, "1 of 2 below: fail");
	expect(g, STATE_FAIL, "1 of 2 below: fail");
	expect(o, STATE_FAIL, "failed: the reason");
	expect(n, STATE_NOT_APPLICABLE, "1 of 1 below: not applicable");
	assert_string_equal(rec.why, "1 of 5 tasks fails");
	b->evidence->status = EVIDENCE_PASS;
	decide();
	assert_string_equal(rec.why, "1 of 4 groups does not hold");
	b->evidence->status = EVIDENCE_PASS;
	o->evidence->status = EVIDENCE_PASS;
	decide();
	expect(g, STATE_PASS, "2 of 2 below: pass");
	assert_int_equal(rec.verdict, VERDICT_GO);
}

static void
test_waivers(void **state)
{
	struct waiver	 good = { .reason = "r", .risk = "low",
	    .requested_by = "Bob Example", .approved_by = "Cy Example" };
	struct waiver	 w[8];
	struct item	*i[12];
	size_t		 k;

	(void)state;
	good.expires_at = at("2026-12-01T00:00:00Z");
	for (k = 0; k < 8; k++)
		w[k] = good;
	for (k = 0; k < 12; k++)
		i[k] = add(KIND_TASK, arena_printf(arena, "w%zu", k));
	prove(i[0], EVIDENCE_FAIL)->waiver = &good;
	w[1].expires_at = at(NOW);
	prove(i[1], EVIDENCE_FAIL)->waiver = &w[1];
	w[2].approved_by = " @bob example";
	prove(i[2], EVIDENCE_FAIL)->waiver = &w[2];
	w[3].reason = "";
	prove(i[3], EVIDENCE_FAIL)->waiver = &w[3];
	w[4].risk = NULL;
	prove(i[4], EVIDENCE_FAIL)->waiver = &w[4];
	w[5].expires_at = NULL;
	prove(i[5], EVIDENCE_FAIL)->waiver = &w[5];
	w[6].approved_at = at("2026-11-30T00:00:00Z");
	prove(i[6], EVIDENCE_FAIL)->waiver = &w[6];
	prove(i[7], EVIDENCE_PASS)->waiver = &good;
	i[7]->max_age = 1;
	prove(i[8], EVIDENCE_PASS)->waiver = &good;
	prove(i[9], EVIDENCE_ABSENT)->waiver = &good;
	prove(i[10], EVIDENCE_PASS)->waiver = &good;
	i[10]->evidence->has_exit_code = true;
	i[10]->evidence->exit_code = 3;
	prove(i[11], EVIDENCE_FAIL)->waiver = &good;
	i[11]->evidence->refused = true;
	decide();
	expect(i[0], STATE_WAIVED, "waived until 2026-12-01 00:00 UTC by Cy "
	    "Example (failed: the reason)");
	assert_int_equal(i[0]->before_waiver, STATE_FAIL);
	expect(i[1], STATE_FAIL, "its waiver expired on 2026-11-22 12:00");
	assert_true(i[1]->waiver_expired);
	assert_true(found(DIAG_BIND_EXPIRED, "w1"));
	expect(i[2], STATE_FAIL, "its approver is its requester");
	expect(i[3], STATE_FAIL, "no reason");
	expect(i[4], STATE_FAIL, "no risk");
	expect(i[5], STATE_FAIL, "never expires");
	expect(i[6], STATE_FAIL, "approved in the future");
	expect(i[7], STATE_WAIVED, "evidence is");
	assert_int_equal(i[7]->before_waiver, STATE_STALE);
	expect(i[8], STATE_PASS, "passed");
	expect(i[9], STATE_WAIVED, "only a waiver");
	assert_int_equal(i[9]->before_waiver, STATE_MISSING);
	expect(i[10], STATE_INVALID, "status 3");
	expect(i[11], STATE_INVALID, "refused");
}

static void
test_before_waivers(void **state)
{
	struct waiver	 w = { .reason = "r", .risk = "low",
	    .requested_by = "A", .approved_by = "B" };
	struct item	*g = add(KIND_GROUP, "g"), *a = add(KIND_TASK, "a");

	(void)state;
	w.expires_at = at("2026-12-01T00:00:00Z");
	a->parent = g;
	prove(a, EVIDENCE_FAIL)->waiver = &w;
	prove(add(KIND_TASK, "b"), EVIDENCE_PASS);
	decide();
	expect(g, STATE_WAIVED, "1 of 1 below: waived");
	assert_int_equal(g->before_waiver, STATE_FAIL);
	assert_int_equal(rec.verdict, VERDICT_GO);
	assert_int_equal(rec.before_waivers, VERDICT_NO_GO);
	assert_int_equal(rec.tally.by_state[STATE_PASS], 1);
}

/* Files that answer nothing keep the record from GO. */
static void
test_files_block(void **state)
{
	struct evidence	*e;

	(void)state;
	prove(add(KIND_TASK, "a"), EVIDENCE_PASS);
	e = arena_alloc(arena, sizeof(*e));
	e->path = "x.json";
	e->next = rec.evidence;
	rec.evidence = e;
	e->unlisted = true;
	decide();
	assert_int_equal(rec.verdict, VERDICT_NO_GO);
	assert_string_equal(rec.why, "1 evidence file names no item");
	e->unlisted = false;
	e->refused = true;
	decide();
	assert_int_equal(rec.verdict, VERDICT_NO_GO);
	assert_string_equal(rec.why, "1 evidence file is refused");
	/* One that was put right by another file is history. */
	e->replaced = true;
	decide();
	assert_int_equal(rec.verdict, VERDICT_GO);
}

static void
test_sections(void **state)
{
	size_t		 n;
	struct section	 top = { .level = 2, .title = "Before",
	    .number = "1", .id = "before" };
	struct section	 sub = { .level = 3, .title = "Hosts",
	    .number = "1.1", .id = "hosts", .parent = &top, .phase = true };
	struct section	 na = { .level = 2, .title = "Rollback",
	    .id = "rollback" };
	struct section	 later = { .level = 2, .title = "hosts",
	    .id = "later" };

	(void)state;
	top.child = &sub;
	top.next = &na;
	na.next = &later;
	rec.sections = &top;
	add(KIND_TASK, "a")->section = &top;
	prove(slots[0], EVIDENCE_PASS);
	add(KIND_TASK, "b")->section = &sub;
	prove(slots[1], EVIDENCE_FAIL);
	add(KIND_PROCEDURE, "c")->section = &na;
	add(KIND_FOLLOWUP, "d")->section = &later;
	decide();
	assert_int_equal(top.tally.total, 2);
	assert_int_equal(top.tally.by_state[STATE_FAIL], 1);
	assert_int_equal(top.verdict, VERDICT_NO_GO);
	assert_int_equal(sub.tally.total, 1);
	assert_string_equal(sub.why, "1 task fails");
	assert_string_equal(top.why, "1 of 2 tasks fails");
	assert_int_equal(na.verdict, VERDICT_GO);
	assert_int_equal(later.verdict, VERDICT_PENDING);
	assert_string_equal(later.why, "1 item is not due yet");
	/* After a rollback nothing is a go, but what is bad stays bad. */
	rec.rollback_used = true;
	prove(slots[2], EVIDENCE_PASS);
	decide();
	assert_int_equal(na.verdict, VERDICT_ROLLED_BACK);
	assert_string_equal(na.why, "the deployment was rolled back; 1 of 1 "
	    "accounted for: 1 pass");
	assert_int_equal(top.verdict, VERDICT_NO_GO);
	assert_int_equal(later.verdict, VERDICT_PENDING);
	rec.rollback_used = false;
	decide();
	assert_ptr_equal(verdict_phase(&rec, "Hosts", &n), &sub);
	assert_ptr_equal(verdict_phase(&rec, "1.1", &n), &sub);
	assert_ptr_equal(verdict_phase(&rec, "later", &n), &later);
	assert_ptr_equal(verdict_phase(&rec, "ROLLBACK", &n), &na);
	assert_null(verdict_phase(&rec, "none", &n));
	assert_int_equal(n, 0);
	/* Two of one name are told apart by nobody but the caller. */
	later.title = sub.title;
	later.phase = true;
	assert_non_null(verdict_phase(&rec, "Hosts", &n));
	assert_int_equal(n, 2);
	/* Deciding again counts nothing twice. */
	decide();
	assert_int_equal(top.tally.total, 2);
	assert_int_equal(rec.tally.total, 4);
}

/*
 * Whatever is put together, GO only stands where every item passes, is
 * waived, does not apply or is a follow-up not yet due.
 */
static void
test_never_go_by_chance(void **state)
{
	unsigned long long	seed = 7;
	struct waiver		w = { .reason = "r", .risk = "r",
	    .requested_by = "A", .approved_by = "B" };
	struct item		*it;
	struct evidence		*e;
	size_t			 go = 0, round, i, n;
	unsigned		 r;

	w.expires_at = at("2026-12-01T00:00:00Z");
	for (round = 0; round < 4000; round++) {
		teardown(state);
		setup(state);
		w.expires_at = at("2026-12-01T00:00:00Z");
		n = round % 7 + 1;
		for (i = 0; i < n; i++) {
			seed = seed * 6364136223846793005ULL +
			    1442695040888963407ULL;
			r = (unsigned)(seed >> 33);
			it = add((enum item_kind)(r % KIND_COUNT),
			    arena_printf(arena, "i%zu", i));
			it->has_due = r >> 4 & 1;
			it->choice = r >> 5 & 1;
			it->max_age = r >> 6 & 1 ? 3600 : 0;
			if (r >> 7 & 1)
				it->target = goal(r >> 8 & 1 ? "> 5" :
				    "statement");
			if (i > 0 && (r >> 9 & 3) == 0)
				it->parent = slots[i - 1];
			if ((r >> 11 & 3) == 0)
				continue;
			if (it->kind == KIND_SIGNOFF && r >> 13 & 1) {
				sign(it, "D", SIGNED)->decision =
				    (enum signoff_decision)(r >> 14) % 3;
				continue;
			}
			e = prove(it, (r >> 14 & 7) < 5 ? EVIDENCE_PASS :
			    (enum evidence_status)((r >> 17) % 6));
			if (r >> 20 & 1)
				number(e, r >> 21 & 1 ? "6" : "4", "");
			e->refused = (r >> 22 & 15) == 0;
			if (r >> 26 & 1)
				e->waiver = &w;
		}
		rec.rollback_used = (seed >> 20 & 7) == 0;
		decide();
		assert_int_equal(rec.tally.total, n);
		assert_int_equal(rec.tally.by_state[STATE_UNDECIDED], 0);
		for (i = 0; i < n; i++)
			assert_true(slots[i]->why[0] != '\0');
		if (rec.verdict != VERDICT_GO)
			continue;
		go++;
		assert_false(rec.rollback_used);
		assert_true(rec.tally.by_state[STATE_PASS] > 0);
		for (i = 0; i < n; i++)
			switch (slots[i]->state) {
			case STATE_PASS:
			case STATE_WAIVED:
			case STATE_NOT_APPLICABLE:
				break;
			case STATE_PENDING:
				assert_true(slots[i]->kind == KIND_FOLLOWUP ||
				    slots[i]->kind == KIND_GROUP);
				break;
			case STATE_UNDECIDED:
			case STATE_FAIL:
			case STATE_MISSING:
			case STATE_STALE:
			case STATE_INVALID:
			case STATE_OVERDUE:
			case STATE_COUNT:
				fail_msg("GO with %s %s",
				    record_kind_str(slots[i]->kind),
				    record_state_str(slots[i]->state));
			}
		for (e = rec.evidence; e != NULL; e = e->next)
			assert_false(e->refused);
	}
	/* The property says something only if GO is met at all. */
	assert_true(go > 50);
}

/* A hundred sign-offs over many items: linear, so at once. */
static void
test_many(void **state)
{
	enum { MANY = 20000, SIGNERS = 100 };
	struct item	**big;
	size_t		 i;

	(void)state;
	big = arena_array(arena, MANY + SIGNERS, sizeof(*big));
	for (i = 0; i < MANY + SIGNERS; i++) {
		rec.item_count = 0;
		big[i] = add(i < MANY ? KIND_TASK : KIND_SIGNOFF,
		    arena_printf(arena, "i%zu", i));
		prove(big[i], EVIDENCE_PASS);
		if (i < MANY)
			continue;
		rec.item_count = 0;
		sign(big[i], "D", SIGNED);
	}
	rec.items = big;
	rec.item_count = MANY + SIGNERS;
	decide();
	assert_int_equal(rec.tally.by_state[STATE_PASS], MANY);
	assert_int_equal(rec.tally.by_state[STATE_INVALID], SIGNERS);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		T(test_empty), T(test_no_items), T(test_go),
		T(test_broken_ledger),
		T(test_nothing_passes), T(test_procedures), T(test_followups),
		T(test_conditions), T(test_choices), T(test_answers),
		T(test_groups),
		T(test_waivers), T(test_before_waivers), T(test_files_block),
		T(test_sections), T(test_never_go_by_chance), T(test_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
