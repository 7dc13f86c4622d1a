/*
 * Link targets: the allowlist of schemes, and bare URLs as the autolinks
 * extension of GFM finds them.
 */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "intake/mdlink.h"

#define HOST_MAX	255	/* RFC 1035 section 2.3.4 */
#define LOCAL_MAX	255	/* of an e-mail address; RFC 5321 has 64 */

static bool
is_alpha(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_alnum(char c)
{
	return is_alpha(c) || (c >= '0' && c <= '9');
}

static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Controls, and characters that reorder text: a disguise (T8). */
static bool
is_disguised(const char *url)
{
	size_t n = strlen(url), at, used;
	uint32_t cp;

	for (at = 0; at < n; at += used) {
		cp = utf8_decode(url + at, n - at, &used);
		if (utf8_is_control(cp) || utf8_is_bidi_control(cp))
			return true;
	}
	return n > LIMIT_URL_BYTES;
}

/* RFC 3986 section 3.1: letters, digits, + - . up to a colon. */
static size_t
scheme_length(const char *url)
{
	size_t i = 0;

	if (!is_alpha(url[0]))
		return 0;
	while (is_alnum(url[i]) || url[i] == '+' || url[i] == '-' ||
	    url[i] == '.')
		i++;
	return url[i] == ':' ? i : 0;
}

enum mdlink_kind
mdlink_judge(const char *url)
{
	size_t n;

	if (is_disguised(url))
		return MDLINK_REFUSED;
	if (url[0] == '#')
		return url[1] == '\0' ? MDLINK_RELATIVE : MDLINK_LIVE;
	n = scheme_length(url);
	if (n == 0)
		/* "//host" and "\\host" name another host without a scheme;
		 * a blank or a per cent sign may hide one. */
		return url[0] == ' ' || url[0] == '\\' ||
		    (url[0] == '/' && (url[1] == '/' || url[1] == '\\')) ||
		    (strchr(url, ':') != NULL && strcspn(url, ":") <
		    strcspn(url, "/?#")) ? MDLINK_REFUSED : MDLINK_RELATIVE;
	if ((n == 4 && strncasecmp(url, "http", n) == 0) ||
	    (n == 5 && strncasecmp(url, "https", n) == 0))
		return url[n + 1] == '/' && url[n + 2] == '/' &&
		    url[n + 3] != '\0' && url[n + 3] != '/' ?
		    MDLINK_LIVE : MDLINK_REFUSED;
	if (n == 6 && strncasecmp(url, "mailto", n) == 0)
		return url[n + 1] != '\0' ? MDLINK_LIVE : MDLINK_REFUSED;
	return MDLINK_REFUSED;
}

/* Marks that end a URL in text written without blanks between words. */
static bool
is_mark(uint32_t cp)
{
	return cp == 0xa0 || cp == 0xab || cp == 0xbb ||
	    (cp >= 0x2000 && cp <= 0x206f) || (cp >= 0x3000 && cp <= 0x303f) ||
	    (cp >= 0xff00 && cp <= 0xff0f) || (cp >= 0xff1a && cp <= 0xff20) ||
	    (cp >= 0xff3b && cp <= 0xff40) || (cp >= 0xff5b && cp <= 0xff65);
}

/*
 * The end of a host name that starts at from, or from where it is none:
 * the last two labels hold no underscore, and there are two labels unless
 * one is enough.
 */
static size_t
host_end(const char *s, size_t n, size_t from, bool one)
{
	size_t i = from, used, dots = 0, under = 0, under_before = 0;

	while (i < n && i - from < HOST_MAX) {
		used = 1;
		if (s[i] == '_') {
			under++;
		} else if (s[i] == '.') {
			under_before = under;
			under = 0;
			dots++;
		} else if ((s[i] & 0x80) != 0) {
			if (is_mark(utf8_decode(s + i, n - i, &used)))
				break;
		} else if (!is_alnum(s[i]) && s[i] != '-') {
			break;
		}
		i += used;
	}
	if (under > 0 || under_before > 0 || (!one && dots == 0))
		return from;
	return i;
}

/* What belongs to the sentence and not to the URL: its last marks. */
static size_t
trim(const char *s, size_t from, size_t to)
{
	size_t i, entity, open = 0, close = 0;

	for (i = from; i < to; i++) {
		if (s[i] == '(')
			open++;
		else if (s[i] == ')')
			close++;
	}
	while (to > from) {
		if (strchr("?!.,:*_~'\"", s[to - 1]) != NULL) {
			to--;
		} else if (s[to - 1] == ')' && close > open) {
			close--;
			to--;
		} else if (s[to - 1] == ';') {
			entity = to - 1;
			while (entity > from && is_alpha(s[entity - 1]))
				entity--;
			if (entity > from && entity < to - 1 &&
			    s[entity - 1] == '&')
				to = entity - 1;
			else
				to--;
		} else {
			break;
		}
	}
	return to;
}

static size_t
url_end(const char *s, size_t n, size_t from, size_t host)
{
	size_t i = host, used;

	while (i < n && !is_blank(s[i]) && s[i] != '<') {
		used = 1;
		if ((s[i] & 0x80) != 0 &&
		    is_mark(utf8_decode(s + i, n - i, &used)))
			break;
		i += used;
	}
	return trim(s, from, i);
}

/* at is the colon of "https://". */
static int
bare_scheme(const char *s, size_t n, size_t at, size_t *from, size_t *to,
    const char **prefix)
{
	size_t start = at, host, len;

	while (start > 0 && at - start < 6 && is_alpha(s[start - 1]))
		start--;
	len = at - start;
	if (n - at < 4 || s[at + 1] != '/' || s[at + 2] != '/' ||
	    !(is_alnum(s[at + 3]) || (s[at + 3] & 0x80) != 0))
		return 0;
	if ((len == 4 && strncasecmp(s + start, "http", len) == 0) ||
	    (len == 5 && strncasecmp(s + start, "https", len) == 0))
		*prefix = "";
	else if (len == 3 && strncasecmp(s + start, "ftp", len) == 0)
		*prefix = NULL;
	else
		return 0;
	host = host_end(s, n, at + 3, true);
	if (host == at + 3)
		return 0;
	*from = start;
	*to = url_end(s, n, start, host);
	return *to > at + 3;
}

/* at is the first letter of "www.". */
static int
bare_www(const char *s, size_t n, size_t at, char before, size_t *from,
    size_t *to, const char **prefix)
{
	size_t host;

	if (at > 0)
		before = s[at - 1];
	if (n - at < 5 || memcmp(s + at, "www.", 4) != 0 ||
	    (before != '\0' && !is_blank(before) &&
	    strchr("*_~(", before) == NULL))
		return 0;
	host = host_end(s, n, at, false);
	if (host <= at + 4)
		return 0;
	*from = at;
	*to = url_end(s, n, at, host);
	*prefix = "http://";
	return *to > at + 4;
}

/* at is the @ of an address. */
static int
bare_mail(const char *s, size_t n, size_t at, size_t *from, size_t *to,
    const char **prefix)
{
	size_t start = at, end = at + 1, dots = 0;

	while (start > 0 && at - start < LOCAL_MAX &&
	    (is_alnum(s[start - 1]) || strchr(".+-_", s[start - 1]) != NULL))
		start--;
	if (start == at)
		return 0;
	for (; end < n && end - at < HOST_MAX; end++) {
		if (s[end] == '.' && end + 1 < n && is_alnum(s[end + 1]))
			dots++;
		else if (!is_alnum(s[end]) && s[end] != '-' && s[end] != '_')
			break;
	}
	if (dots == 0 || (end < n && s[end] == '@') || !is_alpha(s[end - 1]))
		return 0;
	*from = start;
	*to = end;
	*prefix = "mailto:";
	return 1;
}

int
mdlink_bare(const char *s, size_t n, size_t at, char before, size_t *from,
    size_t *to, const char **prefix)
{
	switch (s[at]) {
	case ':':
		return bare_scheme(s, n, at, from, to, prefix);
	case 'w':
		return bare_www(s, n, at, before, from, to, prefix);
	case '@':
		return bare_mail(s, n, at, from, to, prefix);
	}
	return 0;
}
