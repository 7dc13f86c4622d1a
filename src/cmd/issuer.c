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
#include "base/mem.h"
#include "cmd/issuer.h"
#include "cmd/options.h"
#include "cmd/run.h"
#include "seal/key.h"
#include "seal/selfsign.h"

#define KEY_FILE	"issuer.key"
#define CERT_FILE	"issuer.pem"

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
	struct buf key = BUF_INIT, cert = BUF_INIT;
	const char *name = run->options->name;
	struct selfsign wish = { 0 };
	char *slash, *parent;
	int rc = -1;

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
	wish.name = name != NULL ? name : "dossier local identity";
	wish.now = run->now->sec;
	if (selfsign_make(&wish, &key, &cert, NULL, run->diag) != 0)
		goto out;
	/* The key first: a certificate without its key is the lesser harm. */
	if (fs_create(arena_printf(run->arena, "%s/" KEY_FILE, folder), 0600,
	    key.data, key.len, run->diag) != 0 ||
	    fs_create(arena_printf(run->arena, "%s/" CERT_FILE, folder), 0644,
	    cert.data, cert.len, run->diag) != 0)
		goto out;
	rc = 0;
out:
	if (key.data != NULL)
		mem_wipe(key.data, key.len);
	buf_clear(&key);
	buf_clear(&cert);
	return rc;
}

/* First line of --pass-file, or NULL; the caller wipes it. */
static int
read_pass(struct run *run, struct buf *pass)
{
	char *end;

	if (run->options->pass_file == NULL)
		return 0;
	if (fs_private(run->options->pass_file, run->diag) != 0 ||
	    fs_read(NULL, run->options->pass_file, LIMIT_PASSPHRASE_BYTES + 1,
	    pass, run->diag) != 0)
		return -1;
	if (pass->len > 0 &&
	    (end = memchr(pass->data, '\n', pass->len)) != NULL)
		*end = '\0';
	return 0;
}

/* The two files in force; makes the local identity where it is absent. */
static int
find_files(struct run *run, const char **key, const char **cert, bool *made)
{
	const struct options *o = run->options;
	const char *folder;

	*key = o->key;
	*cert = o->cert;
	if (*key != NULL && *cert != NULL)
		return 0;
	if (*key != NULL || *cert != NULL) {
		diag_add(run->diag, DIAG_USAGE, NULL,
		    "--key and --cert go together");
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

int
issuer_load(struct run *run, struct key **key, bool *made)
{
	struct buf key_pem = BUF_INIT, cert_pem = BUF_INIT, pass = BUF_INIT;
	const char *key_file, *cert_file;
	int rc = -1;

	*key = NULL;
	*made = false;
	if (run->options->is_unsigned)
		return 0;
	if (find_files(run, &key_file, &cert_file, made) != 0)
		goto out;
	if (fs_private(key_file, run->diag) != 0 ||
	    fs_read(NULL, key_file, LIMIT_KEY_BYTES, &key_pem,
	    run->diag) != 0 ||
	    fs_read(NULL, cert_file, LIMIT_KEY_BYTES, &cert_pem,
	    run->diag) != 0 || read_pass(run, &pass) != 0)
		goto out;
	if (key_load(&key_pem, key_file, &cert_pem, cert_file, pass.data,
	    run->now->sec, key, run->diag) != 0)
		goto out;
	rc = 0;
out:
	if (key_pem.data != NULL)
		mem_wipe(key_pem.data, key_pem.len);
	if (pass.data != NULL)
		mem_wipe(pass.data, pass.len);
	buf_clear(&key_pem);
	buf_clear(&cert_pem);
	buf_clear(&pass);
	return rc;
}

const char *
issuer_words(struct run *run, const struct key *key)
{
	if (key == NULL)
		return NULL;
	if (key_self_signed(key))
		return arena_printf(run->arena, "a local, self-signed "
		    "identity (%s, %s, certificate SHA-256 %s); it proves "
		    "that nothing changed, not who issued it",
		    key_subject(key), key_kind(key), key_fingerprint(key));
	return arena_printf(run->arena, "%s (%s, certificate SHA-256 %s)",
	    key_subject(key), key_kind(key), key_fingerprint(key));
}

const char *
issuer_brief(struct run *run, const struct key *key)
{
	if (key == NULL)
		return NULL;
	if (key_self_signed(key))
		return arena_printf(run->arena, "self-signed, certificate "
		    "%.12s: shows changes, not who issued it",
		    key_fingerprint(key));
	return arena_printf(run->arena, "%s, certificate %.12s",
	    key_subject(key), key_fingerprint(key));
}
