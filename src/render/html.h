/*
 * One self-contained HTML5 file, well-formed as XML too, without script
 * and without anything loaded from elsewhere.
 */
#ifndef RENDER_HTML_H
#define RENDER_HTML_H

struct buf;
struct diag;
struct document;
struct render_options;

/* A row of render/format; see there. */
int	html_render(struct buf *, const struct document *,
	    const struct render_options *, struct diag *)
	    __attribute__((warn_unused_result));

#endif
