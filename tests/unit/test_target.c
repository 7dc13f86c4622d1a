/* Targets: reading them from prose and directives, judging measurements. */

/* objects: base/mem base/arena base/decimal model/record model/units model/phrase model/quantity model/judge model/target */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "model/record.h"
#include "model/target.h"

static struct arena	*arena;

/* Words as a metric's text gives them; op and words of the target. */
static const struct {
	const char	*text, *words, *percentile;
	enum target_op	 op;
} prose[] = {
	{ "Availability > 99.9%", "> 99.9 %", NULL, TARGET_GT },
	{ "Latency < 500ms (95th percentile)", "< 500 ms (p95)", "95",
	    TARGET_LT },
	{ "p99.9 latency <= 2 s", "<= 2 s (p99.9)", "99.9", TARGET_LE },
	{ "median \xe2\x89\xa4 40 \xc2\xb5s", "<= 40 \xc2\xb5s (p50)", "50",
	    TARGET_LE },
	{ "Failures below 0.1 %", "< 0.1 %", NULL, TARGET_LT },
	{ "At least 3 replicas are up", ">= 3", NULL, TARGET_GE },
	{ "coverage (minimum of 80% of lines)", ">= 80 %", NULL, TARGET_GE },
	{ "no more than 2 errors per day", "<= 2 errors per day", NULL,
	    TARGET_LE },
	{ "between 2 and 5 s", "between 2 and 5 s", NULL, TARGET_BETWEEN },
	{ "between 2 ms and 5 ms", "between 2 and 5 ms", NULL,
	    TARGET_BETWEEN },
	{ "score >4.0/5 on average", "> 4.0/5", NULL, TARGET_GT },
	{ "more than 1,000 orders", "> 1000", NULL, TARGET_GT },
	{ "less than 12,345,678 rows", "< 12345678", NULL, TARGET_LT },
	{ "drift > -5 %", "> -5 %", NULL, TARGET_GT },
	{ "throughput >= 200 requests/s", ">= 200 requests/s", NULL,
	    TARGET_GE },
	{ "Database: MariaDB 10.6+ on both hosts", "version 10.6 or later",
	    NULL, TARGET_VERSION },
	{ "Node.js v18+", "version 18 or later", NULL, TARGET_VERSION },
	{ "Completion maintained or improved", "maintained or improved",
	    NULL, TARGET_NOT_WORSE },
	{ "Scores maintained", "maintained", NULL, TARGET_NOT_WORSE },
	{ "No significant increase in calls", "No significant increase",
	    NULL, TARGET_NO_RISE },
	{ "Queries: answered within SLA", "within SLA", NULL, TARGET_NONE },
	{ "Adoption: people use it", "people use it", NULL, TARGET_NONE },
	/* A word before the threshold turns it round: not guessed. */
	{ "must not be above 1 %", "must not be above 1 %", NULL,
	    TARGET_NONE },
	{ "never falls below 99 %", "never falls below 99 %", NULL,
	    TARGET_NONE },
	{ "isn\xe2\x80\x99t > 1 %", "isn\xe2\x80\x99t > 1 %", NULL,
	    TARGET_NONE },
	{ "cannot exceed 5 %, now above 3 %",
	    "cannot exceed 5 %, now above 3 %", NULL, TARGET_NONE },
	{ "alerts when > 5 %", "alerts when > 5 %", NULL, TARGET_NONE },
	{ "no errors, uptime > 99 %", "> 99 %", NULL, TARGET_GT },
	{ "notable: > 99 %", "> 99 %", NULL, TARGET_GT },
	/* Two thresholds, a decimal comma, too many digits: not guessed. */
	{ "X: < 1 s, > 99 %", "< 1 s, > 99 %", NULL, TARGET_NONE },
	{ "X: > 99,9 %", "> 99,9 %", NULL, TARGET_NONE },
	{ "X: > 10 000", "> 10 000", NULL, TARGET_NONE },
	{ "X: > 10\xc2\xa0""000", NULL, NULL, TARGET_NONE },
	{ "X: > 1.000,5 s", "> 1.000,5 s", NULL, TARGET_NONE },
	{ "X: > 5 million users", "> 5 million users", NULL, TARGET_NONE },
	{ "X: at least 1 h 30 min", "at least 1 h 30 min", NULL,
	    TARGET_NONE },
	{ "X: > 5 % - 10 %", "> 5 % - 10 %", NULL, TARGET_NONE },
	{ "X: > 5 %, 10 in all", "> 5 %", NULL, TARGET_GT },
	{ "X: > 5 hosts, or 10", "> 5", NULL, TARGET_GT },
	{ "X: < 500 ms 24 hours a day", NULL, NULL, TARGET_NONE },
	{ "X: < 500 ms 9 times of 10", "< 500 ms", NULL, TARGET_LT },
	{ "X: < 5 kB", "< 5 kB", NULL, TARGET_LT },
	{ "X: > 0,125 s", "> 0,125 s", NULL, TARGET_NONE },
	{ "X: < 500\xe6\xaf\xab\xe7\xa7\x92", "< 500\xe6\xaf\xab\xe7\xa7\x92",
	    NULL, TARGET_NONE },
	{ "X: > 12345678901234567890123456789012345678901",
	    "> 12345678901234567890123456789012345678901", NULL,
	    TARGET_NONE },
	{ "X: between 5 and 2 s", "between 5 and 2 s", NULL, TARGET_NONE },
	{ "X: between 2 ms and 5 s", "between 2 ms and 5 s", NULL,
	    TARGET_NONE },
	{ "", "", NULL, TARGET_NONE },
};

static void
test_prose(void **state)
{
	struct target	*t;
	size_t		 i;

	(void)state;
	for (i = 0; i < sizeof(prose) / sizeof(prose[0]); i++) {
		t = target_parse(arena, prose[i].text, false);
		assert_non_null(t);
		if (t->op != prose[i].op)
			fail_msg("%s: %s (%s)", prose[i].text,
			    record_op_str(t->op), t->words);
		assert_false(t->from_directive);
		if (prose[i].words != NULL)
			assert_string_equal(t->words, prose[i].words);
		if (prose[i].percentile == NULL)
			assert_null(t->percentile);
		else
			assert_string_equal(t->percentile,
			    prose[i].percentile);
	}
}

/* Text of tasks: what is a threshold there, and what only looks like it. */
static void
test_tasks(void **state)
{
	static const char *const	yes[] = { "PostgreSQL 13+ with disks",
	    "Redis 6+ for caching", "All tests pass (minimum 80% coverage)",
	    "Stable for 30 days (>99% available)", "Python 3.11+",
	    "Knowledge check (> 80 %)", "p95 below 200 ms",
	    "PHP version 8.1+ installed" };
	static const char *const	no[] = { "Watch for 24 hours",
	    "Wait 5-10 minutes", "Phase 2+", "C++ compiler installed",
	    "Kick-off T-30", "Freeze on 2026-11-20", "port = 8443",
	    "RSA-2048+ and P-256+ keys", "AES-256", "-> 3 replicas",
	    "a => 2", "<!-- 3 -->", "<2> words", "see <h1>", "Top 10+ list",
	    "Inform users at least 24 hours before", "At least 2 approvals",
	    "Java 17 installed", "1+ reviewers", "Wait 24+ hours",
	    "scores maintained", "no significant increase in load",
	    "answers within SLA", "call +1 555 0100", "at 14:05 < 15:00",
	    "version 1.2.3 deployed", "step > 2026-11-20", "90% if possible",
	    "coverage (>90% if possible)", "exactly 2 hosts", "",
	    "E2E", "p95", "95th percentile noted", "between 2 and 3 people",
	    "5xx errors < 5xx", "max-age > 1" "e5x", "Sprint 4+",
	    "Week 3+ tasks", "OAuth2+" };
	size_t				i;
	struct target			*t;

	(void)state;
	for (i = 0; i < sizeof(yes) / sizeof(yes[0]); i++)
		if (target_parse(arena, yes[i], true) == NULL)
			fail_msg("not found: %s", yes[i]);
	for (i = 0; i < sizeof(no) / sizeof(no[0]); i++)
		if ((t = target_parse(arena, no[i], true)) != NULL)
			fail_msg("found in \"%s\": %s", no[i], t->words);
}

static void
test_directives(void **state)
{
	static const struct {
		const char	*text, *words;
		enum target_op	 op;
	} rows[] = {
		{ "> 99.9 %", "> 99.9 %", TARGET_GT },
		{ "<= 2 per day", "<= 2 per day", TARGET_LE },
		{ "  < 500 ms p95 ", "< 500 ms (p95)", TARGET_LT },
		{ "< 500 ms (95th percentile)", "< 500 ms (p95)",
		    TARGET_LT },
		{ "between 1 and 3", "between 1 and 3", TARGET_BETWEEN },
		{ "at least 3 replicas", ">= 3 replicas", TARGET_GE },
		{ "= 0", "= 0", TARGET_EQ }, { "== 0", "= 0", TARGET_EQ },
		{ ">= 13 (version)", "version 13 or later",
		    TARGET_VERSION },
		{ "13.4+", "version 13.4 or later", TARGET_VERSION },
		{ "statement", "a statement", TARGET_STATEMENT },
		{ "maintained or improved", "maintained or improved",
		    TARGET_NOT_WORSE },
		{ "no significant increase", "no significant increase",
		    TARGET_NO_RISE },
	};
	static const char *const bad[] = { "", "soon", "99.9 %", "> many",
	    "> 5 % or so", "> 99,9 %", "> 10 k", "> 10 000",
	    "> 5 thousand", "between 3 and 1", "> 5 < 6",
	    "13.+ version", "be maintained or improved",
	    "maintained or improved twice", ">= 1.2.3", "=> 4", "=",
	    "statement of facts", ".. (version)" };
	struct target	*t;
	const char	*why;
	size_t		 i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (target_parse_directive(arena, rows[i].text, &t,
		    &why) == -1)
			fail_msg("%s: %s", rows[i].text, why);
		assert_int_equal(t->op, rows[i].op);
		assert_string_equal(t->words, rows[i].words);
		assert_true(t->from_directive);
	}
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		why = NULL;
		if (target_parse_directive(arena, bad[i], &t, &why) == 0)
			fail_msg("accepted: %s as %s", bad[i], t->words);
		assert_non_null(why);
	}
}

static void
test_lower_is_better(void **state)
{
	(void)state;
	assert_true(target_parse(arena, "Error share maintained",
	    false)->lower_better);
	assert_false(target_parse(arena, "Order completion maintained",
	    false)->lower_better);
	assert_true(target_parse(arena, "No increase in calls",
	    false)->lower_better);
}

static struct measure
measure(const char *value, const char *unit, const char *percentile)
{
	struct measure	m = { .name = "m", .value_text = value,
	    .unit = unit, .percentile = percentile };

	return m;
}

/* A directive of its own adds to what the text says. */
static void
test_words(void **state)
{
	struct target	*t = target_parse(arena, "< 2 s", false);

	(void)state;
	t->percentile = "99";
	target_words(arena, t);
	assert_string_equal(t->words, "< 2 s (p99)");
	t = target_parse(arena, "maintained", false);
	t->tolerance = "5 %";
	target_words(arena, t);
	assert_string_equal(t->words, "maintained (tolerance 5 %)");
}

static void
test_quoted(void **state)
{
	struct measure	 m = measure("94.9", "%", NULL);
	struct measured	*got;
	const char	*why;

	(void)state;
	m.quoted = true;
	got = target_judge(arena, target_parse(arena, "> 90 %", false),
	    &m, &why);
	assert_false(got->known);
	assert_string_equal(why, "the measured value \"94.9\" is quoted "
	    "text, not a number");
	m.value_text = "13.4.2";
	got = target_judge(arena, target_parse(arena, "PostgreSQL 13+",
	    false), &m, &why);
	assert_true(got->known && got->met);
}

static struct target *
goal(const char *text)
{
	struct target	*t;
	const char	*why;

	if (target_parse_directive(arena, text, &t, &why) == -1)
		fail_msg("%s: %s", text, why);
	return t;
}

static void
test_judge(void **state)
{
	static const struct {
		const char	*target, *value, *unit, *percentile;
		int		 met;		/* -1 = not known */
		bool		 near;
		const char	*margin, *why;
	} rows[] = {
		{ "< 500 ms p95", "182", "ms", "95", 1, false,
		    "318 ms better", NULL },
		{ "< 500 ms p95", "0.182", "s", "p95", 1, false,
		    "318 ms better", NULL },
		{ "< 500 ms p95", "182", "ms", NULL, -1, false, NULL,
		    "percentile" },
		{ "< 500 ms p95", "182", "ms", "99", -1, false, NULL,
		    "percentile" },
		{ "< 500 ms p95", "182", "ms", "95.0", 1, false,
		    "318 ms better", NULL },
		{ "< 500 ms", "500", "ms", NULL, 0, false,
		    "exactly on the target", NULL },
		{ "<= 500 ms", "500", "ms", NULL, 1, true,
		    "exactly on the target", NULL },
		{ "< 500 ms", "0.5000001", "s", NULL, 0, false,
		    "0.0001 ms over", NULL },
		{ "< 500 ms", "476", "ms", NULL, 1, true, "24 ms better",
		    NULL },
		{ "< 500 ms", "474", "ms", NULL, 1, false, "26 ms better",
		    NULL },
		{ "> 99.9 %", "99.88", "%", NULL, 0, false, "0.02 points short",
		    NULL },
		{ "> 99.9 %", "99.9", "%", NULL, 0, false,
		    "exactly on the target", NULL },
		{ "> 99.9 %", "99.90", "percent", NULL, 0, false,
		    "exactly on the target", NULL },
		{ "> 99.9 %", "0.9999", "ratio", NULL, 1, false,
		    "0.09 points better", NULL },
		{ "> 99.9 %", "99.904", "%", NULL, 1, true,
		    "0.004 points better", NULL },
		{ "> 80 %", "83.9", "%", NULL, 1, true, "3.9 points better",
		    NULL },
		{ "> 80 %", "84.1", "%", NULL, 1, false, "4.1 points better",
		    NULL },
		{ "< 0.1 %", "0.1", "%", NULL, 0, false,
		    "exactly on the target", NULL },
		{ "< 0.1 %", "0.099", "%", NULL, 1, true, "0.001 points better",
		    NULL },
		{ "> 80 %", "91", "", NULL, -1, false, NULL, "no unit" },
		{ "> 80 %", "91", NULL, NULL, -1, false, NULL, "no unit" },
		{ "> 80 %", "91", "ms", NULL, -1, false, NULL,
		    "measured 91 in" },
		{ ">= 3 replicas", "3", "replicas", NULL, 1, true,
		    "exactly on the target", NULL },
		{ ">= 3 replicas", "4", "", NULL, 1, false,
		    "1 replicas better", NULL },
		{ ">= 3 replicas", "4", "hosts", NULL, -1, false, NULL,
		    ", the target is in" },
		{ "<= 2 per day", "14", "/week", NULL, 1, true,
		    "exactly on the target", NULL },
		{ "<= 2 errors per day", "15", "errors/week", NULL, 0, false,
		    "0.142857 errors per day over", NULL },
		{ "<= 2 errors per day", "1", "orders/week", NULL, -1, false,
		    NULL, "measured 1 in" },
		{ "< 1 GiB", "1", "GB", NULL, 1, false, "0.068677 GiB better",
		    NULL },
		{ "< 1 h", "59", "min", NULL, 1, true, "0.016667 h better",
		    NULL },
		{ "between 1 and 3 s", "2000", "ms", NULL, 1, false,
		    "1 s inside", NULL },
		{ "between 1 and 3 s", "3", "s", NULL, 1, true,
		    "exactly on the target", NULL },
		{ "between 1 and 3 s", "0.5", "s", NULL, 0, false,
		    "0.5 s short", NULL },
		{ "between 1 and 3 s", "3.5", "s", NULL, 0, false,
		    "0.5 s over", NULL },
		{ "= 0", "0", "", NULL, 1, false, "exactly on the target",
		    NULL },
		{ "= 0", "0.0", "count", NULL, 1, false,
		    "exactly on the target", NULL },
		{ "= 0", "1", "", NULL, 0, false, "1 over", NULL },
		{ "> 1 ms", "soon", "ms", NULL, -1, false, NULL,
		    "not a number" },
		{ "statement", "1", "", NULL, -1, false, NULL, "statement" },
		{ "maintained", "1", "", NULL, -1, false, NULL, "baseline" },
	};
	struct measure	 m;
	struct measured	*got;
	const char	*why;
	size_t		 i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		m = measure(rows[i].value, rows[i].unit, rows[i].percentile);
		got = target_judge(arena, goal(rows[i].target), &m, &why);
		if (got->known != (rows[i].met != -1) ||
		    (got->known && got->met != (rows[i].met == 1)) ||
		    got->near_miss != rows[i].near)
			fail_msg("%s with %s %s: known %d met %d near %d %s",
			    rows[i].target, rows[i].value, rows[i].unit,
			    got->known, got->met, got->near_miss,
			    why != NULL ? why : "");
		if (rows[i].margin != NULL)
			assert_string_equal(got->margin_words,
			    rows[i].margin);
		else
			assert_null(got->margin_words);
		if (rows[i].why == NULL)
			assert_null(why);
		else if (strstr(why, rows[i].why) == NULL)
			fail_msg("%s: %s", rows[i].target, why);
	}
}

static void
test_versions(void **state)
{
	static const struct {
		const char	*target, *value;
		int		 met;
	} rows[] = {
		{ "13+", "13", 1 }, { "13+", "13.0", 1 }, { "13+", "15.4", 1 },
		{ "13+", "12.99", 0 }, { "13.10+", "13.9", 0 },
		{ "13.9+", "13.10", 1 }, { "13.0.1+", "13", 0 },
		{ "13+", "13.0.0", 1 }, { "6+", "7.0.11", 1 },
		{ "13+", "13rc1", -1 }, { "13+", "14.beta", -1 },
		{ "13+", "", 0 }, { "13+", "14.", -1 }, { "13+", "v14", -1 },
		{ "13+", "99999999999999999999", -1 },
	};
	struct measure	 m;
	struct measured	*got;
	const char	*why;
	size_t		 i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		m = measure(rows[i].value, NULL, NULL);
		got = target_judge(arena, goal(rows[i].target), &m, &why);
		if (got->known != (rows[i].met != -1) ||
		    got->met != (rows[i].met == 1))
			fail_msg("%s with %s: known %d met %d %s",
			    rows[i].target, rows[i].value, got->known,
			    got->met, why != NULL ? why : "");
		assert_int_equal(why != NULL, rows[i].met == -1);
	}
	m = measure("1", NULL, NULL);
	m.value_text = NULL;
	assert_false(target_judge(arena, goal("13+"), &m, &why)->known);
}

static void
test_baselines(void **state)
{
	static const struct {
		const char	*value, *baseline, *tolerance;
		bool		 lower;
		int		 met;
		const char	*margin;
	} rows[] = {
		{ "97.4", "97.1", NULL, false, 1, "0.3 points above the baseline" },
		{ "97.1", "97.1", NULL, false, 1, "equal to the baseline" },
		{ "97.0", "97.1", NULL, false, 0, "0.1 points below the baseline" },
		{ "97.0", "97.1", "1", false, 1, "0.1 points below the baseline" },
		{ "95", "100", "5", false, 1, "5 points below the baseline" },
		{ "94.99", "100", "5 %", false, 0,
		    "5.01 points below the baseline" },
		{ "104", "100", NULL, true, 0, "4 points above the baseline" },
		{ "104", "100", "4", true, 1, "4 points above the baseline" },
		{ "90", "100", NULL, true, 1, "10 points below the baseline" },
		{ "90", "100", "many", true, -1, NULL },
		{ "90", "100", "-5", false, -1, NULL },
	};
	struct measure	 m;
	struct measured	*got;
	struct target	*t;
	const char	*why;
	size_t		 i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		t = goal(rows[i].lower ? "no increase" : "maintained");
		t->tolerance = rows[i].tolerance;
		m = measure(rows[i].value, "%", NULL);
		m.baseline_text = rows[i].baseline;
		got = target_judge(arena, t, &m, &why);
		if (got->known != (rows[i].met != -1) ||
		    got->met != (rows[i].met == 1))
			fail_msg("%s against %s: known %d met %d",
			    rows[i].value, rows[i].baseline, got->known,
			    got->met);
		if (rows[i].margin != NULL)
			assert_string_equal(got->margin_words,
			    rows[i].margin);
	}
}

static void
test_names(void **state)
{
	struct measure	 m = measure("1", "ms", NULL);
	struct target	*t = goal("< 5 ms");
	const char	*why;

	(void)state;
	t->name = "m";
	assert_true(target_judge(arena, t, &m, &why)->met);
	t->name = "other";
	assert_false(target_judge(arena, t, &m, &why)->known);
	assert_non_null(why);
	assert_false(target_judge(arena, t, NULL, &why)->known);
	assert_non_null(why);
}

static void
test_value_words(void **state)
{
	struct measure	 m = measure("182", "ms", NULL);
	struct measured	*got;
	const char	*why;

	(void)state;
	got = target_judge(arena, goal("< 500 ms"), &m, &why);
	assert_string_equal(got->value_words, "182 ms");
	assert_true(got->position > 0.363 && got->position < 0.365);
	/* Also where it cannot be compared. */
	got = target_judge(arena, goal("< 5 %"), &m, &why);
	assert_string_equal(got->value_words, "182 ms");
	assert_false(got->known);
}

static void
test_convert(void **state)
{
	static const struct {
		const char	*value, *from, *to, *want;
	} rows[] = {
		{ "1500", "ms", "s", "1.5" }, { "2", "min", "s", "120" },
		{ "90", "s", "min", "1.5" }, { "1", "d", "h", "24" },
		{ "0.5", "ratio", "%", "50" }, { "5", "%", "ratio", "0.05" },
		{ "1", "MiB", "KiB", "1024" }, { "1", "GB", "MB", "1000" },
		{ "8", "Mbps", "MB/s", "1" }, { "60", "/min", "/s", "1" },
		{ "3", "", "count", "3" }, { "7", "x", "x", "7" },
		{ "1.50", "s", "s", "1.50" }, { "1", "Seconds", "ms", "1000" },
	};
	static const char *const unfit[][2] = { { "ms", "%" }, { "", "%" },
	    { "MB", "Mbps" }, { "apples", "pears" }, { "mb", "MB" },
	    { "s", "/s" }, { "MBps", "Mbps" }, { "Mb/s", "MB/s" },
	    { "KBPS", "kbps" }, { "", "/5" }, { "/10", "/5" } };
	struct decimal	d;
	char		text[DECIMAL_STR];
	size_t		i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_int_equal(decimal_parse(rows[i].value,
		    strlen(rows[i].value), &d), 0);
		assert_int_equal(target_convert(&d, rows[i].from,
		    rows[i].to), 0);
		decimal_str(&d, text, sizeof(text));
		assert_string_equal(text, rows[i].want);
	}
	for (i = 0; i < sizeof(unfit) / sizeof(unfit[0]); i++)
		assert_int_equal(target_convert(&d, unfit[i][0],
		    unfit[i][1]), -1);
}

static int
setup(void **state)
{
	(void)state;
	arena = arena_new();
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
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_prose),
		cmocka_unit_test(test_tasks),
		cmocka_unit_test(test_directives),
		cmocka_unit_test(test_lower_is_better),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_quoted),
		cmocka_unit_test(test_judge),
		cmocka_unit_test(test_versions),
		cmocka_unit_test(test_baselines),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_value_words),
		cmocka_unit_test(test_convert),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
