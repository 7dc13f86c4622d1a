/*
 * TrueType reader: every offset comes from a file nobody vouches for, so
 * every read is bounds-checked and reads as 0 beyond the end.
 */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/mem.h"

#include "render/ttf.h"

#define NAME_MAX_LEN	63

struct span {
	const unsigned char	*p;
	size_t			 len;
};

struct ttf {
	struct span	 head, hhea, hmtx, maxp, loca, glyf, cmap, post, os2;
	struct span	 cmap4, cmap12;
	unsigned	 upem, glyphs, metrics, face;
	bool		 long_loca;
	char		 name[NAME_MAX_LEN + 1];
};

static unsigned
u16(struct span s, size_t at)
{
	if (at >= s.len || s.len - at < 2)
		return 0;
	return (unsigned)s.p[at] << 8 | s.p[at + 1];
}

static int
s16(struct span s, size_t at)
{
	unsigned v = u16(s, at);

	return v < 0x8000 ? (int)v : (int)v - 0x10000;
}

static uint32_t
u32(struct span s, size_t at)
{
	return (uint32_t)u16(s, at) << 16 | u16(s, at + 2);
}

/* len bytes from at; empty where they are not all there. */
static struct span
part(struct span s, size_t at, size_t len)
{
	const struct span none = { NULL, 0 };
	struct span out;

	if (at > s.len || s.len - at < len)
		return none;
	out.p = s.p + at;
	out.len = len;
	return out;
}

static struct span
rest(struct span s, size_t at)
{
	return at > s.len ? part(s, s.len, 0) : part(s, at, s.len - at);
}

/* The table of this tag in the font directory at dir. */
static struct span
table_find(struct span file, size_t dir, const char *tag)
{
	const struct span none = { NULL, 0 };
	unsigned i, n = u16(file, dir + 4);
	size_t at = dir + 12;

	for (i = 0; i < n && at + 16 <= file.len; i++, at += 16)
		if (memcmp(file.p + at, tag, 4) == 0)
			return part(file, u32(file, at + 8),
			    u32(file, at + 12));
	return none;
}

/* Pick the Unicode subtables: format 12 for all planes, 4 for plane 0. */
static void
cmap_choose(struct ttf *t)
{
	unsigned i, n = u16(t->cmap, 2);

	for (i = 0; i < n; i++) {
		size_t at = 4 + 8 * (size_t)i;
		unsigned platform = u16(t->cmap, at);
		unsigned encoding = u16(t->cmap, at + 2);
		struct span s = rest(t->cmap, u32(t->cmap, at + 4));
		unsigned format = u16(s, 0);

		if (at + 8 > t->cmap.len)
			return;
		if (platform != 0 &&
		    !(platform == 3 && (encoding == 1 || encoding == 10)))
			continue;
		if (format == 12 && t->cmap12.p == NULL)
			t->cmap12 = s;
		else if (format == 4 && t->cmap4.p == NULL)
			t->cmap4 = s;
	}
}

/* Name id 6, the PostScript name, kept to letters, digits and hyphens. */
static void
name_read(struct ttf *t, struct span name)
{
	struct span strings = rest(name, u16(name, 4));
	unsigned i, n = u16(name, 2);
	size_t at, k, out = 0;

	for (i = 0; i < n && out == 0; i++) {
		struct span s;
		unsigned platform;

		at = 6 + 12 * (size_t)i;
		if (at + 12 > name.len)
			break;
		if (u16(name, at + 6) != 6)
			continue;
		platform = u16(name, at);
		s = part(strings, u16(name, at + 10), u16(name, at + 8));
		for (k = 0; k < s.len && out < NAME_MAX_LEN; k++) {
			unsigned char c = s.p[k];

			if (platform != 1 && k % 2 == 0)
				continue;	/* UTF-16BE, high byte */
			if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			    (c >= '0' && c <= '9') || c == '-')
				t->name[out++] = (char)c;
		}
	}
	if (out == 0)
		memcpy(t->name, "Font", out = 4);
	t->name[out] = '\0';
}

/* NULL, or what is wrong with the face whose directory stands at dir. */
static const char *
face_read(struct ttf *t, struct span file, size_t dir)
{
	uint32_t tag = u32(file, dir);

	memset(t, 0, sizeof(*t));
	if (tag != 0x00010000 && tag != 0x74727565)
		return "it is not a TrueType font with outlines";
	t->head = table_find(file, dir, "head");
	t->hhea = table_find(file, dir, "hhea");
	t->hmtx = table_find(file, dir, "hmtx");
	t->maxp = table_find(file, dir, "maxp");
	t->loca = table_find(file, dir, "loca");
	t->glyf = table_find(file, dir, "glyf");
	t->cmap = table_find(file, dir, "cmap");
	t->post = table_find(file, dir, "post");
	t->os2 = table_find(file, dir, "OS/2");
	if (t->head.len < 54 || t->hhea.len < 36 || t->maxp.len < 32 ||
	    t->loca.p == NULL || t->glyf.p == NULL || t->hmtx.len < 4 ||
	    t->cmap.p == NULL)
		return "a required table is absent or cut short";
	t->upem = u16(t->head, 18);
	t->glyphs = u16(t->maxp, 4);
	t->metrics = u16(t->hhea, 34);
	t->long_loca = u16(t->head, 50) != 0;
	if (t->upem < 16 || t->upem > 16384)
		return "the em is not 16 to 16384 units";
	if (t->metrics == 0 || (size_t)t->metrics * 4 > t->hmtx.len)
		return "the advance table is cut short";
	if (t->glyphs == 0 || ((size_t)t->glyphs + 1) *
	    (t->long_loca ? 4 : 2) > t->loca.len)
		return "the glyph index is cut short";
	cmap_choose(t);
	if (t->cmap4.p == NULL && t->cmap12.p == NULL)
		return "it has no Unicode character map";
	name_read(t, table_find(file, dir, "name"));
	return NULL;
}

int
ttf_open(const unsigned char *data, size_t len, struct ttf **out,
    const char **why)
{
	const struct span file = { data, len };
	struct ttf t;
	const char *fault;
	uint32_t i, n;
	int rc = -1;

	*out = NULL;
	if (len < 12) {
		fault = "it is too short";
	} else if (memcmp(data, "ttcf", 4) == 0) {
		fault = "no face of the collection has outlines";
		n = u32(file, 8);
		for (i = 0; i < n && fault != NULL && i < 64; i++) {
			fault = face_read(&t, file,
			    u32(file, 12 + 4 * (size_t)i));
			t.face = i;
		}
	} else {
		fault = face_read(&t, file, 0);
	}
	if (fault != NULL) {
		*why = fault;
		goto out;
	}
	*out = mem_alloc(sizeof(t));
	memcpy(*out, &t, sizeof(t));
	rc = 0;
out:
	return rc;
}

void
ttf_free(struct ttf *t)
{
	mem_free(t);
}

static unsigned
glyph12(struct span s, uint32_t cp)
{
	size_t lo = 0, hi = u32(s, 12), mid;

	if (s.len < 16)
		return 0;
	if (hi > (s.len - 16) / 12)
		hi = (s.len - 16) / 12;
	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (cp > u32(s, 16 + 12 * mid + 4))
			lo = mid + 1;
		else if (cp < u32(s, 16 + 12 * mid))
			hi = mid;
		else
			return (u32(s, 16 + 12 * mid + 8) + (cp -
			    u32(s, 16 + 12 * mid))) & 0xffffffu;
	}
	return 0;
}

static unsigned
glyph4(struct span s, uint32_t cp)
{
	size_t segs = u16(s, 6) / 2, lo = 0, hi = segs, mid, at;
	unsigned start, offset, g;

	if (cp > 0xffff)
		return 0;
	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (cp > u16(s, 14 + 2 * mid))
			lo = mid + 1;
		else
			hi = mid;
	}
	if (lo >= segs || cp > u16(s, 14 + 2 * lo))
		return 0;
	start = u16(s, 16 + 2 * (segs + lo));
	if (cp < start)
		return 0;
	at = 16 + 2 * (3 * segs + lo);
	offset = u16(s, at);
	if (offset == 0)
		return (cp + u16(s, 16 + 2 * (2 * segs + lo))) & 0xffff;
	g = u16(s, at + offset + 2 * (size_t)(cp - start));
	return g == 0 ? 0 :
	    (g + u16(s, 16 + 2 * (2 * segs + lo))) & 0xffff;
}

unsigned
ttf_glyph(const struct ttf *t, uint32_t cp)
{
	unsigned g = 0;

	if (t->cmap12.p != NULL)
		g = glyph12(t->cmap12, cp);
	if (g == 0 && t->cmap4.p != NULL)
		g = glyph4(t->cmap4, cp);
	return g < t->glyphs ? g : 0;
}

static int
thousandth(const struct ttf *t, int v)
{
	int half = (int)t->upem / 2;

	return (v * 1000 + (v < 0 ? -half : half)) / (int)t->upem;
}

void
ttf_metrics(const struct ttf *t, unsigned glyph, unsigned *advance,
    unsigned *bearing)
{
	size_t g = glyph, m = t->metrics;

	*advance = u16(t->hmtx, 4 * (g < m ? g : m - 1));
	*bearing = u16(t->hmtx, g < m ? 4 * g + 2 : 4 * m + 2 * (g - m));
}

unsigned
ttf_advance(const struct ttf *t, unsigned glyph)
{
	unsigned units, bearing;

	ttf_metrics(t, glyph, &units, &bearing);
	return (unsigned)thousandth(t, (int)units);
}

int
ttf_ascent(const struct ttf *t)
{
	return thousandth(t, s16(t->hhea, 4));
}

int
ttf_descent(const struct ttf *t)
{
	return thousandth(t, s16(t->hhea, 6));
}

int
ttf_outline(const struct ttf *t, unsigned glyph, const unsigned char **out,
    size_t *len)
{
	size_t a, b, g = glyph;

	if (glyph >= t->glyphs)
		return -1;
	if (t->long_loca) {
		a = u32(t->loca, 4 * g);
		b = u32(t->loca, 4 * g + 4);
	} else {
		a = 2 * (size_t)u16(t->loca, 2 * g);
		b = 2 * (size_t)u16(t->loca, 2 * g + 2);
	}
	if (a > b || b > t->glyf.len || (b > a && b - a < 10))
		return -1;
	*out = t->glyf.p + a;
	*len = b - a;
	return 0;
}

const unsigned char *
ttf_table(const struct ttf *t, enum ttf_table which)
{
	switch (which) {
	case TTF_HEAD:
		return t->head.p;
	case TTF_HHEA:
		return t->hhea.p;
	case TTF_MAXP:
		return t->maxp.p;
	}
	return NULL;
}

unsigned
ttf_glyphs(const struct ttf *t)
{
	return t->glyphs;
}

unsigned
ttf_face(const struct ttf *t)
{
	return t->face;
}

int
ttf_thousandth(const struct ttf *t, int units)
{
	return thousandth(t, units);
}

int
ttf_cap_height(const struct ttf *t)
{
	struct span s;

	if (u16(t->os2, 0) >= 2 && s16(t->os2, 88) > 0)
		return thousandth(t, s16(t->os2, 88));
	if (ttf_outline(t, ttf_glyph(t, 'H'), &s.p, &s.len) == 0 &&
	    s.len >= 10)
		return thousandth(t, s16(s, 8));
	return ttf_ascent(t);
}

int
ttf_italic_angle(const struct ttf *t)
{
	return s16(t->post, 4);		/* 16.16, whole degrees */
}

void
ttf_bbox(const struct ttf *t, int out[4])
{
	size_t i;

	for (i = 0; i < 4; i++)
		out[i] = thousandth(t, s16(t->head, 36 + 2 * i));
}

const char *
ttf_name(const struct ttf *t)
{
	return t->name;
}
