/*
 * Self-signed: the local identity that is made where the user has none.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pkcs12.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "seal/cert.h"
#include "seal/pem.h"
#include "seal/selfsign.h"

/* Ten years less a second, as the certificate counts both ends. */
#define IDENTITY_SECONDS	((int64_t)3653 * 86400 - 1)

/* What a pass phrase costs who guesses it: half a second a thousand. */
#define PBKDF2_ROUNDS		600000

/* The words of a name in a certificate: 1 to 64 characters, RFC 5280 A. */
static int
check_name(const char *name, struct diag *diag)
{
	size_t i, n = strlen(name);

	for (i = 0; i < n; i++)
		if ((unsigned char)name[i] < 0x20 || name[i] == 0x7f)
			break;
	if (n > 0 && i == n && n <= LIMIT_NAME_BYTES &&
	    utf8_check(name, n, NULL) == 0 && utf8_count(name) <= 64)
		return 0;
	diag_add(diag, DIAG_KEY_CERTIFICATE, NULL, "the name of an identity "
	    "has 1 to 64 characters, no control characters, in UTF-8");
	return -1;
}

static bool
add_extension(X509 *x, int nid, const char *text)
{
	X509_EXTENSION *ext;
	X509V3_CTX ctx;
	bool done;

	X509V3_set_ctx_nodb(&ctx);
	X509V3_set_ctx(&ctx, x, x, NULL, NULL, 0);
	ext = X509V3_EXT_conf_nid(NULL, &ctx, nid, text);
	done = ext != NULL && X509_add_ext(x, ext, -1) == 1;
	X509_EXTENSION_free(ext);
	return done;
}

/* RFC 5280 4.1.2.2: positive, at most 20 bytes, not to be guessed. */
static bool
set_serial(X509 *x)
{
	unsigned char b[16];
	BIGNUM *bn = NULL;
	bool done = false;

	if (RAND_bytes(b, sizeof(b)) == 1) {
		b[0] = (unsigned char)((b[0] & 0x3f) | 0x40);
		bn = BN_bin2bn(b, sizeof(b), NULL);
		done = bn != NULL && BN_to_ASN1_INTEGER(bn,
		    X509_get_serialNumber(x)) != NULL;
	}
	BN_free(bn);
	return done;
}

/* CN and O.  A request leaves O to who certifies, where none is wished. */
static bool
fill_name(X509_NAME *name, const struct selfsign *wish, const char *other)
{
	const char *o = wish->organization != NULL ? wish->organization :
	    other;

	return X509_NAME_add_entry_by_NID(name, NID_commonName, MBSTRING_UTF8,
	    (const unsigned char *)wish->name, -1, -1, 0) == 1 &&
	    (o == NULL || X509_NAME_add_entry_by_NID(name,
	    NID_organizationName, MBSTRING_UTF8, (const unsigned char *)o, -1,
	    -1, 0) == 1);
}

static bool
fill_certificate(X509 *x, EVP_PKEY *pkey, const struct selfsign *wish)
{
	X509_NAME *name = X509_get_subject_name(x);

	return X509_set_version(x, X509_VERSION_3) == 1 && set_serial(x) &&
	    fill_name(name, wish, "local identity, self-signed") &&
	    X509_set_issuer_name(x, name) == 1 &&
	    ASN1_TIME_set(X509_getm_notBefore(x), (time_t)wish->now) !=
	    NULL && ASN1_TIME_set(X509_getm_notAfter(x),
	    (time_t)(wish->now + IDENTITY_SECONDS)) != NULL &&
	    X509_set_pubkey(x, pkey) == 1 &&
	    add_extension(x, NID_basic_constraints, "critical,CA:FALSE") &&
	    add_extension(x, NID_key_usage,
	    "critical,digitalSignature,nonRepudiation") &&
	    add_extension(x, NID_subject_key_identifier, "hash") &&
	    X509_sign(x, pkey, EVP_sha256()) > 0;
}

/* PrivateKeyInfo, or EncryptedPrivateKeyInfo with AES-256 (RFC 8018). */
static bool
put_key(EVP_PKEY *pkey, const char *pass, struct buf *pem)
{
	PKCS8_PRIV_KEY_INFO *info = EVP_PKEY2PKCS8(pkey);
	X509_SIG *sealed = NULL;
	unsigned char *der = NULL;
	int len = 0;

	if (info != NULL && pass != NULL) {
		sealed = PKCS8_encrypt(-1, EVP_aes_256_cbc(), pass,
		    (int)strlen(pass), NULL, 0, PBKDF2_ROUNDS, info);
		if (sealed != NULL)
			len = i2d_X509_SIG(sealed, &der);
	} else if (info != NULL)
		len = i2d_PKCS8_PRIV_KEY_INFO(info, &der);
	if (len > 0)
		pem_write(pem, pass != NULL ? "ENCRYPTED PRIVATE KEY" :
		    "PRIVATE KEY", der, (size_t)len);
	X509_SIG_free(sealed);
	PKCS8_PRIV_KEY_INFO_free(info);
	if (len > 0)
		OPENSSL_clear_free(der, (size_t)len);
	return len > 0;
}

static bool
put_certificate(X509 *x, struct buf *pem)
{
	unsigned char *der = NULL;
	int len = i2d_X509(x, &der);

	if (len > 0)
		pem_write(pem, "CERTIFICATE", der, (size_t)len);
	OPENSSL_free(der);
	return len > 0;
}

/* CertificationRequest (RFC 2986 4.2), for who certifies people. */
static bool
put_request(EVP_PKEY *pkey, const struct selfsign *wish, struct buf *pem)
{
	X509_REQ *req = X509_REQ_new();
	unsigned char *der = NULL;
	int len = 0;

	if (req != NULL && X509_REQ_set_version(req, X509_REQ_VERSION_1) == 1 &&
	    fill_name(X509_REQ_get_subject_name(req), wish, NULL) &&
	    X509_REQ_set_pubkey(req, pkey) == 1 &&
	    X509_REQ_sign(req, pkey, EVP_sha256()) > 0)
		len = i2d_X509_REQ(req, &der);
	if (len > 0)
		pem_write(pem, "CERTIFICATE REQUEST", der, (size_t)len);
	OPENSSL_free(der);
	X509_REQ_free(req);
	return len > 0;
}

/* A new key of the kind that is wished for, NULL where it is refused. */
static EVP_PKEY *
make_pkey(const char *kind, struct diag *diag)
{
	unsigned long bits;
	char *end;

	if (kind == NULL || strcmp(kind, "p256") == 0)
		return EVP_EC_gen("P-256");
	if (strcmp(kind, "p384") == 0)
		return EVP_EC_gen("P-384");
	if (strncmp(kind, "rsa", 3) == 0 && kind[3] >= '1' && kind[3] <= '9') {
		bits = strtoul(kind + 3, &end, 10);
		if (*end == '\0' && bits >= 2048 && bits <= 8192 &&
		    bits % 64 == 0)
			return EVP_RSA_gen(bits);
	}
	diag_add(diag, DIAG_KEY_KIND, NULL, "a key of the kind %s is refused; "
	    "%s (p256, p384, rsa2048, rsa3072, rsa4096)", kind,
	    cert_key_advice());
	return NULL;
}

int
selfsign_make(const struct selfsign *wish, struct buf *key_pem,
    struct buf *cert_pem, struct buf *csr, struct diag *diag)
{
	EVP_PKEY *pkey = NULL;
	X509 *x = X509_new();
	size_t mark = diag_mark(diag);
	const char *why;
	int rc = -1;

	if (check_name(wish->name, diag) != 0 || (wish->organization != NULL &&
	    check_name(wish->organization, diag) != 0))
		goto out;
	pkey = make_pkey(wish->kind, diag);
	if (diag_failed_since(diag, mark))
		goto out;
	if (pkey == NULL || x == NULL ||
	    !fill_certificate(x, pkey, wish) ||
	    !put_key(pkey, wish->pass, key_pem) ||
	    !put_certificate(x, cert_pem) ||
	    (csr != NULL && !put_request(pkey, wish, csr))) {
		why = ERR_reason_error_string(ERR_peek_last_error());
		diag_add(diag, DIAG_KEY_SIGN, NULL, "an identity cannot be "
		    "made; libcrypto: %s", why != NULL ? why :
		    "no reason given");
		goto out;
	}
	rc = 0;
out:
	X509_free(x);
	EVP_PKEY_free(pkey);
	ERR_clear_error();
	return rc;
}
