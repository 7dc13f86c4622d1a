/*
 * Base64 without lines.
 */
#include <stdint.h>
#include <string.h>

#include "base/base64.h"
#include "base/buf.h"

static const char alphabet[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void
base64_put(struct buf *out, const void *data, size_t n)
{
	const unsigned char *p = data;
	char four[4];
	uint32_t v;

	for (; n > 0; p += 3, n -= n < 3 ? n : 3) {
		v = (uint32_t)p[0] << 16;
		if (n > 1)
			v |= (uint32_t)p[1] << 8;
		if (n > 2)
			v |= p[2];
		four[0] = alphabet[v >> 18];
		four[1] = alphabet[v >> 12 & 63];
		four[2] = n > 1 ? alphabet[v >> 6 & 63] : '=';
		four[3] = n > 2 ? alphabet[v & 63] : '=';
		buf_add(out, four, 4);
	}
}

int
base64_take(struct buf *out, const char *text, size_t n)
{
	struct buf bytes = BUF_INIT, again = BUF_INIT;
	uint32_t v = 0;
	const char *at;
	size_t i, pads = 0;
	int rc = -1;

	if (n == 0 || n % 4 != 0)
		return -1;
	while (pads < 2 && text[n - 1 - pads] == '=')
		pads++;
	for (i = 0; i < n - pads; i++) {
		at = memchr(alphabet, text[i], sizeof(alphabet) - 1);
		if (at == NULL)
			goto out;
		v = v << 6 | (uint32_t)(at - alphabet);
		if (i % 4 > 0)
			buf_addc(&bytes, (char)(v >> (6 - i % 4 * 2) & 0xff));
	}
	/* Spare bits are seen where it is written again. */
	base64_put(&again, buf_str(&bytes), bytes.len);
	if (again.len != n || memcmp(buf_str(&again), text, n) != 0)
		goto out;
	buf_add(out, buf_str(&bytes), bytes.len);
	rc = 0;
out:
	buf_clear(&bytes);
	buf_clear(&again);
	return rc;
}
