/*
 * Validation material: copies of the bytes, by kind, each once.
 */
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/limits.h"
#include "base/mem.h"
#include "seal/der.h"
#include "seal/material.h"
#include "seal/pem.h"

struct value {
	struct buf	bytes;
	struct der	der;
	struct digest	digest;
};

struct material {
	struct value	values[MATERIAL_KINDS][LIMIT_MATERIAL];
	size_t		n[MATERIAL_KINDS];
};

struct material *
material_new(void)
{
	return mem_zalloc(1, sizeof(struct material));
}

void
material_free(struct material *m)
{
	size_t i, k;

	if (m == NULL)
		return;
	for (k = 0; k < MATERIAL_KINDS; k++)
		for (i = 0; i < m->n[k]; i++)
			buf_clear(&m->values[k][i].bytes);
	mem_free(m);
}

static int
refuse(struct diag *diag, const char *name, const char *words)
{
	struct place at = { .file = name };

	diag_add(diag, DIAG_VERIFY_MATERIAL, &at, "%s", words);
	return -1;
}

int
material_add(struct material *m, enum material_kind kind, const void *der,
    size_t len, const char *name, struct diag *diag)
{
	struct der in = { der, len };
	struct digest digest;
	struct value *v;
	size_t i;

	if (len > LIMIT_CRL_BYTES)
		return refuse(diag, name, "it is larger than is allowed");
	if (der_take(&in, DER_SEQUENCE, NULL, NULL) != 0 || in.len != 0)
		return refuse(diag, name, "it is not one value in DER");
	digest_of(der, len, &digest);
	for (i = 0; i < m->n[kind]; i++)
		if (memcmp(m->values[kind][i].digest.b, digest.b,
		    DIGEST_LEN) == 0)
			return 0;
	if (m->n[kind] == LIMIT_MATERIAL)
		return refuse(diag, name, "there are more certificates, CRLs "
		    "or OCSP responses than are allowed");
	v = &m->values[kind][m->n[kind]++];
	buf_add(&v->bytes, der, len);
	v->der.p = (const unsigned char *)v->bytes.data;
	v->der.len = len;
	v->digest = digest;
	return 0;
}

/*
 * What one DER value is.  OCSPResponse (RFC 6960 4.2.1) begins with an
 * ENUMERATED; the signed part of a Certificate (RFC 5280 4.1) with
 * [0] version or its serial number and then an algorithm, that of a
 * CertificateList (5.1) has a time as its fourth or third element.
 */
static int
guess(const struct buf *bytes, enum material_kind *kind)
{
	struct der in = { (const unsigned char *)bytes->data, bytes->len };
	struct der all, tbs;
	int i;

	if (der_take(&in, DER_SEQUENCE, &all, NULL) != 0)
		return -1;
	if (der_peek(&all) == DER_ENUMERATED) {
		*kind = MATERIAL_OCSP;
		return 0;
	}
	if (der_take(&all, DER_SEQUENCE, &tbs, NULL) != 0)
		return -1;
	*kind = MATERIAL_CERT;
	for (i = 0; i < 4; i++) {
		if (der_peek(&tbs) == DER_UTC_TIME ||
		    der_peek(&tbs) == DER_GENERALIZED_TIME)
			*kind = MATERIAL_CRL;
		if (der_skip(&tbs, NULL) != 0)
			return -1;
	}
	return 0;
}

static int
add_pem(struct material *m, const struct buf *bytes, const char *name,
    struct diag *diag)
{
	const char *text = bytes->data, *why = NULL;
	struct buf der = BUF_INIT;
	char label[PEM_LABEL];
	size_t len = bytes->len, n = 0;
	bool headers, crl;
	int rc = -1;

	for (;;) {
		if (pem_next(&text, &len, label, &der, &headers, &why) != 0) {
			refuse(diag, name, why);
			goto out;
		}
		if (label[0] == '\0')
			break;
		crl = strcmp(label, "X509 CRL") == 0;
		if (!crl && strcmp(label, "CERTIFICATE") != 0)
			continue;
		if (material_add(m, crl ? MATERIAL_CRL : MATERIAL_CERT,
		    der.data, der.len, name, diag) != 0)
			goto out;
		n++;
	}
	if (n == 0) {
		refuse(diag, name, "it holds no certificate, CRL or OCSP "
		    "response");
		goto out;
	}
	rc = 0;
out:
	pem_wipe(&der);
	return rc;
}

int
material_add_file(struct material *m, const struct buf *bytes,
    const char *name, struct diag *diag)
{
	enum material_kind kind;

	if (bytes->len == 0 || bytes->data[0] != DER_SEQUENCE)
		return add_pem(m, bytes, name, diag);
	if (guess(bytes, &kind) != 0)
		return refuse(diag, name, "it is neither a certificate nor a "
		    "CRL nor an OCSP response");
	return material_add(m, kind, bytes->data, bytes->len, name, diag);
}

void
material_join(struct material *m, const struct material *from,
    const char *name, struct diag *diag)
{
	const struct value *v;
	size_t i, k;

	for (k = 0; from != NULL && k < MATERIAL_KINDS; k++)
		for (i = 0; i < from->n[k]; i++) {
			v = &from->values[k][i];
			/* It was read before, so it can be read again. */
			if (material_add(m, (enum material_kind)k, v->der.p,
			    v->der.len, name, diag) != 0)
				return;
		}
}

size_t
material_count(const struct material *m, enum material_kind kind)
{
	return m != NULL ? m->n[kind] : 0;
}

const struct der *
material_der(const struct material *m, enum material_kind kind, size_t i)
{
	return &m->values[kind][i].der;
}
