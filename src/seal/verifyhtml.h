/*
 * An HTML file among what is verified: the signature inside it, where
 * there is one.
 */
#ifndef SEAL_VERIFYHTML_H
#define SEAL_VERIFYHTML_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct buf;
struct cms_result;
struct diag;
struct verify_line;
struct verify_options;

/* What is known of the bytes already. */
struct verifyhtml_beside {
	bool	 covered;	/* a signature beside them or the manifest's
				   covers them; it need not be good */
	int64_t	 proven;	/* they existed then, by its time-stamp; or 0 */
};

struct verifyhtml {
	bool			 there;		/* a signature inside */
	bool			 judged;	/* false: this build cannot */
	bool			 good;
	const struct cms_result	*signer;	/* where judged */
};

/*
 * Verify the signature inside a file; name is for findings.  Where the
 * bytes are covered, line is one of its own, for that signature; else it
 * is the line of the file, which is not good without.  Where it cannot be
 * judged, that is said (V28) and the answers are left to what covers it.
 */
void	verifyhtml_bytes(struct arena *, const struct buf *, const char *name,
	    const struct verify_options *, const struct verifyhtml_beside *,
	    struct verify_line *, struct verifyhtml *, struct diag *);

/* Does the file hold one, of ours or another form? */
bool	verifyhtml_is(const struct buf *);
bool	verifyhtml_is_other(const struct buf *);

#endif
