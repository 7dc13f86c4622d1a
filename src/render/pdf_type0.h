/*
 * The Type 0 font of a PDF that is written for what was drawn with one
 * font file (ISO 32000-1 9.7).
 */
#ifndef RENDER_PDF_TYPE0_H
#define RENDER_PDF_TYPE0_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pdf_file;
struct ttf;
struct ttf_made;

/* What was drawn; numbers of glyphs count from 0, which is never drawn. */
struct pdf_type0 {
	const struct ttf *ttf;
	const unsigned	*gids;		/* 0: empty, or that of one of made */
	const uint32_t	*cps;		/* what a glyph says */
	size_t		 count;
	const struct ttf_made *made;
	const char	*const *texts;	/* what each of made says */
	size_t		 made_count;
	bool		 mono;
};

/* *id: the font's object.  -1 where the font's tables contradict each
 * other. */
int	pdf_type0_write(struct pdf_file *, const struct pdf_type0 *,
	    unsigned *id) __attribute__((warn_unused_result));

#endif
