/*
 * Raw HTML cut into comments, mapped tags and the rest.
 */
#include <string.h>
#include <strings.h>

#include "intake/mdhtml.h"

static const char *const tags[] = {
	[TAG_BR] = "br",
	[TAG_KBD] = "kbd",
	[TAG_SUB] = "sub",
	[TAG_SUP] = "sup",
	[TAG_DETAILS] = "details",
	[TAG_SUMMARY] = "summary",
	[TAG_B] = "b",
	[TAG_STRONG] = "strong",
	[TAG_I] = "i",
	[TAG_EM] = "em",
	[TAG_CODE] = "code",
};

_Static_assert(sizeof(tags) / sizeof(tags[0]) == TAG_COUNT,
    "every tag has a name");

const char *
mdhtml_tag_str(enum mdhtml_tag tag)
{
	return tags[tag];
}

static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool
is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || c == '-';
}

static unsigned
line_ends(const char *s, size_t n)
{
	const char *p = s, *end = s + n;
	unsigned count = 0;

	while ((p = memchr(p, '\n', (size_t)(end - p))) != NULL) {
		count++;
		p++;
	}
	return count;
}

/* The end of the tag at s[0] == '<'; a '>' in quotes does not end it. */
static size_t
tag_end(const char *s, size_t n)
{
	size_t i;
	char quote = '\0';

	for (i = 1; i < n; i++) {
		if (quote != '\0') {
			if (s[i] == quote)
				quote = '\0';
		} else if (s[i] == '>') {
			return i + 1;
		} else if (s[i] == '<') {
			return i;
		} else if (s[i - 1] == '=' && (s[i] == '"' || s[i] == '\'')) {
			quote = s[i];
		}
	}
	return n;
}

/*
 * A tag of the list without attributes (details may be open); what a
 * page could do with any other attribute must not vanish.
 */
static bool
is_mapped(const char *s, size_t n, struct mdhtml_piece *p)
{
	size_t at = 1, from, len;
	int tag;

	p->kind = MDHTML_OPEN;
	if (n < 3 || s[n - 1] != '>')
		return false;
	if (s[at] == '/') {
		p->kind = MDHTML_CLOSE;
		at++;
	}
	for (from = at; at < n && is_name(s[at]); at++)
		;
	len = at - from;
	for (tag = 0; tag < TAG_COUNT; tag++)
		if (strlen(tags[tag]) == len &&
		    strncasecmp(s + from, tags[tag], len) == 0)
			break;
	if (tag == TAG_COUNT)
		return false;
	p->tag = (enum mdhtml_tag)tag;
	while (is_blank(s[at]))
		at++;
	if (tag == TAG_DETAILS && p->kind == MDHTML_OPEN && n - at > 4 &&
	    strncasecmp(s + at, "open", 4) == 0)
		at += 4;
	while (is_blank(s[at]))
		at++;
	if (tag == TAG_BR && s[at] == '/')
		at++;
	/* "</br>" is a break to every browser. */
	if (tag == TAG_BR)
		p->kind = MDHTML_OPEN;
	return at == n - 1;
}

/* What stands at s[0] == '<'; returns its length. */
static size_t
piece_at(const char *s, size_t n, struct mdhtml_piece *p)
{
	const char *end;
	size_t len;

	if (n >= 4 && memcmp(s, "<!--", 4) == 0) {
		p->kind = MDHTML_COMMENT;
		p->s = s + 4;
		for (end = s + 4; (end = memchr(end, '-',
		    n - (size_t)(end - s))) != NULL; end++)
			if (n - (size_t)(end - s) >= 3 &&
			    memcmp(end, "-->", 3) == 0)
				break;
		len = end == NULL ? n : (size_t)(end - s) + 3;
		p->n = end == NULL ? n - 4 : (size_t)(end - s) - 4;
		return len;
	}
	len = tag_end(s, n);
	p->s = s;
	p->n = len;
	if (!is_mapped(s, len, p))
		p->kind = MDHTML_OTHER;
	return len;
}

bool
mdhtml_next(struct mdhtml *h, struct mdhtml_piece *p)
{
	const char *s = h->s + h->at, *lt;
	size_t left = h->n - h->at, len;

	if (left == 0)
		return false;
	memset(p, 0, sizeof(*p));
	p->line = h->line;
	if (*s == '<' && left > 1 && (is_name(s[1]) || s[1] == '/' ||
	    s[1] == '!' || s[1] == '?')) {
		len = piece_at(s, left, p);
	} else {
		lt = left > 1 ? memchr(s + 1, '<', left - 1) : NULL;
		len = lt == NULL ? left : (size_t)(lt - s);
		p->kind = MDHTML_TEXT;
		p->s = s;
		p->n = len;
	}
	p->whole = s;
	p->whole_n = len;
	h->line += line_ends(s, len);
	h->at += len;
	return true;
}

static bool
is_ink(char c)
{
	return is_name(c) && c != '-';
}

/*
 * A rule that is mistyped must not be dropped as a comment: where the word
 * is written in another way, the brace behind it tells.
 */
bool
mdhtml_directive(const char **s, size_t *n)
{
	static const char word[] = "dossier";
	size_t at = 0, len = sizeof(word) - 1, end;
	const char *t = *s;
	bool blank = true;

	for (; at < *n && !is_ink(t[at]); at++)
		blank = blank && is_blank(t[at]);
	if (*n - at < len || strncasecmp(t + at, word, len) != 0)
		return false;
	end = at + len;
	if (blank && end < *n && t[end] == ':' &&
	    memcmp(t + at, word, len) == 0)
		end++;
	else {
		while (end < *n && t[end] != '{' && !is_ink(t[end]))
			end++;
		if (end == *n || t[end] != '{')
			return false;
	}
	at = end;
	*s += at;
	*n -= at;
	return true;
}
