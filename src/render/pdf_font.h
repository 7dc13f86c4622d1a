/*
 * The fonts of a PDF: faces with a chain of fallback files, glyphs by
 * code point, subsets as Type 0 fonts (ISO 32000-1 9.7).
 */
#ifndef RENDER_PDF_FONT_H
#define RENDER_PDF_FONT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;
struct diag;
struct pdf_file;
struct pdf_fonts;
struct render_options;
struct ttf;
struct ttf_part;

/* A code point in a face. */
struct pdf_glyph {
	uint16_t	cid;		/* 0: not drawn, or nothing to draw */
	uint16_t	gid;
	uint16_t	advance;	/* 1/1000 of the size */
	uint8_t		font;
	uint8_t		state;		/* PDF_GLYPH_* */
};

enum {
	PDF_GLYPH_UNKNOWN,
	PDF_GLYPH_THERE,
	PDF_GLYPH_NOTHING,	/* invisible by nature: joiners, selectors */
	PDF_GLYPH_SHAPED,	/* a letter or mark of a script that is shaped:
				   asked for with its neighbours */
	PDF_GLYPH_ABSENT	/* no font has it */
};

/* The first three files are read now, the others when they are needed. */
int	pdf_font_open(const struct render_options *, struct diag *,
	    struct pdf_fonts **out) __attribute__((warn_unused_result));
void	pdf_font_free(struct pdf_fonts *);

/* For measuring. */
const struct pdf_glyph	*pdf_font_look(struct pdf_fonts *, int face,
	    uint32_t cp);

/* For drawing: the glyph goes into the subset. */
const struct pdf_glyph	*pdf_font_use(struct pdf_fonts *, int face,
	    uint32_t cp);

/*
 * The first 128 code points of a face, for quick looks: an entry counts
 * where its state is THERE, for drawing where its cid is not 0.
 */
const struct pdf_glyph	*pdf_font_latin(struct pdf_fonts *, int face);

/*
 * A number in the subset of a font for glyphs put together, and what they
 * say: n bytes of UTF-8, at most PDF_FONT_TEXT characters.  The same
 * again has the same number; 0 where the font is full.
 */
#define PDF_FONT_TEXT	100
uint16_t	 pdf_font_place(struct pdf_fonts *, unsigned font,
	    const struct ttf_part *parts, size_t count, unsigned advance,
	    const char *text, size_t n);

/* The file of a font that has been looked up in, and its reader. */
const struct ttf *pdf_font_file(struct pdf_fonts *, unsigned font,
	    const unsigned char **data, size_t *len);
/* Advance of a glyph in font units. */
unsigned	 pdf_font_units(struct pdf_fonts *, unsigned font,
	    unsigned gid);
bool	pdf_font_has(struct pdf_fonts *, unsigned font, uint32_t cp);

/*
 * Width of a text at size 1000 where a glyph a character is all there is
 * to it; false where a byte says that there may be more: below U+0300
 * nothing is shaped, and nothing turned.
 */
#define PDF_FONT_RICH	0xcc	/* this byte and above */
bool	pdf_font_width(struct pdf_fonts *, int face, const char *text,
	    size_t n, unsigned long *width);

/* Is this a font of ideographs, of which there are no bold ones: drawn
 * with a line around each glyph where the face is bold? */
bool	pdf_font_heavy(struct pdf_fonts *, int face, unsigned font);

/* "[U+1F680]" for a code point no font has; out holds 16 bytes. */
size_t	pdf_font_absent(uint32_t cp, char *out);

/*
 * Write the fonts that were drawn with, add their resource entries
 * ("/F0 12 0 R") to resources and their files to the inventory; a finding
 * names the scripts that are not set right.  -1 with a finding where a
 * font file turns out to be broken.
 */
int	pdf_font_write(struct pdf_fonts *, struct pdf_file *,
	    struct buf *resources) __attribute__((warn_unused_result));

#endif
