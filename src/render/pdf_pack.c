/*
 * Streams compressed in one go by libdeflate: at level 1 it is twice as
 * fast as zlib, and leaves less.
 */
#include <libdeflate.h>

#include "base/buf.h"
#include "base/mem.h"

#include "render/pdf_pack.h"

#define LEVELS	13		/* of libdeflate, 0 unused */

struct pdf_pack {
	struct libdeflate_compressor *deflate[LEVELS];
	struct buf	 out;
};

struct pdf_pack *
pdf_pack_new(void)
{
	libdeflate_set_memory_allocator(mem_alloc, mem_free);
	return mem_zalloc(1, sizeof(struct pdf_pack));
}

void
pdf_pack_free(struct pdf_pack *p)
{
	int i;

	if (p == NULL)
		return;
	for (i = 0; i < LEVELS; i++)
		libdeflate_free_compressor(p->deflate[i]);
	buf_clear(&p->out);
	mem_free(p);
}

const void *
pdf_pack_deflate(struct pdf_pack *p, const void *data, size_t n, int level,
    size_t *len)
{
	size_t most;

	if (p->deflate[level] == NULL)
		p->deflate[level] = libdeflate_alloc_compressor(level);
	if (p->deflate[level] == NULL)
		mem_exhausted();
	most = libdeflate_zlib_compress_bound(p->deflate[level], n);
	buf_rewind(&p->out);
	buf_reserve(&p->out, most);
	*len = libdeflate_zlib_compress(p->deflate[level], data, n,
	    p->out.data, most);
	return p->out.data;
}
