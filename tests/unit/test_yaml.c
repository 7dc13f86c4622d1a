/* YAML as far as JSON goes: kinds of scalars, places, and refusals. */

/* objects: base/mem base/arena base/buf base/utf8 base/value intake/yaml */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/value.h"
#include "intake/yaml.h"

static struct arena	*arena;

static void
is(const char *yaml, const char *json)
{
	struct value *v = NULL;
	const char *why = NULL;
	unsigned line = 0;
	struct buf b = BUF_INIT;

	if (yaml_parse(arena, yaml, strlen(yaml), 1, &v, &why, &line) != 0)
		fail_msg("%s: %s", yaml, why);
	value_write(&b, v, 0);
	assert_string_equal(b.data, json);
	buf_clear(&b);
}

/* Refused at line, with words that hold part. */
static void
refused(const char *yaml, unsigned at, const char *part)
{
	struct value *v = NULL;
	const char *why = NULL;
	unsigned line = 0;

	assert_int_equal(yaml_parse(arena, yaml, strlen(yaml), 10, &v, &why,
	    &line), -1);
	assert_non_null(why);
	if (strstr(why, part) == NULL)
		fail_msg("\"%s\" does not hold \"%s\"", why, part);
	assert_int_equal(line, at);
}

static void
test_scalars(void **state)
{
	(void)state;
	is("metrics", "\"metrics\"");
	is("{a: 1, b: -2.50, c: 1e3}", "{\"a\":1,\"b\":-2.50,\"c\":1e3}");
	is("{a: true, b: false, c: null, d: ~, e: }",
	    "{\"a\":true,\"b\":false,\"c\":null,\"d\":null,\"e\":null}");
	is("{a: 'true', b: \"1\"}", "{\"a\":\"true\",\"b\":\"1\"}");
	/* Words of YAML 1.1 and numbers that JSON has not are text. */
	is("[yes, no, on, 0x10, 010, 1_000, 12:30, .5, +1, .inf]",
	    "[\"yes\",\"no\",\"on\",\"0x10\",\"010\",\"1_000\",\"12:30\","
	    "\".5\",\"+1\",\".inf\"]");
	is("{age: 24h, due: 7d}", "{\"age\":\"24h\",\"due\":\"7d\"}");
	is("", "null");
	is("# only a comment\n", "null");
}

static void
test_collections(void **state)
{
	(void)state;
	is("a:\n  b:\n    - c\n    - d: e\n",
	    "{\"a\":{\"b\":[\"c\",{\"d\":\"e\"}]}}");
	is("{\"id\": \"uptime\", \"require\": [\"metric\"]}",
	    "{\"id\":\"uptime\",\"require\":[\"metric\"]}");
	is("{}", "{}");
	is("- a\n- b\n", "[\"a\",\"b\"]");
}

static void
test_places(void **state)
{
	static const char text[] = "a: 1\nb:\n  c: x\n";
	struct value *v;
	const char *why;
	unsigned line;

	(void)state;
	assert_int_equal(yaml_parse(arena, text, sizeof(text) - 1, 7, &v,
	    &why, &line), 0);
	assert_int_equal(value_get(v, "a")->line, 7);
	assert_int_equal(value_get(v, "a")->col, 4);
	assert_int_equal(value_get(value_get(v, "b"), "c")->line, 9);
}

static void
test_refusals(void **state)
{
	(void)state;
	refused("a: &x 1\n", 10, "anchors");
	refused("a: 1\nb: *x\n", 11, "aliases");
	refused("a: !!str 1\n", 10, "tags");
	refused("a: !mine {b: c}\n", 10, "tags");
	refused("a: 1\n---\nb: 2\n", 11, "second document");
	refused("a: 1\nb: 2\na: 3\n", 12, "\"a\" stands twice");
	refused("{a: 1, \"a\": 2}", 10, "stands twice");
	refused("{[a]: 1}", 10, "a key must be a word");
	refused("a: [1\n", 10, "");
	refused("owner: @dba\n", 10, "");
	refused("a: \x01\n", 10, "");
}

static void
test_limits(void **state)
{
	char deep[2 * LIMIT_JSON_DEPTH + 4] = "";
	struct value *v;
	const char *why;
	unsigned line;
	size_t i;

	(void)state;
	for (i = 0; i < LIMIT_JSON_DEPTH; i++)
		strcat(deep, "[");
	for (i = 0; i < LIMIT_JSON_DEPTH; i++)
		strcat(deep, "]");
	assert_int_equal(yaml_parse(arena, deep, strlen(deep), 1, &v, &why,
	    &line), 0);
	memmove(deep + 1, deep, strlen(deep) + 1);
	strcat(deep, "]");
	assert_int_equal(yaml_parse(arena, deep, strlen(deep), 1, &v, &why,
	    &line), -1);
	assert_string_equal(why, "it is nested too deeply");
}

static void
test_many(void **state)
{
	struct buf b = BUF_INIT;
	struct value *v;
	const char *why;
	unsigned line;
	int i, over;

	(void)state;
	for (over = 0; over < 2; over++) {
		buf_rewind(&b);
		for (i = 0; i < LIMIT_JSON_KEYS + over; i++)
			buf_printf(&b, "k%d: 1\n", i);
		assert_int_equal(yaml_parse(arena, b.data, b.len, 1, &v, &why,
		    &line), over == 1 ? -1 : 0);
	}
	assert_int_equal(line, LIMIT_JSON_KEYS + 1);
	buf_clear(&b);
}

/* An error at the end is in the last line there is. */
static void
test_end(void **state)
{
	static const struct {
		const char	*text;
		unsigned	 line;
	} rows[] = {
		{ " {owner: \"@a\" ", 18 },
		{ "{owner: [1\n", 18 },
		{ "a: 1\nb: {c: 2\n\n", 19 },
		{ "a: 1\r\nb: {c: 2\r\n", 19 },
		{ "a: 1\rb: {c: 2\r", 19 },
	};
	struct value *v;
	const char *why;
	unsigned line;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_int_equal(yaml_parse(arena, rows[i].text,
		    strlen(rows[i].text), 18, &v, &why, &line), -1);
		assert_int_equal(line, rows[i].line);
	}
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
		cmocka_unit_test(test_scalars),
		cmocka_unit_test(test_collections),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_refusals),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_many),
		cmocka_unit_test(test_end),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
