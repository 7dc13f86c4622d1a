/*
 * Scripts that one glyph a character does not set right: those that run
 * from right to left, join their letters or move their signs.
 */
#ifndef RENDER_PDF_SCRIPT_H
#define RENDER_PDF_SCRIPT_H

#include <stdint.h>

struct buf;

/* The bit of the script of a code point, 0 where nothing goes wrong. */
uint64_t	pdf_script_bit(uint32_t cp);

/* "Hebrew letters are printed left to right; ..." for these bits. */
void		pdf_script_say(uint64_t scripts, struct buf *);

#endif
