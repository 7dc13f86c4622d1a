/*
 * Revoked time-stamping authorities: by reason and by time.
 */
#include <stdbool.h>

#include "seal/cert.h"
#include "seal/der.h"
#include "seal/material.h"
#include "seal/revoke.h"
#include "seal/stampfate.h"
#include "seal/trust.h"

/*
 * RFC 3161 4: tokens of before the revocation stay valid where a reason is
 * stated that is no harm to the key; where none is stated, or another, all
 * tokens are invalid.  That holds for the authority's own certificate; one
 * above it that was revoked vouches for nothing.
 */
static const char *
ask(const struct stampfate *s, const struct cert *cert,
    const struct cert *issuer)
{
	const struct material *sources[2] = { s->material,
	    trust_material(s->trust) };
	struct revoke_told told;
	size_t i;

	for (i = 0; i < 2; i++) {
		if (revoke_check(cert, issuer, sources[i], s->at, s->now,
		    s->name, &told, s->diag) != REVOKE_REVOKED)
			continue;
		if (cert != s->signer)
			return "a certificate above that of the time-stamp's "
			    "authority was revoked (RFC 5280 6.3)";
		if (!told.harmless)
			return "the certificate of the time-stamp's authority "
			    "was revoked, and no reason is stated that leaves "
			    "older time-stamps valid (RFC 3161 4)";
		if (told.when == 0 || s->at >= told.when)
			return "the certificate of the time-stamp's authority "
			    "was revoked before it was made (RFC 3161 4)";
	}
	return NULL;
}

static bool
is_anchor(const struct cert *cert, struct cert *const *anchors, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (der_equal(cert_der(anchors[i]), cert_der(cert)))
			return true;
	return false;
}

/* Ask all of a set that issued it; the first of them in *up. */
static const char *
ask_set(const struct stampfate *s, const struct cert *cert,
    struct cert *const *set, size_t n, const struct cert **up)
{
	const char *why = NULL;
	size_t i;

	for (i = 0; why == NULL && i < n; i++) {
		if (!cert_issued(set[i], cert))
			continue;
		if (*up == NULL)
			*up = set[i];
		why = ask(s, cert, set[i]);
	}
	return why;
}

const char *
stampfate_fault(const struct stampfate *s)
{
	const struct cert *cert = s->signer, *up;
	struct cert *const *anchors;
	const char *why = NULL;
	size_t n, depth;

	anchors = trust_anchors(s->trust, &n);
	for (depth = 0; why == NULL && cert != NULL && depth < CERT_PATH &&
	    (depth == 0 || !is_anchor(cert, anchors, n)); depth++, cert = up) {
		up = NULL;
		why = ask_set(s, cert, s->others, s->n, &up);
		if (why == NULL)
			why = ask_set(s, cert, anchors, n, &up);
	}
	return why;
}
