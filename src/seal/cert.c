/*
 * Certificates: read by our own strict reader for the bytes that matter
 * to a signature and by libcrypto for their meaning.
 */
#include <stdio.h>
#include <string.h>

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/limits.h"
#include "base/mem.h"
#include "seal/cert.h"
#include "seal/der.h"
#include "seal/pem.h"

/* Below, factoring is in reach; above, checking costs a verifier seconds. */
#define RSA_BITS_MIN	2048
#define RSA_BITS_MAX	8192

#define LABEL		"CERTIFICATE"

#define V1_CA		3	/* what X509_check_ca(3) says of those */

struct cert {
	X509		*x509;
	struct buf	 bytes;
	struct der	 der, serial, issuer, public;
	struct digest	 digest;
	char		 fingerprint[DIGEST_HEX];
	char		*subject;
	int64_t		 from, until;
	enum cert_kind	 kind;
	char		 kind_str[24];
	const char	*key_fault;
};

const char *
cert_kind_fault(unsigned oid)
{
	if (oid == DER_OID_ED25519)
		return "it is an Ed25519 key, which common CMS verifiers "
		    "cannot check";
	if (oid == DER_OID_RSA_PSS)
		return "it is an RSA-PSS key, which common verifiers "
		    "cannot check";
	return "it is neither an RSA nor an ECDSA key";
}

/* rsaEncryption (RFC 3279 2.3.1): judge modulus and exponent. */
static const char *
judge_rsa(struct cert *c)
{
	struct der key = c->public, seq, n, e;
	size_t bits;
	unsigned top;

	if (der_take(&key, DER_SEQUENCE, &seq, NULL) != 0 || key.len != 0 ||
	    der_take_number(&seq, &n) != 0 || der_take_number(&seq, &e) != 0 ||
	    seq.len != 0)
		return "it is a damaged RSA key";
	bits = n.len * 8;
	for (top = n.p[0]; top < 0x80; top <<= 1)
		bits--;
	snprintf(c->kind_str, sizeof(c->kind_str), "RSA %zu", bits);
	if (bits < RSA_BITS_MIN)
		return "it is an RSA key shorter than 2048 bits";
	if (bits > RSA_BITS_MAX)
		return "it is an RSA key longer than 8192 bits";
	/* SP 800-56B 6.2: 65537 or more, odd, at most 256 bits. */
	if (e.len < 3 || e.len > 32 || (e.p[e.len - 1] & 1) == 0 ||
	    (n.p[n.len - 1] & 1) == 0)
		return "it is an RSA key with a weak exponent or modulus";
	c->kind = CERT_RSA;
	return NULL;
}

/* SubjectPublicKeyInfo: which kind of key, and do we accept it? */
static const char *
judge_key(struct cert *c, struct der spki)
{
	struct der alg, bits;
	enum der_oid oid, curve = DER_OID_UNKNOWN;

	c->kind = CERT_REFUSED;
	snprintf(c->kind_str, sizeof(c->kind_str), "another kind");
	if (der_take(&spki, DER_SEQUENCE, &alg, NULL) != 0 ||
	    der_take_oid(&alg, &oid) != 0 ||
	    der_take(&spki, DER_BIT_STRING, &bits, NULL) != 0 ||
	    spki.len != 0 || bits.len < 2 || bits.p[0] != 0)
		return "it is damaged";
	c->public.p = bits.p + 1;
	c->public.len = bits.len - 1;
	if (oid == DER_OID_RSA)
		return judge_rsa(c);
	if (oid != DER_OID_EC)
		return cert_kind_fault(oid);
	if (der_take_oid(&alg, &curve) != 0 || alg.len != 0)
		return "it is an ECDSA key without a named curve";
	if (curve == DER_OID_P256 && c->public.len == 65) {
		c->kind = CERT_P256;
		snprintf(c->kind_str, sizeof(c->kind_str), "ECDSA P-256");
	} else if (curve == DER_OID_P384 && c->public.len == 97) {
		c->kind = CERT_P384;
		snprintf(c->kind_str, sizeof(c->kind_str), "ECDSA P-384");
	} else
		return "it is an ECDSA key that is no uncompressed point on "
		    "P-256 or P-384";
	return NULL;
}

/* Certificate, TBSCertificate (RFC 5280 4.1). */
static int
read_fields(struct cert *c)
{
	struct der all = c->der, cert, tbs, spki;
	int version;

	if (der_take(&all, DER_SEQUENCE, &cert, NULL) != 0 || all.len != 0 ||
	    der_take(&cert, DER_SEQUENCE, &tbs, NULL) != 0)
		return -1;
	if (der_peek(&tbs) == DER_CONTEXT(0)) {
		if (der_take(&tbs, DER_CONTEXT(0), &spki, NULL) != 0 ||
		    der_take_small(&spki, &version) != 0)
			return -1;
	}
	if (der_take(&tbs, DER_INTEGER, NULL, &c->serial) != 0 ||
	    der_take(&tbs, DER_SEQUENCE, NULL, NULL) != 0 ||
	    der_take(&tbs, DER_SEQUENCE, NULL, &c->issuer) != 0 ||
	    der_take(&tbs, DER_SEQUENCE, NULL, NULL) != 0 ||
	    der_take(&tbs, DER_SEQUENCE, NULL, NULL) != 0 ||
	    der_take(&tbs, DER_SEQUENCE, &spki, NULL) != 0)
		return -1;
	c->key_fault = judge_key(c, spki);
	return 0;
}

/* Seconds since 1970 of a certificate's time. */
static int
seconds(const ASN1_TIME *t, int64_t *out)
{
	ASN1_TIME *zero = ASN1_TIME_set(NULL, 0);
	int days, rest, rc = -1;

	if (zero != NULL && ASN1_TIME_diff(&days, &rest, zero, t) == 1) {
		*out = (int64_t)days * 86400 + rest;
		rc = 0;
	}
	ASN1_TIME_free(zero);
	return rc;
}

static char *
subject_of(X509 *x)
{
	BIO *bio = BIO_new(BIO_s_mem());
	char *p = NULL, *s = NULL;
	long n = 0;

	/* UTF-8 stays, controls are escaped, a comma puts it in quotes. */
	if (bio != NULL && X509_NAME_print_ex(bio, X509_get_subject_name(x),
	    0, ASN1_STRFLGS_ESC_2253 | ASN1_STRFLGS_ESC_CTRL |
	    ASN1_STRFLGS_ESC_QUOTE | ASN1_STRFLGS_UTF8_CONVERT |
	    XN_FLAG_SEP_CPLUS_SPC | XN_FLAG_FN_SN) >= 0)
		n = BIO_get_mem_data(bio, &p);
	if (n > 0) {
		s = mem_alloc((size_t)n + 1);
		memcpy(s, p, (size_t)n);
		s[n] = '\0';
	}
	BIO_free(bio);
	return s != NULL ? s : mem_strdup("(no name)");
}

struct cert *
cert_parse(const void *der, size_t len, const char **why)
{
	struct cert *c = mem_zalloc(1, sizeof(*c)), *done = NULL;
	const unsigned char *p;

	buf_add(&c->bytes, der, len);
	c->der.p = (const unsigned char *)c->bytes.data;
	c->der.len = len;
	*why = "the certificate is not DER (RFC 5280 4.1)";
	if (read_fields(c) != 0)
		goto out;
	p = c->der.p;
	c->x509 = d2i_X509(NULL, &p, (long)len);
	if (c->x509 == NULL || p != c->der.p + len)
		goto out;
	if (seconds(X509_get0_notBefore(c->x509), &c->from) != 0 ||
	    seconds(X509_get0_notAfter(c->x509), &c->until) != 0) {
		*why = "the certificate has an impossible time (RFC 5280 "
		    "4.1.2.5)";
		goto out;
	}
	if ((X509_get_extension_flags(c->x509) & EXFLAG_INVALID) != 0) {
		*why = "an extension of the certificate is damaged (RFC 5280 "
		    "4.2)";
		goto out;
	}
	digest_of(der, len, &c->digest);
	digest_hex(&c->digest, c->fingerprint);
	c->subject = subject_of(c->x509);
	done = c;
	c = NULL;
out:
	cert_free(c);
	ERR_clear_error();
	return done;
}

void
cert_free(struct cert *c)
{
	if (c == NULL)
		return;
	X509_free(c->x509);
	buf_clear(&c->bytes);
	mem_free(c->subject);
	mem_free(c);
}

int
cert_next(const char **text, size_t *len, struct cert **out,
    const char **why)
{
	struct buf der = BUF_INIT;
	char label[PEM_LABEL];
	bool headers;
	int rc = -1;

	*out = NULL;
	/* A private key in the same file is passed over. */
	do {
		if (pem_next(text, len, label, &der, &headers, why) != 0)
			goto out;
	} while (label[0] != '\0' && strcmp(label, LABEL) != 0);
	if (label[0] != '\0') {
		*out = cert_parse(der.data, der.len, why);
		if (*out == NULL)
			goto out;
	}
	rc = 0;
out:
	pem_wipe(&der);
	return rc;
}

void
cert_write(struct cert *const *certs, size_t n, struct buf *pem)
{
	size_t i;

	for (i = 0; i < n; i++)
		pem_write(pem, LABEL, certs[i]->der.p, certs[i]->der.len);
}

const struct der *
cert_der(const struct cert *c)
{
	return &c->der;
}

const struct der *
cert_issuer(const struct cert *c)
{
	return &c->issuer;
}

const struct der *
cert_serial(const struct cert *c)
{
	return &c->serial;
}

const struct der *
cert_public(const struct cert *c)
{
	return &c->public;
}

const struct digest *
cert_digest(const struct cert *c)
{
	return &c->digest;
}

const char *
cert_fingerprint(const struct cert *c)
{
	return c->fingerprint;
}

const char *
cert_subject(const struct cert *c)
{
	return c->subject;
}

enum cert_kind
cert_kind(const struct cert *c)
{
	return c->kind;
}

const char *
cert_kind_str(const struct cert *c)
{
	return c->kind_str;
}

int64_t
cert_from(const struct cert *c)
{
	return c->from;
}

int64_t
cert_until(const struct cert *c)
{
	return c->until;
}

const char *
cert_key_fault(const struct cert *c)
{
	return c->key_fault;
}

const char *
cert_key_advice(void)
{
	return "use RSA of 2048 bits or more, or ECDSA on P-256 or P-384";
}

/* Extended key usages under which documents may be signed. */
static bool
purpose_fits(const ASN1_OBJECT *purpose)
{
	char oid[64];

	switch (OBJ_obj2nid(purpose)) {
	case NID_anyExtendedKeyUsage:
	case NID_email_protect:
	case NID_code_sign:
	case NID_client_auth:
		return true;
	}
	/* id-kp-documentSigning, RFC 9336; OpenSSL 3.0 has no name for it. */
	return OBJ_obj2txt(oid, sizeof(oid), purpose, 1) > 0 &&
	    strcmp(oid, "1.3.6.1.5.5.7.3.36") == 0;
}

const char *
cert_use_fault(const struct cert *c)
{
	EXTENDED_KEY_USAGE *list;
	uint32_t usage = X509_get_key_usage(c->x509);
	bool fits = false;
	int i;

	/* All bits are set where the extension is absent. */
	if ((usage & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) == 0)
		return "its key usage allows neither digital signatures nor "
		    "non-repudiation (RFC 5280 4.2.1.3)";
	list = X509_get_ext_d2i(c->x509, NID_ext_key_usage, NULL, NULL);
	if (list == NULL)
		return NULL;
	for (i = 0; i < sk_ASN1_OBJECT_num(list); i++)
		fits = fits || purpose_fits(sk_ASN1_OBJECT_value(list, i));
	EXTENDED_KEY_USAGE_free(list);
	return fits ? NULL : "its extended key usage does not allow to sign "
	    "documents (RFC 5280 4.2.1.12)";
}

bool
cert_issued(const struct cert *issuer, const struct cert *c)
{
	EVP_PKEY *key = X509_get0_pubkey(issuer->x509);
	bool yes;

	yes = X509_NAME_cmp(X509_get_subject_name(issuer->x509),
	    X509_get_issuer_name(c->x509)) == 0 && key != NULL &&
	    X509_verify(c->x509, key) == 1;
	ERR_clear_error();
	return yes;
}

bool
cert_self_signed(const struct cert *c)
{
	return X509_NAME_cmp(X509_get_subject_name(c->x509),
	    X509_get_issuer_name(c->x509)) == 0;
}

bool
cert_check(const struct cert *c, const struct der *data,
    const struct der *sig)
{
	EVP_PKEY *key = X509_get0_pubkey(c->x509);
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	bool good = false;

	/* RSA means PKCS#1 v1.5 here: the default of the key. */
	if (ctx != NULL && key != NULL && c->key_fault == NULL &&
	    EVP_DigestVerifyInit_ex(ctx, NULL, "SHA256", NULL, NULL, key,
	    NULL) == 1)
		good = EVP_DigestVerify(ctx, sig->p, sig->len, data->p,
		    data->len) == 1;
	EVP_MD_CTX_free(ctx);
	ERR_clear_error();
	return good;
}

void
cert_subject_cut(const struct cert *c, char *out, size_t n)
{
	size_t len = strlen(c->subject);

	if (len >= n) {
		len = n - 1;
		/* Not in the middle of a character. */
		while (len > 0 && ((unsigned char)c->subject[len] & 0xc0) ==
		    0x80)
			len--;
	}
	memcpy(out, c->subject, len);
	out[len] = '\0';
}

/* The first of n that is this certificate, or n. */
static size_t
place_of(X509 *x, struct cert *const *certs, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (X509_cmp(x, certs[i]->x509) == 0)
			break;
	return i;
}

/* All that a chain may be made of. */
struct parts {
	struct cert *const	*certs, *const *helpers, *const *anchors;
	size_t			 n, m, k;
};

/* What libcrypto found: which of ours it used, and the common validity. */
static void
note_chain(const struct parts *p, const STACK_OF(X509) *path,
    struct cert_chain *out)
{
	const struct cert *c;
	size_t j;
	int i;
	X509 *x;

	_Static_assert(CERT_PATH == (int)LIMIT_CHAIN_DEPTH,
	    "a chain has room for its limit");
	out->from = INT64_MIN;
	out->until = INT64_MAX;
	out->why = "the chain is too long";
	if (sk_X509_num(path) > LIMIT_CHAIN_DEPTH)
		return;
	for (i = 0; i < sk_X509_num(path); i++) {
		x = sk_X509_value(path, i);
		if ((j = place_of(x, p->certs, p->n)) < p->n) {
			out->used[j] = true;
			c = p->certs[j];
		} else if ((j = place_of(x, p->helpers, p->m)) < p->m)
			c = p->helpers[j];
		else if ((j = place_of(x, p->anchors, p->k)) < p->k)
			c = p->anchors[j];
		else
			return;
		out->path[out->length++] = c;
		if (c->from > out->from)
			out->from = c->from;
		if (c->until < out->until)
			out->until = c->until;
	}
	out->found = true;
	out->why = NULL;
}

void
cert_find_chain(struct cert *const *certs, size_t n,
    struct cert *const *helpers, size_t m, struct cert *const *anchors,
    size_t k, struct cert_chain *out)
{
	struct parts parts = { certs, helpers, anchors, n, m, k };
	X509_STORE *store = X509_STORE_new();
	X509_STORE_CTX *ctx = X509_STORE_CTX_new();
	STACK_OF(X509) *others = sk_X509_new_null();
	X509_VERIFY_PARAM *how;
	bool direct = false;
	size_t i;

	memset(out, 0, sizeof(*out));
	out->why = "the chain cannot be looked for";
	if (store == NULL || ctx == NULL || others == NULL)
		goto out;
	for (i = 0; i < k; i++) {
		/* libcrypto takes any self-signed certificate of version 1
		 * for a CA, also that of a person (RFC 5280 6.1.4 k). */
		if (X509_check_ca(anchors[i]->x509) == V1_CA &&
		    !der_equal(&anchors[i]->der, &certs[0]->der))
			continue;
		if (X509_STORE_add_cert(store, anchors[i]->x509) != 1)
			goto out;
		direct = direct || der_equal(&anchors[i]->der, &certs[0]->der);
	}
	/* Who trusts the signer himself does not ask who stands above. */
	for (i = 1; i < n && !direct; i++)
		if (sk_X509_push(others, certs[i]->x509) <= 0)
			goto out;
	for (i = 0; i < m && !direct; i++)
		if (sk_X509_push(others, helpers[i]->x509) <= 0)
			goto out;
	if (X509_STORE_CTX_init(ctx, store, certs[0]->x509, others) != 1)
		goto out;
	how = X509_STORE_CTX_get0_param(ctx);
	/*
	 * Whatever the user named is an anchor, self-signed or not; level 2
	 * refuses keys and signatures below 112 bits, SHA-1 with them.
	 */
	X509_VERIFY_PARAM_set_flags(how, X509_V_FLAG_PARTIAL_CHAIN |
	    X509_V_FLAG_NO_CHECK_TIME);
	X509_VERIFY_PARAM_set_depth(how, LIMIT_CHAIN_DEPTH);
	X509_VERIFY_PARAM_set_auth_level(how, 2);
	if (X509_verify_cert(ctx) == 1)
		note_chain(&parts, X509_STORE_CTX_get0_chain(ctx), out);
	else
		out->why = X509_verify_cert_error_string(
		    X509_STORE_CTX_get_error(ctx));
out:
	sk_X509_free(others);
	X509_STORE_CTX_free(ctx);
	X509_STORE_free(store);
	ERR_clear_error();
}
