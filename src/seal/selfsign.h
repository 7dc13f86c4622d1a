/*
 * Self-signed: a key and a certificate that vouches for itself alone.
 */
#ifndef SEAL_SELFSIGN_H
#define SEAL_SELFSIGN_H

#include <stdint.h>

struct buf;
struct diag;

/* What selfsign_make() makes; zeroed but for the name is what most want. */
struct selfsign {
	const char	*name;		/* CN, 1 to 64 characters */
	const char	*organization;	/* O; NULL: "local identity,
					   self-signed" */
	const char	*kind;		/* "p256" (NULL), "p384", "rsa2048",
					   "rsa3072", "rsa4096" */
	const char	*pass;		/* encrypts the key; NULL: plain */
	int64_t		 now;
};

/*
 * Make a local identity: key (PKCS#8 PEM; PBES2 with AES-256 and PBKDF2
 * where there is a pass phrase) and self-signed certificate of ten years;
 * bytes to be written by the caller, who wipes the key.  csr, where not
 * NULL, gets a certificate request (RFC 2986) for the same key.
 */
int	selfsign_make(const struct selfsign *, struct buf *key_pem,
	    struct buf *cert_pem, struct buf *csr, struct diag *)
	    __attribute__((warn_unused_result));

#endif
