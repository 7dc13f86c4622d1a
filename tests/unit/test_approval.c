/* Approvals: what voids a sign-off, and the policy of signing. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/diag base/date base/decimal base/table model/record model/units model/phrase model/quantity model/judge model/target base/people base/person model/inquiry model/proof model/waive model/scope model/approval model/policy model/keyring model/tally model/answer model/verdict */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/people.h"
#include "model/inquiry.h"
#include "records.h"

static void
test_signoff_decisions(void **state)
{
	struct item	*i[5];
	struct signoff	*s;
	size_t		 k;

	(void)state;
	prove(add(KIND_TASK, "a"), EVIDENCE_PASS);
	for (k = 0; k < 5; k++)
		i[k] = add(KIND_SIGNOFF, arena_printf(arena, "s%zu", k));
	sign(i[0], "Dee Example", SIGNED);
	s = sign(i[1], "Dee Example", SIGNED);
	s->decision = DECISION_CONDITIONS;
	s->condition_count = 2;
	s = sign(i[2], "Dee Example", SIGNED);
	s->decision = DECISION_REJECT;
	s->comment = "load test is missing";
	prove(i[3], EVIDENCE_PASS);
	decide();
	expect(i[0], STATE_PASS, "approved by Dee Example");
	assert_int_equal(i[0]->standing, SIGNOFF_VALID);
	expect(i[1], STATE_PASS, "approved by Dee Example with 2 conditions");
	assert_int_equal(i[1]->standing, SIGNOFF_CONDITIONS);
	expect(i[2], STATE_FAIL, "rejected by Dee Example: load test");
	assert_int_equal(i[2]->standing, SIGNOFF_REJECTED);
	expect(i[3], STATE_INVALID, "holds no sign-off");
	expect(i[4], STATE_MISSING, "not signed");
	assert_int_equal(i[4]->standing, SIGNOFF_NONE);
	assert_string_equal(rec.why, "1 sign-off is rejected, 1 sign-off is "
	    "invalid");
}

static void
test_signoff_lies(void **state)
{
	struct waiver	 w = { .reason = "r", .risk = "r",
	    .requested_by = "A", .approved_by = "B" };
	struct item	*i[12];
	struct signoff	*s[12];
	size_t		 k;

	(void)state;
	prove(add(KIND_TASK, "a"), EVIDENCE_PASS);
	for (k = 0; k < 12; k++)
		i[k] = add(KIND_SIGNOFF, arena_printf(arena, "s%zu", k));
	for (k = 0; k < 12; k++)
		s[k] = sign(i[k], "Dee Example", SIGNED);
	w.expires_at = at("2027-01-01T00:00:00Z");
	s[0]->name = "";
	s[1]->signed_at = NULL;
	s[2]->signed_at = at("2026-11-23T00:00:00Z");
	i[3]->evidence->status = EVIDENCE_NOT_APPLICABLE;
	i[3]->evidence->reason = "no time";
	i[4]->evidence->status = EVIDENCE_FAIL;
	i[5]->evidence->status = EVIDENCE_PASS;
	s[5]->decision = DECISION_REJECT;
	i[6]->role = "Security Engineer";
	s[7]->template_sha256[0] = '\0';
	s[8]->record_sha256[0] = '\0';
	i[9]->evidence->has_subject = true;
	i[9]->evidence->subject.version = "1";
	i[10]->conflict = i[9]->evidence;
	i[11]->evidence->expires_at = at("2026-11-22T11:00:00Z");
	for (k = 0; k < 12; k++)
		i[k]->evidence->waiver = &w;
	decide();
	for (k = 0; k < 12; k++) {
		if (i[k]->state != STATE_INVALID &&
		    i[k]->state != STATE_STALE)
			fail_msg("%s is %s: %s", i[k]->id,
			    record_state_str(i[k]->state), i[k]->why);
		assert_int_equal(i[k]->standing, SIGNOFF_NONE);
	}
	assert_true(found(DIAG_BIND_POLICY, "s6"));
	expect(i[6], STATE_INVALID, "signed as s6, asked for is Security");
}

static const struct change *
voided(struct item *item)
{
	expect(item, STATE_INVALID, "void, the record changed since");
	assert_int_equal(item->standing, SIGNOFF_VOID);
	assert_non_null(item->changes);
	return item->changes;
}

static void
test_signoff_void(void **state)
{
	struct item	*a = add(KIND_TASK, "a"), *b = add(KIND_TASK, "b");
	struct item	*c = add(KIND_TASK, "c");
	struct item	*s = add(KIND_SIGNOFF, "s");
	struct evidence	*e;
	struct signoff	*o;
	const struct change *ch;

	(void)state;
	prove(a, EVIDENCE_PASS);
	e = prove(b, EVIDENCE_PASS);
	o = sign(s, "Dee Example", SIGNED);
	decide();
	expect(s, STATE_PASS, "approved");

	/* Replaced, though younger than nothing. */
	prove(a, EVIDENCE_PASS);
	decide();
	assert_string_equal(voided(s)->words, "a: evidence replaced");
	assert_true(found(DIAG_BIND_VOID, "s"));
	memcpy(o->scope[0].sha256, a->evidence->sha256, 65);

	b->evidence = NULL;
	decide();
	assert_string_equal(voided(s)->words, "b: evidence removed");
	b->evidence = e;

	prove(c, EVIDENCE_PASS);
	decide();
	assert_string_equal(voided(s)->words, "c: evidence added");
	c->evidence = NULL;

	e->recorded_at = at("2026-11-22T09:00:00Z");
	decide();
	assert_string_equal(voided(s)->words,
	    "b: evidence is younger than the signature");
	e->recorded_at = NULL;

	o->scope[1].item = "gone";
	decide();
	ch = voided(s);
	assert_string_equal(ch->words, "gone: no longer in the template");
	assert_string_equal(ch->next->words, "b: evidence added");
	assert_null(ch->next->next);
	o->scope[1].item = "b";

	rec.template_sha256[5] = 'f';
	rec.record_sha256[5] = 'f';
	decide();
	ch = voided(s);
	assert_string_equal(ch->words, "the template was changed");
	assert_string_equal(ch->next->words, "record.json was changed");
	assert_string_equal(rec.why, "1 sign-off is void");
}

/* An approval of an empty folder does not cover what came later. */
static void
test_signoff_of_nothing(void **state)
{
	struct item	*s = add(KIND_SIGNOFF, "s");
	size_t		 k;
	const struct change *c;

	(void)state;
	sign(s, "Dee Example", SIGNED);
	for (k = 1; k < ITEMS; k++)
		prove(add(KIND_TASK, arena_printf(arena, "t%zu", k)),
		    EVIDENCE_PASS);
	decide();
	c = voided(s);
	for (k = 0; c->next != NULL; c = c->next)
		k++;
	assert_int_equal(k, 50);
	assert_string_equal(c->words, "and 13 more");
}

static void
test_signoff_followups(void **state)
{
	struct item	*a = add(KIND_TASK, "a");
	struct item	*f = add(KIND_FOLLOWUP, "f");
	struct item	*m = add(KIND_METRIC, "m");
	struct item	*s = add(KIND_SIGNOFF, "s");

	(void)state;
	rec.finished_at = at("2026-11-21T10:00:00Z");
	f->has_due = m->has_due = true;
	f->due_after = m->due_after = 86400;
	m->target = goal("> 1");
	prove(a, EVIDENCE_PASS);
	sign(s, "Dee Example", "2026-11-22T08:00:00Z");
	prove(f, EVIDENCE_PASS)->collected_at = at("2026-11-22T09:00:00Z");
	number(prove(m, EVIDENCE_ABSENT), "5", "");
	m->evidence->collected_at = at("2026-11-22T09:30:00Z");
	decide();
	expect(s, STATE_PASS, "approved");
	assert_true(f->after_signoff);
	assert_true(m->after_signoff);
	assert_false(a->after_signoff);
	assert_int_equal(rec.verdict, VERDICT_GO);
	/* What was due already when it was signed is a change. */
	f->due_after = 3600;
	decide();
	assert_string_equal(voided(s)->words, "f: evidence added");
	assert_false(f->after_signoff);
}

static void
test_policy_deployer(void **state)
{
	static const struct {
		const char	*deployed, *name, *id, *for_whom;
		bool		 broken;
	} rows[] = {
		{ "Dee Example", "Dee Example", NULL, NULL, true },
		{ "Dee Example", " dee EXAMPLE", NULL, NULL, true },
		{ "@dee", "Dee Example", "dee", NULL, true },
		{ "Dee Example <dee@example.org>", "Dee Example", NULL, NULL,
		    true },
		{ "Dee Example <dee@example.org>", "D", "dee@example.org",
		    NULL, true },
		{ "Bo Example, Dee Example", "Dee Example", NULL, NULL,
		    true },
		{ "Bo Example and Dee Example", "Dee Example", NULL, NULL,
		    true },
		{ "Dee Example", "Bo Example", NULL, "Dee Example", true },
		{ "Dee Example", "Dee Examples", "d", NULL, false },
		{ "Dee Example", "Bo Example", "bo", NULL, false },
		{ NULL, "Bo Example", "bo", NULL, false },
	};
	struct item	*s = add(KIND_SIGNOFF, "s");
	struct signoff	*o;
	size_t		 i;

	(void)state;
	rec.policy.approver_not_deployer = true;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		o = sign(s, rows[i].name, SIGNED);
		o->id = rows[i].id;
		o->delegated_for = rows[i].for_whom;
		rec.deployed_by = rows[i].deployed;
		decide();
		if (rows[i].broken)
			expect(s, STATE_INVALID, rows[i].for_whom == NULL ?
			    "approver is the deployer" :
			    "approver signs for the deployer");
		else
			expect(s, STATE_PASS, "approved");
	}
	assert_true(found(DIAG_BIND_POLICY, "s"));
	/* Deployed by nobody knows whom. */
	rec.finished_at = at(SIGNED);
	decide();
	expect(s, STATE_INVALID, "does not say who deployed");
	rec.policy.approver_not_deployer = false;
	decide();
	expect(s, STATE_PASS, "approved");
}

/* Where no directive names a role, the label of the line does. */
static void
test_roles(void **state)
{
	static const struct {
		const char	*label, *role;
		bool		 good;
	} rows[] = {
		{ "Security Engineer", "Security Engineer", true },
		{ "Security Engineer", "security-engineer", true },
		{ "Development Team Lead", "Team Lead", true },
		{ "Team Lead", "Development Team Lead", true },
		{ "Operations", "Operations Manager", true },
		{ "Betriebsleitung", "Betrieb", true },
		{ "QA", "QA Lead", true },
		{ "Security Engineer", "Product Owner", false },
		{ "Security Engineer", "e", false },
		{ "Security Engineer", "-", false },
		{ "Operations", "DevOps", false },
		{ "---", "Lead", true },
	};
	struct item	*s;
	size_t		 k;

	(void)state;
	for (k = 0; k < sizeof(rows) / sizeof(rows[0]); k++) {
		rec.item_count = 0;
		prove(add(KIND_TASK, "a"), EVIDENCE_PASS);
		s = add(KIND_SIGNOFF, "s");
		s->label = rows[k].label;
		sign(s, "Dee Example", SIGNED)->role = rows[k].role;
		decide();
		if (rows[k].good)
			expect(s, STATE_PASS, "approved");
		else
			expect(s, STATE_INVALID, arena_printf(arena,
			    "signed as %s, the line is for %s", rows[k].role,
			    rows[k].label));
		assert_int_equal(found(DIAG_BIND_POLICY, "s"), k >= 7);
	}
}

static void
test_policy_order(void **state)
{
	struct section	 top = { .title = "Approval" };
	struct section	 tech = { .title = "Technical Sign-off",
	    .parent = &top };
	struct section	 biz = { .title = "BUSINESS sign-off",
	    .parent = &top };
	struct item	*t1 = add(KIND_SIGNOFF, "t1");
	struct item	*t2 = add(KIND_SIGNOFF, "t2");
	struct item	*b1 = add(KIND_SIGNOFF, "b1");
	struct item	*b2 = add(KIND_SIGNOFF, "b2");

	(void)state;
	t1->section = t2->section = &tech;
	b1->section = b2->section = &biz;
	rec.policy.ordered = true;
	sign(t1, "A Example", "2026-11-22T07:00:00Z");
	sign(t2, "B Example", "2026-11-22T09:00:00Z");
	sign(b1, "C Example", "2026-11-22T08:00:00Z");
	sign(b2, "D Example", "2026-11-22T09:00:00Z");
	decide();
	expect(t1, STATE_PASS, "");
	expect(b1, STATE_INVALID, "before the technical side: t2");
	expect(b2, STATE_PASS, "");
	assert_true(found(DIAG_BIND_POLICY, "b1"));
	t2->evidence = NULL;
	decide();
	expect(b2, STATE_INVALID, "before the technical side: t2 "
	    "is not given");
	/* Where not all are needed, those not given do not hold it up. */
	rec.policy.need = 2;
	decide();
	expect(b1, STATE_PASS, "");
	expect(b2, STATE_PASS, "");
	rec.policy.ordered = false;
	rec.policy.need = 0;
	decide();
	expect(b1, STATE_PASS, "");
}

static void
test_policy_need(void **state)
{
	struct item	*i[3];
	size_t		 k;

	(void)state;
	prove(add(KIND_TASK, "a"), EVIDENCE_PASS);
	for (k = 0; k < 3; k++)
		i[k] = add(KIND_SIGNOFF, arena_printf(arena, "s%zu", k));
	sign(i[0], "A Example", SIGNED);
	rec.policy.need = 2;
	decide();
	expect(i[1], STATE_MISSING, "not signed");
	assert_int_equal(rec.verdict, VERDICT_PENDING);
	assert_string_equal(rec.why, "2 of 3 sign-offs are not given");
	sign(i[1], "B Example", SIGNED);
	decide();
	expect(i[2], STATE_NOT_APPLICABLE, "not needed: 2 of 3");
	assert_int_equal(rec.verdict, VERDICT_GO);
	/* A rejection is not outvoted. */
	sign(i[2], "C Example", SIGNED)->decision = DECISION_REJECT;
	decide();
	assert_int_equal(rec.verdict, VERDICT_NO_GO);
	/* More than there can be. */
	i[2]->evidence = NULL;
	i[2]->when = "never";
	rec.conditions = &(struct pair){ "never", "false", NULL };
	rec.policy.need = 3;
	decide();
	assert_int_equal(rec.verdict, VERDICT_NO_GO);
	assert_string_equal(rec.why, "2 of 3 needed sign-offs are given");
}

/* One person under several spellings, and two who share a part. */
static void
test_people(void **state)
{
	(void)state;
	assert_true(people_same("@ana", " ANA "));
	assert_true(people_same("Ana  Example", "ana\xc2\xa0" "example"));
	assert_true(people_same("\xc3\x89lodie", "e\xcc\x81lodie"));
	assert_true(people_same("A. Example", "a-example"));
	assert_false(people_same("Ana", "Anna"));
	assert_false(people_same("", ""));
	assert_false(people_same("-", "-"));
	assert_false(people_named(" . \xe2\x80\x8b"));
	assert_true(people_named("\xd0\x96"));
	assert_true(people_shared("Ana (@ana)", "@ana", true));
	assert_true(people_shared("Ana, Ana", "Ana", true));
	assert_true(people_shared("Ana and Ben", "Cy; Ben", false));
	assert_false(people_shared("Ana and Ben", "Cy; Ben", true));
	assert_false(people_shared("Smith, Jane", "Smith, John", true));
	assert_false(people_shared("Ana", NULL, false));
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		T(test_signoff_decisions), T(test_signoff_lies),
		T(test_signoff_void), T(test_signoff_of_nothing),
		T(test_signoff_followups), T(test_policy_deployer),
		T(test_roles), T(test_policy_order), T(test_policy_need), T(test_people),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
