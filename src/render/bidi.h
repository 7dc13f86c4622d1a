/*
 * The order of letters on a line (UAX #9): levels of a paragraph, the
 * visual order of what stands on a line, mirrored brackets.
 */
#ifndef RENDER_BIDI_H
#define RENDER_BIDI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Does the text hold letters that run from right to left?  Where it does
 * not, nothing below needs to be asked. */
bool	 bidi_needed(const char *s, size_t n);

/*
 * Embedding levels of a paragraph, one a byte, the same for all bytes of
 * a character; direction by the first strong letter (P2, P3).  Marks that
 * open embeddings, overrides and isolates have no effect.  The parts of
 * a line of ours, " \xc2\xb7 " between them, run from left to right, each
 * in its own order.  Returns the level of the paragraph, 0 or 1.
 */
int	 bidi_levels(const char *s, size_t n, unsigned char *levels);

/* Visual order of n pieces with these levels (L2): order[i] is the piece
 * that stands i-th from the left. */
void	 bidi_order(const unsigned char *levels, size_t n, size_t *order);

/* The character whose picture is drawn for cp from right to left (L4). */
uint32_t bidi_mirror(uint32_t cp);

#endif
