/*
 * Lines by number, boxes and headings by their first bytes.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "intake/mdlines.h"
#include "intake/mdscan.h"

void
mdlines_index(struct mdlines *l, struct arena *a, const char *text,
    size_t len)
{
	size_t at, next, cap = 0;

	memset(l, 0, sizeof(*l));
	l->text = text;
	l->len = len;
	for (at = 0; at < len; at = next) {
		mdscan_line(text, len, at, &next);
		l->start = arena_more(a, l->start, &cap, l->count + 1,
		    sizeof(*l->start));
		l->start[l->count++] = (uint32_t)at;
	}
}

const char *
mdlines_range(const struct mdlines *l, int first, int last, size_t *n)
{
	size_t from, to;

	*n = 0;
	if (first < 1 || (size_t)first > l->count || last < first)
		return "";
	from = l->start[first - 1];
	to = (size_t)last < l->count ? l->start[last] : l->len;
	*n = to - from;
	return l->text + from;
}

const char *
mdlines_from(const struct mdlines *l, int line, int col, size_t *n)
{
	size_t at;

	*n = 0;
	if (line < 1 || col < 1 || (size_t)line > l->count)
		return "";
	at = l->start[line - 1] + (size_t)col - 1;
	if (at > l->len)
		return "";
	*n = l->len - at;
	return l->text + at;
}

void
mdlines_definitions(const struct mdlines *l, struct buf *out)
{
	size_t i, n, skip;
	const char *s;

	for (i = 1; i <= l->count; i++) {
		s = mdlines_range(l, (int)i, (int)i, &n);
		for (skip = 0; skip < n && strchr(" \t>", s[skip]) != NULL;)
			skip++;
		if (n - skip < 4 || s[skip] != '[' || s[skip + 1] == '^')
			continue;
		buf_add(out, s + skip, n - skip);
		buf_addc(out, '\n');
	}
}

static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Does anything but blanks follow on the line? */
static bool
is_followed(const char *s, size_t n)
{
	size_t i;

	for (i = 0; i < n && s[i] != '\n' && s[i] != '\r'; i++)
		if (s[i] != ' ' && s[i] != '\t')
			return true;
	return false;
}

enum mdlines_box
mdlines_box(const char *s, size_t n, bool more)
{
	bool escaped = n > 1 && s[0] == '\\';
	size_t at = escaped ? 1 : 0;

	if (n - at < 3 || s[at] != '[' ||
	    (s[at + 1] != ' ' && s[at + 1] != 'x' && s[at + 1] != 'X'))
		return MDLINES_NO_BOX;
	at += 2;
	if (s[at] == '\\' && n - at > 1) {
		escaped = true;
		at++;
	}
	if (s[at] != ']')
		return MDLINES_NO_BOX;
	at++;
	if (at < n && !is_blank(s[at]))
		return MDLINES_NO_BOX;
	if (escaped)
		return MDLINES_ESCAPED;
	return is_followed(s + at, n - at) || more ? MDLINES_BOX :
	    MDLINES_EMPTY;
}

bool
mdlines_setext(const char *s, size_t n)
{
	size_t hashes = 0;

	while (hashes < n && s[hashes] == '#')
		hashes++;
	return hashes == 0 || hashes > 6 ||
	    (hashes < n && !is_blank(s[hashes]));
}
