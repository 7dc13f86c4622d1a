/* Tests of seal/stamp, seal/revoke, seal/material and of PAdES in seal/cms:
 * an authority and lists made by the openssl program. */
/* objects: base/mem base/arena base/buf base/utf8 base/value base/date base/diag base/digest base/proc seal/der seal/pem seal/cert seal/secret seal/selfsign seal/pkcs12 seal/local seal/token seal/remote seal/material seal/trust seal/key seal/signeddata seal/revoke seal/stampform seal/stamp seal/stamprequest seal/signature seal/cms seal/stampfate */
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
#include "base/date.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/limits.h"
#include "base/proc.h"
#include "seal/cms.h"
#include "seal/der.h"
#include "seal/key.h"
#include "seal/material.h"
#include "seal/stamp.h"
#include "seal/trust.h"

static struct arena	*arena;
static struct diag	*diag;
static int64_t		 now;

#include "pki.inc"

#include "cms.inc"

#define TSA_CONF "[tsa]\\ndefault_tsa=t\\n[t]\\nserial=./serial\\n" \
	"signer_digest=sha256\\ndefault_policy=1.2.3\\ndigests=sha256\\n" \
	"ess_cert_id_chain=no\\ness_cert_id_alg=sha256\\n"
#define STAMPING "keyUsage=critical,digitalSignature\\n" \
	"extendedKeyUsage=critical,timeStamping\\n"

static struct trust	*by_tsa_ca;	/* both authorities */
static struct trust	*no_tsa;	/* the signers' only */

/* `openssl ts -reply' in the folder, with this signer and what more. */
static const struct proc *
authority(const char *signer, const char *more)
{
	static const char *const env[] = { "PATH=/usr/bin:/bin", NULL };
	struct proc *how = arena_alloc(arena, sizeof(*how));

	how->argv = proc_split(arena, arena_printf(arena, "sh -c 'cd \"%s\" "
	    "&& openssl ts -reply -queryfile /dev/stdin -config tsa.cnf "
	    "-signer %s.pem -inkey %s.key %s 2>>log'", pki_dir, signer,
	    signer, more));
	how->env = env;
	how->seconds = 30;
	return how;
}

static int
prepare(void **state)
{
	if (setup(state) != 0)
		return -1;
	pki_leaf("tsa", EC256, STAMPING);
	pki_leaf("notsa", EC256, USAGE);
	pki_leaf("twotsa", EC256, "keyUsage=critical,digitalSignature\\n"
	    "extendedKeyUsage=critical,timeStamping,emailProtection\\n");
	pki_run("printf '" TSA_CONF "' >tsa.cnf; "
	    "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 "
	    "-nodes -keyout tca.key -out tca.pem -days 3000 -subj "
	    "'/CN=Time CA' -addext keyUsage=critical,keyCertSign,cRLSign; "
	    "openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 "
	    "-nodes -keyout tsb.key -out tsb.csr -subj '/CN=Time B'; printf '"
	    STAMPING "' >tsb.ext; openssl x509 -req -in tsb.csr -CA tca.pem "
	    "-CAkey tca.key -set_serial 7 -days 1000 -extfile tsb.ext "
	    "-out tsb.pem; cat ca.pem tca.pem >all.pem");
	by_tsa_ca = trust_in("all.pem");
	no_tsa = trust_in("a.pem");
	return 0;
}

static int
finish(void **state)
{
	trust_free(by_tsa_ca);
	trust_free(no_tsa);
	return teardown(state);
}

static int
fetch(const struct proc *how, const struct trust *trust, struct buf *token)
{
	struct stamp_source tsa = { how, trust };

	buf_rewind(token);
	return stamp_fetch(&tsa, &digest, token, diag);
}

static void
fetched_and_checked(void **state)
{
	struct buf token = BUF_INIT;
	struct stamp_result r;
	struct digest other;
	int64_t clock = (int64_t)time(NULL);

	(void)state;
	assert_int_equal(fetch(authority("tsb", ""), by_tsa_ca, &token), 0);
	assert_int_equal(stamp_check(token.data, token.len, "t", &digest,
	    by_tsa_ca, NULL, now, &r, diag), 0);
	assert_true(r.integrity && r.signature && r.signer && r.time);
	assert_in_range(r.at, clock - 1, clock + 120);
	assert_string_equal(r.subject, "CN=Time B");
	assert_int_equal(strlen(r.fingerprint), 64);
	assert_null(diag_first(diag));
	/* The openssl program agrees, over the digest of the content. */
	pki_save("token.der", token.data, token.len);
	pki_run("openssl ts -verify -data content -in token.der -token_in "
	    "-CAfile tca.pem");
	/* Another content. */
	digest_of("x", 1, &other);
	assert_int_equal(stamp_check(token.data, token.len, "t", &other,
	    by_tsa_ca, NULL, now, &r, diag), -1);
	assert_true(!r.integrity && r.signature && r.signer && r.time);
	pki_expect(DIAG_VERIFY_STAMP_WRONG, "imprint");
	/* Nobody is trusted, or others. */
	diag = diag_new(arena);
	assert_int_equal(stamp_check(token.data, token.len, "t", &digest,
	    NULL, NULL, now, &r, diag), -1);
	assert_true(r.integrity && r.signature && !r.signer && !r.time);
	assert_int_equal(diag_count(diag, DIAG_ERROR), 0);
	pki_expect(DIAG_VERIFY_STAMP, "not on your trust list");
	assert_int_equal(stamp_check(token.data, token.len, "t", &digest,
	    no_tsa, NULL, now, &r, diag), -1);
	/* Of the future. */
	diag = diag_new(arena);
	assert_int_equal(stamp_check(token.data, token.len, "t", &digest,
	    by_tsa_ca, NULL, clock - 3600, &r, diag), -1);
	pki_expect(DIAG_VERIFY_STAMP_WRONG, "future");
	buf_clear(&token);
}

/* Every byte of a token counts. */
static void
flipped_tokens(void **state)
{
	struct buf token = BUF_INIT;
	struct stamp_result r;
	size_t i;

	(void)state;
	/* The chain too, root and all, as many authorities send it. */
	assert_int_equal(fetch(authority("tsb", "-chain tca.pem"), by_tsa_ca,
	    &token), 0);
	assert_int_equal(stamp_check(token.data, token.len, "t", &digest,
	    by_tsa_ca, NULL, now, &r, diag), 0);
	/* 0x20 makes other letters of a name, and another tag of a SET. */
	for (i = 0; i < 2 * token.len; i++) {
		char *p = &token.data[i / 2], mask = i % 2 ? 0x20 : 1;

		*p = (char)(*p ^ mask);
		if (stamp_check(token.data, token.len, "t", &digest,
		    by_tsa_ca, NULL, now, &r, diag) == 0)
			fail_msg("byte %zu of %zu, %02x", i / 2, token.len,
			    (unsigned)mask);
		*p = (char)(*p ^ mask);
	}
	assert_int_equal(stamp_check(token.data, token.len - 1, "t", &digest,
	    by_tsa_ca, NULL, now, &r, diag), -1);
	buf_addc(&token, '\0');
	assert_int_equal(stamp_check(token.data, token.len, "t", &digest,
	    by_tsa_ca, NULL, now, &r, diag), -1);
	assert_int_equal(stamp_check("", 0, "t", &digest, by_tsa_ca, NULL,
	    now, &r, diag), -1);
	buf_clear(&token);
}

static void
unfetched(const char *line, const char *words)
{
	static const char *const env[] = { "PATH=/usr/bin:/bin", NULL };
	struct proc how = { proc_split(arena, line), env, 30 };
	struct buf token = BUF_INIT;

	assert_int_equal(fetch(&how, by_tsa_ca, &token), -1);
	assert_int_equal(token.len, 0);
	pki_expect(DIAG_STAMP_FETCH, words);
	diag = diag_new(arena);
	buf_clear(&token);
}

static void
answers_refused(void **state)
{
	struct buf token = BUF_INIT;

	(void)state;
	/* Not trusted, where trust is given. */
	assert_int_equal(fetch(authority("tsb", ""), by_ca, &token), -1);
	pki_expect(DIAG_STAMP_FETCH, "not one you trust");
	assert_int_equal(token.len, 0);
	diag = diag_new(arena);
	assert_int_equal(fetch(authority("tsb", ""), NULL, &token), 0);
	/* Nonsense, nothing, and an old answer to another question. */
	unfetched("echo hello", "no TimeStampResp");
	unfetched("true", "no TimeStampResp");
	pki_run("openssl ts -query -data content -sha256 -cert -out q.tsq; "
	    "openssl ts -reply -queryfile q.tsq -config tsa.cnf -signer "
	    "tsb.pem -inkey tsb.key -out old.tsr");
	unfetched(arena_printf(arena, "cat %s", pki_path("old.tsr")),
	    "nonce");
	pki_run("openssl ts -query -data ca.pem -sha256 -cert -out q.tsq; "
	    "openssl ts -reply -queryfile q.tsq -config tsa.cnf -signer "
	    "tsb.pem -inkey tsb.key -out other.tsr");
	unfetched(arena_printf(arena, "cat %s", pki_path("other.tsr")),
	    "imprint");
	/* The authority declines: it does not know the digest. */
	pki_run("sed 's/digests=sha256/digests=sha512/' tsa.cnf >no.cnf");
	unfetched(arena_printf(arena, "sh -c 'cd %s; openssl ts -reply "
	    "-queryfile /dev/stdin -config no.cnf -signer tsb.pem -inkey "
	    "tsb.key 2>>log'", pki_dir), "refused");
	buf_clear(&token);
}

/* TSTInfo signed by a key that is not for time-stamping alone. */
static void
wrong_usage(void **state)
{
	static const char *const names[] = { "notsa", "twotsa", "a" };
	struct buf token = BUF_INIT;
	struct stamp_result r;
	size_t i;

	(void)state;
	assert_int_equal(fetch(authority("tsa", ""), by_ca, &token), 0);
	pki_save("token.der", token.data, token.len);
	pki_run("openssl cms -verify -noverify -inform DER -in token.der "
	    "-out tst.der");
	for (i = 0; i < 3; i++) {
		diag = diag_new(arena);
		pki_run("openssl cms -sign -econtent_type "
		    "1.2.840.113549.1.9.16.1.4 -in tst.der -binary -nodetach "
		    "-cades -md sha256 -signer %s.pem -inkey %s.key -outform "
		    "DER -out forged.der", names[i], names[i]);
		pki_load("forged.der", &token);
		assert_int_equal(stamp_check(token.data, token.len, "t",
		    &digest, by_ca, NULL, now, &r, diag), -1);
		assert_true(r.integrity && !r.signature && !r.signer);
		pki_expect(DIAG_VERIFY_STAMP_WRONG, "for time-stamping");
	}
	/* The same by the right one is good: it is the usage that counts. */
	diag = diag_new(arena);
	pki_run("openssl cms -sign -econtent_type 1.2.840.113549.1.9.16.1.4 "
	    "-in tst.der -binary -nodetach -cades -md sha256 -signer tsa.pem "
	    "-inkey tsa.key -outform DER -out forged.der");
	pki_load("forged.der", &token);
	assert_int_equal(stamp_check(token.data, token.len, "t", &digest,
	    by_ca, NULL, now, &r, diag), 0);
	/* And by SHA-1 it is not. */
	pki_run("openssl cms -sign -econtent_type 1.2.840.113549.1.9.16.1.4 "
	    "-in tst.der -binary -nodetach -cades -md sha1 -signer tsa.pem "
	    "-inkey tsa.key -outform DER -out forged.der");
	pki_load("forged.der", &token);
	assert_int_equal(stamp_check(token.data, token.len, "t", &digest,
	    by_ca, NULL, now, &r, diag), -1);
	pki_expect(DIAG_VERIFY_STAMP_WRONG, "SHA-256 or better");
	buf_clear(&token);
}

/* Sign the content as for a PDF. */
static void
sign_pades(const char *name, const struct proc *how, struct buf *der)
{
	struct stamp_source tsa = { how, NULL };
	struct key *key = load(arena_printf(arena, "%s.key", name),
	    arena_printf(arena, "%s.pem", name));

	buf_rewind(der);
	if (cms_sign_pades(key, &digest, how != NULL ? &tsa : NULL, der,
	    diag) != 0)
		pki_expect(DIAG_CODES, "");
	key_free(key);
}

static int
judge(const struct buf *der, const struct trust *trust, int64_t at,
    const struct cms_options *how, struct cms_result *r)
{
	diag = diag_new(arena);
	return cms_check(der->data, der->len, "x", &digest, trust, at, how, r,
	    diag);
}

static void
pades(void **state)
{
	struct cms_options how = { .pades = true, .claimed = now - 60 };
	struct buf der = BUF_INIT;
	struct cms_result r;
	struct key *key = load("a.key", "a.pem");
	size_t len;

	(void)state;
	sign_pades("a", NULL, &der);
	len = der.len;
	assert_int_equal(judge(&der, by_ca, now, &how, &r), 0);
	assert_int_equal(r.signing_time, now - 60);
	assert_int_equal(r.judged_time, now - 60);
	assert_true(!r.stamped && !r.proven && r.der_len == len);
	/* Zero bytes after it are /Contents, others are not. */
	buf_pad(&der, '\0', 100);
	assert_int_equal(judge(&der, by_ca, now, &how, &r), 0);
	assert_int_equal(r.der_len, len);
	der.data[der.len - 1] = 1;
	assert_int_equal(judge(&der, by_ca, now, &how, &r), -1);
	pki_expect(DIAG_VERIFY_FORM, "100 bytes follow");
	/* Outside a PDF not even those. */
	der.data[der.len - 1] = 0;
	how.pades = false;
	assert_int_equal(judge(&der, by_ca, now, &how, &r), -1);
	/* openssl reads what we write. */
	pki_save("x.p7s", der.data, len);
	pki_run("openssl cms -verify -cades -binary -inform DER -in x.p7s "
	    "-content content -CAfile ca.pem -out /dev/null");
	/* A PDF's signature holds no signing-time. */
	buf_rewind(&der);
	assert_int_equal(cms_sign(key, &digest, now, &der, diag), 0);
	how.pades = true;
	assert_int_equal(judge(&der, by_ca, now, &how, &r), -1);
	pki_expect(DIAG_VERIFY_FORM, "EN 319 142-1");
	key_free(key);
	buf_clear(&der);
}

static void
stamped_signatures(void **state)
{
	struct cms_options how = { .pades = true };
	struct buf der = BUF_INIT;
	struct cms_result r;
	const int64_t years = (int64_t)5 * 365 * 86400;

	(void)state;
	sign_pades("rsa", authority("tsb", ""), &der);
	assert_int_equal(judge(&der, by_tsa_ca, now, &how, &r), 0);
	assert_true(r.stamped && r.stamp_good && r.proven && r.time);
	assert_int_equal(r.judged_time, r.stamp_time);
	assert_string_equal(r.stamp_subject, "CN=Time B");
	assert_null(diag_first(diag));
	pki_save("x.p7s", der.data, der.len);
	pki_run("openssl cms -verify -cades -binary -inform DER -in x.p7s "
	    "-content content -CAfile ca.pem -out /dev/null");
	/* Long after the certificate's end it is still good. */
	assert_int_equal(judge(&der, by_tsa_ca, now + years, &how, &r), 0);
	assert_true(r.proven && r.expired);
	assert_null(diag_first(diag));
	/* Not where the authority is unknown: now is judged. */
	assert_int_equal(judge(&der, by_ca, now, &how, &r), 0);
	assert_true(r.stamped && !r.stamp_good && !r.proven && r.time);
	pki_expect(DIAG_VERIFY_STAMP, "does not count");
	assert_int_equal(judge(&der, by_ca, now + years, &how, &r), -1);
	assert_false(r.time);
	/* A claim cannot lie after the proof. */
	how.claimed = r.stamp_time + 3000;
	assert_int_equal(judge(&der, by_tsa_ca, now, &how, &r), -1);
	pki_expect(DIAG_VERIFY_CERTIFICATE, "lies after the time-stamp");
	how.claimed = 0;
	/* What is demanded. */
	how.need_stamp = true;
	assert_int_equal(judge(&der, by_tsa_ca, now, &how, &r), 0);
	assert_int_equal(judge(&der, by_ca, now, &how, &r), -1);
	pki_expect(DIAG_VERIFY_DEMAND, "time-stamp");
	/* A proof from outside, such as a document time-stamp. */
	how.proven = (int64_t)time(NULL);
	assert_int_equal(judge(&der, by_ca, now + years, &how, &r), 0);
	assert_true(r.proven && r.judged_time == how.proven);
	buf_clear(&der);
}

/* Every byte of a stamped signature counts, the stamp's own too. */
static void
flipped_signatures(void **state)
{
	struct cms_options how = { .pades = true };
	struct buf der = BUF_INIT;
	struct cms_result r;
	size_t i;

	(void)state;
	sign_pades("a", authority("tsb", "-chain tca.pem"), &der);
	assert_int_equal(judge(&der, by_tsa_ca, now, &how, &r), 0);
	for (i = 0; i < 2 * der.len; i++) {
		char *p = &der.data[i / 2], mask = i % 2 ? 0x20 : 1;

		*p = (char)(*p ^ mask);
		if (judge(&der, by_tsa_ca, now, &how, &r) == 0)
			fail_msg("byte %zu of %zu, %02x", i / 2, der.len,
			    (unsigned)mask);
		*p = (char)(*p ^ mask);
	}
	assert_int_equal(judge(&der, by_tsa_ca, now, &how, &r), 0);
	buf_clear(&der);
}

/* A stamp taken from another signature. */
static void
transplanted_stamp(void **state)
{
	/* signature-time-stamp, where the unsigned attribute begins */
	static const unsigned char oid[] = { 0x06, 0x0b, 0x2a, 0x86, 0x48,
	    0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x0e };
	struct cms_options how = { .pades = true };
	struct buf a = BUF_INIT, b = BUF_INIT;
	struct cms_result r;
	size_t i;

	(void)state;
	/*
	 * ECDSA signatures over one content differ: two of the same length
	 * throughout, whose tails from the stamp on change places.
	 */
	do {
		sign_pades("a", authority("tsb", ""), &a);
		sign_pades("a", authority("tsb", ""), &b);
		for (i = 0; i + sizeof(oid) < a.len; i++)
			if (memcmp(a.data + i, oid, sizeof(oid)) == 0)
				break;
	} while (a.len != b.len || memcmp(b.data + i, oid, sizeof(oid)) != 0);
	memcpy(a.data + i, b.data + i, a.len - i);
	assert_int_equal(judge(&a, by_tsa_ca, now, &how, &r), -1);
	assert_true(r.integrity && r.signature && !r.stamp_good);
	pki_expect(DIAG_VERIFY_STAMP_WRONG, "imprint");
	buf_clear(&a);
	buf_clear(&b);
}

static void
add_file(struct material *m, const char *file)
{
	struct buf b = BUF_INIT;

	pki_load(file, &b);
	if (material_add_file(m, &b, file, diag) != 0)
		pki_expect(DIAG_CODES, "");
	buf_clear(&b);
}

/* A CA with lists: rca, and r1 r2 by it; r2 is revoked. */
static void
make_lists(void)
{
	pki_run("mkdir -p db; : >db/index.txt; echo 01 >db/crlnumber; "
	    "printf '[ca]\\ndefault_ca=c\\n[c]\\ndatabase=db/index.txt\\n"
	    "crlnumber=db/crlnumber\\ndefault_md=sha256\\ndefault_crl_days=30"
	    "\\nserial=db/serial\\nnew_certs_dir=db\\npolicy=p\\n"
	    "x509_extensions=x\\ndefault_days=500\\nunique_subject=no\\n[p]\\n"
	    "commonName=supplied\\n[x]\\n" USAGE "' >ca.cnf; "
	    "echo 11 >db/serial; "
	    "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 "
	    "-nodes -keyout rca.key -out rca.pem -days 3000 -subj "
	    "'/CN=Lists' -addext keyUsage=critical,keyCertSign,cRLSign; "
	    "for n in r1 r2; do openssl req -new -newkey ec -pkeyopt "
	    "ec_paramgen_curve:P-256 -nodes -keyout $n.key -out $n.csr -subj "
	    "/CN=$n; openssl ca -batch -config ca.cnf -cert rca.pem -keyfile "
	    "rca.key -in $n.csr -out $n.pem -notext; done; "
	    "openssl ca -config ca.cnf -cert rca.pem -keyfile rca.key -gencrl "
	    "-out before.crl; "
	    "openssl ca -config ca.cnf -cert rca.pem -keyfile rca.key -revoke "
	    "r2.pem; openssl ca -config ca.cnf -cert rca.pem -keyfile rca.key "
	    "-gencrl -out after.crl; "
	    "openssl crl -in after.crl -outform DER -out after.der; "
	    "openssl ocsp -index db/index.txt -CA rca.pem -rsigner rca.pem "
	    "-rkey rca.key -issuer rca.pem -cert r1.pem -cert r2.pem "
	    "-ndays 30 -respout both.ocsp -reqout both.req; "
	    "openssl crl -in after.crl -noout");
}

static void
check_lists(void **state)
{
	struct cms_options how = { .pades = true };
	struct trust *trust;
	struct buf r1 = BUF_INIT, r2 = BUF_INIT;
	struct cms_result r;
	const char *const files[] = { "after.crl", "after.der", "both.ocsp" };
	struct material *m;
	size_t i;

	(void)state;
	make_lists();
	trust = trust_in("rca.pem");
	sign_pades("r1", NULL, &r1);
	sign_pades("r2", NULL, &r2);
	assert_int_equal(judge(&r2, trust, now, &how, &r), 0);
	assert_int_equal(r.revocation, CMS_REVOCATION_NONE);
	how.need_revocation = true;
	assert_int_equal(judge(&r1, trust, now, &how, &r), -1);
	pki_expect(DIAG_VERIFY_DEMAND, "no CRL or OCSP");
	for (i = 0; i < 3; i++) {
		how.material = m = material_new();
		add_file(m, files[i]);
		add_file(m, files[i]);	/* twice counts once */
		assert_int_equal(material_count(m, MATERIAL_CRL), i < 2);
		assert_int_equal(material_count(m, MATERIAL_OCSP), i == 2);
		assert_int_equal(judge(&r1, trust, now, &how, &r), 0);
		assert_int_equal(r.revocation, CMS_REVOCATION_GOOD);
		assert_null(diag_first(diag));
		assert_int_equal(judge(&r2, trust, now, &how, &r), -1);
		assert_int_equal(r.revocation, CMS_REVOCATION_REVOKED);
		assert_true(r.integrity && r.signature && !r.signer);
		pki_expect(DIAG_VERIFY_REVOKED, "was revoked on");
		/* Out of date long after: it says nothing any more. */
		assert_int_equal(judge(&r1, trust, now + 60 * 86400, &how,
		    &r), -1);
		pki_expect(DIAG_VERIFY_REVOCATION, "out of date");
		pki_expect(DIAG_VERIFY_DEMAND, "no CRL or OCSP");
		/* But revoked stays revoked. */
		assert_int_equal(judge(&r2, trust, now + 60 * 86400, &how,
		    &r), -1);
		pki_expect(DIAG_VERIFY_REVOKED, "was revoked on");
		material_free(m);
	}
	/* The same list beside the anchors, where cms_verify finds it. */
	trust_free(trust);
	pki_run("cat rca.pem after.crl >withcrl.pem");
	trust = trust_in("withcrl.pem");
	diag = diag_new(arena);
	assert_int_equal(cms_verify(r1.data, r1.len, "x", &digest, trust, now,
	    &r, diag), 0);
	assert_int_equal(r.revocation, CMS_REVOCATION_GOOD);
	assert_int_equal(cms_verify(r2.data, r2.len, "x", &digest, trust, now,
	    &r, diag), -1);
	pki_expect(DIAG_VERIFY_REVOKED, "was revoked on");
	trust_free(trust);
	buf_clear(&r1);
	buf_clear(&r2);
}

/* An authority below one that was revoked proves nothing. */
static void
revoked_above(void **state)
{
	struct material *m = material_new();
	struct trust *trust = trust_in("rca.pem");
	struct buf token = BUF_INIT;
	struct stamp_result r;

	(void)state;
	pki_run("openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 "
	    "-nodes -keyout mid.key -out mid.csr -subj /CN=mid; printf "
	    "'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,"
	    "keyCertSign,cRLSign\n' >mid.ext; openssl ca -batch -config ca.cnf "
	    "-cert rca.pem -keyfile rca.key -in mid.csr -out mid.pem -notext "
	    "-extfile mid.ext; openssl req -new -newkey ec -pkeyopt "
	    "ec_paramgen_curve:P-256 -nodes -keyout tsm.key -out tsm.csr -subj "
	    "'/CN=Time Below'; printf '" STAMPING "' >tsm.ext; openssl x509 "
	    "-req -in tsm.csr -CA mid.pem -CAkey mid.key -set_serial 8 -days "
	    "400 -extfile tsm.ext -out tsm.pem");
	assert_int_equal(fetch(authority("tsm", "-chain mid.pem"), trust,
	    &token), 0);
	assert_int_equal(stamp_check(token.data, token.len, "t", &digest,
	    trust, NULL, now, &r, diag), 0);
	pki_run("openssl ca -config ca.cnf -cert rca.pem -keyfile rca.key "
	    "-revoke mid.pem; openssl ca -config ca.cnf -cert rca.pem -keyfile "
	    "rca.key -gencrl -out mid.crl");
	add_file(m, "mid.crl");
	assert_int_equal(stamp_check(token.data, token.len, "t", &digest,
	    trust, m, now, &r, diag), -1);
	assert_true(r.integrity && r.signature && !r.signer);
	pki_expect(DIAG_VERIFY_STAMP_WRONG, "was revoked");
	trust_free(trust);
	material_free(m);
	buf_clear(&token);
}

/* Proven to have been signed before: a later revocation does not count. */
static void
revoked_later(void **state)
{
	struct cms_options how = { .pades = true };
	struct trust *trust;
	struct buf der = BUF_INIT;
	struct cms_result r;
	struct material *m = material_new();

	(void)state;
	pki_run("cat rca.pem tca.pem >both.pem");
	trust = trust_in("both.pem");
	sign_pades("r1", authority("tsb", ""), &der);
	pki_run("sleep 2; openssl ca -config ca.cnf -cert rca.pem -keyfile "
	    "rca.key -revoke r1.pem; openssl ca -config ca.cnf -cert rca.pem "
	    "-keyfile rca.key -gencrl -out later.crl");
	add_file(m, "later.crl");
	how.material = m;
	assert_int_equal(judge(&der, trust, now, &how, &r), 0);
	assert_true(r.proven && r.revocation == CMS_REVOCATION_GOOD);
	/* Without the stamp's authority nothing is proven. */
	trust_free(trust);
	trust = trust_in("rca.pem");
	assert_int_equal(judge(&der, trust, now, &how, &r), -1);
	pki_expect(DIAG_VERIFY_REVOKED, "signer's word");
	trust_free(trust);
	material_free(m);
	buf_clear(&der);
}

/* Lists and responses by others say nothing. */
static void
lists_by_others(void **state)
{
	struct cms_options how = { .pades = true, .need_revocation = true };
	struct trust *trust;
	struct buf der = BUF_INIT;
	struct cms_result r;
	struct material *m;

	(void)state;
	/* The same names, another key. */
	pki_run("cp rca.key was.key; openssl req -x509 -newkey ec -pkeyopt "
	    "ec_paramgen_curve:P-256 -nodes -keyout fake.key -out fake.pem "
	    "-days 3000 -subj '/CN=Lists' -addext "
	    "keyUsage=critical,keyCertSign,cRLSign; "
	    "openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 "
	    "-nodes -keyout r3.key -out r3.csr -subj /CN=r3; openssl ca "
	    "-batch -config ca.cnf -cert rca.pem -keyfile rca.key -in r3.csr "
	    "-out r3.pem -notext; "
	    "openssl ca -config ca.cnf -cert fake.pem -keyfile fake.key "
	    "-gencrl -out fake.crl; "
	    "openssl ocsp -index db/index.txt -CA rca.pem -rsigner fake.pem "
	    "-rkey fake.key -issuer rca.pem -cert r3.pem -ndays 30 -respout "
	    "fake.ocsp -reqout r.req; "
	    "openssl ca -config ca.cnf -cert rca.pem -keyfile rca.key "
	    "-gencrl -md sha1 -out weak.crl");
	trust = trust_in("rca.pem");
	sign_pades("r3", NULL, &der);
	static const char *const files[] = { "fake.crl", "fake.ocsp",
	    "weak.crl" };
	static const char *const words[] = { "did not sign it",
	    "nobody entitled", "is weak" };
	for (size_t i = 0; i < 3; i++) {
		how.material = m = material_new();
		add_file(m, files[i]);
		assert_int_equal(judge(&der, trust, now, &how, &r), -1);
		pki_expect(DIAG_VERIFY_REVOCATION, words[i]);
		pki_expect(DIAG_VERIFY_DEMAND, "no CRL or OCSP");
		assert_int_equal(r.revocation, CMS_REVOCATION_NONE);
		material_free(m);
	}
	trust_free(trust);
	buf_clear(&der);
}

/* What is no material, and a way over a certificate that came apart. */
static void
material_files(void **state)
{
	struct cms_options how = { .pades = true };
	struct material *m = material_new();
	struct buf b = BUF_INIT, der = BUF_INIT;
	struct trust *trust;
	struct cms_result r;
	int i;

	(void)state;
	static const char *const bad[] = { "", "hello", "\x30\x03\x02\x01",
	    "\x30\x80", "-----BEGIN X509 CRL-----\nAAAA\n-----END "
	    "X509 CRL-----\n" };
	for (i = 0; i < 5; i++) {
		diag = diag_new(arena);
		buf_rewind(&b);
		buf_adds(&b, bad[i]);
		assert_int_equal(material_add_file(m, &b, "f", diag), -1);
		assert_int_equal(pki_found(DIAG_VERIFY_MATERIAL, NULL), 1);
	}
	assert_int_equal(material_count(NULL, MATERIAL_CERT), 0);
	/* Root, sub, leaf: the signature holds the leaf alone. */
	pki_run("printf 'basicConstraints=critical,CA:TRUE\\nkeyUsage="
	    "critical,keyCertSign\\n' >sub.ext; openssl req -new -newkey ec "
	    "-pkeyopt ec_paramgen_curve:P-256 -nodes -keyout sub.key -out "
	    "sub.csr -subj /CN=Sub; openssl x509 -req -in sub.csr -CA rca.pem "
	    "-CAkey rca.key -set_serial 90 -days 900 -extfile sub.ext -out "
	    "sub.pem; openssl req -new -newkey ec -pkeyopt "
	    "ec_paramgen_curve:P-256 -nodes -keyout low.key -out low.csr -subj "
	    "/CN=Low; printf '" USAGE "' >low.ext; openssl x509 -req -in "
	    "low.csr -CA sub.pem -CAkey sub.key -set_serial 91 -days 800 "
	    "-extfile low.ext -out low.pem; openssl x509 -in sub.pem -outform "
	    "DER -out sub.der");
	trust = trust_in("rca.pem");
	sign_pades("low", NULL, &der);
	assert_int_equal(judge(&der, trust, now, &how, &r), -1);
	pki_expect(DIAG_VERIFY_SIGNER, "unknown signer");
	add_file(m, "sub.der");
	assert_int_equal(material_count(m, MATERIAL_CERT), 1);
	how.material = m;
	assert_int_equal(judge(&der, trust, now, &how, &r), 0);
	/* What is only there is not trusted. */
	add_file(m, "rca.pem");
	assert_int_equal(judge(&der, NULL, now, &how, &r), -1);
	pki_expect(DIAG_VERIFY_SIGNER, "unknown signer");
	assert_int_equal(judge(&der, by_ca, now, &how, &r), -1);
	trust_free(trust);
	material_free(m);
	buf_clear(&b);
	buf_clear(&der);
}

/* As many values, and as large ones, as limits.h allows. */
static void
material_limits(void **state)
{
	struct material *m = material_new();
	struct buf body = BUF_INIT, der = BUF_INIT;
	int i;

	(void)state;
	for (i = 0; i <= LIMIT_MATERIAL; i++) {
		buf_rewind(&der);
		der_put_small(&body, i);
		der_wrap(&der, DER_SEQUENCE, &body);
		assert_int_equal(material_add(m, MATERIAL_CERT, der.data,
		    der.len, "f", diag), i < LIMIT_MATERIAL ? 0 : -1);
	}
	pki_expect(DIAG_VERIFY_MATERIAL, "more certificates");
	assert_int_equal(material_count(m, MATERIAL_CERT), LIMIT_MATERIAL);
	/* A header of five bytes, then zeros. */
	for (i = -1; i <= 1; i++) {
		buf_rewind(&der);
		buf_pad(&body, '\0', (size_t)(LIMIT_CRL_BYTES - 5 + i));
		der_wrap(&der, DER_SEQUENCE, &body);
		assert_int_equal(der.len, LIMIT_CRL_BYTES + i);
		assert_int_equal(material_add(m, MATERIAL_CRL, der.data,
		    der.len, "f", diag), i <= 0 ? 0 : -1);
	}
	pki_expect(DIAG_VERIFY_MATERIAL, "");
	material_free(m);
	buf_clear(&der);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(fetched_and_checked, fresh),
		cmocka_unit_test_setup(flipped_tokens, fresh),
		cmocka_unit_test_setup(answers_refused, fresh),
		cmocka_unit_test_setup(wrong_usage, fresh),
		cmocka_unit_test_setup(pades, fresh),
		cmocka_unit_test_setup(stamped_signatures, fresh),
		cmocka_unit_test_setup(flipped_signatures, fresh),
		cmocka_unit_test_setup(transplanted_stamp, fresh),
		cmocka_unit_test_setup(check_lists, fresh),
		cmocka_unit_test_setup(revoked_above, fresh),
		cmocka_unit_test_setup(revoked_later, fresh),
		cmocka_unit_test_setup(lists_by_others, fresh),
		cmocka_unit_test_setup(material_files, fresh),
		cmocka_unit_test_setup(material_limits, fresh),
	};

	return cmocka_run_group_tests(tests, prepare, finish);
}
