/*
 * The request for a time-stamp, and whether an answer is one to it.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <openssl/asn1.h>
#include <openssl/bn.h>
#include <openssl/err.h>
#include <openssl/objects.h>
#include <openssl/rand.h>
#include <openssl/ts.h>
#include <openssl/x509.h>

#include "base/digest.h"
#include "seal/stamprequest.h"

#define NONCE_BYTES	8

TS_REQ *
stamprequest_make(const struct digest *digest)
{
	unsigned char nonce[NONCE_BYTES];
	TS_REQ *req = TS_REQ_new();
	TS_MSG_IMPRINT *imprint = TS_MSG_IMPRINT_new();
	X509_ALGOR *algorithm = X509_ALGOR_new();
	ASN1_INTEGER *number = NULL;
	BIGNUM *bn = NULL;
	bool done = false;

	if (req == NULL || imprint == NULL || algorithm == NULL ||
	    RAND_bytes(nonce, sizeof(nonce)) != 1)
		goto out;
	/* Positive, and never shorter than its bytes. */
	nonce[0] = (unsigned char)((nonce[0] & 0x3f) | 0x40);
	bn = BN_bin2bn(nonce, sizeof(nonce), NULL);
	number = BN_to_ASN1_INTEGER(bn, NULL);
	done = number != NULL &&
	    X509_ALGOR_set0(algorithm, OBJ_nid2obj(NID_sha256), V_ASN1_NULL,
	    NULL) == 1 && TS_MSG_IMPRINT_set_algo(imprint, algorithm) == 1 &&
	    TS_MSG_IMPRINT_set_msg(imprint, (unsigned char *)(uintptr_t)
	    digest->b, DIGEST_LEN) == 1 && TS_REQ_set_version(req, 1) == 1 &&
	    TS_REQ_set_msg_imprint(req, imprint) == 1 &&
	    TS_REQ_set_nonce(req, number) == 1 &&
	    TS_REQ_set_cert_req(req, 1) == 1;
out:
	ASN1_INTEGER_free(number);
	BN_free(bn);
	X509_ALGOR_free(algorithm);
	TS_MSG_IMPRINT_free(imprint);
	if (!done) {
		TS_REQ_free(req);
		req = NULL;
	}
	return req;
}

int
stamprequest_answers(TS_REQ *req, TS_RESP *resp)
{
	TS_VERIFY_CTX *ctx = TS_REQ_to_TS_VERIFY_CTX(req, NULL);
	int rc = -1;

	if (ctx == NULL)
		return -1;
	/* The signature is judged apart. */
	TS_VERIFY_CTX_set_flags(ctx, TS_VFY_VERSION | TS_VFY_IMPRINT |
	    TS_VFY_NONCE);
	ERR_clear_error();
	if (TS_RESP_verify_response(ctx, resp) == 1)
		rc = 0;
	TS_VERIFY_CTX_free(ctx);
	return rc;
}
