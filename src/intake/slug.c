/*
 * Slugs: words of any script joined by hyphens, and heading numbers.
 */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "intake/slug.h"

#define SLUG_MAX	96	/* bytes; a record folder shows it as a name */
#define NUMBER_DIGITS	3	/* "1.104"; more is a year or an amount */

/* U+00C0-U+00FF as base letters; a space parts words. */
static const char latin1[64][3] = {
	"a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i",
	"i", "i", "i", "d", "n", "o", "o", "o", "o", "o", " ", "o", "u", "u",
	"u", "u", "y", "th", "ss", "a", "a", "a", "a", "a", "a", "ae", "c",
	"e", "e", "e", "e", "i", "i", "i", "i", "d", "n", "o", "o", "o", "o",
	"o", " ", "o", "u", "u", "u", "u", "y", "th", "y"
};

/* Ranges of accented Latin letters with one base letter. */
static const struct {
	uint16_t	from, to;
	char		base;
} latin[] = {
	{ 0x0100, 0x0105, 'a' }, { 0x0106, 0x010d, 'c' },
	{ 0x010e, 0x0111, 'd' }, { 0x0112, 0x011b, 'e' },
	{ 0x011c, 0x0123, 'g' }, { 0x0124, 0x0127, 'h' },
	{ 0x0128, 0x0131, 'i' }, { 0x0134, 0x0135, 'j' },
	{ 0x0136, 0x0138, 'k' }, { 0x0139, 0x0142, 'l' },
	{ 0x0143, 0x014b, 'n' }, { 0x014c, 0x0151, 'o' },
	{ 0x0154, 0x0159, 'r' }, { 0x015a, 0x0161, 's' },
	{ 0x0162, 0x0167, 't' }, { 0x0168, 0x0173, 'u' },
	{ 0x0174, 0x0175, 'w' }, { 0x0176, 0x0178, 'y' },
	{ 0x0179, 0x017e, 'z' }, { 0x017f, 0x017f, 's' },
	{ 0x01a0, 0x01a1, 'o' }, { 0x01af, 0x01b0, 'u' },
	{ 0x01cd, 0x01ce, 'a' }, { 0x01cf, 0x01d0, 'i' },
	{ 0x01d1, 0x01d2, 'o' }, { 0x01d3, 0x01dc, 'u' },
	{ 0x0218, 0x0219, 's' }, { 0x021a, 0x021b, 't' },
	{ 0x1ea0, 0x1eb7, 'a' }, { 0x1eb8, 0x1ec7, 'e' },
	{ 0x1ec8, 0x1ecb, 'i' }, { 0x1ecc, 0x1ee3, 'o' },
	{ 0x1ee4, 0x1ef1, 'u' }, { 0x1ef2, 0x1ef9, 'y' },
};

/* Code points that part words: marks, symbols, pictures. */
static const struct {
	uint32_t	from, to;
} parting[] = {
	{ 0x0000, 0x002f }, { 0x003a, 0x0060 }, { 0x007b, 0x00a9 },
	{ 0x00ab, 0x00b4 }, { 0x00b6, 0x00b9 }, { 0x00bb, 0x00bf },
	{ 0x02c2, 0x02df }, { 0x037e, 0x037e }, { 0x0387, 0x0387 },
	{ 0x055a, 0x055f }, { 0x05be, 0x05be }, { 0x05c3, 0x05c3 },
	{ 0x060c, 0x060d }, { 0x061b, 0x061f }, { 0x066a, 0x066d },
	{ 0x06d4, 0x06d4 }, { 0x0964, 0x0965 }, { 0x0e4f, 0x0e4f },
	{ 0x0e5a, 0x0e5b }, { 0x2000, 0x200b }, { 0x200e, 0x206f },
	{ 0x207a, 0x207e }, { 0x208a, 0x208e }, { 0x20a0, 0x20cf },
	{ 0x2100, 0x2bff }, { 0x2e00, 0x2e7f }, { 0x2ff0, 0x3004 },
	{ 0x3008, 0x3020 }, { 0x3030, 0x3030 }, { 0x303d, 0x3040 },
	{ 0x30fb, 0x30fb }, { 0x3200, 0x33ff }, { 0xe000, 0xf8ff },
	{ 0xfdd0, 0xfdef }, { 0xfe10, 0xfe1f }, { 0xfe30, 0xfe6f },
	{ 0xff00, 0xff0f }, { 0xff1a, 0xff20 }, { 0xff3b, 0xff40 },
	{ 0xff5b, 0xff65 }, { 0xffe0, 0xffff }, { 0x1f000, 0x1faff },
	{ 0xe0000, 0x10ffff },
};

/* Combining accents of Latin, joiners, variation selectors: nothing. */
static bool
is_dropped(uint32_t cp)
{
	return (cp >= 0x0300 && cp <= 0x036f) || cp == 0x00ad ||
	    cp == 0x200c || cp == 0x200d || (cp >= 0xfe00 && cp <= 0xfe0f);
}

static bool
is_parting(uint32_t cp)
{
	size_t lo = 0, hi = sizeof(parting) / sizeof(parting[0]), mid;

	while (lo < hi) {
		mid = (lo + hi) / 2;
		if (cp > parting[mid].to)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < sizeof(parting) / sizeof(parting[0]) &&
	    cp >= parting[lo].from;
}

/* The bytes a letter or digit gives; 0 where cp parts words. */
static size_t
fold(uint32_t cp, char out[4])
{
	size_t i;

	if (cp < 0x80) {
		out[0] = (char)(cp >= 'A' && cp <= 'Z' ? cp + 32 : cp);
		return is_parting(cp >= 'A' && cp <= 'Z' ? 'a' : cp) ? 0 : 1;
	}
	if (cp >= 0xc0 && cp <= 0xff) {
		if (latin1[cp - 0xc0][0] == ' ')
			return 0;
		i = strlen(latin1[cp - 0xc0]);
		memcpy(out, latin1[cp - 0xc0], i);
		return i;
	}
	if (cp == 0x0132 || cp == 0x0133)
		return memcpy(out, "ij", 2), 2;
	if (cp == 0x0152 || cp == 0x0153)
		return memcpy(out, "oe", 2), 2;
	for (i = 0; i < sizeof(latin) / sizeof(latin[0]); i++) {
		if (cp < latin[i].from)
			break;
		if (cp <= latin[i].to) {
			out[0] = latin[i].base;
			return 1;
		}
	}
	return is_parting(cp) ? 0 : utf8_encode(cp, out);
}

/* A slug under construction. */
struct slug {
	struct buf	*out;
	size_t		 start, max;
	size_t		 word;		/* where the last word starts */
	bool		 gap;
};

/* Add a letter; false where there is no more room. */
static bool
letter(struct slug *g, const char *bytes, size_t n)
{
	struct buf *b = g->out;

	if (g->gap)
		g->word = b->len;
	if (b->len - g->start + n + (g->gap ? 1 : 0) > g->max)
		return false;
	/* Room was made for all of it. */
	if (g->gap)
		b->data[b->len++] = '-';
	g->gap = false;
	while (n-- > 0)
		b->data[b->len++] = *bytes++;
	return true;
}

size_t
slug_add(struct buf *out, const char *s, size_t max)
{
	struct slug g = { .out = out, .start = out->len, .max = max };
	size_t n = strlen(s), at, used, len;
	bool room = true;
	uint32_t cp;
	char bytes[4];

	buf_reserve(out, max + 1);
	for (at = 0; at < n && room; at += used) {
		unsigned char c = (unsigned char)s[at];

		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
			used = 1;
			room = letter(&g, s + at, 1);
			continue;
		}
		cp = utf8_decode(s + at, n - at, &used);
		if (is_dropped(cp))
			continue;
		len = fold(cp, bytes);
		if (len == 0)
			g.gap = out->len > g.start;
		else
			room = letter(&g, bytes, len);
	}
	/* A cut inside a word goes back to its start. */
	if (!room && g.word > g.start && g.word < out->len)
		out->len = g.word;
	out->data[out->len] = '\0';
	return out->len - g.start;
}

const char *
slug_of(struct arena *a, const char *s)
{
	struct buf b = BUF_INIT;
	const char *slug;

	slug_add(&b, s, SLUG_MAX);
	slug = arena_strndup(a, buf_str(&b), b.len);
	buf_clear(&b);
	return slug;
}

/* Leading blanks and pictures, as in "(clipboard) 1. Prepare". */
static const char *
skip_pictures(const char *s)
{
	size_t used;
	uint32_t cp;

	for (; *s != '\0'; s += used) {
		cp = utf8_decode(s, strlen(s) < 4 ? strlen(s) : 4, &used);
		if (cp != ' ' && cp != '\t' &&
		    !(cp >= 0x2100 && (is_parting(cp) || is_dropped(cp))))
			break;
	}
	return s;
}

const char *
slug_number(struct arena *a, const char *title, const char **rest)
{
	const char *s = skip_pictures(title), *start = s, *end;
	size_t digits, parts = 0;

	*rest = title;
	for (;;) {
		for (digits = 0; *s >= '0' && *s <= '9'; s++)
			digits++;
		if (digits == 0 || digits > NUMBER_DIGITS)
			return NULL;
		parts++;
		if (s[0] != '.' || s[1] < '0' || s[1] > '9')
			break;
		s++;
	}
	end = s;
	if (*s == '.' || *s == ')' || *s == ':')
		s++;
	else if (parts == 1)
		return NULL;
	if (*s != ' ' && *s != '\t' && *s != '\0')
		return NULL;
	while (*s == ' ' || *s == '\t')
		s++;
	*rest = s;
	return arena_strndup(a, start, (size_t)(end - start));
}
