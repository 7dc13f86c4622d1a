/*
 * SignedData (RFC 5652 5): a detached signature taken apart, one check
 * and one message naming the clause for each thing that is refused.
 */
#ifndef SEAL_SIGNEDDATA_H
#define SEAL_SIGNEDDATA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct der;
struct diag;

/* Everything points into the bytes that were parsed. */
struct signeddata {
	bool			 accepted;	/* no part of it is refused */
	const struct der	*certs;		/* whole certificates */
	size_t			 cert_count;
	const struct der	*issuer, *serial;	/* of the signer */
	const struct der	*attributes;	/* signedAttrs, tag [0] */
	const struct der	*signature;
	bool			 rsa;		/* else ECDSA */
	const struct der	*digest;	/* message-digest, 32 bytes */
	int64_t			 time;		/* signing-time, 0 = none */
	const struct der	*hashes;	/* signing-certificate-v2 */
	size_t			 hash_count;
	const struct der	*hash_issuer, *hash_serial; /* or empty */
	const struct der	*stamp;		/* time-stamp token, or empty */
	const struct der	*crls;		/* whole CertificateLists */
	size_t			 crl_count;
	size_t			 len;		/* of the DER */
};

/*
 * Take these bytes apart; padded says that zero bytes may follow the DER
 * (ISO 32000-2 12.8.1, /Contents).  name is for findings.  -1 where nothing can be
 * judged; 0 where *out is complete, with accepted false if a finding
 * refused a part.  Free with signeddata_free().
 */
int	signeddata_parse(const void *der, size_t len, bool padded,
	    const char *name, struct signeddata **out, struct diag *)
	    __attribute__((warn_unused_result));
void	signeddata_free(struct signeddata *);	/* NULL does nothing */

#endif
