/*
 * The fonts of a PDF: faces with a chain of fallback files, glyphs by
 * code point, subsets as Type 0 fonts (ISO 32000-1 9.7).
 */
#ifndef RENDER_PDF_FONT_H
#define RENDER_PDF_FONT_H

#include <stddef.h>
#include <stdint.h>

struct buf;
struct diag;
struct pdf_file;
struct pdf_fonts;
struct render_options;

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

/* Width of a text at size 1000; what no font has counts as "[U+....]". */
unsigned long	pdf_font_width(struct pdf_fonts *, int face,
	    const char *text, size_t n);

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
