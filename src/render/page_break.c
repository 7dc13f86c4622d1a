/*
 * Where a word may be broken: a small part of UAX #14, with the rules of
 * JIS X 4051 for what may not begin or end a line, and some of our own
 * for what stands in reports: paths, addresses, states.
 */
#include <string.h>

#include "base/utf8.h"

#include "render/page_break.h"

#define LONG_WORD	32	/* bytes; breaks at its slashes */
#define SHORT_WORD	12	/* bytes; breaks at no hyphen: NO-GO */

struct range {
	uint32_t	from, to;
};

/* Scripts that are written without blanks and break between characters;
 * Hangul is written with blanks and breaks there. */
static const struct range ideographs[] = {
	{ 0x2e80, 0x2fff }, { 0x3003, 0x3007 }, { 0x3012, 0x3013 },
	{ 0x3020, 0x303f }, { 0x3041, 0x309f }, { 0x30a1, 0x312f },
	{ 0x3190, 0x4dbf }, { 0x4e00, 0x9fff }, { 0xa000, 0xa4cf },
	{ 0xf900, 0xfaff }, { 0xff02, 0xff02 }, { 0xff04, 0xff04 },
	{ 0xff06, 0xff07 }, { 0xff0a, 0xff0b }, { 0xff0d, 0xff0d },
	{ 0xff0f, 0xff19 }, { 0xff1c, 0xff1e }, { 0xff20, 0xff3a },
	{ 0xff3e, 0xff5a }, { 0xff66, 0xff9d }, { 0x1f300, 0x1faff },
	{ 0x20000, 0x3ffff },
};

/* Signs written after, before or around the letter they belong to, where
 * they take room of their own; what takes none is known by its width. */
static const struct range attached[] = {
	{ 0x0d82, 0x0d83 }, { 0x0dca, 0x0ddf }, { 0x0df2, 0x0df3 },
	{ 0x0e30, 0x0e3a }, { 0x0e45, 0x0e46 }, { 0x0eb0, 0x0eb3 },
	{ 0x102b, 0x103e }, { 0x1056, 0x1059 }, { 0x17b4, 0x17d3 },
	{ 0x3005, 0x3005 }, { 0x30fc, 0x30fc }, { 0xff9e, 0xff9f },
	{ 0x1f3fb, 0x1f3ff },
};

/* Scripts without blanks that break between words we cannot tell. */
static const struct range unspaced[] = {
	{ 0x0e00, 0x0eff }, { 0x0f00, 0x0fff }, { 0x1000, 0x109f },
	{ 0x1780, 0x17ff }, { 0x1980, 0x19df }, { 0x1a20, 0x1aaf },
	{ 0xa980, 0xa9df }, { 0xaa60, 0xaadf },
};

/* What must not begin a line: closing marks, small kana, sound marks. */
static const uint32_t closing[] = {
	0x2019, 0x201d, 0x2025, 0x2026, 0x3001, 0x3002, 0x3005, 0x3009,
	0x300b, 0x300d, 0x300f, 0x3011, 0x3015, 0x3017, 0x3019, 0x301b,
	0x301c, 0x301f, 0x303b, 0x3041, 0x3043, 0x3045, 0x3047, 0x3049,
	0x3063, 0x3083, 0x3085, 0x3087, 0x308e, 0x3095, 0x3096, 0x309b,
	0x309c, 0x309d, 0x309e, 0x30a0, 0x30a1, 0x30a3, 0x30a5, 0x30a7,
	0x30a9, 0x30c3, 0x30e3, 0x30e5, 0x30e7, 0x30ee, 0x30f5, 0x30f6,
	0x30fb, 0x30fc, 0x30fd, 0x30fe, 0xff01, 0xff05, 0xff09, 0xff0c,
	0xff0e, 0xff1a, 0xff1b, 0xff1f, 0xff3d, 0xff5d, 0xff60, 0xff61,
	0xff63, 0xff64, 0xff65, 0xff9e, 0xff9f,
};

/* What must not end a line. */
static const uint32_t opening[] = {
	0x2018, 0x201c, 0x3008, 0x300a, 0x300c, 0x300e, 0x3010, 0x3014,
	0x3016, 0x3018, 0x301a, 0x301d, 0xff03, 0xff04, 0xff08, 0xff3b,
	0xff5b, 0xff5f, 0xff62, 0xffe1, 0xffe5,
};

#define COUNT(a)	(sizeof(a) / sizeof((a)[0]))

static bool
is_in(const struct range *r, size_t n, uint32_t cp)
{
	size_t i;

	for (i = 0; i < n && cp >= r[i].from; i++)
		if (cp <= r[i].to)
			return true;
	return false;
}

static bool
is_one(const uint32_t *list, size_t n, uint32_t cp)
{
	size_t i;

	for (i = 0; i < n && cp >= list[i]; i++)
		if (cp == list[i])
			return true;
	return false;
}

static bool
is_ideograph(uint32_t cp)
{
	return cp >= 0x2e80 && is_in(ideographs, COUNT(ideographs), cp);
}

static bool
is_closing(uint32_t cp)
{
	if (cp < 0x80)
		return strchr(")]}!,.:;?%/", (int)cp) != NULL;
	return is_one(closing, COUNT(closing), cp);
}

static bool
is_opening(uint32_t cp)
{
	if (cp < 0x80)
		return strchr("([{$#", (int)cp) != NULL;
	return is_one(opening, COUNT(opening), cp);
}

static bool
is_letter(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Does a sign belong to the letter before it? */
static bool
is_attached(uint32_t cp)
{
	uint32_t in = cp & 0x7f;

	if (cp < 0x300)
		return false;
	if (utf8_columns(cp) == 0)
		return true;
	/* Brahmic blocks of 128 are laid out alike. */
	if (cp >= 0x0900 && cp < 0x0d80)
		return in <= 0x03 || (in >= 0x3a && in <= 0x57 &&
		    in != 0x3d && in != 0x50) || in == 0x62 || in == 0x63;
	return is_in(attached, COUNT(attached), cp);
}

/* Does a character hold on to the letter after it? */
static bool
is_holding(uint32_t cp)
{
	return (cp >= 0x0900 && cp < 0x0d80 && (cp & 0x7f) == 0x4d) ||
	    cp == 0x0dca || cp == 0x1039 || cp == 0x17d2 || cp == 0x200d ||
	    (cp >= 0x0e40 && cp <= 0x0e44) || (cp >= 0x0ec0 && cp <= 0x0ec4);
}

/* Ideographs, kana and their marks on one side or both. */
static bool
break_wide(uint32_t before, uint32_t cp)
{
	bool wide = is_ideograph(before) || (is_closing(before) &&
	    before >= 0x2000);

	if (is_closing(cp) || is_attached(cp) || is_opening(before) ||
	    before == 0x200d)
		return false;
	if (is_opening(cp))
		return wide || (cp >= 0x2e80 && before >= 0x80);
	if (is_ideograph(cp))
		return wide || before > 0x20;
	/* A quotation mark or three dots may stand in any script. */
	return is_ideograph(before) || (before >= 0x3000 && wide);
}

bool
page_break_here(const char *s, size_t n, size_t at, uint32_t before)
{
	size_t used;
	uint32_t cp;

	if (before == '-')
		return n >= SHORT_WORD && at >= 4 && n - at >= 2 &&
		    (n >= LONG_WORD || memchr(s, '/', n) == NULL) &&
		    is_letter((unsigned char)s[at - 2]) &&
		    is_letter((unsigned char)s[at]);
	/* Paths and addresses, but not between two slashes. */
	if (before == '/')
		return n >= LONG_WORD && at >= 2 && s[at - 2] != '/' &&
		    s[at] != '/';
	if (before == 0x200b || before == PAGE_BREAK_SOFT)
		return true;
	if (before < 0x80 && (unsigned char)s[at] < 0x80)
		return false;
	cp = utf8_decode(s + at, n - at, &used);
	if (before == 0x2013 || before == 0x2014)
		return cp != before && !is_closing(cp);
	/* Glue: no-break space, figure space, word joiner. */
	if (before == 0xa0 || before == 0x202f || before == 0x2060 ||
	    cp == 0xa0 || cp == 0x202f || cp == 0x2060)
		return false;
	return break_wide(before, cp);
}

bool
page_break_cut(uint32_t before, uint32_t cp)
{
	return !is_attached(cp) && !is_holding(before);
}

bool
page_break_joint(uint32_t cp)
{
	if (cp < 0x80)
		return cp != 0 && strchr("/?&=-_.,:;@+#|", (int)cp) != NULL;
	return is_in(unspaced, COUNT(unspaced), cp);
}
