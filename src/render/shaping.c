/*
 * Shaping by HarfBuzz.  It checks the tables of the font itself.  It takes
 * no allocator of ours and goes on with less where it gets no memory, but
 * malloc(3) leaves a trace.
 */
#include <errno.h>
#include <limits.h>

#include <hb.h>

#include "base/mem.h"

#include "render/shaping.h"

struct shaping {
	hb_font_t	*font;
	hb_buffer_t	*buffer;
	struct shaping_glyph *glyphs;
	size_t		 cap;
};

/* Did it go without since errno was cleared? */
static void
memory_check(const struct shaping *s)
{
	if (errno == ENOMEM || s->font == hb_font_get_empty() ||
	    !hb_buffer_allocation_successful(s->buffer))
		mem_exhausted();
}

struct shaping *
shaping_new(const unsigned char *data, size_t len, unsigned face)
{
	struct shaping *s = mem_zalloc(1, sizeof(*s));
	hb_blob_t *blob;
	hb_face_t *f;

	errno = 0;
	blob = hb_blob_create((const char *)data,
	    len > UINT_MAX ? 0 : (unsigned)len, HB_MEMORY_MODE_READONLY,
	    NULL, NULL);
	f = hb_face_create(blob, face);
	s->font = hb_font_create(f);
	s->buffer = hb_buffer_create();
	hb_face_destroy(f);
	hb_blob_destroy(blob);
	memory_check(s);
	return s;
}

void
shaping_free(struct shaping *s)
{
	if (s == NULL)
		return;
	hb_font_destroy(s->font);
	hb_buffer_destroy(s->buffer);
	mem_free(s->glyphs);
	mem_free(s);
}

size_t
shaping_run(struct shaping *s, const char *text, size_t n, bool rtl,
    const struct shaping_glyph **out)
{
	const hb_glyph_info_t *info;
	const hb_glyph_position_t *pos;
	unsigned count, i;

	errno = 0;
	hb_buffer_clear_contents(s->buffer);
	hb_buffer_add_utf8(s->buffer, text, (int)n, 0, (int)n);
	hb_buffer_guess_segment_properties(s->buffer);
	hb_buffer_set_direction(s->buffer,
	    rtl ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
	/* The locale of the process is none of our business. */
	hb_buffer_set_language(s->buffer, HB_LANGUAGE_INVALID);
	/* Joiners are told with a neighbour, not by a glyph of no width. */
	hb_buffer_set_flags(s->buffer,
	    HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
	hb_shape(s->font, s->buffer, NULL, 0);
	memory_check(s);
	info = hb_buffer_get_glyph_infos(s->buffer, &count);
	pos = hb_buffer_get_glyph_positions(s->buffer, &count);
	if (count > s->cap) {
		s->cap = (size_t)count * 2;
		s->glyphs = mem_grow(s->glyphs, s->cap * sizeof(*s->glyphs));
	}
	for (i = 0; i < count; i++) {
		s->glyphs[i].gid = info[i].codepoint;
		s->glyphs[i].at = info[i].cluster;
		s->glyphs[i].advance = pos[i].x_advance;
		s->glyphs[i].dx = pos[i].x_offset;
		s->glyphs[i].dy = pos[i].y_offset;
	}
	*out = s->glyphs;
	return count;
}
