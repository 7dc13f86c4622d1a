/*
 * Keys that sign, with their certificates: from files, tokens and
 * programs, and the policy of what is accepted (RSA >= 2048, ECDSA P-256
 * and P-384).  selfsign.h makes new ones.
 */
#ifndef SEAL_KEY_H
#define SEAL_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;
struct cert;
struct der;
struct diag;
struct proc;

struct key;		/* private key with its certificate(s) */

/* Where a private key is, and what opens it. */
struct key_source {
	/*
	 * PEM (PKCS#8, encrypted too, SEC1 or PKCS#1) or PKCS#12, which the
	 * caller read and wipes; NULL with the other two.
	 */
	const struct buf	*file;
	/*
	 * Its name, for findings.  "pkcs11:..." (RFC 7512) without file
	 * is a key in a token, its attribute module-path the library.
	 */
	const char		*name;
	/*
	 * A program that signs: SHA-256 (32 bytes) on its standard input,
	 * signature (PKCS#1 v1.5; ECDSA in DER, or r and s side by side)
	 * on its standard output.  Else NULL.
	 */
	const struct proc	*command;
	const char		*pass;	/* pass phrase or PIN, or NULL */
	/*
	 * PEM, signer first, then each issuer; NULL where PKCS#12 or token
	 * hold it.
	 */
	const struct buf	*cert;
	const char		*cert_name;
	int64_t			 now;
};

/*
 * Between on and its off, which may nest: no core file, and no other
 * process of the same user that reads our memory.  For whoever holds the
 * bytes of a key or a pass phrase; key_open() to key_free() do it, too.
 */
void	key_guard(bool on);

/* Would key_open() need a pass phrase or PIN that it has not got? */
bool	key_locked(const struct key_source *);

/*
 * Open a key with its certificates; never prompts.  Refuses other kinds
 * (K04), mismatching pairs (K06), certificates that are not valid now or
 * not meant for signing (K05), and keys that the pass phrase does not
 * open (K03); warns of a certificate that expires within
 * LIMIT_EXPIRY_DAYS (K08).  A program's key and a token's are held against
 * the certificate when they sign.  command is borrowed until key_free().
 */
int	key_open(const struct key_source *, struct key **out, struct diag *)
	    __attribute__((warn_unused_result));

/* The same for a key and certificates in PEM. */
int	key_load(const struct buf *key_pem, const char *key_name,
	    const struct buf *cert_pem, const char *cert_name,
	    const char *pass, int64_t now, struct key **out, struct diag *)
	    __attribute__((warn_unused_result));
void	key_free(struct key *);		/* wipes; NULL does nothing */

/* Make one signature and check it: does the key fit its certificate? */
int	key_probe(const struct key *, struct diag *)
	    __attribute__((warn_unused_result));

bool	key_self_signed(const struct key *);
const char *key_subject(const struct key *);	/* "CN=..., O=..." */
const char *key_kind(const struct key *);	/* "ECDSA P-256" */
const char *key_fingerprint(const struct key *);	/* SHA-256 of cert, hex */
int64_t	key_from(const struct key *);		/* its validity */
int64_t	key_until(const struct key *);
const char *key_place(const struct key *);	/* "file", "PKCS#11 token", "program" */

/* The certificates as PEM, leaf first, for issuer.pem. */
void	key_certificate(const struct key *, struct buf *pem);

/* The same for seal/; n of them, at most LIMIT_CERTIFICATES. */
struct cert *const *key_chain(const struct key *, size_t *n);
bool	key_is_rsa(const struct key *);

/*
 * Append a signature over data with SHA-256: PKCS#1 v1.5 (RFC 8017 8.2)
 * or ECDSA.  It is checked with the certificate before it is given out.
 */
int	key_sign(const struct key *, const struct der *data, struct buf *sig,
	    struct diag *) __attribute__((warn_unused_result));

#endif
