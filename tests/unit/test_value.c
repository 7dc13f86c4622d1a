/* Values: building, finding, writing as JSON. */

/* objects: base/mem base/arena base/buf base/utf8 base/value */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/value.h"

static struct arena	*arena;

static struct value *
sample(void)
{
	struct value	*o = value_object(arena), *list;

	value_add_str(arena, o, "name", "A \"b\"");
	value_add_str(arena, o, "none", NULL);
	value_add_int(arena, o, "n", -42);
	value_add_num(arena, o, "kept", "1.50");
	value_add_bool(arena, o, "yes", true);
	list = value_add(o, "list", value_array(arena));
	value_add_bool(arena, list, NULL, false);
	value_add(list, NULL, value_object(arena));
	value_add(o, "empty", value_array(arena));
	return o;
}

static void
test_write(void **state)
{
	struct buf	b = BUF_INIT;

	(void)state;
	value_write(&b, sample(), 0);
	assert_string_equal(b.data, "{\"name\":\"A \\\"b\\\"\",\"none\":null,"
	    "\"n\":-42,\"kept\":1.50,\"yes\":true,\"list\":[false,{}],"
	    "\"empty\":[]}");
	buf_rewind(&b);
	value_write(&b, sample(), 2);
	assert_string_equal(b.data, "{\n  \"name\": \"A \\\"b\\\"\",\n"
	    "  \"none\": null,\n  \"n\": -42,\n  \"kept\": 1.50,\n"
	    "  \"yes\": true,\n  \"list\": [\n    false,\n    {}\n  ],\n"
	    "  \"empty\": []\n}\n");
	buf_clear(&b);
}

static void
test_write_str(void **state)
{
	static const struct {
		const char	*in, *out;
	} rows[] = {
		{ "", "\"\"" }, { "a\\b\"c", "\"a\\\\b\\\"c\"" },
		{ "a\nb\tc\rd", "\"a\\nb\\tc\\rd\"" },
		{ "\x01\x1b", "\"\\u0001\\u001b\"" },
		{ "\x7f", "\"\\u007f\"" }, { "\xc2\x9b", "\"\\u009b\"" },
		{ "\xe2\x80\xa8\xe2\x80\xae", "\"\\u2028\\u202e\"" },
		{ "\xd8\x9c", "\"\\u061c\"" },
		{ "gr\xc3\xbc\xf0\x9f\x9a\x80",
		    "\"gr\xc3\xbc\xf0\x9f\x9a\x80\"" },
		{ "a\xff" "b", "\"a\xef\xbf\xbd" "b\"" },
		{ "</script>", "\"</script>\"" },
	};
	struct buf	b = BUF_INIT;
	size_t		i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		buf_rewind(&b);
		value_write_str(&b, rows[i].in);
		assert_string_equal(b.data, rows[i].out);
	}
	buf_clear(&b);
}

static void
test_get(void **state)
{
	struct value	*o = sample();

	(void)state;
	assert_int_equal(o->count, 7);
	assert_string_equal(value_get_str(o, "name"), "A \"b\"");
	assert_null(value_get_str(o, "none"));
	assert_null(value_get_str(o, "n"));
	assert_null(value_get(o, "Name"));
	assert_null(value_get(NULL, "name"));
	assert_null(value_get(value_get(o, "list"), "name"));
	assert_int_equal(value_get(o, "list")->count, 2);
	assert_string_equal(value_get(o, "n")->text, "-42");
	assert_string_equal(value_kind_str(VALUE_BOOL), "boolean");
	assert_string_equal(value_kind_str(VALUE_OBJECT), "object");
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
		cmocka_unit_test(test_write),
		cmocka_unit_test(test_write_str),
		cmocka_unit_test(test_get),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
