/*
 * signoff: writes evidence for a sign-off item and, beside it, a detached
 * signature by the signer's own key; only what the policy would let stand.
 */
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/fs.h"
#include "base/journal.h"
#include "base/ledger.h"
#include "base/twin.h"
#include "cmd/attest.h"
#include "cmd/child.h"
#include "cmd/chooser.h"
#include "cmd/cmd_ledger.h"
#include "cmd/draft.h"
#include "cmd/issuer.h"
#include "cmd/options.h"
#include "cmd/reading.h"
#include "cmd/receipt.h"
#include "cmd/run.h"
#include "cmd/signoff.h"
#include "cmd/trusting.h"
#include "intake/evidence.h"
#include "model/inquiry.h"
#include "model/record.h"
#include "model/statement.h"
#include "model/verdict.h"
#include "seal/cert.h"
#include "seal/cms.h"
#include "seal/key.h"
#include "seal/trust.h"

#define FOLDER		"signoffs"
#define SLUG_BYTES	100	/* longer ids are told by their digest */

/* One sign-off on its way. */
struct giving {
	struct run		*run;
	struct record		*record;
	struct item		*item;
	struct key		*key;		/* NULL with --unsigned */
	struct trust		*trust;
	const struct stamp_source *tsa;
	struct evidence		*ev;
	struct buf		 text, der;
	bool			 forbidden;	/* by the policy */
};

static int
refuse(struct run *run, enum diag_code code, const char *words)
{
	diag_add(run->diag, code, NULL, "%s", words);
	return -1;
}

/* What must be said, and one of few words where few are allowed. */
static int
check_usage(struct run *run)
{
	static const char *const decisions[] = { "approve", "reject",
	    "approve_with_conditions", NULL };
	static const char *const auths[] = { "passphrase", "hardware_token",
	    "unattended", "other", NULL };
	const struct options *o = run->options;
	size_t i;

	if (o->role == NULL && o->item == NULL)
		return refuse(run, DIAG_USAGE, "signoff needs --role ROLE (or "
		    "--item ID)");
	if (o->decision == NULL || o->meaning == NULL)
		return refuse(run, DIAG_USAGE, "signoff needs --decision and "
		    "--meaning");
	for (i = 0; decisions[i] != NULL; i++)
		if (strcmp(o->decision, decisions[i]) == 0)
			break;
	if (decisions[i] == NULL)
		return refuse(run, DIAG_USAGE, "--decision: approve, reject "
		    "or approve_with_conditions");
	for (i = 0; auths[i] != NULL && o->auth != NULL; i++)
		if (strcmp(o->auth, auths[i]) == 0)
			break;
	if (auths[i] == NULL)
		return refuse(run, DIAG_USAGE, "--auth: passphrase, "
		    "hardware_token, unattended or other");
	if (o->key == NULL && o->sign_cmd == NULL && o->identity == NULL &&
	    !o->is_unsigned)
		return refuse(run, DIAG_USAGE, "signoff needs the signer's "
		    "own key: --key, --sign-cmd or --identity; or --unsigned "
		    "to record it without a signature");
	if (o->is_unsigned && o->name == NULL)
		return refuse(run, DIAG_USAGE, "an unsigned sign-off needs "
		    "--name, the printed name");
	return 0;
}

/* --name, else the common name in the certificate. */
static const char *
printed_name(struct giving *g)
{
	const char *subject, *at;

	if (g->run->options->name != NULL)
		return g->run->options->name;
	subject = key_subject(g->key);
	if ((at = strstr(subject, "CN=")) == NULL)
		return subject;
	return arena_strndup(g->run->arena, at + 3, strcspn(at + 3, ","));
}

/* "signoffs/5-qa-engineer-1.json", the first that is free. */
static const char *
free_path(struct giving *g)
{
	struct arena *a = g->run->arena;
	const char *slug = inquiry_slug(a, g->item->id), *path, *full;
	struct digest digest;
	char hex[DIGEST_HEX];
	unsigned n;

	if (strlen(slug) > SLUG_BYTES || *slug == '\0') {
		digest_of(g->item->id, strlen(g->item->id), &digest);
		digest_hex(&digest, hex);
		slug = arena_strndup(a, hex, 16);
	}
	for (n = 1;; n++) {
		path = arena_printf(a, FOLDER "/%s-%u.json", slug, n);
		full = arena_printf(a, "%s/%s", g->run->options->operand[0],
		    path);
		if (!fs_exists(full) && !fs_exists(arena_printf(a, "%s.p7s",
		    full)))
			return path;
	}
}

/* Would the trust list know the key? */
static bool
is_listed(const struct giving *g)
{
	struct cert *const *chain, *const *anchors;
	struct cert_chain found;
	size_t n, m;

	if (g->trust == NULL)
		return false;
	chain = key_chain(g->key, &n);
	anchors = trust_anchors(g->trust, &m);
	cert_find_chain(chain, n, NULL, 0, anchors, m, &found);
	return found.found;
}

/* The evidence as it will be read, with the signature it is to have. */
static int
draft(struct giving *g)
{
	struct run *run = g->run;
	const char *path = free_path(g);
	struct arena *scratch = arena_new();
	struct attestation *at;
	struct digest digest;
	int rc;

	draft_write(run, g->record, g->item, printed_name(g), g->key == NULL ?
	    NULL : key_fingerprint(g->key), &g->text);
	rc = evidence_parse(run->arena, scratch, NULL, g->text.data,
	    g->text.len, path, run->now, &g->ev, run->diag);
	arena_free(scratch);
	if (rc != 0)
		return -1;
	g->ev->path = path;
	digest_of(g->text.data, g->text.len, &digest);
	digest_hex(&digest, g->ev->sha256);
	if (g->key == NULL)
		return 0;
	g->ev->attestation = at = arena_alloc(run->arena, sizeof(*at));
	at->path = arena_printf(run->arena, "%s.p7s", path);
	at->fingerprint = key_fingerprint(g->key);
	at->subject = key_subject(g->key);
	at->asked = g->trust != NULL;
	at->state = is_listed(g) ? ATTESTATION_GOOD : ATTESTATION_UNLISTED;
	return 0;
}

/*
 * Decide the record as if the sign-off were there.  One that would not
 * stand is not given: the finding names the rule.
 */
static int
decide(struct giving *g)
{
	struct diag *own = diag_new(g->run->arena);
	struct item *item = g->item;
	const struct finding *f;
	struct place at = { .file = g->ev->path };

	g->ev->superseded = item->evidence;
	if (item->evidence != NULL)
		item->evidence->replaced = true;
	item->evidence = g->ev;
	g->ev->next = g->record->evidence;
	g->record->evidence = g->ev;
	g->record->evidence_count++;
	verdict_decide(g->record, g->run->now, g->run->arena, own);
	if (item->state == STATE_PASS || item->standing == SIGNOFF_REJECTED)
		return 0;
	for (f = diag_first(own); f != NULL; f = f->next)
		if (f->item != NULL && strcmp(f->item, item->id) == 0 &&
		    diag_level(f->code) == DIAG_ERROR)
			break;
	g->forbidden = true;
	diag_add_item(g->run->diag, f != NULL ? f->code : DIAG_BIND_POLICY,
	    &at, item->id, "not signed, it would not stand: %s", item->why);
	return -1;
}

/* Sign the statement, and look at it as a reader of the record would. */
static int
sign(struct giving *g)
{
	struct run *run = g->run;
	struct attestation *at = g->ev->attestation;
	enum attestation_state expected;
	struct buf statement = BUF_INIT;
	struct digest digest;

	if (g->key == NULL)
		return 0;
	statement_write(&statement, g->record->name, g->ev);
	digest_of(statement.data, statement.len, &digest);
	buf_clear(&statement);
	if (cms_sign_stamped(g->key, &digest, run->now->sec, g->tsa, &g->der,
	    run->diag) != 0)
		return -1;
	expected = at->state;
	at->der = (const unsigned char *)g->der.data;
	at->len = g->der.len;
	attest_one(run, g->record, g->ev, g->trust);
	if (at->state == expected)
		return 0;
	diag_add(run->diag, DIAG_KEY_SIGN, NULL, "the signature would not be "
	    "accepted: %s", at->why != NULL ? at->why :
	    "the trust list does not hold");
	return -1;
}

/* The files as the ledger is to tell of them; the one sorts before its
 * signature. */
static void
list_files(struct giving *g, struct ledger_list *out)
{
	struct arena *a = g->run->arena;
	struct digest digest;
	char *hex = arena_alloc(a, DIGEST_HEX);

	memset(out, 0, sizeof(*out));
	ledger_list_add(a, out, g->ev->path, g->ev->sha256);
	if (g->key == NULL)
		return;
	digest_of(g->der.data, g->der.len, &digest);
	digest_hex(&digest, hex);
	ledger_list_add(a, out, g->ev->attestation->path, hex);
}

/*
 * Files and entry in one step: all of it is written beside its place, then
 * each gets its name, the ledger last; where that fails, all is taken back.
 */
static int
write_all(struct giving *g, struct journal *journal, const char *reason)
{
	struct run *run = g->run;
	const char *name = g->ev->path + sizeof(FOLDER);
	const char *record = run->options->operand[0];
	const char *folder = arena_printf(run->arena, "%s/" FOLDER, record);
	struct twin first = { name, g->text.data, g->text.len };
	struct twin second = { arena_printf(run->arena, "%s.p7s", name),
	    g->der.data, g->der.len };
	struct twins *twins = NULL;
	struct ledger_list new;
	int rc = -1;

	list_files(g, &new);
	if (fs_make_dir(folder, run->diag) != 0)
		return -1;
	if (twin_stage(folder, &first, g->key != NULL ? &second : NULL,
	    &twins, run->diag) != 0 || cmd_ledger_stage(run, journal, record,
	    printed_name(g), "signoff", reason, &new) != 0 ||
	    twin_publish(twins, run->diag) != 0 ||
	    journal_publish(journal, run->diag) != 0)
		goto out;
	twin_keep(twins);
	rc = 0;
out:
	twin_drop(twins);
	/* Where this was the first, its folder goes, too. */
	if (rc != 0)
		(void)rmdir(folder);
	return rc;
}

/* The files, and who wrote them why; a broken ledger takes no more. */
static int
write_and_tell(struct giving *g)
{
	struct run *run = g->run;
	const char *reason = arena_printf(run->arena, "%s: %s",
	    run->options->decision, run->options->meaning);
	struct journal *journal;
	int rc;

	if (cmd_ledger_open(run, run->options->operand[0], printed_name(g),
	    reason, &journal) != 0)
		return -1;
	rc = write_all(g, journal, reason);
	journal_close(journal);
	return rc;
}

/* What stands in the way before anything is drafted. */
static int
check_item(struct giving *g)
{
	const struct item *item = g->item;

	if (g->record->no_identity)
		return refuse(g->run, DIAG_BIND_IDENTITY, "without "
		    "record.json there is nothing to sign off");
	if (item->conflict != NULL)
		return refuse(g->run, DIAG_BIND_DUPLICATE, "two files answer "
		    "this sign-off already; let one supersede the other "
		    "first");
	if (item->evidence != NULL && g->run->options->reason == NULL)
		return refuse(g->run, DIAG_USAGE, arena_printf(g->run->arena,
		    "%s answers this sign-off already; --reason WORDS says "
		    "why another takes its place", item->evidence->path));
	return 0;
}

static int
give(struct giving *g)
{
	struct run *run = g->run;
	bool made;

	if (trusting_record(run, run->options->operand[0], &g->trust) != 0 ||
	    reading_undecided(run, run->options->operand[0], g->trust,
	    &g->record) != 0 ||
	    (g->item = chooser_signoff(run, g->record)) == NULL ||
	    check_item(g) != 0 ||
	    child_tsa(run, g->trust, &g->tsa) != 0 ||
	    issuer_load(run, &g->key, &made) != 0 ||
	    draft(g) != 0 || decide(g) != 0 || sign(g) != 0)
		return -1;
	return write_and_tell(g);
}

/* --show: the statement of a sign-off that is there, for other programs. */
static int
show(struct run *run, const char *path)
{
	struct record *record;
	const struct evidence *e;

	if (reading_undecided(run, run->options->operand[0], NULL,
	    &record) != 0)
		return diag_status(run->diag, DIAG_ERROR);
	for (e = record->evidence; e != NULL; e = e->next)
		if (strcmp(e->path, path) == 0 && e->signoff != NULL)
			break;
	if (e == NULL) {
		diag_add(run->diag, DIAG_USAGE, NULL, "--show %s: no evidence "
		    "of this path in the record holds a sign-off", path);
		return 2;
	}
	statement_write(run->out, record->name, e);
	return 0;
}

int
signoff_run(struct run *run)
{
	struct giving g = { .run = run };
	int status = 0;

	if (run->options->show != NULL)
		return show(run, run->options->show);
	run->kept = "nothing written";
	if (check_usage(run) != 0)
		return 2;
	if (give(&g) == 0) {
		run->kept = NULL;
		receipt_print(run, g.record, g.item);
	} else if (g.forbidden) {
		status = 1;
	} else if ((status = diag_status(run->diag, DIAG_ERROR)) == 0) {
		status = 5;
	}
	key_free(g.key);
	trust_free(g.trust);
	buf_clear(&g.text);
	buf_clear(&g.der);
	return status;
}
