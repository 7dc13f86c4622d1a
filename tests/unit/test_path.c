/* Paths as findings show them. */

/* objects: base/mem base/arena base/path */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/path.h"

static void
test_shown(void **state)
{
	static const struct {
		const char	*path, *want;
	} rows[] = {
		{ "evidence/x/../../templates/t.md", "templates/t.md" },
		{ "a/b/../../c", "c" },
		{ "a/../../c", "../c" },
		{ "../../c", "../../c" },
		{ "./../../templates/t.md", "../../templates/t.md" },
		{ "../a/../../c", "../../c" },
		{ "a//b/./c/", "a/b/c" },
		{ "a/..", "." },
		{ ".", "." },
		{ "", "." },
		{ "/", "/" },
		{ "/a/../b", "/b" },
		{ "/../../b", "/b" },
		{ "/a/b/../../c", "/c" },
		{ "..a/b../..", "..a" },
		{ "x", "x" },
	};
	struct arena	*a = arena_new();
	size_t		 i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_string_equal(path_shown(a, rows[i].path),
		    rows[i].want);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
