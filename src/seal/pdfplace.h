/*
 * Where things go in a new revision of a PDF: the objects of a picture,
 * the field of a time-stamp, the document security store.
 */
#ifndef SEAL_PDFPLACE_H
#define SEAL_PDFPLACE_H

#include <stddef.h>
#include <stdint.h>

struct buf;
struct pdfappend;
struct pdffile;

/*
 * Add the objects of a picture (pdfsign_stamp), which count from base,
 * under numbers of their own; *first gets that of the first.  -1 where they are no such list.
 */
int	pdfplace_stamp(struct pdfappend *, const struct buf *objects,
	    size_t n, uint32_t base, uint32_t *first)
	    __attribute__((warn_unused_result));

/*
 * Add an invisible signature field of this name and value to the form and
 * to the first page.  -1 where the file has no form or no page.
 */
int	pdfplace_time_field(const struct pdffile *, struct pdfappend *,
	    const char *name, uint32_t value)
	    __attribute__((warn_unused_result));

#endif
