/*
 * Verify a signed PDF: its revisions (pdfjudge.h) and each signature and
 * time-stamp in it; four answers each.
 */
#ifndef SEAL_PDFVERIFY_H
#define SEAL_PDFVERIFY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct cms_result;
struct diag;
struct material;
struct pdfjudge;
struct pdfpolicy;
struct stamp_result;
struct trust;

struct pdfverify_options {
	const struct trust	*trust;		/* NULL: nobody is known */
	const struct material	*material;	/* from files, or NULL */
	int64_t			 now;
	int64_t			 proven;	/* by a time-stamp over the
						   whole file; or 0 */
	bool			 need_stamp, need_revocation;
};

/* One signature; which one is judge->signatures of the same index. */
struct pdfverify_signature {
	bool	integrity;	/* it covers these bytes, and no revision
				   behind it changed what it covers */
	bool	signature, signer, time;
	bool	good;		/* all four, and not forbidden */
	const char	*forbidden;	/* by the signing policy: the rule that
				   is broken, or NULL */
	const struct cms_result	*cms;	/* NULL for a time-stamp */
	const struct stamp_result	*stamp;	/* NULL for a signature */
};

struct pdfverify {
	struct pdfjudge		*judge;		/* pdfjudge.h */
	bool			 accepted;	/* all its revisions are */
	struct pdfverify_signature *signatures;
	size_t			 count;
	struct pdfpolicy	*policy;	/* with all approvals heard, or
						   NULL: the file tells none */
	bool			 good;
};

/*
 * Verify the bytes of a PDF; results live in the arena.  What its security
 * store and its time-stamps prove is used for the signatures before them.
 * An approval that the certified signing policy forbids is V28, and its
 * signer is not one who may.
 * 0 only where every revision is accepted and every signature is good.
 */
int	pdfverify_bytes(struct arena *, const void *data, size_t len,
	    const char *name, const struct pdfverify_options *,
	    struct pdfverify *, struct diag *)
	    __attribute__((warn_unused_result));

#endif
