/* The arena: alignment, zeroing, growth in place, reset. */

/* objects: base/mem base/arena */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"

static void
test_zeroed_and_aligned(void **state)
{
	struct arena	*a = arena_new();
	unsigned char	*p;
	size_t		 n, i, round;

	(void)state;
	for (round = 0; round < 3; round++) {
		for (n = 0; n < 3000; n += 7) {
			p = arena_alloc(a, n);
			assert_int_equal((uintptr_t)p % 8, 0);
			for (i = 0; i < n; i++)
				assert_int_equal(p[i], 0);
			memset(p, 0xee, n);
			/* Strings break the alignment of what follows. */
			arena_strdup(a, "x");
		}
		p = arena_alloc(a, 3 * 1024 * 1024);
		assert_int_equal(p[3 * 1024 * 1024 - 1], 0);
		memset(p, 0xee, 3 * 1024 * 1024);
		arena_reset(a);
	}
	arena_free(a);
	arena_free(NULL);
}

static void
test_pieces_do_not_overlap(void **state)
{
	struct arena	*a = arena_new();
	unsigned char	*p[400];
	size_t		 i, k, n;

	(void)state;
	for (i = 0; i < 400; i++) {
		n = (i * 7919) % 40000 + 1;
		p[i] = arena_alloc(a, n);
		memset(p[i], (int)(i & 0xff), n);
	}
	for (i = 0; i < 400; i++) {
		n = (i * 7919) % 40000 + 1;
		for (k = 0; k < n; k++)
			assert_int_equal(p[i][k], i & 0xff);
	}
	arena_free(a);
}

static void
test_more(void **state)
{
	struct arena	*a = arena_new();
	int		*v = NULL, i;
	size_t		 cap = 0, k;

	(void)state;
	for (i = 0; i < 100000; i++) {
		v = arena_more(a, v, &cap, (size_t)i + 1, sizeof(*v));
		assert_true(cap > (size_t)i);
		assert_int_equal(v[i], 0);
		v[i] = i;
		if (i % 1000 == 0)
			arena_strdup(a, "in the way");
	}
	for (k = 0; k < 100000; k++)
		assert_int_equal(v[k], (int)k);
	arena_free(a);
}

static void
test_texts(void **state)
{
	struct arena	*a = arena_new();
	char		 big[2000], *p;

	(void)state;
	assert_string_equal(arena_strdup(a, ""), "");
	assert_string_equal(arena_strndup(a, "abcdef", 3), "abc");
	assert_string_equal(arena_printf(a, "%s-%d", "x", 7), "x-7");
	memset(big, 'b', sizeof(big));
	big[1999] = '\0';
	p = arena_printf(a, "<%s>", big);
	assert_int_equal(strlen(p), 2001);
	assert_int_equal(p[2000], '>');
	arena_free(a);
}

static void
test_reset_keeps_blocks(void **state)
{
	struct arena	*a = arena_new();
	size_t		 held = 0;
	int		 i, k;

	(void)state;
	for (i = 0; i < 50; i++) {
		for (k = 0; k < 500; k++)
			arena_alloc(a, 1000);
		if (i == 0)
			held = arena_size(a);
		assert_int_equal(arena_size(a), held);
		arena_reset(a);
	}
	arena_free(a);
}

static void
test_small_use_is_small(void **state)
{
	struct arena	*a = arena_new();

	(void)state;
	arena_alloc(a, 10);
	assert_true(arena_size(a) <= 66 * 1024);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_zeroed_and_aligned),
		cmocka_unit_test(test_pieces_do_not_overlap),
		cmocka_unit_test(test_more),
		cmocka_unit_test(test_texts),
		cmocka_unit_test(test_reset_keeps_blocks),
		cmocka_unit_test(test_small_use_is_small),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
