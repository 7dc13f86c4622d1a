/*
 * Counting what a Markdown tree does not hold.
 */
#include <stdbool.h>
#include <string.h>

#include "intake/mdfacts.h"
#include "intake/mdscan.h"

static size_t
skip_blanks(const char *s, size_t n, size_t at)
{
	while (at < n && (s[at] == ' ' || s[at] == '\t'))
		at++;
	return at;
}

/* "- [ ]", "* [x]", "1. [X]" ... */
static bool
is_box_line(const char *s, size_t n)
{
	size_t at = skip_blanks(s, n, 0), from = at;

	if (at < n && (s[at] == '-' || s[at] == '*' || s[at] == '+')) {
		at++;
	} else {
		while (at < n && s[at] >= '0' && s[at] <= '9')
			at++;
		if (at == from || at == n || (s[at] != '.' && s[at] != ')'))
			return false;
		at++;
	}
	from = at;
	at = skip_blanks(s, n, at);
	return at > from && n - at >= 3 && s[at] == '[' && s[at + 2] == ']' &&
	    (s[at + 1] == ' ' || s[at + 1] == 'x' || s[at + 1] == 'X');
}

size_t
mdfacts_boxes(const char *text, size_t len)
{
	size_t at, next, end, count = 0;

	for (at = 0; at < len; at = next) {
		end = mdscan_line(text, len, at, &next);
		if (is_box_line(text + at, end - at))
			count++;
	}
	return count;
}

static bool
is_fill_in(const char *s, size_t n)
{
	const char *p = s, *end = s + n;

	for (; (p = memchr(p, '_', (size_t)(end - p))) != NULL; p++)
		if (end - p >= 4 && memcmp(p, "____", 4) == 0)
			return true;
	return false;
}

/* U+25A1 white square, U+25A2, U+2610 ballot box, U+2611, U+2612,
 * U+274F-2752 shadowed squares. */
static size_t
box_characters(const char *s, size_t n)
{
	const char *p = s, *end = s + n;
	size_t count = 0;

	for (; (p = memchr(p, 0xe2, (size_t)(end - p))) != NULL; p++) {
		const unsigned char *u = (const unsigned char *)p;

		if (end - p < 3)
			break;
		if ((u[1] == 0x96 && (u[2] == 0xa1 || u[2] == 0xa2)) ||
		    (u[1] == 0x98 && u[2] >= 0x90 && u[2] <= 0x92) ||
		    (u[1] == 0x9d && u[2] >= 0x8f && u[2] <= 0x92))
			count++;
	}
	return count;
}

/* "[^name]: " with up to three blanks before it. */
static bool
is_footnote(const char *s, size_t n)
{
	size_t at = skip_blanks(s, n, 0), from;

	if (at > 3 || n - at < 5 || s[at] != '[' || s[at + 1] != '^')
		return false;
	from = at += 2;
	while (at < n && s[at] != ']' && s[at] != ' ' && s[at] != '[')
		at++;
	return at > from && n - at >= 2 && s[at] == ']' && s[at + 1] == ':';
}

void
mdfacts_add(struct markdown_facts *f, const char *text, size_t len)
{
	size_t at, next, end, ink;
	char fence = '\0';
	const char *s;

	for (at = 0; at < len; at = next) {
		end = mdscan_line(text, len, at, &next);
		s = text + at;
		f->naive_lines += is_box_line(s, end - at);
		f->fill_in_lines += is_fill_in(s, end - at);
		ink = skip_blanks(s, end - at, 0);
		if (end - at - ink >= 3 && (s[ink] == '`' || s[ink] == '~') &&
		    s[ink + 1] == s[ink] && s[ink + 2] == s[ink]) {
			if (fence == '\0')
				fence = s[ink];
			else if (fence == s[ink])
				fence = '\0';
		}
		if (fence == '\0' && is_footnote(s, end - at))
			f->footnotes++;
	}
	f->box_characters += box_characters(text, len);
}
