/*
 * TrueType reader (ISO/IEC 14496-22): bounds-checked, no
 * library.  Reads .ttf and the first fitting face of .ttc; glyf outlines
 * only.
 */
#ifndef RENDER_TTF_H
#define RENDER_TTF_H

#include <stddef.h>
#include <stdint.h>

struct ttf;

/* data is borrowed for the life of the ttf.  -1 with *why. */
int	 ttf_open(const unsigned char *data, size_t len, struct ttf **out,
	    const char **why) __attribute__((warn_unused_result));
void	 ttf_free(struct ttf *);

/* Glyph of a code point, 0 = none (cmap formats 4 and 12). */
unsigned ttf_glyph(const struct ttf *, uint32_t cp);

/* Advance in 1/1000 em, rounded. */
unsigned ttf_advance(const struct ttf *, unsigned glyph);

/* In 1/1000 em. */
int	 ttf_ascent(const struct ttf *);
int	 ttf_descent(const struct ttf *);
int	 ttf_cap_height(const struct ttf *);
int	 ttf_italic_angle(const struct ttf *);
void	 ttf_bbox(const struct ttf *, int out[4]);

/* PostScript name, [A-Za-z0-9-] */
const char *ttf_name(const struct ttf *);

/* What a subset is cut from; lengths as ttf_open() checked them. */
enum ttf_table { TTF_HEAD /* 54 bytes */, TTF_HHEA /* 36 */,
	TTF_MAXP /* 32 */ };
const unsigned char	*ttf_table(const struct ttf *, enum ttf_table);
unsigned ttf_glyphs(const struct ttf *);

/* Which face of a collection was taken; 0 in a file of one. */
unsigned ttf_face(const struct ttf *);

/* Font units in 1/1000 em, rounded. */
int	 ttf_thousandth(const struct ttf *, int units);

/* Advance and left side bearing as stored, in font units. */
void	 ttf_metrics(const struct ttf *, unsigned glyph, unsigned *advance,
	    unsigned *bearing);

/* The glyf record; len 0 for a blank.  -1 where the index is broken. */
int	 ttf_outline(const struct ttf *, unsigned glyph,
	    const unsigned char **, size_t *len)
	    __attribute__((warn_unused_result));

#endif
