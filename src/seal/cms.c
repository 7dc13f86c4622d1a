/*
 * CMS: writes detached CAdES-B signatures and judges them, by our own
 * rules and by libcrypto's, which must both say yes.
 */
#include <stdio.h>
#include <string.h>

#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/x509.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/limits.h"
#include "seal/cert.h"
#include "seal/cms.h"
#include "seal/der.h"
#include "seal/key.h"
#include "seal/material.h"
#include "seal/revoke.h"
#include "seal/signature.h"
#include "seal/signeddata.h"
#include "seal/stamp.h"
#include "seal/trust.h"

int
cms_sign(const struct key *key, const struct digest *content,
    int64_t signing_time, struct buf *der, struct diag *diag)
{
	return signature_write(key, content, signing_time, NULL, der, diag);
}

int
cms_sign_stamped(const struct key *key, const struct digest *content,
    int64_t signing_time, const struct stamp_source *tsa, struct buf *der,
    struct diag *diag)
{
	return signature_write(key, content, signing_time, tsa, der, diag);
}

int
cms_sign_pades(const struct key *key, const struct digest *content,
    const struct stamp_source *tsa, struct buf *der, struct diag *diag)
{
	return signature_write(key, content, 0, tsa, der, diag);
}

/* What the steps of one check share. */
struct check {
	const char		*name;
	const struct signeddata	*sd;
	struct cert		*certs[LIMIT_CERTIFICATES];	/* signer
							   first */
	size_t			 n;
	struct cert		*helpers[LIMIT_MATERIAL];
	size_t			 helper_count;
	struct material		*own;		/* the CRLs in it */
	const struct trust	*trust;
	const struct cms_options *how;
	int64_t			 now;
	struct cert_chain	 chain;
	struct cms_result	*result;
	struct diag		*diag;
	bool			 refused;	/* for any reason */
};

static void __attribute__((format(printf, 3, 4)))
refuse(struct check *c, enum diag_code code, const char *fmt, ...)
{
	struct place at = { .file = c->name };
	struct buf words = BUF_INIT;
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&words, fmt, ap);
	va_end(ap);
	diag_add(c->diag, code, &at, "%s", buf_str(&words));
	buf_clear(&words);
	c->refused = true;
}

/* The signer's certificate is the one of its issuer and serial number. */
static int
find_signer(struct check *c)
{
	struct cert *cert;
	size_t i, found = 0, at = 0;

	for (i = 0; i < c->n; i++) {
		if (!der_equal(cert_issuer(c->certs[i]), c->sd->issuer) ||
		    !der_equal(cert_serial(c->certs[i]), c->sd->serial))
			continue;
		at = i;
		found++;
	}
	if (found != 1) {
		refuse(c, DIAG_VERIFY_FORM, "%zu of its certificates are that "
		    "of the signer, exactly one is expected (RFC 5652 5.1, "
		    "5.3)", found);
		return -1;
	}
	cert = c->certs[at];
	c->certs[at] = c->certs[0];
	c->certs[0] = cert;
	return 0;
}

static bool
same_digest(const struct der *hash, const struct digest *d)
{
	return hash->len == DIGEST_LEN &&
	    memcmp(hash->p, d->b, DIGEST_LEN) == 0;
}

/* RFC 5035 3: the first hash is that of the certificate that verifies. */
static void
check_signing_certificate(struct check *c)
{
	const struct signeddata *sd = c->sd;

	if (!same_digest(&sd->hashes[0], cert_digest(c->certs[0])))
		refuse(c, DIAG_VERIFY_CERTIFICATE, "signing-certificate-v2 "
		    "names another certificate than the signer's (RFC 5035 "
		    "3)");
	if (sd->hash_issuer->len > 0 &&
	    (!der_equal(sd->hash_issuer, sd->issuer) ||
	    !der_equal(sd->hash_serial, sd->serial)))
		refuse(c, DIAG_VERIFY_CERTIFICATE, "signing-certificate-v2 "
		    "names another issuer or serial number than the signer's "
		    "(RFC 5035 4)");
}

static void
check_policy(struct check *c)
{
	const char *why;

	if ((why = cert_key_fault(c->certs[0])) != NULL)
		refuse(c, DIAG_VERIFY_ALGORITHM, "the signer's key is "
		    "refused: %s", why);
	else if (c->sd->rsa != (cert_kind(c->certs[0]) == CERT_RSA))
		refuse(c, DIAG_VERIFY_ALGORITHM, "signature algorithm and key "
		    "are of different kinds (RFC 5652 5.3)");
	if ((why = cert_use_fault(c->certs[0])) != NULL)
		refuse(c, DIAG_VERIFY_CERTIFICATE, "the signer's certificate "
		    "is not for this: %s", why);
}

/* libcrypto's own reading of the same bytes, of the same signer. */
static bool
library_agrees(const void *der, size_t len, const struct cert *signer)
{
	const unsigned char *p = der;
	CMS_ContentInfo *cms = d2i_CMS_ContentInfo(NULL, &p, (long)len);
	STACK_OF(CMS_SignerInfo) *infos;
	CMS_SignerInfo *info;
	unsigned char *cert = NULL;
	struct der theirs = { NULL, 0 };
	X509 *x = NULL;
	int n = -1;
	bool yes = false;

	if (cms == NULL || p != (const unsigned char *)der + len ||
	    (infos = CMS_get0_SignerInfos(cms)) == NULL ||
	    sk_CMS_SignerInfo_num(infos) != 1 ||
	    CMS_set1_signers_certs(cms, NULL, 0) != 1)
		goto out;
	info = sk_CMS_SignerInfo_value(infos, 0);
	CMS_SignerInfo_get0_algs(info, NULL, &x, NULL, NULL);
	if (x == NULL || (n = i2d_X509(x, &cert)) <= 0)
		goto out;
	theirs.p = cert;
	theirs.len = (size_t)n;
	/* The content's digest is held against message-digest by us. */
	yes = der_equal(&theirs, cert_der(signer)) &&
	    CMS_SignerInfo_verify(info) == 1;
out:
	OPENSSL_free(cert);
	CMS_ContentInfo_free(cms);
	ERR_clear_error();
	return yes;
}

/* RFC 5652 5.4 and 5.6: the signature over the DER of the attributes. */
static void
check_signature(struct check *c, const void *der, size_t len)
{
	struct buf set = BUF_INIT;
	struct der data;
	bool ours, theirs;

	buf_add(&set, c->sd->attributes->p, c->sd->attributes->len);
	set.data[0] = DER_SET;
	data.p = (const unsigned char *)set.data;
	data.len = set.len;
	ours = cert_check(c->certs[0], &data, c->sd->signature);
	theirs = library_agrees(der, len, c->certs[0]);
	if (!ours || !theirs)
		refuse(c, DIAG_VERIFY_SIGNATURE, "the signature is not one by "
		    "the key of its certificate (RFC 5652 5.6)%s",
		    ours != theirs ? "; two readings of it differ" : "");
	buf_clear(&set);
	c->result->signature = ours && theirs && !c->refused;
}

static void
check_chain(struct check *c)
{
	struct cert_chain *chain = &c->chain;
	struct cert *const *anchors;
	size_t i, j, m;

	anchors = trust_anchors(c->trust, &m);
	cert_find_chain(c->certs, c->n, c->helpers, c->helper_count, anchors,
	    m, chain);
	c->result->signer = chain->found;
	if (!chain->found && m == 0)
		refuse(c, DIAG_VERIFY_SIGNER, "%sunknown signer %s (%s); name "
		    "the certificates you trust with --trust",
		    c->result->signature && c->result->integrity ?
		    "valid signature, " : "", c->result->fingerprint,
		    c->result->subject);
	else if (!chain->found)
		refuse(c, DIAG_VERIFY_SIGNER, "%sunknown signer %s (%s); not "
		    "on your trust list: %s",
		    c->result->signature && c->result->integrity ?
		    "valid signature, " : "", c->result->fingerprint,
		    c->result->subject, chain->why);
	/* Nothing rides along that neither hash nor chain accounts for. */
	for (i = 1; chain->found && i < c->n; i++) {
		if (chain->used[i])
			continue;
		for (j = 0; j < c->sd->hash_count; j++)
			if (same_digest(&c->sd->hashes[j],
			    cert_digest(c->certs[i])))
				break;
		if (j == c->sd->hash_count) {
			refuse(c, DIAG_VERIFY_FORM, "it holds a certificate "
			    "that neither signing-certificate-v2 nor the chain "
			    "names");
			c->result->signature = false;
		}
	}
}

/* The signature-time-stamp, over the signature value (EN 319 122-1 5.3). */
static void
check_stamp(struct check *c)
{
	struct cms_result *r = c->result;
	struct stamp_result stamp;
	struct digest digest;

	r->stamped = c->sd->stamp->len > 0;
	if (!r->stamped)
		return;
	digest_of(c->sd->signature->p, c->sd->signature->len, &digest);
	r->stamp_good = stamp_check(c->sd->stamp->p, c->sd->stamp->len,
	    c->name, &digest, c->trust, c->how->material, c->now, &stamp,
	    c->diag) == 0;
	r->stamp_time = stamp.at;
	memcpy(r->stamp_subject, stamp.subject, sizeof(r->stamp_subject));
	/* Only that its authority is unknown is no fault of the signature. */
	if (!r->stamp_good && (!stamp.integrity || !stamp.signature ||
	    stamp.signer))
		c->refused = true;
}

/*
 * The instant at which certificates are judged: the earliest that is
 * proven, else the one claimed, else now (EN 319 102-1 5.6.2.4).
 */
static void
choose_time(struct check *c)
{
	struct cms_result *r = c->result;

	if (r->stamp_good)
		r->judged_time = r->stamp_time;
	if (c->how->proven != 0 && (r->judged_time == 0 ||
	    c->how->proven < r->judged_time))
		r->judged_time = c->how->proven;
	r->proven = r->judged_time != 0;
	if (r->judged_time == 0)
		r->judged_time = r->signing_time != 0 ? r->signing_time :
		    c->now;
	if (c->how->need_stamp && !r->proven)
		refuse(c, DIAG_VERIFY_DEMAND, "no trusted time-stamp proves "
		    "when it was signed, and one is demanded");
}

/* See cms.h. */
static void
check_time(struct check *c)
{
	const struct cert_chain *chain = &c->chain;
	struct cms_result *r = c->result;
	int64_t from = chain->found ? chain->from : cert_from(c->certs[0]);
	int64_t until = chain->found ? chain->until : cert_until(c->certs[0]);
	struct instant at = { r->judged_time, 0, true };
	struct instant claim = { r->signing_time, 0, true };
	char words[DATE_MAX], claimed[DATE_MAX];

	date_str_utc(&at, words);
	date_str_utc(&claim, claimed);
	if (claim.sec > c->now + LIMIT_CLOCK_SKEW) {
		refuse(c, DIAG_VERIFY_CERTIFICATE, "the claimed signing time "
		    "%s lies in the future", claimed);
		return;
	}
	/* What is proven to have existed cannot have been signed later. */
	if (r->proven && claim.sec > at.sec + LIMIT_CLOCK_SKEW) {
		refuse(c, DIAG_VERIFY_CERTIFICATE, "the claimed signing time "
		    "%s lies after the time-stamp, %s", claimed, words);
		return;
	}
	if (at.sec < from || at.sec > until) {
		refuse(c, DIAG_VERIFY_CERTIFICATE, "the signer's certificate "
		    "or its chain %s at %s, %s (RFC 5280 6.1.3)",
		    at.sec < from ? "was not valid yet" : "had expired",
		    words, r->proven ? "the time its time-stamp proves" :
		    r->signing_time != 0 ? "the claimed signing time" :
		    "the time of this check");
		return;
	}
	r->time = true;
	r->expired = c->now > until;
}

/* A certificate below the anchor, and who issued it. */
static enum revoke_state
ask_revocation(struct check *c, size_t i)
{
	const struct cert *cert = c->chain.path[i];
	const struct cert *issuer = c->chain.path[i + 1];
	const struct material *sources[3] = { c->how->material, c->own,
	    trust_material(c->trust) };
	enum revoke_state state, found = REVOKE_UNKNOWN;
	struct instant when = { 0, 0, true };
	struct revoke_told told;
	char words[DATE_MAX];
	size_t k;

	for (k = 0; k < 3; k++) {
		state = revoke_check(cert, issuer, sources[k],
		    c->result->judged_time, c->now, c->name, &told,
		    c->diag);
		when.sec = told.when;
		if (state == REVOKE_GOOD && found == REVOKE_UNKNOWN)
			found = state;
		if (state != REVOKE_REVOKED)
			continue;
		date_str_utc(&when, words);
		/* Proven to be older than the revocation (5.5.2). */
		if (c->result->proven && when.sec > c->result->judged_time) {
			found = REVOKE_GOOD;
			continue;
		}
		refuse(c, DIAG_VERIFY_REVOKED, "the certificate %s (%s) was "
		    "revoked on %s%s (RFC 5280 6.3, EN 319 102-1 5.2.6)",
		    cert_fingerprint(cert), cert_subject(cert), words,
		    c->result->proven ? "" : "; that it was signed before "
		    "rests on the signer's word");
		return REVOKE_REVOKED;
	}
	return found;
}

static void
check_revocation(struct check *c)
{
	struct cms_result *r = c->result;
	enum revoke_state state;
	size_t i, good = 0;

	if (!c->chain.found)
		return;
	for (i = 0; i + 1 < c->chain.length; i++) {
		state = ask_revocation(c, i);
		if (state == REVOKE_REVOKED) {
			r->revocation = CMS_REVOCATION_REVOKED;
			r->signer = false;
			return;
		}
		good += state == REVOKE_GOOD;
	}
	/* An anchor is believed because it is named. */
	if (good > 0 && good + 1 == c->chain.length)
		r->revocation = CMS_REVOCATION_GOOD;
	if (c->how->need_revocation && good + 1 < c->chain.length) {
		refuse(c, DIAG_VERIFY_DEMAND, "no CRL or OCSP response says "
		    "that no certificate of the chain was revoked, and that is "
		    "demanded");
		r->signer = false;
	}
}

static void
note_time(struct check *c)
{
	struct place at = { .file = c->name };

	if (c->result->expired && !c->result->proven)
		diag_add(c->diag, DIAG_VERIFY_EXPIRED, &at, "the certificate "
		    "was valid at the claimed signing time and has expired "
		    "since; that it was signed before rests on the signer's "
		    "word");
}

static void
describe(struct check *c)
{
	struct cms_result *r = c->result;

	cert_subject_cut(c->certs[0], r->subject, sizeof(r->subject));
	snprintf(r->fingerprint, sizeof(r->fingerprint), "%s",
	    cert_fingerprint(c->certs[0]));
	snprintf(r->algorithm, sizeof(r->algorithm), "%s, SHA-256",
	    cert_kind_str(c->certs[0]));
	r->signing_time = c->sd->time != 0 ? c->sd->time : c->how->claimed;
	r->der_len = c->sd->len;
}

/* What a PDF's signature may not say (EN 319 142-1 6.3, table 1). */
static void
check_pades(struct check *c)
{
	if (c->how->pades && c->sd->time != 0)
		refuse(c, DIAG_VERIFY_FORM, "there is a signing-time "
		    "attribute; in a PDF /M alone claims a time (EN 319 142-1 "
		    "6.3)");
}

/* Certificates that came apart from the signature; damaged ones help not. */
static int
load_material(struct check *c)
{
	const struct material *m = c->how->material;
	size_t i, n = material_count(m, MATERIAL_CERT);
	const struct der *der;
	const char *why;

	for (i = 0; i < n; i++) {
		der = material_der(m, MATERIAL_CERT, i);
		c->helpers[c->helper_count] = cert_parse(der->p, der->len,
		    &why);
		if (c->helpers[c->helper_count] != NULL)
			c->helper_count++;
	}
	if (c->sd->crl_count > 0)
		c->own = material_new();
	for (i = 0; i < c->sd->crl_count; i++)
		if (material_add(c->own, MATERIAL_CRL, c->sd->crls[i].p,
		    c->sd->crls[i].len, c->name, c->diag) != 0)
			return -1;
	return 0;
}

static int
load_certs(struct check *c)
{
	const char *why;
	size_t i;

	for (i = 0; i < c->sd->cert_count; i++) {
		c->certs[c->n] = cert_parse(c->sd->certs[i].p,
		    c->sd->certs[i].len, &why);
		if (c->certs[c->n] == NULL) {
			refuse(c, DIAG_VERIFY_FORM, "certificate %zu: %s",
			    i + 1, why);
			return -1;
		}
		c->n++;
	}
	return 0;
}

/* What is asked of every signature, whatever its form. */
static void
judge_signer(struct check *c)
{
	check_stamp(c);
	choose_time(c);
	check_chain(c);
	check_time(c);
	check_revocation(c);
	note_time(c);
}

static void
check_all(struct check *c, const void *der, size_t len)
{
	describe(c);
	check_pades(c);
	check_signing_certificate(c);
	check_policy(c);
	check_signature(c, der, len);
	judge_signer(c);
}

static void
free_check(struct check *c)
{
	size_t i;

	for (i = 0; i < c->n; i++)
		cert_free(c->certs[i]);
	for (i = 0; i < c->helper_count; i++)
		cert_free(c->helpers[i]);
	material_free(c->own);
}

int
cms_check(const void *der, size_t len, const char *name,
    const struct digest *content, const struct trust *trust, int64_t now,
    const struct cms_options *how, struct cms_result *result,
    struct diag *diag)
{
	struct check c = { .name = name, .trust = trust, .how = how,
	    .now = now, .result = result, .diag = diag };
	struct signeddata *sd = NULL;
	int rc = -1;

	memset(result, 0, sizeof(*result));
	if (signeddata_parse(der, len, how->pades, name, &sd, diag) != 0)
		goto out;
	c.sd = sd;
	result->integrity = same_digest(sd->digest, content);
	if (!result->integrity)
		refuse(&c, DIAG_VERIFY_CHANGED, "the content is not the one "
		    "that was signed: its SHA-256 is not message-digest "
		    "(RFC 5652 5.6)");
	/* A changed content says nothing against the signature itself. */
	c.refused = !sd->accepted;
	if (load_certs(&c) != 0 || load_material(&c) != 0 ||
	    find_signer(&c) != 0)
		goto out;
	check_all(&c, der, sd->len);
	if (!c.refused && result->integrity && result->signature &&
	    result->signer && result->time)
		rc = 0;
out:
	free_check(&c);
	signeddata_free(sd);
	return rc;
}

int
cms_judge(const struct cms_outside *from, const char *name,
    const struct trust *trust, int64_t now, const struct cms_options *how,
    struct cms_result *result, struct diag *diag)
{
	struct der none = { NULL, 0 };
	struct signeddata sd = { .certs = from->certs,
	    .cert_count = from->count, .hashes = from->names,
	    .hash_count = from->count, .stamp = &none, .time = from->time };
	struct check c = { .name = name, .sd = &sd, .trust = trust,
	    .how = how, .now = now, .result = result, .diag = diag };
	int rc = -1;

	memset(result, 0, sizeof(*result));
	result->integrity = from->integrity;
	if (load_certs(&c) != 0 || load_material(&c) != 0)
		goto out;
	describe(&c);
	sd.rsa = cert_kind(c.certs[0]) == CERT_RSA;
	check_policy(&c);
	result->signature = from->signature && !c.refused;
	judge_signer(&c);
	if (!c.refused && result->integrity && result->signature &&
	    result->signer && result->time)
		rc = 0;
out:
	free_check(&c);
	return rc;
}

int
cms_verify(const void *der, size_t len, const char *name,
    const struct digest *content, const struct trust *trust, int64_t now,
    struct cms_result *result, struct diag *diag)
{
	static const struct cms_options how;

	return cms_check(der, len, name, content, trust, now, &how, result,
	    diag);
}
