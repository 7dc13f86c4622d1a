/*
 * Numbers in PDF, in hundredths.
 */
#include "base/buf.h"

#include "render/pdf_number.h"

#define NUMBER_MAX	3000000	/* 30,000 points; readers differ beyond */

char *
pdf_number_digits(char *p, size_t v)
{
	char digits[20], *d = digits;

	do
		*d++ = (char)('0' + v % 10);
	while ((v /= 10) > 0);
	while (d > digits)
		*p++ = *--d;
	return p;
}

long
pdf_number_of(double v)
{
	/* Also false for what is no number. */
	if (!(v > -NUMBER_MAX / 100))
		return -NUMBER_MAX;
	if (v > NUMBER_MAX / 100)
		return NUMBER_MAX;
	return (long)(v * 100 + (v < 0 ? -0.5 : 0.5));
}

char *
pdf_number_put(char *p, long v)
{
	unsigned long u = v < 0 ? 0ul - (unsigned long)v : (unsigned long)v;
	unsigned long whole = u / 100;
	unsigned part = (unsigned)(u % 100);
	char digits[20], *d = digits;

	if (v < 0)
		*p++ = '-';
	if (whole == 0 && part == 0)
		*p++ = '0';
	for (; whole > 0; whole /= 10)
		*d++ = (char)('0' + whole % 10);
	while (d > digits)
		*p++ = *--d;
	if (part > 0) {
		*p++ = '.';
		*p++ = (char)('0' + part / 10);
		if (part % 10 > 0)
			*p++ = (char)('0' + part % 10);
	}
	*p++ = ' ';
	return p;
}

void
pdf_number_op(struct buf *b, const char *name, int n, const long *v)
{
	char *p;
	int i;

	buf_reserve(b, (size_t)n * PDF_NUMBER_LEN + 16);
	p = b->data + b->len;
	for (i = 0; i < n; i++)
		p = pdf_number_put(p, v[i]);
	while (*name != '\0')
		*p++ = *name++;
	*p++ = '\n';
	b->len = (size_t)(p - b->data);
}
