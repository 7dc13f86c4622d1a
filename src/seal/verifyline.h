/*
 * What verification is asked, and what it says of one file or signature:
 * the words of its four answers.
 */
#ifndef SEAL_VERIFYLINE_H
#define SEAL_VERIFYLINE_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct buf;
struct cms_result;
struct embedded_library;
struct material;
struct pdfpolicy;
struct stamp_result;
struct trust;

/* What the signer of a sign-off signed, and says of the signature. */
struct verify_statement {
	struct buf	*text;		/* appended to */
	const char	*role, *decision, *meaning;	/* "" where absent */
	const char	*fingerprint;	/* of the key it names, or NULL */
	int64_t		 at;
};

/*
 * Reads evidence, which this floor cannot: the statement of the sign-off
 * that the file at path in the record (of this name) holds.  -1 where it
 * holds none.
 */
struct verify_reader {
	int	(*statement)(void *ctx, struct arena *, const char *record,
		    const char *path, const struct buf *json,
		    struct verify_statement *);
	void	*ctx;
};

struct verify_options {
	const struct trust	*trust;		/* NULL: nobody is known */
	const struct material	*material;	/* from files, or NULL */
	int64_t			 now;
	int64_t			 proven;	/* by an outer time-stamp over
						   all of it; or 0 */
	bool			 need_stamp, need_revocation, need_approvals;
	const char		*record;	/* folder to compare, or NULL */
	const struct verify_reader *reader;	/* NULL: signatures of
						   sign-offs are not good */
	const struct embedded_library *library;	/* for signatures inside
						   HTML, or NULL */
};

/*
 * A signature inside a PDF or HTML file, or of a sign-off.  All of it is
 * signed, but for subject and fingerprint, which are of the certificate
 * that signs.
 */
struct verify_part {
	const char	*file;
	const char	*kind;		/* certification | approval |
					   time-stamp, in a PDF; sign-off,
					   beside evidence; enveloped, in
					   HTML */
	const char	*field, *role;	/* "" where there is none */
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
	bool		 inside;	/* a signature's, not a file's */
	struct verify_line *next;
};

/* Fill in a line whose integrity is "intact" so far; good is the whole. */
void	verifyline_signature(struct arena *, struct verify_line *,
	    const struct cms_result *, bool good);
void	verifyline_stamp(struct arena *, struct verify_line *,
	    const struct stamp_result *, bool good);

#endif
