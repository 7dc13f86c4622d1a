/* Keys in PKCS#12 and in programs, new ones, and what guards them all. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/date base/diag base/digest seal/der seal/pem seal/cert seal/secret seal/selfsign base/proc seal/pkcs12 seal/local seal/token seal/remote seal/material seal/trust seal/key */
#include <sys/prctl.h>
#include <sys/resource.h>

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
#include "base/proc.h"
#include "seal/key.h"
#include "seal/pem.h"
#include "seal/selfsign.h"

static struct arena	*arena;
static struct diag	*diag;
static int64_t		 now;

#include "pki.inc"

#define SECRET	"open sesame"

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

static struct key *
load(const char *key_file, const char *cert_file)
{
	struct buf key_pem = BUF_INIT, cert_pem = BUF_INIT;
	struct key *key = NULL;

	pki_load(key_file, &key_pem);
	pki_load(cert_file, &cert_pem);
	if (key_load(&key_pem, key_file, &cert_pem, cert_file, NULL, now,
	    &key, diag) != 0)
		key = NULL;
	pem_wipe(&key_pem);
	buf_clear(&cert_pem);
	return key;
}

static int
open_source(const struct key_source *from)
{
	struct key *key = NULL;
	int rc;

	diag = diag_new(arena);
	rc = key_open(from, &key, diag);
	if (rc == 0)
		rc = key_probe(key, diag);
	key_free(key);
	return rc;
}

/* While a key is open nobody looks into us, and no core file is left. */
static void
guarded(void **state)
{
	struct rlimit limit;
	struct key *a, *b;

	(void)state;
	assert_int_equal(prctl(PR_SET_DUMPABLE, 1, 0, 0, 0), 0);
	a = load("p256.key", "p256.pem");
	b = load("rsa.key", "rsa.pem");
	assert_int_equal(prctl(PR_GET_DUMPABLE, 0, 0, 0, 0), 0);
	assert_int_equal(getrlimit(RLIMIT_CORE, &limit), 0);
	assert_int_equal(limit.rlim_cur, 0);
	key_free(a);
	assert_int_equal(prctl(PR_GET_DUMPABLE, 0, 0, 0, 0), 0);
	key_free(b);
	assert_int_equal(prctl(PR_GET_DUMPABLE, 0, 0, 0, 0), 1);
	/* A key that is refused leaves nothing behind. */
	assert_null(load("p256.key", "rsa.pem"));
	assert_int_equal(prctl(PR_GET_DUMPABLE, 0, 0, 0, 0), 1);
}

static void
other_places(void **state)
{
	static const char *const env[] = { "PATH=/usr/bin:/bin", NULL };
	struct proc how = { NULL, env, 20 };
	struct buf p12 = BUF_INIT, pem = BUF_INIT;
	struct key_source from = { .name = "x", .now = now };

	(void)state;
	pki_run("openssl pkcs12 -export -inkey p256.key -in p256.pem -out "
	    "x.p12 -passout pass:sesame");
	pki_load("x.p12", &p12);
	pki_load("p256.pem", &pem);
	from.file = &p12;
	assert_true(key_locked(&from));
	from.pass = "sesame";
	assert_false(key_locked(&from));
	assert_int_equal(open_source(&from), 0);
	from.pass = "other";
	assert_int_equal(open_source(&from), -1);
	pki_expect(DIAG_KEY_PASSPHRASE, "does not open");
	/* A program, and one that answers with another's signature. */
	from.file = NULL;
	from.command = &how;
	how.argv = proc_split(arena, arena_printf(arena, "openssl pkeyutl "
	    "-sign -inkey %s -pkeyopt digest:sha256", pki_path("p256.key")));
	assert_int_equal(open_source(&from), -1);
	pki_expect(DIAG_KEY_CERTIFICATE, "--cert");
	from.cert = &pem;
	from.cert_name = "c";
	assert_false(key_locked(&from));
	assert_int_equal(open_source(&from), 0);
	how.argv = proc_split(arena, arena_printf(arena, "openssl pkeyutl "
	    "-sign -inkey %s -pkeyopt digest:sha256", pki_path("rsa.key")));
	assert_int_equal(open_source(&from), -1);
	pki_expect(DIAG_KEY_SIGN, "does not fit");
	/* A token that cannot be there. */
	from.command = NULL;
	from.name = "pkcs11:token=x";
	assert_true(key_locked(&from) || from.pass != NULL);
	from.pass = NULL;
	assert_true(key_locked(&from));
	assert_int_equal(open_source(&from), -1);
	pki_expect(DIAG_KEY_PASSPHRASE, "PIN");
	buf_clear(&p12);
	buf_clear(&pem);
}

static void
new_keys(void **state)
{
	static const struct {
		const char	*kind, *shown;
	} kinds[] = {
		{ NULL, "ECDSA P-256" }, { "p256", "ECDSA P-256" },
		{ "p384", "ECDSA P-384" }, { "rsa2048", "RSA 2048" },
		{ "rsa3072", "RSA 3072" },
	};
	static const char *const refused_kinds[] = { "p521", "ed25519", "rsa",
	    "rsa2047", "rsa02048", "rsa2048x", "rsa1024", "rsa8256", "" };
	struct buf k = BUF_INIT, c = BUF_INIT, csr = BUF_INIT;
	struct selfsign wish = { .name = "A", .organization = "B \xc3\xa9",
	    .now = now - 60 };
	struct key *key;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		wish.kind = kinds[i].kind;
		wish.pass = i % 2 == 1 ? SECRET : NULL;
		assert_int_equal(selfsign_make(&wish, &k, &c, &csr, diag), 0);
		assert_int_equal(key_load(&k, "k", &c, "c", wish.pass, now,
		    &key, diag), 0);
		assert_string_equal(key_kind(key), kinds[i].shown);
		assert_string_equal(key_subject(key), "CN=A, O=B \xc3\xa9");
		key_free(key);
		if (wish.pass != NULL) {
			key = NULL;
			assert_int_equal(key_load(&k, "k", &c, "c", "no", now,
			    &key, diag), -1);
		}
		pki_save("new.csr", csr.data, csr.len);
		pki_run("openssl req -in new.csr -verify -noout");
		pem_wipe(&k);
		buf_clear(&c);
		buf_clear(&csr);
	}
	diag = diag_new(arena);
	for (i = 0; i < sizeof(refused_kinds) / sizeof(refused_kinds[0]);
	    i++) {
		wish.kind = refused_kinds[i];
		assert_int_equal(selfsign_make(&wish, &k, &c, NULL, diag),
		    -1);
		assert_int_equal(k.len, 0);
	}
	assert_int_equal(pki_found(DIAG_KEY_KIND, NULL), i);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(guarded, fresh),
		cmocka_unit_test_setup(other_places, fresh),
		cmocka_unit_test_setup(new_keys, fresh),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
