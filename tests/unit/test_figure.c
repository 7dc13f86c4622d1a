/* Figures, state marks and the colours they are drawn in. */

/* objects: base/mem base/arena base/buf base/utf8 base/value doc/node doc/figure doc/theme */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <math.h>

#include "base/arena.h"
#include "doc/figure.h"
#include "doc/node.h"
#include "doc/theme.h"

static int
setup(void **state)
{
	*state = arena_new();
	return 0;
}

static int
teardown(void **state)
{
	arena_free(*state);
	return 0;
}

/* WCAG 2.2, relative luminance and contrast ratio. */
static double
luminance(unsigned rgb)
{
	double c, sum = 0;
	static const double weight[] = { .2126, .7152, .0722 };
	int i;

	for (i = 0; i < 3; i++) {
		c = (double)(rgb >> (16 - 8 * i) & 255) / 255;
		c = c <= .04045 ? c / 12.92 : pow((c + .055) / 1.055, 2.4);
		sum += weight[i] * c;
	}
	return sum;
}

static double
contrast(unsigned x, unsigned y)
{
	double a = luminance(x), b = luminance(y);

	return (fmax(a, b) + .05) / (fmin(a, b) + .05);
}

static void
check_contrast(const unsigned *c)
{
	int s, tint;

	assert_true(contrast(c[INK_TEXT], c[INK_PAPER]) >= 7);
	assert_true(contrast(c[INK_SECONDARY], c[INK_PAPER]) >= 4.5);
	assert_true(contrast(c[INK_ACCENT], c[INK_PAPER]) >= 4.5);
	for (s = SHAPE_NONE + 1; s < SHAPE_COUNT; s++) {
		tint = theme_tint(s);
		assert_true(contrast(c[theme_ink(s)], c[INK_PAPER]) >= 4.5);
		if (tint != INK_NONE) {
			assert_true(contrast(c[theme_ink(s)], c[tint]) >=
			    4.5);
			assert_true(contrast(c[INK_TEXT], c[tint]) >= 7);
		}
	}
}

static void
test_contrast(void **state)
{
	(void)state;
	check_contrast(theme_default()->light);
	check_contrast(theme_default()->dark);
	assert_true(contrast(0, 0xffffff) > 20.9);
}

static void
bounds(const struct shape *s, double *lo, double *hi)
{
	double half = s->stroke == INK_NONE ? 0 : s->stroke_width / 2;
	size_t i;

	*lo = fmin(s->x, s->y);
	*hi = fmax(s->x + s->w, s->y + s->h);
	if (s->kind == FIGURE_CIRCLE) {
		*lo = fmin(s->x, s->y) - s->r;
		*hi = fmax(s->x, s->y) + s->r;
	}
	for (i = 0; i < s->point_count * 2; i++) {
		if (i == 0 || s->points[i] < *lo)
			*lo = s->points[i];
		if (i == 0 || s->points[i] > *hi)
			*hi = s->points[i];
	}
	*lo -= half;
	*hi += half;
}

/* Every mark is primitives inside its box, told apart without colour. */
static void
test_marks(void **state)
{
	struct arena *a = *state;
	struct figure *f;
	const struct shape *s;
	double lo, hi;
	int i;

	for (i = SHAPE_NONE + 1; i < SHAPE_COUNT; i++) {
		f = figure_new(a, 9, 9);
		figure_mark(a, f, i, 0, 0, 9);
		assert_non_null(f->first);
		for (s = f->first; s != NULL; s = s->next) {
			assert_true(s->kind <= FIGURE_POLYGON);
			bounds(s, &lo, &hi);
			assert_true(lo > -.5 && hi < 9.5);
			assert_true(s->fill != INK_NONE ||
			    s->stroke_width >= .7);
		}
		if (i == SHAPE_FAIL)
			assert_int_equal(f->first->point_count, 8);
		if (i == SHAPE_LATE)
			assert_int_equal(f->first->point_count, 3);
		if (i == SHAPE_WAIVED)
			assert_int_equal(f->first->point_count, 4);
		assert_int_equal(f->first->dashed, i == SHAPE_MISSING);
	}
	f = figure_new(a, 9, 9);
	figure_mark(a, f, SHAPE_NONE, 0, 0, 9);
	figure_mark(a, f, SHAPE_COUNT, 0, 0, 9);
	assert_null(f->first);
}

/* A mark drawn elsewhere and larger is the same mark. */
static void
test_scale(void **state)
{
	struct arena *a = *state;
	struct figure *f = figure_new(a, 1, 1), *g = figure_new(a, 1, 1);
	const struct shape *s, *t;

	figure_mark(a, f, SHAPE_FAIL, 0, 0, 1);
	figure_mark(a, g, SHAPE_FAIL, 30, 40, 10);
	for (s = f->first, t = g->first; s != NULL; s = s->next,
	    t = t->next) {
		assert_non_null(t);
		assert_true(fabs(30 + 10 * s->points[0] - t->points[0]) <
		    1e-9);
		assert_true(fabs(40 + 10 * s->points[1] - t->points[1]) <
		    1e-9);
	}
	assert_null(t);
}

static void
test_names(void **state)
{
	struct theme own = *theme_default();
	unsigned rgb;

	(void)state;
	assert_int_equal(theme_colour("#0B5a9c", &rgb), 0);
	assert_int_equal(rgb, 0x0b5a9c);
	assert_int_equal(theme_colour("#0b5a9", &rgb), -1);
	assert_int_equal(theme_colour("#0b5a9g", &rgb), -1);
	assert_int_equal(theme_colour("0b5a9c0", &rgb), -1);
	/* The ends of the scale, and #767676: the lightest grey for text. */
	assert_true(theme_contrast(0, 0xffffff) > 20.99);
	assert_true(theme_contrast(0xffffff, 0xffffff) < 1.01);
	assert_true(theme_contrast(0x767676, 0xffffff) >= 4.5);
	assert_true(theme_contrast(0xffffff, 0x777777) < 4.5);
	assert_true(theme_contrast(theme_lighter(0x000080, 0x14181d, 4.5),
	    0x14181d) >= 4.5);
	for (rgb = 1; rgb <= THEME_OWN; rgb++)
		assert_int_equal(theme_own(&own, rgb),
		    INK_OWN_1 + (int)rgb - 1);
	assert_int_equal(theme_own(&own, 3), INK_OWN_1 + 2);
	assert_int_equal(theme_own(&own, 99), INK_NONE);
	assert_true(theme_has(&own, INK_OWN_6));
	assert_false(theme_has(theme_default(), INK_OWN_1));
	assert_null(theme_ink_str(INK_NONE));
	assert_null(theme_ink_str(INK_COUNT));
	assert_null(theme_ink_str(-1));
	assert_string_equal(theme_ink_str(INK_LATE_TINT), "late-t");
	assert_int_equal(theme_ink(SHAPE_COUNT), INK_TEXT);
	assert_int_equal(theme_tint(-1), INK_NONE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_contrast),
		cmocka_unit_test_setup_teardown(test_marks, setup, teardown),
		cmocka_unit_test_setup_teardown(test_scale, setup, teardown),
		cmocka_unit_test(test_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
