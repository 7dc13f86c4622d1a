/*
 * PKCS#12: libcrypto opens the container; the key then goes the way of
 * every other, through our own strict reader.
 */
#include <string.h>

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "seal/pem.h"
#include "seal/pkcs12.h"

static int
refuse(struct diag *diag, enum diag_code code, const char *name,
    const char *words)
{
	struct place at = { .file = name };

	diag_add(diag, code, &at, "%s", words);
	return -1;
}

bool
pkcs12_is(const struct buf *b)
{
	return b->len > 4 && b->data[0] == 0x30;
}

static PKCS12 *
parse(const struct buf *b)
{
	const unsigned char *p = (const unsigned char *)b->data;
	const unsigned char *end = p + b->len;
	PKCS12 *p12 = d2i_PKCS12(NULL, &p, (long)b->len);

	if (p12 != NULL && p != end) {
		PKCS12_free(p12);
		p12 = NULL;
	}
	return p12;
}

bool
pkcs12_locked(const struct buf *b)
{
	PKCS12 *p12 = parse(b);
	bool open = p12 == NULL || PKCS12_verify_mac(p12, "", 0) == 1 ||
	    PKCS12_verify_mac(p12, NULL, 0) == 1;

	PKCS12_free(p12);
	ERR_clear_error();
	return !open;
}

static int
put_certificate(X509 *x, struct buf *pem)
{
	unsigned char *der = NULL;
	int len = i2d_X509(x, &der);

	if (len > 0)
		pem_write(pem, "CERTIFICATE", der, (size_t)len);
	OPENSSL_free(der);
	return len > 0 ? 0 : -1;
}

/*
 * The signer, then whoever issued the one before: a container holds its
 * certificates in any order.
 */
static int
put_chain(X509 *leaf, STACK_OF(X509) *others, struct buf *pem)
{
	X509 *at = leaf, *next;
	int i, n = 1;

	if (put_certificate(leaf, pem) != 0)
		return -1;
	while (n < LIMIT_CERTIFICATES) {
		next = NULL;
		if (X509_NAME_cmp(X509_get_subject_name(at),
		    X509_get_issuer_name(at)) == 0)
			break;
		for (i = 0; next == NULL && i < sk_X509_num(others); i++)
			if (X509_check_issued(sk_X509_value(others, i),
			    at) == X509_V_OK && X509_verify(at,
			    X509_get0_pubkey(sk_X509_value(others, i))) == 1)
				next = sk_X509_value(others, i);
		if (next == NULL)
			break;
		if (put_certificate(next, pem) != 0)
			return -1;
		at = next;
		n++;
	}
	return 0;
}

static int
put_key(EVP_PKEY *pkey, struct buf *out)
{
	PKCS8_PRIV_KEY_INFO *info = EVP_PKEY2PKCS8(pkey);
	unsigned char *der = NULL;
	int len = 0;

	if (info != NULL)
		len = i2d_PKCS8_PRIV_KEY_INFO(info, &der);
	if (len > 0) {
		/* Room at once: growing would leave a copy behind. */
		buf_reserve(out, (size_t)len);
		buf_add(out, der, (size_t)len);
		OPENSSL_clear_free(der, (size_t)len);
	}
	PKCS8_PRIV_KEY_INFO_free(info);
	return len > 0 ? 0 : -1;
}

/* Why it did not open: the pass phrase, or ciphers of another age. */
static int
explain(PKCS12 *p12, const char *name, const char *pass, struct diag *diag)
{
	if (PKCS12_mac_present(p12) &&
	    PKCS12_verify_mac(p12, pass, -1) != 1)
		return refuse(diag, DIAG_KEY_PASSPHRASE, name,
		    pass[0] == '\0' ? "the PKCS#12 file is encrypted and no "
		    "pass phrase is given; write it into a file that only you "
		    "may read and name that with --pass-file, or give "
		    "--pass-fd" : "the pass phrase does not open the PKCS#12 "
		    "file; give the right one with --pass-file");
	return refuse(diag, DIAG_KEY_KIND, name, "the PKCS#12 file is "
	    "damaged, or encrypted with a cipher that is refused, such as RC2 "
	    "of 40 bits; write it anew: `openssl pkcs12 -legacy -in OLD "
	    "-nodes | openssl pkcs12 -export -out NEW'");
}

int
pkcs12_open(const struct buf *in, const char *name, const char *pass,
    struct buf *key, struct buf *certs, struct diag *diag)
{
	PKCS12 *p12 = parse(in);
	EVP_PKEY *pkey = NULL;
	X509 *leaf = NULL;
	STACK_OF(X509) *others = NULL;
	int rc = -1;

	if (p12 == NULL) {
		refuse(diag, DIAG_KEY_FILE, name, "this is neither PEM nor "
		    "PKCS#12");
		goto out;
	}
	if (pass == NULL)
		pass = "";
	if (strlen(pass) > LIMIT_PASSPHRASE_BYTES ||
	    PKCS12_parse(p12, pass, &pkey, &leaf, &others) != 1) {
		explain(p12, name, pass, diag);
		goto out;
	}
	if (pkey == NULL) {
		refuse(diag, DIAG_KEY_FILE, name, "there is no private key "
		    "in it");
		goto out;
	}
	if (leaf == NULL) {
		refuse(diag, DIAG_KEY_CERTIFICATE, name, "there is no "
		    "certificate of its key in it");
		goto out;
	}
	if (put_key(pkey, key) != 0 || put_chain(leaf, others, certs) != 0) {
		refuse(diag, DIAG_KEY_KIND, name, "its key has no form that "
		    "we read; use an RSA or ECDSA key");
		goto out;
	}
	rc = 0;
out:
	sk_X509_pop_free(others, X509_free);
	X509_free(leaf);
	EVP_PKEY_free(pkey);
	PKCS12_free(p12);
	ERR_clear_error();
	return rc;
}
