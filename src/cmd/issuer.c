/*
 * Issuer: reads the key and certificate that sign the outputs; makes the
 * local identity where the user named none.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/limits.h"
#include "cmd/askpass.h"
#include "cmd/child.h"
#include "cmd/issuer.h"
#include "cmd/options.h"
#include "cmd/run.h"
#include "seal/cert.h"
#include "seal/key.h"
#include "seal/pem.h"
#include "seal/selfsign.h"

#define KEY_FILE	"issuer.key"
#define CERT_FILE	"issuer.pem"
#define CSR_FILE	"issuer.csr"

/* Where the local identity lives; NULL with a finding. */
static const char *
identity_folder(struct run *run)
{
	const char *base = getenv("XDG_CONFIG_HOME"), *home;

	if (run->options->identity != NULL)
		return run->options->identity;
	if (base != NULL && *base == '/')
		return arena_printf(run->arena, "%s/dossier", base);
	home = getenv("HOME");
	if (home != NULL && *home == '/')
		return arena_printf(run->arena, "%s/.config/dossier", home);
	diag_add(run->diag, DIAG_KEY_FILE, NULL, "there is no home folder "
	    "for a local identity; give --key and --cert, --identity DIR, or "
	    "--unsigned");
	return NULL;
}

int
issuer_make(struct run *run, const char *folder)
{
	const struct options *o = run->options;
	struct buf key = BUF_INIT, cert = BUF_INIT, csr = BUF_INIT;
	struct buf pass = BUF_INIT;
	struct selfsign wish = { .name = o->name != NULL ? o->name :
	    "dossier local identity", .organization = o->organization,
	    .kind = o->kind, .now = run->now->sec };
	char *slash, *parent;
	int rc = -1;

	key_guard(true);
	if (askpass_given(run, &pass) != 0)
		goto out;
	wish.pass = pass.len > 0 ? pass.data : NULL;
	parent = arena_strdup(run->arena, folder);
	slash = strrchr(parent, '/');
	if (slash != NULL && slash != parent) {
		*slash = '\0';
		if (!fs_is_dir(parent) &&
		    fs_make_dir(parent, run->diag) != 0)
			goto out;
	}
	if (fs_make_dir(folder, run->diag) != 0)
		goto out;
	if (selfsign_make(&wish, &key, &cert, o->csr ? &csr : NULL,
	    run->diag) != 0)
		goto out;
	/* The key first: a certificate without its key is the lesser harm. */
	if (fs_create(arena_printf(run->arena, "%s/" KEY_FILE, folder), 0600,
	    key.data, key.len, run->diag) != 0 ||
	    fs_create(arena_printf(run->arena, "%s/" CERT_FILE, folder), 0644,
	    cert.data, cert.len, run->diag) != 0 || (o->csr &&
	    fs_create(arena_printf(run->arena, "%s/" CSR_FILE, folder), 0644,
	    csr.data, csr.len, run->diag) != 0))
		goto out;
	rc = 0;
out:
	pem_wipe(&key);
	pem_wipe(&pass);
	key_guard(false);
	buf_clear(&cert);
	buf_clear(&csr);
	return rc;
}

static bool
is_token(const char *key)
{
	return key != NULL && strncmp(key, "pkcs11:", 7) == 0;
}

/*
 * The key and certificate files in force; makes the local identity where
 * nothing is named and it is absent.
 */
static int
find_files(struct run *run, const char **key, const char **cert, bool *made)
{
	const struct options *o = run->options;
	const char *folder;

	*key = o->key;
	*cert = o->cert;
	if (o->key != NULL && o->sign_cmd != NULL) {
		diag_add(run->diag, DIAG_USAGE, NULL, "--key and --sign-cmd "
		    "exclude each other");
		return -1;
	}
	if (o->cert == NULL && o->sign_cmd != NULL) {
		diag_add(run->diag, DIAG_USAGE, NULL, "--sign-cmd needs the "
		    "certificate of its key, --cert FILE");
		return -1;
	}
	/* PKCS#12, a token or PEM may hold the certificate, too. */
	if (o->key != NULL || o->sign_cmd != NULL)
		return 0;
	if (*cert != NULL) {
		diag_add(run->diag, DIAG_USAGE, NULL, "--cert goes with --key "
		    "or --sign-cmd");
		return -1;
	}
	folder = identity_folder(run);
	if (folder == NULL)
		return -1;
	*key = arena_printf(run->arena, "%s/" KEY_FILE, folder);
	*cert = arena_printf(run->arena, "%s/" CERT_FILE, folder);
	if (fs_exists(*key) || fs_exists(*cert))
		return 0;
	*made = true;
	return issuer_make(run, folder);
}

/* Read what the source names, and the pass phrase where one is needed. */
static int
read_source(struct run *run, struct key_source *from, struct buf *key,
    struct buf *cert, struct buf *pass)
{
	if (from->command == NULL && !is_token(from->name)) {
		if (fs_private(from->name, run->diag) != 0 ||
		    fs_read(NULL, from->name, LIMIT_KEY_BYTES, key,
		    run->diag) != 0)
			return -1;
		from->file = key;
	}
	if (from->cert_name != NULL) {
		if (fs_read(NULL, from->cert_name, LIMIT_KEY_BYTES, cert,
		    run->diag) != 0)
			return -1;
		from->cert = cert;
	}
	if (!key_locked(from))
		return 0;
	if (askpass_get(run, from->name, pass) != 0)
		return -1;
	from->pass = pass->len > 0 ? pass->data : NULL;
	return 0;
}

int
issuer_load(struct run *run, struct key **key, bool *made)
{
	struct buf key_bytes = BUF_INIT, cert = BUF_INIT, pass = BUF_INIT;
	struct key_source from = { .now = run->now->sec };
	const char *line = run->options->sign_cmd;
	int rc = -1;

	*key = NULL;
	*made = false;
	if (run->options->is_unsigned)
		return 0;
	key_guard(true);
	if (find_files(run, &from.name, &from.cert_name, made) != 0)
		goto out;
	if (line != NULL && (from.command = child_program(run, "--sign-cmd",
	    line)) == NULL)
		goto out;
	if (read_source(run, &from, &key_bytes, &cert, &pass) != 0)
		goto out;
	if (key_open(&from, key, run->diag) != 0)
		goto out;
	rc = 0;
out:
	pem_wipe(&key_bytes);
	pem_wipe(&pass);
	key_guard(false);
	buf_clear(&cert);
	return rc;
}

/* The certificate of a key; NULL for NULL. */
static const struct cert *
leaf(const struct key *key)
{
	size_t n;

	return key != NULL ? key_chain(key, &n)[0] : NULL;
}

const char *
issuer_words_of(struct run *run, const struct cert *cert)
{
	if (cert == NULL)
		return NULL;
	if (cert_self_signed(cert))
		return arena_printf(run->arena, "a local, self-signed "
		    "identity (%s, %s, certificate SHA-256 %s); it proves "
		    "that nothing changed, not who issued it",
		    cert_subject(cert), cert_kind_str(cert),
		    cert_fingerprint(cert));
	return arena_printf(run->arena, "%s (%s, certificate SHA-256 %s)",
	    cert_subject(cert), cert_kind_str(cert), cert_fingerprint(cert));
}

const char *
issuer_brief_of(struct run *run, const struct cert *cert)
{
	if (cert == NULL)
		return NULL;
	if (cert_self_signed(cert))
		return arena_printf(run->arena, "self-signed, certificate "
		    "%.12s: shows changes, not who issued it",
		    cert_fingerprint(cert));
	return arena_printf(run->arena, "%s, certificate %.12s",
	    cert_subject(cert), cert_fingerprint(cert));
}

const char *
issuer_words(struct run *run, const struct key *key)
{
	return issuer_words_of(run, leaf(key));
}

const char *
issuer_brief(struct run *run, const struct key *key)
{
	return issuer_brief_of(run, leaf(key));
}
