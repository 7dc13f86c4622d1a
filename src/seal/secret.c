/*
 * Private keys: from PEM to numbers by our own strict reader; libcrypto
 * is asked only to decrypt.
 */
#include <string.h>

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/mem.h"
#include "seal/cert.h"
#include "seal/der.h"
#include "seal/pem.h"
#include "seal/secret.h"

/* What every step shares. */
struct reader {
	const char	*name;
	const char	*pass;
	struct secret	*secret;
	struct diag	*diag;
};

static int
refuse(const struct reader *r, enum diag_code code, const char *why,
    const char *advice)
{
	struct place at = { .file = r->name };

	diag_add(r->diag, code, &at, "%s; %s", why, advice);
	return -1;
}

static int
damaged(const struct reader *r)
{
	return refuse(r, DIAG_KEY_FILE, "the private key is damaged",
	    "DER of PKCS#8, SEC1 or PKCS#1 is expected");
}

/* RSAPrivateKey, RFC 8017 A.1.2; two primes. */
static int
read_rsa(const struct reader *r, struct der in)
{
	struct der seq, n;
	int i, version;

	if (der_take(&in, DER_SEQUENCE, &seq, NULL) != 0 || in.len != 0 ||
	    der_take_small(&seq, &version) != 0 || version != 0)
		return damaged(r);
	for (i = 0; i < SECRET_NUMBERS; i++) {
		if (der_take_number(&seq, &n) != 0)
			return damaged(r);
		r->secret->number[i] = n.p;
		r->secret->len[i] = n.len;
	}
	if (seq.len != 0)
		return damaged(r);
	r->secret->kind = CERT_RSA;
	/* 2048 bits or more: 256 bytes, the top bit set. */
	if (r->secret->len[SECRET_N] < 256 ||
	    (r->secret->len[SECRET_N] == 256 &&
	    r->secret->number[SECRET_N][0] < 0x80))
		return refuse(r, DIAG_KEY_KIND, "the key is refused: it is "
		    "an RSA key shorter than 2048 bits", cert_key_advice());
	return 0;
}

static int
set_curve(const struct reader *r, enum der_oid curve)
{
	if (curve == DER_OID_P256)
		r->secret->kind = CERT_P256;
	else if (curve == DER_OID_P384)
		r->secret->kind = CERT_P384;
	else
		return refuse(r, DIAG_KEY_KIND, "the key is refused: it is "
		    "an ECDSA key on another curve", cert_key_advice());
	return 0;
}

/* ECPrivateKey, RFC 5915 3.  curve is that of PKCS#8, or unknown. */
static int
read_ec(const struct reader *r, struct der in, enum der_oid curve)
{
	struct der seq, scalar, part, bits;
	enum der_oid inner;
	int version;

	if (der_take(&in, DER_SEQUENCE, &seq, NULL) != 0 || in.len != 0 ||
	    der_take_small(&seq, &version) != 0 || version != 1 ||
	    der_take(&seq, DER_OCTET_STRING, &scalar, NULL) != 0)
		return damaged(r);
	if (der_peek(&seq) == DER_CONTEXT(0)) {
		if (der_take(&seq, DER_CONTEXT(0), &part, NULL) != 0)
			return damaged(r);
		if (der_take_oid(&part, &inner) != 0)
			return set_curve(r, DER_OID_UNKNOWN);
		if (part.len != 0 ||
		    (curve != DER_OID_UNKNOWN && curve != inner))
			return damaged(r);
		curve = inner;
	}
	if (set_curve(r, curve) != 0)
		return -1;
	if (seq.len != 0) {
		if (der_take(&seq, DER_CONTEXT(1), &part, NULL) != 0 ||
		    der_take(&part, DER_BIT_STRING, &bits, NULL) != 0 ||
		    part.len != 0 || seq.len != 0 || bits.len < 2 ||
		    bits.p[0] != 0)
			return damaged(r);
		r->secret->point = bits.p + 1;
		r->secret->point_len = bits.len - 1;
	}
	if (scalar.len != (r->secret->kind == CERT_P256 ? 32 : 48))
		return damaged(r);
	r->secret->number[SECRET_SCALAR] = scalar.p;
	r->secret->len[SECRET_SCALAR] = scalar.len;
	return 0;
}

/* PrivateKeyInfo, OneAsymmetricKey (RFC 5958 2). */
static int
read_pkcs8(const struct reader *r, struct der in)
{
	struct der seq, alg, key, none;
	enum der_oid oid, curve = DER_OID_UNKNOWN;
	struct place at = { .file = r->name };
	int version;

	if (der_take(&in, DER_SEQUENCE, &seq, NULL) != 0 || in.len != 0 ||
	    der_take_small(&seq, &version) != 0 || version > 1 ||
	    der_take(&seq, DER_SEQUENCE, &alg, NULL) != 0 ||
	    der_take_oid(&alg, &oid) != 0 ||
	    der_take(&seq, DER_OCTET_STRING, &key, NULL) != 0)
		return damaged(r);
	if (oid == DER_OID_RSA) {
		if (der_take(&alg, DER_NULL, &none, NULL) != 0 ||
		    alg.len != 0 || none.len != 0)
			return damaged(r);
		return read_rsa(r, key);
	}
	if (oid == DER_OID_EC) {
		if (der_take_oid(&alg, &curve) != 0 || alg.len != 0 ||
		    curve == DER_OID_UNKNOWN)
			return set_curve(r, DER_OID_UNKNOWN);
		return read_ec(r, key, curve);
	}
	diag_add(r->diag, DIAG_KEY_KIND, &at, "the key is refused: %s; %s",
	    cert_kind_fault(oid), cert_key_advice());
	return -1;
}

/* EncryptedPrivateKeyInfo (RFC 5958 3): der becomes the plain one. */
static int
decrypt(const struct reader *r, struct buf *der)
{
	const unsigned char *p = (const unsigned char *)der->data;
	PKCS8_PRIV_KEY_INFO *info = NULL;
	X509_SIG *sealed = NULL;
	unsigned char *plain = NULL;
	int len = 0, rc = -1;

	if (r->pass == NULL || r->pass[0] == '\0') {
		refuse(r, DIAG_KEY_PASSPHRASE, "the key is encrypted and no "
		    "pass phrase is given", "write it into a file that only "
		    "you may read and name that with --pass-file, or give "
		    "--pass-fd");
		goto out;
	}
	sealed = d2i_X509_SIG(NULL, &p, (long)der->len);
	if (sealed == NULL) {
		(void)damaged(r);
		goto out;
	}
	if (strlen(r->pass) <= LIMIT_PASSPHRASE_BYTES)
		info = PKCS8_decrypt(sealed, r->pass, (int)strlen(r->pass));
	if (info != NULL)
		len = i2d_PKCS8_PRIV_KEY_INFO(info, &plain);
	if (len <= 0) {
		refuse(r, DIAG_KEY_PASSPHRASE, "the pass phrase does not open "
		    "the key", "give the right one with --pass-file");
		goto out;
	}
	pem_wipe(der);
	buf_reserve(der, (size_t)len);
	buf_add(der, plain, (size_t)len);
	rc = 0;
out:
	if (len > 0)
		OPENSSL_clear_free(plain, (size_t)len);
	PKCS8_PRIV_KEY_INFO_free(info);
	X509_SIG_free(sealed);
	ERR_clear_error();
	return rc;
}

/* One block that is a private key by its label. */
static int
read_block(const struct reader *r, const char *label, bool headers,
    struct buf *der)
{
	struct der in;

	if (headers)
		return refuse(r, DIAG_KEY_KIND, "the key is encrypted in the "
		    "old way of PEM headers, which rests on MD5",
		    "convert it with `openssl pkcs8 -topk8'");
	if (strcmp(label, "ENCRYPTED PRIVATE KEY") == 0 &&
	    decrypt(r, der) != 0)
		return -1;
	in.p = (const unsigned char *)der->data;
	in.len = der->len;
	if (strcmp(label, "EC PRIVATE KEY") == 0)
		return read_ec(r, in, DER_OID_UNKNOWN);
	if (strcmp(label, "RSA PRIVATE KEY") == 0)
		return read_rsa(r, in);
	if (strcmp(label, "PRIVATE KEY") == 0 ||
	    strcmp(label, "ENCRYPTED PRIVATE KEY") == 0)
		return read_pkcs8(r, in);
	return refuse(r, DIAG_KEY_KIND, "the key is refused: it is in a form "
	    "of another program", "write it as PKCS#8, for example with "
	    "`openssl pkcs8 -topk8'");
}

static bool
is_private(const char *label)
{
	static const char tail[] = "PRIVATE KEY";
	size_t n = strlen(label), k = strlen(tail);

	return n >= k && strcmp(label + n - k, tail) == 0;
}

int
secret_parse(const struct buf *pem, const char *name, const char *pass,
    struct buf *der, struct secret *secret, struct diag *diag)
{
	struct reader r = { name, pass, secret, diag };
	const char *text = pem->data, *why = NULL;
	struct buf other = BUF_INIT;
	char label[PEM_LABEL];
	size_t len = pem->len;
	bool headers;
	int rc = -1;

	/* Parameters and certificates in the same file are passed over. */
	do {
		if (pem_next(&text, &len, label, der, &headers, &why) != 0) {
			refuse(&r, DIAG_KEY_FILE, why, "PEM is expected");
			goto out;
		}
	} while (label[0] != '\0' && !is_private(label));
	if (label[0] == '\0') {
		refuse(&r, DIAG_KEY_FILE, "there is no private key in it",
		    "PEM is expected (-----BEGIN PRIVATE KEY-----)");
		goto out;
	}
	if (read_block(&r, label, headers, der) != 0)
		goto out;
	do {
		if (pem_next(&text, &len, label, &other, &headers, &why) != 0 ||
		    is_private(label)) {
			refuse(&r, DIAG_KEY_FILE, "there is more than one "
			    "private key in it", "leave the one to sign with");
			goto out;
		}
	} while (label[0] != '\0');
	rc = 0;
out:
	pem_wipe(&other);
	return rc;
}

int
secret_pkcs8(const struct buf *der, const char *name, struct secret *secret,
    struct diag *diag)
{
	struct reader r = { name, NULL, secret, diag };
	struct der in = { (const unsigned char *)der->data, der->len };

	return read_pkcs8(&r, in);
}

bool
secret_locked(const struct buf *pem)
{
	const char *text = pem->data, *why = NULL;
	struct buf der = BUF_INIT;
	char label[PEM_LABEL] = "";
	size_t len = pem->len;
	bool headers;
	int rc;

	do
		rc = pem_next(&text, &len, label, &der, &headers, &why);
	while (rc == 0 && label[0] != '\0' && !is_private(label));
	pem_wipe(&der);
	return rc == 0 && strcmp(label, "ENCRYPTED PRIVATE KEY") == 0;
}
