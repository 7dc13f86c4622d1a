/* Attest: one check a signature, four answers turned into one word. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/digest.h"
#include "cmd/attest.h"
#include "cmd/run.h"
#include "model/record.h"
#include "model/statement.h"
#include "seal/cms.h"
#include "seal/trust.h"

/* The first error that is more than an unknown signer; NULL = none. */
static const char *
first_fault(const struct diag *d)
{
	const struct finding *f;

	for (f = diag_first(d); f != NULL; f = f->next)
		if (diag_level(f->code) == DIAG_ERROR &&
		    f->code != DIAG_VERIFY_SIGNER)
			return f->words;
	return NULL;
}

/* What the sign-off says of its signature and the signature does not. */
static const char *
mismatch(const struct signoff *s, const struct cms_result *r)
{
	if (r->signing_time != s->signed_at->sec)
		return "it was made at another time than the sign-off says";
	if (s->key_fingerprint == NULL)
		return "the sign-off does not name the key of its signer";
	if (strcmp(s->key_fingerprint, r->fingerprint) != 0)
		return "it is by another key than the sign-off names";
	return NULL;
}

static void
take_answer(struct run *run, const struct signoff *s,
    struct attestation *at, const struct cms_result *r, bool good,
    const struct diag *own)
{
	struct instant *t;

	at->subject = arena_strdup(run->arena, r->subject);
	at->fingerprint = arena_strdup(run->arena, r->fingerprint);
	if (r->stamp_good && r->proven) {
		at->stamp = arena_strdup(run->arena, r->stamp_subject);
		at->proven = t = arena_alloc(run->arena, sizeof(*t));
		t->sec = r->stamp_time;
		t->set = true;
	}
	at->state = ATTESTATION_BAD;
	at->why = first_fault(own);
	if (at->why == NULL && (!r->integrity || !r->signature || !r->time))
		at->why = "it does not fit what it stands beside";
	if (at->why == NULL)
		at->why = mismatch(s, r);
	if (at->why == NULL)
		at->state = good ? ATTESTATION_GOOD : ATTESTATION_UNLISTED;
}

void
attest_one(struct run *run, const struct record *record,
    struct evidence *e, const struct trust *trust)
{
	struct attestation *at = e->attestation;
	struct diag *own = diag_new(run->arena);
	struct buf text = BUF_INIT;
	const struct finding *f;
	struct cms_result result;
	struct digest digest;
	bool good;

	statement_write(&text, record->name, e);
	digest_of(text.data, text.len, &digest);
	buf_clear(&text);
	at->asked = trust != NULL;
	good = cms_verify(at->der, at->len, at->path, &digest, trust,
	    run->now->sec, &result, own) == 0;
	take_answer(run, e->signoff, at, &result, good, own);
	/* That is told of a signature which counts. */
	for (f = diag_first(own); f != NULL; f = f->next)
		if (at->state != ATTESTATION_BAD &&
		    diag_level(f->code) != DIAG_ERROR)
			diag_add_item(run->diag, f->code, &f->at, e->item,
			    "%s", f->words);
}

/* Is there a signature to be checked? */
static bool
is_open(const struct evidence *e)
{
	return e != NULL && e->attestation != NULL && !e->refused &&
	    e->signoff != NULL &&
	    e->attestation->state == ATTESTATION_UNCHECKED;
}

/*
 * What is not in force decides nothing and stays unchecked, but for one
 * question: did a trusted signer give what an unknown one replaces?
 */
static void
look_back(struct run *run, const struct record *record, struct evidence *e,
    const struct trust *trust)
{
	struct diag *said = run->diag;

	run->diag = diag_new(run->arena);
	for (e = e->superseded; e != NULL; e = e->superseded) {
		if (is_open(e))
			attest_one(run, record, e, trust);
		if (e->attestation != NULL &&
		    e->attestation->state == ATTESTATION_GOOD)
			break;
	}
	run->diag = said;
}

void
attest_record(struct run *run, struct record *record,
    const struct trust *trust)
{
	struct evidence *e;
	size_t i;

	for (i = 0; i < record->item_count; i++) {
		e = record->items[i]->evidence;
		if (record->items[i]->kind != KIND_SIGNOFF || !is_open(e))
			continue;
		attest_one(run, record, e, trust);
		if (e->attestation->state == ATTESTATION_UNLISTED &&
		    trust != NULL)
			look_back(run, record, e, trust);
	}
}
