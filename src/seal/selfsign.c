/*
 * Self-signed: the local identity that is made where the user has none.
 */
#include <string.h>
#include <time.h>

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
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

static bool
fill_certificate(X509 *x, EVP_PKEY *pkey, const char *common_name,
    int64_t now)
{
	static const unsigned char who[] = "local identity, self-signed";
	X509_NAME *name = X509_get_subject_name(x);

	return X509_set_version(x, X509_VERSION_3) == 1 && set_serial(x) &&
	    X509_NAME_add_entry_by_NID(name, NID_commonName, MBSTRING_UTF8,
	    (const unsigned char *)common_name, -1, -1, 0) == 1 &&
	    X509_NAME_add_entry_by_NID(name, NID_organizationName,
	    MBSTRING_UTF8, who, -1, -1, 0) == 1 &&
	    X509_set_issuer_name(x, name) == 1 &&
	    ASN1_TIME_set(X509_getm_notBefore(x), (time_t)now) != NULL &&
	    ASN1_TIME_set(X509_getm_notAfter(x),
	    (time_t)(now + IDENTITY_SECONDS)) != NULL &&
	    X509_set_pubkey(x, pkey) == 1 &&
	    add_extension(x, NID_basic_constraints, "critical,CA:FALSE") &&
	    add_extension(x, NID_key_usage,
	    "critical,digitalSignature,nonRepudiation") &&
	    add_extension(x, NID_subject_key_identifier, "hash") &&
	    X509_sign(x, pkey, EVP_sha256()) > 0;
}

/* PrivateKeyInfo and Certificate as PEM; what was made is wiped. */
static bool
put_identity(EVP_PKEY *pkey, X509 *x, struct buf *key_pem,
    struct buf *cert_pem)
{
	PKCS8_PRIV_KEY_INFO *info = EVP_PKEY2PKCS8(pkey);
	unsigned char *key_der = NULL, *cert_der = NULL;
	int key_len = 0, cert_len;
	bool done = false;

	if (info != NULL)
		key_len = i2d_PKCS8_PRIV_KEY_INFO(info, &key_der);
	cert_len = i2d_X509(x, &cert_der);
	if (key_len > 0 && cert_len > 0) {
		pem_write(key_pem, "PRIVATE KEY", key_der, (size_t)key_len);
		pem_write(cert_pem, "CERTIFICATE", cert_der,
		    (size_t)cert_len);
		done = true;
	}
	PKCS8_PRIV_KEY_INFO_free(info);
	if (key_len > 0)
		OPENSSL_clear_free(key_der, (size_t)key_len);
	OPENSSL_free(cert_der);
	return done;
}

int
selfsign_make(const char *common_name, unsigned rsa_bits, int64_t now,
    struct buf *key_pem, struct buf *cert_pem, struct diag *diag)
{
	EVP_PKEY *pkey = NULL;
	X509 *x = X509_new();
	const char *why;
	int rc = -1;

	if (check_name(common_name, diag) != 0)
		goto out;
	if (rsa_bits != 0 && (rsa_bits < 2048 || rsa_bits > 8192)) {
		diag_add(diag, DIAG_KEY_KIND, NULL, "RSA of %u bits is "
		    "refused; %s", rsa_bits, cert_key_advice());
		goto out;
	}
	pkey = rsa_bits != 0 ? EVP_RSA_gen(rsa_bits) : EVP_EC_gen("P-256");
	if (pkey == NULL || x == NULL ||
	    !fill_certificate(x, pkey, common_name, now) ||
	    !put_identity(pkey, x, key_pem, cert_pem)) {
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
