/*
 * A PDF among what is verified: a line for the file, which is that of its
 * certification, and one for each signature behind it.
 */
#ifndef SEAL_VERIFYPDF_H
#define SEAL_VERIFYPDF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct buf;
struct cms_result;
struct diag;
struct verify_line;
struct verify_options;

/* What was published, by a manifest that lists it. */
struct verifypdf_listed {
	uint64_t	 size;
	const char	*sha256;	/* hex */
};

struct verifypdf {
	struct verify_line	*lines;		/* at least one */
	size_t			 signatures;
	const struct cms_result	*issuer;	/* NULL: not certified */
	bool			 integrity, signature, signer, time;
};

/*
 * Verify a PDF; name is for findings, shown begins the names of its lines.
 * listed, where not NULL, must be a beginning of the file that ends where
 * one of its revisions does, and have that digest (V04).  0 only where
 * all is good.
 */
int	verifypdf_bytes(struct arena *, const struct buf *, const char *name,
	    const char *shown, const struct verify_options *,
	    const struct verifypdf_listed *listed, struct verifypdf *,
	    struct diag *) __attribute__((warn_unused_result));

/* Do the bytes say that they are a PDF? */
bool	verifypdf_is(const struct buf *);

#endif
