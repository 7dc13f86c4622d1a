/*
 * SHA-256 (FIPS 180-4) over memory and streams.  The one file of base/
 * that knows libcrypto, so that intake need not know seal/.
 */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include <stddef.h>

#define DIGEST_LEN	32
#define DIGEST_HEX	65	/* 64 hex digits and NUL */

struct digest {
	unsigned char	b[DIGEST_LEN];
};

struct digest_ctx;

void	digest_of(const void *data, size_t len, struct digest *out);

/* Streaming; digest_end() frees the context. */
struct digest_ctx	*digest_begin(void);
struct digest_ctx	*digest_fork(const struct digest_ctx *);	/* a copy */
void	digest_feed(struct digest_ctx *, const void *data, size_t len);
void	digest_end(struct digest_ctx *, struct digest *out);

void	digest_hex(const struct digest *, char out[DIGEST_HEX]);

/* 64 lower-case hex digits -> digest; -1 for anything else. */
int	digest_parse(const char *hex, struct digest *out)
	    __attribute__((warn_unused_result));

/* Frees what digest_of keeps between calls; at the end of main. */
void	digest_done(void);

#endif
