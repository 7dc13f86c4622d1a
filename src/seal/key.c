/*
 * Keys: a private key, wherever it is, with its certificates; each
 * signature is held against the certificate before it is given out.
 */
#include <sys/prctl.h>
#include <sys/resource.h>

#include <openssl/err.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/mem.h"
#include "seal/cert.h"
#include "seal/der.h"
#include "seal/key.h"
#include "seal/local.h"
#include "seal/pem.h"
#include "seal/pkcs12.h"
#include "seal/remote.h"
#include "seal/secret.h"
#include "seal/token.h"

#define PROBE	"dossier: is this the key?"
#define MISFIT	"the signature made does not fit the certificate; " \
		"it is another key, or key or machine is damaged"

struct key {
	struct local	*local;		/* one of these three */
	struct token	*token;
	const struct proc *command;
	struct cert	*certs[LIMIT_CERTIFICATES];
	size_t		 n;
};

static void
refuse(struct diag *diag, enum diag_code code, const char *file,
    const char *why, const char *advice)
{
	struct place at = { .file = file };

	diag_add(diag, code, &at, "%s%s%s", why, advice[0] != '\0' ? "; " : "",
	    advice);
}

/* Leaf first, each issued by the next, none twice. */
static int
load_certs(struct key *key, const struct buf *pem, const char *name,
    struct diag *diag)
{
	const char *text = pem->data, *why;
	size_t len = pem->len;
	struct place at = { .file = name };
	struct cert *c;

	for (;;) {
		if (cert_next(&text, &len, &c, &why) != 0) {
			refuse(diag, DIAG_KEY_CERTIFICATE, name, why, "");
			return -1;
		}
		if (c == NULL)
			break;
		if (key->n == LIMIT_CERTIFICATES) {
			cert_free(c);
			diag_add(diag, DIAG_KEY_CERTIFICATE, &at, "more than "
			    "%d certificates", LIMIT_CERTIFICATES);
			return -1;
		}
		key->certs[key->n++] = c;
		if (key->n > 1 && (cert_self_signed(key->certs[key->n - 2]) ||
		    !cert_issued(c, key->certs[key->n - 2]))) {
			diag_add(diag, DIAG_KEY_CERTIFICATE, &at,
			    "certificate %zu did not issue certificate %zu; "
			    "put the signer first, then each issuer", key->n,
			    key->n - 1);
			return -1;
		}
	}
	if (key->n > 0)
		return 0;
	refuse(diag, DIAG_KEY_CERTIFICATE, name, "there is no certificate "
	    "in it", "PEM is expected (-----BEGIN CERTIFICATE-----)");
	return -1;
}

/* Is the signer's certificate one we sign with, at the instant now? */
static int
check_leaf(const struct cert *leaf, const char *name, int64_t now,
    struct diag *diag)
{
	struct instant when = { .set = true };
	struct place at = { .file = name };
	char words[DATE_MAX];
	const char *why;
	bool early = now < cert_from(leaf);

	if ((why = cert_key_fault(leaf)) != NULL) {
		diag_add(diag, DIAG_KEY_KIND, &at, "the key of the "
		    "certificate is refused: %s; %s", why, cert_key_advice());
		return -1;
	}
	if ((why = cert_use_fault(leaf)) != NULL) {
		refuse(diag, DIAG_KEY_CERTIFICATE, name, why, "");
		return -1;
	}
	if (early || now > cert_until(leaf)) {
		when.sec = early ? cert_from(leaf) : cert_until(leaf);
		date_str_utc(&when, words);
		diag_add(diag, DIAG_KEY_CERTIFICATE, &at, "the certificate "
		    "%s %s, the run is %s that", early ? "is valid from" :
		    "expired on", words, early ? "before" : "after");
		return -1;
	}
	if (cert_until(leaf) - now < (int64_t)LIMIT_EXPIRY_DAYS * 86400) {
		when.sec = cert_until(leaf);
		date_str_utc(&when, words);
		diag_add(diag, DIAG_KEY_EXPIRY, &at, "the certificate expires "
		    "on %s; without a time-stamp, what it signed is doubted "
		    "from then on", words);
	}
	return 0;
}

/*
 * Make a signature and hold it against the certificate: a slip of the
 * machine in an RSA signature would give the key away, and a token or a
 * program may hold another key.  K07, or what is wrong in *why.
 */
static int
make_signature(const struct key *key, const struct der *data,
    struct buf *sig, const char **why, struct diag *diag)
{
	struct der made;
	size_t start = sig->len;

	*why = NULL;
	if (key->command != NULL) {
		if (remote_sign(key->command, key->certs[0], data, sig,
		    diag) != 0)
			return -1;
	} else if (key->token != NULL)
		*why = token_sign(key->token, data, sig);
	else
		*why = local_sign(key->local, data, sig);
	if (*why == NULL) {
		made.p = (const unsigned char *)sig->data + start;
		made.len = sig->len - start;
		if (!cert_check(key->certs[0], data, &made))
			*why = MISFIT;
	}
	/* What does not fit is never given out. */
	if (*why != NULL && sig->len > start) {
		sig->len = start;
		sig->data[start] = '\0';
	}
	return *why == NULL ? 0 : -1;
}

/*
 * Does an EC key of the right point have the right scalar, too?  RSA keys
 * are compared number by number.
 */
static bool
scalar_fits(const struct key *key)
{
	struct der data = { (const unsigned char *)PROBE, sizeof(PROBE) };
	struct buf sig = BUF_INIT;
	const char *why;
	bool yes;

	yes = key_is_rsa(key) ||
	    make_signature(key, &data, &sig, &why, NULL) == 0;
	buf_clear(&sig);
	return yes;
}

/* The two ways a key's file may be written; der and pem are wiped by us. */
static int
open_file(struct key *key, const struct key_source *from, struct diag *diag)
{
	struct secret secret = { 0 };
	struct buf der = BUF_INIT, pem = BUF_INIT;
	const struct buf *certs = from->cert;
	const char *why, *name = from->cert_name;
	int rc = -1;

	if (pkcs12_is(from->file)) {
		if (pkcs12_open(from->file, from->name, from->pass, &der, &pem,
		    diag) != 0 || secret_pkcs8(&der, from->name, &secret,
		    diag) != 0)
			goto out;
		certs = certs != NULL ? certs : &pem;
	} else if (secret_parse(from->file, from->name, from->pass, &der,
	    &secret, diag) != 0)
		goto out;
	/* The certificate may stand in the file of the key. */
	certs = certs != NULL ? certs : from->file;
	name = name != NULL ? name : from->name;
	if (load_certs(key, certs, name, diag) != 0 ||
	    check_leaf(key->certs[0], name, from->now, diag) != 0)
		goto out;
	key->local = local_new(&secret, key->certs[0], &why);
	if (key->local == NULL && why != NULL) {
		refuse(diag, DIAG_KEY_FILE, from->name, "libcrypto refuses "
		    "the key", why);
		goto out;
	}
	if (key->local == NULL || !scalar_fits(key)) {
		refuse(diag, DIAG_KEY_MATCH, from->name, "this is not the key "
		    "of the certificate", name);
		goto out;
	}
	rc = 0;
out:
	pem_wipe(&der);
	pem_wipe(&pem);
	return rc;
}

/* A key in a token, its certificate from there unless it is named. */
static int
open_token(struct key *key, const struct key_source *from, struct diag *diag)
{
	struct buf pem = BUF_INIT;
	const struct buf *certs = from->cert;
	const char *name = certs != NULL ? from->cert_name : from->name;
	int rc = -1;

	if (token_open(from->name, from->pass, &key->token, diag) != 0)
		goto out;
	if (certs == NULL) {
		if (token_certificate(key->token, &pem, diag) != 0)
			goto out;
		certs = &pem;
	}
	if (load_certs(key, certs, name, diag) != 0 ||
	    check_leaf(key->certs[0], name, from->now, diag) != 0)
		goto out;
	rc = 0;
out:
	buf_clear(&pem);
	return rc;
}

/* A program's key is known by its certificate alone. */
static int
open_program(struct key *key, const struct key_source *from,
    struct diag *diag)
{
	if (from->cert == NULL) {
		refuse(diag, DIAG_KEY_CERTIFICATE, NULL, "a key in a program "
		    "needs its certificate", "give it with --cert");
		return -1;
	}
	key->command = from->command;
	if (load_certs(key, from->cert, from->cert_name, diag) != 0)
		return -1;
	return check_leaf(key->certs[0], from->cert_name, from->now, diag);
}

void
key_guard(bool on)
{
	static unsigned open_keys;
	static int before;
	struct rlimit none = { 0, 0 };

	if (on && open_keys++ == 0) {
		setrlimit(RLIMIT_CORE, &none);
		before = prctl(PR_GET_DUMPABLE, 0, 0, 0, 0);
		prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	} else if (!on && --open_keys == 0 && before == 1)
		prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
}

bool
key_locked(const struct key_source *from)
{
	if (from->pass != NULL || from->command != NULL)
		return false;
	if (from->file == NULL)
		return true;
	return pkcs12_is(from->file) ? pkcs12_locked(from->file) :
	    secret_locked(from->file);
}

int
key_open(const struct key_source *from, struct key **out, struct diag *diag)
{
	struct key *key = mem_zalloc(1, sizeof(*key));
	int rc;

	key_guard(true);
	if (from->command != NULL)
		rc = open_program(key, from, diag);
	else if (from->file == NULL)
		rc = open_token(key, from, diag);
	else
		rc = open_file(key, from, diag);
	if (rc == 0)
		*out = key;
	else
		key_free(key);
	ERR_clear_error();
	return rc;
}

int
key_load(const struct buf *key_pem, const char *key_name,
    const struct buf *cert_pem, const char *cert_name, const char *pass,
    int64_t now, struct key **out, struct diag *diag)
{
	struct key_source from = { .file = key_pem, .name = key_name,
	    .pass = pass, .cert = cert_pem, .cert_name = cert_name,
	    .now = now };

	return key_open(&from, out, diag);
}

void
key_free(struct key *key)
{
	size_t i;

	if (key == NULL)
		return;
	local_free(key->local);
	token_free(key->token);
	for (i = 0; i < key->n; i++)
		cert_free(key->certs[i]);
	mem_free(key);
	key_guard(false);
}

bool
key_self_signed(const struct key *key)
{
	return cert_self_signed(key->certs[0]);
}

const char *
key_subject(const struct key *key)
{
	return cert_subject(key->certs[0]);
}

const char *
key_kind(const struct key *key)
{
	return cert_kind_str(key->certs[0]);
}

const char *
key_fingerprint(const struct key *key)
{
	return cert_fingerprint(key->certs[0]);
}

void
key_certificate(const struct key *key, struct buf *pem)
{
	cert_write(key->certs, key->n, pem);
}

struct cert *const *
key_chain(const struct key *key, size_t *n)
{
	*n = key->n;
	return key->certs;
}

int64_t
key_from(const struct key *key)
{
	return cert_from(key->certs[0]);
}

int64_t
key_until(const struct key *key)
{
	return cert_until(key->certs[0]);
}

const char *
key_place(const struct key *key)
{
	return key->command != NULL ? "program" : key->token != NULL ?
	    "PKCS#11 token" : "file";
}

bool
key_is_rsa(const struct key *key)
{
	return cert_kind(key->certs[0]) == CERT_RSA;
}

int
key_sign(const struct key *key, const struct der *data, struct buf *sig,
    struct diag *diag)
{
	const char *why;

	if (make_signature(key, data, sig, &why, diag) == 0)
		return 0;
	if (why != NULL)
		diag_add(diag, DIAG_KEY_SIGN, NULL, "%s", why);
	return -1;
}

int
key_probe(const struct key *key, struct diag *diag)
{
	struct der data = { (const unsigned char *)PROBE, sizeof(PROBE) };
	struct buf sig = BUF_INIT;
	int rc;

	rc = key_sign(key, &data, &sig, diag);
	buf_clear(&sig);
	return rc;
}
