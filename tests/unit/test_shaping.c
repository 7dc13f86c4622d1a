/* Shaping: letters join, stack and change places; bad fonts and glyphs. */

/* objects: base/mem render/shaping */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "render/shaping.h"

#define TRUETYPE	"/usr/share/fonts/truetype/"

struct file {
	unsigned char	*data;
	size_t		 len;
	struct shaping	*shaping;
};

static int
font_open(struct file *f, const char *path)
{
	FILE *in = fopen(path, "rb");

	if (in == NULL)
		return -1;
	f->data = malloc(4 << 20);
	assert_non_null(f->data);
	f->len = fread(f->data, 1, 4 << 20, in);
	fclose(in);
	f->shaping = shaping_new(f->data, f->len, 0);
	return 0;
}

static void
font_close(struct file *f)
{
	shaping_free(f->shaping);
	free(f->data);
}

static size_t
shape(struct file *f, const char *s, bool rtl,
    const struct shaping_glyph **out)
{
	return shaping_run(f->shaping, s, strlen(s), rtl, out);
}

/* One letter has four pictures, by where it stands in its word. */
static void
test_joining(void **state)
{
	const struct shaping_glyph *g;
	unsigned alone, last, middle;
	struct file f;

	(void)state;
	if (font_open(&f, TRUETYPE "dejavu/DejaVuSans.ttf") == -1)
		skip();
	assert_int_equal(shape(&f, "م", true, &g), 1);
	alone = g[0].gid;
	assert_int_equal(shape(&f, "ممم", true, &g), 3);
	/* From left to right: the last letter first. */
	assert_int_equal(g[0].at, 4);
	assert_int_equal(g[2].at, 0);
	last = g[0].gid;
	middle = g[1].gid;
	assert_int_not_equal(alone, last);
	assert_int_not_equal(last, middle);
	assert_int_not_equal(middle, g[2].gid);
	/* Lam and alef are one. */
	assert_int_equal(shape(&f, "لا", true, &g), 1);
	/* A mark stands on its letter. */
	assert_int_equal(shape(&f, "مَ", true, &g), 2);
	assert_int_equal(g[0].at, g[1].at);
	/* A joiner is told with a letter, not alone. */
	assert_int_equal(shape(&f, "می\xe2\x80\x8cخ", true, &g), 3);
	font_close(&f);
}

/* The sign i is written after its letter and stands before it. */
static void
test_reordering(void **state)
{
	const struct shaping_glyph *g;
	unsigned ka;
	struct file f;

	(void)state;
	if (font_open(&f, TRUETYPE "noto/NotoSansDevanagari-Regular.ttf") ==
	    -1)
		skip();
	assert_int_equal(shape(&f, "क", false, &g), 1);
	ka = g[0].gid;
	assert_int_equal(shape(&f, "कि", false, &g), 2);
	assert_int_equal(g[1].gid, ka);
	assert_int_equal(g[0].at, 0);
	assert_int_equal(g[1].at, 0);
	/* Three characters, one picture. */
	assert_int_equal(shape(&f, "क्ष", false, &g), 1);
	font_close(&f);
}

/* Whatever the bytes: an answer, with nothing in it that is not there. */
static void
test_hostile(void **state)
{
	static const unsigned char junk[] = "not a font at all";
	const struct shaping_glyph *g;
	struct shaping *s;
	struct file f;
	size_t i, n;
	unsigned seed = 1;

	(void)state;
	s = shaping_new(junk, sizeof(junk), 7);
	n = shaping_run(s, "كتاب", strlen("كتاب"), true, &g);
	for (i = 0; i < n; i++)
		assert_int_equal(g[i].gid, 0);
	shaping_free(s);
	if (font_open(&f, TRUETYPE "dejavu/DejaVuSans.ttf") == -1)
		skip();
	for (i = 0; i < 60; i++) {
		unsigned char *copy = malloc(f.len);
		size_t k;

		assert_non_null(copy);
		memcpy(copy, f.data, f.len);
		for (k = 0; k < 4000; k++) {
			seed = seed * 1103515245u + 12345u;
			copy[seed % f.len] = (unsigned char)(seed >> 16);
		}
		s = shaping_new(copy, f.len - f.len * i / 90, 0);
		shaping_run(s, "مُحَمَّد", strlen("مُحَمَّد"), true, &g);
		shaping_free(s);
		free(copy);
	}
	font_close(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_joining),
		cmocka_unit_test(test_reordering),
		cmocka_unit_test(test_hostile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
