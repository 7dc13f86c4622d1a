/*
 * Local keys: private numbers in memory, in the hands of libcrypto.
 */
#ifndef SEAL_LOCAL_H
#define SEAL_LOCAL_H

struct buf;
struct cert;
struct der;
struct secret;

struct local;

/*
 * The key of these numbers, which must be that of the certificate as far
 * as they tell (the scalar of an EC key is not tried).  NULL with a phrase
 * in *why where libcrypto refuses it, with *why NULL where it belongs to
 * another certificate.
 */
struct local	*local_new(const struct secret *, const struct cert *,
		    const char **why);
void		 local_free(struct local *);	/* wipes; NULL: nothing */

/* Append a signature over data with SHA-256.  NULL, or a phrase. */
const char	*local_sign(const struct local *, const struct der *data,
		    struct buf *sig);

#endif
