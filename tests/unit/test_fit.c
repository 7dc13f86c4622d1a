/* Tests of fit: estimates of lines, and texts cut to them. */

/* objects: base/mem base/arena base/utf8 base/buf compose/fit */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "compose/fit.h"

static const char *const texts[] = {
	"one",
	"a few short words that fill more than one line of this width",
	"WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
	"https://example.org/a/path/that/has/no/blank/in/it/and/is/very/long",
	"\346\227\245\346\234\254\350\252\236\346\227\245\346\234\254\350\252"
	"\236\346\227\245\346\234\254\350\252\236\346\227\245\346\234\254",
	"\320\237\321\200\320\270\320\262\320\265\321\202, "
	"\320\274\320\270\321\200 \320\270 \320\262\321\201\320\265",
	"iiiiiiiiiiiiiiii iiiiiiiiiiiiiiiiiiiiiiiiiiiii iiiiiiiiiiiiiiiii i",
};

static void
test_lines(void **state)
{
	(void)state;
	assert_int_equal(fit_lines(NULL, 10, 100), 0);
	assert_int_equal(fit_lines("", 10, 100), 0);
	assert_int_equal(fit_lines("word", 10, 100), 1);
	/* Four words of about 25 points. */
	assert_int_equal(fit_lines("word word word word", 10, 60), 2);
	assert_int_equal(fit_lines("word word word word", 10, 30), 4);
	assert_true(fit_lines(texts[2], 10, 100) >= 6);
	assert_true(fit_lines(texts[4], 10, 50) >= 3);
}

/* What is cut fits, starts as the text did, and ends at whole letters. */
static void
test_clip(void **state)
{
	struct arena *a = arena_new();
	const char *out;
	size_t i, lines, n;
	double width;

	(void)state;
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		for (lines = 1; lines < 4; lines++)
			for (width = 40; width < 300; width += 17) {
				out = fit_clip(a, texts[i], 10, width, lines);
				assert_true(fit_lines(out, 10, width) <=
				    lines);
				assert_int_equal(utf8_check(out, strlen(out),
				    NULL), 0);
				if (out == texts[i])
					continue;
				n = strlen(out) - 3;
				assert_string_equal(out + n,
				    "\342\200\246");
				assert_memory_equal(out, texts[i], n);
				assert_true(n > 0);
			}
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_clip),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
