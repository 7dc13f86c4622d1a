/*
 * The fonts of a PDF: which file has a glyph, which number it gets, and
 * the Type 0 font that is written for what was drawn.
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/fs.h"
#include "base/inventory.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "render/format.h"
#include "render/device.h"
#include "render/pdf_file.h"
#include "render/pdf_script.h"
#include "render/ttf.h"
#include "render/ttf_subset.h"

#include "render/pdf_font.h"

#define FONTS_MAX	32
#define FONT_BYTES	((size_t)64 * 1024 * 1024)
#define FIXED		3		/* sans, bold, mono */
#define PLANES		(0x110000 >> 8)
#define CIDS_MAX	65000u
#define FONT_LEVEL	6		/* deflate: a font is written once */

struct font {
	const char	*path;
	struct buf	 data;
	struct ttf	*ttf;		/* NULL: not read, or not usable */
	bool		 tried;
	uint16_t	*cids[PLANES];	/* number of a code point */
	unsigned	*gids;		/* by cid, 0 = empty place */
	uint32_t	*cps;
	size_t		 count, cap;
};

struct pdf_fonts {
	const struct render_options *options;
	struct diag	*diag;
	struct font	 fonts[FONTS_MAX];
	unsigned	 count;
	uint64_t	 scripts;	/* met, and not set right */
	struct pdf_glyph *pages[FIXED][PLANES];
};

static int
font_read(struct pdf_fonts *fs, struct font *f, const char **why)
{
	f->tried = true;
	*why = "it cannot be found";
	if (!fs_exists(f->path) ||
	    fs_read(NULL, f->path, FONT_BYTES, &f->data, fs->diag) == -1)
		return -1;
	return ttf_open((const unsigned char *)f->data.data, f->data.len,
	    &f->ttf, why);
}

int
pdf_font_open(const struct render_options *options, struct diag *d,
    struct pdf_fonts **out)
{
	struct pdf_fonts *fs = mem_zalloc(1, sizeof(*fs));
	const char *why = "no font is named";
	unsigned i;
	int rc = -1;

	fs->options = options;
	fs->diag = d;
	if (options == NULL || options->font_paths == NULL ||
	    options->font_paths[0] == NULL) {
		diag_add(d, DIAG_OUTPUT_FONT, NULL, "%s", why);
		goto out;
	}
	while (fs->count < FONTS_MAX &&
	    options->font_paths[fs->count] != NULL) {
		fs->fonts[fs->count].path = options->font_paths[fs->count];
		fs->count++;
	}
	for (i = 0; i < FIXED && i < fs->count; i++)
		if (font_read(fs, &fs->fonts[i], &why) == -1) {
			diag_add(d, DIAG_OUTPUT_FONT, NULL,
			    "%s: %s", fs->fonts[i].path, why);
			goto out;
		}
	/* Missing glyphs are spelled in it. */
	if (ttf_glyph(fs->fonts[0].ttf, '[') == 0 ||
	    ttf_glyph(fs->fonts[0].ttf, 'F') == 0) {
		diag_add(d, DIAG_OUTPUT_FONT, NULL,
		    "%s: it has no Latin letters", fs->fonts[0].path);
		goto out;
	}
	*out = fs;
	rc = 0;
out:
	if (rc == -1)
		pdf_font_free(fs);
	return rc;
}

void
pdf_font_free(struct pdf_fonts *fs)
{
	unsigned i, k;

	if (fs == NULL)
		return;
	for (i = 0; i < fs->count; i++) {
		struct font *f = &fs->fonts[i];

		for (k = 0; k < PLANES; k++)
			mem_free(f->cids[k]);
		ttf_free(f->ttf);
		buf_clear(&f->data);
		mem_free(f->gids);
		mem_free(f->cps);
	}
	for (i = 0; i < FIXED; i++)
		for (k = 0; k < PLANES; k++)
			mem_free(fs->pages[i][k]);
	mem_free(fs);
}

/* Joiners, selectors, marks of direction: nothing is to be seen of them. */
static bool
is_nothing(uint32_t cp)
{
	return cp < 0x20 || (cp >= 0x7f && cp < 0xa0) || cp == 0xad ||
	    (cp >= 0x200b && cp <= 0x200f) || (cp >= 0x2028 && cp <= 0x202e) ||
	    (cp >= 0x2060 && cp <= 0x206f) || (cp >= 0xfe00 && cp <= 0xfe0f) ||
	    cp == 0xfeff || (cp >= 0xe0000 && cp <= 0xe0fff);
}

/* Glyph of a code point in file i, which is read if need be. */
static unsigned
glyph_in(struct pdf_fonts *fs, unsigned i, uint32_t cp)
{
	struct font *f = &fs->fonts[i];
	const char *why;

	/* A fallback that cannot be used has no glyphs, that is all. */
	if (!f->tried)
		(void)!font_read(fs, f, &why);
	return f->ttf == NULL ? 0 : ttf_glyph(f->ttf, cp);
}

/* Was this code point found absent in another face? */
static bool
known_absent(const struct pdf_fonts *fs, uint32_t cp)
{
	unsigned i;

	for (i = 0; i < FIXED; i++)
		if (fs->pages[i][cp >> 8] != NULL &&
		    fs->pages[i][cp >> 8][cp & 0xff].state ==
		    PDF_GLYPH_ABSENT)
			return true;
	return false;
}

/* Find a glyph: the face's own file, then sans, then the fallbacks. */
static void
glyph_find(struct pdf_fonts *fs, int face, uint32_t cp, struct pdf_glyph *g)
{
	unsigned own = (unsigned)face < fs->count ? (unsigned)face : 0;
	unsigned i = own, gid = 0, step;

	if (is_nothing(cp)) {
		g->state = PDF_GLYPH_NOTHING;
		return;
	}
	for (step = 0; gid == 0; step++) {
		if (step == 0)
			i = own;
		else if (step == 1)
			i = 0;
		else if (step + 1 < fs->count)
			i = step + 1;
		else
			break;
		gid = glyph_in(fs, i, cp);
	}
	if (gid == 0 || gid > 0xffff) {
		if (!known_absent(fs, cp))
			diag_add(fs->diag, DIAG_OUTPUT_GLYPH, NULL,
			    "U+%04X is shown as text: no font at hand has it",
			    (unsigned)cp);
		g->state = PDF_GLYPH_ABSENT;
		return;
	}
	fs->scripts |= pdf_script_bit(cp);
	g->state = PDF_GLYPH_THERE;
	g->font = (uint8_t)i;
	g->gid = (uint16_t)gid;
	g->advance = (uint16_t)ttf_advance(fs->fonts[i].ttf, gid);
}

static struct pdf_glyph *
look(struct pdf_fonts *fs, int face, uint32_t cp)
{
	struct pdf_glyph **page, *g;

	if (face == FACE_OBLIQUE || face < 0 || face >= FIXED)
		face = FACE_SANS;
	if (cp > 0x10ffff)
		cp = 0xfffd;
	page = &fs->pages[face][cp >> 8];
	if (*page == NULL)
		*page = mem_zalloc(256, sizeof(**page));
	g = &(*page)[cp & 0xff];
	if (g->state == PDF_GLYPH_UNKNOWN)
		glyph_find(fs, face, cp, g);
	return g;
}

const struct pdf_glyph *
pdf_font_look(struct pdf_fonts *fs, int face, uint32_t cp)
{
	return look(fs, face, cp);
}

const struct pdf_glyph *
pdf_font_latin(struct pdf_fonts *fs, int face)
{
	return look(fs, face, ' ') - ' ';
}

/* Bytes that a literal string would need to escape (7.3.4.2). */
static bool
is_awkward(size_t cid)
{
	size_t lo = cid & 0xff, hi = cid >> 8;

	return lo == '(' || lo == ')' || lo == '\\' || lo == '\r' ||
	    hi == '(' || hi == ')' || hi == '\\' || hi == '\r';
}

static void
place_add(struct font *f, unsigned gid, uint32_t cp)
{
	if (f->count == f->cap) {
		f->cap = f->cap == 0 ? 128 : f->cap * 2;
		f->gids = mem_grow(f->gids, f->cap * sizeof(*f->gids));
		f->cps = mem_grow(f->cps, f->cap * sizeof(*f->cps));
	}
	f->gids[f->count] = gid;
	f->cps[f->count++] = cp;
}

/* Numbers go by code point, so that what shares a glyph copies right. */
static uint16_t
cid_of(struct font *f, unsigned gid, uint32_t cp)
{
	uint16_t **page = &f->cids[cp >> 8];

	if (*page == NULL)
		*page = mem_zalloc(256, sizeof(**page));
	if ((*page)[cp & 0xff] == 0) {
		if (f->count == 0)
			place_add(f, 0, 0);
		while (is_awkward(f->count))
			place_add(f, 0, 0);
		if (f->count >= CIDS_MAX)
			return 0;
		(*page)[cp & 0xff] = (uint16_t)f->count;
		place_add(f, gid, cp);
	}
	return (*page)[cp & 0xff];
}

const struct pdf_glyph *
pdf_font_use(struct pdf_fonts *fs, int face, uint32_t cp)
{
	struct pdf_glyph *g = look(fs, face, cp);

	if (g->cid == 0 && g->state == PDF_GLYPH_THERE)
		g->cid = cid_of(&fs->fonts[g->font], g->gid, cp);
	return g;
}

size_t
pdf_font_absent(uint32_t cp, char *out)
{
	return (size_t)snprintf(out, 16, "[U+%04X]", (unsigned)cp & 0xffffff);
}

unsigned long
pdf_font_width(struct pdf_fonts *fs, int face, const char *s, size_t n)
{
	const struct pdf_glyph *latin = pdf_font_latin(fs, face);
	unsigned long sum = 0;
	size_t i, used;
	char text[16];

	for (i = 0; i < n; i += used) {
		uint32_t cp = (unsigned char)s[i];
		const struct pdf_glyph *g;

		used = 1;
		if (cp < 0x80 && latin[cp].state == PDF_GLYPH_THERE) {
			sum += latin[cp].advance;
			continue;
		}
		if (cp >= 0x80)
			cp = utf8_decode(s + i, n - i, &used);
		g = look(fs, face, cp);
		if (g->state == PDF_GLYPH_ABSENT && cp >= 0x80)
			sum += pdf_font_width(fs, FACE_SANS, text,
			    pdf_font_absent(cp, text));
		else
			sum += g->advance;
	}
	return sum;
}

/* Code points of the numbers, for copying and searching (9.10.3). */
static void
unicode_write(const struct font *f, struct buf *b)
{
	size_t i, k, n = 0;

	buf_adds(b, "/CIDInit /ProcSet findresource begin\n12 dict begin\n"
	    "begincmap\n/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)"
	    "/Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n"
	    "/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\n"
	    "endcodespacerange\n");
	for (i = 1; i < f->count; i++)
		n += f->gids[i] != 0;
	for (i = 1, k = 0; i < f->count; i++) {
		uint32_t cp = f->cps[i];

		if (f->gids[i] == 0)
			continue;
		if (k % 100 == 0)
			buf_printf(b, "%zu beginbfchar\n",
			    n - k < 100 ? n - k : (size_t)100);
		if (cp >= 0x10000)
			buf_printf(b, "<%04zX> <%04X%04X>\n", i,
			    (unsigned)(0xd7c0 + (cp >> 10)),
			    (unsigned)(0xdc00 + (cp & 0x3ff)));
		else
			buf_printf(b, "<%04zX> <%04X>\n", i, (unsigned)cp);
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
descriptor_write(struct pdf_file *file, const struct font *f,
    const char *tag, const struct buf *program, bool mono)
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
	    ttf_name(f->ttf), mono ? 5 : 4, box[0], box[1], box[2], box[3],
	    ttf_italic_angle(f->ttf), ttf_ascent(f->ttf),
	    ttf_descent(f->ttf), ttf_cap_height(f->ttf), data);
	pdf_file_dict(file, id, b.data, b.len);
	buf_clear(&b);
	return id;
}

/* Type 0 font, its one descendant, descriptor, program and code map. */
static int
font_write(struct pdf_file *file, const struct font *f, bool mono,
    unsigned *id)
{
	unsigned child = pdf_file_reserve(file), unicode, descriptor;
	struct buf b = BUF_INIT, program = BUF_INIT;
	size_t i;
	char tag[7];
	int rc = -1;

	*id = pdf_file_reserve(file);
	unicode = pdf_file_reserve(file);
	if (ttf_subset_write(f->ttf, f->gids, f->count, &program) == -1)
		goto out;
	tag_make(&program, tag);
	descriptor = descriptor_write(file, f, tag, &program, mono);
	buf_printf(&b, "/Type/Font/Subtype/CIDFontType2/BaseFont/%s+%s"
	    "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0"
	    ">>/FontDescriptor %u 0 R/DW 0/CIDToGIDMap/Identity/W[", tag,
	    ttf_name(f->ttf), descriptor);
	for (i = 0; i < f->count; i++) {
		if (i % 100 == 0)
			buf_printf(&b, "%s%zu[", i == 0 ? "" : "]", i);
		buf_printf(&b, "%s%u", i % 100 == 0 ? "" : " ",
		    ttf_advance(f->ttf, f->gids[i]));
	}
	buf_adds(&b, "]]");
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

static void
inventory_note(const struct pdf_fonts *fs, const struct font *f)
{
	struct inventory *inv = fs->options->fonts;
	const char *base = strrchr(f->path, '/');
	struct buf path = BUF_INIT;
	struct digest d;
	size_t i;

	if (inv == NULL || fs->options->arena == NULL)
		return;
	buf_printf(&path, "fonts/%s", base == NULL ? f->path : base + 1);
	for (i = 0; i < inv->count; i++)
		if (strcmp(inv->entries[i].path, buf_str(&path)) == 0)
			break;
	if (i == inv->count) {
		digest_of(f->data.data, f->data.len, &d);
		inventory_add(fs->options->arena, inv, INVENTORY_FONT,
		    buf_str(&path), f->data.len, &d,
		    inventory_media_type(f->path));
	}
	buf_clear(&path);
}

/* One finding a document, however many letters it has. */
static void
scripts_tell(const struct pdf_fonts *fs)
{
	struct buf b = BUF_INIT;

	if (fs->scripts == 0)
		return;
	pdf_script_say(fs->scripts, &b);
	diag_add(fs->diag, DIAG_OUTPUT_SHAPING, NULL,
	    "%s; the HTML shows them correctly", buf_str(&b));
	buf_clear(&b);
}

int
pdf_font_write(struct pdf_fonts *fs, struct pdf_file *file,
    struct buf *resources)
{
	unsigned i, id;

	scripts_tell(fs);
	for (i = 0; i < fs->count; i++) {
		if (fs->fonts[i].count == 0)
			continue;
		if (font_write(file, &fs->fonts[i], i == FACE_MONO, &id) ==
		    -1) {
			diag_add(fs->diag, DIAG_OUTPUT_FONT, NULL,
			    "%s: its tables contradict each other",
			    fs->fonts[i].path);
			return -1;
		}
		buf_printf(resources, "/F%u %u 0 R", i, id);
		inventory_note(fs, &fs->fonts[i]);
	}
	return 0;
}
