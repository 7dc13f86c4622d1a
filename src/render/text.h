/*
 * Plain text for terminals and the text part of mail: wrapped, with
 * optional ANSI colour, never a control character from the data.
 */
#ifndef RENDER_TEXT_H
#define RENDER_TEXT_H

struct buf;
struct diag;
struct document;
struct render_options;

/* A row of render/format; see there. */
int	text_render(struct buf *, const struct document *,
	    const struct render_options *, struct diag *)
	    __attribute__((warn_unused_result));

#endif
