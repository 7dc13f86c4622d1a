/*
 * CMS SignedData, detached (RFC 5652), as CAdES-B (ETSI EN 319 122-1):
 * DER written here, signature by libcrypto; checking with one reason for
 * each refusal.
 */
#ifndef SEAL_CMS_H
#define SEAL_CMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;
struct diag;
struct digest;
struct key;
struct trust;

/*
 * Append the DER of a detached signature over content with this SHA-256:
 * content-type, message-digest, signing-time (RFC 5652 11.3; left out
 * where signing_time is 0, as PAdES wants), signing-certificate-v2
 * (RFC 5035) that names every certificate in it.  RSA PKCS#1 v1.5 or
 * ECDSA, SHA-256 throughout: CMS verifiers take one digest algorithm for
 * content and attributes, and one digest of a content then serves all
 * keys, P-384 too.
 */
int	cms_sign(const struct key *, const struct digest *content,
	    int64_t signing_time, struct buf *der, struct diag *)
	    __attribute__((warn_unused_result));

/* What a signature was found to be; four answers kept apart. */
struct cms_result {
	bool	integrity;	/* message-digest equals the content's */
	bool	signature;	/* mathematically right, form accepted */
	bool	signer;		/* chains to the trust list */
	bool	time;		/* certificate valid at the claimed time */
	bool	expired;	/* valid then, but no longer now */
	bool	stamped;	/* holds a time-stamp, which is not judged */
	int64_t	signing_time;	/* claimed, 0 = none */
	char	subject[256];
	char	fingerprint[65];
	char	algorithm[32];
};

/*
 * Check a detached signature over content with this digest.  name is the
 * signature file, for findings; trust may be NULL (then signer is false
 * and a finding says so).  0 only where all four answers are yes; all four
 * are filled as far as the bytes can be read, whatever failed before.
 *
 * Time: certificates are judged at the signing time the signer claims, or
 * at now (the time of the check) where none is claimed; a claim more than
 * LIMIT_CLOCK_SKEW after now is refused.  A certificate that has expired
 * since is a warning: without a time-stamp the claim rests on the
 * signer's word.
 */
int	cms_verify(const void *der, size_t len, const char *name,
	    const struct digest *content, const struct trust *, int64_t now,
	    struct cms_result *, struct diag *)
	    __attribute__((warn_unused_result));

#endif
