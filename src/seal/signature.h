/*
 * Signatures: the DER of a detached SignedData (RFC 5652 5), written.
 */
#ifndef SEAL_SIGNATURE_H
#define SEAL_SIGNATURE_H

#include <stdint.h>

struct buf;
struct diag;
struct digest;
struct key;
struct stamp_source;

/* What cms_sign() and its sisters in cms.h promise. */
int	signature_write(const struct key *, const struct digest *content,
	    int64_t signing_time, const struct stamp_source *tsa,
	    struct buf *der, struct diag *)
	    __attribute__((warn_unused_result));

#endif
