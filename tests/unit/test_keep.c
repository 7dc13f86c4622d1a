/* Tests of intake/keep: short texts that return stand once. */

/* objects: base/mem base/arena intake/keep */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "intake/keep.h"

static void
test_again(void **state)
{
	struct arena	*a = arena_new();
	struct keep	*k = keep_new(a);
	char		 text[] = "host-1.example.org";
	const char	*first = keep_text(k, a, text);

	(void)state;
	assert_ptr_not_equal(first, text);
	assert_ptr_equal(keep_text(k, a, "host-1.example.org"), first);
	text[5] = '2';
	assert_string_equal(first, "host-1.example.org");
	assert_string_equal(keep_text(k, a, text), "host-2.example.org");
	assert_string_equal(keep_text(k, a, ""), "");
	assert_ptr_not_equal(keep_text(NULL, a, text),
	    keep_text(NULL, a, text));
	arena_free(a);
}

/* More texts than slots, and long ones: what is said stays what it was. */
static void
test_many(void **state)
{
	static const char *said[5000];
	struct arena	*a = arena_new();
	struct keep	*k = keep_new(a);
	const char	*text;
	size_t		 i;

	(void)state;
	for (i = 0; i < 5000; i++) {
		text = arena_printf(a, "%0*zu", i % 2 ? 8 : 90, i % 3000);
		said[i] = keep_text(k, a, text);
		assert_string_equal(said[i], text);
	}
	for (i = 0; i < 5000; i++)
		assert_string_equal(said[i], arena_printf(a, "%0*zu",
		    i % 2 ? 8 : 90, i % 3000));
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_again),
		cmocka_unit_test(test_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
