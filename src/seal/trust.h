/*
 * Trust: the certificates the user named, and the CRLs beside them.
 * Nothing else is believed: not what a signature carries, not what stands
 * beside it.
 */
#ifndef SEAL_TRUST_H
#define SEAL_TRUST_H

#include <stddef.h>

struct buf;
struct cert;
struct diag;
struct material;

struct trust;

/*
 * One or more PEM certificates: of signers, of those who certify them, and
 * of time-stamping authorities.  -1 with a finding.
 */
int	trust_parse(const struct buf *pem, const char *name,
	    struct trust **out, struct diag *)
	    __attribute__((warn_unused_result));
void	trust_free(struct trust *);	/* NULL does nothing */

/* Append the certificates as PEM. */
void	trust_write(const struct trust *, struct buf *pem);

/* Borrowed; NULL is the empty list. */
struct cert *const *trust_anchors(const struct trust *, size_t *n);

/* The CRLs of the list; NULL is none. */
const struct material *trust_material(const struct trust *);

#endif
