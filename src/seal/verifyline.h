/*
 * What verification is asked, and what it says of one file or signature:
 * the words of its four answers.
 */
#ifndef SEAL_VERIFYLINE_H
#define SEAL_VERIFYLINE_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct cms_result;
struct material;
struct pdfpolicy;
struct stamp_result;
struct trust;

struct verify_options {
	const struct trust	*trust;		/* NULL: nobody is known */
	const struct material	*material;	/* from files, or NULL */
	int64_t			 now;
	bool			 need_stamp, need_revocation, need_approvals;
	const char		*record;	/* folder to compare, or NULL */
};

/*
 * A signature inside a PDF.  All of it is signed, but for subject and
 * fingerprint, which are of the certificate that signs.
 */
struct verify_part {
	const char	*file;
	const char	*kind;		/* certification | approval |
					   time-stamp */
	const char	*field, *role;	/* "" for a time-stamp */
	const char	*decision;	/* approve | reject |
					   approve_with_conditions, which
					   reason begins with; else NULL */
	const char	*forbidden;	/* the rule it breaks, or NULL */
	const char	*reason;	/* or "" */
	const char	*subject, *fingerprint;
	const char	*revocation;	/* not known | good | revoked */
	int64_t		 claimed;	/* 0 = none */
	unsigned	 revision;	/* of the PDF, from 1 */
	bool		 stamped;	/* it holds a time-stamp */
};

/* One file, or one signature inside a file. */
struct verify_line {
	const char	*name;
	const char	*integrity, *signature, *signer, *time;	/* words */
	bool		 good;
	const struct verify_part *part;	/* the one of a line, or the
					   certification of a PDF, or NULL */
	const char	*note;		/* or NULL */
	const struct pdfpolicy *policy;	/* of a PDF, or NULL */
	bool		 inside;	/* a signature's behind the
					   certification, not a file's */
	struct verify_line *next;
};

/* Fill in a line whose integrity is "intact" so far; good is the whole. */
void	verifyline_signature(struct arena *, struct verify_line *,
	    const struct cms_result *, bool good);
void	verifyline_stamp(struct arena *, struct verify_line *,
	    const struct stamp_result *, bool good);

#endif
