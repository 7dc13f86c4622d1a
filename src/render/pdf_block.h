/*
 * Streams wait in blocks in the order in which they will be written, so
 * that a block goes back to the host as a whole while the file grows: the
 * pages are never held twice.
 */
#ifndef RENDER_PDF_BLOCK_H
#define RENDER_PDF_BLOCK_H

#include <stddef.h>

struct pdf_block;

/*
 * A copy of n bytes, in the block that is filled or, where it is full, in
 * a new one; *in is the block it is in, to be dropped when it is written.
 */
unsigned char	*pdf_block_keep(struct pdf_block **now, const void *,
		    size_t n, struct pdf_block **in);

/* One stream is written: its block goes with the last one in it. */
void		 pdf_block_drop(struct pdf_block *);

/* No more streams into the block that is filled. */
void		 pdf_block_close(struct pdf_block **now);

#endif
