/*
 * Local keys: our own strict reader's numbers handed to libcrypto, which
 * is ten times cheaper than its own decoders and leaves no kind of key to
 * chance.
 */
#include <string.h>

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include "base/buf.h"
#include "base/mem.h"
#include "seal/cert.h"
#include "seal/der.h"
#include "seal/local.h"
#include "seal/pem.h"
#include "seal/secret.h"

#define SIGNATURE_MAX	1024	/* RSA of 8192 bits */

struct local {
	EVP_PKEY	*pkey;
};

/* What libcrypto says went wrong, without its file names. */
static const char *
library_words(void)
{
	const char *s = ERR_reason_error_string(ERR_peek_last_error());

	return s != NULL ? s : "no reason given";
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

struct local *
local_new(const struct secret *s, const struct cert *leaf, const char **why)
{
	struct local *key;
	EVP_PKEY *pkey;

	*why = NULL;
	if (!matches(s, leaf))
		return NULL;
	pkey = make_pkey(s, leaf);
	if (pkey == NULL)
		*why = library_words();
	ERR_clear_error();
	if (pkey == NULL)
		return NULL;
	key = mem_zalloc(1, sizeof(*key));
	key->pkey = pkey;
	return key;
}

void
local_free(struct local *key)
{
	if (key == NULL)
		return;
	EVP_PKEY_free(key->pkey);	/* libcrypto clears the numbers */
	mem_free(key);
}

const char *
local_sign(const struct local *key, const struct der *data, struct buf *sig)
{
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	unsigned char made[SIGNATURE_MAX];
	size_t len = sizeof(made);
	const char *why = NULL;

	if (ctx == NULL || EVP_DigestSignInit_ex(ctx, NULL, "SHA256", NULL,
	    NULL, key->pkey, NULL) != 1 || EVP_DigestSign(ctx, made, &len,
	    data->p, data->len) != 1)
		why = library_words();
	else
		buf_add(sig, made, len);
	OPENSSL_cleanse(made, sizeof(made));
	EVP_MD_CTX_free(ctx);
	ERR_clear_error();
	return why;
}
