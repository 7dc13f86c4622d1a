/*
 * The signing policy that a PDF carries (render/pdf_policy), certified by
 * its issuer, and the approvals in the file held against it.  In doubt an
 * approval does not count.
 */
#ifndef SEAL_PDFPOLICY_H
#define SEAL_PDFPOLICY_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct diag;
struct pdffile;

enum pdfpolicy_standing {
	PDFPOLICY_OPEN,
	PDFPOLICY_GIVEN,	/* in the record, before the issue */
	PDFPOLICY_APPROVED,	/* in this file, by somebody known */
	PDFPOLICY_UNKNOWN,	/* by a signature that is not good */
	PDFPOLICY_SILENT,	/* signed without a decision of ours */
	PDFPOLICY_REJECTED,	/* here or in the record */
	PDFPOLICY_FORBIDDEN,	/* signed against the policy */
	PDFPOLICY_NOT_NEEDED,
	PDFPOLICY_STANDINGS
};

struct pdfpolicy_role {
	const char	*field, *role;
	bool		 late;		/* after those that are not */
	bool		 ruled;		/* only these keys may sign */
	const char	**keys;		/* SHA-256 of certificates, hex */
	size_t		 key_count;
	enum pdfpolicy_standing standing;
	const char	**by;		/* GIVEN: the names of who gave it */
	size_t		 by_count;
	const struct pdfpolicy_said *voice; /* APPROVED: who, here */
	bool		 refused;	/* rejected in the record */
};

struct pdfpolicy {
	bool		 ordered;	/* late roles after the others */
	bool		 apart;		/* an approver is no deployer */
	bool		 deployed;
	const char	**deployers;
	size_t		 deployer_count;
	size_t		 need;		/* people, each counted once; 0 = all
					   roles */
	struct pdfpolicy_role *roles;
	size_t		 count;
	struct pdfpolicy_said *said;	/* so far, the last one first */
	/* The sum, kept up to date: */
	size_t		 asked, given, rejected, forbidden;
	bool		 reached;	/* enough are given, none is against */
};

/*
 * Read it from the first revision, which is what was certified.  *out is
 * NULL where there is none; -1 with a finding (V20) unless it is one of
 * ours to the letter.
 */
int	pdfpolicy_read(struct arena *, const struct pdffile *,
	    const char *name, struct pdfpolicy **out, struct diag *)
	    __attribute__((warn_unused_result));

/* A signature in a field, as it is in the file or is to be. */
struct pdfpolicy_voice {
	const char	*field;
	const char	*name;		/* printed, or "" */
	const char	*subject;	/* "CN=..., O=..." */
	const char	*fingerprint;
	const char	*decision;	/* pdfpolicy_decision() */
	bool		 good;		/* all four answers are yes */
};

/*
 * Hear one signature after the other, in the order made.  NULL, or the
 * rule it breaks as a phrase; it does not count then, and its role is
 * FORBIDDEN.
 */
const char	*pdfpolicy_hear(struct arena *, struct pdfpolicy *,
		    const struct pdfpolicy_voice *);

/* The decision a /Reason begins with, "approve", "reject" or
 * "approve_with_conditions"; NULL where it states none of them. */
const char	*pdfpolicy_decision(const char *reason);

/* "open", "given in the record" ... */
const char	*pdfpolicy_standing_str(enum pdfpolicy_standing);

/* The roles of this standing, with ", " between; "" where there is none. */
const char	*pdfpolicy_list(struct arena *, const struct pdfpolicy *,
		    enum pdfpolicy_standing);

#endif
