/*
 * TrueType subsets (ISO/IEC 14496-22): a font program with just the
 * glyphs a document uses.
 */
#ifndef RENDER_TTF_SUBSET_H
#define RENDER_TTF_SUBSET_H

#include <stddef.h>

struct buf;
struct ttf;

/*
 * Append a font program with just these glyphs: new glyph i is glyphs[i]
 * (glyphs[0] is 0; 0 elsewhere is an empty place); components of
 * composites are appended after them.  Hinting programs are left out.
 * -1 where the font's tables contradict each other.
 */
int	ttf_subset_write(const struct ttf *, const unsigned *glyphs,
	    size_t count, struct buf *out)
	    __attribute__((warn_unused_result));

#endif
