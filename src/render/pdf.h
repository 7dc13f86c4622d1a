/*
 * PDF through render/page (layout) and libharu (drawing).
 */
#ifndef RENDER_PDF_H
#define RENDER_PDF_H

struct buf;
struct diag;
struct document;
struct render_options;

/* A row of render/format; see there. */
int	pdf_render(struct buf *, const struct document *,
	    const struct render_options *, struct diag *)
	    __attribute__((warn_unused_result));

#endif
