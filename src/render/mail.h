/*
 * One RFC 5322 message: multipart/alternative with a complete text part
 * and an HTML part with inline styles.
 */
#ifndef RENDER_MAIL_H
#define RENDER_MAIL_H

struct buf;
struct diag;
struct document;
struct render_options;

/* A row of render/format; see there. */
int	mail_render(struct buf *, const struct document *,
	    const struct render_options *, struct diag *)
	    __attribute__((warn_unused_result));

#endif
