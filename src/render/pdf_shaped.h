/*
 * Shaped words: what HarfBuzz says of a word becomes glyphs of a subset
 * that say their letters, kept for the next time the word comes.
 */
#ifndef RENDER_PDF_SHAPED_H
#define RENDER_PDF_SHAPED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pdf_fonts;
struct pdf_shaped;
struct ttf_part;

/*
 * A glyph to show.  Slots come in the order the text is read in; from
 * right to left each stands left of the one before.
 */
struct pdf_slot {
	uint16_t	 cid;		/* 0: not yet asked for, or no room */
	uint16_t	 width;		/* 1/1000 of the size */
	const struct ttf_part *parts;
	size_t		 count;
	unsigned	 advance;	/* font units */
	const char	*text;
	size_t		 len;
};

struct pdf_word {
	unsigned	 font;
	unsigned long	 width;
	size_t		 count;
	struct pdf_slot	*slots;
};

/* The fonts are borrowed for the life of the result. */
struct pdf_shaped *pdf_shaped_new(struct pdf_fonts *);
void		 pdf_shaped_free(struct pdf_shaped *);

/*
 * n bytes of one script, at most PDF_FONT_TEXT characters, in a font that
 * has them all.  The word is good until the next is asked for.
 */
struct pdf_word	*pdf_shaped_look(struct pdf_shaped *, unsigned font,
		    const char *s, size_t n, bool rtl);

/* The word will be drawn: its glyphs get their numbers. */
void		 pdf_shaped_use(struct pdf_shaped *, struct pdf_word *);

#endif
