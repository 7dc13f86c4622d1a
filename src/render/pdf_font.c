/*
 * The fonts of a PDF: which file has a glyph, which number it gets, and
 * the Type 0 font that is written for what was drawn.
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/inventory.h"
#include "base/mem.h"
#include "base/table.h"
#include "base/utf8.h"
#include "render/format.h"
#include "render/device.h"
#include "render/pdf_script.h"
#include "render/pdf_shelf.h"
#include "render/pdf_type0.h"
#include "render/ttf.h"
#include "render/ttf_subset.h"

#include "render/pdf_font.h"

#define FONTS_MAX	96
#define FIXED		3		/* sans, bold, mono */
#define ABSENT_TOLD	20		/* characters a finding names */
#define PLANES		(0x110000 >> 8)
#define CIDS_MAX	65000u

struct font {
	const char	*path;
	struct pdf_shelf_font *file;	/* NULL: not asked for yet */
	bool		 spare;		/* bold of the one before it */
	uint16_t	*cids[PLANES];	/* number of a code point */
	unsigned	*gids;		/* by cid, 0 = empty place */
	uint32_t	*cps;
	size_t		 count, cap;
	struct ttf_made	*made;		/* places that hold shaped letters */
	const char	**texts;	/* ... and what they say */
	size_t		 made_count, made_cap;
};

struct pdf_fonts {
	const struct render_options *options;
	struct diag	*diag;
	struct pdf_shelf *shelf, *own;	/* own: NULL where it is shared */
	struct font	 fonts[FONTS_MAX];
	unsigned	 count;
	struct buf	 absent;	/* code points no font has */
	size_t		 absent_count;
	struct arena	*arena;		/* of what is shaped */
	struct table	*places;	/* what shaped letters look like and
					   say -> their number + 1 */
	struct pdf_glyph *pages[FIXED][PLANES];
};

/* The reader of a font that was asked for; NULL: it is of no use. */
static const struct ttf *
ttf_of(const struct font *f)
{
	return pdf_shelf_ttf(f->file);
}

static const struct ttf *
font_read(struct pdf_fonts *fs, struct font *f)
{
	if (f->file == NULL)
		f->file = pdf_shelf_take(fs->shelf, f->path, fs->diag);
	return ttf_of(f);
}

/* "X-Bold.ttf" behind "X-Regular.ttf". */
static bool
is_bold_of(const char *path, const char *regular)
{
	static const char is[] = "-Regular.ttf", bold[] = "-Bold.ttf";
	const char *end = strstr(regular, is);

	return end != NULL && strncmp(path, regular,
	    (size_t)(end - regular)) == 0 &&
	    strcmp(path + (end - regular), bold) == 0;
}

int
pdf_font_open(const struct render_options *options, struct diag *d,
    struct pdf_fonts **out)
{
	struct pdf_fonts *fs = mem_zalloc(1, sizeof(*fs));
	unsigned i;
	int rc = -1;

	fs->options = options;
	fs->diag = d;
	if (options == NULL || options->font_paths == NULL ||
	    options->font_paths[0] == NULL) {
		diag_add(d, DIAG_OUTPUT_FONT, NULL, "no font is named");
		goto out;
	}
	fs->shelf = options->shelf;
	if (fs->shelf == NULL)
		fs->shelf = fs->own = pdf_shelf_new();
	while (fs->count < FONTS_MAX &&
	    options->font_paths[fs->count] != NULL) {
		fs->fonts[fs->count].path = options->font_paths[fs->count];
		fs->count++;
	}
	for (i = FIXED; i + 1 < fs->count; i++)
		fs->fonts[i + 1].spare = is_bold_of(fs->fonts[i + 1].path,
		    fs->fonts[i].path);
	for (i = 0; i < FIXED && i < fs->count; i++)
		if (font_read(fs, &fs->fonts[i]) == NULL) {
			diag_add(d, DIAG_OUTPUT_FONT, NULL,
			    "%s: %s", fs->fonts[i].path,
			    pdf_shelf_fault(fs->fonts[i].file));
			goto out;
		}
	/* Missing glyphs are spelled in it. */
	if (ttf_glyph(ttf_of(&fs->fonts[0]), '[') == 0 ||
	    ttf_glyph(ttf_of(&fs->fonts[0]), 'F') == 0) {
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

		for (k = 0; k < PLANES && f->count > 0; k++)
			mem_free(f->cids[k]);
		mem_free(f->gids);
		mem_free(f->cps);
		mem_free(f->made);
		mem_free(f->texts);
	}
	pdf_shelf_free(fs->own);
	arena_free(fs->arena);
	buf_clear(&fs->absent);
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
	const struct ttf *t = font_read(fs, &fs->fonts[i]);

	/* A fallback that cannot be used has no glyphs, that is all. */
	return t == NULL ? 0 : ttf_glyph(t, cp);
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
		if (!fs->fonts[i].spare)
			gid = glyph_in(fs, i, cp);
	}
	if (gid != 0 && face == FACE_BOLD && i + 1 < fs->count &&
	    fs->fonts[i + 1].spare && glyph_in(fs, i + 1, cp) != 0)
		gid = glyph_in(fs, ++i, cp);
	if (gid == 0 || gid > 0xffff) {
		if (!known_absent(fs, cp) && ++fs->absent_count <= ABSENT_TOLD)
			buf_printf(&fs->absent, "%s U+%04X",
			    fs->absent_count > 1 ? "," : "", (unsigned)cp);
		g->state = PDF_GLYPH_ABSENT;
		return;
	}
	g->state = pdf_script_of(cp) == PDF_SCRIPT_PLAIN ?
	    PDF_GLYPH_THERE : PDF_GLYPH_SHAPED;
	g->font = (uint8_t)i;
	g->gid = (uint16_t)gid;
	g->advance = (uint16_t)ttf_advance(ttf_of(&fs->fonts[i]), gid);
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

/* A place for a glyph, 0 where the font is full. */
static uint16_t
place_next(struct font *f, unsigned gid, uint32_t cp)
{
	if (f->count == 0)
		place_add(f, 0, 0);
	while (is_awkward(f->count))
		place_add(f, 0, 0);
	if (f->count >= CIDS_MAX)
		return 0;
	place_add(f, gid, cp);
	return (uint16_t)(f->count - 1);
}

/* Numbers go by code point, so that what shares a glyph copies right. */
static uint16_t
cid_of(struct font *f, unsigned gid, uint32_t cp)
{
	uint16_t **page = &f->cids[cp >> 8];

	if (*page == NULL)
		*page = mem_zalloc(256, sizeof(**page));
	if ((*page)[cp & 0xff] == 0)
		(*page)[cp & 0xff] = place_next(f, gid, cp);
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

/* Keep what was put together; the place it stands at is i. */
static void
made_add(struct pdf_fonts *fs, struct font *f, size_t i,
    const struct ttf_part *parts, size_t count, unsigned advance,
    const char *text, size_t n)
{
	struct ttf_part *keep = arena_array(fs->arena, count + 1,
	    sizeof(*keep));
	struct ttf_made *m;

	if (f->made_count == f->made_cap) {
		f->made_cap = f->made_cap == 0 ? 64 : f->made_cap * 2;
		f->made = mem_grow(f->made, f->made_cap * sizeof(*f->made));
		f->texts = mem_grow(f->texts,
		    f->made_cap * sizeof(*f->texts));
	}
	if (count > 0)
		memcpy(keep, parts, count * sizeof(*keep));
	f->texts[f->made_count] = arena_strndup(fs->arena, text, n);
	m = &f->made[f->made_count++];
	m->place = i;
	m->parts = keep;
	m->count = count;
	m->advance = advance;
}

unsigned
pdf_font_units(struct pdf_fonts *fs, unsigned font, unsigned gid)
{
	unsigned advance, bearing;

	ttf_metrics(ttf_of(&fs->fonts[font]), gid, &advance, &bearing);
	return advance;
}

uint16_t
pdf_font_place(struct pdf_fonts *fs, unsigned font,
    const struct ttf_part *parts, size_t count, unsigned advance,
    const char *text, size_t n)
{
	struct font *f = &fs->fonts[font];
	struct buf key = BUF_INIT;
	uintptr_t known;
	uint16_t cid;
	size_t i, used;

	if (fs->arena == NULL) {
		fs->arena = arena_new();
		fs->places = table_new(fs->arena, 0);
	}
	buf_printf(&key, "%u %u", font, advance);
	for (i = 0; i < count; i++)
		buf_printf(&key, " %u,%d,%d", parts[i].gid, parts[i].dx,
		    parts[i].dy);
	buf_addc(&key, '|');
	buf_add(&key, text, n);
	known = (uintptr_t)table_find(fs->places, buf_str(&key));
	if (known == 0) {
		uint32_t cp = utf8_decode(text, n, &used);
		bool plain = count == 1 && used == n && parts[0].dx == 0 &&
		    parts[0].dy == 0;

		if (plain)
			plain = pdf_font_units(fs, font, parts[0].gid) ==
			    advance;
		cid = place_next(f, plain ? parts[0].gid : 0, cp);
		if (cid != 0 && !plain)
			made_add(fs, f, cid, parts, count, advance, text, n);
		known = (uintptr_t)cid + 1;
		(void)table_add(fs->places, arena_strndup(fs->arena,
		    key.data, key.len), (void *)known);
	}
	buf_clear(&key);
	return (uint16_t)(known - 1);
}

const struct ttf *
pdf_font_file(struct pdf_fonts *fs, unsigned font, const unsigned char **data,
    size_t *len)
{
	const struct font *f = &fs->fonts[font];

	*data = pdf_shelf_data(f->file, len);
	return ttf_of(f);
}

bool
pdf_font_has(struct pdf_fonts *fs, unsigned font, uint32_t cp)
{
	return glyph_in(fs, font, cp) != 0;
}

bool
pdf_font_heavy(struct pdf_fonts *fs, int face, unsigned font)
{
	return face == FACE_BOLD && font >= FIXED &&
	    !fs->fonts[font].spare && (glyph_in(fs, font, 0x4e00) != 0 ||
	    glyph_in(fs, font, 0xac00) != 0);
}

size_t
pdf_font_absent(uint32_t cp, char *out)
{
	return (size_t)snprintf(out, 16, "[U+%04X]", (unsigned)cp & 0xffffff);
}

bool
pdf_font_width(struct pdf_fonts *fs, int face, const char *s, size_t n,
    unsigned long *sum)
{
	const struct pdf_glyph *latin = pdf_font_latin(fs, face), *g;
	size_t i, used;

	*sum = 0;
	for (i = 0; i < n; i += used) {
		unsigned char c = (unsigned char)s[i];

		used = 1;
		if (c >= PDF_FONT_RICH)
			return false;
		if (c < 0x80 && latin[c].state == PDF_GLYPH_THERE) {
			*sum += latin[c].advance;
		} else {
			g = look(fs, face, utf8_decode(s + i, n - i, &used));
			if (g->state == PDF_GLYPH_ABSENT && c >= 0x80)
				return false;
			*sum += g->advance;
		}
	}
	return true;
}

static void
inventory_note(const struct pdf_fonts *fs, const struct font *f)
{
	struct inventory *inv = fs->options->fonts;
	const char *base = strrchr(f->path, '/');
	struct buf path = BUF_INIT;
	struct digest d;
	size_t i, len;

	if (inv == NULL || fs->options->arena == NULL)
		return;
	buf_printf(&path, "fonts/%s", base == NULL ? f->path : base + 1);
	for (i = 0; i < inv->count; i++)
		if (strcmp(inv->entries[i].path, buf_str(&path)) == 0)
			break;
	if (i == inv->count) {
		(void)pdf_shelf_data(f->file, &len);
		pdf_shelf_digest(f->file, &d);
		inventory_add(fs->options->arena, inv, INVENTORY_FONT,
		    buf_str(&path), len, &d, inventory_media_type(f->path));
	}
	buf_clear(&path);
}

/* One finding a document, however many characters there are. */
static void
absent_tell(const struct pdf_fonts *fs)
{
	size_t more = fs->absent_count - ABSENT_TOLD;

	if (fs->absent_count == 0)
		return;
	if (fs->absent_count <= ABSENT_TOLD)
		diag_add(fs->diag, DIAG_OUTPUT_GLYPH, NULL,
		    "no font at hand has these characters; they are shown "
		    "as text:%s", fs->absent.data);
	else
		diag_add(fs->diag, DIAG_OUTPUT_GLYPH, NULL,
		    "no font at hand has these characters; they are shown "
		    "as text:%s and %zu more", fs->absent.data, more);
}

int
pdf_font_write(struct pdf_fonts *fs, struct pdf_file *file,
    struct buf *resources)
{
	unsigned i, id;

	absent_tell(fs);
	for (i = 0; i < fs->count; i++) {
		const struct font *f = &fs->fonts[i];
		const struct pdf_type0 use = {
			.ttf = f->file == NULL ? NULL : ttf_of(f),
			.gids = f->gids,
			.cps = f->cps,
			.count = f->count,
			.made = f->made,
			.texts = f->texts,
			.made_count = f->made_count,
			.mono = i == FACE_MONO,
		};

		if (f->count == 0)
			continue;
		if (pdf_type0_write(file, &use, &id) == -1) {
			diag_add(fs->diag, DIAG_OUTPUT_FONT, NULL,
			    "%s: its tables contradict each other", f->path);
			return -1;
		}
		buf_printf(resources, "/F%u %u 0 R", i, id);
		inventory_note(fs, f);
	}
	return 0;
}
