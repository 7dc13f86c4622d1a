/*
 * Keys: a private key with its certificates, read by our own strict
 * reader and handed to libcrypto as numbers, which is ten times cheaper
 * than its own decoders and leaves no kind of key to chance.
 */
#include <string.h>

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/mem.h"
#include "seal/cert.h"
#include "seal/der.h"
#include "seal/key.h"
#include "seal/pem.h"
#include "seal/secret.h"
#include "seal/selfsign.h"

#define CERTIFICATE	"CERTIFICATE"
#define SIGNATURE_MAX	1024	/* RSA of 8192 bits */

struct key {
	EVP_PKEY	*pkey;
	struct cert	*certs[LIMIT_CERTIFICATES];
	size_t		 n;
};

struct trust {
	struct cert	**anchors;
	size_t		  n, cap;
};

static void
refuse(struct diag *diag, enum diag_code code, const char *file,
    const char *why, const char *advice)
{
	struct place at = { .file = file };

	diag_add(diag, code, &at, "%s%s%s", why, advice[0] != '\0' ? "; " : "",
	    advice);
}

/* What libcrypto says went wrong, without its file names. */
static const char *
library_words(void)
{
	const char *s = ERR_reason_error_string(ERR_peek_last_error());

	return s != NULL ? s : "no reason given";
}

/* The next certificate of a PEM text; *out is NULL at its end. */
static int
next_cert(const char **text, size_t *len, const char *name,
    struct cert **out, struct diag *diag)
{
	struct buf der = BUF_INIT;
	const char *why = NULL;
	char label[PEM_LABEL];
	bool headers;
	int rc = -1;

	*out = NULL;
	/* A private key in the same file is passed over. */
	do {
		if (pem_next(text, len, label, &der, &headers, &why) != 0) {
			refuse(diag, DIAG_KEY_CERTIFICATE, name, why, "");
			goto out;
		}
	} while (label[0] != '\0' && strcmp(label, CERTIFICATE) != 0);
	if (label[0] != '\0') {
		*out = cert_parse(der.data, der.len, &why);
		if (*out == NULL) {
			refuse(diag, DIAG_KEY_CERTIFICATE, name, why, "");
			goto out;
		}
	}
	rc = 0;
out:
	pem_wipe(&der);
	return rc;
}

/* Leaf first, each issued by the next, none twice. */
static int
load_certs(struct key *key, const struct buf *pem, const char *name,
    struct diag *diag)
{
	const char *text = pem->data;
	size_t len = pem->len;
	struct place at = { .file = name };
	struct cert *c;

	for (;;) {
		if (next_cert(&text, &len, name, &c, diag) != 0)
			return -1;
		if (c == NULL)
			break;
		if (key->n == LIMIT_CERTIFICATES) {
			cert_free(c);
			diag_add(diag, DIAG_KEY_CERTIFICATE, &at, "more than "
			    "%d certificates", LIMIT_CERTIFICATES);
			return -1;
		}
		key->certs[key->n++] = c;
		if (key->n > 1 && (cert_self_signed(key->certs[key->n - 2]) ||
		    !cert_issued(c, key->certs[key->n - 2]))) {
			diag_add(diag, DIAG_KEY_CERTIFICATE, &at,
			    "certificate %zu did not issue certificate %zu; "
			    "put the signer first, then each issuer", key->n,
			    key->n - 1);
			return -1;
		}
	}
	if (key->n > 0)
		return 0;
	refuse(diag, DIAG_KEY_CERTIFICATE, name, "there is no certificate "
	    "in it", "PEM is expected (-----BEGIN CERTIFICATE-----)");
	return -1;
}

/* Is the signer's certificate one we sign with, at the instant now? */
static int
check_leaf(const struct cert *leaf, const char *name, int64_t now,
    struct diag *diag)
{
	struct instant when = { .set = true };
	struct place at = { .file = name };
	char words[DATE_MAX];
	const char *why;
	bool early = now < cert_from(leaf);

	if ((why = cert_key_fault(leaf)) != NULL) {
		diag_add(diag, DIAG_KEY_KIND, &at, "the key of the "
		    "certificate is refused: %s; %s", why, cert_key_advice());
		return -1;
	}
	if ((why = cert_use_fault(leaf)) != NULL) {
		refuse(diag, DIAG_KEY_CERTIFICATE, name, why, "");
		return -1;
	}
	if (early || now > cert_until(leaf)) {
		when.sec = early ? cert_from(leaf) : cert_until(leaf);
		date_str_utc(&when, words);
		diag_add(diag, DIAG_KEY_CERTIFICATE, &at, "the certificate "
		    "%s %s, the run is %s that", early ? "is valid from" :
		    "expired on", words, early ? "before" : "after");
		return -1;
	}
	return 0;
}

/* Does the private key belong to the certificate? */
static bool
matches(const struct secret *s, const struct cert *leaf)
{
	struct buf all = BUF_INIT, pair = BUF_INIT;
	struct der ours;
	bool yes;

	if (s->kind != (int)cert_kind(leaf))
		return false;
	if (s->kind != CERT_RSA) {
		/* SEC1 may leave the point out; scalar_fits() then tells. */
		ours.p = s->point;
		ours.len = s->point_len;
		return ours.p == NULL || der_equal(&ours, cert_public(leaf));
	}
	der_put_number(&pair, s->number[SECRET_N], s->len[SECRET_N]);
	der_put_number(&pair, s->number[SECRET_E], s->len[SECRET_E]);
	der_wrap(&all, DER_SEQUENCE, &pair);
	ours.p = (const unsigned char *)all.data;
	ours.len = all.len;
	yes = der_equal(&ours, cert_public(leaf));
	buf_clear(&all);
	return yes;
}

/* libcrypto takes numbers in the byte order of the machine. */
static OSSL_PARAM
number_param(const char *name, const unsigned char *p, size_t len,
    struct buf *room)
{
	unsigned char *at = (unsigned char *)room->data + room->len;
	BIGNUM *bn = BN_bin2bn(p, (int)len, NULL);

	if (bn == NULL || BN_bn2nativepad(bn, at, (int)len) != (int)len)
		memset(at, 0, len);	/* refused by fromdata */
	BN_clear_free(bn);
	room->len += len;
	return OSSL_PARAM_construct_BN(name, at, len);
}

/* The key as libcrypto holds it; the point of an EC key is the leaf's. */
static EVP_PKEY *
make_pkey(const struct secret *s, const struct cert *leaf)
{
	static const char *const rsa_names[SECRET_NUMBERS] = {
		[SECRET_N] = OSSL_PKEY_PARAM_RSA_N,
		[SECRET_E] = OSSL_PKEY_PARAM_RSA_E,
		[SECRET_D] = OSSL_PKEY_PARAM_RSA_D,
		[SECRET_P] = OSSL_PKEY_PARAM_RSA_FACTOR1,
		[SECRET_Q] = OSSL_PKEY_PARAM_RSA_FACTOR2,
		[SECRET_DP] = OSSL_PKEY_PARAM_RSA_EXPONENT1,
		[SECRET_DQ] = OSSL_PKEY_PARAM_RSA_EXPONENT2,
		[SECRET_QI] = OSSL_PKEY_PARAM_RSA_COEFFICIENT1,
	};
	OSSL_PARAM params[SECRET_NUMBERS + 1];
	struct buf room = BUF_INIT, point = BUF_INIT;
	char group[] = "P-256";
	EVP_PKEY_CTX *ctx;
	EVP_PKEY *pkey = NULL;
	size_t i, n = 0, total = 0;

	/* Reserved once, so that nothing moves and no copy is left. */
	for (i = 0; i < SECRET_NUMBERS; i++)
		total += s->len[i];
	buf_reserve(&room, total);
	if (s->kind == CERT_RSA) {
		for (i = 0; i < SECRET_NUMBERS; i++)
			params[n++] = number_param(rsa_names[i], s->number[i],
			    s->len[i], &room);
	} else {
		if (s->kind == CERT_P384)
			memcpy(group, "P-384", sizeof(group));
		buf_add(&point, cert_public(leaf)->p, cert_public(leaf)->len);
		params[n++] = OSSL_PARAM_construct_utf8_string(
		    OSSL_PKEY_PARAM_GROUP_NAME, group, 0);
		params[n++] = OSSL_PARAM_construct_octet_string(
		    OSSL_PKEY_PARAM_PUB_KEY, point.data, point.len);
		params[n++] = number_param(OSSL_PKEY_PARAM_PRIV_KEY,
		    s->number[SECRET_SCALAR], s->len[SECRET_SCALAR], &room);
	}
	params[n] = OSSL_PARAM_construct_end();
	ctx = EVP_PKEY_CTX_new_from_name(NULL, s->kind == CERT_RSA ? "RSA" :
	    "EC", NULL);
	if (ctx != NULL && EVP_PKEY_fromdata_init(ctx) == 1 &&
	    EVP_PKEY_fromdata(ctx, &pkey, EVP_PKEY_KEYPAIR, params) != 1)
		pkey = NULL;
	EVP_PKEY_CTX_free(ctx);
	pem_wipe(&room);
	buf_clear(&point);
	return pkey;
}

/*
 * Sign with SHA-256 and check that with the certificate: a slip of the
 * machine in an RSA signature would give the key away.  NULL, or what is
 * wrong.
 */
static const char *
sign(const struct key *key, const struct der *data,
    unsigned char made[SIGNATURE_MAX], size_t *len)
{
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	struct der sig = { made, 0 };
	const char *why = NULL;

	*len = SIGNATURE_MAX;
	if (ctx == NULL || EVP_DigestSignInit_ex(ctx, NULL, "SHA256", NULL,
	    NULL, key->pkey, NULL) != 1 || EVP_DigestSign(ctx, made, len,
	    data->p, data->len) != 1) {
		why = library_words();
		*len = 0;
	}
	sig.len = *len;
	if (why == NULL && !cert_check(key->certs[0], data, &sig))
		why = "the signature made does not fit the certificate; key "
		    "or machine is damaged";
	EVP_MD_CTX_free(ctx);
	ERR_clear_error();
	return why;
}

/* Does an EC key of the right point have the right scalar, too? */
static bool
scalar_fits(const struct key *key)
{
	static const unsigned char probe[] = "dossier: is this the key?";
	struct der data = { probe, sizeof(probe) };
	unsigned char made[SIGNATURE_MAX];
	size_t len;

	return key_is_rsa(key) || sign(key, &data, made, &len) == NULL;
}

int
key_load(const struct buf *key_pem, const char *key_name,
    const struct buf *cert_pem, const char *cert_name, const char *pass,
    int64_t now, struct key **out, struct diag *diag)
{
	struct key *key = mem_zalloc(1, sizeof(*key));
	struct secret secret = { 0 };
	struct buf der = BUF_INIT;
	int rc = -1;

	if (secret_parse(key_pem, key_name, pass, &der, &secret, diag) != 0)
		goto out;
	if (load_certs(key, cert_pem, cert_name, diag) != 0 ||
	    check_leaf(key->certs[0], cert_name, now, diag) != 0)
		goto out;
	if (matches(&secret, key->certs[0])) {
		key->pkey = make_pkey(&secret, key->certs[0]);
		if (key->pkey == NULL) {
			refuse(diag, DIAG_KEY_FILE, key_name, "libcrypto "
			    "refuses the key", library_words());
			goto out;
		}
	}
	if (key->pkey == NULL || !scalar_fits(key)) {
		refuse(diag, DIAG_KEY_MATCH, key_name, "this is not the key "
		    "of the certificate", cert_name);
		goto out;
	}
	*out = key;
	key = NULL;
	rc = 0;
out:
	key_free(key);
	pem_wipe(&der);
	ERR_clear_error();
	return rc;
}

void
key_free(struct key *key)
{
	size_t i;

	if (key == NULL)
		return;
	EVP_PKEY_free(key->pkey);	/* libcrypto clears the numbers */
	for (i = 0; i < key->n; i++)
		cert_free(key->certs[i]);
	mem_free(key);
}

bool
key_self_signed(const struct key *key)
{
	return cert_self_signed(key->certs[0]);
}

const char *
key_subject(const struct key *key)
{
	return cert_subject(key->certs[0]);
}

const char *
key_kind(const struct key *key)
{
	return cert_kind_str(key->certs[0]);
}

const char *
key_fingerprint(const struct key *key)
{
	return cert_fingerprint(key->certs[0]);
}

static void
write_certs(struct cert *const *certs, size_t n, struct buf *pem)
{
	const struct der *der;
	size_t i;

	for (i = 0; i < n; i++) {
		der = cert_der(certs[i]);
		pem_write(pem, CERTIFICATE, der->p, der->len);
	}
}

void
key_certificate(const struct key *key, struct buf *pem)
{
	write_certs(key->certs, key->n, pem);
}

struct cert *const *
key_chain(const struct key *key, size_t *n)
{
	*n = key->n;
	return key->certs;
}

bool
key_is_rsa(const struct key *key)
{
	return cert_kind(key->certs[0]) == CERT_RSA;
}

int
key_sign(const struct key *key, const struct der *data, struct buf *sig,
    struct diag *diag)
{
	unsigned char made[SIGNATURE_MAX];
	const char *why;
	size_t len;

	why = sign(key, data, made, &len);
	if (why == NULL)
		buf_add(sig, made, len);
	else
		diag_add(diag, DIAG_KEY_SIGN, NULL, "%s", why);
	OPENSSL_cleanse(made, sizeof(made));
	return why == NULL ? 0 : -1;
}

int
key_make(const char *common_name, unsigned rsa_bits, int64_t now,
    struct buf *key_pem, struct buf *cert_pem, struct diag *diag)
{
	return selfsign_make(common_name, rsa_bits, now, key_pem, cert_pem,
	    diag);
}

int
key_trust_parse(const struct buf *pem, const char *name, struct trust **out,
    struct diag *diag)
{
	struct trust *trust = mem_zalloc(1, sizeof(*trust));
	const char *text = pem->data;
	size_t len = pem->len;
	struct cert *c;
	int rc = -1;

	for (;;) {
		if (next_cert(&text, &len, name, &c, diag) != 0)
			goto out;
		if (c == NULL)
			break;
		if (trust->n == trust->cap) {
			trust->cap = trust->cap * 2 + 4;
			trust->anchors = mem_grow(trust->anchors,
			    trust->cap * sizeof(struct cert *));
		}
		trust->anchors[trust->n++] = c;
	}
	if (trust->n == 0) {
		refuse(diag, DIAG_KEY_CERTIFICATE, name, "there is no "
		    "certificate in it",
		    "PEM is expected (-----BEGIN CERTIFICATE-----)");
		goto out;
	}
	*out = trust;
	trust = NULL;
	rc = 0;
out:
	key_trust_free(trust);
	return rc;
}

void
key_trust_free(struct trust *trust)
{
	size_t i;

	if (trust == NULL)
		return;
	for (i = 0; i < trust->n; i++)
		cert_free(trust->anchors[i]);
	mem_free(trust->anchors);
	mem_free(trust);
}

void
key_trust_write(const struct trust *trust, struct buf *pem)
{
	write_certs(trust->anchors, trust->n, pem);
}

struct cert *const *
key_trust_anchors(const struct trust *trust, size_t *n)
{
	*n = trust != NULL ? trust->n : 0;
	return trust != NULL ? trust->anchors : NULL;
}
