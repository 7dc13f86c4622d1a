/*
 * Where a PDF goes while it is written: into a buffer, or through one to
 * a sink that takes it in pieces.  Serves render/pdf_file.
 */
#ifndef RENDER_PDF_TARGET_H
#define RENDER_PDF_TARGET_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct diag;
struct render_sink;

struct pdf_target {
	struct buf	*out;		/* with a sink: what waits for it */
	size_t		 start;		/* of the file in out */
	size_t		 gone;		/* bytes the sink has */
	const struct render_sink *sink;	/* or NULL */
	struct diag	*diag;
};

/* Bytes of the file so far. */
size_t	pdf_target_bytes(const struct pdf_target *);

/* Is that more than a file may have?  With a finding. */
bool	pdf_target_full(size_t bytes, struct diag *);

/* Hand over what waits, where it is enough or all is; -1 with a finding. */
int	pdf_target_flush(struct pdf_target *, bool all)
	    __attribute__((warn_unused_result));

#endif
