/* Escapes of JSON strings: judging one, and undoing them all. */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "intake/escape.h"

/* Value of four hexadecimal digits, or -1. */
static int
hex4(const char *p, size_t left)
{
	int	v = 0, i, c;

	if (left < 4)
		return -1;
	for (i = 0; i < 4; i++) {
		c = (unsigned char)p[i];
		if (c >= '0' && c <= '9')
			c -= '0';
		else if ((c | 32) >= 'a' && (c | 32) <= 'f')
			c = (c | 32) - 'a' + 10;
		else
			return -1;
		v = v << 4 | c;
	}
	return v;
}

static bool
is_high(int u)
{
	return u >= 0xd800 && u <= 0xdbff;
}

static bool
is_low(int u)
{
	return u >= 0xdc00 && u <= 0xdfff;
}

/* The low half behind a high one at s (12 bytes with it), or -1. */
static int
low_half(const char *s, size_t n)
{
	int	u;

	if (n < 12 || s[6] != '\\' || s[7] != 'u')
		return -1;
	u = hex4(s + 8, n - 8);
	return is_low(u) ? u : -1;
}

/* A borrow may make a plain byte look special, never the other way
 * round. */
size_t
escape_plain(const char *s, size_t n)
{
	const uint64_t	ones = UINT64_C(0x0101010101010101);
	uint64_t	w, odd;
	size_t		i;

	for (i = 0; n - i >= sizeof(w); i += sizeof(w)) {
		memcpy(&w, s + i, sizeof(w));
		odd = w | (w - 0x20 * ones) | ((w ^ '"' * ones) - ones) |
		    ((w ^ '\\' * ones) - ones);
		if (odd & 0x80 * ones)
			break;
	}
	return i;
}

enum escape_kind
escape_scan(const char *s, size_t n, size_t *used, size_t *bytes)
{
	int	u;

	*used = n < 2 ? n : 2;
	*bytes = 1;
	if (n < 2 || s[1] == '\0' || strchr("\"\\/bfnrtu", s[1]) == NULL)
		return ESCAPE_UNKNOWN;
	if (s[1] != 'u')
		return ESCAPE_GOOD;
	u = hex4(s + 2, n - 2);
	if (u < 0)
		return ESCAPE_NOT_HEX;
	*used = 6;
	if (u == 0)
		return ESCAPE_NUL;
	if (is_high(u) && low_half(s, n) >= 0) {
		*used = 12;
		*bytes = 4;
		return ESCAPE_GOOD;
	}
	*bytes = u < 0x80 ? 1 : u < 0x800 ? 2 : 3;
	return is_high(u) || is_low(u) ? ESCAPE_HALF : ESCAPE_GOOD;
}

static uint32_t
code_point(const char *s, size_t n, size_t used)
{
	static const char	from[] = "bfnrt", to[] = "\b\f\n\r\t";
	const char		*q;
	int			 u;

	if (used == 2) {
		q = strchr(from, s[1]);
		return (unsigned char)(q != NULL ? to[q - from] : s[1]);
	}
	u = hex4(s + 2, n - 2);
	if (used == 12)
		return 0x10000U + (((uint32_t)u - 0xd800) << 10) +
		    ((uint32_t)low_half(s, n) - 0xdc00);
	return is_high(u) || is_low(u) || u == 0 ? 0xfffd : (uint32_t)u;
}

void
escape_text(const char *s, size_t n, struct buf *b)
{
	const char	*end = s + n;
	size_t		 used, bytes;
	char		 out[4];

	while (s < end) {
		if (*s != '\\') {
			buf_addc(b, *s++);
			continue;
		}
		(void)escape_scan(s, (size_t)(end - s), &used, &bytes);
		buf_add(b, out, utf8_encode(code_point(s, (size_t)(end - s),
		    used), out));
		s += used;
	}
}
