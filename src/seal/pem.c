/*
 * PEM: own reader and writer, since OpenSSL's costs more than the
 * signature and asks for pass phrases on a terminal.
 */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "seal/pem.h"

#define BEGIN	"-----BEGIN "
#define END	"-----END "
#define DASHES	"-----"

static const char alphabet[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void
pem_wipe(struct buf *b)
{
	if (b->data != NULL)
		mem_wipe(b->data, b->cap);
	buf_clear(b);
}

/* One line without its end; *text moves to the next.  false at the end. */
static bool
next_line(const char **text, size_t *len, const char **line, size_t *n)
{
	const char *nl;

	if (*len == 0)
		return false;
	nl = memchr(*text, '\n', *len);
	*line = *text;
	*n = nl != NULL ? (size_t)(nl - *text) : *len;
	*text += nl != NULL ? *n + 1 : *n;
	*len -= nl != NULL ? *n + 1 : *n;
	while (*n > 0 && ((*line)[*n - 1] == '\r' ||
	    (*line)[*n - 1] == ' ' || (*line)[*n - 1] == '\t'))
		(*n)--;
	return true;
}

/* Is the line "-----BEGIN label-----" (or END)?  label gets the name. */
static bool
boundary(const char *line, size_t n, const char *what, char label[PEM_LABEL])
{
	size_t k = strlen(what), d = strlen(DASHES);

	if (n < k + d || memcmp(line, what, k) != 0 ||
	    memcmp(line + n - d, DASHES, d) != 0)
		return false;
	n -= k + d;
	if (n == 0 || n >= PEM_LABEL)
		return false;
	memcpy(label, line + k, n);
	label[n] = '\0';
	return true;
}

static int
sextet(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

/* Base64 over lines (RFC 4648 4, without stray characters). */
struct decoder {
	unsigned	bits;		/* sextets of the open group */
	unsigned	have;		/* how many, 0-3 */
	unsigned	pads;
};

static bool
decode_line(struct decoder *d, const char *line, size_t n, struct buf *der)
{
	size_t i;
	int v;

	for (i = 0; i < n; i++) {
		v = sextet(line[i]);
		if (line[i] == '=' && d->have + d->pads >= 2 &&
		    d->have + d->pads < 4) {
			d->pads++;
			continue;
		}
		if (v < 0 || d->pads > 0)
			return false;
		d->bits = d->bits << 6 | (unsigned)v;
		if (++d->have < 4)
			continue;
		buf_addc(der, (char)(d->bits >> 16 & 0xff));
		buf_addc(der, (char)(d->bits >> 8 & 0xff));
		buf_addc(der, (char)(d->bits & 0xff));
		d->have = 0;
		d->bits = 0;
	}
	return true;
}

/* The group that padding closes; its spare bits must be zero. */
static bool
decode_end(const struct decoder *d, struct buf *der)
{
	if (d->have == 0)
		return d->pads == 0;
	if (d->have + d->pads != 4)
		return false;
	if (d->have == 2) {
		buf_addc(der, (char)(d->bits >> 4 & 0xff));
		return (d->bits & 0xf) == 0;
	}
	buf_addc(der, (char)(d->bits >> 10 & 0xff));
	buf_addc(der, (char)(d->bits >> 2 & 0xff));
	return (d->bits & 0x3) == 0;
}

int
pem_next(const char **text, size_t *len, char label[PEM_LABEL],
    struct buf *der, bool *headers, const char **why)
{
	struct decoder d = { 0, 0, 0 };
	char end[PEM_LABEL];
	const char *line;
	size_t n;

	pem_wipe(der);
	*headers = false;
	do {
		label[0] = '\0';
		if (!next_line(text, len, &line, &n))
			return 0;
	} while (!boundary(line, n, BEGIN, label));
	/* Room at once: growing would leave copies of a key behind. */
	buf_reserve(der, *len / 4 * 3 + 4);
	while (next_line(text, len, &line, &n)) {
		if (boundary(line, n, END, end)) {
			if (strcmp(label, end) != 0) {
				*why = "a block ends with another name";
				return -1;
			}
			if (*headers)
				return 0;
			if (decode_end(&d, der) && der->len > 0)
				return 0;
			*why = "a block is not base64";
			return -1;
		}
		if (memchr(line, ':', n) != NULL)
			*headers = true;
		if (!*headers && !decode_line(&d, line, n, der)) {
			*why = "a block is not base64";
			return -1;
		}
	}
	*why = "a block has no END line";
	return -1;
}

void
pem_write(struct buf *out, const char *label, const void *der, size_t len)
{
	const unsigned char *p = der;
	unsigned long v;
	size_t i, left;
	char quad[4];

	/* Room at once, as above. */
	buf_reserve(out, len / 3 * 4 + len / 48 + 4 * PEM_LABEL);
	buf_adds(out, BEGIN);
	buf_adds(out, label);
	buf_adds(out, DASHES "\n");
	for (i = 0; i < len; i += 3) {
		left = len - i;
		v = (unsigned long)p[i] << 16;
		if (left > 1)
			v |= (unsigned long)p[i + 1] << 8;
		if (left > 2)
			v |= p[i + 2];
		quad[0] = alphabet[v >> 18];
		quad[1] = alphabet[v >> 12 & 63];
		quad[2] = left > 1 ? alphabet[v >> 6 & 63] : '=';
		quad[3] = left > 2 ? alphabet[v & 63] : '=';
		buf_add(out, quad, sizeof(quad));
		if (i % 48 == 45 || left <= 3)
			buf_addc(out, '\n');
	}
	buf_adds(out, END);
	buf_adds(out, label);
	buf_adds(out, DASHES "\n");
}
