/*
 * Text of a page's content: operators that place lines, set fonts and
 * show glyphs.  Coordinates are kept in hundredths of a point, so that
 * relative moves add up.
 */
#include <stdint.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "render/device.h"
#include "render/pdf_font.h"
#include "render/pdf_number.h"

#include "render/pdf_text.h"

#define SLANT		".2"	/* of the oblique face */

struct pdf_text {
	struct pdf_fonts *fonts;
	struct buf	*ops;
	/* State of the page content; -1: not yet set. */
	bool		 in_text, slanted, open;	/* open: in a string */
	int		 font, size;
	long		 x, y;		/* where the line of text starts */
};

struct pdf_text *
pdf_text_new(struct pdf_fonts *fonts, struct buf *ops)
{
	struct pdf_text *t = mem_zalloc(1, sizeof(*t));

	t->fonts = fonts;
	t->ops = ops;
	pdf_text_reset(t);
	return t;
}

void
pdf_text_free(struct pdf_text *t)
{
	mem_free(t);
}

void
pdf_text_reset(struct pdf_text *t)
{
	t->in_text = t->slanted = t->open = false;
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
pdf_text_move(struct pdf_text *t, long x, long y, bool slanted)
{
	if (!t->in_text) {
		buf_adds(t->ops, "BT\n");
		t->in_text = true;
		t->slanted = false;
		t->x = t->y = 0;
	}
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
font_set(struct pdf_text *t, int font, int size)
{
	const long v = size;

	if (t->font == font && t->size == size)
		return;
	t->font = font;
	t->size = size;
	buf_printf(t->ops, "/F%d ", font);
	pdf_number_op(t->ops, "Tf", 1, &v);
}

/* A string is open for glyphs of this font. */
static void
string_open(struct pdf_text *t, int font, int size)
{
	if (t->open && font == t->font)
		return;
	if (t->open)
		buf_adds(t->ops, ")Tj\n");
	font_set(t, font, size);
	buf_addc(t->ops, '(');
	t->open = true;
}

/*
 * Glyphs as two-byte codes in literal strings; the codes were chosen so
 * that no byte needs escaping.  A new string where the font changes.
 */
static void
glyphs_show(struct pdf_text *t, int face, int size, const char *s, size_t n)
{
	const struct pdf_glyph *latin = pdf_font_latin(t->fonts, face);
	struct buf *b = t->ops;
	size_t i, used;
	char text[16];

	for (i = 0; i < n; i += used) {
		uint32_t cp = (unsigned char)s[i];
		const struct pdf_glyph *g;

		used = 1;
		if (cp >= 0x80)
			cp = utf8_decode(s + i, n - i, &used);
		g = cp < 0x80 && latin[cp].cid != 0 ? &latin[cp] :
		    pdf_font_use(t->fonts, face, cp);
		if (g->cid == 0) {
			if (g->state == PDF_GLYPH_ABSENT && cp >= 0x80)
				glyphs_show(t, FACE_SANS, size, text,
				    pdf_font_absent(cp, text));
			continue;
		}
		string_open(t, g->font, size);
		buf_reserve(b, 2);
		b->data[b->len++] = (char)(g->cid >> 8);
		b->data[b->len++] = (char)(g->cid & 0xff);
	}
}

void
pdf_text_show(struct pdf_text *t, int face, int size, const char *s,
    size_t n)
{
	glyphs_show(t, face, size, s, n);
	if (t->open)
		buf_adds(t->ops, ")Tj\n");
	t->open = false;
}
