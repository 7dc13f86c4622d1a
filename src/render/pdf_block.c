/*
 * Blocks of streams that wait to be written.
 */
#include <stdbool.h>
#include <string.h>

#include "base/mem.h"

#include "render/pdf_block.h"

#define BLOCK	((size_t)1024 * 1024)

struct pdf_block {
	size_t		 used, live;	/* bytes; streams not yet written */
	bool		 closed;	/* nothing is added any more */
	unsigned char	 data[];
};

void
pdf_block_close(struct pdf_block **now)
{
	struct pdf_block *b = *now;

	*now = NULL;
	if (b == NULL)
		return;
	b->closed = true;
	if (b->live == 0)
		mem_free(b);
}

void
pdf_block_drop(struct pdf_block *b)
{
	if (b != NULL && --b->live == 0 && b->closed)
		mem_free(b);
}

unsigned char *
pdf_block_keep(struct pdf_block **now, const void *data, size_t n,
    struct pdf_block **in)
{
	struct pdf_block *b = *now;
	unsigned char *place;
	size_t size = n > BLOCK ? n : BLOCK;

	if (b == NULL || n > BLOCK - b->used) {
		pdf_block_close(now);
		b = *now = mem_alloc(sizeof(*b) + size);
		b->used = b->live = 0;
		b->closed = false;
	}
	place = b->data + b->used;
	if (n > 0)
		memcpy(place, data, n);
	b->used += n;
	b->live++;
	*in = b;
	if (b->used >= BLOCK)
		pdf_block_close(now);
	return place;
}
