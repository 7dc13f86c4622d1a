/* Proof: the rule of every kind of item, each for itself. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/diag base/date base/decimal base/table model/record model/units model/phrase model/quantity model/judge model/target base/people base/person model/inquiry model/proof model/waive model/scope model/approval model/policy model/keyring model/tally model/answer model/verdict */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "records.h"

static void
test_task_by_word(void **state)
{
	static const struct {
		enum evidence_status	status;
		enum item_state		state;
		const char		*why;
	} rows[] = {
		{ EVIDENCE_PASS, STATE_PASS, "passed, says Ada Example" },
		{ EVIDENCE_FAIL, STATE_FAIL, "failed: the reason" },
		{ EVIDENCE_ERROR, STATE_FAIL, "could not be determined: the" },
		{ EVIDENCE_BLOCKED, STATE_FAIL, "blocked: the reason" },
		{ EVIDENCE_NOT_APPLICABLE, STATE_NOT_APPLICABLE,
		    "not applicable: the reason (Ada Example)" },
		{ EVIDENCE_ABSENT, STATE_INVALID, "no status" },
	};
	struct item	*i[6];
	size_t		 k;

	(void)state;
	for (k = 0; k < 6; k++) {
		i[k] = add(KIND_TASK, arena_printf(arena, "t%zu", k));
		prove(i[k], rows[k].status);
	}
	decide();
	for (k = 0; k < 6; k++)
		expect(i[k], rows[k].state, rows[k].why);
	assert_int_equal(rec.verdict, VERDICT_NO_GO);
	assert_string_equal(rec.why, "3 of 6 tasks fail, 1 of 6 tasks is "
	    "invalid");
}

/* Each lie alone beside something that passes: never a pass, never GO. */
static void
test_lies(void **state)
{
	struct item	*i[24];
	struct evidence	*e;
	size_t		 n = 0, k;

	(void)state;
	for (k = 0; k < 24; k++)
		i[k] = add(KIND_TASK, arena_printf(arena, "lie%zu", k));
	e = prove(i[n++], EVIDENCE_PASS);
	e->refused = true;
	e->fault = "it ends in the middle of a string";
	e = prove(i[n++], EVIDENCE_PASS);
	e->collected_at = NULL;
	e = prove(i[n++], EVIDENCE_PASS);
	e->collector.name = " ";
	e = prove(i[n++], EVIDENCE_PASS);
	e->collected_at = at("2026-11-22T12:05:01Z");
	e = prove(i[n++], EVIDENCE_PASS);
	e->recorded_at = at("2027-01-01T00:00:00Z");
	e = prove(i[n++], EVIDENCE_PASS);
	e->period_to = at("2026-11-23T00:00:00Z");
	e = prove(i[n++], EVIDENCE_PASS);
	e->expires_at = at("2026-11-22T12:00:00Z");
	e = prove(i[n], EVIDENCE_PASS);
	i[n++]->max_age = 86399;
	e = prove(i[n++], EVIDENCE_PASS);
	e->has_subject = true;
	e->subject.version = "2.3.9";
	e = prove(i[n++], EVIDENCE_PASS);
	e->has_subject = true;
	e->subject.name = "other";
	e = prove(i[n++], EVIDENCE_PASS);
	e->has_subject = true;
	e->subject.environment = "staging";
	rec.subject.digest = "sha256:ab";
	e = prove(i[n++], EVIDENCE_PASS);
	e->has_subject = true;
	e->subject.digest = "sha256:cd";
	rec.subject.commit = "0123456789abcdef";
	e = prove(i[n++], EVIDENCE_PASS);
	e->has_subject = true;
	e->subject.commit = "0123456789abcdee";
	e = prove(i[n++], EVIDENCE_PASS);
	e->has_exit_code = true;
	e->exit_code = 1;
	i[n]->conflict = prove(i[n], EVIDENCE_PASS);
	prove(i[n++], EVIDENCE_PASS);
	e = prove(i[n++], EVIDENCE_NOT_APPLICABLE);
	e->reason = "";
	e = prove(i[n++], EVIDENCE_ABSENT);
	e->command = "true";
	e = prove(i[n++], EVIDENCE_PASS);
	e->replaced = true;
	i[n]->require = REQUIRE_ATTACHMENT;
	prove(i[n++], EVIDENCE_PASS);
	i[n]->require = REQUIRE_COMMAND;
	prove(i[n++], EVIDENCE_PASS)->command = "true";
	i[n]->require = REQUIRE_METRIC;
	prove(i[n++], EVIDENCE_PASS);
	i[n]->require = REQUIRE_STATEMENT;
	prove(i[n++], EVIDENCE_PASS)->summary = "  ";
	rec.item_count = n;
	decide();
	for (k = 0; k < n; k++)
		if (i[k]->state != STATE_INVALID &&
		    i[k]->state != STATE_STALE)
			fail_msg("%s is %s: %s", i[k]->id,
			    record_state_str(i[k]->state), i[k]->why);
	expect(i[0], STATE_INVALID, "it ends in the middle");
	expect(i[3], STATE_INVALID, "collected_at lies in the future");
	expect(i[6], STATE_STALE, "expired on 2026-11-22 12:00 UTC");
	expect(i[7], STATE_STALE, "evidence is 24 h old, 23 h 59 min allowed");
	expect(i[8], STATE_INVALID, "evidence is for version 2.3.9, the "
	    "record is for 2.4.0");
	expect(i[13], STATE_INVALID, "ended with status 1");
	expect(i[14], STATE_INVALID, "two files answer");
	assert_true(found(DIAG_BIND_EXPIRED, "lie6"));
	assert_true(found(DIAG_BIND_STALE, "lie7"));
	assert_true(found(DIAG_BIND_SUBJECT, "lie8"));
	assert_true(found(DIAG_BIND_CONTRADICTION, "lie13"));
	assert_true(found(DIAG_BIND_REQUIRE, "lie18"));
	assert_int_equal(rec.verdict, VERDICT_NO_GO);
	assert_int_equal(rec.tally.by_state[STATE_PASS], 0);
}

/* What looks like those lies and is none. */
static void
test_near_lies(void **state)
{
	struct item	*i[8];
	struct evidence	*e;
	size_t		 k;

	(void)state;
	for (k = 0; k < 7; k++)
		i[k] = add(KIND_TASK, arena_printf(arena, "t%zu", k));
	e = prove(i[0], EVIDENCE_PASS);
	e->collected_at = at("2026-11-22T12:05:00Z");
	e = prove(i[1], EVIDENCE_PASS);
	e->expires_at = at("2026-11-22T12:00:01Z");
	prove(i[2], EVIDENCE_PASS);
	i[2]->max_age = 86400;
	e = prove(i[3], EVIDENCE_PASS);
	e->has_subject = true;
	e->subject.version = "v2.4.0";
	e->subject.environment = "Production";
	rec.subject.commit = "0123456789abcdef";
	e->subject.commit = "0123456";
	rec.subject.digest = "sha256:ab";
	e->subject.digest = "ab";
	e = prove(i[4], EVIDENCE_PASS);
	e->has_exit_code = true;
	i[5]->require = REQUIRE_ATTACHMENT | REQUIRE_METRIC |
	    REQUIRE_COMMAND | REQUIRE_STATEMENT;
	e = prove(i[5], EVIDENCE_PASS);
	e->attachments = arena_alloc(arena, sizeof(*e->attachments));
	e->attachments->size = 1;
	number(e, "1", "");
	e->command = "true";
	e->has_exit_code = true;
	e->summary = "looked at";
	/* Another release is told apart by what both name. */
	e = prove(i[6], EVIDENCE_PASS);
	e->has_subject = true;
	decide();
	for (k = 0; k < 7; k++)
		expect(i[k], STATE_PASS, "passed");
	assert_int_equal(rec.verdict, VERDICT_GO);
}

/* Age counts up to the end of the deployment, waivers up to now. */
static void
test_reference_instant(void **state)
{
	struct item	*a = add(KIND_TASK, "a"), *b = add(KIND_TASK, "b");

	(void)state;
	rec.finished_at = at("2026-11-21T18:00:00Z");
	a->max_age = 6 * 3600;
	prove(a, EVIDENCE_PASS);
	prove(b, EVIDENCE_PASS)->expires_at = at("2026-11-21T18:00:01Z");
	decide();
	expect(a, STATE_PASS, "");
	expect(b, STATE_PASS, "");
	/* A finish that is still to come is no excuse. */
	rec.finished_at = at("2026-12-24T18:00:00Z");
	decide();
	expect(a, STATE_STALE, "24 h old, 6 h allowed");
	expect(b, STATE_STALE, "expired");
}

/* A failing item is not made stale, one not applicable is. */
static void
test_fail_stays_fail(void **state)
{
	struct item	*a = add(KIND_TASK, "a"), *b = add(KIND_TASK, "b");

	(void)state;
	a->max_age = b->max_age = 1;
	prove(a, EVIDENCE_FAIL);
	prove(b, EVIDENCE_NOT_APPLICABLE);
	decide();
	expect(a, STATE_FAIL, "failed");
	expect(b, STATE_STALE, "old");
}

/* What the finish has passed was as old as it was then. */
static void
test_words(void **state)
{
	struct item	*a = add(KIND_TASK, "a");
	struct item	*m = add(KIND_METRIC, "m");
	struct waiver	 w = { .reason = "r", .risk = "low",
	    .requested_by = "Ana", .approved_by = "Ben" };
	struct evidence	*e;

	(void)state;
	prove(a, EVIDENCE_PASS)->collected_at = at("2026-11-19T12:00:00Z");
	a->max_age = 3600;
	m->target = goal("no significant increase");
	e = prove(m, EVIDENCE_PASS);
	number(e, "8", "per day")->baseline_text = "7";
	decide();
	expect(a, STATE_STALE, "evidence is 3 days old, 1 h allowed");
	expect(m, STATE_FAIL, "measured 8 per day, target no significant "
	    "increase, baseline 7 per day");
	rec.finished_at = at("2026-11-21T12:00:00Z");
	decide();
	expect(a, STATE_STALE,
	    "evidence was 2 days old at the finish, 1 h allowed");
	/* Nothing but a waiver, also where a number is asked for. */
	w.expires_at = at("2027-01-01T00:00:00Z");
	e->status = EVIDENCE_ABSENT;
	e->measures = NULL;
	e->waiver = &w;
	decide();
	expect(m, STATE_WAIVED, "no evidence, only a waiver");
	assert_int_equal(m->before_waiver, STATE_MISSING);
}

static void
test_metrics(void **state)
{
	static const struct {
		enum evidence_status	status;
		const char		*value, *unit;
		enum item_state		state;
		const char		*why;
	} rows[] = {
		{ EVIDENCE_ABSENT, "182", "ms", STATE_PASS,
		    "measured 182 ms, target < 500 ms" },
		{ EVIDENCE_PASS, "182", "ms", STATE_PASS, "measured 182 ms" },
		{ EVIDENCE_PASS, "490", "ms", STATE_PASS, "near miss" },
		{ EVIDENCE_PASS, "0.6", "s", STATE_FAIL,
		    "measured 0.6 s, target < 500 ms" },
		{ EVIDENCE_ABSENT, "500", "ms", STATE_FAIL, "500 ms" },
		{ EVIDENCE_FAIL, "182", "ms", STATE_INVALID,
		    "the evidence says fail, but measured 182 ms" },
		{ EVIDENCE_ERROR, "182", "ms", STATE_INVALID, "error" },
		{ EVIDENCE_FAIL, "900", "ms", STATE_FAIL, "measured 900 ms" },
		{ EVIDENCE_BLOCKED, "182", "ms", STATE_FAIL, "blocked" },
		{ EVIDENCE_NOT_APPLICABLE, "182", "ms", STATE_INVALID,
		    "says not applicable, but" },
		{ EVIDENCE_PASS, "182", "%", STATE_INVALID, "measured 182 in %" },
		{ EVIDENCE_PASS, NULL, NULL, STATE_INVALID,
		    "nothing was measured" },
		{ EVIDENCE_FAIL, NULL, NULL, STATE_FAIL, "failed" },
		{ EVIDENCE_NOT_APPLICABLE, NULL, NULL, STATE_NOT_APPLICABLE,
		    "not applicable: the reason" },
	};
	struct evidence	*e;
	struct item	*i[16];
	size_t		 k, n = sizeof(rows) / sizeof(rows[0]);

	(void)state;
	for (k = 0; k < n; k++) {
		i[k] = add(KIND_METRIC, arena_printf(arena, "m%zu", k));
		i[k]->target = goal("< 500 ms");
		e = prove(i[k], rows[k].status);
		if (rows[k].value != NULL)
			number(e, rows[k].value, rows[k].unit);
	}
	decide();
	for (k = 0; k < n; k++)
		expect(i[k], rows[k].state, rows[k].why);
	assert_true(i[2]->measured->near_miss);
	assert_true(found(DIAG_BIND_CONTRADICTION, "m3"));
	assert_true(found(DIAG_BIND_CONTRADICTION, "m5"));
	assert_true(found(DIAG_BIND_VALUE, "m10"));
	assert_true(found(DIAG_BIND_VALUE, "m11"));
	assert_false(found(DIAG_BIND_CONTRADICTION, "m7"));
}

static void
test_metric_without_target(void **state)
{
	struct item	*a = add(KIND_METRIC, "a"), *b = add(KIND_METRIC, "b");
	struct item	*c = add(KIND_METRIC, "c"), *d = add(KIND_METRIC, "d");

	(void)state;
	a->target = target_parse(arena, "answers within SLA", false);
	number(prove(a, EVIDENCE_PASS), "1", "s");
	prove(b, EVIDENCE_PASS);
	c->target = goal("statement");
	prove(c, EVIDENCE_PASS);
	d->target = target_parse(arena, "answers within SLA", false);
	decide();
	expect(a, STATE_INVALID, "the target cannot be computed: add a");
	expect(b, STATE_INVALID, "the target cannot be computed: add a");
	expect(c, STATE_PASS, "passed, says");
	expect(d, STATE_MISSING, "the target cannot be computed: add a");
	assert_true(found(DIAG_BIND_TARGET, "a"));
	assert_non_null(d->measured);
	assert_null(d->measured->measure);
}

/* Of several measurements that fit, the one that misses counts. */
static void
test_metric_of_many(void **state)
{
	struct item	*a = add(KIND_METRIC, "a"), *b = add(KIND_METRIC, "b");
	struct evidence	*e;

	(void)state;
	a->target = goal("< 500 ms");
	e = prove(a, EVIDENCE_ABSENT);
	number(e, "100", "ms");
	number(e, "700", "ms");
	number(e, "5", "%");
	b->target = goal("< 500 ms");
	b->target->name = "wanted";
	e = prove(b, EVIDENCE_ABSENT);
	number(e, "100", "ms");
	number(e, "200", "ms")->name = "wanted";
	number(e, "900", "ms");
	decide();
	expect(a, STATE_FAIL, "measured 700 ms");
	expect(b, STATE_PASS, "measured 200 ms");
}

static void
test_threshold_in_task(void **state)
{
	struct item	*a = add(KIND_TASK, "a"), *b = add(KIND_TASK, "b");
	struct item	*c = add(KIND_TASK, "c");

	(void)state;
	a->target = target_parse(arena, "MariaDB 13+", true);
	number(prove(a, EVIDENCE_PASS), "13.4.2", NULL);
	b->target = target_parse(arena, "MariaDB 13+", true);
	number(prove(b, EVIDENCE_PASS), "12.9", NULL);
	c->target = target_parse(arena, "MariaDB 13+", true);
	prove(c, EVIDENCE_PASS);
	decide();
	expect(a, STATE_PASS, "measured 13.4.2, target version 13 or later");
	expect(b, STATE_FAIL, "measured 12.9");
	expect(c, STATE_INVALID, "nothing was measured");
}

static void
test_triggers(void **state)
{
	struct item	*i[5];
	struct waiver	 w = { .reason = "r", .risk = "r",
	    .requested_by = "A", .approved_by = "B" };
	size_t		 k;

	(void)state;
	for (k = 0; k < 5; k++)
		i[k] = add(KIND_TRIGGER, arena_printf(arena, "t%zu", k));
	w.expires_at = at("2027-01-01T00:00:00Z");
	prove(i[0], EVIDENCE_PASS);
	prove(i[1], EVIDENCE_FAIL)->waiver = &w;
	prove(i[2], EVIDENCE_ERROR);
	prove(i[3], EVIDENCE_ABSENT);
	decide();
	expect(i[0], STATE_PASS, "checked and absent");
	expect(i[1], STATE_FAIL, "present: roll back (the reason)");
	expect(i[2], STATE_FAIL, "could not be determined");
	expect(i[3], STATE_INVALID, "no status");
	expect(i[4], STATE_MISSING, "no evidence");
	assert_int_equal(rec.verdict, VERDICT_NO_GO);
	assert_string_equal(rec.why, "1 of 5 triggers is present, 1 of 5 "
	    "triggers could not be checked, 1 of 5 triggers is invalid");
}

static void
test_contacts(void **state)
{
	struct pair	 id = { "account_id", "A-1", NULL };
	struct pair	 mail = { "Email", "help@example.org", &id };
	struct pair	 phone = { "support_phone", "+49 30 5550100", &mail };
	struct pair	 empty = { "phone", " ", NULL };
	struct pair	 name = { "name", "Ada", &empty };
	struct item	*i[5];
	size_t		 k;

	(void)state;
	for (k = 0; k < 5; k++) {
		i[k] = add(KIND_CONTACT, arena_printf(arena, "c%zu", k));
		i[k]->text = k == 0 ? "Host: [Support Phone, Email, "
		    "Account ID]" : "Lead: [Name, Phone, Email]";
	}
	prove(i[0], EVIDENCE_ABSENT)->values = &phone;
	prove(i[1], EVIDENCE_PASS)->values = &name;
	prove(i[2], EVIDENCE_NOT_APPLICABLE);
	i[3]->text = "Lead developer";
	prove(i[3], EVIDENCE_PASS);
	i[4]->text = "Lead developer";
	prove(i[4], EVIDENCE_ABSENT);
	decide();
	expect(i[0], STATE_PASS, "given by Ada Example");
	expect(i[1], STATE_MISSING, "not given: phone, email");
	expect(i[2], STATE_NOT_APPLICABLE, "the reason");
	expect(i[3], STATE_PASS, "given");
	expect(i[4], STATE_MISSING, "no values");
}

/* Why is one line whatever the author wrote. */
static void
test_why_is_one_line(void **state)
{
	struct item	*a = add(KIND_TASK, "a");
	char		*long_reason = arena_alloc(arena, 5000);

	(void)state;
	memset(long_reason, 'x', 4999);
	memcpy(long_reason, "first\nsecond\r\n\tthird ", 21);
	prove(a, EVIDENCE_FAIL)->reason = long_reason;
	decide();
	assert_null(strpbrk(a->why, "\n\r\t"));
	assert_true(strlen(a->why) < 200);
	assert_non_null(strstr(a->why, "first second"));
	assert_non_null(strstr(a->why, "xxx..."));
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		T(test_task_by_word), T(test_lies), T(test_near_lies),
		T(test_reference_instant), T(test_fail_stays_fail),
		T(test_words), T(test_metrics), T(test_metric_without_target),
		T(test_metric_of_many), T(test_threshold_in_task),
		T(test_triggers), T(test_contacts), T(test_why_is_one_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
