/*
 * Keys and certificates of the issuer: loading, making a local one, and
 * the policy of what is accepted (RSA >= 2048, ECDSA P-256 and P-384).
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

struct key;		/* private key with its certificate(s) */
struct trust;		/* certificates the user named */

/*
 * Load a PEM key (PKCS#8, SEC1 or PKCS#1) and the PEM certificate(s),
 * leaf first and each issued by the next, from bytes the caller read and
 * wipes; names are for findings.  pass may be NULL; never prompts.
 * Refuses other kinds (K04), mismatching pairs (K06), certificates that
 * are not valid at the instant now or not meant for signing (K05), and
 * encrypted keys without the right pass phrase (K03).
 */
int	key_load(const struct buf *key_pem, const char *key_name,
	    const struct buf *cert_pem, const char *cert_name,
	    const char *pass, int64_t now, struct key **out, struct diag *)
	    __attribute__((warn_unused_result));
void	key_free(struct key *);		/* wipes */

/*
 * Make a local identity: P-256 key (PKCS#8 PEM) and self-signed
 * certificate of ten years with the subject CN=common_name (1 to 64
 * characters), O="local identity, self-signed"; bytes to be written by
 * the caller, who wipes the key.  rsa_bits > 0 makes an RSA key of that
 * size instead.
 */
int	key_make(const char *common_name, unsigned rsa_bits, int64_t now,
	    struct buf *key_pem, struct buf *cert_pem, struct diag *)
	    __attribute__((warn_unused_result));

bool	key_self_signed(const struct key *);
const char *key_subject(const struct key *);	/* "CN=..., O=..." */
const char *key_kind(const struct key *);	/* "ECDSA P-256" */
const char *key_fingerprint(const struct key *);	/* SHA-256 of cert, hex */

/* Append the certificate(s) as PEM, leaf first, for issuer.pem. */
void	key_certificate(const struct key *, struct buf *pem);

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

/* Trust list: one or more PEM certificates the user named. */
int	key_trust_parse(const struct buf *pem, const char *name,
	    struct trust **out, struct diag *)
	    __attribute__((warn_unused_result));
void	key_trust_free(struct trust *);
void	key_trust_write(const struct trust *, struct buf *pem);
struct cert *const *key_trust_anchors(const struct trust *, size_t *n);

#endif
