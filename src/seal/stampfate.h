/*
 * What became of the certificates behind a time-stamp (RFC 3161 4).
 */
#ifndef SEAL_STAMPFATE_H
#define SEAL_STAMPFATE_H

#include <stddef.h>
#include <stdint.h>

struct cert;
struct diag;
struct material;
struct trust;

struct stampfate {
	const struct cert	*signer;	/* the authority's own */
	struct cert		*const *others;	/* that may stand above it */
	size_t			 n;
	const struct trust	*trust;		/* its anchors end the way, its
						   CRLs are asked */
	const struct material	*material;	/* or NULL */
	int64_t			 at, now;	/* of the time-stamp */
	const char		*name;		/* for findings */
	struct diag		*diag;
};

/* NULL where nothing at hand says that the time-stamp fell with one of its
 * certificates, else what is wrong. */
const char	*stampfate_fault(const struct stampfate *);

#endif
