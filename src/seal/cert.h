/*
 * Certificates (X.509 v3, RFC 5280): what stands in one, whether it fits
 * for signing, and the chain from it to the ones the user trusts.
 */
#ifndef SEAL_CERT_H
#define SEAL_CERT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;
struct cert;
struct der;
struct digest;

enum cert_kind {
	CERT_RSA,
	CERT_P256,
	CERT_P384,
	CERT_REFUSED		/* every other, cert_key_fault() tells */
};

/*
 * Read one certificate that fills these bytes, DER to the letter.  NULL
 * with a phrase in *why where it is damaged; free with cert_free().
 */
struct cert	*cert_parse(const void *der, size_t len, const char **why);
void		 cert_free(struct cert *);	/* NULL does nothing */

/*
 * The next certificate of a PEM text (see pem_next), other blocks passed
 * over; *out is NULL at the end.  -1 with a phrase in *why.
 */
int	cert_next(const char **text, size_t *len, struct cert **out,
	    const char **why) __attribute__((warn_unused_result));

/* Append n certificates as PEM. */
void	cert_write(struct cert *const *, size_t n, struct buf *pem);

/* Borrowed from the certificate. */
const struct der	*cert_der(const struct cert *);
const struct der	*cert_issuer(const struct cert *);	/* Name */
const struct der	*cert_serial(const struct cert *);	/* INTEGER */
const struct der	*cert_public(const struct cert *); /* RSAPublicKey,
				    or the point of an EC key */
const struct digest	*cert_digest(const struct cert *);
const char	*cert_fingerprint(const struct cert *);	/* the same, hex */
const char	*cert_subject(const struct cert *);	/* "CN=..., O=..." */

enum cert_kind	 cert_kind(const struct cert *);
const char	*cert_kind_str(const struct cert *);	/* "RSA 3072" */

/* Validity, both ends included (RFC 5280 4.1.2.5). */
int64_t	cert_from(const struct cert *);
int64_t	cert_until(const struct cert *);

/*
 * Policy: NULL where the certificate is accepted, else a phrase that says
 * what is wrong with its key ("it is a ..."; RSA of 2048 to 8192 bits, ECDSA P-256 and
 * P-384 are accepted), or with its use (RFC 5280 4.2.1.3 and .12: where
 * key usages are stated, signing documents must be among them).
 */
const char	*cert_key_fault(const struct cert *);
const char	*cert_use_fault(const struct cert *);

/* Why keys of this algorithm (enum der_oid) are refused. */
const char	*cert_kind_fault(unsigned oid);

/* What to use instead of a refused key, for messages. */
const char	*cert_key_advice(void);

bool	cert_self_signed(const struct cert *);

/* Did issuer sign this certificate? */
bool	cert_issued(const struct cert *issuer, const struct cert *);

/* Is sig a signature over data with SHA-256 by the key in it? */
bool	cert_check(const struct cert *, const struct der *data,
	    const struct der *sig);

/* The subject, cut to fit n bytes at the end of a character. */
void	cert_subject_cut(const struct cert *, char *out, size_t n);

#define CERT_PATH	5	/* LIMIT_CHAIN_DEPTH */

/* The way from a signer to an anchor. */
struct cert_chain {
	bool		 found;
	const char	*why;		/* where not found, a phrase */
	int64_t		 from, until;	/* all of it is valid */
	bool		 used[16];	/* which of certs are part of it */
	const struct cert *path[CERT_PATH];	/* signer first */
	size_t		 length;
};

/*
 * Look for a chain from certs[0] over the others (n <= 16) and the m
 * helpers to one of the k anchors, which may be certs[0] itself.  RFC 5280
 * 6.1 but for times, which the caller judges by from and until, and
 * revocation.
 */
void	cert_find_chain(struct cert *const *certs, size_t n,
	    struct cert *const *helpers, size_t m,
	    struct cert *const *anchors, size_t k, struct cert_chain *);

#endif
