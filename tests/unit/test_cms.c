/* Signatures: what openssl accepts, what we refuse, byte by byte. */

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
#include "base/limits.h"
#include "seal/cert.h"
#include "seal/cms.h"
#include "seal/der.h"
#include "seal/key.h"
#include "seal/selfsign.h"
#include "seal/trust.h"

static struct arena	*arena;
static struct diag	*diag;
static int64_t		 now;

#include "pki.inc"

#include "cms.inc"

static int
make(const char *name, const char *kind, int64_t at, struct buf *key_pem,
    struct buf *cert_pem, struct diag *d)
{
	struct selfsign wish = { .name = name, .kind = kind, .now = at };

	return selfsign_make(&wish, key_pem, cert_pem, NULL, d);
}

static void
openssl_says_yes(const char *ca)
{
	pki_run("openssl cms -verify -cades -binary -inform DER -in x.p7s "
	    "-content content -CAfile %s -out /dev/null", ca);
}

static void
sign_with(const char *key_file, const char *cert_file, int64_t when,
    struct buf *der)
{
	struct key *key = load(key_file, cert_file);

	buf_rewind(der);
	assert_int_equal(cms_sign(key, &digest, when, der, diag), 0);
	key_free(key);
}

static void
both_accept_every_kind(void **state)
{
	static const struct {
		const char *key, *cert, *kind;
	} rows[] = {
		{ "a.key", "a.pem", "ECDSA P-256, SHA-256" },
		{ "a.key", "chain.pem", "ECDSA P-256, SHA-256" },
		{ "p384.key", "p384.pem", "ECDSA P-384, SHA-256" },
		{ "rsa.key", "rsa.pem", "RSA 2048, SHA-256" },
		{ "rsa3.key", "rsa3.pem", "RSA 3072, SHA-256" },
	};
	struct buf der = BUF_INIT;
	struct cms_result r;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		sign_with(rows[i].key, rows[i].cert, now, &der);
		pki_save("x.p7s", der.data, der.len);
		openssl_says_yes("ca.pem");
		if (check(&der, by_ca, &r) != 0)
			pki_expect(DIAG_CODES, rows[i].cert);
		assert_true(r.integrity && r.signature && r.signer && r.time);
		assert_false(r.expired || r.stamped);
		assert_int_equal(r.signing_time, now);
		assert_string_equal(r.algorithm, rows[i].kind);
		assert_string_equal(r.subject,
		    "CN=Test Signer, O=Fictional Works");
		assert_null(diag_first(diag));
	}
	buf_clear(&der);
}

/* What others make is accepted too, where it is CAdES-B. */
static void
signatures_by_openssl(void **state)
{
	static const char *const keys[] = { "a", "rsa" };
	struct buf der = BUF_INIT;
	struct trust *trust;
	struct cms_result r;
	size_t i;

	(void)state;
	for (i = 0; i < 2; i++) {
		pki_run("openssl cms -sign -binary -cades -nosmimecap -md "
		    "sha256 -in content -outform DER -out x.p7s -signer "
		    "%s.pem -inkey %s.key -certfile ca.pem", keys[i],
		    keys[i]);
		pki_load("x.p7s", &der);
		if (check(&der, by_ca, &r) != 0)
			pki_expect(DIAG_CODES, keys[i]);
	}
	/* The CA rides along; where the signer himself is trusted, neither
	 * the chain nor a hash accounts for it. */
	trust = trust_in("rsa.pem");
	assert_int_equal(check(&der, trust, &r), -1);
	pki_expect(DIAG_VERIFY_FORM, "neither signing-certificate-v2");
	trust_free(trust);
	buf_clear(&der);
}

static void
rsa_is_deterministic(void **state)
{
	struct buf one = BUF_INIT, two = BUF_INIT;

	(void)state;
	sign_with("rsa.key", "rsa.pem", 1700000000, &one);
	sign_with("rsa.key", "rsa.pem", 1700000000, &two);
	assert_int_equal(one.len, two.len);
	assert_memory_equal(one.data, two.data, one.len);
	buf_clear(&one);
	buf_clear(&two);
}

static void
self_signed_identities(void **state)
{
	struct buf key_pem = BUF_INIT, cert_pem = BUF_INIT, der = BUF_INIT;
	struct trust *trust = NULL;
	struct cms_result r;

	(void)state;
	assert_int_equal(make("Build host", NULL, now - 7200, &key_pem, &cert_pem,
	    diag), 0);
	pki_save("id.key", key_pem.data, key_pem.len);
	pki_save("id.pem", cert_pem.data, cert_pem.len);
	sign_with("id.key", "id.pem", now, &der);
	pki_save("x.p7s", der.data, der.len);
	openssl_says_yes("id.pem");
	trust = trust_in("id.pem");
	assert_int_equal(check(&der, trust, &r), 0);
	trust_free(trust);
	assert_int_equal(check(&der, by_ca, &r), -1);
	assert_true(r.integrity && r.signature && r.time);
	assert_false(r.signer);
	pki_expect(DIAG_VERIFY_SIGNER, "valid signature, unknown signer ");
	buf_clear(&key_pem);
	buf_clear(&cert_pem);
	buf_clear(&der);
}

/* All four answers are filled when one fails. */
static void
four_answers_apart(void **state)
{
	static const char other[] = "another content";
	struct trust *wrong;
	struct buf der = BUF_INIT;
	struct digest d;
	struct cms_result r;

	(void)state;
	sign_with("a.key", "a.pem", now, &der);
	/* nobody named */
	assert_int_equal(check(&der, NULL, &r), -1);
	assert_true(r.integrity && r.signature && !r.signer && r.time);
	pki_expect(DIAG_VERIFY_SIGNER, r.fingerprint);
	/* the signer itself, which is no CA */
	wrong = trust_in("a.pem");
	assert_int_equal(check(&der, wrong, &r), 0);
	trust_free(wrong);
	/* another of the same CA, and another CA of the same name */
	wrong = trust_in("b.pem");
	assert_int_equal(check(&der, wrong, &r), -1);
	assert_true(r.integrity && r.signature && !r.signer && r.time);
	trust_free(wrong);
	wrong = trust_in("ca2.pem");
	assert_int_equal(check(&der, wrong, &r), -1);
	assert_true(r.integrity && r.signature && !r.signer && r.time);
	trust_free(wrong);
	/* another content */
	digest_of(other, sizeof(other), &d);
	diag = diag_new(arena);
	assert_int_equal(cms_verify(der.data, der.len, "x", &d, by_ca, now,
	    &r, diag), -1);
	assert_true(!r.integrity && r.signature && r.signer && r.time);
	pki_expect(DIAG_VERIFY_CHANGED, "message-digest");
	/* another signature value: the last bytes of the DER */
	der.data[der.len - 1] ^= 1;
	diag = diag_new(arena);
	assert_int_equal(check(&der, by_ca, &r), -1);
	assert_true(r.integrity && !r.signature && r.signer && r.time);
	pki_expect(DIAG_VERIFY_SIGNATURE, "RFC 5652 5.6");
	buf_clear(&der);
}

static void
times(void **state)
{
	const int64_t day = 86400, was = now;
	struct buf der = BUF_INIT;
	struct cms_result r;

	(void)state;
	/* before the certificate, after it */
	sign_with("a.key", "a.pem", now - 2 * day, &der);
	assert_int_equal(check(&der, by_ca, &r), -1);
	assert_true(r.integrity && r.signature && r.signer && !r.time);
	pki_expect(DIAG_VERIFY_CERTIFICATE, "not valid yet");
	sign_with("a.key", "a.pem", now + 1001 * day, &der);
	now = was + 1002 * day;
	diag = diag_new(arena);
	assert_int_equal(check(&der, by_ca, &r), -1);
	assert_false(r.time);
	pki_expect(DIAG_VERIFY_CERTIFICATE, "had expired");
	/* claimed in time, looked at later: yes, with a warning */
	now = was;
	sign_with("a.key", "a.pem", now, &der);
	now = was + 1002 * day;
	diag = diag_new(arena);
	assert_int_equal(check(&der, by_ca, &r), 0);
	assert_true(r.time && r.expired);
	pki_expect(DIAG_VERIFY_EXPIRED, "signer's word");
	/* the future: as far as clocks may differ, and a second more */
	now = was - LIMIT_CLOCK_SKEW;
	diag = diag_new(arena);
	assert_int_equal(check(&der, by_ca, &r), 0);
	now = was - LIMIT_CLOCK_SKEW - 1;
	assert_int_equal(check(&der, by_ca, &r), -1);
	pki_expect(DIAG_VERIFY_CERTIFICATE, "future");
	/* no claim: judged at now */
	now = was;
	sign_with("a.key", "a.pem", 0, &der);
	pki_save("x.p7s", der.data, der.len);
	openssl_says_yes("ca.pem");
	assert_int_equal(check(&der, by_ca, &r), 0);
	assert_int_equal(r.signing_time, 0);
	now = was + 1002 * day;
	assert_int_equal(check(&der, by_ca, &r), -1);
	assert_false(r.time);
	now = was;
	/* GeneralizedTime from 2050 on */
	sign_with("a.key", "a.pem", 2524608000, &der);
	now = 2524608000;
	assert_int_equal(check(&der, by_ca, &r), -1);
	assert_int_equal(r.signing_time, 2524608000);
	assert_true(r.signature);
	now = was;
	sign_with("a.key", "a.pem", 2524607999, &der);
	assert_int_equal(check(&der, by_ca, &r), -1);
	assert_int_equal(r.signing_time, 2524607999);
	buf_clear(&der);
}

/* Signers that sign well and may not. */
static void
refused_signers(void **state)
{
	static const struct {
		const char	*newkey, *ext;
		enum diag_code	 code;
		const char	*words;
	} rows[] = {
		{ "rsa:1024", USAGE, DIAG_VERIFY_ALGORITHM,
		    "shorter than 2048" },
		{ EC521, USAGE, DIAG_VERIFY_ALGORITHM, "P-256 or P-384" },
		{ EC256, "keyUsage=critical,keyEncipherment\\n",
		    DIAG_VERIFY_CERTIFICATE, "key usage" },
		{ EC256, "extendedKeyUsage=serverAuth\\n",
		    DIAG_VERIFY_CERTIFICATE, "extended key usage" },
		{ EC256, "1.2.3.4=critical,ASN1:NULL\\n", DIAG_VERIFY_SIGNER,
		    "critical extension" },
	};
	struct buf der = BUF_INIT;
	struct cms_result r;
	char name[24];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		snprintf(name, sizeof(name), "bad%zu", i);
		pki_leaf(name, rows[i].newkey, rows[i].ext);
		pki_run("openssl cms -sign -binary -cades -nosmimecap -md "
		    "sha256 -in content -outform DER -out x.p7s -signer "
		    "%s.pem -inkey %s.key", name, name);
		pki_load("x.p7s", &der);
		diag = diag_new(arena);
		if (check(&der, by_ca, &r) == 0)
			fail_msg("%s is good", rows[i].words);
		pki_expect(rows[i].code, rows[i].words);
	}
	/* a certificate that its CA signed with SHA-1 */
	pki_leaf("weak", EC256, USAGE);
	pki_run("openssl x509 -req -in weak.csr -CA ca.pem -CAkey ca.key "
	    "-set_serial 7 -days 99 -sha1 -out weak.pem; openssl cms -sign "
	    "-binary -cades -nosmimecap -md sha256 -in content -outform DER "
	    "-out x.p7s -signer weak.pem -inkey weak.key");
	pki_load("x.p7s", &der);
	diag = diag_new(arena);
	assert_int_equal(check(&der, by_ca, &r), -1);
	assert_false(r.signer);
	pki_expect(DIAG_VERIFY_SIGNER, "weak");
	buf_clear(&der);
}

/* A self-signed certificate of version 1 on the list is a person's: it
 * signs for itself, and certifies nobody. */
static void
people_are_no_issuers(void **state)
{
	struct trust *old = NULL;
	struct buf pem = BUF_INIT, der = BUF_INIT;
	struct cms_result r;

	(void)state;
	pki_run("openssl req -new -newkey " EC256 " -nodes -keyout v1.key "
	    "-out v1.csr -subj '/CN=Old Person'; openssl x509 -req -in v1.csr "
	    "-signkey v1.key -days 1000 -sha256 -out v1.pem; openssl cms "
	    "-sign -binary -cades -nosmimecap -md sha256 -in content -outform "
	    "DER -out v1.p7s -signer v1.pem -inkey v1.key");
	pki_leaf("under", EC256, USAGE);
	pki_run("openssl x509 -req -in under.csr -CA v1.pem -CAkey v1.key "
	    "-set_serial 9 -days 99 -sha256 -extfile under.ext -out under.pem; "
	    "openssl cms -sign -binary -cades -nosmimecap -md sha256 -in "
	    "content -outform DER -out under.p7s -signer under.pem -inkey "
	    "under.key -certfile v1.pem");
	pki_load("v1.pem", &pem);
	assert_int_equal(trust_parse(&pem, "v1.pem", &old, diag), 0);
	pki_load("v1.p7s", &der);
	assert_int_equal(check(&der, old, &r), 0);
	pki_load("under.p7s", &der);
	assert_int_equal(check(&der, old, &r), -1);
	assert_true(r.signature && !r.signer);
	pki_expect(DIAG_VERIFY_SIGNER, "unknown signer");
	trust_free(old);
	buf_clear(&pem);
	buf_clear(&der);
}

/* Put the certificate of a namesake into a signature, same length. */
static void
swapped_certificates(void **state)
{
	struct key *a = load("a.key", "a.pem"), *b = load("b.key", "b.pem");
	struct cert *const *ca, *const *cb;
	struct buf der = BUF_INIT, swapped = BUF_INIT;
	struct cms_result r;
	size_t n;
	char *at;

	(void)state;
	ca = key_chain(a, &n);
	cb = key_chain(b, &n);
	assert_int_equal(cms_sign(a, &digest, now, &der, diag), 0);
	for (at = der.data; memcmp(at, cert_der(ca[0])->p,
	    cert_der(ca[0])->len) != 0; at++)
		continue;
	/* the lengths are the same but for the signatures in them */
	if (cert_der(ca[0])->len == cert_der(cb[0])->len) {
		memcpy(at, cert_der(cb[0])->p, cert_der(cb[0])->len);
		assert_int_equal(check(&der, by_ca, &r), -1);
		assert_false(r.signature && r.signer);
	}
	diag = diag_new(arena);
	pki_run("openssl req -new -key b.key -subj '/CN=Test Signer/"
	    "O=Fictional Works' -out b2.csr; openssl x509 -req -in b2.csr "
	    "-CA ca2.pem -CAkey ca2.key -set_serial 101 -days 100 -out "
	    "b2.pem");
	key_free(b);
	/* the same name, the same serial, by a CA of the same name */
	b = load("b.key", "b2.pem");
	buf_rewind(&swapped);
	assert_int_equal(cms_sign(b, &digest, now, &swapped, diag), 0);
	assert_int_equal(check(&swapped, by_ca, &r), -1);
	assert_true(r.integrity && r.signature && !r.signer);
	pki_expect(DIAG_VERIFY_SIGNER, "unknown signer");
	key_free(a);
	key_free(b);
	buf_clear(&der);
	buf_clear(&swapped);
}

/* No byte of a signature can be changed, cut off or added. */
static void
every_byte_counts(void **state)
{
	static const char *const certs[] = { "a.pem", "chain.pem", "rsa.pem" };
	static const unsigned char masks[] = { 0x01, 0x80, 0x20, 0xff };
	struct buf der = BUF_INIT, bad = BUF_INIT;
	struct cms_result r;
	size_t i, k, m;

	(void)state;
	for (k = 0; k < 3; k++) {
		sign_with(k < 2 ? "a.key" : "rsa.key", certs[k], now, &der);
		diag = diag_new(arena);
		assert_int_equal(check(&der, by_ca, &r), 0);
		for (i = 0; i < der.len; i++)
			for (m = 0; m < sizeof(masks); m++) {
				/* a fresh buffer, so that ASan sees its end */
				buf_clear(&bad);
				buf_add(&bad, der.data, der.len);
				bad.data[i] = (char)(bad.data[i] ^ masks[m]);
				diag = diag_new(arena);
				if (check(&bad, by_ca, &r) == 0)
					fail_msg("%s: byte %zu of %zu, %02x",
					    certs[k], i, der.len, masks[m]);
				assert_non_null(diag_first(diag));
				if (m > 1 || k > 0)
					break;
			}
		for (i = 0; i < der.len; i++) {
			buf_clear(&bad);
			buf_add(&bad, der.data, i);
			diag = diag_new(arena);
			assert_int_equal(check(&bad, by_ca, &r), -1);
		}
	}
	buf_clear(&der);
	buf_clear(&bad);
}

/* A signature value cut short by what looks like unsigned attributes. */
static void
cut_attributes_are_told(void **state)
{
	struct buf der = BUF_INIT;
	struct cms_result r;
	size_t n;

	(void)state;
	sign_with("a.key", "a.pem", now, &der);
	for (n = 60; n < 80; n++)
		if (der.data[der.len - n - 2] == 0x04 &&
		    der.data[der.len - n - 1] == (char)n &&
		    der.data[der.len - n] == 0x30)
			break;
	assert_true(n < 80);
	der.data[der.len - n - 1] = (char)(n - 2);
	der.data[der.len - 2] = (char)0xa1;
	der.data[der.len - 1] = 0x7f;
	diag = diag_new(arena);
	assert_int_equal(check(&der, by_ca, &r), -1);
	pki_expect(DIAG_VERIFY_FORM, "unsigned attributes are damaged");
	buf_clear(&der);
}

/* One below, at, and one above: bytes, certificates, chain. */
static void
limits(void **state)
{
	struct buf der = BUF_INIT, pem = BUF_INIT;
	struct trust *trust;
	struct cms_result r;
	char name[16], above[16];
	int i;

	(void)state;
	/* bytes: refused for the length alone, or for what follows */
	buf_pad(&der, 'x', LIMIT_CMS_BYTES + 1);
	assert_int_equal(check(&der, by_ca, &r), -1);
	pki_expect(DIAG_VERIFY_FORM, "bytes, 65536 are allowed");
	der.len--;
	diag = diag_new(arena);
	assert_int_equal(check(&der, by_ca, &r), -1);
	pki_expect(DIAG_VERIFY_FORM, "not a CMS signature");
	/* a chain of twelve: c0 is the root, c11 the signer */
	pki_run("printf 'basicConstraints=critical,CA:TRUE\\n' >ca.ext; "
	    "openssl req -x509 -newkey " EC256 " -nodes -keyout c0.key "
	    "-out c0.pem -days 900 -subj /CN=c0");
	for (i = 1; i < 12; i++) {
		snprintf(name, sizeof(name), "c%d", i);
		snprintf(above, sizeof(above), "c%d", i - 1);
		pki_run("openssl req -new -newkey " EC256 " -nodes -keyout "
		    "%s.key -out %s.csr -subj /CN=%s; openssl x509 -req -in "
		    "%s.csr -CA %s.pem -CAkey %s.key -set_serial %d -days "
		    "900 -extfile ca.ext -out %s.pem", name, name, name, name,
		    above, above, i, name);
	}
	pki_run("cat c4.pem c3.pem c2.pem c1.pem >four.pem; "
	    "cat c5.pem four.pem >five.pem; cat c3.pem c2.pem c1.pem "
	    ">three.pem; cat c10.pem c9.pem c8.pem c7.pem c6.pem five.pem "
	    ">ten.pem; cat c11.pem ten.pem >eleven.pem");
	/* signer to anchor: c4 c3 c2 c1 c0 are five */
	trust = trust_in("c0.pem");
	sign_with("c3.key", "three.pem", now, &der);
	diag = diag_new(arena);
	assert_int_equal(check(&der, trust, &r), 0);
	sign_with("c4.key", "four.pem", now, &der);
	assert_int_equal(check(&der, trust, &r), 0);
	sign_with("c5.key", "five.pem", now, &der);
	assert_int_equal(check(&der, trust, &r), -1);
	pki_expect(DIAG_VERIFY_SIGNER, "too long");
	trust_free(trust);
	/* ten certificates in one signature, not eleven */
	trust = trust_in("c10.pem");
	sign_with("c10.key", "ten.pem", now, &der);
	diag = diag_new(arena);
	assert_int_equal(check(&der, trust, &r), 0);
	trust_free(trust);
	{
		struct buf key_pem = BUF_INIT;
		struct key *key = NULL;

		pki_load("c11.key", &key_pem);
		pki_load("eleven.pem", &pem);
		assert_int_equal(key_load(&key_pem, "k", &pem, "c", NULL, now,
		    &key, diag), -1);
		pki_expect(DIAG_KEY_CERTIFICATE, "more than 10");
		buf_clear(&key_pem);
	}
	pki_run("openssl cms -sign -binary -cades -nosmimecap -md sha256 "
	    "-in content -outform DER -out x.p7s -signer c11.pem -inkey "
	    "c11.key -certfile ten.pem");
	pki_load("x.p7s", &der);
	diag = diag_new(arena);
	assert_int_equal(check(&der, by_ca, &r), -1);
	pki_expect(DIAG_VERIFY_FORM, "more certificates than");
	buf_clear(&der);
	buf_clear(&pem);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(both_accept_every_kind, fresh),
		cmocka_unit_test_setup(signatures_by_openssl, fresh),
		cmocka_unit_test_setup(rsa_is_deterministic, fresh),
		cmocka_unit_test_setup(self_signed_identities, fresh),
		cmocka_unit_test_setup(four_answers_apart, fresh),
		cmocka_unit_test_setup(times, fresh),
		cmocka_unit_test_setup(refused_signers, fresh),
		cmocka_unit_test_setup(people_are_no_issuers, fresh),
		cmocka_unit_test_setup(swapped_certificates, fresh),
		cmocka_unit_test_setup(every_byte_counts, fresh),
		cmocka_unit_test_setup(cut_attributes_are_told, fresh),
		cmocka_unit_test_setup(limits, fresh),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
