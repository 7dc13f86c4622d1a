/*
 * Private keys as files hold them: PKCS#8 (RFC 5958), SEC1 (RFC 5915) and
 * PKCS#1 (RFC 8017 A.1.2) in PEM, read into numbers.
 */
#ifndef SEAL_SECRET_H
#define SEAL_SECRET_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct diag;

enum secret_number {
	SECRET_N, SECRET_E, SECRET_D, SECRET_P, SECRET_Q,
	SECRET_DP, SECRET_DQ, SECRET_QI,
	SECRET_NUMBERS
};

/* The scalar of an EC key stands where N of an RSA key does. */
#define SECRET_SCALAR	SECRET_N

struct secret {
	int			 kind;		/* enum cert_kind */
	const unsigned char	*number[SECRET_NUMBERS];
	size_t			 len[SECRET_NUMBERS];
	const unsigned char	*point;		/* EC, NULL if not stated */
	size_t			 point_len;
};

/*
 * The one private key of a PEM text; its numbers point into der, which
 * the caller wipes (pem_wipe).  Findings: K01 damaged, K03 pass phrase
 * wrong or missing, K04 refused kind.
 */
int	secret_parse(const struct buf *pem, const char *name,
	    const char *pass, struct buf *der, struct secret *,
	    struct diag *) __attribute__((warn_unused_result));

/* The same for the DER of a PrivateKeyInfo (RFC 5958), which stays. */
int	secret_pkcs8(const struct buf *der, const char *name,
	    struct secret *, struct diag *)
	    __attribute__((warn_unused_result));

/* Is the private key of this PEM text encrypted? */
bool	secret_locked(const struct buf *pem);

#endif
