/*
 * Numerals: JSON numbers (RFC 8259 section 6) as text.
 */
#ifndef INTAKE_NUMERAL_H
#define INTAKE_NUMERAL_H

#include <stddef.h>

enum numeral_kind {
	NUMERAL_GOOD,
	NUMERAL_ZERO,		/* 01 */
	NUMERAL_SIGN,		/* - without a digit */
	NUMERAL_POINT,		/* 2. */
	NUMERAL_EXPONENT,	/* 1e */
	NUMERAL_TAIL		/* 0x10, 1.2.3, 5ms */
};

/* Scan the number at s[0], a digit or '-'.  *used gets its length, or the
 * offset of the character that does not fit. */
enum numeral_kind	numeral_scan(const char *s, size_t n, size_t *used);

/* Power of ten of the first digit that counts: 1 for 12.5 and 1.25e1, -1
 * for 0.5; NUMERAL_NOTHING for zero.  s was scanned. */
#define NUMERAL_NOTHING	(-1000000000L)
long			numeral_power(const char *s, size_t n);

#endif
