/*
 * PKCS#12 (RFC 7292): a private key and its certificates in one file, as
 * browsers and Windows write it (.p12, .pfx).
 */
#ifndef SEAL_PKCS12_H
#define SEAL_PKCS12_H

#include <stdbool.h>

struct buf;
struct diag;

/* Do these bytes look like one (DER, where PEM is text)? */
bool	pkcs12_is(const struct buf *);

/* Does it need a pass phrase that is not empty? */
bool	pkcs12_locked(const struct buf *);

/*
 * Take it apart: key gets a PrivateKeyInfo in DER, which the caller wipes
 * (pem_wipe), certs its certificates as PEM, signer first.  Findings: K01
 * damaged, K03 pass phrase wrong or missing, K04 encrypted in a way that
 * is refused, K05 without certificate.
 */
int	pkcs12_open(const struct buf *, const char *name, const char *pass,
	    struct buf *key, struct buf *certs, struct diag *)
	    __attribute__((warn_unused_result));

#endif
