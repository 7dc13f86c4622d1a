/* Slips: words for what a JSON text holds where it should not. */
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "intake/slip.h"

#define WORD_SHOWN	24

static const char	comment[] = "JSON has no comments; remove it, or keep "
			    "the text in a member whose name starts with x-";

/* By how they begin. */
static const struct {
	const char	*begin, *hint;
} slips[] = {
	{ "//", comment },
	{ "/*", comment },
	{ "#", comment },
	{ "'", "single quotes; JSON takes double quotes" },
	{ "NaN", "JSON has no NaN; leave the member out and say why" },
	{ "nan", "JSON has no NaN; leave the member out and say why" },
	{ "-NaN", "JSON has no NaN; leave the member out and say why" },
	{ "Infinity", "JSON has no Infinity; write what was measured" },
	{ "-Infinity", "JSON has no Infinity; write what was measured" },
	{ "inf", "JSON has no infinity; write what was measured" },
	{ "-inf", "JSON has no infinity; write what was measured" },
	{ "True", "JSON writes true in lower case" },
	{ "TRUE", "JSON writes true in lower case" },
	{ "False", "JSON writes false in lower case" },
	{ "FALSE", "JSON writes false in lower case" },
	{ "None", "JSON has no None; leave the member out" },
	{ "NULL", "JSON writes null in lower case" },
	{ "undefined", "JSON has no undefined; leave the member out" },
	{ "+", "a number does not start with a plus sign" },
	{ ".", "a number needs a digit before its point" },
	{ "=", "a colon parts a name and its value" },
	{ ";", "commas part members and elements" },
};

void
slip_place(const char *s, size_t n, size_t at, unsigned *line, unsigned *col)
{
	size_t	i;

	*line = *col = 1;
	for (i = 0; i < at && i < n; i++)
		if (s[i] == '\n') {
			(*line)++;
			*col = 1;
		} else if ((s[i] & 0xc0) != 0x80) {
			(*col)++;
		}
}

bool
slip_is_word(int c)
{
	return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') ||
	    c == '_' || c == '$';
}

bool
slip_starts(const char *s, size_t n, size_t at, const char *word)
{
	size_t	len = strlen(word);

	return n - at >= len && memcmp(s + at, word, len) == 0;
}

const char *
slip_found(struct arena *a, const char *s, size_t n, size_t at)
{
	size_t		len, used;
	uint32_t	cp;

	if (at >= n)
		return "the end of the text";
	for (len = 0; at + len < n && len < WORD_SHOWN; len++)
		if (!slip_is_word((unsigned char)s[at + len]))
			break;
	if (len > 0)
		return arena_printf(a, "\"%.*s\"", (int)len, s + at);
	cp = utf8_decode(s + at, n - at, &used);
	if (cp == '\n' || cp == '\r')
		return "a line end";
	if (cp == '\t')
		return "a tab";
	if (cp > 0x20 && cp < 0x7f)
		return arena_printf(a, "'%c'", (char)cp);
	return arena_printf(a, "U+%04X", (unsigned)cp);
}

const char *
slip_hint(const char *s, size_t n, size_t at)
{
	size_t	i;

	for (i = 0; i < sizeof(slips) / sizeof(slips[0]); i++)
		if (slip_starts(s, n, at, slips[i].begin))
			return slips[i].hint;
	return NULL;
}
