/*
 * Signatures: the writer of detached CAdES-B and -T, from the inside out.
 */
#include "base/buf.h"
#include "base/date.h"
#include "base/digest.h"
#include "base/limits.h"
#include "seal/cert.h"
#include "seal/der.h"
#include "seal/key.h"
#include "seal/signature.h"
#include "seal/stamp.h"

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

/*
 * SignerInfo, RFC 5652 5.3; attributes has the tag of a SET, token is the
 * signature-time-stamp (EN 319 122-1 5.3) or empty.
 */
static void
put_signer(struct buf *out, const struct key *key, struct buf *attributes,
    const struct buf *sig, struct buf *token)
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
	if (token->len > 0) {
		put_attribute(&sid, DER_OID_TIME_STAMP, token);
		der_wrap(&seq, DER_CONTEXT(1), &sid);
	}
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

/* The stamp says that the signature value existed at its time. */
static int
fetch_stamp(const struct stamp_source *tsa, const struct buf *sig,
    struct buf *token, struct diag *diag)
{
	struct digest digest;

	if (tsa == NULL)
		return 0;
	digest_of(sig->data, sig->len, &digest);
	return stamp_fetch(tsa, &digest, token, diag);
}

int
signature_write(const struct key *key, const struct digest *content,
    int64_t signing_time, const struct stamp_source *tsa, struct buf *der,
    struct diag *diag)
{
	struct buf attributes = BUF_INIT, sig = BUF_INIT, seq = BUF_INIT;
	struct buf part = BUF_INIT, info = BUF_INIT, token = BUF_INIT;
	struct der data;
	int rc = -1;

	put_attributes(&attributes, key, content, signing_time);
	data.p = (const unsigned char *)attributes.data;
	data.len = attributes.len;
	if (key_sign(key, &data, &sig, diag) != 0 ||
	    fetch_stamp(tsa, &sig, &token, diag) != 0)
		goto out;
	/* SignedData, RFC 5652 5.1 */
	der_put_small(&seq, 1);
	put_algorithm(&part, DER_OID_SHA256, false);
	der_wrap(&seq, DER_SET, &part);
	der_put_oid(&part, DER_OID_DATA);
	der_wrap(&seq, DER_SEQUENCE, &part);
	put_certs(&seq, key);
	put_signer(&part, key, &attributes, &sig, &token);
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
	buf_clear(&token);
	return rc;
}
