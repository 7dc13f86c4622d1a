/*
 * Text strings and dates of PDF: one spelling is written, two encodings
 * are read.
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/utf8.h"
#include "seal/pdflex.h"
#include "seal/pdftext.h"

static unsigned
unit(const char *p)
{
	return (unsigned)(unsigned char)p[0] << 8 | (unsigned char)p[1];
}

static int
read_utf16(const char *p, size_t n, struct buf *out)
{
	char text[4];
	unsigned u, low;
	size_t i;

	if (n % 2 != 0)
		return -1;
	for (i = 0; i < n; i += 2) {
		u = unit(p + i);
		if (u >= 0xd800 && u < 0xe000) {
			low = i + 3 < n ? unit(p + i + 2) : 0;
			if (u >= 0xdc00 || low < 0xdc00 || low >= 0xe000)
				return -1;
			u = 0x10000 + ((u - 0xd800) << 10) + (low - 0xdc00);
			i += 2;
		}
		if (u == 0)
			return -1;
		buf_add(out, text, utf8_encode(u, text));
	}
	return 0;
}

int
pdftext_read(const struct pdflex_value *v, struct buf *out)
{
	struct buf raw = BUF_INIT;
	size_t i;
	int rc = -1;

	if (v->kind != PDFLEX_STRING)
		return -1;
	pdflex_bytes(v, &raw);
	if (raw.len >= 2 && memcmp(raw.data, "\xfe\xff", 2) == 0) {
		rc = read_utf16(raw.data + 2, raw.len - 2, out);
		goto out;
	}
	for (i = 0; i < raw.len; i++)
		if (raw.data[i] < ' ' || raw.data[i] > '~')
			goto out;
	buf_adds(out, buf_str(&raw));
	rc = 0;
out:
	buf_adds(out, "");
	buf_clear(&raw);
	return rc;
}

static bool
is_ascii(const char *s)
{
	for (; *s != '\0'; s++)
		if (*s < ' ' || *s > '~')
			return false;
	return true;
}

void
pdftext_put(struct buf *b, const char *s)
{
	size_t n = strlen(s), i, used;
	uint32_t cp;

	if (is_ascii(s)) {
		buf_addc(b, '(');
		for (; *s != '\0'; s++) {
			if (*s == '(' || *s == ')' || *s == '\\')
				buf_addc(b, '\\');
			buf_addc(b, *s);
		}
		buf_addc(b, ')');
		return;
	}
	buf_adds(b, "<feff");
	for (i = 0; i < n; i += used) {
		cp = utf8_decode(s + i, n - i, &used);
		if (cp >= 0x10000)
			buf_printf(b, "%04x%04x",
			    (unsigned)(0xd7c0 + (cp >> 10)),
			    (unsigned)(0xdc00 + (cp & 0x3ff)));
		else
			buf_printf(b, "%04x", (unsigned)cp);
	}
	buf_addc(b, '>');
}

void
pdftext_put_date(struct buf *b, int64_t sec)
{
	struct instant at = { sec, 0, true };
	char text[DATE_MAX];

	date_str_pdf(&at, text);
	buf_printf(b, "(%s)", text);
}

int
pdftext_read_date(const struct pdflex_value *v, int64_t *sec)
{
	const char *s = v->p + 3, *why;
	char iso[32];
	struct instant at;
	size_t i;

	if (v->kind != PDFLEX_STRING || v->len != 19 ||
	    memcmp(v->p, "(D:", 3) != 0 || memcmp(v->p + 17, "Z)", 2) != 0)
		return -1;
	for (i = 0; i < 14; i++)
		if (s[i] < '0' || s[i] > '9')
			return -1;
	snprintf(iso, sizeof(iso), "%.4s-%.2s-%.2sT%.2s:%.2s:%.2sZ", s, s + 4,
	    s + 6, s + 8, s + 10, s + 12);
	if (date_parse(iso, &at, &why) != 0)
		return -1;
	*sec = at.sec;
	return 0;
}

void
pdftext_put_hex(struct buf *b, const void *p, size_t n)
{
	static const char hex[] = "0123456789abcdef";
	const unsigned char *c = p;
	size_t i;

	buf_addc(b, '<');
	for (i = 0; i < n; i++) {
		buf_addc(b, hex[c[i] >> 4]);
		buf_addc(b, hex[c[i] & 15]);
	}
	buf_addc(b, '>');
}
