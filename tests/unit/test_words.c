/* The wording that all documents share. */

/* objects: base/mem base/arena base/buf base/utf8 base/date model/record compose/words */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "compose/words.h"
#include "doc/node.h"
#include "model/record.h"

static void
test_visible(void **state)
{
	struct arena *a = arena_new();
	static const char plain[] = "plain words";
	static const char latin[] = "a \xc2\xb7 b";

	(void)state;
	assert_string_equal(words_visible(a, NULL), "");
	assert_ptr_equal(words_visible(a, plain), plain);
	assert_ptr_equal(words_line(a, plain), plain);
	assert_string_equal(words_visible(a, "a\nb\tc"), "a\nb\tc");
	assert_string_equal(words_line(a, "a\nb\tc"), "a b c");
	assert_null(strchr(words_visible(a, "x\x1b[31my"), 0x1b));
	/* C1, Arabic letter mark, half a character: each is made visible. */
	assert_null(strstr(words_line(a, "x\xc2\x85y"), "\xc2\x85"));
	assert_null(strstr(words_line(a, "x\xd8\x9cy"), "\xd8\x9c"));
	assert_null(strstr(words_line(a, "x\xc3y"), "\xc3y"));
	assert_ptr_equal(words_line(a, latin), latin);
	assert_non_null(strstr(words_line(a, "x\xe2\x80\xaey"), "202E"));
	assert_string_equal(words_line(a, "Gr\xc3\xb6\xc3\x9f" "e"),
	    "Gr\xc3\xb6\xc3\x9f" "e");
	arena_free(a);
}

/* A mail header must never get a second line from a record. */
static void
test_add(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	words_add(&b, "x\r\nBcc: y");
	assert_null(strchr(buf_str(&b), '\n'));
	assert_null(strchr(buf_str(&b), '\r'));
	words_add(&b, NULL);
	buf_clear(&b);
}

static void
test_anchor(void **state)
{
	static const char *const ids[] = { "1.1/database-server",
	    "1.1-database-server", "1.1.-database-server", "a/b", "a.b",
	    "a-b", "a..b", "A", "a", "a b", "a.x20b", "1.1", "1.-1", "",
	    "a.n1", "\xc3\xa9" };
	struct arena *a = arena_new();
	const char *made[16], *p;
	char lengthy[300];
	size_t i, j;

	(void)state;
	for (i = 0; i < 16; i++) {
		made[i] = words_anchor(a, "i-", ids[i], i);
		for (p = made[i]; *p != '\0'; p++)
			assert_true(strchr("abcdefghijklmnopqrstuvwxyz"
			    "0123456789.-", *p) != NULL);
		for (j = 0; j < i; j++)
			assert_string_not_equal(made[i], made[j]);
	}
	assert_string_equal(made[0], "i-1.1.-database-server");
	memset(lengthy, 'x', sizeof(lengthy));
	lengthy[299] = '\0';
	assert_true(strlen(words_anchor(a, "i-", lengthy, 7)) < 140);
	assert_string_not_equal(words_anchor(a, "i-", lengthy, 7),
	    words_anchor(a, "i-", lengthy, 8));
	arena_free(a);
}

static const struct instant *
when(struct arena *a, const char *text)
{
	struct instant *t = arena_alloc(a, sizeof(*t));
	const char *why;

	assert_int_equal(date_parse(text, t, &why), 0);
	return t;
}

static void
test_times(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	assert_null(words_time(a, NULL));
	assert_null(words_window(a, NULL, NULL));
	assert_string_equal(words_time(a, when(a,
	    "2026-11-22T14:05:09+01:00")), "2026-11-22 14:05 +01:00");
	assert_string_equal(words_time_both(a, when(a,
	    "2026-11-22T14:05:09+01:00")),
	    "2026-11-22 14:05 +01:00 (13:05 UTC)");
	assert_string_equal(words_time_both(a, when(a,
	    "2026-11-22T00:05:09+01:00")),
	    "2026-11-22 00:05 +01:00 (2026-11-21 23:05 UTC)");
	assert_string_equal(words_time_both(a, when(a,
	    "2026-11-22T14:05:09Z")), "2026-11-22 14:05 +00:00");
	assert_string_equal(words_window(a,
	    when(a, "2026-11-22T14:05:00+01:00"),
	    when(a, "2026-11-22T15:50:00+01:00")),
	    "2026-11-22 14:05 to 15:50 +01:00 (13:05 to 14:50 UTC)");
	assert_string_equal(words_window(a,
	    when(a, "2026-11-22T00:05:00+01:00"),
	    when(a, "2026-11-22T03:50:00+01:00")),
	    "2026-11-22 00:05 to 03:50 +01:00 "
	    "(2026-11-21 23:05 to 2026-11-22 02:50 UTC)");
	assert_string_equal(words_window(a,
	    when(a, "2026-11-22T14:05:00Z"), NULL),
	    "from 2026-11-22 14:05 +00:00");
	assert_string_equal(words_window(a,
	    when(a, "2026-11-22T23:00:00Z"),
	    when(a, "2026-11-23T01:00:00Z")),
	    "2026-11-22 23:00 +00:00 to 2026-11-23 01:00 +00:00");
	arena_free(a);
}

static void
test_counts(void **state)
{
	struct arena *a = arena_new();
	struct tally t = { .total = 10 };

	(void)state;
	assert_string_equal(words_count(a, 1, "item", "items"), "1 item");
	assert_string_equal(words_count(a, 0, "item", "items"), "0 items");
	assert_string_equal(words_of(a, 2, 98), "2 of 98");
	assert_string_equal(words_rest(a, &t), "");
	t.by_state[STATE_PASS] = 6;
	t.by_state[STATE_MISSING] = 3;
	t.by_state[STATE_FAIL] = 1;
	assert_string_equal(words_rest(a, &t), "1 fail, 3 missing");
	assert_string_equal(words_tally(a, &t),
	    "6 of 10 pass, 1 fail, 3 missing");
	assert_string_equal(words_size(a, 0), "0 bytes");
	assert_string_equal(words_size(a, 1), "1 byte");
	assert_string_equal(words_size(a, 12345), "12 345 bytes");
	assert_string_equal(words_size(a, 1000), "1 000 bytes");
	assert_string_equal(words_size(a, UINT64_MAX),
	    "18 446 744 073 709 551 615 bytes");
	arena_free(a);
}

/* Every state has words and a shape, and none is silent as a pass. */
static void
test_states(void **state)
{
	int s;

	(void)state;
	for (s = 0; s < STATE_COUNT; s++) {
		assert_non_null(words_state(s));
		assert_true(words_shape(s) > SHAPE_NONE);
		assert_int_equal(words_shape(s) == SHAPE_PASS,
		    s == STATE_PASS);
		assert_int_equal(words_severity(s) == 0, s == STATE_PASS);
	}
	assert_int_equal(words_verdict_shape(VERDICT_GO), SHAPE_PASS);
	assert_int_not_equal(words_verdict_shape(VERDICT_PENDING),
	    SHAPE_PASS);
	assert_int_not_equal(words_verdict_shape(VERDICT_ROLLED_BACK),
	    SHAPE_PASS);
	assert_int_equal(words_standing_shape(SIGNOFF_VOID), SHAPE_INVALID);
	assert_int_equal(words_status_shape(EVIDENCE_BLOCKED), SHAPE_FAIL);
}

static void
test_people(void **state)
{
	struct arena *a = arena_new();
	struct evidence e = { 0 };
	struct buf b = BUF_INIT;

	(void)state;
	words_collector(&b, &e);
	assert_string_equal(buf_str(&b), "");
	assert_string_equal(words_who(a, &e), "");
	e.collector.type = "human";
	e.collector.name = "Mara Exemplar";
	e.collector.role = "DBA";
	words_collector(&b, &e);
	assert_string_equal(buf_str(&b), "Mara Exemplar (DBA)");
	assert_string_equal(words_who(a, &e), "Mara Exemplar");
	buf_rewind(&b);
	memset(&e.collector, 0, sizeof(e.collector));
	e.collector.type = "probe";
	e.collector.name = "pgcheck";
	e.collector.tool = "psql";
	e.collector.tool_version = "15.4";
	e.collector.host = "db-1";
	words_collector(&b, &e);
	assert_string_equal(buf_str(&b),
	    "probe pgcheck with psql 15.4 on db-1");
	assert_string_equal(words_who(a, &e), "probe pgcheck");
	buf_clear(&b);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_visible),
		cmocka_unit_test(test_add),
		cmocka_unit_test(test_anchor),
		cmocka_unit_test(test_times),
		cmocka_unit_test(test_counts),
		cmocka_unit_test(test_states),
		cmocka_unit_test(test_people),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
