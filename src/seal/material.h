/*
 * Validation material: certificates, CRLs (RFC 5280 5) and OCSP responses
 * (RFC 6960) that travel with a signature or come from files.  None of it
 * is trusted for being there; it helps to find a way to the trust list,
 * and to learn what was revoked.
 */
#ifndef SEAL_MATERIAL_H
#define SEAL_MATERIAL_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct diag;
struct der;

enum material_kind {
	MATERIAL_CERT,		/* Certificate */
	MATERIAL_CRL,		/* CertificateList */
	MATERIAL_OCSP,		/* OCSPResponse, whole */
	MATERIAL_KINDS
};

struct material;

struct material	*material_new(void);
void		 material_free(struct material *); /* NULL does nothing */

/*
 * Add one DER value, which is copied; the same bytes twice count once.
 * name is its file, for findings (V15: it cannot be read, or there is
 * more than LIMIT_MATERIAL).
 */
int	material_add(struct material *, enum material_kind, const void *der,
	    size_t len, const char *name, struct diag *)
	    __attribute__((warn_unused_result));

/*
 * Add what a file of the user holds: PEM blocks (CERTIFICATE, X509 CRL)
 * or one DER value, told apart by their shape.
 */
int	material_add_file(struct material *, const struct buf *bytes,
	    const char *name, struct diag *)
	    __attribute__((warn_unused_result));

/* Add all of another (NULL: nothing); name is for findings. */
void	material_join(struct material *, const struct material *from,
	    const char *name, struct diag *);

/* How many of a kind (0 for NULL), and the bytes of one, borrowed. */
size_t	material_count(const struct material *, enum material_kind);
const struct der	*material_der(const struct material *,
			    enum material_kind, size_t i);

#endif
