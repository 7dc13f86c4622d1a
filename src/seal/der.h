/*
 * DER (ITU-T X.690): reading one element after the other without mercy
 * for what is not DER, and writing from the inside out.
 */
#ifndef SEAL_DER_H
#define SEAL_DER_H

#include <stdbool.h>
#include <stddef.h>

struct buf;

/* Identifier octets in use here; all are of the one-byte form. */
#define DER_BOOLEAN		0x01
#define DER_INTEGER		0x02
#define DER_BIT_STRING		0x03
#define DER_OCTET_STRING	0x04
#define DER_NULL		0x05
#define DER_OID			0x06
#define DER_ENUMERATED		0x0a
#define DER_UTC_TIME		0x17
#define DER_GENERALIZED_TIME	0x18
#define DER_SEQUENCE		0x30
#define DER_SET			0x31
#define DER_CONTEXT(n)		(0xa0 | (n))	/* [n], constructed */

/* Object identifiers that are written or accepted. */
enum der_oid {
	DER_OID_SIGNED_DATA,
	DER_OID_DATA,
	DER_OID_SHA256,
	DER_OID_RSA,			/* rsaEncryption */
	DER_OID_RSA_SHA256,
	DER_OID_RSA_PSS,		/* known, to be refused by name */
	DER_OID_ED25519,		/* the same */
	DER_OID_EC,			/* id-ecPublicKey */
	DER_OID_P256,
	DER_OID_P384,
	DER_OID_ECDSA_SHA256,
	DER_OID_CONTENT_TYPE,
	DER_OID_MESSAGE_DIGEST,
	DER_OID_SIGNING_TIME,
	DER_OID_SIGNING_CERTIFICATE_V2,
	DER_OID_TIME_STAMP,		/* unsigned attribute */
	DER_OID_TST_INFO,		/* content type */
	DER_OID_SHA384,			/* these in time-stamps */
	DER_OID_SHA512,
	DER_OID_RSA_SHA384,
	DER_OID_RSA_SHA512,
	DER_OID_ECDSA_SHA384,
	DER_OID_ECDSA_SHA512,
	DER_OID_UNKNOWN			/* count, and "none of these" */
};

/* Bytes that are still to be read; borrowed, never owned. */
struct der {
	const unsigned char	*p;
	size_t			 len;
};

/* Identifier of the next element, or -1 at the end. */
int	der_peek(const struct der *);

/*
 * Take the next element, which must have this tag, a definite length in
 * its shortest form (X.690 10.1) and all its bytes.  body gets its
 * content, whole the element with its header; either may be NULL.  -1 and
 * nothing taken where it is otherwise; the caller says what is wrong.
 */
int	der_take(struct der *, int tag, struct der *body, struct der *whole)
	    __attribute__((warn_unused_result));

/* Take any element; same strictness. */
int	der_skip(struct der *, struct der *whole)
	    __attribute__((warn_unused_result));

/* Take an OBJECT IDENTIFIER; DER_OID_UNKNOWN for one not listed. */
int	der_take_oid(struct der *, enum der_oid *)
	    __attribute__((warn_unused_result));

/* Take an INTEGER of 0 to 127, in its one-byte form. */
int	der_take_small(struct der *, int *)
	    __attribute__((warn_unused_result));

/* Take a positive INTEGER; body has no leading zero byte. */
int	der_take_number(struct der *, struct der *body)
	    __attribute__((warn_unused_result));

bool	der_equal(const struct der *, const struct der *);

/* Append one element. */
void	der_put(struct buf *, int tag, const void *content, size_t len);
void	der_put_oid(struct buf *, enum der_oid);
void	der_put_small(struct buf *, int n);

/* INTEGER from the bytes of a positive number, most significant first. */
void	der_put_number(struct buf *, const void *p, size_t len);

/* Append one element with what inner holds, and empty inner. */
void	der_wrap(struct buf *, int tag, struct buf *inner);

/*
 * Append a SET OF with these n elements in the order of their encodings
 * (X.690 11.6), and empty them.
 */
void	der_wrap_set(struct buf *, struct buf *items, size_t n);

#endif
