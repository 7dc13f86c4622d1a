/*
 * DER: the strict reader and the writer that signatures, keys and
 * certificates are handled with.
 */
#include <string.h>

#include "base/buf.h"
#include "seal/der.h"

/* No element here comes near; keeps every sum far from overflow. */
#define LENGTH_BYTES	4

struct oid {
	unsigned char	len;
	unsigned char	b[12];
};

static const struct oid oids[] = {
	/* 1.2.840.113549.1.7.2 and .1, RFC 5652 */
	[DER_OID_SIGNED_DATA] = { 9, { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d,
	    0x01, 0x07, 0x02 } },
	[DER_OID_DATA] = { 9, { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01,
	    0x07, 0x01 } },
	/* 2.16.840.1.101.3.4.2.1, RFC 5754 */
	[DER_OID_SHA256] = { 9, { 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04,
	    0x02, 0x01 } },
	/* 1.2.840.113549.1.1.1 and .11, RFC 8017 */
	[DER_OID_RSA] = { 9, { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01,
	    0x01, 0x01 } },
	[DER_OID_RSA_SHA256] = { 9, { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d,
	    0x01, 0x01, 0x0b } },
	[DER_OID_RSA_PSS] = { 9, { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01,
	    0x01, 0x0a } },
	/* 1.3.101.112, RFC 8410 */
	[DER_OID_ED25519] = { 3, { 0x2b, 0x65, 0x70 } },
	/* 1.2.840.10045.2.1, 1.2.840.10045.3.1.7, 1.3.132.0.34, RFC 5480 */
	[DER_OID_EC] = { 7, { 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01 } },
	[DER_OID_P256] = { 8, { 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01,
	    0x07 } },
	[DER_OID_P384] = { 5, { 0x2b, 0x81, 0x04, 0x00, 0x22 } },
	/* 1.2.840.10045.4.3.2, RFC 5758 */
	[DER_OID_ECDSA_SHA256] = { 8, { 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04,
	    0x03, 0x02 } },
	/* 1.2.840.113549.1.9.3, .4 and .5, RFC 5652 11 */
	[DER_OID_CONTENT_TYPE] = { 9, { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d,
	    0x01, 0x09, 0x03 } },
	[DER_OID_MESSAGE_DIGEST] = { 9, { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d,
	    0x01, 0x09, 0x04 } },
	[DER_OID_SIGNING_TIME] = { 9, { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d,
	    0x01, 0x09, 0x05 } },
	/* 1.2.840.113549.1.9.16.2.47, RFC 5035; .14, RFC 3161 */
	[DER_OID_SIGNING_CERTIFICATE_V2] = { 11, { 0x2a, 0x86, 0x48, 0x86,
	    0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x2f } },
	[DER_OID_TIME_STAMP] = { 11, { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d,
	    0x01, 0x09, 0x10, 0x02, 0x0e } },
	/* 1.2.840.113549.1.9.16.1.4, RFC 3161 2.4.2 */
	[DER_OID_TST_INFO] = { 11, { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01,
	    0x09, 0x10, 0x01, 0x04 } },
	/* RFC 5754 and RFC 5758, beside those of SHA-256 above */
	[DER_OID_SHA384] = { 9, { 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04,
	    0x02, 0x02 } },
	[DER_OID_SHA512] = { 9, { 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04,
	    0x02, 0x03 } },
	[DER_OID_RSA_SHA384] = { 9, { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d,
	    0x01, 0x01, 0x0c } },
	[DER_OID_RSA_SHA512] = { 9, { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d,
	    0x01, 0x01, 0x0d } },
	[DER_OID_ECDSA_SHA384] = { 8, { 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04,
	    0x03, 0x03 } },
	[DER_OID_ECDSA_SHA512] = { 8, { 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04,
	    0x03, 0x04 } },
};
_Static_assert(sizeof(oids) / sizeof(oids[0]) == DER_OID_UNKNOWN,
    "each object identifier has its bytes");

int
der_peek(const struct der *in)
{
	return in->len == 0 ? -1 : in->p[0];
}

/*
 * Bytes of header and content of the element at in.  Tags beyond 30 take
 * more bytes than one and occur nowhere here.
 */
static int
measure(const struct der *in, size_t *header, size_t *content)
{
	size_t i, n, len = 0;

	if (in->len < 2 || (in->p[0] & 0x1f) == 0x1f)
		return -1;
	if (in->p[1] < 0x80) {
		*header = 2;
		*content = in->p[1];
		return *content <= in->len - 2 ? 0 : -1;
	}
	n = in->p[1] & 0x7f;
	if (n == 0 || n > LENGTH_BYTES || in->len < 2 + n)
		return -1;
	for (i = 0; i < n; i++)
		len = len << 8 | in->p[2 + i];
	if (in->p[2] == 0 || len < 0x80)
		return -1;		/* not the shortest form */
	*header = 2 + n;
	*content = len;
	return len <= in->len - *header ? 0 : -1;
}

int
der_skip(struct der *in, struct der *whole)
{
	size_t header, content;

	if (measure(in, &header, &content) != 0)
		return -1;
	if (whole != NULL) {
		whole->p = in->p;
		whole->len = header + content;
	}
	in->p += header + content;
	in->len -= header + content;
	return 0;
}

int
der_take(struct der *in, int tag, struct der *body, struct der *whole)
{
	size_t header, content;

	if (der_peek(in) != tag || measure(in, &header, &content) != 0)
		return -1;
	if (body != NULL) {
		body->p = in->p + header;
		body->len = content;
	}
	return der_skip(in, whole);
}

int
der_take_oid(struct der *in, enum der_oid *oid)
{
	struct der body;
	size_t i;

	if (der_take(in, DER_OID, &body, NULL) != 0)
		return -1;
	for (i = 0; i < DER_OID_UNKNOWN; i++)
		if (body.len == oids[i].len &&
		    memcmp(body.p, oids[i].b, body.len) == 0)
			break;
	*oid = (enum der_oid)i;
	return 0;
}

int
der_take_small(struct der *in, int *n)
{
	struct der try = *in, body;

	if (der_take(&try, DER_INTEGER, &body, NULL) != 0 || body.len != 1 ||
	    body.p[0] > 0x7f)
		return -1;
	*n = body.p[0];
	*in = try;
	return 0;
}

int
der_take_number(struct der *in, struct der *body)
{
	struct der try = *in;

	if (der_take(&try, DER_INTEGER, body, NULL) != 0 || body->len == 0 ||
	    body->p[0] > 0x7f)
		return -1;
	if (body->p[0] == 0) {
		/* A zero byte stands only before a byte with its top bit. */
		if (body->len == 1 || body->p[1] < 0x80)
			return -1;
		body->p++;
		body->len--;
	}
	*in = try;
	return 0;
}

bool
der_equal(const struct der *a, const struct der *b)
{
	return a->len == b->len &&
	    (a->len == 0 || memcmp(a->p, b->p, a->len) == 0);
}

void
der_put(struct buf *out, int tag, const void *content, size_t len)
{
	unsigned char head[2 + sizeof(len)];
	size_t i, n = 0, rest;

	head[0] = (unsigned char)tag;
	if (len < 0x80) {
		head[1] = (unsigned char)len;
	} else {
		for (rest = len; rest > 0; rest >>= 8)
			n++;
		head[1] = (unsigned char)(0x80 | n);
		for (i = 0; i < n; i++)
			head[2 + i] = (unsigned char)(len >> 8 * (n - 1 - i));
	}
	buf_add(out, head, 2 + n);
	if (len > 0)
		buf_add(out, content, len);
}

void
der_put_oid(struct buf *out, enum der_oid oid)
{
	der_put(out, DER_OID, oids[oid].b, oids[oid].len);
}

void
der_put_small(struct buf *out, int n)
{
	unsigned char b = (unsigned char)n;

	der_put(out, DER_INTEGER, &b, 1);
}

void
der_put_number(struct buf *out, const void *p, size_t len)
{
	struct buf body = BUF_INIT;
	const unsigned char *b = p;

	if (len > 0 && b[0] > 0x7f)
		buf_addc(&body, '\0');
	buf_add(&body, p, len);
	der_wrap(out, DER_INTEGER, &body);
}

void
der_wrap(struct buf *out, int tag, struct buf *inner)
{
	der_put(out, tag, inner->data, inner->len);
	buf_clear(inner);
}

/* X.690 11.6, as octet strings; no encoding is the beginning of another. */
static int
compare(const struct buf *a, const struct buf *b)
{
	size_t n = a->len < b->len ? a->len : b->len;
	int d = n == 0 ? 0 : memcmp(a->data, b->data, n);

	return d != 0 ? d : (a->len > b->len) - (a->len < b->len);
}

void
der_wrap_set(struct buf *out, struct buf *items, size_t n)
{
	struct buf all = BUF_INIT, t;
	size_t i, j;

	/* A handful of attributes: insertion. */
	for (i = 1; i < n; i++) {
		t = items[i];
		for (j = i; j > 0 && compare(&items[j - 1], &t) > 0; j--)
			items[j] = items[j - 1];
		items[j] = t;
	}
	for (i = 0; i < n; i++) {
		buf_add(&all, items[i].data, items[i].len);
		buf_clear(&items[i]);
	}
	der_wrap(out, DER_SET, &all);
}
