/*
 * CMS SignedData, detached (RFC 5652), as CAdES-B and -T (ETSI EN 319
 * 122-1) and as PAdES wants it (EN 319 142-1): DER written here, signature
 * by the key; checking with one reason for each refusal.
 *
 * Not yet there: content digests other than SHA-256 (signatures made by
 * other programs with SHA-384 or SHA-512 are refused by name).
 */
#ifndef SEAL_CMS_H
#define SEAL_CMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;
struct der;
struct diag;
struct digest;
struct key;
struct material;
struct stamp_source;
struct trust;

/*
 * Append the DER of a detached signature over content with this SHA-256:
 * content-type, message-digest, signing-time (RFC 5652 11.3; left out
 * where signing_time is 0), signing-certificate-v2 (RFC 5035) that names
 * every certificate in it.  RSA PKCS#1 v1.5 or ECDSA, SHA-256 throughout:
 * CMS verifiers take one digest algorithm for content and attributes, and
 * one digest of a content then serves all keys, P-384 too.
 */
int	cms_sign(const struct key *, const struct digest *content,
	    int64_t signing_time, struct buf *der, struct diag *)
	    __attribute__((warn_unused_result));

/* The same, with a signature-time-stamp (CAdES-B-T) where tsa is given. */
int	cms_sign_stamped(const struct key *, const struct digest *content,
	    int64_t signing_time, const struct stamp_source *tsa,
	    struct buf *der, struct diag *)
	    __attribute__((warn_unused_result));

/*
 * For the /Contents of a PDF signature (PAdES B-B, or B-T with tsa, which
 * may be NULL): content is the SHA-256 of the byte ranges; there is no
 * signing-time, the claimed time is /M (EN 319 142-1 6.3).
 */
int	cms_sign_pades(const struct key *, const struct digest *content,
	    const struct stamp_source *tsa, struct buf *der, struct diag *)
	    __attribute__((warn_unused_result));

/* What is known of revocation, of all certificates below the anchor. */
enum cms_revocation {
	CMS_REVOCATION_NONE,	/* no material, or none that says */
	CMS_REVOCATION_GOOD,
	CMS_REVOCATION_REVOKED
};

/* How to judge; zeroed is the way of cms_verify. */
struct cms_options {
	bool			 pades;	/* as in a PDF: no signing-time, and
					   zero bytes may follow the DER */
	int64_t			 claimed;	/* claimed elsewhere (/M) */
	int64_t			 proven;	/* an outer time-stamp that was
				    checked proves it existed then; or 0 */
	const struct material	*material;	/* DSS, files, or NULL */
	bool			 need_stamp;	/* a proven time is demanded */
	bool			 need_revocation;	/* and GOOD */
};

/* What a signature was found to be; four answers kept apart. */
struct cms_result {
	bool	integrity;	/* message-digest equals the content's */
	bool	signature;	/* mathematically right, form accepted */
	bool	signer;		/* chains to the trust list, not revoked */
	bool	time;		/* certificate valid at the judged time */
	bool	expired;	/* valid then, but no longer now */
	bool	stamped;	/* holds a time-stamp */
	bool	stamp_good;	/* which is right, by a trusted authority */
	bool	proven;		/* judged_time is proven, not only claimed */
	int64_t	signing_time;	/* claimed, 0 = none */
	int64_t	stamp_time;	/* of its time-stamp, 0 = none */
	int64_t	judged_time;	/* at which certificates were judged */
	enum cms_revocation revocation;
	size_t	der_len;	/* bytes of the DER, without padding */
	char	subject[256];
	char	fingerprint[65];
	char	algorithm[32];
	char	stamp_subject[256];	/* of the authority, or "" */
};

/*
 * Check a detached signature over content with this digest.  name is the
 * signature file, for findings; trust may be NULL (then signer is false
 * and a finding says so).  0 only where all four answers are yes; all four
 * are filled as far as the bytes can be read, whatever failed before.
 *
 * Time: certificates are judged at the time a trusted time-stamp proves,
 * else at the time the signer claims, or at now (the time of the check)
 * where none is claimed; a claim more than LIMIT_CLOCK_SKEW after now is
 * refused.  A certificate that has expired since an unproven claim is a
 * warning: the claim rests on the signer's word.  A certificate that was
 * revoked is refused, unless a proven time lies before the revocation
 * (EN 319 102-1 5.5).
 */
int	cms_check(const void *der, size_t len, const char *name,
	    const struct digest *content, const struct trust *, int64_t now,
	    const struct cms_options *, struct cms_result *, struct diag *)
	    __attribute__((warn_unused_result));

/* A signature of another form, whose bytes and arithmetic others judged. */
struct cms_outside {
	const struct der	*certs;		/* whole, the signer's first */
	const struct der	*names;		/* their SHA-256, signed */
	size_t			 count;
	bool			 integrity, signature;
	int64_t			 time;		/* claimed, 0 = none */
};

/*
 * Judge who made it and when, and what was revoked, as cms_check() does.
 * Whatever was refused before is in integrity and signature.
 */
int	cms_judge(const struct cms_outside *, const char *name,
	    const struct trust *, int64_t now, const struct cms_options *,
	    struct cms_result *, struct diag *)
	    __attribute__((warn_unused_result));

/* cms_check() without options. */
int	cms_verify(const void *der, size_t len, const char *name,
	    const struct digest *content, const struct trust *, int64_t now,
	    struct cms_result *, struct diag *)
	    __attribute__((warn_unused_result));

#endif
