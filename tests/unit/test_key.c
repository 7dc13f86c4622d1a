/* Keys: which are accepted, how the others are refused, secrets. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/date base/diag base/digest seal/der seal/pem seal/cert seal/secret seal/selfsign base/proc seal/pkcs12 seal/local seal/token seal/remote seal/material seal/trust seal/key */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include <openssl/pkcs12.h>
#include <openssl/x509.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/limits.h"
#include "seal/cert.h"
#include "seal/der.h"
#include "seal/key.h"
#include "seal/pem.h"
#include "seal/secret.h"
#include "seal/selfsign.h"
#include "seal/trust.h"

static struct arena	*arena;
static struct diag	*diag;
static int64_t		 now;

#include "pki.inc"

static int
make(const char *name, const char *kind, int64_t at, struct buf *key_pem,
    struct buf *cert_pem, struct diag *d)
{
	struct selfsign wish = { .name = name, .kind = kind, .now = at };

	return selfsign_make(&wish, key_pem, cert_pem, NULL, d);
}

#define SECRET	"correct horse battery"

static int
setup(void **state)
{
	(void)state;
	now = (int64_t)time(NULL) + 3600;	/* valgrind is slow */
	arena = arena_new();
	diag = diag_new(arena);
	if (pki_open() != 0)
		return -1;
	pki_leaf("p256", EC256, USAGE);
	pki_leaf("p384", EC384, USAGE);
	pki_leaf("rsa", "rsa:2048", USAGE);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	pki_close();
	arena_free(arena);
	digest_done();
	return 0;
}

static int
fresh(void **state)
{
	(void)state;
	diag = diag_new(arena);
	return 0;
}

/* Load key and certificate files; the key, or NULL with findings. */
static struct key *
load(const char *key_file, const char *cert_file, const char *pass)
{
	struct buf key_pem = BUF_INIT, cert_pem = BUF_INIT;
	struct key *key = NULL;
	int rc;

	pki_load(key_file, &key_pem);
	pki_load(cert_file, &cert_pem);
	rc = key_load(&key_pem, key_file, &cert_pem, cert_file, pass, now,
	    &key, diag);
	assert_int_equal(rc == 0, key != NULL);
	assert_int_equal(rc == 0, diag_first(diag) == NULL);
	pem_wipe(&key_pem);
	buf_clear(&cert_pem);
	return key;
}

static void
refused(const char *key_file, const char *cert_file, const char *pass,
    enum diag_code code, const char *words)
{
	const struct finding *f;

	diag = diag_new(arena);
	assert_null(load(key_file, cert_file, pass));
	pki_expect(code, words);
	for (f = diag_first(diag); f != NULL; f = f->next)
		assert_null(strstr(f->words, SECRET));
}

static void
accepted(const char *key_file, const char *cert_file, const char *pass,
    const char *kind)
{
	static const unsigned char text[] = "some text";
	struct der data = { text, sizeof(text) }, made;
	struct buf sig = BUF_INIT;
	struct cert *const *certs;
	struct key *key;
	size_t n;

	diag = diag_new(arena);
	key = load(key_file, cert_file, pass);
	if (key == NULL)
		pki_expect(DIAG_CODES, key_file);
	assert_string_equal(key_kind(key), kind);
	assert_int_equal(key_sign(key, &data, &sig, diag), 0);
	made.p = (const unsigned char *)sig.data;
	made.len = sig.len;
	certs = key_chain(key, &n);
	assert_true(cert_check(certs[0], &data, &made));
	sig.data[sig.len / 2] ^= 1;
	assert_false(cert_check(certs[0], &data, &made));
	buf_clear(&sig);
	key_free(key);
}

static void
all_forms_of_files(void **state)
{
	(void)state;
	accepted("p256.key", "p256.pem", NULL, "ECDSA P-256");
	accepted("p384.key", "p384.pem", NULL, "ECDSA P-384");
	accepted("rsa.key", "rsa.pem", NULL, "RSA 2048");
	pki_run("openssl pkey -traditional -in p256.key -out sec1.key; "
	    "grep -q 'BEGIN EC PRIVATE' sec1.key");
	accepted("sec1.key", "p256.pem", NULL, "ECDSA P-256");
	pki_run("openssl pkey -traditional -in rsa.key -out pkcs1.key; "
	    "grep -q 'BEGIN RSA PRIVATE' pkcs1.key");
	accepted("pkcs1.key", "rsa.pem", NULL, "RSA 2048");
	pki_run("openssl ecparam -name secp384r1 -genkey -out params.key; "
	    "grep -q 'BEGIN EC PARAM' params.key; openssl req -x509 -new "
	    "-key params.key -subj /CN=Params -days 90 -out params.pem");
	accepted("params.key", "params.pem", NULL, "ECDSA P-384");
	pki_run("cat p256.key p256.pem >both.pem");
	accepted("both.pem", "both.pem", NULL, "ECDSA P-256");
	/* SEC1 without the point: held against the certificate by use. */
	pki_run("openssl ec -in p256.key -no_public -out nopub.key");
	accepted("nopub.key", "p256.pem", NULL, "ECDSA P-256");
}

static void
pass_phrases(void **state)
{
	char longer[LIMIT_PASSPHRASE_BYTES + 2];

	(void)state;
	pki_run("openssl pkcs8 -topk8 -in p256.key -out enc.key "
	    "-passout 'pass:" SECRET "'");
	pki_run("openssl pkey -in rsa.key -aes256 -out encrsa.key "
	    "-passout 'pass:" SECRET "'");
	accepted("enc.key", "p256.pem", SECRET, "ECDSA P-256");
	accepted("encrsa.key", "rsa.pem", SECRET, "RSA 2048");
	refused("enc.key", "p256.pem", NULL, DIAG_KEY_PASSPHRASE,
	    "--pass-file");
	refused("enc.key", "p256.pem", "", DIAG_KEY_PASSPHRASE,
	    "--pass-file");
	refused("enc.key", "p256.pem", "wrong " SECRET, DIAG_KEY_PASSPHRASE,
	    "does not open");
	memset(longer, 'x', sizeof(longer) - 1);
	longer[sizeof(longer) - 1] = '\0';
	refused("enc.key", "p256.pem", longer, DIAG_KEY_PASSPHRASE,
	    "does not open");
	/* A pass phrase nobody needs does no harm. */
	accepted("p256.key", "p256.pem", SECRET, "ECDSA P-256");
	pki_run("openssl pkey -traditional -in rsa.key -aes128 -out old.key "
	    "-passout 'pass:" SECRET "'; grep -q Proc-Type old.key");
	refused("old.key", "rsa.pem", SECRET, DIAG_KEY_KIND, "pkcs8 -topk8");
}

/* Exactly the longest pass phrase opens; the program cuts its own. */
static void
longest_pass_phrase(void **state)
{
	char pass[LIMIT_PASSPHRASE_BYTES + 2], label[PEM_LABEL];
	struct buf pem = BUF_INIT, der = BUF_INIT;
	PKCS8_PRIV_KEY_INFO *info;
	X509_SIG *sealed;
	unsigned char *out = NULL;
	const unsigned char *p;
	const char *text, *why;
	size_t len;
	bool headers;
	int n;

	(void)state;
	memset(pass, 'p', sizeof(pass));
	pass[LIMIT_PASSPHRASE_BYTES + 1] = '\0';
	pki_load("p256.key", &pem);
	text = pem.data, len = pem.len;
	assert_int_equal(pem_next(&text, &len, label, &der, &headers, &why),
	    0);
	p = (const unsigned char *)der.data;
	info = d2i_PKCS8_PRIV_KEY_INFO(NULL, &p, (long)der.len);
	for (n = LIMIT_PASSPHRASE_BYTES; n <= LIMIT_PASSPHRASE_BYTES + 1;
	    n++) {
		pass[n] = '\0';
		sealed = PKCS8_encrypt(-1, EVP_aes_256_cbc(), pass, n, NULL,
		    0, 2048, info);
		len = (size_t)i2d_X509_SIG(sealed, &out);
		buf_rewind(&pem);
		pem_write(&pem, "ENCRYPTED PRIVATE KEY", out, len);
		pki_save("long.key", pem.data, pem.len);
		if (n == LIMIT_PASSPHRASE_BYTES)
			accepted("long.key", "p256.pem", pass,
			    "ECDSA P-256");
		else
			refused("long.key", "p256.pem", pass,
			    DIAG_KEY_PASSPHRASE, "does not open");
		X509_SIG_free(sealed);
		OPENSSL_free(out);
		out = NULL;
		pass[n] = 'p';
	}
	PKCS8_PRIV_KEY_INFO_free(info);
	pem_wipe(&pem);
	pem_wipe(&der);
}

static void
refused_kinds(void **state)
{
	(void)state;
	pki_run("openssl genpkey -algorithm ed25519 -out ed.key; "
	    "openssl req -x509 -new -key ed.key -subj /CN=Ed -days 9 "
	    "-out ed.pem");
	refused("ed.key", "ed.pem", NULL, DIAG_KEY_KIND, "Ed25519");
	refused("ed.key", "ed.pem", NULL, DIAG_KEY_KIND, "use RSA of 2048");
	refused("p256.key", "ed.pem", NULL, DIAG_KEY_KIND, "Ed25519");
	pki_run("openssl genpkey -algorithm rsa-pss -pkeyopt "
	    "rsa_keygen_bits:2048 -out pss.key; openssl req -x509 -new -key "
	    "pss.key -subj /CN=Pss -days 9 -out pss.pem");
	refused("pss.key", "pss.pem", NULL, DIAG_KEY_KIND, "RSA-PSS");
	refused("rsa.key", "pss.pem", NULL, DIAG_KEY_KIND, "RSA-PSS");
	pki_leaf("weak", "rsa:1024", USAGE);
	refused("weak.key", "weak.pem", NULL, DIAG_KEY_KIND,
	    "shorter than 2048");
	refused("rsa.key", "weak.pem", NULL, DIAG_KEY_KIND,
	    "shorter than 2048");
	pki_leaf("odd", "rsa:2040", USAGE);
	refused("odd.key", "odd.pem", NULL, DIAG_KEY_KIND,
	    "shorter than 2048");
	pki_leaf("p521", EC521, USAGE);
	refused("p521.key", "p521.pem", NULL, DIAG_KEY_KIND,
	    "another curve");
	refused("p256.key", "p521.pem", NULL, DIAG_KEY_KIND, "P-256 or P-384");
	pki_run("openssl ecparam -name prime256v1 -genkey -noout "
	    "-param_enc explicit -out expl.key");
	refused("expl.key", "p256.pem", NULL, DIAG_KEY_KIND, "another curve");
	pki_run("printf -- '-----BEGIN OPENSSH PRIVATE KEY-----\\nAAAA\\n"
	    "-----END OPENSSH PRIVATE KEY-----\\n' >ssh.key");
	refused("ssh.key", "p256.pem", NULL, DIAG_KEY_KIND, "PKCS#8");
}

static void
pairs_that_do_not_match(void **state)
{
	(void)state;
	pki_leaf("twin", EC256, USAGE);		/* same name, other key */
	refused("twin.key", "p256.pem", NULL, DIAG_KEY_MATCH, "not the key");
	refused("p256.key", "twin.pem", NULL, DIAG_KEY_MATCH, "not the key");
	refused("rsa.key", "p256.pem", NULL, DIAG_KEY_MATCH, "not the key");
	refused("p384.key", "p256.pem", NULL, DIAG_KEY_MATCH, "not the key");
	pki_leaf("rsa2", "rsa:2048", USAGE);
	refused("rsa2.key", "rsa.pem", NULL, DIAG_KEY_MATCH, "not the key");
	pki_run("openssl ec -in twin.key -no_public -out twin2.key");
	refused("twin2.key", "p256.pem", NULL, DIAG_KEY_MATCH, "not the key");
}

static void
certificates_that_do_not_serve(void **state)
{
	int64_t was = now;

	(void)state;
	pki_leaf("usage", EC256, "keyUsage=critical,keyEncipherment\\n");
	refused("usage.key", "usage.pem", NULL, DIAG_KEY_CERTIFICATE,
	    "key usage");
	pki_leaf("server", EC256, "extendedKeyUsage=serverAuth\\n");
	refused("server.key", "server.pem", NULL, DIAG_KEY_CERTIFICATE,
	    "extended key usage");
	pki_leaf("mail", EC256, "extendedKeyUsage=emailProtection\\n");
	accepted("mail.key", "mail.pem", NULL, "ECDSA P-256");
	pki_leaf("docs", EC256, "extendedKeyUsage=1.3.6.1.5.5.7.3.36\\n");
	accepted("docs.key", "docs.pem", NULL, "ECDSA P-256");
	pki_leaf("nonrep", EC256, "keyUsage=nonRepudiation\\n");
	accepted("nonrep.key", "nonrep.pem", NULL, "ECDSA P-256");
	pki_leaf("plain", EC256, "");
	accepted("plain.key", "plain.pem", NULL, "ECDSA P-256");
	now = was + 1001 * 86400;
	refused("p256.key", "p256.pem", NULL, DIAG_KEY_CERTIFICATE,
	    "expired on");
	now = was - 86400;
	refused("p256.key", "p256.pem", NULL, DIAG_KEY_CERTIFICATE,
	    "is valid from");
	now = was;
}

/* Validity counts both ends, to the second. */
static void
validity_to_the_second(void **state)
{
	struct buf key_pem = BUF_INIT, cert_pem = BUF_INIT;
	const int64_t ten_years = (int64_t)3653 * 86400;
	struct key *key;
	int d;

	(void)state;
	assert_int_equal(make("Somebody", NULL, 1700000000, &key_pem,
	    &cert_pem, diag), 0);
	for (d = -1; d <= 1; d++) {
		diag = diag_new(arena);
		key = NULL;
		assert_int_equal(key_load(&key_pem, "k", &cert_pem, "c", NULL,
		    1700000000 + d, &key, diag) == 0, d >= 0);
		assert_int_equal(diag_first(diag) == NULL, d >= 0);
		key_free(key);
		diag = diag_new(arena);
		key = NULL;
		assert_int_equal(key_load(&key_pem, "k", &cert_pem, "c", NULL,
		    1700000000 + ten_years + d, &key, diag) == 0, d < 0);
		key_free(key);
		/* 30 days before it ends a warning, not a second earlier. */
		diag = diag_new(arena);
		key = NULL;
		assert_int_equal(key_load(&key_pem, "k", &cert_pem, "c", NULL,
		    1700000000 + ten_years - LIMIT_EXPIRY_DAYS * 86400 + d,
		    &key, diag), 0);
		assert_int_equal(pki_found(DIAG_KEY_EXPIRY, NULL), d >= 0);
		key_free(key);
	}
	pem_wipe(&key_pem);
	buf_clear(&cert_pem);
}

static void
chains_in_order(void **state)
{
	struct buf pem = BUF_INIT;
	struct key *key;
	size_t n;

	(void)state;
	pki_run("cat p256.pem ca.pem >chain.pem; cat ca.pem p256.pem "
	    ">turned.pem; cat p256.pem p256.pem >twice.pem; "
	    "cat chain.pem ca.pem >caca.pem; cat p256.pem p384.pem >mix.pem");
	key = load("p256.key", "chain.pem", NULL);
	assert_non_null(key);
	(void)key_chain(key, &n);
	assert_int_equal(n, 2);
	assert_false(key_self_signed(key));
	key_certificate(key, &pem);
	assert_int_equal(pem.len > 0, 1);
	pki_save("again.pem", pem.data, pem.len);
	pki_run("openssl x509 -in again.pem -outform DER >one.der; openssl "
	    "x509 -in p256.pem -outform DER | cmp one.der -; "
	    "grep -c BEGIN again.pem | grep -q 2");
	buf_clear(&pem);
	key_free(key);
	refused("p256.key", "turned.pem", NULL, DIAG_KEY_CERTIFICATE,
	    "did not issue");
	refused("p256.key", "twice.pem", NULL, DIAG_KEY_CERTIFICATE,
	    "did not issue");
	refused("p256.key", "caca.pem", NULL, DIAG_KEY_CERTIFICATE,
	    "did not issue");
	refused("p256.key", "mix.pem", NULL, DIAG_KEY_CERTIFICATE,
	    "did not issue");
}

static void
damaged_files(void **state)
{
	struct buf pem = BUF_INIT, der = BUF_INIT, again = BUF_INIT;
	char label[PEM_LABEL];
	const char *p, *why;
	struct key *key;
	size_t i, len;
	bool headers;

	(void)state;
	pki_run(": >empty; echo hello >text; openssl pkey -in p256.key "
	    "-outform DER -out der.key; cat p256.key rsa.key >two.key");
	refused("empty", "p256.pem", NULL, DIAG_KEY_FILE, "no private key");
	refused("text", "p256.pem", NULL, DIAG_KEY_FILE, "no private key");
	refused("der.key", "p256.pem", NULL, DIAG_KEY_FILE, "PEM");
	refused("two.key", "p256.pem", NULL, DIAG_KEY_FILE, "more than one");
	refused("p256.key", "empty", NULL, DIAG_KEY_CERTIFICATE,
	    "no certificate");
	refused("p256.pem", "p256.pem", NULL, DIAG_KEY_FILE,
	    "no private key");
	/* Every prefix, and every byte turned: refused or the same key. */
	pki_load("p256.key", &pem);
	p = pem.data;
	len = pem.len;
	assert_int_equal(pem_next(&p, &len, label, &der, &headers, &why), 0);
	for (i = 0; i < der.len; i++) {
		buf_rewind(&again);
		pem_write(&again, "PRIVATE KEY", der.data, i + 1);
		if (i + 1 < der.len) {
			pki_save("cut.key", again.data, again.len);
			diag = diag_new(arena);
			assert_null(load("cut.key", "p256.pem", NULL));
		}
		der.data[i] = (char)(der.data[i] ^ 1);
		buf_rewind(&again);
		pem_write(&again, "PRIVATE KEY", der.data, der.len);
		pki_save("turn.key", again.data, again.len);
		diag = diag_new(arena);
		key = load("turn.key", "p256.pem", NULL);
		der.data[i] = (char)(der.data[i] ^ 1);
		/* Only a version that means nothing else may pass. */
		if (key != NULL)
			assert_int_equal(i, 5);
		key_free(key);
	}
	pem_wipe(&pem);
	pem_wipe(&der);
	pem_wipe(&again);
}

/* An RSA key with two numbers damaged: what it makes does not fit the
 * certificate and is never given out. */
static void
faulty_signatures(void **state)
{
	static const unsigned char text[] = "some text";
	struct der data = { text, sizeof(text) };
	struct buf der = BUF_INIT, pem = BUF_INIT, sig = BUF_INIT;
	struct secret secret = { 0 };
	struct key *key;
	size_t d, dp;

	(void)state;
	pki_run("openssl pkey -traditional -in rsa.key -out pkcs1.key");
	pki_load("pkcs1.key", &pem);
	assert_int_equal(secret_parse(&pem, "k", NULL, &der, &secret, diag),
	    0);
	d = (size_t)((const char *)secret.number[SECRET_D] - der.data);
	dp = (size_t)((const char *)secret.number[SECRET_DP] - der.data);
	der.data[d + 20] ^= 1;
	der.data[dp + 20] ^= 1;
	buf_rewind(&pem);
	pem_write(&pem, "RSA PRIVATE KEY", der.data, der.len);
	pki_save("faulty.key", pem.data, pem.len);
	key = load("faulty.key", "rsa.pem", NULL);
	assert_non_null(key);
	assert_int_equal(key_sign(key, &data, &sig, diag), -1);
	assert_int_equal(sig.len, 0);
	assert_int_equal(pki_found(DIAG_KEY_SIGN, NULL), 1);
	key_free(key);
	buf_clear(&sig);
	pem_wipe(&der);
	pem_wipe(&pem);
}

static void
local_identity(void **state)
{
	struct buf key_pem = BUF_INIT, cert_pem = BUF_INIT;
	struct key *key = NULL;

	(void)state;
	assert_int_equal(make("Build host \xc3\xa9", NULL, now - 7200, &key_pem,
	    &cert_pem, diag), 0);
	assert_int_equal(key_load(&key_pem, "k", &cert_pem, "c", NULL, now,
	    &key, diag), 0);
	assert_true(key_self_signed(key));
	assert_string_equal(key_kind(key), "ECDSA P-256");
	assert_string_equal(key_subject(key),
	    "CN=Build host \xc3\xa9, O=\"local identity, self-signed\"");
	assert_int_equal(strlen(key_fingerprint(key)), 64);
	key_free(key);
	pki_save("id.pem", cert_pem.data, cert_pem.len);
	pki_save("id.key", key_pem.data, key_pem.len);
	pki_run("openssl x509 -in id.pem -noout -text >id.txt; "
	    "grep -q 'Version: 3' id.txt; grep -q 'CA:FALSE' id.txt; "
	    "grep -A1 'Key Usage: critical' id.txt | grep -q "
	    "'Digital Signature, Non Repudiation'; "
	    "openssl verify -CAfile id.pem id.pem; "
	    "openssl pkey -in id.key -check -noout; "
	    "head -n 1 id.key | grep -q 'BEGIN PRIVATE KEY'");
	pem_wipe(&key_pem);
	buf_clear(&cert_pem);
	assert_int_equal(make("Rsa", "rsa2048", now, &key_pem, &cert_pem,
	    diag), 0);
	assert_int_equal(key_load(&key_pem, "k", &cert_pem, "c", NULL, now,
	    &key, diag), 0);
	assert_string_equal(key_kind(key), "RSA 2048");
	key_free(key);
	pem_wipe(&key_pem);
	buf_clear(&cert_pem);
}

static void
names_and_sizes_of_identities(void **state)
{
	struct buf k = BUF_INIT, c = BUF_INIT;
	char name[70];

	(void)state;
	memset(name, 'n', sizeof(name));
	name[65] = '\0';
	assert_int_equal(make(name, NULL, now, &k, &c, diag), -1);
	name[64] = '\0';
	assert_int_equal(make(name, NULL, now, &k, &c, diag), 0);
	assert_int_equal(make("", NULL, now, &k, &c, diag), -1);
	assert_int_equal(make("a\nb", NULL, now, &k, &c, diag), -1);
	assert_int_equal(make("a\xff", NULL, now, &k, &c, diag), -1);
	assert_int_equal(pki_found(DIAG_KEY_CERTIFICATE, NULL), 4);
	assert_int_equal(make("a", "rsa1024", now, &k, &c, diag), -1);
	assert_int_equal(make("a", "rsa16384", now, &k, &c, diag), -1);
	assert_int_equal(pki_found(DIAG_KEY_KIND, NULL), 2);
	pem_wipe(&k);
	buf_clear(&c);
}

static void
trust_lists(void **state)
{
	struct buf pem = BUF_INIT, again = BUF_INIT;
	struct trust *trust = NULL;
	size_t n;

	(void)state;
	pki_run("cat ca.pem p256.pem rsa.pem >trust.pem");
	pki_load("trust.pem", &pem);
	assert_int_equal(trust_parse(&pem, "t", &trust, diag), 0);
	(void)trust_anchors(trust, &n);
	assert_int_equal(n, 3);
	trust_write(trust, &again);
	assert_int_equal(again.len, pem.len);
	assert_memory_equal(again.data, pem.data, pem.len);
	trust_free(trust);
	pki_load("p256.key", &pem);
	assert_int_equal(trust_parse(&pem, "t", &trust, diag), -1);
	pki_expect(DIAG_KEY_CERTIFICATE, "no certificate");
	buf_rewind(&pem);
	buf_adds(&pem, "-----BEGIN CERTIFICATE-----\nMAA=\n"
	    "-----END CERTIFICATE-----\n");
	diag = diag_new(arena);
	assert_int_equal(trust_parse(&pem, "t", &trust, diag), -1);
	pki_expect(DIAG_KEY_CERTIFICATE, "not DER");
	trust_free(NULL);
	key_free(NULL);
	pem_wipe(&pem);
	buf_clear(&again);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(all_forms_of_files, fresh),
		cmocka_unit_test_setup(pass_phrases, fresh),
		cmocka_unit_test_setup(longest_pass_phrase, fresh),
		cmocka_unit_test_setup(refused_kinds, fresh),
		cmocka_unit_test_setup(pairs_that_do_not_match, fresh),
		cmocka_unit_test_setup(certificates_that_do_not_serve, fresh),
		cmocka_unit_test_setup(validity_to_the_second, fresh),
		cmocka_unit_test_setup(chains_in_order, fresh),
		cmocka_unit_test_setup(damaged_files, fresh),
		cmocka_unit_test_setup(faulty_signatures, fresh),
		cmocka_unit_test_setup(local_identity, fresh),
		cmocka_unit_test_setup(names_and_sizes_of_identities, fresh),
		cmocka_unit_test_setup(trust_lists, fresh),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
