/* SignedData: signatures that are right but for one thing. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/date base/diag base/digest seal/der seal/pem seal/cert seal/secret seal/selfsign base/proc seal/pkcs12 seal/local seal/token seal/remote seal/material seal/trust seal/key seal/signeddata seal/revoke seal/stampform seal/stamp seal/stamprequest seal/signature seal/cms seal/stampfate */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/digest.h"
#include "seal/cert.h"
#include "seal/cms.h"
#include "seal/der.h"
#include "seal/key.h"
#include "seal/trust.h"

static struct arena	*arena;
static struct diag	*diag;
static int64_t		 now;

#include "pki.inc"

#include "cms.inc"

enum tweak {
	PLAIN,
	/* accepted */
	RSA_WITH_DIGEST, DIGEST_NULL, STAMPED, ISSUER_SERIAL,
	/* refused */
	TRAILING, NOT_SIGNED_DATA, VERSION_3, SHA512_LIST, TWO_DIGESTS,
	ATTACHED, OTHER_TYPE, NO_CERTS, OTHER_CERT_FORM, CRLS, NO_SIGNER,
	TWO_SIGNERS, SIGNER_VERSION, SID_OTHER, DIGEST_PARAMETERS,
	SHA512_SIGNER, NO_ATTRIBUTES, UNSORTED, TWICE, TWO_VALUES, NO_VALUE,
	NO_CONTENT_TYPE, NO_DIGEST, NO_CERTIFICATE_V2, UNKNOWN_ATTRIBUTE,
	CONTENT_TYPE_OTHER, SHORT_DIGEST, TIME_1999, TIME_SECONDS,
	TIME_GENERALIZED, CERT_HASH_ALGORITHM, CERT_HASH_OTHER,
	CERT_HASH_NONE, CERT_POLICIES, CERT_ISSUER_OTHER, ECDSA_SHA384,
	ECDSA_NULL, RSA_FOR_EC, UNSIGNED_OTHER, STAMPED_TWICE, EXTRA_CERT,
	CERT_TWICE, SIGNER_CERT_ABSENT, TAIL,
	TWEAKS
};

static void
attribute(struct buf *out, enum der_oid oid, struct buf *value)
{
	struct buf seq = BUF_INIT;

	der_put_oid(&seq, oid);
	der_wrap(&seq, DER_SET, value);
	der_wrap(out, DER_SEQUENCE, &seq);
}

static const unsigned char other_oid[] = { 0x2a, 0x03, 0x04 };
/* 2.16.840.1.101.3.4.2.3 and 1.2.840.10045.4.3.3 */
static const unsigned char sha512[] = { 0x60, 0x86, 0x48, 0x01, 0x65, 0x03,
	0x04, 0x02, 0x03 };
static const unsigned char ecdsa384[] = { 0x2a, 0x86, 0x48, 0xce, 0x3d,
	0x04, 0x03, 0x03 };

static void
certificate_v2(enum tweak t, struct buf *out, struct cert *const *certs)
{
	struct buf id = BUF_INIT, list = BUF_INIT, part = BUF_INIT;
	struct buf names = BUF_INIT, is = BUF_INIT;
	unsigned char hash[DIGEST_LEN];

	memcpy(hash, cert_digest(certs[0])->b, DIGEST_LEN);
	if (t == CERT_HASH_OTHER)
		hash[3] ^= 1;
	if (t == CERT_HASH_ALGORITHM) {
		der_put_oid(&part, DER_OID_SHA256);
		der_wrap(&id, DER_SEQUENCE, &part);
	}
	der_put(&id, DER_OCTET_STRING, hash, DIGEST_LEN);
	if (t == ISSUER_SERIAL || t == CERT_ISSUER_OTHER) {
		buf_add(&part, cert_issuer(certs[0])->p,
		    cert_issuer(certs[0])->len);
		der_wrap(&names, DER_CONTEXT(4), &part);
		der_wrap(&is, DER_SEQUENCE, &names);
		if (t == ISSUER_SERIAL)
			buf_add(&is, cert_serial(certs[0])->p,
			    cert_serial(certs[0])->len);
		else
			der_put_small(&is, 1);
		der_wrap(&id, DER_SEQUENCE, &is);
	}
	if (t != CERT_HASH_NONE)
		der_wrap(&list, DER_SEQUENCE, &id);
	der_wrap(&part, DER_SEQUENCE, &list);
	if (t == CERT_POLICIES)
		der_put(&part, DER_SEQUENCE, NULL, 0);
	der_wrap(out, DER_SEQUENCE, &part);
	buf_clear(&id);
}

static void
attributes(enum tweak t, struct buf *out, struct cert *const *certs)
{
	struct buf items[8], value = BUF_INIT, all = BUF_INIT;
	size_t n = 0, i;

	for (i = 0; i < 8; i++)
		buf_init(&items[i]);
	if (t != NO_CONTENT_TYPE) {
		der_put_oid(&value, t == CONTENT_TYPE_OTHER ?
		    DER_OID_SIGNED_DATA : DER_OID_DATA);
		if (t == TWO_VALUES)
			der_put_oid(&value, DER_OID_SIGNED_DATA);
		if (t == NO_VALUE)
			buf_clear(&value);
		attribute(&items[n++], DER_OID_CONTENT_TYPE, &value);
	}
	if (t == TIME_GENERALIZED)
		der_put(&value, DER_GENERALIZED_TIME, "20230101000000Z", 15);
	else
		der_put(&value, DER_UTC_TIME, t == TIME_1999 ?
		    "990101000000Z" : t == TIME_SECONDS ? "230101000060Z" :
		    "230101000000Z", 13);
	attribute(&items[n++], DER_OID_SIGNING_TIME, &value);
	if (t == TWICE) {
		der_put(&value, DER_UTC_TIME, "230101000001Z", 13);
		attribute(&items[n++], DER_OID_SIGNING_TIME, &value);
	}
	if (t != NO_DIGEST) {
		der_put(&value, DER_OCTET_STRING, digest.b,
		    t == SHORT_DIGEST ? 20 : DIGEST_LEN);
		attribute(&items[n++], DER_OID_MESSAGE_DIGEST, &value);
	}
	if (t != NO_CERTIFICATE_V2) {
		certificate_v2(t, &value, certs);
		attribute(&items[n++], DER_OID_SIGNING_CERTIFICATE_V2, &value);
	}
	if (t == UNKNOWN_ATTRIBUTE) {
		struct buf seq = BUF_INIT;

		der_put(&seq, DER_OID, other_oid, sizeof(other_oid));
		der_put_small(&value, 1);
		der_wrap(&seq, DER_SET, &value);
		der_wrap(&items[n++], DER_SEQUENCE, &seq);
	}
	if (t != UNSORTED) {
		der_wrap_set(out, items, n);
		return;
	}
	for (i = n; i > 0; i--) {
		buf_add(&all, items[i - 1].data, items[i - 1].len);
		buf_clear(&items[i - 1]);
	}
	der_wrap(out, DER_SET, &all);
}

static void
algorithm(struct buf *out, enum der_oid oid, const unsigned char *other,
    size_t len, int null)
{
	struct buf seq = BUF_INIT;

	if (other != NULL)
		der_put(&seq, DER_OID, other, len);
	else
		der_put_oid(&seq, oid);
	if (null == 1)
		der_put(&seq, DER_NULL, NULL, 0);
	if (null == 2)
		der_put_small(&seq, 1);
	der_wrap(out, DER_SEQUENCE, &seq);
}

static void
unsigned_attributes(enum tweak t, struct buf *out)
{
	struct buf set = BUF_INIT, value = BUF_INIT;

	der_put(&value, DER_SEQUENCE, NULL, 0);
	attribute(&set, t == UNSIGNED_OTHER ? DER_OID_SIGNING_TIME :
	    DER_OID_TIME_STAMP, &value);
	if (t == STAMPED_TWICE) {
		der_put(&value, DER_SEQUENCE, "\5", 2);
		attribute(&set, DER_OID_TIME_STAMP, &value);
	}
	der_wrap(out, DER_CONTEXT(1), &set);
}

static void
signer(enum tweak t, const struct key *key, struct buf *out)
{
	struct buf attrs = BUF_INIT, seq = BUF_INIT, sid = BUF_INIT;
	struct buf sig = BUF_INIT;
	struct cert *const *certs;
	struct der data;
	size_t n;

	certs = key_chain(key, &n);
	attributes(t, &attrs, certs);
	data.p = (const unsigned char *)attrs.data;
	data.len = attrs.len;
	assert_int_equal(key_sign(key, &data, &sig, diag), 0);
	der_put_small(&seq, t == SIGNER_VERSION ? 3 : 1);
	buf_add(&sid, cert_issuer(certs[0])->p, cert_issuer(certs[0])->len);
	if (t == SID_OTHER)
		der_put_small(&sid, 1);
	else
		buf_add(&sid, cert_serial(certs[0])->p,
		    cert_serial(certs[0])->len);
	der_wrap(&seq, DER_SEQUENCE, &sid);
	if (t == SHA512_SIGNER)
		algorithm(&seq, DER_OID_UNKNOWN, sha512, sizeof(sha512), 0);
	else
		algorithm(&seq, DER_OID_SHA256, NULL, 0, t == DIGEST_NULL ? 1 :
		    t == DIGEST_PARAMETERS ? 2 : 0);
	attrs.data[0] = (char)DER_CONTEXT(0);
	if (t != NO_ATTRIBUTES)
		buf_add(&seq, attrs.data, attrs.len);
	if (t == ECDSA_SHA384)
		algorithm(&seq, DER_OID_UNKNOWN, ecdsa384, sizeof(ecdsa384),
		    0);
	else if (key_is_rsa(key))
		algorithm(&seq, t == RSA_WITH_DIGEST ? DER_OID_RSA_SHA256 :
		    DER_OID_RSA, NULL, 0, 1);
	else if (t == RSA_FOR_EC)
		algorithm(&seq, DER_OID_RSA, NULL, 0, 1);
	else
		algorithm(&seq, DER_OID_ECDSA_SHA256, NULL, 0,
		    t == ECDSA_NULL);
	der_put(&seq, DER_OCTET_STRING, sig.data, sig.len);
	if (t == UNSIGNED_OTHER || t == STAMPED || t == STAMPED_TWICE)
		unsigned_attributes(t, &seq);
	if (t == TAIL)
		der_put(&seq, DER_NULL, NULL, 0);
	der_wrap(out, DER_SEQUENCE, &seq);
	buf_clear(&attrs);
	buf_clear(&sig);
}

static void
certificates(enum tweak t, const struct key *key, struct buf *out)
{
	struct buf set = BUF_INIT;
	struct cert *const *certs;
	struct key *b = load("b.key", "b.pem");
	size_t n;

	certs = key_chain(key, &n);
	if (t != SIGNER_CERT_ABSENT)
		buf_add(&set, cert_der(certs[0])->p, cert_der(certs[0])->len);
	if (t == CERT_TWICE)
		buf_add(&set, cert_der(certs[0])->p, cert_der(certs[0])->len);
	certs = key_chain(b, &n);
	if (t == EXTRA_CERT || t == SIGNER_CERT_ABSENT)
		buf_add(&set, cert_der(certs[0])->p, cert_der(certs[0])->len);
	if (t == OTHER_CERT_FORM)
		der_put(&set, DER_CONTEXT(1), NULL, 0);
	if (t != NO_CERTS)
		der_wrap(out, DER_CONTEXT(0), &set);
	buf_clear(&set);
	key_free(b);
}

static void
forge(enum tweak t, const struct key *key, struct buf *out)
{
	struct buf seq = BUF_INIT, part = BUF_INIT, inner = BUF_INIT;

	der_put_small(&seq, t == VERSION_3 ? 3 : 1);
	if (t == SHA512_LIST)
		algorithm(&part, DER_OID_UNKNOWN, sha512, sizeof(sha512), 0);
	else
		algorithm(&part, DER_OID_SHA256, NULL, 0, t == DIGEST_NULL);
	if (t == TWO_DIGESTS)
		algorithm(&part, DER_OID_UNKNOWN, sha512, sizeof(sha512), 0);
	der_wrap(&seq, DER_SET, &part);
	if (t == OTHER_TYPE)
		der_put(&part, DER_OID, other_oid, sizeof(other_oid));
	else
		der_put_oid(&part, DER_OID_DATA);
	if (t == ATTACHED) {
		der_put(&inner, DER_OCTET_STRING, content, strlen(content));
		der_wrap(&part, DER_CONTEXT(0), &inner);
	}
	der_wrap(&seq, DER_SEQUENCE, &part);
	certificates(t, key, &seq);
	if (t == CRLS) {
		/* OtherRevocationInfoFormat, RFC 5652 10.2.1 */
		der_put(&inner, DER_CONTEXT(1), NULL, 0);
		der_wrap(&seq, DER_CONTEXT(1), &inner);
	}
	if (t != NO_SIGNER)
		signer(t, key, &part);
	if (t == TWO_SIGNERS)
		signer(t, key, &part);
	der_wrap(&seq, DER_SET, &part);
	if (t == NOT_SIGNED_DATA)
		der_put_oid(&inner, DER_OID_DATA);
	else
		der_put_oid(&inner, DER_OID_SIGNED_DATA);
	der_wrap(&part, DER_SEQUENCE, &seq);
	der_wrap(&inner, DER_CONTEXT(0), &part);
	buf_rewind(out);
	der_wrap(out, DER_SEQUENCE, &inner);
	if (t == TRAILING)
		buf_addc(out, '\n');
}

static const struct {
	enum diag_code	 code;
	const char	*words;
} refusals[TWEAKS] = {
	[TRAILING] = { DIAG_VERIFY_FORM, "1 bytes follow" },
	[NOT_SIGNED_DATA] = { DIAG_VERIFY_FORM, "not signed data" },
	[VERSION_3] = { DIAG_VERIFY_FORM, "version is not 1" },
	[SHA512_LIST] = { DIAG_VERIFY_ALGORITHM, "not SHA-256" },
	[TWO_DIGESTS] = { DIAG_VERIFY_FORM, "more than one digest" },
	[ATTACHED] = { DIAG_VERIFY_FORM, "inside the signature" },
	[OTHER_TYPE] = { DIAG_VERIFY_FORM, "content type is not data" },
	[NO_CERTS] = { DIAG_VERIFY_FORM, "no certificates" },
	[OTHER_CERT_FORM] = { DIAG_VERIFY_FORM, "place of a certificate" },
	[CRLS] = { DIAG_VERIFY_FORM, "place of a CRL" },
	[NO_SIGNER] = { DIAG_VERIFY_FORM, "no signer" },
	[TWO_SIGNERS] = { DIAG_VERIFY_FORM, "more than one signer" },
	[SIGNER_VERSION] = { DIAG_VERIFY_FORM, "version 1" },
	[SID_OTHER] = { DIAG_VERIFY_FORM, "0 of its certificates" },
	[DIGEST_PARAMETERS] = { DIAG_VERIFY_ALGORITHM, "of the signer" },
	[SHA512_SIGNER] = { DIAG_VERIFY_ALGORITHM, "of the signer" },
	[NO_ATTRIBUTES] = { DIAG_VERIFY_FORM, "no signed attributes" },
	[UNSORTED] = { DIAG_VERIFY_FORM, "DER order" },
	[TWICE] = { DIAG_VERIFY_FORM, "stands twice" },
	[TWO_VALUES] = { DIAG_VERIFY_FORM, "exactly one value" },
	[NO_VALUE] = { DIAG_VERIFY_FORM, "exactly one value" },
	[NO_CONTENT_TYPE] = { DIAG_VERIFY_FORM, "content-type attribute is "
	    "absent" },
	[NO_DIGEST] = { DIAG_VERIFY_FORM, "message-digest attribute is "
	    "absent" },
	[NO_CERTIFICATE_V2] = { DIAG_VERIFY_FORM, "signing-certificate-v2 "
	    "attribute is absent" },
	[UNKNOWN_ATTRIBUTE] = { DIAG_VERIFY_FORM, "signed attribute other" },
	[CONTENT_TYPE_OTHER] = { DIAG_VERIFY_FORM, "is not data" },
	[SHORT_DIGEST] = { DIAG_VERIFY_FORM, "not a SHA-256" },
	[TIME_1999] = { DIAG_VERIFY_FORM, "no time" },
	[TIME_SECONDS] = { DIAG_VERIFY_FORM, "no time" },
	[TIME_GENERALIZED] = { DIAG_VERIFY_FORM, "no time" },
	[CERT_HASH_ALGORITHM] = { DIAG_VERIFY_ALGORITHM, "hash algorithm" },
	[CERT_HASH_OTHER] = { DIAG_VERIFY_CERTIFICATE, "another certificate" },
	[CERT_HASH_NONE] = { DIAG_VERIFY_FORM, "is damaged" },
	[CERT_POLICIES] = { DIAG_VERIFY_FORM, "names policies" },
	[CERT_ISSUER_OTHER] = { DIAG_VERIFY_CERTIFICATE, "another issuer" },
	[ECDSA_SHA384] = { DIAG_VERIFY_ALGORITHM, "neither RSA" },
	[ECDSA_NULL] = { DIAG_VERIFY_ALGORITHM, "neither RSA" },
	[RSA_FOR_EC] = { DIAG_VERIFY_ALGORITHM, "different kinds" },
	[UNSIGNED_OTHER] = { DIAG_VERIFY_FORM, "unsigned attribute" },
	[STAMPED_TWICE] = { DIAG_VERIFY_FORM, "unsigned attribute" },
	[EXTRA_CERT] = { DIAG_VERIFY_FORM, "neither signing-certificate-v2" },
	[CERT_TWICE] = { DIAG_VERIFY_FORM, "2 of its certificates" },
	[SIGNER_CERT_ABSENT] = { DIAG_VERIFY_FORM, "0 of its certificates" },
	[TAIL] = { DIAG_VERIFY_FORM, "follows the signature value" },
};

static void
every_refusal_has_its_words(void **state)
{
	struct key *ec = load("a.key", "a.pem"), *rsa = load("rsa.key",
	    "rsa.pem");
	struct buf der = BUF_INIT;
	struct cms_result r;
	int64_t was = now;
	int t;

	(void)state;
	for (t = PLAIN; t < TWEAKS; t++) {
		diag = diag_new(arena);
		forge((enum tweak)t, t == RSA_WITH_DIGEST ? rsa : ec, &der);
		/* the forged time lies before the certificates */
		if (check(&der, by_ca, &r) == 0)
			fail_msg("tweak %d is good", t);
		if (refusals[t].words == NULL) {
			/* nothing but the time is wrong with it */
			assert_true(r.integrity && r.signature && r.signer &&
			    !r.time);
			assert_int_equal(diag_count(diag, DIAG_ERROR), t ==
			    STAMPED ? 2 : 1);
			assert_int_equal(r.stamped, t == STAMPED);
			if (t == STAMPED)
				pki_expect(DIAG_VERIFY_STAMP_WRONG,
				    "not signed data");
		} else {
			pki_expect(refusals[t].code, refusals[t].words);
			assert_false(r.signature);
		}
	}
	now = was;
	key_free(ec);
	key_free(rsa);
	buf_clear(&der);
}

/* The same by the openssl program, where it can make them. */
static void
refused_forms_of_openssl(void **state)
{
	static const struct {
		const char	*how;
		enum diag_code	 code;
		const char	*words;
	} rows[] = {
		{ "-md sha1 -signer a.pem -inkey a.key", DIAG_VERIFY_ALGORITHM,
		    "not SHA-256" },
		{ "-md sha512 -signer rsa.pem -inkey rsa.key",
		    DIAG_VERIFY_ALGORITHM, "not SHA-256" },
		{ "-signer a.pem -inkey a.key -signer b.pem -inkey b.key",
		    DIAG_VERIFY_FORM, "more than one signer" },
		{ "-signer a.pem -inkey a.key -nodetach", DIAG_VERIFY_FORM,
		    "inside the signature" },
		{ "-signer a.pem -inkey a.key -nocerts", DIAG_VERIFY_FORM,
		    "no certificates" },
		{ "-signer a.pem -inkey a.key -keyid", DIAG_VERIFY_FORM,
		    "version is not 1" },
		{ "-signer rsa.pem -inkey rsa.key -keyopt "
		    "rsa_padding_mode:pss", DIAG_VERIFY_ALGORITHM,
		    "neither RSA" },
	};
	struct buf der = BUF_INIT;
	struct cms_result r;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		pki_run("openssl cms -sign -binary -cades -nosmimecap -in "
		    "content -outform DER -out x.p7s %s", rows[i].how);
		pki_load("x.p7s", &der);
		diag = diag_new(arena);
		if (check(&der, by_ca, &r) == 0)
			fail_msg("%s", rows[i].how);
		assert_false(r.signature);
		pki_expect(rows[i].code, rows[i].words);
	}
	/* neither CAdES nor without the mail capabilities */
	pki_run("openssl cms -sign -binary -in content -outform DER -out "
	    "x.p7s -signer a.pem -inkey a.key");
	pki_load("x.p7s", &der);
	diag = diag_new(arena);
	assert_int_equal(check(&der, by_ca, &r), -1);
	pki_expect(DIAG_VERIFY_FORM, "signed attribute other");
	buf_clear(&der);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(every_refusal_has_its_words, fresh),
		cmocka_unit_test_setup(refused_forms_of_openssl, fresh),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
