/*
 * The form of a time-stamp token, read without mercy.
 */
#include <stdbool.h>
#include <string.h>

#include "base/limits.h"
#include "seal/der.h"
#include "seal/stampform.h"

/* Algorithms as a pair: digest, and signatures made over it. */
static const struct {
	enum der_oid	digest, rsa, ecdsa;
} families[] = {
	{ DER_OID_SHA256, DER_OID_RSA_SHA256, DER_OID_ECDSA_SHA256 },
	{ DER_OID_SHA384, DER_OID_RSA_SHA384, DER_OID_ECDSA_SHA384 },
	{ DER_OID_SHA512, DER_OID_RSA_SHA512, DER_OID_ECDSA_SHA512 },
};
#define FAMILIES	(sizeof(families) / sizeof(families[0]))

/* AlgorithmIdentifier with NULL (null says so) or without parameters. */
static int
take_algorithm(struct der *in, enum der_oid *oid, bool *null)
{
	struct der alg, none;

	if (der_take(in, DER_SEQUENCE, &alg, NULL) != 0 ||
	    der_take_oid(&alg, oid) != 0)
		return -1;
	*null = alg.len != 0;
	if (*null && (der_take(&alg, DER_NULL, &none, NULL) != 0 ||
	    none.len != 0))
		return -1;
	return alg.len == 0 ? 0 : -1;
}

static int
take_digest(struct der *in, size_t *family)
{
	enum der_oid oid;
	bool null;

	if (take_algorithm(in, &oid, &null) != 0)
		return -1;
	for (*family = 0; *family < FAMILIES; (*family)++)
		if (families[*family].digest == oid)
			return 0;
	return -1;
}

/* RFC 5754 3: NULL goes with RSA, nothing with ECDSA. */
static bool
signs(enum der_oid oid, bool null, size_t family)
{
	return (null && (oid == DER_OID_RSA || oid == families[family].rsa)) ||
	    (!null && oid == families[family].ecdsa);
}

/*
 * SignedAttributes, RFC 5652 5.3: a SET OF in DER.  What is signed is what
 * a library makes of them, so they must be what it makes.
 */
static bool
good_attributes(struct der in)
{
	struct der one, set, whole, last = { NULL, 0 };
	enum der_oid oid;
	size_t n;

	while (in.len > 0) {
		if (der_take(&in, DER_SEQUENCE, &one, &whole) != 0 ||
		    der_take_oid(&one, &oid) != 0 ||
		    der_take(&one, DER_SET, &set, NULL) != 0 ||
		    one.len != 0 || set.len == 0)
			return false;
		while (set.len > 0)
			if (der_skip(&set, NULL) != 0)
				return false;
		n = last.len < whole.len ? last.len : whole.len;
		if (n > 0 && memcmp(last.p, whole.p, n) >= 0)
			return false;
		last = whole;
	}
	return true;
}

/* IssuerAndSerialNumber, RFC 5652 10.2.4, or a key identifier. */
static bool
take_signer(struct der *in, int version, struct stampform *out)
{
	struct der sid, issuer;

	if (version == 3)
		return der_take(in, 0x80, &sid, NULL) == 0;
	if (version != 1 || der_take(in, DER_SEQUENCE, &sid, NULL) != 0 ||
	    der_take(&sid, DER_SEQUENCE, NULL, &issuer) != 0 ||
	    der_take(&sid, DER_INTEGER, NULL, NULL) != 0 || sid.len != 0)
		return false;
	out->issuer = issuer.p;
	out->issuer_len = issuer.len;
	return true;
}

/* SignerInfo, RFC 5652 5.3. */
static const char *
read_signer(struct der in, struct stampform *out)
{
	struct der attributes;
	enum der_oid oid;
	size_t family;
	bool null;
	int version;

	/* By issuer and serial number (1), or by key identifier (3). */
	if (der_take_small(&in, &version) != 0 ||
	    !take_signer(&in, version, out))
		return "its signer is not named (RFC 5652 5.3)";
	if (take_digest(&in, &family) != 0)
		return "its signer uses no digest of SHA-256 or better "
		    "(RFC 5652 5.3)";
	if (der_take(&in, DER_CONTEXT(0), &attributes, NULL) != 0)
		return "it has no signed attributes (RFC 5652 5.3)";
	if (!good_attributes(attributes))
		return "its signed attributes are not in DER (RFC 5652 5.3, "
		    "X.690 11.6)";
	if (take_algorithm(&in, &oid, &null) != 0 ||
	    !signs(oid, null, family))
		return "its signature algorithm does not go with its digest "
		    "(RFC 5754 3)";
	if (der_take(&in, DER_OCTET_STRING, NULL, NULL) != 0)
		return "it has no signature value (RFC 5652 5.3)";
	return in.len == 0 ? NULL : "it has unsigned attributes (RFC 5652 "
	    "5.3)";
}

static const char *
read_certs(struct der set, struct stampform *out)
{
	_Static_assert(STAMPFORM_CERTS == (int)LIMIT_CERTIFICATES,
	    "a token has room for its limit");
	while (set.len > 0) {
		if (out->n == STAMPFORM_CERTS)
			return "it holds more certificates than are allowed";
		if (der_take(&set, DER_SEQUENCE, NULL,
		    &out->certs[out->n]) != 0)
			return "it holds something else in the place of a "
			    "certificate (RFC 5652 10.2.2)";
		out->n++;
	}
	return NULL;
}

/* SignedData, RFC 5652 5.1; version 3, since the content is not data. */
static const char *
read_signed_data(struct der in, struct stampform *out)
{
	struct der set, info, signer;
	enum der_oid oid;
	size_t family;
	const char *why;
	int version;

	if (der_take_small(&in, &version) != 0 || version != 3)
		return "its version is not 3 (RFC 5652 5.1)";
	if (der_take(&in, DER_SET, &set, NULL) != 0 ||
	    take_digest(&set, &family) != 0 || set.len != 0)
		return "it names not one digest of SHA-256 or better "
		    "(RFC 5652 5.1)";
	if (der_take(&in, DER_SEQUENCE, &info, NULL) != 0 ||
	    der_take_oid(&info, &oid) != 0 || oid != DER_OID_TST_INFO ||
	    der_take(&info, DER_CONTEXT(0), NULL, NULL) != 0 || info.len != 0)
		return "its content is not TSTInfo (RFC 3161 2.4.2)";
	if (der_peek(&in) == DER_CONTEXT(0)) {
		if (der_take(&in, DER_CONTEXT(0), &set, NULL) != 0)
			return "its certificates are damaged (RFC 5652 5.1)";
		if ((why = read_certs(set, out)) != NULL)
			return why;
	}
	if (der_take(&in, DER_SET, &set, NULL) != 0 || in.len != 0 ||
	    der_take(&set, DER_SEQUENCE, &signer, NULL) != 0 || set.len != 0)
		return "it has not one signer, or something besides (RFC 3161 "
		    "2.4.2)";
	return read_signer(signer, out);
}

const char *
stampform_fault(const void *der, size_t len, struct stampform *out)
{
	struct der in = { der, len }, info, data;
	enum der_oid oid;

	out->n = 0;
	out->issuer = NULL;
	out->issuer_len = 0;
	if (len > LIMIT_CMS_BYTES)
		return "it is larger than is allowed";
	if (der_take(&in, DER_SEQUENCE, &info, NULL) != 0 || in.len != 0 ||
	    der_take_oid(&info, &oid) != 0 || oid != DER_OID_SIGNED_DATA ||
	    der_take(&info, DER_CONTEXT(0), &data, NULL) != 0 ||
	    info.len != 0 || der_take(&data, DER_SEQUENCE, &info, NULL) != 0 ||
	    data.len != 0)
		return "it is not signed data in DER (RFC 5652 3)";
	return read_signed_data(info, out);
}
