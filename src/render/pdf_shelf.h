/*
 * Shelf: the font files of a run.  Each is read, opened and hashed once,
 * however many documents and pictures are drawn with it.
 */
#ifndef RENDER_PDF_SHELF_H
#define RENDER_PDF_SHELF_H

#include <stddef.h>

struct diag;
struct digest;
struct pdf_shelf;
struct pdf_shelf_font;
struct ttf;

struct pdf_shelf	*pdf_shelf_new(void);
void	pdf_shelf_free(struct pdf_shelf *);	/* NULL does nothing */

/*
 * The font of this path, read when it is first asked for; never NULL.  A
 * file that is there and cannot be read is a finding, once.
 */
struct pdf_shelf_font	*pdf_shelf_take(struct pdf_shelf *, const char *path,
		    struct diag *);

/* Its reader, which lives as long as the shelf; NULL where it is of no
 * use, and why (a phrase). */
const struct ttf	*pdf_shelf_ttf(const struct pdf_shelf_font *);
const char	*pdf_shelf_fault(const struct pdf_shelf_font *);

/* The bytes of the file, and their SHA-256. */
const unsigned char	*pdf_shelf_data(const struct pdf_shelf_font *,
		    size_t *len);
void	pdf_shelf_digest(struct pdf_shelf_font *, struct digest *);

#endif
