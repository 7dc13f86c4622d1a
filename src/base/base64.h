/*
 * Base64 (RFC 4648 4) on one line, without stray characters.
 */
#ifndef BASE_BASE64_H
#define BASE_BASE64_H

#include <stddef.h>

struct buf;

/* Append n bytes encoded, padded. */
void	base64_put(struct buf *, const void *data, size_t n);

/*
 * Append what n characters encode.  -1 where they are not what
 * base64_put() writes: padded, without spare bits, not empty.
 */
int	base64_take(struct buf *, const char *text, size_t n)
	    __attribute__((warn_unused_result));

#endif
