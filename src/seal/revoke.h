/*
 * Revocation: what CRLs (RFC 5280 5) and OCSP responses (RFC 6960) that
 * are at hand say of a certificate.  Nothing is fetched.
 */
#ifndef SEAL_REVOKE_H
#define SEAL_REVOKE_H

#include <stdbool.h>
#include <stdint.h>

struct cert;
struct diag;
struct material;

enum revoke_state {
	REVOKE_UNKNOWN,		/* nothing that counts speaks of it */
	REVOKE_GOOD,
	REVOKE_REVOKED
};

/* When and why a certificate was revoked. */
struct revoke_told {
	int64_t	when;		/* 0 where not told */
	bool	harmless;	/* every source states a reason, and one that
				   leaves what was made before as it was:
				   unspecified, affiliationChanged, superseded
				   or cessationOfOperation (RFC 3161 4) */
};

/*
 * What the material says of cert, which issuer issued, at the instant at.
 * A source counts only if it is signed by the issuer, or by a responder
 * the issuer delegated (RFC 6960 4.2.2.2), with SHA-256 or better.  To
 * call it good the source must be of after at, or not have been out of
 * date then; that it was revoked is taken from any of them, the earliest
 * time of it in *told.  Sources that speak of it and do not count
 * are warnings (V18).  name is the signature's file.
 */
enum revoke_state	revoke_check(const struct cert *cert,
			    const struct cert *issuer,
			    const struct material *, int64_t at, int64_t now,
			    const char *name, struct revoke_told *told,
			    struct diag *);

#endif
