/*
 * Tokens: keys behind PKCS#11, in cards and hardware modules.
 */
#ifndef SEAL_TOKEN_H
#define SEAL_TOKEN_H

struct buf;
struct der;
struct diag;

struct token;

/*
 * Open the private key that a URI names (RFC 7512).  Its query attribute
 * module-path is the PKCS#11 library (else that of p11-kit); a PIN in it
 * is refused, since command lines are seen by others.  Needs the OpenSSL
 * engine "pkcs11" (libengine-pkcs11-openssl) when it runs.  -1 with a
 * finding (K01, K03).
 */
int	token_open(const char *uri, const char *pin, struct token **out,
	    struct diag *) __attribute__((warn_unused_result));
void	token_free(struct token *);	/* NULL does nothing */

/* Append the certificate the URI names, as PEM.  -1 with K05. */
int	token_certificate(struct token *, struct buf *pem, struct diag *)
	    __attribute__((warn_unused_result));

/* Append a signature over data with SHA-256.  NULL, or a phrase. */
const char	*token_sign(const struct token *, const struct der *data,
		    struct buf *sig);

#endif
