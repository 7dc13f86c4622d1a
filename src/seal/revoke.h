/*
 * Revocation: what CRLs (RFC 5280 5) and OCSP responses (RFC 6960) that
 * are at hand say of a certificate.  Nothing is fetched.
 */
#ifndef SEAL_REVOKE_H
#define SEAL_REVOKE_H

#include <stdint.h>

struct cert;
struct diag;
struct material;

enum revoke_state {
	REVOKE_UNKNOWN,		/* nothing that counts speaks of it */
	REVOKE_GOOD,
	REVOKE_REVOKED
};

/*
 * What the material says of cert, which issuer issued, at the instant at.
 * A source counts only if it is signed by the issuer, or by a responder
 * the issuer delegated (RFC 6960 4.2.2.2), with SHA-256 or better.  To
 * call it good the source must be of after at, or not have been out of
 * date then; that it was revoked is taken from any of them, the time of it
 * in *when (0 where not told).  Sources that speak of it and do not count
 * are warnings (V18).  name is the signature's file.
 */
enum revoke_state	revoke_check(const struct cert *cert,
			    const struct cert *issuer,
			    const struct material *, int64_t at, int64_t now,
			    const char *name, int64_t *when, struct diag *);

#endif
