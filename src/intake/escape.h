/*
 * Escapes of JSON strings (RFC 8259 section 7).
 */
#ifndef INTAKE_ESCAPE_H
#define INTAKE_ESCAPE_H

#include <stddef.h>

struct buf;

enum escape_kind {
	ESCAPE_GOOD,
	ESCAPE_UNKNOWN,		/* \x and the like */
	ESCAPE_NOT_HEX,		/* \u without four hexadecimal digits */
	ESCAPE_NUL,		/* \u0000 */
	ESCAPE_HALF		/* half of a surrogate pair */
};

/*
 * How many of the next n bytes surely need no look: ASCII without quote,
 * backslash and controls.  There may be more of them.
 */
size_t			escape_plain(const char *s, size_t n);

/*
 * Look at the escape at s[0] == '\\', n bytes left.  *used gets its
 * length (a pair is one escape), *bytes that of its UTF-8.
 */
enum escape_kind	escape_scan(const char *s, size_t n, size_t *used,
			    size_t *bytes);

/* Append what n scanned bytes mean; what cannot stand is U+FFFD. */
void			escape_text(const char *s, size_t n, struct buf *);

#endif
