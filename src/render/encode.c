/*
 * Base64, quoted-printable and header fields.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/base64.h"
#include "base/buf.h"
#include "base/utf8.h"

#include "render/encode.h"

#define LINE_MAX_QP	76	/* RFC 2045 6.7 (5) */
#define LINE_MAX_HEADER	76	/* RFC 2047 2 */
#define WORD_BYTES	39	/* of UTF-8 in one encoded word: 52 base64 */

void
encode_base64(struct buf *out, const void *data, size_t n)
{
	base64_put(out, data, n);
}

/* May byte i of the text stand as it is? */
static bool
literal(const char *s, size_t n, size_t i)
{
	unsigned char c = (unsigned char)s[i];

	if (c == ' ')
		return i + 1 < n && s[i + 1] != '\n';
	return c > ' ' && c < 0x7f && c != '=';
}

void
encode_quoted(struct buf *out, const char *s, size_t n)
{
	static const char hex[] = "0123456789ABCDEF";
	size_t i, column = 0, need;
	bool as_is;

	buf_reserve(out, n + n / 8);
	for (i = 0; i < n; i++) {
		if (s[i] == '\n') {
			buf_add(out, "\r\n", 2);
			column = 0;
			continue;
		}
		as_is = literal(s, n, i);
		/* A dot alone on a line ends SMTP; a From is quoted. */
		if (column == 0 && (s[i] == '.' || s[i] == 'F'))
			as_is = false;
		need = as_is ? 1 : 3;
		if (column + need > LINE_MAX_QP - 1) {
			buf_add(out, "=\r\n", 3);
			column = 0;
		}
		if (as_is)
			buf_addc(out, s[i]);
		else {
			buf_addc(out, '=');
			buf_addc(out, hex[(unsigned char)s[i] >> 4]);
			buf_addc(out, hex[(unsigned char)s[i] & 15]);
		}
		column += need;
	}
}

static bool
is_ascii(const char *s)
{
	for (; *s != '\0'; s++)
		if ((unsigned char)*s >= 0x7f || (unsigned char)*s < 0x20)
			return false;
	return true;
}

/* ASCII text: folded before words, never at a line's only blank. */
static void
header_ascii(struct buf *out, const char *s, size_t column)
{
	size_t n;

	while (*s != '\0') {
		n = strcspn(s + 1, " ") + 1;
		if (s[0] == ' ' && s[1] != ' ' && s[1] != '\0' &&
		    column + n > LINE_MAX_HEADER) {
			buf_add(out, "\r\n", 2);
			column = 0;
		}
		buf_add(out, s, n);
		column += n;
		s += n;
	}
}

/* Encoded words split between code points (RFC 2047 5 (3)). */
static void
header_words(struct buf *out, const char *s)
{
	struct buf clean = BUF_INIT;
	size_t i, end, used, n = strlen(s);
	uint32_t cp;
	char one[4];

	for (i = 0; i < n; i += used) {
		cp = utf8_decode(s + i, n - i, &used);
		if (utf8_is_control(cp))
			cp = ' ';
		buf_add(&clean, one, utf8_encode(cp, one));
	}
	for (i = 0; i < clean.len; i = end) {
		end = i + WORD_BYTES;
		if (end >= clean.len)
			end = clean.len;
		while (end < clean.len && end > i &&
		    ((unsigned char)clean.data[end] & 0xc0) == 0x80)
			end--;
		if (i > 0)
			buf_adds(out, "\r\n ");
		buf_adds(out, "=?UTF-8?B?");
		encode_base64(out, clean.data + i, end - i);
		buf_adds(out, "?=");
	}
	buf_clear(&clean);
}

void
encode_header(struct buf *out, const char *name, const char *value)
{
	buf_adds(out, name);
	buf_adds(out, ": ");
	/* "=?" in plain text would be read as an encoded word. */
	if (is_ascii(value) && strstr(value, "=?") == NULL &&
	    strlen(value) < 900)
		header_ascii(out, value, strlen(name) + 2);
	else
		header_words(out, value);
	buf_add(out, "\r\n", 2);
}

void
encode_phrase(struct buf *out, const char *name)
{
	const char *s;

	if (!is_ascii(name) || strstr(name, "=?") != NULL ||
	    strlen(name) > LINE_MAX_HEADER) {
		header_words(out, name);
		return;
	}
	if (strpbrk(name, "()<>[]:;@\\,.\"") == NULL) {
		buf_adds(out, name);
		return;
	}
	buf_addc(out, '"');
	for (s = name; *s != '\0'; s++) {
		if (*s == '"' || *s == '\\')
			buf_addc(out, '\\');
		buf_addc(out, *s);
	}
	buf_addc(out, '"');
}
