/*
 * Self-signed: a key and a certificate that vouches for itself alone.
 */
#ifndef SEAL_SELFSIGN_H
#define SEAL_SELFSIGN_H

#include <stdint.h>

struct buf;
struct diag;

/* What key_make() in key.h promises. */
int	selfsign_make(const char *common_name, unsigned rsa_bits, int64_t now,
	    struct buf *key_pem, struct buf *cert_pem, struct diag *)
	    __attribute__((warn_unused_result));

#endif
