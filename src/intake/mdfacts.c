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

static bool
is_box(const char *s, size_t n)
{
	return n >= 3 && s[0] == '[' && s[2] == ']' &&
	    (s[1] == ' ' || s[1] == 'x' || s[1] == 'X') &&
	    (n == 3 || strchr(" \t\r\n", s[3]) != NULL);
}

/* Where the code span that starts at at ends; behind its opening
 * backticks where it does not (CommonMark 6.1). */
static size_t
skip_code(const char *s, size_t n, size_t at)
{
	size_t open, from, run;

	for (open = at; open < n && s[open] == '`'; open++)
		;
	for (from = open; from < n; from += run > 0 ? run : 1) {
		for (run = 0; from + run < n && s[from + run] == '`'; run++)
			;
		if (run == open - at)
			return from + run;
	}
	return open;
}

static bool
is_word(char c)
{
	return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z')
	    || c == '_' || c == ']' || c == ')';
}

size_t
mdfacts_marks(const char *s, size_t n, bool code)
{
	size_t at = 0, count = 0;

	while (at + 3 <= n) {
		if (s[at] == '\\') {
			at += 2;
		} else if (code && s[at] == '`') {
			at = skip_code(s, n, at);
		} else if (s[at] == '[' && s[at + 2] == ']' &&
		    (s[at + 1] == ' ' || s[at + 1] == 'x' ||
		    s[at + 1] == 'X') && (at == 0 || !is_word(s[at - 1])) &&
		    (at + 3 == n || strchr("([:", s[at + 3]) == NULL)) {
			count++;
			at += 3;
		} else {
			at++;
		}
	}
	return count;
}

/* "x", "x ", " -", a check mark ...: what people put between brackets. */
static bool
is_filling(const char *s, size_t n)
{
	size_t i;

	if (n == 3 && (memcmp(s, "\xe2\x9c\x93", 3) == 0 ||
	    memcmp(s, "\xe2\x9c\x94", 3) == 0))
		return true;
	if (n == 1 && (*s == '-' || *s == '~'))
		return true;
	for (i = 0; i < n; i++)
		if (s[i] != ' ' && s[i] != '\t' && s[i] != 'x' && s[i] != 'X')
			return false;
	return n <= 3 && !(n > 1 && strchr("xX", s[0]) != NULL &&
	    strchr("xX", s[1]) != NULL);
}

/* What was meant as a box at the start of an item. */
static bool
is_almost(const char *s, size_t n)
{
	size_t at = 0, end, marks;

	while (at < n && (s[at] == '*' || s[at] == '_' || s[at] == '~'))
		at++;
	marks = at;
	if (at >= n || s[at] != '[')
		return false;
	for (end = ++at; end < n && end - at <= 3 && s[end] != ']'; end++)
		;
	if (end >= n || s[end] != ']' || !is_filling(s + at, end - at))
		return false;
	if (marks == 0 && is_box(s, n))
		return false;
	return end + 1 == n || strchr("([:", s[end + 1]) == NULL;
}

#define START_MAX	64	/* bytes of a line that are looked at */

/* What looks like a blank, like nothing, or like a bracket, and is none;
 * returns its bytes. */
static size_t
unlike(const char *s, size_t n, char *out)
{
	static const struct {
		const char	*bytes;
		char		 as;	/* 0: nothing */
	} rows[] = {
		{ "\xc2\xa0", ' ' }, { "\xe3\x80\x80", ' ' },
		{ "\xe2\x80\x82", ' ' }, { "\xe2\x80\x83", ' ' },
		{ "\xe2\x80\x87", ' ' }, { "\xe2\x80\x89", ' ' },
		{ "\xe2\x80\xaf", ' ' }, { "\v", ' ' }, { "\f", ' ' },
		{ "\xe2\x80\xa8", 0 }, { "\xe2\x80\xa9", 0 },
		{ "\xe2\x80\x8b", 0 }, { "\xe2\x80\x8c", 0 },
		{ "\xe2\x80\x8d", 0 }, { "\xe2\x80\x8e", 0 },
		{ "\xe2\x80\x8f", 0 }, { "\xe2\x81\xa0", 0 },
		{ "\xef\xbb\xbf", 0 }, { "\xc2\xad", 0 },
		{ "\xef\xbc\xbb", '[' }, { "\xef\xbc\xbd", ']' },
	};
	size_t i, len;

	/* Most bytes begin none of them, and every line passes here. */
	if ((unsigned char)*s < 0x80 && *s != '\v' && *s != '\f')
		return 0;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		len = strlen(rows[i].bytes);
		if (n >= len && memcmp(s, rows[i].bytes, len) == 0) {
			*out = rows[i].as;
			return len;
		}
	}
	return 0;
}

/* The start of a line as a reader sees it; 0 where it is what it is. */
static size_t
as_seen(const char *s, size_t n, char out[START_MAX])
{
	size_t at, used, len = 0;
	bool other = false;
	char as;

	for (at = 0; at < n && len < START_MAX && s[at] != '\n'; at += used) {
		used = unlike(s + at, n - at, &as);
		other = other || used > 0;
		if (used == 0) {
			used = 1;
			as = s[at];
		}
		if (as != 0)
			out[len++] = as;
	}
	return other ? len : 0;
}

/* A box that only a reader takes for one. */
static bool
is_seen_box(const char *s, size_t n)
{
	char seen[START_MAX];
	size_t len = as_seen(s, n, seen), at = skip_blanks(seen, len, 0);

	return len > 0 && (is_box(seen + at, len - at) ||
	    is_box_line(seen, len) || is_almost(seen + at, len - at));
}

static size_t
loose_boxes(const char *text, size_t len)
{
	size_t at, next, end, count = 0;

	mdscan_line(text, len, 0, &at);
	for (; at < len; at = next) {
		end = mdscan_line(text, len, at, &next);
		while (at < end && strchr(" \t>", text[at]) != NULL)
			at++;
		count += is_box(text + at, end - at) ||
		    is_box_line(text + at, end - at) ||
		    is_seen_box(text + at, end - at);
	}
	return count;
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
mdfacts_item(struct markdown_facts *f, const char *s, size_t n, unsigned line)
{
	if ((is_almost(s, n) || is_seen_box(s, n)) && f->boxes_almost++ == 0)
		f->almost_line = line;
}

void
mdfacts_paragraph(struct markdown_facts *f, const char *lines, size_t len,
    const char *s, size_t n)
{
	if (memchr(lines, '[', len) != NULL ||
	    memchr(lines, '\xef', len) != NULL)
		f->boxes_in_text += loose_boxes(lines, len) +
		    (is_box(s, n) || is_seen_box(s, n));
}

void
mdfacts_heading(struct markdown_facts *f, const char *s, size_t n)
{
	while (n > 0 && strchr("#-*+ \t", *s) != NULL) {
		s++;
		n--;
	}
	f->boxes_in_headings += is_box(s, n);
}

void
mdfacts_html(struct markdown_facts *f, const char *s, size_t n, bool comment)
{
	size_t boxes = mdfacts_boxes(s, n), all;

	f->html_blocks++;
	if (comment) {
		f->boxes_in_comments += boxes;
		return;
	}
	f->boxes_in_html += boxes;
	all = mdfacts_marks(s, n, false);
	f->boxes_in_tags += all > boxes ? all - boxes : 0;
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
