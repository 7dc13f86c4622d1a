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
#include "seal/signeddata.h"
#include "seal/trust.h"

#define ATTRIBUTES	4

/* Attribute (RFC 5652 5.3) with this one value, which is emptied. */
static void
put_attribute(struct buf *out, enum der_oid oid, struct buf *value)
{
	struct buf seq = BUF_INIT;

	der_put_oid(&seq, oid);
	der_wrap(&seq, DER_SET, value);
	der_wrap(out, DER_SEQUENCE, &seq);
}

/* Time (RFC 5652 11.3): UTCTime to 2049, GeneralizedTime from then on. */
static void
put_time(struct buf *out, int64_t sec)
{
	int y, mo, d, h, mi, s;
	struct buf t = BUF_INIT;

	date_civil(sec, &y, &mo, &d, &h, &mi, &s);
	buf_printf(&t, "%04d%02d%02d%02d%02d%02dZ", y, mo, d, h, mi, s);
	if (y < 2050)
		der_put(out, DER_UTC_TIME, t.data + 2, t.len - 2);
	else
		der_put(out, DER_GENERALIZED_TIME, t.data, t.len);
	buf_clear(&t);
}

/* SigningCertificateV2 (RFC 5035 3) naming every certificate. */
static void
put_signing_certificate(struct buf *out, const struct key *key)
{
	struct buf id = BUF_INIT, list = BUF_INIT, seq = BUF_INIT;
	struct cert *const *certs;
	size_t i, n;

	certs = key_chain(key, &n);
	for (i = 0; i < n; i++) {
		/* SHA-256 is the default and stays out (X.690 11.5). */
		der_put(&id, DER_OCTET_STRING, cert_digest(certs[i])->b,
		    DIGEST_LEN);
		der_wrap(&list, DER_SEQUENCE, &id);
	}
	der_wrap(&seq, DER_SEQUENCE, &list);
	der_wrap(out, DER_SEQUENCE, &seq);
}

/* The SET OF signed attributes, as it is signed (RFC 5652 5.4). */
static void
put_attributes(struct buf *out, const struct key *key,
    const struct digest *content, int64_t signing_time)
{
	struct buf items[ATTRIBUTES] = { BUF_INIT, BUF_INIT, BUF_INIT,
	    BUF_INIT };
	struct buf value = BUF_INIT;
	size_t n = 0;

	der_put_oid(&value, DER_OID_DATA);
	put_attribute(&items[n++], DER_OID_CONTENT_TYPE, &value);
	if (signing_time > 0) {
		put_time(&value, signing_time);
		put_attribute(&items[n++], DER_OID_SIGNING_TIME, &value);
	}
	der_put(&value, DER_OCTET_STRING, content->b, DIGEST_LEN);
	put_attribute(&items[n++], DER_OID_MESSAGE_DIGEST, &value);
	put_signing_certificate(&value, key);
	put_attribute(&items[n++], DER_OID_SIGNING_CERTIFICATE_V2, &value);
	der_wrap_set(out, items, n);
}

static void
put_algorithm(struct buf *out, enum der_oid oid, bool null)
{
	struct buf seq = BUF_INIT;

	der_put_oid(&seq, oid);
	if (null)
		der_put(&seq, DER_NULL, NULL, 0);
	der_wrap(out, DER_SEQUENCE, &seq);
}

/* SignerInfo, RFC 5652 5.3; attributes has the tag of a SET. */
static void
put_signer(struct buf *out, const struct key *key, struct buf *attributes,
    const struct buf *sig)
{
	struct buf seq = BUF_INIT, sid = BUF_INIT;
	struct cert *const *certs;
	const struct der *part;
	size_t n;

	certs = key_chain(key, &n);
	der_put_small(&seq, 1);
	part = cert_issuer(certs[0]);
	buf_add(&sid, part->p, part->len);
	part = cert_serial(certs[0]);
	buf_add(&sid, part->p, part->len);
	der_wrap(&seq, DER_SEQUENCE, &sid);
	put_algorithm(&seq, DER_OID_SHA256, false);
	/* [0] IMPLICIT in the message, SET where it is signed. */
	attributes->data[0] = (char)DER_CONTEXT(0);
	buf_add(&seq, attributes->data, attributes->len);
	if (key_is_rsa(key))
		put_algorithm(&seq, DER_OID_RSA, true);
	else
		put_algorithm(&seq, DER_OID_ECDSA_SHA256, false);
	der_put(&seq, DER_OCTET_STRING, sig->data, sig->len);
	der_wrap(out, DER_SEQUENCE, &seq);
}

/* CertificateSet: a SET OF, so in DER order (X.690 11.6). */
static void
put_certs(struct buf *out, const struct key *key)
{
	struct buf items[LIMIT_CERTIFICATES], set = BUF_INIT;
	struct cert *const *certs;
	const struct der *der;
	size_t i, n;

	certs = key_chain(key, &n);
	for (i = 0; i < n; i++) {
		der = cert_der(certs[i]);
		buf_init(&items[i]);
		buf_add(&items[i], der->p, der->len);
	}
	der_wrap_set(&set, items, n);
	set.data[0] = (char)DER_CONTEXT(0);
	buf_add(out, set.data, set.len);
	buf_clear(&set);
}

int
cms_sign(const struct key *key, const struct digest *content,
    int64_t signing_time, struct buf *der, struct diag *diag)
{
	struct buf attributes = BUF_INIT, sig = BUF_INIT, seq = BUF_INIT;
	struct buf part = BUF_INIT, info = BUF_INIT;
	struct der data;
	int rc = -1;

	put_attributes(&attributes, key, content, signing_time);
	data.p = (const unsigned char *)attributes.data;
	data.len = attributes.len;
	if (key_sign(key, &data, &sig, diag) != 0)
		goto out;
	/* SignedData, RFC 5652 5.1 */
	der_put_small(&seq, 1);
	put_algorithm(&part, DER_OID_SHA256, false);
	der_wrap(&seq, DER_SET, &part);
	der_put_oid(&part, DER_OID_DATA);
	der_wrap(&seq, DER_SEQUENCE, &part);
	put_certs(&seq, key);
	put_signer(&part, key, &attributes, &sig);
	der_wrap(&seq, DER_SET, &part);
	/* ContentInfo, RFC 5652 3 */
	der_put_oid(&info, DER_OID_SIGNED_DATA);
	der_wrap(&part, DER_SEQUENCE, &seq);
	der_wrap(&info, DER_CONTEXT(0), &part);
	der_wrap(der, DER_SEQUENCE, &info);
	rc = 0;
out:
	buf_clear(&attributes);
	buf_clear(&sig);
	return rc;
}

/* What the steps of one check share. */
struct check {
	const char		*name;
	const struct signeddata	*sd;
	struct cert		*certs[LIMIT_CERTIFICATES];	/* signer
							   first */
	size_t			 n;
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
check_chain(struct check *c, const struct trust *trust,
    struct cert_chain *chain)
{
	struct cert *const *anchors;
	size_t i, j, m;

	anchors = trust_anchors(trust, &m);
	cert_find_chain(c->certs, c->n, anchors, m, chain);
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

/* See cms.h: at the claimed time, else now. */
static void
check_time(struct check *c, const struct cert_chain *chain, int64_t now)
{
	int64_t from = chain->found ? chain->from : cert_from(c->certs[0]);
	int64_t until = chain->found ? chain->until : cert_until(c->certs[0]);
	int64_t claimed = c->sd->time;
	struct instant at = { claimed != 0 ? claimed : now, 0, true };
	char words[DATE_MAX];

	date_str_utc(&at, words);
	if (claimed > now + LIMIT_CLOCK_SKEW) {
		refuse(c, DIAG_VERIFY_CERTIFICATE, "the claimed signing time "
		    "%s lies in the future", words);
		return;
	}
	if (at.sec < from || at.sec > until) {
		refuse(c, DIAG_VERIFY_CERTIFICATE, "the signer's certificate "
		    "or its chain %s at %s, %s (RFC 5280 6.1.3)",
		    at.sec < from ? "was not valid yet" : "had expired",
		    words, claimed != 0 ? "the claimed signing time" :
		    "the time of this check");
		return;
	}
	c->result->time = true;
	c->result->expired = now > until;
}

static void
note_time(struct check *c)
{
	struct place at = { .file = c->name };

	if (c->result->expired)
		diag_add(c->diag, DIAG_VERIFY_EXPIRED, &at, "the certificate "
		    "was valid at the claimed signing time and has expired "
		    "since; that it was signed before rests on the signer's "
		    "word");
	if (c->result->stamped)
		diag_add(c->diag, DIAG_VERIFY_STAMP, &at, "it holds a "
		    "time-stamp, which is not judged");
}

static void
describe(struct check *c)
{
	struct cms_result *r = c->result;
	const char *subject = cert_subject(c->certs[0]);
	size_t n = strlen(subject);

	if (n >= sizeof(r->subject)) {
		n = sizeof(r->subject) - 1;
		/* Not in the middle of a character. */
		while (n > 0 && ((unsigned char)subject[n] & 0xc0) == 0x80)
			n--;
	}
	memcpy(r->subject, subject, n);
	r->subject[n] = '\0';
	snprintf(r->fingerprint, sizeof(r->fingerprint), "%s",
	    cert_fingerprint(c->certs[0]));
	snprintf(r->algorithm, sizeof(r->algorithm), "%s, SHA-256",
	    cert_kind_str(c->certs[0]));
	r->signing_time = c->sd->time;
	r->stamped = c->sd->stamped;
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

int
cms_verify(const void *der, size_t len, const char *name,
    const struct digest *content, const struct trust *trust, int64_t now,
    struct cms_result *result, struct diag *diag)
{
	struct check c = { .name = name, .result = result, .diag = diag };
	struct signeddata *sd = NULL;
	struct cert_chain chain;
	size_t i;
	int rc = -1;

	memset(result, 0, sizeof(*result));
	if (signeddata_parse(der, len, name, &sd, diag) != 0)
		goto out;
	c.sd = sd;
	c.refused = !sd->accepted;
	result->integrity = same_digest(sd->digest, content);
	if (!result->integrity)
		refuse(&c, DIAG_VERIFY_CHANGED, "the content is not the one "
		    "that was signed: its SHA-256 is not message-digest "
		    "(RFC 5652 5.6)");
	/* A changed content says nothing against the signature itself. */
	c.refused = !sd->accepted;
	if (load_certs(&c) != 0 || find_signer(&c) != 0)
		goto out;
	describe(&c);
	check_signing_certificate(&c);
	check_policy(&c);
	check_signature(&c, der, len);
	check_chain(&c, trust, &chain);
	check_time(&c, &chain, now);
	note_time(&c);
	if (!c.refused && result->integrity && result->signature &&
	    result->signer && result->time)
		rc = 0;
out:
	for (i = 0; i < c.n; i++)
		cert_free(c.certs[i]);
	signeddata_free(sd);
	return rc;
}
