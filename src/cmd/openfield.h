/*
 * Open fields: whether a PDF may be signed as it is, and where.
 */
#ifndef CMD_OPENFIELD_H
#define CMD_OPENFIELD_H

#include <stddef.h>

struct buf;
struct material;
struct pdffield;
struct pdfpolicy;
struct run;
struct trust;

/* The roles' fields of a PDF, and who has signed it. */
struct openfield {
	struct pdffield		*fields;	/* all, in their order */
	size_t			 count;
	const char		**fingerprints;	/* of who signed, in order */
	size_t			 signers;
	struct pdfpolicy	*policy;	/* all of them heard; or NULL */
};

/*
 * Judge the PDF: every revision accepted, every signature intact and
 * right and none against the signing policy of the file; with a trust list
 * every signer known, too.  -1 with findings.
 */
int	openfield_read(struct run *, const struct buf *pdf,
	    const char *file, const struct trust *, const struct material *,
	    struct openfield *) __attribute__((warn_unused_result));

/*
 * The field that --field or --role means.  NULL with a finding (P01) that
 * lists what is open.
 */
const struct pdffield	*openfield_find(struct run *, const char *file,
			    const struct openfield *);

/* The role of a field, or its name. */
const char	*openfield_role(const struct pdffield *);

/* The next open field of a role behind i (start with 0); count = none. */
size_t	openfield_next(const struct openfield *, size_t i);

#endif
