/*
 * Who may sign a document and when: the policy of its sign-offs, told to
 * programs, which carry it where people's prose does not reach.
 */
#ifndef DOC_SIGNING_H
#define DOC_SIGNING_H

#include <stdbool.h>
#include <stddef.h>

enum signing_state {
	SIGNING_OPEN,
	SIGNING_GIVEN,		/* in the record, and it stands */
	SIGNING_REJECTED,	/* in the record */
	SIGNING_NOT_NEEDED,
	SIGNING_STATES
};

/* One sign-off. */
struct signing_role {
	const char	*place;		/* href of its BLANK */
	const char	*role;
	bool		 late;		/* business: after the technical ones */
	enum signing_state state;	/* when the document was made */
	const char	*by[3];		/* the names of who gave it, or NULL */
	bool		 ruled;		/* keys are named */
	const char	*const *keys;	/* SHA-256 of certificates, hex */
	size_t		 key_count;
};

struct signing {
	bool		 ordered;	/* technical before business */
	bool		 apart;		/* the approver is not the deployer */
	bool		 deployed;	/* somebody did */
	const char	*deployers[2];	/* as they are written, or NULL */
	size_t		 need;		/* N of M; 0 = all */
	const struct signing_role *roles;
	size_t		 count;
};

#endif
