/* The reader without a library gives what the one with cJSON gives. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/diag base/date base/table intake/strict intake/escape intake/slip intake/numeral intake/nearest intake/json intake/plaintree */
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
#include "intake/plaintree.h"

static const char *const texts[] = {
	"{}", "[]", " [ ] ", "\"\"", "0", "-1.50e+3", "true", "false", "null",
	"{\"a\":1,\"b\":[1,2,[3,{}],{\"c\":null}],\"d\":{\"e\":{\"f\":[]}}}",
	"\t{ \"a\" :\r\n 1 , \"b\"\n:\t[ true ,false,null , -0 ] } \n",
	"\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u20ac\\ud83d\\ude80\"",
	"{\"\\u0061\\\"\":\"x\\\\\",\"\":[\"}\",\"]\",\",\",\":\",\"{[\"]}",
	"[\"caf\303\251 \360\237\232\200\",\"a\\\\\\\"b\"]",
	"[1e5,1E-5,10000000000000000000,0.30000000000000004,99.90]",
	/* refused by the gate */
	"", " ", "{", "[1,]", "{\"a\":1,\"a\":2}", "\"\\u0000\"", "01", "[1]x",
	"\"\\ud800\"", "{\"a\" 1}", "{a:1}", "'a'", "nul", "\"a", "\"a\\",
};

/* What a reader makes of a text; empty where it refuses it. */
static void
written(int (*parse)(struct arena *, const char *, size_t, const char *,
    struct value **, struct diag *), const char *text, struct buf *out)
{
	struct arena *a = arena_new();
	struct value *v;

	if (parse(a, text, strlen(text), "x.json", &v, diag_new(a)) == 0) {
		value_write(out, v, 1);
		assert_non_null(v);
	} else
		assert_null(v);
	arena_free(a);
}

static void
test_same(void **state)
{
	struct buf ours = BUF_INIT, theirs = BUF_INIT;
	size_t i, read = 0;

	(void)state;
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		buf_rewind(&ours);
		buf_rewind(&theirs);
		written(plaintree_parse, texts[i], &ours);
		written(json_parse, texts[i], &theirs);
		assert_string_equal(buf_str(&ours), buf_str(&theirs));
		read += ours.len > 0;
	}
	assert_int_equal(read, 15);
	buf_clear(&ours);
	buf_clear(&theirs);
}

static void
test_kinds(void **state)
{
	struct arena *a = arena_new();
	const char *text = "{\"t\":true,\"f\":false,\"n\":1.0,\"s\":\"1\"}";
	struct value *v;

	(void)state;
	assert_int_equal(plaintree_parse(a, text, strlen(text), "x", &v,
	    diag_new(a)), 0);
	assert_true(value_get(v, "t")->truth);
	assert_false(value_get(v, "f")->truth);
	assert_int_equal(value_get(v, "n")->kind, VALUE_NUMBER);
	assert_string_equal(value_get(v, "n")->text, "1.0");
	assert_int_equal(value_get(v, "s")->kind, VALUE_STRING);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_same),
		cmocka_unit_test(test_kinds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
