/*
 * Time-stamps: RFC 3161 by libcrypto, its answers parted into our four.
 */
#include <stdio.h>
#include <string.h>

#include <openssl/asn1.h>
#include <openssl/err.h>
#include <openssl/objects.h>
#include <openssl/pkcs7.h>
#include <openssl/ts.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/proc.h"
#include "seal/cert.h"
#include "seal/der.h"
#include "seal/material.h"
#include "seal/stamp.h"
#include "seal/stampfate.h"
#include "seal/stampform.h"
#include "seal/stamprequest.h"
#include "seal/trust.h"

#define WHAT		"--tsa-cmd"
#define V1_CA		3	/* X509_check_ca(3): self-signed, version 1 */

/* One token under judgement. */
struct job {
	const char		*name;
	const struct digest	*digest;
	const struct trust	*trust;
	const struct material	*material;
	int64_t			 now;
	struct stamp_result	*out;
	struct diag		*diag;
	enum diag_code		 code;		/* of refusals */
	struct der		 certs[STAMPFORM_CERTS];
	struct stampform	 form;
	PKCS7			*token;
	TS_TST_INFO		*info;
	X509			*signer;
};

static int
refuse(const struct job *job, const char *words)
{
	struct place at = { .file = job->name };

	diag_add(job->diag, job->code, &at, "%s", words);
	return -1;
}

static const char *
library_words(void)
{
	const char *s = ERR_reason_error_string(ERR_peek_last_error());

	return s != NULL ? s : "no reason given";
}

/* Take the token apart: one signer, TSTInfo, a time. */
static int
read_token(struct job *job, const void *der, size_t len)
{
	const unsigned char *p = der;
	ASN1_TIME *zero = ASN1_TIME_set(NULL, 0);
	struct place at = { .file = job->name };
	const char *why;
	int days, rest, rc = -1;

	why = stampform_fault(der, len, &job->form);
	if (why != NULL) {
		diag_add(job->diag, job->code, &at, "the time-stamp is "
		    "refused: %s", why);
		goto out;
	}
	job->token = d2i_PKCS7(NULL, &p, (long)len);
	if (job->token == NULL || p != (const unsigned char *)der + len ||
	    !PKCS7_type_is_signed(job->token)) {
		refuse(job, "the time-stamp is not signed data (RFC 3161 "
		    "2.4.2)");
		goto out;
	}
	job->info = PKCS7_to_TS_TST_INFO(job->token);
	if (job->info == NULL || TS_TST_INFO_get_version(job->info) != 1) {
		refuse(job, "the time-stamp holds no TSTInfo of version 1 "
		    "(RFC 3161 2.4.2)");
		goto out;
	}
	if (zero == NULL || ASN1_TIME_diff(&days, &rest, zero,
	    TS_TST_INFO_get_time(job->info)) != 1) {
		refuse(job, "the time-stamp holds no time (RFC 3161 2.4.2)");
		goto out;
	}
	job->out->at = (int64_t)days * 86400 + rest;
	rc = 0;
out:
	ASN1_TIME_free(zero);
	return rc;
}

/* messageImprint: SHA-256 of what was stamped. */
static void
check_imprint(struct job *job)
{
	TS_MSG_IMPRINT *imprint = TS_TST_INFO_get_msg_imprint(job->info);
	const ASN1_OBJECT *oid;
	ASN1_OCTET_STRING *hash = TS_MSG_IMPRINT_get_msg(imprint);

	X509_ALGOR_get0(&oid, NULL, NULL, TS_MSG_IMPRINT_get_algo(imprint));
	job->out->integrity = OBJ_obj2nid(oid) == NID_sha256 &&
	    ASN1_STRING_length(hash) == DIGEST_LEN &&
	    memcmp(ASN1_STRING_get0_data(hash), job->digest->b,
	    DIGEST_LEN) == 0;
	if (!job->out->integrity)
		refuse(job, "the time-stamp is over something else: its "
		    "imprint is not this SHA-256 (RFC 3161 2.4.2)");
}

static X509 *
read_cert(const struct der *der)
{
	const unsigned char *p = der->p;

	return d2i_X509(NULL, &p, (long)der->len);
}

/* Certificates that may help: the token's own and the material's. */
static STACK_OF(X509) *
helpers(const struct job *job)
{
	STACK_OF(X509) *all = sk_X509_new_null();
	STACK_OF(X509) *own = job->token->d.sign->cert;
	size_t i, n = material_count(job->material, MATERIAL_CERT);
	X509 *x;
	int k;

	for (k = 0; all != NULL && k < sk_X509_num(own); k++) {
		x = sk_X509_value(own, k);
		if (X509_up_ref(x) == 1 && sk_X509_push(all, x) <= 0)
			X509_free(x);
	}
	for (i = 0; all != NULL && i < n; i++) {
		x = read_cert(material_der(job->material, MATERIAL_CERT, i));
		if (x != NULL && sk_X509_push(all, x) <= 0)
			X509_free(x);
	}
	return all;
}

/*
 * libcrypto's whole check of signature, ESSCertID (RFC 5816), purpose and
 * chain to one of the anchors.  at < 0: at no certain time.
 */
static bool
verify(struct job *job, STACK_OF(X509) *others, STACK_OF(X509) *anchors,
    int64_t at)
{
	X509_STORE *store = X509_STORE_new();
	X509_VERIFY_PARAM *how;
	X509 *signer = NULL;
	bool yes = false;
	int i;

	if (store == NULL)
		return false;
	for (i = 0; i < sk_X509_num(anchors); i++)
		if (X509_STORE_add_cert(store, sk_X509_value(anchors, i)) != 1)
			goto out;
	how = X509_STORE_get0_param(store);
	X509_VERIFY_PARAM_set_flags(how, X509_V_FLAG_PARTIAL_CHAIN);
	X509_VERIFY_PARAM_set_auth_level(how, 2);
	if (at < 0)
		X509_VERIFY_PARAM_set_flags(how, X509_V_FLAG_NO_CHECK_TIME);
	else
		X509_VERIFY_PARAM_set_time(how, (time_t)at);
	ERR_clear_error();
	yes = TS_RESP_verify_signature(job->token, others, store,
	    &signer) == 1;
	if (yes && job->signer == NULL)
		job->signer = signer;
	else
		X509_free(signer);
out:
	X509_STORE_free(store);
	return yes;
}

static void
describe(struct job *job)
{
	unsigned char *der = NULL;
	const char *why;
	struct cert *cert = NULL;
	int len = i2d_X509(job->signer, &der);

	if (len > 0)
		cert = cert_parse(der, (size_t)len, &why);
	if (cert != NULL) {
		cert_subject_cut(cert, job->out->subject,
		    sizeof(job->out->subject));
		snprintf(job->out->fingerprint, sizeof(job->out->fingerprint),
		    "%s", cert_fingerprint(cert));
	}
	cert_free(cert);
	OPENSSL_free(der);
}

/* The library compares names without regard to case; here bytes count. */
static bool
names_issuer(const struct job *job)
{
	unsigned char *der = NULL;
	int len;
	bool same;

	if (job->form.issuer == NULL)
		return true;
	len = i2d_X509_NAME(X509_get_issuer_name(job->signer), &der);
	same = len > 0 && (size_t)len == job->form.issuer_len &&
	    memcmp(der, job->form.issuer, (size_t)len) == 0;
	OPENSSL_free(der);
	return same;
}

/* The signature by itself: whoever is in it is taken for an anchor. */
static int
check_signature(struct job *job, STACK_OF(X509) *others)
{
	struct place at = { .file = job->name };

	if (!verify(job, others, others, -1)) {
		diag_add(job->diag, job->code, &at, "the time-stamp is not "
		    "rightly signed by a key for time-stamping (RFC 3161 2.3, "
		    "2.4.2): %s", library_words());
		return -1;
	}
	if (!names_issuer(job))
		return refuse(job, "the time-stamp names its signer's issuer "
		    "in other words than the certificate (RFC 5652 5.3)");
	job->out->signature = true;
	describe(job);
	return 0;
}

static STACK_OF(X509) *
read_anchors(const struct trust *trust)
{
	STACK_OF(X509) *all = sk_X509_new_null();
	struct cert *const *anchors;
	size_t i, n;
	X509 *x;

	anchors = trust_anchors(trust, &n);
	for (i = 0; all != NULL && i < n; i++) {
		x = read_cert(cert_der(anchors[i]));
		/* One of version 1 is nobody's issuer; see cert.c. */
		if (x != NULL && (X509_check_ca(x) == V1_CA ||
		    sk_X509_push(all, x) <= 0))
			X509_free(x);
	}
	return all;
}

static bool
issued_by_any(X509 *x, STACK_OF(X509) *set)
{
	int i;

	for (i = 0; i < sk_X509_num(set); i++)
		if (X509_cmp(sk_X509_value(set, i), x) == 0 ||
		    X509_NAME_cmp(X509_get_subject_name(sk_X509_value(set, i)),
		    X509_get_issuer_name(x)) == 0)
			if (X509_verify(x, X509_get0_pubkey(
			    sk_X509_value(set, i))) == 1)
				return true;
	return false;
}

/*
 * Nothing of a token is beyond doubt but what somebody signed: each of its
 * certificates is an anchor, or has its issuer among all that are at hand.
 */
static int
check_certs(const struct job *job, STACK_OF(X509) *others,
    STACK_OF(X509) *anchors)
{
	X509 *x;
	size_t i;
	int k;
	bool known;

	for (i = 0; i < job->form.n; i++) {
		x = read_cert(&job->certs[i]);
		known = x != NULL && (issued_by_any(x, others) ||
		    issued_by_any(x, anchors));
		for (k = 0; !known && x != NULL && k < sk_X509_num(anchors);
		    k++)
			known = X509_cmp(sk_X509_value(anchors, k), x) == 0;
		X509_free(x);
		ERR_clear_error();
		if (!known)
			return refuse(job, "the time-stamp holds a certificate "
			    "that nobody at hand issued");
	}
	return 0;
}

static struct cert *
cert_of(X509 *x)
{
	unsigned char *der = NULL;
	struct cert *cert = NULL;
	const char *why;
	int len;

	if ((len = i2d_X509(x, &der)) > 0)
		cert = cert_parse(der, (size_t)len, &why);
	OPENSSL_free(der);
	return cert;
}

/* NULL, or what was revoked and why that matters. */
static const char *
revoked(const struct job *job, STACK_OF(X509) *others)
{
	struct cert *signer = cert_of(job->signer), **list;
	struct stampfate s = { .signer = signer, .trust = job->trust,
	    .material = job->material, .at = job->out->at, .now = job->now,
	    .name = job->name, .diag = job->diag };
	const char *why = "its certificate cannot be read";
	int i, n = sk_X509_num(others);

	list = mem_zalloc((size_t)(n > 0 ? n : 0) + 1, sizeof(*list));
	for (i = 0; i < n; i++)
		if ((list[s.n] = cert_of(sk_X509_value(others, i))) != NULL)
			s.n++;
	s.others = list;
	if (signer != NULL)
		why = stampfate_fault(&s);
	while (s.n > 0)
		cert_free(list[--s.n]);
	mem_free(list);
	cert_free(signer);
	return why;
}

/* The chain to the trust list, and whether it was valid then. */
static int
check_signer(struct job *job, STACK_OF(X509) *others)
{
	STACK_OF(X509) *anchors = read_anchors(job->trust);
	struct place at = { .file = job->name };
	const char *why;
	int rc = -1;

	job->out->signer = sk_X509_num(anchors) > 0 &&
	    verify(job, others, anchors, -1);
	if (!job->out->signer) {
		diag_add(job->diag, DIAG_VERIFY_STAMP, &at, "the time-stamp "
		    "does not count: its authority %s (%s) is not on your "
		    "trust list", job->out->fingerprint, job->out->subject);
		goto out;
	}
	if (check_certs(job, others, anchors) != 0) {
		job->out->signature = false;
		goto out;
	}
	if ((why = revoked(job, others)) != NULL) {
		job->out->signer = false;
		refuse(job, why);
		goto out;
	}
	job->out->time = verify(job, others, anchors, job->out->at);
	if (!job->out->time) {
		refuse(job, "the certificate of the time-stamp's authority "
		    "was not valid at its time (RFC 5280 6.1.3)");
		goto out;
	}
	if (job->out->at > job->now + LIMIT_CLOCK_SKEW) {
		job->out->time = false;
		refuse(job, "the time-stamp lies in the future");
		goto out;
	}
	rc = 0;
out:
	sk_X509_pop_free(anchors, X509_free);
	return rc;
}

static void
job_clear(struct job *job)
{
	PKCS7_free(job->token);
	TS_TST_INFO_free(job->info);
	X509_free(job->signer);
	ERR_clear_error();
}

int
stamp_check(const void *der, size_t len, const char *name,
    const struct digest *digest, const struct trust *trust,
    const struct material *material, int64_t now,
    struct stamp_result *result, struct diag *diag)
{
	struct job job = { .name = name, .digest = digest, .trust = trust,
	    .material = material, .now = now, .out = result, .diag = diag,
	    .code = DIAG_VERIFY_STAMP_WRONG };
	STACK_OF(X509) *others = NULL;
	int rc = -1;

	memset(result, 0, sizeof(*result));
	job.form.certs = job.certs;
	if (read_token(&job, der, len) != 0)
		goto out;
	check_imprint(&job);
	others = helpers(&job);
	if (others == NULL || check_signature(&job, others) != 0 ||
	    check_signer(&job, others) != 0)
		goto out;
	if (result->integrity)
		rc = 0;
out:
	sk_X509_pop_free(others, X509_free);
	job_clear(&job);
	return rc;
}

/* The token of an answer, held to request and, if given, trust list. */
static int
take_answer(const struct stamp_source *tsa, const struct digest *digest,
    TS_REQ *req, const struct buf *answer, struct buf *token,
    struct diag *diag)
{
	const unsigned char *p = (const unsigned char *)answer->data;
	TS_RESP *resp = d2i_TS_RESP(NULL, &p, (long)answer->len);
	struct stamp_result result = { 0 };
	struct job job = { .name = WHAT, .digest = digest,
	    .trust = tsa->trust, .now = INT64_MAX - LIMIT_CLOCK_SKEW,
	    .out = &result, .diag = diag, .code = DIAG_STAMP_FETCH };
	STACK_OF(X509) *others = NULL;
	unsigned char *der = NULL;
	int len = 0, rc = -1;

	job.form.certs = job.certs;
	if (resp == NULL) {
		refuse(&job, "the answer is no TimeStampResp in DER (RFC 3161 "
		    "2.4.2)");
		goto out;
	}
	if (stamprequest_answers(req, resp) != 0) {
		diag_add(diag, DIAG_STAMP_FETCH, NULL, WHAT ": the answer is "
		    "refused (RFC 3161 2.4.2): %s", library_words());
		goto out;
	}
	len = i2d_PKCS7(TS_RESP_get_token(resp), &der);
	if (len <= 0 || read_token(&job, der, (size_t)len) != 0)
		goto out;
	check_imprint(&job);
	others = helpers(&job);
	if (!result.integrity || others == NULL ||
	    check_signature(&job, others) != 0)
		goto out;
	if (tsa->trust != NULL && check_signer(&job, others) != 0) {
		refuse(&job, "the time-stamp is not one you trust");
		goto out;
	}
	buf_add(token, der, (size_t)len);
	rc = 0;
out:
	sk_X509_pop_free(others, X509_free);
	OPENSSL_free(der);
	TS_RESP_free(resp);
	job_clear(&job);
	return rc;
}

int
stamp_fetch(const struct stamp_source *tsa, const struct digest *digest,
    struct buf *token, struct diag *diag)
{
	struct buf answer = BUF_INIT;
	TS_REQ *req = stamprequest_make(digest);
	unsigned char *der = NULL;
	int len = 0, rc = -1;

	if (req != NULL)
		len = i2d_TS_REQ(req, &der);
	if (len <= 0) {
		diag_add(diag, DIAG_STAMP_FETCH, NULL, "the request cannot be "
		    "made: %s", library_words());
		goto out;
	}
	if (proc_run(tsa->command, WHAT, der, (size_t)len, LIMIT_CHILD_BYTES,
	    &answer, diag) != 0)
		goto out;
	rc = take_answer(tsa, digest, req, &answer, token, diag);
out:
	buf_clear(&answer);
	OPENSSL_free(der);
	TS_REQ_free(req);
	ERR_clear_error();
	return rc;
}
