/*
 * SignedData: the reader of detached CAdES-B signatures.  What is not
 * known is refused, not skipped.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/limits.h"
#include "base/mem.h"
#include "seal/der.h"
#include "seal/signeddata.h"

#define HASHES	LIMIT_CERTIFICATES

/* What signeddata points to. */
struct parts {
	struct signeddata	 out;	/* first: it is freed by it */
	struct der		 certs[LIMIT_CERTIFICATES];
	struct der		 issuer, serial, attributes, signature;
	struct der		 digest, hashes[HASHES];
	struct der		 hash_issuer, hash_serial;
	struct der		 stamp, crls[LIMIT_CERTIFICATES];
	bool			 padded;
	const char		*name;
	struct diag		*diag;
};

/* Nothing more can be judged. */
static int
stop(const struct parts *p, const char *words)
{
	struct place at = { .file = p->name };

	diag_add(p->diag, DIAG_VERIFY_FORM, &at, "%s", words);
	return -1;
}

/* Refused, but the rest is still looked at. */
static void __attribute__((format(printf, 3, 4)))
refuse(struct parts *p, enum diag_code code, const char *fmt, ...)
{
	struct place at = { .file = p->name };
	char words[256];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(words, sizeof(words), fmt, ap);
	va_end(ap);
	diag_add(p->diag, code, &at, "%s", words);
	p->out.accepted = false;
}

/* AlgorithmIdentifier without parameters, or with NULL (RFC 5754 2). */
static int
take_algorithm(struct der *in, enum der_oid *oid, bool *null)
{
	struct der alg, none;

	*null = false;
	if (der_take(in, DER_SEQUENCE, &alg, NULL) != 0 ||
	    der_take_oid(&alg, oid) != 0)
		return -1;
	if (alg.len == 0)
		return 0;
	if (der_take(&alg, DER_NULL, &none, NULL) != 0 || none.len != 0 ||
	    alg.len != 0) {
		/* Parameters of their own make it another algorithm. */
		*oid = DER_OID_UNKNOWN;
		return 0;
	}
	*null = true;
	return 0;
}

/* digestAlgorithms, RFC 5652 5.1. */
static int
read_digests(struct parts *p, struct der set)
{
	enum der_oid oid;
	bool null;

	if (take_algorithm(&set, &oid, &null) != 0)
		return stop(p, "no digest algorithm is named (RFC 5652 5.1)");
	if (set.len != 0)
		refuse(p, DIAG_VERIFY_FORM, "more than one digest algorithm "
		    "is named (RFC 5652 5.1)");
	if (oid != DER_OID_SHA256)
		refuse(p, DIAG_VERIFY_ALGORITHM, "the digest algorithm is not "
		    "SHA-256 (RFC 5652 5.1)");
	return 0;
}

/* EncapsulatedContentInfo, RFC 5652 5.2. */
static int
read_content(struct parts *p, struct der info)
{
	enum der_oid oid;

	if (der_take_oid(&info, &oid) != 0)
		return stop(p, "the content has no type (RFC 5652 5.2)");
	if (oid != DER_OID_DATA)
		refuse(p, DIAG_VERIFY_FORM, "the content type is not data "
		    "(RFC 5652 4)");
	if (info.len != 0)
		refuse(p, DIAG_VERIFY_FORM, "the content is inside the "
		    "signature, a detached one is expected (RFC 5652 5.2)");
	return 0;
}

/* CertificateSet, RFC 5652 10.2.3: plain certificates alone. */
static int
read_certs(struct parts *p, struct der set)
{
	while (set.len > 0) {
		if (p->out.cert_count == LIMIT_CERTIFICATES)
			return stop(p, "it holds more certificates than are "
			    "allowed (RFC 5652 10.2.3)");
		if (der_take(&set, DER_SEQUENCE, NULL,
		    &p->certs[p->out.cert_count]) != 0)
			return stop(p, "it holds something else in the place "
			    "of a certificate (RFC 5652 10.2.2)");
		p->out.cert_count++;
	}
	return 0;
}

/* Time, RFC 5652 11.3: UTCTime up to 2049, then GeneralizedTime. */
static int
read_time(struct der value, int64_t *sec)
{
	static const size_t cut[] = { 2, 2, 2, 2, 2 };
	static const char between[] = "--T::";
	const char *why;
	struct der text;
	struct instant when;
	char iso[32];
	size_t i, n = 0, at = 0, year = 4;
	int tag = der_peek(&value);

	if ((tag != DER_UTC_TIME && tag != DER_GENERALIZED_TIME) ||
	    der_take(&value, tag, &text, NULL) != 0 || value.len != 0 ||
	    text.len != (tag == DER_UTC_TIME ? 13u : 15u))
		return -1;
	if (tag == DER_UTC_TIME) {
		year = 2;
		iso[n++] = text.p[0] < '5' ? '2' : '1';
		iso[n++] = text.p[0] < '5' ? '0' : '9';
	}
	memcpy(iso + n, text.p, year);
	n += year;
	at = year;
	for (i = 0; i < 5; i++) {
		iso[n++] = between[i];
		memcpy(iso + n, text.p + at, cut[i]);
		n += cut[i];
		at += cut[i];
	}
	iso[n++] = text.p[at] == 'Z' ? 'Z' : '?';
	iso[n] = '\0';
	if (strlen(iso) != n || date_parse(iso, &when, &why) != 0 ||
	    (tag == DER_GENERALIZED_TIME && memcmp(iso, "2050", 4) < 0))
		return -1;
	*sec = when.sec;
	return 0;
}

/* ESSCertIDv2, RFC 5035 4.  first: issuerSerial is kept for comparing. */
static int
read_cert_id(struct parts *p, struct der id, bool first)
{
	struct der *hash = &p->hashes[p->out.hash_count], names, name, is;

	if (der_peek(&id) == DER_SEQUENCE) {
		refuse(p, DIAG_VERIFY_ALGORITHM, "signing-certificate-v2 "
		    "names a hash algorithm; SHA-256 goes without saying "
		    "(RFC 5035 4)");
		if (der_take(&id, DER_SEQUENCE, NULL, NULL) != 0)
			return -1;
	}
	if (der_take(&id, DER_OCTET_STRING, hash, NULL) != 0)
		return -1;
	if (id.len == 0)
		return 0;
	if (der_take(&id, DER_SEQUENCE, &is, NULL) != 0 || id.len != 0 ||
	    der_take(&is, DER_SEQUENCE, &names, NULL) != 0 ||
	    der_take(&names, DER_CONTEXT(4), &name, NULL) != 0 ||
	    names.len != 0)
		return -1;
	if (first)
		p->hash_issuer = name;
	if (der_take(&is, DER_INTEGER, NULL, &name) != 0 || is.len != 0)
		return -1;
	if (first)
		p->hash_serial = name;
	return 0;
}

/* SigningCertificateV2, RFC 5035 3. */
static int
read_signing_certificate(struct parts *p, struct der value)
{
	struct der seq, list, id;

	if (der_take(&value, DER_SEQUENCE, &seq, NULL) != 0 ||
	    value.len != 0 || der_take(&seq, DER_SEQUENCE, &list, NULL) != 0)
		return -1;
	if (seq.len != 0)
		refuse(p, DIAG_VERIFY_FORM, "signing-certificate-v2 names "
		    "policies (RFC 5035 3)");
	while (list.len > 0) {
		if (p->out.hash_count == HASHES ||
		    der_take(&list, DER_SEQUENCE, &id, NULL) != 0 ||
		    read_cert_id(p, id, p->out.hash_count == 0) != 0)
			return -1;
		p->out.hash_count++;
	}
	return p->out.hash_count > 0 ? 0 : -1;
}

/* The value of one signed attribute whose type is oid. */
static int
read_value(struct parts *p, enum der_oid oid, struct der value)
{
	enum der_oid type;

	if (oid == DER_OID_CONTENT_TYPE) {
		if (der_take_oid(&value, &type) != 0 || value.len != 0 ||
		    type != DER_OID_DATA)
			return stop(p, "the content-type attribute is not "
			    "data (RFC 5652 11.1)");
	} else if (oid == DER_OID_MESSAGE_DIGEST) {
		if (der_take(&value, DER_OCTET_STRING, &p->digest,
		    NULL) != 0 || value.len != 0 ||
		    p->digest.len != DIGEST_LEN)
			return stop(p, "the message-digest attribute is not "
			    "a SHA-256 (RFC 5652 11.2)");
	} else if (oid == DER_OID_SIGNING_TIME) {
		if (read_time(value, &p->out.time) != 0)
			return stop(p, "the signing-time attribute is no time "
			    "(RFC 5652 11.3)");
	} else if (oid == DER_OID_SIGNING_CERTIFICATE_V2) {
		if (read_signing_certificate(p, value) != 0)
			return stop(p, "the signing-certificate-v2 attribute "
			    "is damaged (RFC 5035 3)");
	} else
		refuse(p, DIAG_VERIFY_FORM, "there is a signed attribute "
		    "other than content-type, message-digest, signing-time "
		    "and signing-certificate-v2 (RFC 5652 11)");
	return 0;
}

/* Attribute ::= SEQUENCE { type, SET with exactly one value }, 5.3. */
static int
take_attribute(struct der *in, enum der_oid *oid, struct der *value,
    struct der *whole)
{
	struct der seq, set;

	if (der_take(in, DER_SEQUENCE, &seq, whole) != 0 ||
	    der_take_oid(&seq, oid) != 0 ||
	    der_take(&seq, DER_SET, &set, NULL) != 0 || seq.len != 0 ||
	    der_skip(&set, value) != 0 || set.len != 0)
		return -1;
	return 0;
}

/* Each required attribute once; signing-time at most once. */
static int
check_presence(struct parts *p, const unsigned seen[DER_OID_UNKNOWN + 1])
{
	static const struct {
		enum der_oid	 oid;
		const char	*words;
	} needed[] = {
		{ DER_OID_CONTENT_TYPE, "the content-type attribute is absent "
		    "(RFC 5652 5.3)" },
		{ DER_OID_MESSAGE_DIGEST, "the message-digest attribute is "
		    "absent (RFC 5652 5.3)" },
		{ DER_OID_SIGNING_CERTIFICATE_V2, "the signing-certificate-v2 "
		    "attribute is absent (RFC 5035 3, EN 319 122-1 6.3)" },
	};
	size_t i;

	for (i = 0; i < sizeof(needed) / sizeof(needed[0]); i++)
		if (seen[needed[i].oid] == 0)
			return stop(p, needed[i].words);
	return 0;
}

/* signedAttrs, RFC 5652 5.3: a SET OF in DER, each attribute once. */
static int
read_attributes(struct parts *p, struct der in)
{
	unsigned seen[DER_OID_UNKNOWN + 1] = { 0 };
	struct der value, whole, last = { NULL, 0 };
	enum der_oid oid;
	size_t n;

	while (in.len > 0) {
		if (take_attribute(&in, &oid, &value, &whole) != 0)
			return stop(p, "a signed attribute is damaged or has "
			    "not exactly one value (RFC 5652 5.3)");
		n = last.len < whole.len ? last.len : whole.len;
		if (n > 0 && memcmp(last.p, whole.p, n) >= 0)
			return stop(p, "the signed attributes are not in DER "
			    "order (RFC 5652 5.4, X.690 11.6)");
		last = whole;
		if (++seen[oid] > 1 && oid != DER_OID_UNKNOWN)
			return stop(p, "a signed attribute stands twice "
			    "(RFC 5652 5.3)");
		if (read_value(p, oid, value) != 0)
			return -1;
	}
	return check_presence(p, seen);
}

/* unsignedAttrs, RFC 5652 5.3: one time-stamp token at most. */
static int
read_unsigned(struct parts *p, struct der in)
{
	struct der value;
	enum der_oid oid;

	while (in.len > 0) {
		if (take_attribute(&in, &oid, &value, NULL) != 0)
			return stop(p, "an unsigned attribute is damaged "
			    "(RFC 5652 5.3)");
		if (oid != DER_OID_TIME_STAMP || p->stamp.len > 0)
			refuse(p, DIAG_VERIFY_FORM, "there is an unsigned "
			    "attribute other than one time-stamp "
			    "(RFC 5652 5.3)");
		else
			p->stamp = value;
	}
	return 0;
}

static int
read_algorithms(struct parts *p, struct der *in)
{
	enum der_oid oid;
	bool null;

	if (take_algorithm(in, &oid, &null) != 0)
		return stop(p, "the signer names no signature algorithm "
		    "(RFC 5652 5.3)");
	p->out.rsa = oid == DER_OID_RSA || oid == DER_OID_RSA_SHA256;
	/* RFC 5754 3.2 and 3.3: NULL with RSA, nothing with ECDSA. */
	if (!(p->out.rsa && null) && !(oid == DER_OID_ECDSA_SHA256 && !null))
		refuse(p, DIAG_VERIFY_ALGORITHM, "the signature algorithm is "
		    "neither RSA PKCS#1 v1.5 nor ECDSA with SHA-256 "
		    "(RFC 5754 3)");
	return 0;
}

/* SignerInfo, RFC 5652 5.3. */
static int
read_signer(struct parts *p, struct der in)
{
	struct der sid, attributes;
	enum der_oid oid;
	bool null;
	int version;

	if (der_take_small(&in, &version) != 0 || version != 1 ||
	    der_take(&in, DER_SEQUENCE, &sid, NULL) != 0 ||
	    der_take(&sid, DER_SEQUENCE, NULL, &p->issuer) != 0 ||
	    der_take(&sid, DER_INTEGER, NULL, &p->serial) != 0 ||
	    sid.len != 0)
		return stop(p, "the signer is not named by issuer and serial "
		    "number (RFC 5652 5.3, version 1)");
	if (take_algorithm(&in, &oid, &null) != 0)
		return stop(p, "the signer names no digest algorithm "
		    "(RFC 5652 5.3)");
	if (oid != DER_OID_SHA256)
		refuse(p, DIAG_VERIFY_ALGORITHM, "the digest algorithm of the "
		    "signer is not SHA-256 (RFC 5652 5.3)");
	if (der_take(&in, DER_CONTEXT(0), &attributes, &p->attributes) != 0)
		return stop(p, "there are no signed attributes (RFC 5652 "
		    "5.3)");
	if (read_attributes(p, attributes) != 0 ||
	    read_algorithms(p, &in) != 0)
		return -1;
	if (der_take(&in, DER_OCTET_STRING, &p->signature, NULL) != 0)
		return stop(p, "there is no signature value (RFC 5652 5.3)");
	if (der_peek(&in) == DER_CONTEXT(1)) {
		if (der_take(&in, DER_CONTEXT(1), &attributes, NULL) != 0)
			return stop(p, "the unsigned attributes are damaged "
			    "(RFC 5652 5.3)");
		if (read_unsigned(p, attributes) != 0)
			return -1;
	}
	if (in.len != 0)
		return stop(p, "something follows the signature value "
		    "(RFC 5652 5.3)");
	return 0;
}

/* RevocationInfoChoices, RFC 5652 10.2.1: CRLs alone. */
static int
read_crls(struct parts *p, struct der set)
{
	while (set.len > 0) {
		if (p->out.crl_count == LIMIT_CERTIFICATES)
			return stop(p, "it holds more CRLs than are allowed "
			    "(RFC 5652 10.2.1)");
		if (der_take(&set, DER_SEQUENCE, NULL,
		    &p->crls[p->out.crl_count]) != 0)
			return stop(p, "it holds something else in the place "
			    "of a CRL (RFC 5652 10.2.1)");
		p->out.crl_count++;
	}
	return 0;
}

/* SignedData, RFC 5652 5.1. */
static int
read_signed_data(struct parts *p, struct der in)
{
	struct der set, info, signer;
	int version;

	if (der_take_small(&in, &version) != 0 || version != 1)
		return stop(p, "the version is not 1 (RFC 5652 5.1)");
	if (der_take(&in, DER_SET, &set, NULL) != 0)
		return stop(p, "there are no digest algorithms (RFC 5652 "
		    "5.1)");
	if (read_digests(p, set) != 0)
		return -1;
	if (der_take(&in, DER_SEQUENCE, &info, NULL) != 0)
		return stop(p, "there is no content information (RFC 5652 "
		    "5.2)");
	if (read_content(p, info) != 0)
		return -1;
	if (der_take(&in, DER_CONTEXT(0), &set, NULL) != 0)
		return stop(p, "there are no certificates (RFC 5652 5.1)");
	if (read_certs(p, set) != 0)
		return -1;
	if (der_peek(&in) == DER_CONTEXT(1)) {
		if (der_take(&in, DER_CONTEXT(1), &set, NULL) != 0)
			return stop(p, "the revocation information is damaged "
			    "(RFC 5652 10.2.1)");
		if (read_crls(p, set) != 0)
			return -1;
	}
	if (der_take(&in, DER_SET, &set, NULL) != 0 || in.len != 0 ||
	    der_take(&set, DER_SEQUENCE, &signer, NULL) != 0)
		return stop(p, "there is no signer (RFC 5652 5.1)");
	if (set.len != 0)
		return stop(p, "there is more than one signer (RFC 5652 5.1)");
	return read_signer(p, signer);
}

static int
read_all(struct parts *p, struct der in)
{
	struct der info, data;
	enum der_oid oid;

	if (der_take(&in, DER_SEQUENCE, &info, NULL) != 0)
		return stop(p, "this is not a CMS signature in DER (RFC 5652 "
		    "3)");
	p->out.len -= in.len;
	while (p->padded && in.len > 0 && in.p[in.len - 1] == 0)
		in.len--;
	if (in.len != 0)
		refuse(p, DIAG_VERIFY_FORM, "%zu bytes follow the signature "
		    "(RFC 5652 3)%s", in.len, p->padded ? "; only zero bytes "
		    "may (ISO 32000-2 12.8.1)" : "");
	if (der_take_oid(&info, &oid) != 0 || oid != DER_OID_SIGNED_DATA)
		return stop(p, "this is not signed data (RFC 5652 5.1)");
	if (der_take(&info, DER_CONTEXT(0), &data, NULL) != 0 ||
	    info.len != 0 || der_take(&data, DER_SEQUENCE, &info, NULL) != 0 ||
	    data.len != 0)
		return stop(p, "the signed data is damaged (RFC 5652 3)");
	return read_signed_data(p, info);
}

int
signeddata_parse(const void *der, size_t len, bool padded, const char *name,
    struct signeddata **out, struct diag *diag)
{
	struct parts *p = mem_zalloc(1, sizeof(*p));
	struct der in = { der, len };

	p->name = name;
	p->diag = diag;
	p->padded = padded;
	p->out.accepted = true;
	p->out.len = len;
	p->out.stamp = &p->stamp;
	p->out.crls = p->crls;
	p->out.certs = p->certs;
	p->out.issuer = &p->issuer;
	p->out.serial = &p->serial;
	p->out.attributes = &p->attributes;
	p->out.signature = &p->signature;
	p->out.digest = &p->digest;
	p->out.hashes = p->hashes;
	p->out.hash_issuer = &p->hash_issuer;
	p->out.hash_serial = &p->hash_serial;
	*out = NULL;
	if (len > LIMIT_CMS_BYTES) {
		refuse(p, DIAG_VERIFY_FORM, "it has %zu bytes, %d are allowed",
		    len, LIMIT_CMS_BYTES);
	} else if (read_all(p, in) == 0) {
		*out = &p->out;
		return 0;
	}
	mem_free(p);
	return -1;
}

void
signeddata_free(struct signeddata *sd)
{
	mem_free(sd);
}
