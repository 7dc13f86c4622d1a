/* Signed: the attestation of a sign-off told to people and programs. */
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "compose/signed.h"
#include "compose/words.h"
#include "model/record.h"

/* What the trust list says of the signer. */
static const char *
standing(const struct attestation *at)
{
	if (at->state == ATTESTATION_GOOD)
		return "on the trust list";
	return at->asked ? "NOT on the trust list" :
	    "NOT on a trust list: none was given";
}

static bool
is_bad(const struct attestation *at)
{
	return at->state == ATTESTATION_BAD ||
	    at->state == ATTESTATION_UNCHECKED;
}

static const char *
time_words(struct arena *a, const struct attestation *at)
{
	if (at->proven == NULL)
		return "The time is the signer's word; no time-stamp proves "
		    "it.";
	return arena_printf(a, "A time-stamp of %s proves that it was there "
	    "on %s.", words_line(a, at->stamp), words_time(a, at->proven));
}

const char *
signed_words(struct arena *a, const struct evidence *e)
{
	const struct attestation *at = e->attestation;
	const char *key = e->signoff->key_fingerprint;

	if (at == NULL && key == NULL)
		return "The statement is recorded, not signed with the "
		    "signer's own key.";
	if (at == NULL)
		return arena_printf(a, "The statement names the key %s; no "
		    "signature by it is in the record.", words_line(a, key));
	if (is_bad(at))
		return arena_printf(a, "The signature %s is BAD: %s.",
		    words_line(a, at->path), words_line(a, at->why != NULL ?
		    at->why : "it was not checked"));
	return arena_printf(a, "Signed with the signer's own key: %s, "
	    "certificate %.12s, %s%s. %s", words_line(a, at->subject),
	    at->fingerprint, at->named ? "one the checklist names for this "
	    "role, " : "", standing(at), time_words(a, at));
}

const char *
signed_brief(struct arena *a, const struct evidence *e)
{
	const struct attestation *at = e->attestation;

	if (at == NULL)
		return NULL;
	if (is_bad(at))
		return "signature BAD";
	return arena_printf(a, "key %.12s, %s%s", at->fingerprint,
	    at->state == ATTESTATION_GOOD ? "on the trust list" :
	    at->named ? "named by the checklist" : "NOT on the trust list", at->proven != NULL ?
	    ", time-stamped" : "");
}
