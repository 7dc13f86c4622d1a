/*
 * TrueType subsets: only the glyphs a document uses, their components,
 * and no hinting programs.
 */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "render/ttf.h"

#include "render/ttf_subset.h"

#define GLYPHS_MAX	65535u
#define NESTING_MAX	16	/* composites of composites; real fonts: 2 */

/* glyf composite flags, ISO/IEC 14496-22 5.3.3 */
#define COMP_WORDS	0x0001
#define COMP_XY		0x0002
#define COMP_SCALE	0x0008
#define COMP_MORE	0x0020
#define COMP_XY_SCALE	0x0040
#define COMP_2X2	0x0080
#define COMP_INSTR	0x0100

struct outline {
	const unsigned char	*p;
	size_t			 len;
};

/* What is being built. */
struct subset {
	const struct ttf *t;
	unsigned	*order;		/* old glyph of each new one */
	size_t		 count, cap;
	uint16_t	*place;		/* new glyph of an old one, 0 = none */
	unsigned char	*colour;	/* of an old one: 1 open, 2 seen */
	const struct ttf_made *made;
	size_t		 made_count;
	struct buf	 glyf;
	uint32_t	*loca;
	size_t		 loca_cap;
};

/* Big-endian, 0 beyond the end. */
static unsigned
get16(struct outline o, size_t at)
{
	if (at >= o.len || o.len - at < 2)
		return 0;
	return (unsigned)o.p[at] << 8 | o.p[at + 1];
}

/* Composites count their contours as a negative number. */
static bool
is_composite(struct outline o)
{
	return get16(o, 0) >= 0x8000;
}

static void
put16(struct buf *b, unsigned v)
{
	const char c[2] = { (char)(v >> 8 & 0xff), (char)(v & 0xff) };

	buf_add(b, c, 2);
}

static void
put32(struct buf *b, uint32_t v)
{
	put16(b, v >> 16);
	put16(b, v & 0xffff);
}

/* Length of one component record, by its flags. */
static size_t
component_len(unsigned flags)
{
	size_t n = flags & COMP_WORDS ? 8 : 6;

	if (flags & COMP_SCALE)
		n += 2;
	else if (flags & COMP_XY_SCALE)
		n += 4;
	else if (flags & COMP_2X2)
		n += 8;
	return n;
}

/*
 * Components must not lead back to themselves: a reader that follows
 * them would not return.  Each glyph is looked at once.
 */
static int
nesting_check(struct subset *s, unsigned g, int depth)
{
	struct outline o;
	unsigned flags;
	size_t at = 10;

	if (ttf_outline(s->t, g, &o.p, &o.len) == -1 ||
	    depth > NESTING_MAX)
		return -1;
	if (s->colour[g] == 2 || o.len == 0 || !is_composite(o))
		return 0;
	if (s->colour[g] == 1)
		return -1;
	s->colour[g] = 1;
	do {
		flags = get16(o, at);
		if (at + component_len(flags) > o.len ||
		    nesting_check(s, get16(o, at + 2), depth + 1) == -1)
			return -1;
		at += component_len(flags);
	} while (flags & COMP_MORE);
	s->colour[g] = 2;
	return 0;
}

/* New number of a component, given out on first sight. */
static int
component_place(struct subset *s, unsigned g, unsigned *out)
{
	if (s->place[g] == 0 && g != 0) {
		if (s->count >= GLYPHS_MAX)
			return -1;
		if (s->count == s->cap) {
			s->cap *= 2;
			s->order = mem_grow(s->order,
			    s->cap * sizeof(*s->order));
		}
		s->place[g] = (uint16_t)s->count;
		s->order[s->count++] = g;
	}
	*out = s->place[g];
	return 0;
}

static int
composite_write(struct subset *s, struct outline o)
{
	unsigned flags, place;
	size_t at = 10, n;

	buf_add(&s->glyf, o.p, 10);
	do {
		flags = get16(o, at);
		n = component_len(flags);
		if (component_place(s, get16(o, at + 2), &place) == -1)
			return -1;
		put16(&s->glyf, flags & ~(unsigned)COMP_INSTR);
		put16(&s->glyf, place);
		buf_add(&s->glyf, o.p + at + 4, n - 4);
		at += n;
	} while (flags & COMP_MORE);
	return 0;
}

/* Outlines go without their hinting programs: half the bytes. */
static int
outline_write(struct subset *s, unsigned g)
{
	struct outline o;
	size_t points, instr;

	if (nesting_check(s, g, 0) == -1 ||
	    ttf_outline(s->t, g, &o.p, &o.len) == -1)
		return -1;
	if (o.len == 0)
		return 0;
	if (is_composite(o)) {
		if (composite_write(s, o) == -1)
			return -1;
	} else {
		points = 10 + 2 * (size_t)get16(o, 0);
		if (points + 2 > o.len)
			return -1;
		instr = get16(o, points);
		if (points + 2 + instr > o.len)
			return -1;
		buf_add(&s->glyf, o.p, points);
		put16(&s->glyf, 0);
		buf_add(&s->glyf, o.p + points + 2 + instr,
		    o.len - points - 2 - instr);
	}
	buf_pad(&s->glyf, '\0', (4 - s->glyf.len % 4) % 4);
	return 0;
}

static int
s16(unsigned v)
{
	return v < 0x8000 ? (int)v : (int)v - 0x10000;
}

static void
put_s16(struct buf *b, int v)
{
	put16(b, (unsigned)(v < -32768 ? -32768 : v > 32767 ? 32767 : v) &
	    0xffff);
}

/* Where a part goes: readers move a glyph so that it begins at its
 * bearing, but not the parts of a composite. */
static int
part_dx(const struct subset *s, const struct ttf_part *p, struct outline o)
{
	unsigned advance, bearing;

	ttf_metrics(s->t, p->gid, &advance, &bearing);
	return p->dx + s16(bearing) - s16(get16(o, 2));
}

/* The box of a made glyph; false where nothing of it is seen. */
static bool
made_box(const struct subset *s, const struct ttf_made *m, int box[4])
{
	struct outline o;
	bool any = false;
	size_t i;
	int k;

	for (i = 0; i < m->count; i++) {
		const struct ttf_part *p = &m->parts[i];

		if (ttf_outline(s->t, p->gid, &o.p, &o.len) == -1 ||
		    o.len == 0)
			continue;
		for (k = 0; k < 4; k++) {
			int v = s16(get16(o, 2 + 2 * (size_t)k)) +
			    (k % 2 == 0 ? part_dx(s, p, o) : p->dy);

			if (!any || (k < 2 ? v < box[k] : v > box[k]))
				box[k] = v;
		}
		any = true;
	}
	return any;
}

/* A composite of our own, ISO/IEC 14496-22 5.3.3. */
static int
made_write(struct subset *s, const struct ttf_made *m)
{
	int box[4] = { 0, 0, 0, 0 };
	struct outline o;
	size_t i, last = 0;
	unsigned place;

	for (i = 0; i < m->count; i++) {
		if (nesting_check(s, m->parts[i].gid, 0) == -1 ||
		    ttf_outline(s->t, m->parts[i].gid, &o.p, &o.len) == -1)
			return -1;
		if (o.len > 0)
			last = i;
	}
	if (!made_box(s, m, box))
		return 0;
	put16(&s->glyf, 0xffff);
	for (i = 0; i < 4; i++)
		put_s16(&s->glyf, box[i]);
	for (i = 0; i < m->count; i++) {
		const struct ttf_part *p = &m->parts[i];

		if (ttf_outline(s->t, p->gid, &o.p, &o.len) == -1 ||
		    component_place(s, p->gid, &place) == -1)
			return -1;
		if (o.len == 0)
			continue;
		put16(&s->glyf, COMP_WORDS | COMP_XY |
		    (i < last ? COMP_MORE : 0));
		put16(&s->glyf, place);
		put_s16(&s->glyf, part_dx(s, p, o));
		put_s16(&s->glyf, p->dy);
	}
	buf_pad(&s->glyf, '\0', (4 - s->glyf.len % 4) % 4);
	return 0;
}

/* What was made for place i, or NULL; *next goes along with i. */
static const struct ttf_made *
made_at(const struct subset *s, size_t i, size_t *next)
{
	if (*next < s->made_count && s->made[*next].place == i)
		return &s->made[(*next)++];
	return NULL;
}

static int
outlines_write(struct subset *s)
{
	const struct ttf_made *m;
	size_t i, next = 0;

	for (i = 0; i < s->count; i++) {
		if (i + 2 > s->loca_cap) {
			s->loca_cap = 2 * (i + 2);
			s->loca = mem_grow(s->loca,
			    s->loca_cap * sizeof(*s->loca));
		}
		s->loca[i] = (uint32_t)s->glyf.len;
		m = made_at(s, i, &next);
		if (m != NULL ? made_write(s, m) == -1 :
		    (i == 0 || s->order[i] != 0) &&
		    outline_write(s, s->order[i]) == -1)
			return -1;
		s->loca[i + 1] = (uint32_t)s->glyf.len;
	}
	return 0;
}

static uint32_t
checksum(const struct buf *b, size_t from)
{
	const struct outline o = { (const unsigned char *)b->data, b->len };
	uint32_t sum = 0;
	size_t i;

	for (i = from; i < b->len; i += 4)
		sum += (uint32_t)get16(o, i) << 16 | get16(o, i + 2);
	return sum;
}

/* Close a table that began at from: its directory entry, its padding. */
static void
table_close(struct buf *dir, struct buf *out, const char *tag, size_t from)
{
	size_t len = out->len - from;

	buf_pad(out, '\0', (4 - out->len % 4) % 4);
	buf_add(dir, tag, 4);
	put32(dir, checksum(out, from));
	put32(dir, (uint32_t)(12 + 6 * 16 + from));
	put32(dir, (uint32_t)len);
}

static void
poke16(struct buf *b, size_t at, unsigned v)
{
	b->data[at] = (char)(v >> 8 & 0xff);
	b->data[at + 1] = (char)(v & 0xff);
}

static void
metrics_write(const struct subset *s, struct buf *out)
{
	unsigned advance, bearing;
	const struct ttf_made *m;
	size_t i, next = 0;
	int box[4];

	for (i = 0; i < s->count; i++) {
		m = made_at(s, i, &next);
		if (m != NULL) {
			put16(out, m->advance & 0xffff);
			put_s16(out, made_box(s, m, box) ? box[0] : 0);
			continue;
		}
		ttf_metrics(s->t, s->order[i], &advance, &bearing);
		put16(out, advance);
		put16(out, bearing);
	}
}

/* The six tables a CIDFontType2 program needs (ISO 32000-1 9.9). */
static void
tables_write(const struct subset *s, struct buf *dir, struct buf *out)
{
	bool wide = s->glyf.len >= 0x20000;
	size_t from, i;

	buf_add(out, s->glyf.data, s->glyf.len);
	table_close(dir, out, "glyf", 0);
	from = out->len;
	buf_add(out, ttf_table(s->t, TTF_HEAD), 54);
	memset(out->data + from + 8, 0, 4);	/* checkSumAdjustment */
	poke16(out, from + 50, wide);
	table_close(dir, out, "head", from);
	from = out->len;
	buf_add(out, ttf_table(s->t, TTF_HHEA), 36);
	poke16(out, from + 34, (unsigned)s->count);
	table_close(dir, out, "hhea", from);
	from = out->len;
	metrics_write(s, out);
	table_close(dir, out, "hmtx", from);
	from = out->len;
	for (i = 0; i <= s->count; i++) {
		if (wide)
			put32(out, s->loca[i]);
		else
			put16(out, s->loca[i] / 2);
	}
	table_close(dir, out, "loca", from);
	from = out->len;
	buf_add(out, ttf_table(s->t, TTF_MAXP), 32);
	poke16(out, from + 4, (unsigned)s->count);
	poke16(out, from + 14, 1);		/* maxZones: no program */
	memset(out->data + from + 16, 0, 12);
	if (s->made_count > 0) {
		poke16(out, from + 28, 0xff);	/* maxComponentElements */
		poke16(out, from + 30, NESTING_MAX);
	}
	table_close(dir, out, "maxp", from);
}

int
ttf_subset_write(const struct ttf *t, const unsigned *glyphs, size_t count,
    const struct ttf_made *made, size_t made_count, struct buf *out)
{
	struct subset s = { .t = t, .made = made, .made_count = made_count };
	struct buf dir = BUF_INIT, body = BUF_INIT;
	size_t i, start = out->len;
	uint32_t sum;
	int rc = -1;

	if (count == 0 || count > GLYPHS_MAX || glyphs[0] != 0)
		goto out;
	s.count = count;
	s.cap = count;
	s.order = mem_alloc(count * sizeof(*s.order));
	s.place = mem_zalloc(65536, sizeof(*s.place));
	s.colour = mem_zalloc(65536, 1);
	for (i = 0; i < count; i++) {
		s.order[i] = glyphs[i];
		if (glyphs[i] >= ttf_glyphs(t))
			goto out;
		if (i > 0 && glyphs[i] != 0)
			s.place[glyphs[i]] = (uint16_t)i;
	}
	if (outlines_write(&s) == -1)
		goto out;
	put32(&dir, 0x00010000);
	put16(&dir, 6);
	put16(&dir, 64);	/* searchRange, entrySelector, rangeShift */
	put16(&dir, 2);
	put16(&dir, 32);
	tables_write(&s, &dir, &body);
	buf_add(out, dir.data, dir.len);
	buf_add(out, body.data, body.len);
	sum = 0xb1b0afbau - (checksum(&dir, 0) + checksum(&body, 0));
	i = start + dir.len + ((s.glyf.len + 3) & ~(size_t)3) + 8;
	poke16(out, i, sum >> 16);
	poke16(out, i + 2, sum & 0xffff);
	rc = 0;
out:
	buf_clear(&dir);
	buf_clear(&body);
	buf_clear(&s.glyf);
	mem_free(s.order);
	mem_free(s.place);
	mem_free(s.colour);
	mem_free(s.loca);
	return rc;
}
