/*
 * key: `key new DIR' makes a local signing identity, `key show DIR' tells
 * what it is.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/utf8.h"
#include "base/value.h"
#include "cmd/issuer.h"
#include "cmd/key_cmd.h"
#include "cmd/options.h"
#include "cmd/run.h"
#include "seal/key.h"

static void
show(struct run *run, const struct key *key, const char *folder)
{
	struct value *v;

	if (run->json) {
		v = value_object(run->arena);
		value_add_str(run->arena, v, "schema", "dossier/key/v1");
		value_add_str(run->arena, v, "subject", key_subject(key));
		value_add_str(run->arena, v, "kind", key_kind(key));
		value_add_str(run->arena, v, "fingerprint",
		    key_fingerprint(key));
		value_add_bool(run->arena, v, "self_signed",
		    key_self_signed(key));
		run_print_value(run, v);
		return;
	}
	buf_adds(run->out, "subject      ");
	utf8_safe(run->out, key_subject(key), strlen(key_subject(key)), 0);
	buf_printf(run->out, "\nkind         %s\ncertificate  SHA-256 %s\n",
	    key_kind(key), key_fingerprint(key));
	if (key_self_signed(key))
		buf_adds(run->out, "             self-signed: it proves that "
		    "nothing changed, not who issued it\n");
	buf_adds(run->out, "folder       ");
	utf8_safe(run->out, folder, strlen(folder), 0);
	buf_adds(run->out, "\n");
}

int
key_cmd_run(struct run *run)
{
	const char *verb = run->options->operand[0];
	const char *folder = run->options->operand[1];
	struct key *key = NULL;
	bool made;

	if (strcmp(verb, "new") != 0 && strcmp(verb, "show") != 0) {
		diag_add(run->diag, DIAG_USAGE, NULL, "key %s: new or show",
		    verb);
		return 2;
	}
	if (strcmp(verb, "new") == 0 && issuer_make(run, folder) != 0)
		return diag_status(run->diag, DIAG_ERROR);
	run->options->key = arena_printf(run->arena, "%s/issuer.key", folder);
	run->options->cert = arena_printf(run->arena, "%s/issuer.pem",
	    folder);
	if (issuer_load(run, &key, &made) != 0)
		return diag_status(run->diag, DIAG_ERROR);
	show(run, key, folder);
	key_free(key);
	return 0;
}
