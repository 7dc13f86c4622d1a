/* UTF-8 (RFC 3629): checking, decoding, and what may be shown where. */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

#define REPLACEMENT	((uint32_t)0xfffd)

/*
 * Decode one well-formed sequence of RFC 3629 section 4 at s, n bytes
 * left; 0 where there is none, with the length of the bad part in *used.
 */
static int
decode(const unsigned char *s, size_t n, uint32_t *cp, size_t *used)
{
	unsigned char	lo = 0x80, hi = 0xbf;
	size_t		need, i;

	*used = 1;
	if (s[0] < 0x80) {
		*cp = s[0];
		return 1;
	}
	if (s[0] < 0xc2 || s[0] > 0xf4)
		return 0;
	need = s[0] < 0xe0 ? 1 : s[0] < 0xf0 ? 2 : 3;
	*cp = s[0] & (0x3fU >> need);
	/* Overlong forms, surrogates, beyond U+10FFFF. */
	if (s[0] == 0xe0)
		lo = 0xa0;
	else if (s[0] == 0xed)
		hi = 0x9f;
	else if (s[0] == 0xf0)
		lo = 0x90;
	else if (s[0] == 0xf4)
		hi = 0x8f;
	for (i = 1; i <= need; i++) {
		if (i >= n || s[i] < lo || s[i] > hi)
			return 0;
		*cp = *cp << 6 | (s[i] & 0x3fU);
		*used = i + 1;
		lo = 0x80;
		hi = 0xbf;
	}
	return 1;
}

int
utf8_check(const void *data, size_t len, size_t *bad)
{
	const unsigned char	*s = data;
	uint64_t		 word;
	uint32_t		 cp;
	size_t			 i = 0, used;

	while (i < len) {
		if (len - i >= sizeof(word)) {
			memcpy(&word, s + i, sizeof(word));
			if ((word & UINT64_C(0x8080808080808080)) == 0) {
				i += sizeof(word);
				continue;
			}
		}
		if (s[i] < 0x80) {
			i++;
			continue;
		}
		if (!decode(s + i, len - i, &cp, &used)) {
			if (bad != NULL)
				*bad = i;
			return -1;
		}
		i += used;
	}
	return 0;
}

uint32_t
utf8_decode(const char *s, size_t n, size_t *used)
{
	uint32_t	cp;

	if (!decode((const unsigned char *)s, n, &cp, used))
		return REPLACEMENT;
	return cp;
}

size_t
utf8_encode(uint32_t cp, char out[4])
{
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xc0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3f));
		return 2;
	}
	if (cp < 0x10000) {
		out[0] = (char)(0xe0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3f));
		out[2] = (char)(0x80 | (cp & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | cp >> 18);
	out[1] = (char)(0x80 | (cp >> 12 & 0x3f));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3f));
	out[3] = (char)(0x80 | (cp & 0x3f));
	return 4;
}

size_t
utf8_count(const char *s)
{
	size_t	n = 0;

	for (; *s != '\0'; s++)
		if (((unsigned char)*s & 0xc0) != 0x80)
			n++;
	return n;
}

struct width {
	uint32_t	first, last;
	int		columns;
};

static const struct width	widths[] = {
#define X(columns, first, last)	{ first, last, columns },
#include "base/utf8_width.inc"
#undef X
};

int
utf8_columns(uint32_t cp)
{
	size_t	lo = 0, hi = sizeof(widths) / sizeof(widths[0]), mid;

	if (cp < 0x300)
		return 1;
	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (cp > widths[mid].last)
			lo = mid + 1;
		else if (cp < widths[mid].first)
			hi = mid;
		else
			return widths[mid].columns;
	}
	return 1;
}

size_t
utf8_width(const char *s, size_t n)
{
	size_t	columns = 0, used;

	for (; n > 0; s += used, n -= used) {
		if ((unsigned char)*s < 0x80) {
			columns++;
			used = 1;
			continue;
		}
		columns += (size_t)utf8_columns(utf8_decode(s, n, &used));
	}
	return columns;
}

bool
utf8_is_bidi_control(uint32_t cp)
{
	return (cp >= 0x202a && cp <= 0x202e) ||
	    (cp >= 0x2066 && cp <= 0x2069) ||
	    cp == 0x200e || cp == 0x200f || cp == 0x061c;
}

bool
utf8_is_control(uint32_t cp)
{
	return cp < 0x20 || (cp >= 0x7f && cp <= 0x9f) ||
	    cp == 0x2028 || cp == 0x2029;
}

bool
utf8_is_blank(const char *s)
{
	size_t		n = strlen(s), used;
	uint32_t	cp;

	for (; n > 0; s += used, n -= used) {
		cp = utf8_decode(s, n, &used);
		if (cp > ' ' && cp < 0x7f)
			return false;
		/* Spaces, and the fillers of Hangul and Braille. */
		if (cp > 0xa0 && cp != 0x1680 && cp != 0x202f &&
		    (cp < 0x2000 || cp > 0x200f) && cp != 0x205f &&
		    cp != 0x3000 && cp != 0x3164 && cp != 0xffa0 &&
		    cp != 0x2800 && !utf8_is_control(cp) &&
		    !utf8_is_bidi_control(cp) && utf8_columns(cp) > 0)
			return false;
	}
	return true;
}

bool
utf8_is_rtl(uint32_t cp)
{
	return (cp >= 0x0590 && cp <= 0x08ff) ||
	    (cp >= 0xfb1d && cp <= 0xfdff) ||
	    (cp >= 0xfe70 && cp <= 0xfefe) ||
	    (cp >= 0x10800 && cp <= 0x10fff) ||
	    (cp >= 0x1e800 && cp <= 0x1efff);
}

/* Length of the plain printable ASCII at the start of s. */
static size_t
plain(const char *s, size_t n)
{
	size_t	i;

	for (i = 0; i < n; i++)
		if (s[i] < 0x20 || s[i] >= 0x7f)
			break;
	return i;
}

/* What a terminal gets for one code point; returns its columns. */
static size_t
safe_piece(const char *s, size_t n, char out[16], size_t *len, size_t *used)
{
	uint32_t	cp;

	if (!decode((const unsigned char *)s, n, &cp, used))
		cp = REPLACEMENT;
	else if (!utf8_is_control(cp) && !utf8_is_bidi_control(cp)) {
		memcpy(out, s, *used);
		*len = *used;
		return (size_t)utf8_columns(cp);
	}
	*len = (size_t)snprintf(out, 16, "\\x{%X}", (unsigned)cp);
	return *len;
}

void
utf8_safe(struct buf *b, const char *s, size_t n, size_t max_columns)
{
	size_t	columns = 0, dots = max_columns < 3 ? max_columns : 3;
	size_t	cut = b->len, used, len, wide;
	char	piece[16];

	buf_reserve(b, n);
	for (; n > 0; s += used, n -= used) {
		if (max_columns == 0 && (len = plain(s, n)) > 0) {
			buf_add(b, s, len);
			used = len;
			continue;
		}
		wide = safe_piece(s, n, piece, &len, &used);
		if (max_columns > 0 && columns + wide > max_columns) {
			b->len = cut;
			buf_pad(b, '.', dots);
			return;
		}
		buf_add(b, piece, len);
		columns += wide;
		if (columns + dots <= max_columns)
			cut = b->len;
	}
	buf_add(b, "", 0);
}

/* One code point for a document, where it is not plain ASCII. */
static void
visible_piece(struct buf *b, uint32_t cp)
{
	char	out[4];

	if (cp == 0x7f)
		cp = 0x2421;
	else if (cp < 0x20 && cp != '\t' && cp != '\n')
		cp += 0x2400;
	else if (utf8_is_control(cp) && cp >= 0x7f)
		cp = REPLACEMENT;
	else if (cp == 0xfffe || cp == 0xffff)
		cp = REPLACEMENT;	/* no characters of XML 1.0 */
	if (utf8_is_bidi_control(cp))
		buf_printf(b, "[U+%04X]", (unsigned)cp);
	else
		buf_add(b, out, utf8_encode(cp, out));
}

void
utf8_visible(struct buf *b, const char *s, size_t n)
{
	size_t	used;

	buf_reserve(b, n);
	for (; n > 0; s += used, n -= used) {
		if ((used = plain(s, n)) > 0)
			buf_add(b, s, used);
		else
			visible_piece(b, utf8_decode(s, n, &used));
	}
	buf_add(b, "", 0);
}
