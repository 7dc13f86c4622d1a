/*
 * Inscribe: signatures into PDFs of ours with their pictures, by the key
 * of a run: the issuer's certification, and approvals.
 */
#ifndef CMD_INSCRIBE_H
#define CMD_INSCRIBE_H

struct buf;
struct inventory;
struct key;
struct pdf_shelf;
struct pdfsign_fresh;
struct run;
struct stamp_source;

struct inscribe {
	const struct key		*key;
	const struct stamp_source	*tsa;	/* who stamps, or NULL */
	struct inventory		*fonts;	/* fonts used are added; may be
						   NULL */
	struct pdf_shelf		*shelf;	/* fonts read, or NULL */
};

/* What an approver says; all but field, name and decision may be NULL. */
struct inscribe_words {
	const char	*field;		/* its name in the file */
	const char	*role, *name;
	const char	*decision;	/* "approve" ... */
	const char	*meaning;
	const char	*conditions;	/* with "; " between */
};

/*
 * Certify a PDF that this run has rendered, in the issuer's field and at
 * the time of the run (pdfsign_issue); revision is appended to.
 */
int	inscribe_certify(struct run *, const struct inscribe *,
	    const struct pdfsign_fresh *, struct buf *revision)
	    __attribute__((warn_unused_result));

/*
 * An approval in a field that is open.  file is the name of the PDF, for
 * findings; pdf is appended to.
 */
int	inscribe_approve(struct run *, const struct inscribe *,
	    const struct inscribe_words *, const char *file, struct buf *pdf)
	    __attribute__((warn_unused_result));

/* A document time-stamp. */
int	inscribe_time(struct run *, const struct stamp_source *,
	    const char *file, struct buf *pdf)
	    __attribute__((warn_unused_result));

/* The name in a key's certificate: its CN, else all of its subject. */
const char	*inscribe_name(struct run *, const struct key *);

#endif
