/*
 * Rows of PDF objects that are made when they are written, so that they
 * are never held.  Serves render/pdf_file.
 */
#ifndef RENDER_PDF_ROWS_H
#define RENDER_PDF_ROWS_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct diag;

#define PDF_ROWS	8

/* Either function makes them; see pdf_file_row() and pdf_file_late(). */
struct pdf_row {
	unsigned	 first;		/* its number */
	size_t		 count;
	void		(*put)(void *, size_t, struct buf *);
	int		(*late)(void *, size_t, struct buf *, struct diag *);
	void		*ctx;
};

struct pdf_rows {
	struct pdf_row	 list[PDF_ROWS];	/* by number */
	size_t		 count;
};

bool		 pdf_rows_full(const struct pdf_rows *);
struct pdf_row	*pdf_rows_add(struct pdf_rows *, unsigned first,
		    size_t count);

/*
 * The row an object is in and its index there; or NULL and its index
 * among the objects that are in none.
 */
const struct pdf_row	*pdf_rows_find(const struct pdf_rows *, unsigned id,
		    size_t *index);

#endif
