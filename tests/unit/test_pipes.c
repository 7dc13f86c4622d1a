/* Rows of pipe tables: delimiters, alignment, escapes, odd ends. */

/* objects: base/mem base/arena base/buf base/value base/utf8 doc/node intake/pipes */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "doc/node.h"
#include "intake/pipes.h"

static struct arena	*arena;

static void
test_delimiter(void **state)
{
	unsigned char align[PIPES_COLUMNS];
	static const struct {
		const char	*s;
		size_t		 columns;
	} rows[] = {
		{ "|---|", 1 }, { "---|---", 2 }, { "|-|-|-|", 3 },
		{ "| :-- | --: | :-: |  ", 3 }, { "-|-", 2 }, { ":-", 1 },
		{ "  |---|---|", 2 },
		{ "", 0 }, { "| a |", 0 }, { "|| - |", 0 }, { "|-- -|", 0 },
		{ "|:|", 0 }, { "--- text", 0 }, { "|---|--x|", 0 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (pipes_delimiter(rows[i].s, strlen(rows[i].s), NULL) !=
		    rows[i].columns)
			fail_msg("%s", rows[i].s);
	assert_int_equal(pipes_delimiter("|:--|--:|:-:|---|", 17, align), 4);
	assert_int_equal(align[0], ALIGN_START);
	assert_int_equal(align[1], ALIGN_END);
	assert_int_equal(align[2], ALIGN_CENTER);
	assert_int_equal(align[3], ALIGN_START);
}

/* want: cells joined by '/'. */
static void
split(const char *row, const char *want)
{
	struct pipes_cell cells[PIPES_COLUMNS];
	size_t n = pipes_split(arena, row, strlen(row), cells), i;
	char got[200] = "";

	for (i = 0; i < n; i++) {
		strcat(got, i > 0 ? "/" : "");
		strcat(got, cells[i].s);
		assert_int_equal(strlen(cells[i].s), cells[i].n);
	}
	assert_string_equal(got, want);
	assert_int_equal(pipes_split(NULL, row, strlen(row), NULL), n);
}

static void
test_split(void **state)
{
	(void)state;
	split("| a | b |", "a/b");
	split("a|b", "a/b");
	split("  | a | b |  ", "a/b");
	split("| a || c |", "a//c");
	split("|a", "a");
	split("| a \\| b | c |", "a | b/c");
	split("| `a\\|b` |", "`a|b`");
	split("| a \\\\| b |", "a \\\\/b");
	split("| \\", "\\");
	split("| |", "");
	split("", "");
}

static void
test_wide(void **state)
{
	char row[2 * (PIPES_COLUMNS + 1) + 1];
	struct pipes_cell cells[PIPES_COLUMNS];
	size_t i;

	(void)state;
	for (i = 0; i < PIPES_COLUMNS + 1; i++)
		memcpy(row + 2 * i, "-|", 2);
	assert_int_equal(pipes_delimiter(row, 2 * PIPES_COLUMNS, NULL),
	    PIPES_COLUMNS);
	assert_int_equal(pipes_delimiter(row, 2 * PIPES_COLUMNS + 2, NULL),
	    0);
	assert_int_equal(pipes_split(arena, row, 2 * PIPES_COLUMNS + 2,
	    cells), PIPES_COLUMNS + 1);
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
		cmocka_unit_test(test_delimiter),
		cmocka_unit_test(test_split),
		cmocka_unit_test(test_wide),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
