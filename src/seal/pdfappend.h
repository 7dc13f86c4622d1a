/*
 * One more revision of a PDF (ISO 32000-2 7.5.6): objects that are new or
 * replaced, appended with their cross-reference section; what is there
 * stays byte by byte.
 */
#ifndef SEAL_PDFAPPEND_H
#define SEAL_PDFAPPEND_H

#include <stddef.h>
#include <stdint.h>

struct buf;
struct pdfappend;
struct pdffile;
struct pdflex_value;

struct pdfappend	*pdfappend_new(const struct pdffile *);
void		 pdfappend_free(struct pdfappend *);	/* NULL: nothing */

/* The number of a new object, which must be put later. */
uint32_t	 pdfappend_reserve(struct pdfappend *);

/* What stands between "N 0 obj" and "endobj"; copied, each number once. */
void		 pdfappend_put(struct pdfappend *, uint32_t number,
		    const char *body, size_t n);

/*
 * Append objects, section and trailer to tail, which will follow the
 * file: offsets count from the start of that.  The second ID becomes the
 * digest of what is appended.
 */
void		 pdfappend_write(struct pdfappend *, struct buf *tail);

/* Where the body of an object starts in tail. */
size_t		 pdfappend_at(const struct pdfappend *, uint32_t number);

/*
 * Append a dictionary without its closing brackets and these keys (NULL
 * ends them), so that more can be added.
 */
void		 pdfappend_open(struct buf *, const struct pdflex_value *,
		    const char *const *without);

#endif
