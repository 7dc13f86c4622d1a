/*
 * Remote keys: a program the user named signs, so that the key may be in
 * a card, a safe or another machine.
 */
#ifndef SEAL_REMOTE_H
#define SEAL_REMOTE_H

struct buf;
struct cert;
struct der;
struct diag;
struct proc;

/*
 * Append a signature over data: the program gets the 32 bytes of its
 * SHA-256 and answers with RSA PKCS#1 v1.5 (RFC 8017 8.2, with the
 * DigestInfo of SHA-256) or ECDSA, in DER (RFC 3279 2.2.3) or as r and s of
 * equal length, which becomes DER.  The caller holds it against the
 * certificate.  -1 with a finding (K07, K10).
 */
int	remote_sign(const struct proc *, const struct cert *,
	    const struct der *data, struct buf *sig, struct diag *)
	    __attribute__((warn_unused_result));

#endif
