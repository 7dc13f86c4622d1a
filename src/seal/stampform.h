/*
 * The form of a time-stamp token: what of it stands outside its
 * signature, held to the letter, so that no byte can be changed unseen.
 */
#ifndef SEAL_STAMPFORM_H
#define SEAL_STAMPFORM_H

#include <stddef.h>

struct der;

#define STAMPFORM_CERTS	10	/* LIMIT_CERTIFICATES */

/* The certificates in a token, and the name of its signer's issuer where
 * the signer is named so; they point into it. */
struct stampform {
	struct der	*certs;		/* room for STAMPFORM_CERTS */
	size_t		 n;
	const unsigned char *issuer;	/* NULL: by key identifier */
	size_t		 issuer_len;
};

/*
 * Is this SignedData (RFC 5652 5.1) with TSTInfo, one signer, SHA-256 or
 * better and a signature algorithm that goes with it (RFC 5754), and
 * nothing unsigned but certificates?  NULL, or a phrase that names the
 * clause.
 */
const char	*stampform_fault(const void *der, size_t len,
		    struct stampform *);

#endif
