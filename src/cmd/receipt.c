/* Receipt: who signed what, with which key, and how the record stands. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/value.h"
#include "cmd/receipt.h"
#include "cmd/run.h"
#include "model/record.h"

static void
row(struct run *run, const char *key, const char *text)
{
	if (text == NULL)
		return;
	buf_printf(run->out, "%s", key);
	buf_pad(run->out, ' ', 11 - strlen(key));
	run_print_safe(run, text);
	buf_addc(run->out, '\n');
}

/* Given by whom: what a trust list says of the key. */
static const char *
standing(const struct attestation *at)
{
	if (at->state == ATTESTATION_GOOD)
		return "on the trust list";
	return at->asked ? "NOT on the trust list" :
	    "not held against a trust list";
}

static const char *
time_words(struct run *run, const struct signoff *s,
    const struct attestation *at)
{
	char claimed[DATE_MAX], proven[DATE_MAX];

	date_str(s->signed_at, claimed);
	if (at == NULL || at->proven == NULL)
		return arena_printf(run->arena, "%s, as the signer's clock "
		    "has it", claimed);
	date_str_utc(at->proven, proven);
	return arena_printf(run->arena, "%s; %s proves %s", claimed, at->stamp,
	    proven);
}

/* An approval that the record does not bear out is the signer's to know. */
static bool
is_against(const struct record *r, const struct signoff *s)
{
	return s->decision != DECISION_REJECT &&
	    (r->verdict == VERDICT_NO_GO || r->verdict == VERDICT_ROLLED_BACK);
}

static void
print_text(struct run *run, const struct record *r, const struct item *item)
{
	const struct evidence *e = item->evidence;
	const struct signoff *s = e->signoff;
	const struct attestation *at = e->attestation;
	struct arena *a = run->arena;
	size_t i;

	row(run, at != NULL ? "signed" : "recorded", arena_printf(a,
	    "%s by %s as %s", record_decision_str(s->decision), s->name,
	    s->role));
	row(run, "item", item->id);
	row(run, "meaning", s->meaning);
	row(run, "statement", s->statement);
	for (i = 0; i < s->condition_count; i++)
		row(run, "condition", s->conditions[i]);
	row(run, "comment", s->comment);
	row(run, "record", arena_printf(a, "%s, digest %s", r->name,
	    s->record_digest));
	row(run, "template", arena_printf(a, "SHA-256 %s",
	    s->template_sha256));
	row(run, "scope", arena_printf(a, "%zu item%s with evidence",
	    s->scope_count, s->scope_count == 1 ? "" : "s"));
	row(run, "time", time_words(run, s, at));
	row(run, "key", at == NULL ? "none: recorded, NOT signed" :
	    arena_printf(a, "%s, certificate SHA-256 %s, %s", at->subject,
	    at->fingerprint, standing(at)));
	row(run, "file", e->path);
	row(run, "signature", at != NULL ? at->path : NULL);
	row(run, "replaces", e->superseded != NULL ? e->superseded->path :
	    NULL);
	row(run, "verdict", arena_printf(a, "%s%s: %s",
	    is_against(r, s) ? "APPROVED ALTHOUGH the record is " : "",
	    record_verdict_str(r->verdict), r->why != NULL ? r->why : ""));
}

static void
print_json(struct run *run, const struct record *r, const struct item *item)
{
	const struct evidence *e = item->evidence;
	const struct attestation *at = e->attestation;
	struct arena *a = run->arena;
	struct value *v = value_object(a);

	value_add_str(a, v, "schema", "dossier/signoff/v1");
	value_add_str(a, v, "record", r->name);
	value_add_str(a, v, "item", item->id);
	value_add_str(a, v, "role", e->signoff->role);
	value_add_str(a, v, "name", e->signoff->name);
	value_add_str(a, v, "decision",
	    record_decision_str(e->signoff->decision));
	value_add_str(a, v, "record_digest", e->signoff->record_digest);
	value_add_int(a, v, "scope_items", (long long)e->signoff->scope_count);
	value_add_str(a, v, "file", e->path);
	value_add_str(a, v, "sha256", e->sha256);
	value_add_str(a, v, "signature", at != NULL ? at->path : NULL);
	value_add_str(a, v, "fingerprint", at != NULL ? at->fingerprint :
	    NULL);
	value_add_bool(a, v, "trusted", at != NULL &&
	    at->state == ATTESTATION_GOOD);
	value_add_str(a, v, "verdict", record_verdict_str(r->verdict));
	run_print_value(run, v);
}

void
receipt_print(struct run *run, const struct record *r,
    const struct item *item)
{
	if (run->json)
		print_json(run, r, item);
	else
		print_text(run, r, item);
}
