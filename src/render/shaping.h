/*
 * Shaping: which glyphs of a font, and where, make a word of a script
 * whose letters join, stack or change places.
 */
#ifndef RENDER_SHAPING_H
#define RENDER_SHAPING_H

#include <stdbool.h>
#include <stddef.h>

struct shaping;

/* Font units; glyphs stand from left to right, whatever the script. */
struct shaping_glyph {
	unsigned	gid;
	size_t		at;		/* byte its cluster begins with */
	int		advance, dx, dy;
};

/* A face of a font file; data is borrowed for the life of the result.
 * Bytes that are no font give glyph 0 for everything. */
struct shaping	*shaping_new(const unsigned char *data, size_t len,
		    unsigned face);
void		 shaping_free(struct shaping *);

/*
 * Shape n bytes of UTF-8 of one script.  Returns the number of glyphs;
 * *out is good until the next call.  Glyph numbers come from the font
 * and need not be there in it.
 */
size_t		 shaping_run(struct shaping *, const char *s, size_t n,
		    bool rtl, const struct shaping_glyph **out);

#endif
