/*
 * The HTML part of a mail: the document with inline styles only, tables
 * where mail readers need them, nothing loaded from anywhere.
 */
#ifndef RENDER_LETTER_H
#define RENDER_LETTER_H

struct buf;
struct diag;
struct document;

/* 0, or -1 with a finding of render/markup. */
int	letter_write(struct buf *, const struct document *, struct diag *)
	    __attribute__((warn_unused_result));

#endif
