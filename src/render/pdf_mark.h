/*
 * Marked content (ISO 32000-1 14.6): which element what is drawn next
 * belongs to, or that it is an artifact.
 */
#ifndef RENDER_PDF_MARK_H
#define RENDER_PDF_MARK_H

#include <stdbool.h>

struct buf;
struct node;
struct pdf_mark;
struct pdf_struct;
struct pdf_text;

/*
 * All are borrowed; with structure NULL nothing is marked and no function
 * below does anything.
 */
struct pdf_mark	*pdf_mark_new(struct pdf_struct *, struct pdf_text *,
		    struct buf *ops);
void		 pdf_mark_free(struct pdf_mark *);

/* A content stream begins. */
void		 pdf_mark_reset(struct pdf_mark *);

/* A tag (enum page_tag) as layout begins and ends it. */
void		 pdf_mark_open(struct pdf_mark *, int tag,
		    const struct node *, unsigned serial);
void		 pdf_mark_close(struct pdf_mark *);

/* Text or a picture follows: it belongs to the innermost open tag. */
void		 pdf_mark_begin(struct pdf_mark *, bool text);

/* Text follows whose MCID was allotted before; or an artifact. */
void		 pdf_mark_late(struct pdf_mark *, int tag, unsigned mcid);

/* End the sequence that is open, if there is one. */
void		 pdf_mark_end(struct pdf_mark *);

#endif
