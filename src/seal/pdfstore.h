/*
 * The document security store of a PDF (ISO 32000-2 12.8.4.3, EN 319
 * 142-1 5.4): what is needed to check its signatures years later.
 */
#ifndef SEAL_PDFSTORE_H
#define SEAL_PDFSTORE_H

#include <stddef.h>

struct buf;
struct diag;
struct material;
struct pdffile;

/*
 * Append a revision with a store that holds this material beside what an
 * older store holds; what is there already is not added again, and where
 * nothing is left to add the file stays as it is.  -1 with a finding.
 */
int	pdfstore_add(struct buf *pdf, const char *name,
	    const struct material *, struct diag *)
	    __attribute__((warn_unused_result));

/*
 * Add what the store of a revision holds to material; nothing where there
 * is none.  -1 with a finding (V15) where a part of it cannot be read.
 */
int	pdfstore_read(const struct pdffile *, size_t revision,
	    const char *name, struct material *, struct diag *)
	    __attribute__((warn_unused_result));

#endif
