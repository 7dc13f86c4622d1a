/* The TrueType reader and subsetter: real fonts, and broken copies. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/diag base/digest base/fs base/newfile render/ttf render/ttf_subset */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/mem.h"
#include "render/ttf.h"
#include "render/ttf_subset.h"

#define TRUETYPE	"/usr/share/fonts/truetype/"
#define DEJAVU		TRUETYPE "dejavu/DejaVuSans.ttf"
#define SYMBOLA		TRUETYPE "ancient-scripts/Symbola_hint.ttf"
#define MUTANTS		5000

struct font {
	struct arena	*arena;
	struct buf	 data;
	struct ttf	*ttf;
};

static void
font_open(struct font *f, const char *path)
{
	struct buf file = BUF_INIT;
	const char *why = NULL;

	memset(f, 0, sizeof(*f));
	f->arena = arena_new();
	assert_int_equal(fs_read(NULL, path, 1 << 26, &file,
	    diag_new(f->arena)), 0);
	/* Not a byte beyond, so that sanitizers see who reads there. */
	f->data.data = mem_alloc(file.len);
	f->data.len = f->data.cap = file.len;
	memcpy(f->data.data, file.data, file.len);
	buf_clear(&file);
	assert_int_equal(ttf_open((const unsigned char *)f->data.data,
	    f->data.len, &f->ttf, &why), 0);
}

static void
font_close(struct font *f)
{
	ttf_free(f->ttf);
	buf_clear(&f->data);
	arena_free(f->arena);
}

static unsigned
get16(const struct buf *b, size_t at)
{
	assert_true(at + 2 <= b->len);
	return (unsigned)(unsigned char)b->data[at] << 8 |
	    (unsigned char)b->data[at + 1];
}

static uint32_t
get32(const struct buf *b, size_t at)
{
	return (uint32_t)get16(b, at) << 16 | get16(b, at + 2);
}

static void
put16(struct buf *b, size_t at, unsigned v)
{
	b->data[at] = (char)(v >> 8);
	b->data[at + 1] = (char)(v & 0xff);
}

static void
put32(struct buf *b, size_t at, uint32_t v)
{
	put16(b, at, v >> 16);
	put16(b, at + 2, v & 0xffff);
}

/* Offset of the directory entry of a table; the font must have it. */
static size_t
entry_of(const struct buf *b, size_t dir, const char *tag)
{
	unsigned i, n = get16(b, dir + 4);

	for (i = 0; i < n; i++)
		if (memcmp(b->data + dir + 12 + 16 * i, tag, 4) == 0)
			return dir + 12 + 16 * i;
	fail_msg("no table %s", tag);
	return 0;
}

static size_t
table_of(const struct buf *b, const char *tag)
{
	return get32(b, entry_of(b, 0, tag) + 8);
}

static void
test_facts(void **state)
{
	struct font f;
	int box[4];

	(void)state;
	font_open(&f, DEJAVU);
	assert_string_equal(ttf_name(f.ttf), "DejaVuSans");
	assert_int_not_equal(ttf_glyph(f.ttf, 'A'), 0);
	assert_int_not_equal(ttf_glyph(f.ttf, 0x2264), 0);
	assert_int_equal(ttf_glyph(f.ttf, 0x674e), 0);
	assert_int_equal(ttf_glyph(f.ttf, 0x10ffff), 0);
	/* 1401 of 2048 units; the mono-spaced digits 1303. */
	assert_int_equal(ttf_advance(f.ttf, ttf_glyph(f.ttf, 'A')), 684);
	assert_int_equal(ttf_advance(f.ttf, ttf_glyph(f.ttf, '0')), 636);
	assert_int_equal(ttf_advance(f.ttf, ttf_glyph(f.ttf, '1')), 636);
	assert_in_range(ttf_ascent(f.ttf), 700, 1300);
	assert_in_range(-ttf_descent(f.ttf), 100, 500);
	assert_in_range(ttf_cap_height(f.ttf), 650, 800);
	assert_int_equal(ttf_italic_angle(f.ttf), 0);
	ttf_bbox(f.ttf, box);
	assert_true(box[0] < box[2] && box[1] < box[3]);
	font_close(&f);
}

/* Beyond the basic plane only format 12 leads to a glyph. */
static void
test_planes(void **state)
{
	struct font f;

	(void)state;
	if (!fs_exists(SYMBOLA))
		skip();
	font_open(&f, SYMBOLA);
	assert_int_not_equal(ttf_glyph(f.ttf, 0x1f680), 0);
	assert_int_not_equal(ttf_glyph(f.ttf, 0x2714), 0);
	font_close(&f);
}

/* A collection: the same tables behind a header of their own. */
static void
test_collection(void **state)
{
	struct font f;
	struct buf c = BUF_INIT;
	struct ttf *t = NULL;
	const char *why = NULL;
	unsigned i, n;

	(void)state;
	font_open(&f, DEJAVU);
	buf_add(&c, "ttcf\0\1\0\0\0\0\0\1\0\0\0\20", 16);
	buf_add(&c, f.data.data, f.data.len);
	n = get16(&c, 16 + 4);
	for (i = 0; i < n; i++)
		put32(&c, 16 + 12 + 16 * i + 8,
		    get32(&c, 16 + 12 + 16 * i + 8) + 16);
	assert_int_equal(ttf_open((const unsigned char *)c.data, c.len, &t,
	    &why), 0);
	assert_int_equal(ttf_glyph(t, 'A'), ttf_glyph(f.ttf, 'A'));
	ttf_free(t);
	memcpy(c.data + 16, "OTTO", 4);
	assert_int_equal(ttf_open((const unsigned char *)c.data, c.len, &t,
	    &why), -1);
	assert_non_null(why);
	assert_null(t);
	buf_clear(&c);
	font_close(&f);
}

/* Sum of all 32-bit words of a well-made font file. */
static uint32_t
file_sum(const struct buf *b)
{
	uint32_t sum = 0;
	size_t i;

	for (i = 0; i < b->len; i += 4)
		sum += get32(b, i);
	return sum;
}

/* Offsets rise, records parse, components stay inside, no program left. */
static void
outlines_check(const struct buf *b)
{
	size_t loca = table_of(b, "loca"), glyf = table_of(b, "glyf"), at;
	unsigned n = get16(b, table_of(b, "maxp") + 4), i, flags;
	bool wide = get16(b, table_of(b, "head") + 50) != 0;
	uint32_t from, to;

	for (i = 0; i < n; i++) {
		from = wide ? get32(b, loca + 4 * i) :
		    2 * get16(b, loca + 2 * i);
		to = wide ? get32(b, loca + 4 * i + 4) :
		    2 * get16(b, loca + 2 * i + 2);
		assert_true(from <= to);
		assert_true(to <= get32(b, entry_of(b, 0, "glyf") + 12));
		if (from == to)
			continue;
		at = glyf + from;
		if (get16(b, at) < 0x8000) {
			assert_int_equal(get16(b, at + 10 + 2 *
			    get16(b, at)), 0);
			continue;
		}
		at += 10;
		do {
			flags = get16(b, at);
			assert_true(get16(b, at + 2) < n);
			assert_int_equal(flags & 0x100, 0);
			at += flags & 1 ? 8 : 6;
			at += flags & 8 ? 2 : flags & 0x40 ? 4 :
			    flags & 0x80 ? 8 : 0;
		} while (flags & 0x20);
	}
}

static void
test_subset(void **state)
{
	static const uint32_t text[] = { 'H', 0xe9, 0x1ed5, ' ', 0xa0, 0x3b1 };
	struct font f;
	struct buf out = BUF_INIT, again = BUF_INIT;
	unsigned glyphs[16] = { 0 }, bearing, advance, i;
	size_t hmtx, n = 1;

	(void)state;
	font_open(&f, DEJAVU);
	for (i = 0; i < sizeof(text) / sizeof(text[0]); i++)
		glyphs[n++] = ttf_glyph(f.ttf, text[i]);
	glyphs[n++] = 0;	/* an empty place */
	assert_int_equal(ttf_subset_write(f.ttf, glyphs, n, NULL, 0, &out), 0);
	assert_true(out.len < 8192);
	assert_int_equal(file_sum(&out), 0xb1b0afbau);
	/* e acute and o circumflex hook are made of parts. */
	assert_true(get16(&out, table_of(&out, "maxp") + 4) > n);
	assert_int_equal(get16(&out, table_of(&out, "hhea") + 34),
	    get16(&out, table_of(&out, "maxp") + 4));
	hmtx = table_of(&out, "hmtx");
	for (i = 0; i < n; i++) {
		ttf_metrics(f.ttf, glyphs[i], &advance, &bearing);
		assert_int_equal(get16(&out, hmtx + 4 * i), advance);
		assert_int_equal(get16(&out, hmtx + 4 * i + 2), bearing);
	}
	outlines_check(&out);
	assert_int_equal(ttf_subset_write(f.ttf, glyphs, n, NULL, 0, &again), 0);
	assert_int_equal(again.len, out.len);
	assert_memory_equal(again.data, out.data, out.len);
	buf_clear(&out);
	buf_clear(&again);
	font_close(&f);
}

/* Every glyph at once: long offsets, all composites. */
static void
test_subset_all(void **state)
{
	struct font f;
	struct buf out = BUF_INIT;
	unsigned *glyphs, n, i;

	(void)state;
	font_open(&f, DEJAVU);
	n = ttf_glyphs(f.ttf);
	glyphs = mem_zalloc(n, sizeof(*glyphs));
	for (i = 0; i < n; i++)
		glyphs[i] = i;
	assert_int_equal(ttf_subset_write(f.ttf, glyphs, n, NULL, 0, &out), 0);
	outlines_check(&out);
	assert_int_equal(file_sum(&out), 0xb1b0afbau);
	glyphs[0] = 1;
	assert_int_equal(ttf_subset_write(f.ttf, glyphs, n, NULL, 0, &out), -1);
	glyphs[0] = 0;
	glyphs[1] = n;
	assert_int_equal(ttf_subset_write(f.ttf, glyphs, n, NULL, 0, &out), -1);
	mem_free(glyphs);
	buf_clear(&out);
	font_close(&f);
}

/* A part that is made of itself would never end. */
static void
test_circle(void **state)
{
	struct font f;
	struct buf out = BUF_INIT;
	const unsigned char *p;
	unsigned glyphs[2] = { 0, 0 };
	size_t len;

	(void)state;
	font_open(&f, DEJAVU);
	glyphs[1] = ttf_glyph(f.ttf, 0xe9);
	assert_int_equal(ttf_outline(f.ttf, glyphs[1], &p, &len), 0);
	assert_true(p[0] & 0x80);
	put16(&f.data, (size_t)(p - (const unsigned char *)f.data.data) + 12,
	    glyphs[1]);
	assert_int_equal(ttf_subset_write(f.ttf, glyphs, 2, NULL, 0, &out), -1);
	assert_int_equal(out.len, 0);
	font_close(&f);
}

/* Whatever a font says, look at all of it. */
static void
exercise(const struct buf *b)
{
	struct ttf *t = NULL;
	struct buf out = BUF_INIT;
	const char *why = NULL;
	unsigned glyphs[64] = { 0 }, n = 1, i;
	uint32_t cp;
	int box[4];

	if (ttf_open((const unsigned char *)b->data, b->len, &t, &why) ==
	    -1) {
		assert_non_null(why);
		return;
	}
	for (cp = 0; cp < 0x11000; cp += cp < 0x180 ? 7 : 997)
		if ((glyphs[n] = ttf_glyph(t, cp)) != 0 && n < 63)
			n++;
	for (i = 0; i < n; i++)
		(void)ttf_advance(t, glyphs[i]);
	(void)ttf_cap_height(t);
	(void)ttf_ascent(t);
	(void)ttf_descent(t);
	(void)ttf_italic_angle(t);
	ttf_bbox(t, box);
	assert_true(strlen(ttf_name(t)) < 64);
	if (ttf_subset_write(t, glyphs, n, NULL, 0, &out) == 0)
		assert_int_equal(file_sum(&out), 0xb1b0afbau);
	buf_clear(&out);
	ttf_free(t);
}

static uint32_t
next(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

/* A place to hurt: the directory, the head of a table, or anywhere. */
static size_t
wound(const struct buf *b, uint32_t *seed)
{
	static const char *const tags[] = {
		"head", "hhea", "hmtx", "maxp", "loca", "glyf", "cmap",
		"name", "post", "OS/2",
	};
	size_t n = sizeof(tags) / sizeof(tags[0]);

	switch (next(seed) % 3) {
	case 0:
		return next(seed) % 320;
	case 1:
		return table_of(b, tags[next(seed) % n]) + next(seed) % 256;
	default:
		return next(seed) % b->len;
	}
}

static void
test_mutants(void **state)
{
	struct font f;
	size_t at[8];
	char old[8];
	uint32_t seed = 20261122;
	unsigned i, k, n;

	(void)state;
	font_open(&f, DEJAVU);
	for (i = 0; i < MUTANTS; i++) {
		n = 1 + next(&seed) % 8;
		for (k = 0; k < n; k++) {
			at[k] = wound(&f.data, &seed);
			old[k] = f.data.data[at[k]];
		}
		for (k = 0; k < n; k++)
			f.data.data[at[k]] = (char)next(&seed);
		exercise(&f.data);
		for (k = n; k-- > 0; )
			f.data.data[at[k]] = old[k];
	}
	font_close(&f);
}

/* Cut short at every place of the head, and at a thousand others. */
static void
test_truncated(void **state)
{
	struct font f;
	struct buf cut = BUF_INIT;
	struct ttf *t;
	const char *why;
	size_t n, len;

	(void)state;
	font_open(&f, DEJAVU);
	for (n = 0; n < 1400; n++) {
		len = n < 400 ? n : f.data.len * (n - 400) / 1000;
		mem_free(cut.data);
		cut.data = mem_alloc(len);
		cut.len = cut.cap = len;
		memcpy(cut.data, f.data.data, len);
		if (len < 2000)
			assert_int_equal(ttf_open(
			    (const unsigned char *)cut.data, len, &t, &why),
			    -1);
		else
			exercise(&cut);
	}
	buf_clear(&cut);
	font_close(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_facts),
		cmocka_unit_test(test_planes),
		cmocka_unit_test(test_collection),
		cmocka_unit_test(test_subset),
		cmocka_unit_test(test_subset_all),
		cmocka_unit_test(test_circle),
		cmocka_unit_test(test_mutants),
		cmocka_unit_test(test_truncated),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
