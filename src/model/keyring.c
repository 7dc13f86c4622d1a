/* Keyring: signatures of sign-offs held against the policy; in doubt no. */
#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/people.h"
#include "base/table.h"
#include "model/inquiry.h"
#include "model/keyring.h"
#include "model/policy.h"
#include "model/record.h"

static bool
is_listed(const struct key_rule *k, const char *fingerprint)
{
	size_t	i;

	for (i = 0; i < k->count; i++)
		if (strcmp(k->fingerprints[i], fingerprint) == 0)
			return true;
	return false;
}

/* Was anything signed that this file takes the place of? */
static bool
replaces_signed(const struct evidence *e)
{
	for (e = e->superseded; e != NULL; e = e->superseded)
		if (e->attestation != NULL)
			return true;
	return false;
}

/* Was anything that it takes the place of signed by somebody trusted? */
static bool
replaces_trusted(const struct evidence *e)
{
	for (e = e->superseded; e != NULL; e = e->superseded)
		if (e->attestation != NULL &&
		    e->attestation->state == ATTESTATION_GOOD)
			return true;
	return false;
}

/* What is wrong whatever the policy says. */
static const char *
wrong(struct inquiry *q, const struct evidence *e)
{
	const struct attestation	*a = e->attestation;

	if (a == NULL) {
		if (inquiry_says(e->signoff->key_fingerprint))
			return "it names the key of its signer, but no "
			    "signature lies beside it";
		if (replaces_signed(e))
			return "it takes the place of a signed sign-off and "
			    "is not signed";
		return NULL;
	}
	switch (a->state) {
	case ATTESTATION_GOOD:
	case ATTESTATION_UNLISTED:
		return NULL;
	case ATTESTATION_BAD:
	case ATTESTATION_UNCHECKED:
		break;
	}
	return arena_printf(q->arena, "the signature is BAD: %s",
	    a->why != NULL ? a->why : "it was not checked");
}

const char *
keyring_fault(struct inquiry *q, const struct item *item, int *code)
{
	const struct policy		*p = &q->record->policy;
	struct attestation		*a = item->evidence->attestation;
	const struct key_rule		*rule = policy_rule(p, item);
	const char			*words;

	*code = DIAG_BIND_SIGNATURE;
	if ((words = wrong(q, item->evidence)) != NULL)
		return words;
	*code = DIAG_BIND_SIGNER;
	if (a == NULL)
		return rule != NULL ? "it is not signed, and the policy names "
		    "the keys of this role (keys)" : p->require_signature ?
		    "it is not signed, and the policy asks for a signature "
		    "(require_signature)" : NULL;
	a->named = rule != NULL && is_listed(rule, a->fingerprint);
	if (rule != NULL)
		return a->named ? NULL : arena_printf(q->arena, "it is signed "
		    "with the certificate %.12s, which the policy does not "
		    "name for this role (keys)", a->fingerprint);
	if (a->state == ATTESTATION_UNLISTED &&
	    replaces_trusted(item->evidence))
		return arena_printf(q->arena, "it takes the place of a "
		    "sign-off by a key of the trust list and is signed with "
		    "the certificate %.12s, which is not on it",
		    a->fingerprint);
	if (p->require_signature && a->state != ATTESTATION_GOOD)
		return arena_printf(q->arena, "it is signed with the "
		    "certificate %.12s, which is not on the trust list and "
		    "which the policy names for no role "
		    "(require_signature)", a->fingerprint);
	return NULL;
}

/* The signer's certificate where the sign-off stands; or NULL. */
static const char *
key_of(const struct item *item)
{
	const struct evidence	*e = item->evidence;

	if (item->state != STATE_PASS || e == NULL || e->refused ||
	    e->signoff == NULL || e->attestation == NULL)
		return NULL;
	return e->attestation->fingerprint;
}

static bool
is_later(const struct item *a, const struct item *b)
{
	int64_t	x = a->evidence->signoff->signed_at->sec;
	int64_t	y = b->evidence->signoff->signed_at->sec;

	return x != y ? x > y : a->index > b->index;
}

void
keyring_shared(struct inquiry *q, struct item *const *all, size_t n)
{
	struct table		*first = table_new(q->scratch, n);
	const struct item	*owner;
	const char		*key;
	size_t			 i;

	for (i = 0; i < n; i++) {
		if ((key = key_of(all[i])) == NULL)
			continue;
		owner = table_find(first, key);
		if (owner == NULL || is_later(owner, all[i]))
			table_set(first, key, all[i]);
	}
	for (i = 0; i < n; i++) {
		if ((key = key_of(all[i])) == NULL)
			continue;
		owner = table_find(first, key);
		if (people_same(all[i]->evidence->signoff->name,
		    owner->evidence->signoff->name))
			continue;
		inquiry_set(q, all[i], STATE_INVALID, "one key signed in the "
		    "names of several people: certificate %.12s", key);
		all[i]->standing = SIGNOFF_NONE;
		inquiry_add(q, DIAG_BIND_SIGNER, all[i], "/signoff/name");
	}
}
