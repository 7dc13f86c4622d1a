/* Directives: every key, its mistakes, and what inner ones inherit. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/diag base/date base/decimal intake/yaml intake/nearest intake/rules model/record model/target model/judge model/phrase model/quantity model/units */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/value.h"
#include "intake/rules.h"
#include "intake/yaml.h"
#include "model/record.h"

static struct arena	*arena;
static struct diag	*diag;

static int
parse(const char *yaml, struct rules *r)
{
	struct value *v;
	const char *why;
	unsigned line;

	memset(r, 0, sizeof(*r));
	diag = diag_new(arena);
	assert_int_equal(yaml_parse(arena, yaml, strlen(yaml), 5, &v, &why,
	    &line), 0);
	return rules_parse(arena, v, "t.md", r, diag);
}

static void
test_keys(void **state)
{
	struct rules r;

	(void)state;
	assert_int_equal(parse("{id: ops/up.time_2, kind: metric, owner: "
	    "\"@dba\", role: DBA, max_age: 24h, due: 2w, require: [metric, "
	    "command], target: \"> 99.9 %\", metric: uptime, percentile: p95, "
	    "tolerance: 5 %, lower_is_better: true, when: hotfix, "
	    "controls: [A-1, B-2], required: true, x-own: 1}", &r), 0);
	assert_string_equal(r.id, "ops/up.time_2");
	assert_int_equal(r.kind, KIND_METRIC);
	assert_string_equal(r.owner, "@dba");
	assert_string_equal(r.role, "DBA");
	assert_int_equal(r.max_age, 86400);
	assert_int_equal(r.due, 14 * 86400);
	assert_int_equal(r.require, REQUIRE_METRIC | REQUIRE_COMMAND);
	assert_string_equal(r.target, "> 99.9 %");
	assert_string_equal(r.metric, "uptime");
	assert_string_equal(r.percentile, "95");
	assert_string_equal(r.tolerance, "5");
	assert_int_equal(r.lower_better, 1);
	assert_string_equal(r.when, "hotfix");
	assert_int_equal(r.control_count, 2);
	assert_string_equal(r.controls[1], "B-2");
	assert_int_equal(r.line, 5);
	assert_int_equal(parse("{require: statement, controls: C-3, "
	    "percentile: 99}", &r), 0);
	assert_int_equal(r.require, REQUIRE_STATEMENT);
	assert_string_equal(r.controls[0], "C-3");
	assert_string_equal(r.percentile, "99");
	assert_int_equal(parse("{kind: signoff}", &r), 0);
	assert_int_equal(r.kind, KIND_SIGNOFF);
	assert_int_equal(parse("{kind: follow-up}", &r), 0);
	assert_int_equal(r.kind, KIND_FOLLOWUP);
}

/* Refused once, with words that hold part, at the line of the value. */
static void
refused(const char *yaml, const char *part)
{
	const struct finding *f;
	struct rules r;

	assert_int_equal(parse(yaml, &r), -1);
	f = diag_first(diag);
	assert_int_equal(f->code, DIAG_TEMPLATE_DIRECTIVE);
	assert_null(f->next);
	assert_int_equal(f->at.line, 5);
	if (strstr(f->words, part) == NULL)
		fail_msg("\"%s\" does not hold \"%s\"", f->words, part);
}

static void
test_refusals(void **state)
{
	(void)state;
	refused("{ownr: x}", "did you mean owner?");
	refused("{zzzzzz: x}", "unknown key");
	refused("{id: \"a b\"}", "letters, digits");
	refused("{id: \"a\\u202eb\"}", "letters, digits");
	refused("{id: ''}", "empty");
	refused("{id: [a]}", "array");
	refused("{kind: metrik}", "did you mean metric?");
	refused("{kind: 7}", "no kind");
	refused("{max_age: soon}", "no span of time");
	refused("{due: 24}", "no span of time");
	refused("{require: proof}", "no sort of proof");
	refused("{require: [metric, comand]}", "did you mean command?");
	refused("{target: banana}", "banana");
	refused("{percentile: most}", "no percentile");
	refused("{tolerance: some}", "no percentage");
	refused("{lower_is_better: 1}", "true or false");
	refused("{required: false}", "when: NAME");
	refused("{owner: null}", "null");
	refused("metrics", "belong to layouts");
	refused("[a]", "{key: value}");
}

static void
test_several(void **state)
{
	struct rules r;

	(void)state;
	assert_int_equal(parse("{a: 1, owner: ok, b: 2}", &r), -1);
	assert_int_equal(diag_count(diag, DIAG_ERROR), 2);
	assert_string_equal(r.owner, "ok");
}

static void
test_inherit(void **state)
{
	struct rules in, out;

	(void)state;
	parse("{id: o, owner: a, kind: task, max_age: 1h, require: metric, "
	    "controls: [x], lower_is_better: true, due: 1d, role: r}", &out);
	parse("{owner: b, max_age: 2h}", &in);
	rules_inherit(&in, &out);
	assert_null(in.id);
	assert_string_equal(in.owner, "b");
	assert_string_equal(in.role, "r");
	assert_int_equal(in.max_age, 7200);
	assert_int_equal(in.due, 86400);
	assert_int_equal(in.kind, KIND_TASK);
	assert_int_equal(in.require, REQUIRE_METRIC);
	assert_int_equal(in.control_count, 1);
	assert_int_equal(in.given, out.given);
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
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_refusals),
		cmocka_unit_test(test_several),
		cmocka_unit_test(test_inherit),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
