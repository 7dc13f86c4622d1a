/*
 * Text strings of PDF (ISO 32000-2 7.9.2) and dates (7.9.4), read and
 * written.
 */
#ifndef SEAL_PDFTEXT_H
#define SEAL_PDFTEXT_H

#include <stddef.h>
#include <stdint.h>

struct buf;
struct pdflex_value;

/*
 * Append the text of a text string as UTF-8: ASCII or UTF-16BE.  -1 for
 * other encodings, and for text that is none.
 */
int	pdftext_read(const struct pdflex_value *, struct buf *)
	    __attribute__((warn_unused_result));

/* Append a text string: literal where it is ASCII, else UTF-16BE. */
void	pdftext_put(struct buf *, const char *utf8);

/* Append a date, "(D:20261122130509Z)", and read one of this form. */
void	pdftext_put_date(struct buf *, int64_t sec);
int	pdftext_read_date(const struct pdflex_value *, int64_t *sec)
	    __attribute__((warn_unused_result));

/* Append bytes as a hexadecimal string, lower case. */
void	pdftext_put_hex(struct buf *, const void *p, size_t n);

#endif
