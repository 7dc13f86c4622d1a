/*
 * Text of a page's content (ISO 32000-1 9.4): where a line starts, which
 * font is set, which glyphs are shown.
 */
#ifndef RENDER_PDF_TEXT_H
#define RENDER_PDF_TEXT_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct pdf_fonts;
struct pdf_text;

/* Both are borrowed for the life of the result; ops takes the operators. */
struct pdf_text	*pdf_text_new(struct pdf_fonts *, struct buf *ops);
void		 pdf_text_free(struct pdf_text *);

/* Forget what was set: a content stream begins. */
void		 pdf_text_reset(struct pdf_text *);

/* Begin a text object, if there is none. */
void		 pdf_text_begin(struct pdf_text *);

/* Begin a text object if need be, and a line at x, y (from the bottom). */
void		 pdf_text_move(struct pdf_text *, long x, long y,
		    bool slanted);

/* Does a text in this face have glyphs with a line around them, for which
 * the pen must be set? */
bool		 pdf_text_heavy(struct pdf_text *, int face, const char *,
		    size_t);

/*
 * Show n bytes of UTF-8 from where pdf_text_move() went to the right,
 * ordered as dir (enum text_dir) says; size in hundredths.
 */
void		 pdf_text_show(struct pdf_text *, int face, int size,
		    const char *s, size_t n, int dir);

/* Width of that at size 1000. */
unsigned long	 pdf_text_width(struct pdf_text *, int face, const char *s,
		    size_t n);

/* End the text object, if there is one. */
void		 pdf_text_end(struct pdf_text *);

#endif
