/*
 * Text of a page's content: operators that place lines, set fonts and
 * show glyphs.  Coordinates are kept in hundredths of a point, so that
 * relative moves add up.
 */
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "render/bidi.h"
#include "render/device.h"
#include "render/pdf_font.h"
#include "render/pdf_number.h"
#include "render/pdf_script.h"
#include "render/pdf_shaped.h"
#include "render/ttf_subset.h"

#include "render/pdf_text.h"

#define SLANT		".2"	/* of the oblique face */
#define HEAVY_FIRST	0xe1	/* byte; from U+1000 on */
#define SOFT_HYPHEN	0xad	/* seen where it ends a text */
#define SHAPED_LETTERS	64	/* of a word shaped at once */
#define SHAPED_MOST	96	/* with the marks on the last of them */

struct pdf_text {
	struct pdf_fonts *fonts;
	struct pdf_shaped *shaped;
	struct buf	*ops;
	/* State of the page content; -1: not yet set. */
	bool		 in_text, slanted;
	bool		 open, array;	/* in a string; in one of an array */
	bool		 heavy;		/* glyphs have a line around them */
	int		 font, size;
	long		 x, y;		/* where the line of text starts */
	long		 at;		/* end of the last glyph, from there */
};

struct pdf_text *
pdf_text_new(struct pdf_fonts *fonts, struct buf *ops)
{
	struct pdf_text *t = mem_zalloc(1, sizeof(*t));

	t->fonts = fonts;
	t->ops = ops;
	t->shaped = pdf_shaped_new(fonts);
	pdf_text_reset(t);
	return t;
}

void
pdf_text_free(struct pdf_text *t)
{
	if (t == NULL)
		return;
	pdf_shaped_free(t->shaped);
	mem_free(t);
}

void
pdf_text_reset(struct pdf_text *t)
{
	t->in_text = t->slanted = t->open = t->array = t->heavy = false;
	t->font = t->size = -1;
}

void
pdf_text_end(struct pdf_text *t)
{
	if (t->in_text)
		buf_adds(t->ops, "ET\n");
	t->in_text = false;
}

static void
op2(struct pdf_text *t, const char *name, long a, long b)
{
	const long v[2] = { a, b };

	pdf_number_op(t->ops, name, 2, v);
}

void
pdf_text_begin(struct pdf_text *t)
{
	if (t->in_text)
		return;
	buf_adds(t->ops, "BT\n");
	t->in_text = true;
	t->slanted = false;
	t->x = t->y = 0;
}

void
pdf_text_move(struct pdf_text *t, long x, long y, bool slanted)
{
	pdf_text_begin(t);
	if (slanted || t->slanted) {
		buf_adds(t->ops, slanted ? "1 0 " SLANT " 1 " : "1 0 0 1 ");
		op2(t, "Tm", x, y);
		t->slanted = slanted;
	} else {
		op2(t, "Td", x - t->x, y - t->y);
	}
	t->x = x;
	t->y = y;
}

static void
font_set(struct pdf_text *t, int face, int font, int size)
{
	const bool heavy = face == FACE_BOLD && pdf_font_heavy(t->fonts,
	    face, (unsigned)font);
	const long v = size;

	if (t->heavy != heavy)
		buf_adds(t->ops, heavy ? "2 Tr\n" : "0 Tr\n");
	t->heavy = heavy;
	if (t->font == font && t->size == size)
		return;
	t->font = font;
	t->size = size;
	buf_printf(t->ops, "/F%d ", font);
	pdf_number_op(t->ops, "Tf", 1, &v);
}

static void
string_close(struct pdf_text *t)
{
	if (t->open)
		buf_adds(t->ops, t->array ? ")]TJ\n" : ")Tj\n");
	t->open = t->array = false;
}

static void
cid_add(struct buf *b, unsigned cid)
{
	buf_reserve(b, 2);
	b->data[b->len++] = (char)(cid >> 8);
	b->data[b->len++] = (char)(cid & 0xff);
}

/*
 * Glyphs as two-byte codes in literal strings; the codes were chosen so
 * that no byte needs escaping.  A new string where the font changes.
 * False where there may be more to it than a glyph a character.
 */
static bool
glyphs_show(struct pdf_text *t, int face, int size, const char *s, size_t n)
{
	const struct pdf_glyph *latin = pdf_font_latin(t->fonts, face);
	size_t i, used;

	for (i = 0; i < n; i += used) {
		uint32_t cp = (unsigned char)s[i];
		const struct pdf_glyph *g;

		used = 1;
		if (cp >= PDF_FONT_RICH)
			return false;
		if (cp >= 0x80)
			cp = utf8_decode(s + i, n - i, &used);
		g = cp < 0x80 && latin[cp].cid != 0 ? &latin[cp] :
		    pdf_font_use(t->fonts, face, cp);
		if (g->cid == 0) {
			if (g->state == PDF_GLYPH_ABSENT && cp >= 0x80)
				return false;
			continue;
		}
		if (!t->open || g->font != t->font) {
			string_close(t);
			font_set(t, face, g->font, size);
			buf_addc(t->ops, '(');
			t->open = true;
		}
		cid_add(t->ops, g->cid);
	}
	return true;
}

/* A glyph whose left side stands at from the start of the line, 1/1000. */
static void
slot_show(struct pdf_text *t, int face, unsigned font, int size,
    unsigned cid, unsigned width, long at)
{
	if (cid == 0)
		return;
	if (!t->open || t->font != (int)font) {
		string_close(t);
		font_set(t, face, (int)font, size);
		buf_addc(t->ops, '[');
		if (t->at != at)
			buf_printf(t->ops, "%ld", t->at - at);
		buf_addc(t->ops, '(');
		t->open = t->array = true;
	} else if (t->at != at) {
		buf_printf(t->ops, ")%ld(", t->at - at);
	}
	cid_add(t->ops, cid);
	t->at = at + (long)width;
}

/* The next of a text: one character, or letters shaped together. */
struct piece {
	const struct pdf_glyph *g;	/* of the first character */
	struct pdf_word *word;		/* shaped, or NULL */
	uint32_t	 cp, shown;	/* shown: the picture is this one's */
	size_t		 used;		/* bytes */
	unsigned long	 width;
};

/* How far does what is shaped together with the first character go? */
static size_t
shaped_end(struct pdf_text *t, int face, const char *s, size_t n,
    size_t at, const struct pdf_glyph *g, int script)
{
	const struct pdf_glyph *next;
	size_t used, count;
	uint32_t cp;
	int its;

	for (count = 1; at < n && count < SHAPED_MOST; at += used, count++) {
		if ((unsigned char)s[at] < PDF_FONT_RICH)
			break;
		cp = utf8_decode(s + at, n - at, &used);
		its = pdf_script_of(cp);
		if (its == PDF_SCRIPT_PLAIN || (its == PDF_SCRIPT_JOINER &&
		    script < PDF_SCRIPT_FIRST))
			break;
		if (its == PDF_SCRIPT_MARK &&
		    !pdf_font_has(t->fonts, g->font, cp))
			break;
		if (its < PDF_SCRIPT_FIRST)
			continue;
		next = pdf_font_look(t->fonts, face, cp);
		if (its != script || next->state != PDF_GLYPH_SHAPED ||
		    next->font != g->font || count >= SHAPED_LETTERS)
			break;
	}
	return at;
}

static void
piece_next(struct pdf_text *t, int face, const char *s, size_t n, bool rtl,
    struct piece *p)
{
	size_t end;
	int script;

	p->word = NULL;
	p->cp = utf8_decode(s, n, &p->used);
	p->shown = p->cp == SOFT_HYPHEN && p->used == n ? '-' :
	    rtl ? bidi_mirror(p->cp) : p->cp;
	p->g = pdf_font_look(t->fonts, face, p->shown);
	if (p->g->state != PDF_GLYPH_THERE && p->shown != p->cp) {
		p->shown = p->cp;
		p->g = pdf_font_look(t->fonts, face, p->cp);
	}
	p->width = p->g->advance;
	if (p->g->state == PDF_GLYPH_SHAPED ||
	    (p->g->state == PDF_GLYPH_THERE && p->used < n &&
	    (unsigned char)s[p->used] >= PDF_FONT_RICH && p->shown == p->cp)) {
		script = pdf_script_of(p->cp);
		end = shaped_end(t, face, s, n, p->used, p->g, script);
		if (script == PDF_SCRIPT_PLAIN && end == p->used)
			return;
		p->used = end;
		p->word = pdf_shaped_look(t->shaped, p->g->font, s, end, rtl);
		p->width = p->word->width;
	} else if (p->g->state == PDF_GLYPH_ABSENT && p->cp >= 0x80) {
		char text[16];

		(void)pdf_font_width(t->fonts, FACE_SANS, text,
		    pdf_font_absent(p->cp, text), &p->width);
	}
}

/* A glyph whose picture is another character's: a bracket that is turned,
 * the hyphen of a soft one. */
static unsigned
shown_cid(struct pdf_text *t, const struct piece *p)
{
	const struct ttf_part part = { p->g->gid, 0, 0 };
	char text[4];

	return pdf_font_place(t->fonts, p->g->font, &part, 1,
	    pdf_font_units(t->fonts, p->g->font, p->g->gid), text,
	    utf8_encode(p->cp, text));
}

/* at: the left side of the piece. */
static void
piece_show(struct pdf_text *t, int face, int size, struct piece *p, bool rtl,
    long at)
{
	char text[16];
	size_t i, n;

	if (p->word != NULL) {
		pdf_shaped_use(t->shaped, p->word);
		if (rtl)
			at += (long)p->word->width;
		for (i = 0; i < p->word->count; i++) {
			const struct pdf_slot *s = &p->word->slots[i];

			at -= rtl ? s->width : 0;
			slot_show(t, face, p->word->font, size, s->cid,
			    s->width, at);
			at += rtl ? 0 : s->width;
		}
	} else if (p->g->state == PDF_GLYPH_THERE) {
		slot_show(t, face, p->g->font, size, p->shown != p->cp ?
		    shown_cid(t, p) : pdf_font_use(t->fonts, face,
		    p->cp)->cid, p->g->advance, at);
	} else if (p->g->state == PDF_GLYPH_ABSENT && p->cp >= 0x80) {
		n = pdf_font_absent(p->cp, text);
		for (i = 0; i < n; i++) {
			const struct pdf_glyph *g = pdf_font_use(t->fonts,
			    FACE_SANS, (unsigned char)text[i]);

			slot_show(t, FACE_SANS, g->font, size, g->cid,
			    g->advance, at);
			at += g->advance;
		}
	}
}

/* Does the text end with a soft hyphen that is seen? */
static bool
ends_soft(const char *s, size_t n)
{
	return n >= 2 && (unsigned char)s[n - 1] == 0xad &&
	    (unsigned char)s[n - 2] == 0xc2;
}

/* The width of a text whatever its order; what runs from right to left
 * is shaped that way at once, for it will be drawn so. */
unsigned long
pdf_text_width(struct pdf_text *t, int face, const char *s, size_t n)
{
	unsigned long sum;
	struct piece p;
	size_t i, used;

	if (!ends_soft(s, n) && pdf_font_width(t->fonts, face, s, n, &sum))
		return sum;
	sum = 0;
	for (i = 0; i < n; i += p.used) {
		piece_next(t, face, s + i, n - i, utf8_is_rtl(utf8_decode(
		    s + i, n - i, &used)), &p);
		sum += p.width;
	}
	return sum;
}

/* One direction; at: its left side. */
static void
run_show(struct pdf_text *t, int face, int size, const char *s, size_t n,
    bool rtl, long at)
{
	struct piece p;
	size_t i;

	if (rtl)
		at += (long)pdf_text_width(t, face, s, n);
	for (i = 0; i < n; i += p.used) {
		piece_next(t, face, s + i, n - i, rtl, &p);
		at -= rtl ? (long)p.width : 0;
		piece_show(t, face, size, &p, rtl, at);
		at += rtl ? 0 : (long)p.width;
	}
}

struct run {
	size_t	off, len;
	long	at, width;
};

/* Runs of one level, shown in the order they are read in. */
static void
runs_show(struct pdf_text *t, int face, int size, const char *s, size_t n)
{
	unsigned char *levels = mem_alloc(n), *level = mem_alloc(n);
	struct run *runs = mem_alloc(n * sizeof(*runs));
	size_t *order = mem_alloc(n * sizeof(*order)), i, count = 0;
	long at = 0;

	bidi_levels(s, n, levels);
	for (i = 0; i < n; i++) {
		if (i == 0 || levels[i] != levels[i - 1]) {
			level[count] = levels[i];
			runs[count].off = i;
			runs[count++].len = 0;
		}
		runs[count - 1].len++;
	}
	bidi_order(level, count, order);
	for (i = 0; i < count; i++) {
		struct run *r = &runs[order[i]];

		r->at = at;
		at += (long)pdf_text_width(t, face, s + r->off, r->len);
	}
	for (i = 0; i < count; i++)
		run_show(t, face, size, s + runs[i].off, runs[i].len,
		    level[i] % 2 == 1, runs[i].at);
	mem_free(levels);
	mem_free(level);
	mem_free(runs);
	mem_free(order);
}

bool
pdf_text_heavy(struct pdf_text *t, int face, const char *s, size_t n)
{
	const struct pdf_glyph *g;
	size_t i, used;

	for (i = 0; face == FACE_BOLD && i < n; i += used) {
		used = 1;
		if ((unsigned char)s[i] < HEAVY_FIRST)
			continue;
		g = pdf_font_look(t->fonts, face, utf8_decode(s + i, n - i,
		    &used));
		if (g->state != PDF_GLYPH_ABSENT &&
		    pdf_font_heavy(t->fonts, face, g->font))
			return true;
	}
	return false;
}

/* What comes next is not drawn so. */
static void
show_end(struct pdf_text *t)
{
	string_close(t);
	if (t->heavy)
		buf_adds(t->ops, "0 Tr\n");
	t->heavy = false;
}

void
pdf_text_show(struct pdf_text *t, int face, int size, const char *s,
    size_t n, int dir)
{
	const size_t len = t->ops->len;
	const int was = t->font, was_size = t->size;

	if (dir != TEXT_RTL && !ends_soft(s, n)) {
		if (glyphs_show(t, face, size, s, n)) {
			show_end(t);
			return;
		}
		/* The long way, from where we began. */
		t->open = t->heavy = false;
		t->ops->len = len;
		t->font = was;
		t->size = was_size;
	}
	t->at = 0;
	if (dir == TEXT_AUTO && bidi_needed(s, n))
		runs_show(t, face, size, s, n);
	else
		run_show(t, face, size, s, n, dir == TEXT_RTL, 0);
	show_end(t);
}
