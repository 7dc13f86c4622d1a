/*
 * Writes the NODE_DATA of a document as JSON.
 */
#ifndef RENDER_DATA_H
#define RENDER_DATA_H

struct buf;
struct diag;
struct document;
struct render_options;

/* A row of render/format; see there. */
int	data_render(struct buf *, const struct document *,
	    const struct render_options *, struct diag *)
	    __attribute__((warn_unused_result));

#endif
