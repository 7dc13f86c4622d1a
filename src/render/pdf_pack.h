/*
 * Compression of PDF streams (FlateDecode, ISO 32000-1 7.4.4); the one
 * place that uses libdeflate.
 */
#ifndef RENDER_PDF_PACK_H
#define RENDER_PDF_PACK_H

#include <stddef.h>

struct pdf_pack;

struct pdf_pack	*pdf_pack_new(void);
void		 pdf_pack_free(struct pdf_pack *);	/* NULL: nothing */

/*
 * The data compressed at level 1 to 12, *len bytes that stay until the
 * next time.
 */
const void	*pdf_pack_deflate(struct pdf_pack *, const void *data,
		    size_t n, int level, size_t *len);

#endif
