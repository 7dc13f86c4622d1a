/* The table: adding, finding, growing. */

/* objects: base/mem base/arena base/table */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/table.h"

static void
test_many(void **state)
{
	struct arena	*a = arena_new();
	struct table	*t = table_new(a, 0);
	char		*keys[20000];
	int		 i;

	(void)state;
	for (i = 0; i < 20000; i++) {
		keys[i] = arena_printf(a, "%d/some-label-%d", i % 13, i);
		assert_null(table_find(t, keys[i]));
		assert_null(table_add(t, keys[i], keys[i]));
	}
	assert_int_equal(table_count(t), 20000);
	for (i = 0; i < 20000; i++)
		assert_ptr_equal(table_find(t,
		    arena_printf(a, "%d/some-label-%d", i % 13, i)), keys[i]);
	assert_null(table_find(t, "absent"));
	arena_free(a);
}

static void
test_first_stays(void **state)
{
	struct arena	*a = arena_new();
	struct table	*t = table_new(a, 2);
	int		 one, two;

	(void)state;
	assert_null(table_add(t, "key", &one));
	assert_ptr_equal(table_add(t, "key", &two), &one);
	assert_ptr_equal(table_find(t, "key"), &one);
	table_set(t, "key", &two);
	assert_ptr_equal(table_find(t, "key"), &two);
	table_set(t, "", &one);
	assert_ptr_equal(table_find(t, ""), &one);
	assert_int_equal(table_count(t), 2);
	assert_null(table_find(t, NULL));
	arena_free(a);
}

/* Keys that differ at one place, near the 8-byte steps of the hash. */
static void
test_lengths(void **state)
{
	struct arena	*a = arena_new();
	struct table	*t = table_new(a, 100);
	char		 text[64] = "";
	int		 i, mark;

	(void)state;
	for (i = 0; i < 40; i++) {
		assert_null(table_add(t, arena_strdup(a, text), &mark));
		text[i] = 'a';
	}
	for (i = 0; i < 40; i++) {
		text[i] = 'b';
		assert_null(table_add(t, arena_strdup(a, text), &mark));
		text[i] = 'a';
	}
	assert_int_equal(table_count(t), 80);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_many),
		cmocka_unit_test(test_first_stays),
		cmocka_unit_test(test_lengths),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
