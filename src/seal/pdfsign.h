/*
 * Signatures in a PDF of ours (ISO 32000-2 12.8, PAdES: ETSI EN 319
 * 142-1): each is one revision behind what is there.
 */
#ifndef SEAL_PDFSIGN_H
#define SEAL_PDFSIGN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;
struct diag;
struct digest;
struct digest_ctx;
struct material;

/*
 * Who makes the bytes of /Contents: a CMS signature (PAdES, without
 * signing-time) or a time-stamp token over this SHA-256, appended to der.
 */
struct pdfsign_maker {
	int	(*make)(void *ctx, const struct digest *, struct buf *der,
		    struct diag *);
	void	*ctx;
	size_t	 room;		/* bytes of DER to set aside */
};

/*
 * The picture of a signature: the first object is a form XObject (8.10)
 * that fills the field's rectangle, the others are what it needs.  Each
 * is the text of an object, a stream with its data behind it ("<<...>>
 * stream ... endstream"); the first of them refers to itself as "F 0 R", where F is
 * the number first, the next one is F + 1, and so on.
 */
struct pdfsign_stamp {
	const struct buf	*objects;
	size_t			 count;		/* 0: none, /AP stays */
	uint32_t		 first;
};

struct pdfsign_request {
	const char	*field;		/* which to fill */
	const char	*name;		/* of the signer, or NULL */
	const char	*reason;	/* decision and meaning, or NULL */
	const char	*location;	/* or NULL */
	int64_t		 when;		/* claimed time, /M */
	const struct pdfsign_stamp	*stamp;		/* or NULL */
	const struct pdfsign_maker	*maker;
};

/* Bytes of DER a CMS of these certificates needs, with a time-stamp. */
size_t	pdfsign_room(size_t certificates_len, bool stamped);

/*
 * Certify the document: the issuer's signature in PDFFIELD_ISSUER with
 * DocMDP P=2 (12.8.2.2; later only signatures may be filled in), named
 * by /Perms of the catalog.  It must be the first signature.  pdf is
 * appended to, or left as it was where -1 is returned with a finding;
 * name is its file, for findings.
 */
int	pdfsign_certify(struct buf *pdf, const char *name,
	    const struct pdfsign_request *, struct diag *)
	    __attribute__((warn_unused_result));

/*
 * A file that this process has just written itself and knows the digest
 * of so far (which stays the caller's, unfinished): its bytes are not
 * gone through once more.
 */
struct pdfsign_fresh {
	const char		*data;
	size_t			 len;
	const struct digest_ctx	*digest;	/* fed with all of data */
	const char		*name;		/* for findings */
};

/* pdfsign_certify() for such a file; the revision, which follows data, is
 * appended to a buffer of its own. */
int	pdfsign_issue(const struct pdfsign_fresh *, struct buf *revision,
	    const struct pdfsign_request *, struct diag *)
	    __attribute__((warn_unused_result));

/* An approval signature (12.8.1) in a field the document has. */
int	pdfsign_approve(struct buf *pdf, const char *name,
	    const struct pdfsign_request *, struct diag *)
	    __attribute__((warn_unused_result));

/*
 * A document time-stamp (12.8.5, EN 319 142-1 5.4.3) in an invisible
 * field of its own.
 */
int	pdfsign_time(struct buf *pdf, const char *name,
	    const struct pdfsign_maker *, struct diag *)
	    __attribute__((warn_unused_result));

#endif
