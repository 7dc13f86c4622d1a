/*
 * Shaped words.  The glyphs of a cluster - letters that cannot be told
 * apart in the shape - are put together to one glyph that says the whole
 * cluster, so that no reader has to find the order of what was reordered.
 * From right to left readers turn what one glyph says, so there each
 * letter has a place of its own, the first with the picture.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/table.h"
#include "base/utf8.h"
#include "render/pdf_font.h"
#include "render/shaping.h"
#include "render/ttf.h"
#include "render/ttf_subset.h"

#include "render/pdf_shaped.h"

#define FONTS		256	/* pdf_glyph.font is a byte */
#define KEPT		((size_t)4 * 1024 * 1024)
#define SAID_MAX	8	/* UTF-16 units; poppler takes 8 of a glyph */
#define ADVANCE_MAX	60000	/* font units; more is no advance */

struct pdf_shaped {
	struct pdf_fonts *fonts;
	struct shaping	*shapers[FONTS];
	struct arena	*arena;		/* words kept */
	struct table	*words;
};

/* The glyphs of one cluster, and the bytes they stand for. */
struct cluster {
	const struct shaping_glyph *glyphs;
	size_t	count, at, end;
};

struct pdf_shaped *
pdf_shaped_new(struct pdf_fonts *fonts)
{
	struct pdf_shaped *s = mem_zalloc(1, sizeof(*s));

	s->fonts = fonts;
	return s;
}

void
pdf_shaped_free(struct pdf_shaped *s)
{
	size_t i;

	if (s == NULL)
		return;
	for (i = 0; i < FONTS; i++)
		shaping_free(s->shapers[i]);
	arena_free(s->arena);
	mem_free(s);
}

/* The parts that are seen, from the left of the cluster; its advance. */
static long
parts_take(const struct ttf *t, const struct cluster *c,
    struct pdf_slot *slot, struct ttf_part *parts)
{
	const unsigned char *outline;
	size_t i, len;
	long pen = 0;

	for (i = 0; i < c->count; i++) {
		const struct shaping_glyph *g = &c->glyphs[i];

		if (g->gid != 0 && g->gid < ttf_glyphs(t) &&
		    ttf_outline(t, g->gid, &outline, &len) == 0 && len > 0 &&
		    slot->count < PDF_FONT_TEXT) {
			parts[slot->count].gid = g->gid;
			parts[slot->count].dx = (int)pen + g->dx;
			parts[slot->count++].dy = g->dy;
		}
		pen += g->advance;
		if (pen > ADVANCE_MAX || pen < -ADVANCE_MAX)
			pen = 0;
	}
	return pen < 0 ? 0 : pen;
}

static void
slot_say(struct pdf_word *w, const struct ttf *t, struct pdf_slot *slot,
    unsigned advance, const char *text, size_t len)
{
	slot->advance = advance;
	slot->width = (uint16_t)ttf_thousandth(t, (int)advance);
	slot->text = text;
	slot->len = len;
	w->width += slot->width;
	w->count++;
}

/* The end of what the next place says: one letter from right to left,
 * else as many as readers take. */
static size_t
said_end(const char *text, size_t at, size_t end, bool rtl)
{
	size_t units = 0, used;

	for (; at < end; at += used) {
		uint32_t cp = utf8_decode(text + at, end - at, &used);

		if (units > 0 && (rtl || units + 1 + (cp > 0xffff) > SAID_MAX))
			break;
		units += cp > 0xffff ? 2 : 1;
	}
	return at;
}

/*
 * Places for the letters of a cluster, the first with the picture.  That
 * is drawn from its left, but from right to left its place is the last
 * part of its width.
 */
static void
letters_add(struct pdf_word *w, const struct ttf *t, const char *text,
    const struct cluster *c, struct ttf_part *parts, unsigned advance,
    bool rtl)
{
	struct pdf_slot *first = &w->slots[w->count];
	size_t i, at, to, n = 0;
	unsigned each;

	for (at = c->at; at < c->end; n++)
		at = said_end(text, at, c->end, rtl);
	each = advance / (unsigned)n;
	for (i = 0; rtl && i < first->count; i++)
		parts[i].dx -= (int)(each * (n - 1));
	for (at = c->at, i = 0; at < c->end; at = to, i++) {
		to = said_end(text, at, c->end, rtl);
		slot_say(w, t, &w->slots[w->count], i > 0 ? each :
		    advance - each * (unsigned)(n - 1), text + at, to - at);
	}
}

static void
cluster_add(struct pdf_shaped *s, struct pdf_word *w, const struct ttf *t,
    const char *text, const struct cluster *c, bool rtl)
{
	struct ttf_part *parts = arena_array(s->arena, c->count + 1,
	    sizeof(*parts));
	struct pdf_slot *slot = &w->slots[w->count];
	unsigned advance = (unsigned)parts_take(t, c, slot, parts);

	slot->parts = parts;
	letters_add(w, t, text, c, parts, advance, rtl);
}

/* From the glyphs of a word to its clusters, in the order of the text. */
static void
clusters_add(struct pdf_shaped *s, struct pdf_word *w, const struct ttf *t,
    const char *text, size_t n, bool rtl)
{
	const struct shaping_glyph *g;
	size_t count = shaping_run(s->shapers[w->font], text, n, rtl, &g);
	struct cluster c = { .end = 0 };
	size_t from = rtl ? count : 0, to;

	while (rtl ? from > 0 : from < count) {
		to = from;
		if (rtl) {
			while (from > 0 && g[from - 1].at == g[to - 1].at)
				from--;
			c.glyphs = g + from;
			c.count = to - from;
		} else {
			while (to < count && g[to].at == g[from].at)
				to++;
			c.glyphs = g + from;
			c.count = to - from;
			from = to;
		}
		c.at = c.end;
		c.end = rtl ? (from > 0 ? g[from - 1].at : n) :
		    (to < count ? g[to].at : n);
		if (c.end > c.at && c.end <= n)
			cluster_add(s, w, t, text, &c, rtl);
		else
			c.end = c.at;
	}
}

struct pdf_word *
pdf_shaped_look(struct pdf_shaped *s, unsigned font, const char *text,
    size_t n, bool rtl)
{
	char key[PDF_FONT_TEXT * 4 + 3];
	const unsigned char *data;
	const struct ttf *t;
	struct pdf_word *w;
	size_t len;

	if (n > PDF_FONT_TEXT * 4)
		n = PDF_FONT_TEXT * 4;
	key[0] = (char)(font + 1);
	key[1] = rtl ? 'r' : 'l';
	memcpy(key + 2, text, n);
	key[n + 2] = '\0';
	if (s->arena != NULL && arena_size(s->arena) > KEPT) {
		arena_free(s->arena);
		s->arena = NULL;
	}
	if (s->arena == NULL) {
		s->arena = arena_new();
		s->words = table_new(s->arena, 0);
	}
	if ((w = table_find(s->words, key)) != NULL)
		return w;
	t = pdf_font_file(s->fonts, font, &data, &len);
	if (s->shapers[font] == NULL)
		s->shapers[font] = shaping_new(data, len, ttf_face(t));
	w = arena_alloc(s->arena, sizeof(*w));
	w->font = font;
	w->slots = arena_array(s->arena, n + 1, sizeof(*w->slots));
	text = arena_strndup(s->arena, key, n + 2);
	(void)table_add(s->words, text, w);
	clusters_add(s, w, t, text + 2, n, rtl);
	return w;
}

void
pdf_shaped_use(struct pdf_shaped *s, struct pdf_word *w)
{
	size_t i;

	for (i = 0; i < w->count; i++) {
		struct pdf_slot *p = &w->slots[i];

		if (p->cid == 0)
			p->cid = pdf_font_place(s->fonts, w->font, p->parts,
			    p->count, p->advance, p->text, p->len);
	}
}
