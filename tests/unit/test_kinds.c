/* What the words of headings and answers say, and above all what not. */

/* objects: base/mem base/arena base/buf base/utf8 base/table intake/slug intake/kinds */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "intake/kinds.h"
#include "model/record.h"

#define DAY	86400

static struct arena	*arena;
static struct kinds	*kinds;

static void
check(const char *title, int kind)
{
	struct kinds_found f;

	kinds_of_heading(kinds, title, &f);
	if (!f.matched || f.kind != kind)
		fail_msg("%s: %d", title, f.matched ? f.kind : -1);
}

static void
nothing(const char *title)
{
	struct kinds_found f;

	kinds_of_heading(kinds, title, &f);
	if (f.matched)
		fail_msg("%s: %d", title, f.kind);
}

static void
test_words(void **state)
{
	(void)state;
	check("Rollback Triggers", KIND_TRIGGER);
	check("Abort criteria", KIND_TRIGGER);
	check("Rollback Process", KIND_PROCEDURE);
	check("\xe2\x8f\xaa ROLLBACK", KIND_PROCEDURE);
	check("Rollback Procedures", KIND_PROCEDURE);
	check("Technical Sign-off", KIND_SIGNOFF);
	check("Sign-off (all roles)", KIND_SIGNOFF);
	check("Final signoff", KIND_SIGNOFF);
	check("Deployment Approval", KIND_SIGNOFF);
	check("Technical Contacts", KIND_CONTACT);
	check("Contact Information", KIND_CONTACT);
	check("Technical Metrics", KIND_METRIC);
	check("Service SLOs", KIND_METRIC);
	check("Troubleshooting", KIND_CONDITIONAL);
	check("If the migration fails", KIND_CONDITIONAL);
	check("Option B: Blue/green", KIND_CONDITIONAL);
	check("Publish the tag (RC only)", KIND_CONDITIONAL);
	check("Dashboards (optional)", KIND_CONDITIONAL);
}

static void
test_languages(void **state)
{
	(void)state;
	check("Fachliche Freigabe", KIND_SIGNOFF);
	check("Ansprechpartner", KIND_CONTACT);
	check("Rollback-Ausl\xc3\xb6ser", KIND_TRIGGER);
	check("Fehlerbehebung", KIND_CONDITIONAL);
	check("Crit\xc3\xa8res de succ\xc3\xa8s", KIND_METRIC);
	check("Contacts d'urgence", KIND_CONTACT);
	check("Proc\xc3\xa9" "dure de retour arri\xc3\xa8re", KIND_PROCEDURE);
	check("Aprobaci\xc3\xb3n final", KIND_SIGNOFF);
	check("M\xc3\xa9tricas", KIND_METRIC);
	check("Aprova\xc3\xa7\xc3\xb5" "es", KIND_SIGNOFF);
	check("Contatos de emerg\xc3\xaancia", KIND_CONTACT);
	check("Gatilhos de rollback", KIND_TRIGGER);
}

/* Lists about these things are ordinary work. */
static void
test_plain(void **state)
{
	(void)state;
	check("Rollback Plan", KIND_TASK);
	check("Rollback Preparation", KIND_TASK);
	check("Release Signoff Checklist", KIND_TASK);
	check("Code Review and Approval", KIND_TASK);
	check("Metrics & Monitoring", KIND_TASK);
	nothing("Environment Preparation");
	nothing("Authorization");
	nothing("Monitoring and Verification");
	nothing("Performance Monitoring");
	nothing("Backup and Safety");
	nothing("Database triggers");
	nothing("Contact form tests");
	nothing("Session 3: Support & Troubleshooting");
	nothing("Notify everyone");
	nothing("Load balancer (if applicable)");
	nothing("");
	nothing("\xf0\x9f\x9a\x80");
}

static void
test_measured(void **state)
{
	struct kinds_found f;

	(void)state;
	kinds_of_heading(kinds, "Success Criteria", &f);
	assert_int_equal(f.kind, KIND_METRIC);
	assert_true(f.measured);
	kinds_of_heading(kinds, "Deployment Success Metrics", &f);
	assert_false(f.measured);
}

static void
due(const char *title, int64_t seconds)
{
	struct kinds_found f;

	kinds_of_heading(kinds, title, &f);
	if (f.due != seconds || f.kind != (seconds > 0 ? KIND_FOLLOWUP :
	    f.kind))
		fail_msg("%s: %d s", title, (int)f.due);
}

static void
test_due(void **state)
{
	(void)state;
	due("First 24 Hours", DAY);
	due("First Week", 7 * DAY);
	due("First Month", 30 * DAY);
	due("48 hours after go-live", 2 * DAY);
	due("Post-launch (week 2)", 14 * DAY);
	due("T+24h checks", DAY);
	due("Erste 24 Stunden", DAY);
	due("Premi\xc3\xa8res 24 heures", DAY);
	due("24 premi\xc3\xa8res heures", DAY);
	due("Primera semana", 7 * DAY);
	due("Primeiro m\xc3\xaas", 30 * DAY);
	/* Plans and deadlines before the event are none. */
	due("Week 1: Planning", 0);
	due("24 hours before", 0);
	due("T-24h", 0);
	due("Day 1", 0);
	due("First steps", 0);
	due("Post-Deployment Phase", 0);
	due("24/7 support", 0);
}

static void
test_answers(void **state)
{
	(void)state;
	assert_int_equal(kinds_answer("Yes", false), 1);
	assert_int_equal(kinds_answer("Yes -> go to 3", false), 1);
	assert_int_equal(kinds_answer("No (say why)", false), 2);
	assert_int_equal(kinds_answer("No-go", false), 2);
	assert_int_equal(kinds_answer("PASS", false), 1);
	assert_int_equal(kinds_answer("Failed: ticket", false), 2);
	assert_int_equal(kinds_answer("N/A", false), 4);
	assert_int_equal(kinds_answer("Not applicable", false), 4);
	assert_int_equal(kinds_answer("\xf0\x9f\x94\xb4 Failed - fix", false),
	    2);
	assert_int_equal(kinds_answer("\xf0\x9f\x9f\xa2 Complete and good",
	    true), 1);
	/* Statements that start with such a word are work to do. */
	assert_int_equal(kinds_answer("No errors in the log", false), 0);
	assert_int_equal(kinds_answer("Complete the migration", false), 0);
	assert_int_equal(kinds_answer("Passed all tests", false), 0);
	assert_int_equal(kinds_answer("Nothing", false), 0);
	assert_int_equal(kinds_answer("", false), 0);
	assert_int_equal(kinds_answer("", true), 0);
}

static void
test_long(void **state)
{
	char title[4000];
	struct kinds_found f;

	(void)state;
	memset(title, 'a', sizeof(title));
	title[sizeof(title) - 1] = '\0';
	kinds_of_heading(kinds, title, &f);
	assert_false(f.matched);
	for (size_t i = 0; i + 6 < sizeof(title); i += 6)
		memcpy(title + i, "first ", 6);
	kinds_of_heading(kinds, title, &f);
	assert_false(f.matched);
}

static int
setup(void **state)
{
	(void)state;
	arena = arena_new();
	kinds = kinds_new(arena);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_languages),
		cmocka_unit_test(test_plain),
		cmocka_unit_test(test_measured),
		cmocka_unit_test(test_due),
		cmocka_unit_test(test_answers),
		cmocka_unit_test(test_long),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
