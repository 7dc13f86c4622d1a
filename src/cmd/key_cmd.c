/*
 * key: `key new DIR' makes a local signing identity, `key show' tells what
 * a key is, `key check' makes it sign and asks who would believe it.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/fs.h"
#include "base/limits.h"
#include "base/value.h"
#include "cmd/issuer.h"
#include "cmd/key_cmd.h"
#include "cmd/options.h"
#include "cmd/run.h"
#include "cmd/trusting.h"
#include "seal/cert.h"
#include "seal/cms.h"
#include "seal/key.h"
#include "seal/trust.h"

/* What is told of a key. */
struct answer {
	const struct cert	*cert;
	const char		*place;
	bool			 checked;	/* it signed, and that fits */
	bool			 asked;		/* a trust list was given */
	bool			 trusted;
};

static const char *
instant_str(struct run *run, int64_t sec)
{
	struct instant at = { sec, 0, true };
	char words[DATE_MAX];

	date_str_rfc3339(&at, words);
	return arena_strdup(run->arena, words);
}

static void
show_json(struct run *run, const struct answer *a)
{
	struct arena *arena = run->arena;
	struct value *v = value_object(arena);

	value_add_str(arena, v, "schema", "dossier/key/v1");
	value_add_str(arena, v, "subject", cert_subject(a->cert));
	value_add_str(arena, v, "kind", cert_kind_str(a->cert));
	value_add_str(arena, v, "place", a->place);
	value_add_str(arena, v, "fingerprint", cert_fingerprint(a->cert));
	value_add_str(arena, v, "valid_from", instant_str(run,
	    cert_from(a->cert)));
	value_add_str(arena, v, "valid_until", instant_str(run,
	    cert_until(a->cert)));
	value_add_bool(arena, v, "self_signed", cert_self_signed(a->cert));
	if (a->checked)
		value_add_bool(arena, v, "signs", true);
	if (a->asked)
		value_add_bool(arena, v, "trusted", a->trusted);
	run_print_value(run, v);
}

static void
show_text(struct run *run, const struct answer *a)
{
	struct instant from = { cert_from(a->cert), 0, true };
	struct instant until = { cert_until(a->cert), 0, true };
	char first[DATE_MAX], last[DATE_MAX];

	date_str_utc(&from, first);
	date_str_utc(&until, last);
	buf_adds(run->out, "subject      ");
	run_print_safe(run, cert_subject(a->cert));
	buf_printf(run->out, "\nkind         %s, in a %s\ncertificate  SHA-256 "
	    "%s\nvalid        %s to %s\n", cert_kind_str(a->cert),
	    a->place, cert_fingerprint(a->cert), first, last);
	if (cert_self_signed(a->cert))
		buf_adds(run->out, "             self-signed: it proves that "
		    "nothing changed, not who issued it\n");
	if (a->checked)
		buf_adds(run->out, "signs        yes, and the signature fits "
		    "the certificate\n");
	if (a->asked)
		buf_printf(run->out, "trusted      %s\n", a->trusted ? "yes" :
		    "NO: not by your list");
}

static void
show(struct run *run, const struct answer *a, const char *folder)
{
	if (run->json) {
		show_json(run, a);
		return;
	}
	show_text(run, a);
	if (folder == NULL)
		return;
	buf_adds(run->out, "folder       ");
	run_print_safe(run, folder);
	buf_adds(run->out, "\n");
}

/* Sign a few bytes and judge them as a verifier would. */
static int
check(struct run *run, const struct key *key, struct answer *a)
{
	struct trust *trust = NULL;
	struct buf der = BUF_INIT;
	struct cms_result result;
	struct digest digest;
	int rc = -1;

	digest_of("", 0, &digest);
	if (trusting_list(run, &trust) != 0 ||
	    cms_sign(key, &digest, run->now->sec, &der, run->diag) != 0)
		goto out;
	a->checked = true;
	a->asked = trust != NULL;
	if (trust != NULL)
		a->trusted = cms_verify(der.data, der.len, a->place, &digest,
		    trust, run->now->sec, &result, run->diag) == 0;
	rc = 0;
out:
	trust_free(trust);
	buf_clear(&der);
	return rc;
}

/* Make one and show its certificate; the key is not opened again. */
static int
make(struct run *run, const char *folder)
{
	const char *name = arena_printf(run->arena, "%s/issuer.pem", folder);
	struct answer answer = { .place = "file" };
	struct buf pem = BUF_INIT;
	struct trust *made = NULL;
	size_t n;
	int rc = -1;

	if (issuer_make(run, folder) != 0 || fs_read(NULL, name,
	    LIMIT_KEY_BYTES, &pem, run->diag) != 0 ||
	    trust_parse(&pem, name, &made, run->diag) != 0)
		goto out;
	answer.cert = trust_anchors(made, &n)[0];
	show(run, &answer, folder);
	rc = 0;
out:
	trust_free(made);
	buf_clear(&pem);
	return rc;
}

/* A folder of `key new' stands for --key and --cert. */
static int
name_folder(struct run *run, const char *folder)
{
	struct options *o = run->options;

	if (o->key != NULL || o->cert != NULL || o->sign_cmd != NULL) {
		diag_add(run->diag, DIAG_USAGE, NULL, "a folder, or --key and "
		    "--cert, or --sign-cmd and --cert; not both");
		return -1;
	}
	o->key = arena_printf(run->arena, "%s/issuer.key", folder);
	o->cert = arena_printf(run->arena, "%s/issuer.pem", folder);
	return 0;
}

static int
check_usage(struct run *run, const char *verb, const char *folder)
{
	const struct options *o = run->options;

	if (strcmp(verb, "new") == 0) {
		if (folder != NULL && o->key == NULL && o->cert == NULL &&
		    o->sign_cmd == NULL)
			return 0;
		diag_add(run->diag, DIAG_USAGE, NULL, "key new needs a folder "
		    "for a new key, and takes none that is there");
		return -1;
	}
	if (strcmp(verb, "show") != 0 && strcmp(verb, "check") != 0) {
		diag_add(run->diag, DIAG_USAGE, NULL, "key %s: new, show or "
		    "check", verb);
		return -1;
	}
	if (folder != NULL)
		return name_folder(run, folder);
	if (o->key != NULL || o->sign_cmd != NULL)
		return 0;
	diag_add(run->diag, DIAG_USAGE, NULL, "key %s needs a folder, or "
	    "--key, or --sign-cmd and --cert", verb);
	return -1;
}

int
key_cmd_run(struct run *run)
{
	const char *verb = run->options->operand[0];
	const char *folder = run->options->operands > 1 ?
	    run->options->operand[1] : NULL;
	struct answer answer = { 0 };
	struct key *key = NULL;
	bool made;
	size_t n;
	int status = 0;

	if (check_usage(run, verb, folder) != 0)
		return 2;
	if (strcmp(verb, "new") == 0)
		return make(run, folder) == 0 ? 0 :
		    diag_status(run->diag, DIAG_ERROR);
	if (issuer_load(run, &key, &made) != 0)
		return diag_status(run->diag, DIAG_ERROR);
	answer.cert = key_chain(key, &n)[0];
	answer.place = key_place(key);
	if (strcmp(verb, "check") == 0 && check(run, key, &answer) != 0)
		status = diag_status(run->diag, DIAG_ERROR);
	else
		show(run, &answer, folder);
	if (status == 0 && answer.asked && !answer.trusted)
		status = diag_status(run->diag, DIAG_ERROR);
	key_free(key);
	return status;
}
