/*
 * Rows of objects by number.
 */
#include <string.h>

#include "render/pdf_rows.h"

bool
pdf_rows_full(const struct pdf_rows *rows)
{
	return rows->count == PDF_ROWS;
}

struct pdf_row *
pdf_rows_add(struct pdf_rows *rows, unsigned first, size_t count)
{
	struct pdf_row *r = &rows->list[rows->count++];

	memset(r, 0, sizeof(*r));
	r->first = first;
	r->count = count;
	return r;
}

const struct pdf_row *
pdf_rows_find(const struct pdf_rows *rows, unsigned id, size_t *index)
{
	const struct pdf_row *r;
	size_t i, before = 0;

	for (i = 0; i < rows->count; i++) {
		r = &rows->list[i];
		if (r->first > id)
			break;
		if (id - r->first < r->count) {
			*index = id - r->first;
			return r;
		}
		before += r->count;
	}
	*index = id - before;
	return NULL;
}
