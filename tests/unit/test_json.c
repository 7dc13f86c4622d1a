/* JSON as plain data: kinds, order, places, and numbers as written. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/diag intake/escape intake/numeral intake/slip intake/strict intake/json */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/value.h"
#include "intake/json.h"

static struct arena	*arena;
static struct diag	*diag;

static int
setup(void **state)
{
	(void)state;
	arena = arena_new();
	diag = diag_new(arena);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static struct value *
parse(const char *text)
{
	struct value	*v;

	assert_int_equal(json_parse(arena, text, strlen(text), "f", &v, diag),
	    0);
	assert_non_null(v);
	return v;
}

static void
same(const char *text)
{
	struct buf	b = BUF_INIT;

	value_write(&b, parse(text), 0);
	assert_string_equal(buf_str(&b), text);
	buf_clear(&b);
}

static void
test_round_trip(void **state)
{
	(void)state;
	same("{\"b\":1,\"a\":[true,false,null,\"x\",{}],\"A\":{\"b\":[]}}");
	same("[99.90,0.30000000000000004,9007199254740993,-0,1e-400,1E5]");
	same("\"\xc3\xa9 \xf0\x9f\x98\x80\"");
	same("17");
}

static void
test_strings(void **state)
{
	const struct value	*v;

	(void)state;
	v = parse("{\"st\\u0061tus\":\"\\ud83d\\ude00\\n\\u00e9\\/\"}");
	assert_string_equal(value_get_str(v, "status"),
	    "\xf0\x9f\x98\x80\n\xc3\xa9/");
}

/* Names are told apart by case; cJSON's own look-up would not. */
static void
test_case(void **state)
{
	const struct value	*v = parse("{\"A\":\"1\",\"a\":\"2\"}");

	(void)state;
	assert_string_equal(value_get_str(v, "a"), "2");
	assert_string_equal(value_get_str(v, "A"), "1");
}

static void
test_places(void **state)
{
	const struct value	*v, *m;

	(void)state;
	v = parse("{\n  \"metrics\": [\n    {\"name\": \"p95\", "
	    "\"value\": 182}\n  ]\n}");
	assert_int_equal(v->line, 1);
	m = value_get(v, "metrics");
	assert_int_equal(m->line, 2);
	assert_int_equal(m->col, 14);
	m = value_get(m->first, "value");
	assert_int_equal(m->line, 3);
	assert_int_equal(m->col, 30);
	assert_string_equal(m->text, "182");
}

static void
test_refused(void **state)
{
	static const char	text[] = "{\"a\":1,\"a\":2}";
	struct value		*v;

	(void)state;
	assert_int_equal(json_parse(arena, text, sizeof(text) - 1, "f", &v,
	    diag), -1);
	assert_null(v);
	assert_int_equal(diag_first(diag)->code, DIAG_JSON_DUPLICATE_KEY);
}

/* What is said of a bare value is the schema's business, not ours. */
static void
test_bare_values(void **state)
{
	(void)state;
	assert_int_equal(parse("null")->kind, VALUE_NULL);
	assert_int_equal(parse("[]")->kind, VALUE_ARRAY);
	assert_int_equal(parse("\"x\"")->kind, VALUE_STRING);
}

/* The arena is the only place that grows: used again it does not. */
static void
test_scratch(void **state)
{
	struct arena	*scratch = arena_new();
	struct value	*v;
	size_t		 size = 0, i;

	(void)state;
	for (i = 0; i < 1000; i++) {
		arena_reset(scratch);
		assert_int_equal(json_parse(scratch, "[1,[2,[\"three\"]]]",
		    17, "f", &v, diag), 0);
		if (i == 0)
			size = arena_size(scratch);
	}
	assert_int_equal(arena_size(scratch), size);
	arena_free(scratch);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_round_trip, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_strings, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_case, setup, teardown),
		cmocka_unit_test_setup_teardown(test_places, setup, teardown),
		cmocka_unit_test_setup_teardown(test_refused, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_bare_values, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_scratch, setup,
		    teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
