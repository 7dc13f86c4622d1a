/*
 * issuer.pem: the certificate of whoever signed, put beside what was
 * signed for people to look at.  It is never trusted.
 */
#ifndef SEAL_ISSUERFILE_H
#define SEAL_ISSUERFILE_H

#include <stdbool.h>

struct arena;
struct buf;

/*
 * Does it hold the certificate with this SHA-256 (NULL: nobody's), then
 * whoever issued each, as we write them, and nothing else?  What else may
 * be wrong with it is not told: it was changed.
 */
bool	issuerfile_shows(struct arena *, const struct buf *pem,
	    const char *fingerprint);

#endif
