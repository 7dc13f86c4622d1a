/*
 * The Type 0 font of a PDF: a subset of the program, its widths, and what
 * each glyph says.
 */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/utf8.h"
#include "render/pdf_file.h"
#include "render/ttf.h"
#include "render/ttf_subset.h"

#include "render/pdf_type0.h"

#define FONT_LEVEL	6		/* deflate: a font is written once */

/* What was made for place i, or NULL; *next goes along with i. */
static const struct ttf_made *
made_at(const struct pdf_type0 *f, size_t i, size_t *next)
{
	if (*next < f->made_count && f->made[*next].place == i)
		return &f->made[(*next)++];
	return NULL;
}

/* What place i says: *text, or its code point where that is NULL; 0 for
 * an empty place. */
static size_t
text_of(const struct pdf_type0 *f, size_t i, size_t *next, const char **text)
{
	const struct ttf_made *m = made_at(f, i, next);

	*text = m == NULL ? NULL : f->texts[m - f->made];
	return m != NULL ? strlen(*text) : f->gids[i] != 0;
}

static void
unit_write(struct buf *b, uint32_t cp)
{
	if (cp >= 0x10000)
		buf_printf(b, "%04X%04X", (unsigned)(0xd7c0 + (cp >> 10)),
		    (unsigned)(0xdc00 + (cp & 0x3ff)));
	else
		buf_printf(b, "%04X", (unsigned)cp);
}

/* UTF-16BE in hexadecimal: n bytes of text, or cp where it is NULL. */
static void
utf16_write(struct buf *b, uint32_t cp, const char *text, size_t n)
{
	size_t i, used;

	if (text == NULL)
		unit_write(b, cp);
	else
		for (i = 0; i < n; i += used)
			unit_write(b, utf8_decode(text + i, n - i, &used));
}

/* Code points of the numbers, for copying and searching (9.10.3). */
static void
unicode_write(const struct pdf_type0 *f, struct buf *b)
{
	size_t i, k, n = 0, next = 0;
	const char *text;

	buf_adds(b, "/CIDInit /ProcSet findresource begin\n12 dict begin\n"
	    "begincmap\n/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)"
	    "/Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n"
	    "/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\n"
	    "endcodespacerange\n");
	for (i = 1; i < f->count; i++)
		n += text_of(f, i, &next, &text) > 0;
	for (i = 1, k = 0, next = 0; i < f->count; i++) {
		size_t len = text_of(f, i, &next, &text);

		if (len == 0)
			continue;
		if (k % 100 == 0)
			buf_printf(b, "%zu beginbfchar\n",
			    n - k < 100 ? n - k : (size_t)100);
		buf_printf(b, "<%04zX> <", i);
		utf16_write(b, f->cps[i], text, len);
		buf_adds(b, ">\n");
		if (++k % 100 == 0 || k == n)
			buf_adds(b, "endbfchar\n");
	}
	buf_adds(b, "endcmap\nCMapName currentdict /CMap defineresource pop\n"
	    "end\nend\n");
}

/* Six letters that follow from the bytes of the subset (9.6.4). */
static void
tag_make(const struct buf *program, char tag[7])
{
	struct digest d;
	size_t i;

	digest_of(program->data, program->len, &d);
	for (i = 0; i < 6; i++)
		tag[i] = (char)('A' + d.b[i] % 26);
	tag[6] = '\0';
}

static unsigned
descriptor_write(struct pdf_file *file, const struct pdf_type0 *f,
    const char *tag, const struct buf *program)
{
	unsigned id = pdf_file_reserve(file), data = pdf_file_reserve(file);
	struct buf b = BUF_INIT;
	int box[4];

	buf_printf(&b, "/Length1 %zu", program->len);
	pdf_file_stream(file, data, buf_str(&b), program->data, program->len,
	    FONT_LEVEL);
	buf_rewind(&b);
	ttf_bbox(f->ttf, box);
	buf_printf(&b, "/Type/FontDescriptor/FontName/%s+%s/Flags %d"
	    "/FontBBox[%d %d %d %d]/ItalicAngle %d/Ascent %d/Descent %d"
	    "/CapHeight %d/StemV 80/FontFile2 %u 0 R", tag,
	    ttf_name(f->ttf), f->mono ? 5 : 4, box[0], box[1], box[2], box[3],
	    ttf_italic_angle(f->ttf), ttf_ascent(f->ttf),
	    ttf_descent(f->ttf), ttf_cap_height(f->ttf), data);
	pdf_file_dict(file, id, b.data, b.len);
	buf_clear(&b);
	return id;
}

static void
widths_write(const struct pdf_type0 *f, struct buf *b)
{
	const struct ttf_made *m;
	size_t i, next = 0;

	buf_addc(b, '[');
	for (i = 0; i < f->count; i++) {
		if (i % 100 == 0)
			buf_printf(b, "%s%zu[", i == 0 ? "" : "]", i);
		m = made_at(f, i, &next);
		buf_printf(b, "%s%u", i % 100 == 0 ? "" : " ", m != NULL ?
		    (unsigned)ttf_thousandth(f->ttf, (int)m->advance) :
		    ttf_advance(f->ttf, f->gids[i]));
	}
	buf_adds(b, "]]");
}

/* Type 0 font, its one descendant, descriptor, program and code map. */
int
pdf_type0_write(struct pdf_file *file, const struct pdf_type0 *f,
    unsigned *id)
{
	unsigned child = pdf_file_reserve(file), unicode, descriptor;
	struct buf b = BUF_INIT, program = BUF_INIT;
	char tag[7];
	int rc = -1;

	*id = pdf_file_reserve(file);
	unicode = pdf_file_reserve(file);
	if (ttf_subset_write(f->ttf, f->gids, f->count, f->made,
	    f->made_count, &program) == -1)
		goto out;
	tag_make(&program, tag);
	descriptor = descriptor_write(file, f, tag, &program);
	buf_printf(&b, "/Type/Font/Subtype/CIDFontType2/BaseFont/%s+%s"
	    "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0"
	    ">>/FontDescriptor %u 0 R/DW 0/CIDToGIDMap/Identity/W", tag,
	    ttf_name(f->ttf), descriptor);
	widths_write(f, &b);
	pdf_file_dict(file, child, b.data, b.len);
	buf_rewind(&b);
	buf_printf(&b, "/Type/Font/Subtype/Type0/BaseFont/%s+%s"
	    "/Encoding/Identity-H/DescendantFonts[%u 0 R]/ToUnicode %u 0 R",
	    tag, ttf_name(f->ttf), child, unicode);
	pdf_file_dict(file, *id, b.data, b.len);
	buf_rewind(&b);
	unicode_write(f, &b);
	pdf_file_stream(file, unicode, "", b.data, b.len, FONT_LEVEL);
	rc = 0;
out:
	buf_clear(&b);
	buf_clear(&program);
	return rc;
}
