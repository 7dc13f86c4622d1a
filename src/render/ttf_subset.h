/*
 * TrueType subsets (ISO/IEC 14496-22): a font program with just the
 * glyphs a document uses.
 */
#ifndef RENDER_TTF_SUBSET_H
#define RENDER_TTF_SUBSET_H

#include <stddef.h>

struct buf;
struct ttf;

/* Glyphs of the font put side by side, above each other: font units. */
struct ttf_part {
	unsigned	gid;
	int		dx, dy;
};

/* A glyph the font does not have: parts of its own glyphs, maybe none. */
struct ttf_made {
	size_t		 place;		/* its number in the subset */
	const struct ttf_part *parts;
	size_t		 count;
	unsigned	 advance;	/* font units */
};

/*
 * Append a font program with just these glyphs: new glyph i is glyphs[i]
 * (glyphs[0] is 0; 0 elsewhere is an empty place, or that of one of made,
 * which go by place); components of composites are appended after them.
 * Hinting programs are left out.  -1 where the font's tables contradict
 * each other or a glyph is not there.
 */
int	ttf_subset_write(const struct ttf *, const unsigned *glyphs,
	    size_t count, const struct ttf_made *made, size_t made_count,
	    struct buf *out) __attribute__((warn_unused_result));

#endif
