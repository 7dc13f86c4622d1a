/*
 * Time-stamps (RFC 3161): asking an authority for one, and judging one.
 */
#ifndef SEAL_STAMP_H
#define SEAL_STAMP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;
struct diag;
struct digest;
struct material;
struct proc;
struct trust;

/* Who stamps.  There is no network here: a program speaks to it. */
struct stamp_source {
	const struct proc	*command;	/* TimeStampReq on its standard
				    input, TimeStampResp on its output */
	const struct trust	*trust;		/* NULL: the chain of the answer
				    is not judged, all else is */
};

/*
 * Ask for a time-stamp over this SHA-256 (RFC 3161 2.4, with nonce and
 * certReq) and append the DER of the token (ContentInfo) to token.  The
 * answer is held to status, imprint, nonce, signature and the extended
 * key usage of its signer (2.3, 2.4.2), and to the trust list where one is
 * given.  -1 with a finding (K09).
 */
int	stamp_fetch(const struct stamp_source *, const struct digest *,
	    struct buf *token, struct diag *)
	    __attribute__((warn_unused_result));

/* What a token was found to be; four answers kept apart. */
struct stamp_result {
	bool	integrity;	/* its imprint is the digest held to it */
	bool	signature;	/* right, by a key for time-stamping only */
	bool	signer;		/* chains to the trust list */
	bool	time;		/* the chain was valid at that time, which
				   is not after now */
	int64_t	at;		/* genTime, 0 where it cannot be read */
	char	subject[256];	/* of the authority */
	char	fingerprint[65];	/* SHA-256 of its certificate, or "" */
};

/*
 * Judge a token over content (or a signature value, or a PDF's byte
 * ranges) with this SHA-256.  name is for findings: V16 refusals, V13
 * where only the authority is unknown.  trust and material may be NULL.
 * 0 only where all four answers are yes.
 */
int	stamp_check(const void *der, size_t len, const char *name,
	    const struct digest *, const struct trust *,
	    const struct material *, int64_t now, struct stamp_result *,
	    struct diag *) __attribute__((warn_unused_result));

#endif
