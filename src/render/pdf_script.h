/*
 * Scripts that one glyph a character does not set right: their letters
 * join, stack or change places.
 */
#ifndef RENDER_PDF_SCRIPT_H
#define RENDER_PDF_SCRIPT_H

#include <stdint.h>

enum {
	PDF_SCRIPT_PLAIN,	/* one glyph a character is right */
	PDF_SCRIPT_MARK,	/* stands on the letter before it */
	PDF_SCRIPT_JOINER,	/* invisible, changes its neighbours */
	PDF_SCRIPT_FIRST	/* and above: a script that is shaped */
};

/* Characters of one number may be shaped together. */
int	pdf_script_of(uint32_t cp);

#endif
