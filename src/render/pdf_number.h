/*
 * Numbers in PDF: hundredths of a point, written without printf(3), for
 * there are millions of them.
 */
#ifndef RENDER_PDF_NUMBER_H
#define RENDER_PDF_NUMBER_H

#include <stddef.h>

struct buf;

#define PDF_NUMBER_LEN	24	/* room one number needs */

/* Write a whole number at p, and nothing after it; returns the end. */
char	*pdf_number_digits(char *p, size_t);

/* Points to hundredths, rounded, kept within what readers take. */
long	 pdf_number_of(double points);

/* Write hundredths and a blank at p; returns the end. */
char	*pdf_number_put(char *p, long hundredths);

/* Append operands in hundredths, the operator (15 bytes at most), a line
   end: one instruction of a page (ISO 32000-1 7.8.2). */
void	 pdf_number_op(struct buf *, const char *name, int n, const long *v);

#endif
