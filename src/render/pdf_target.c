/*
 * Where a PDF goes while it is written.
 */
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "render/format.h"

#include "render/pdf_target.h"

#define WINDOW	((size_t)256 * 1024)	/* for the sink at once */

size_t
pdf_target_bytes(const struct pdf_target *t)
{
	return t->gone + t->out->len - t->start;
}

bool
pdf_target_full(size_t n, struct diag *d)
{
	if (n > LIMIT_OUTPUT_BYTES)
		diag_add(d, DIAG_OUTPUT_LIMIT, NULL,
		    "the PDF would have %zu bytes, allowed are %d", n,
		    LIMIT_OUTPUT_BYTES);
	return n > LIMIT_OUTPUT_BYTES;
}

int
pdf_target_flush(struct pdf_target *t, bool all)
{
	if (t->sink == NULL || (!all && t->out->len < WINDOW))
		return 0;
	if (pdf_target_full(pdf_target_bytes(t), t->diag) ||
	    t->sink->put(t->sink->ctx, t->out->data, t->out->len,
	    t->diag) != 0)
		return -1;
	t->gone += t->out->len;
	buf_rewind(t->out);
	return 0;
}
