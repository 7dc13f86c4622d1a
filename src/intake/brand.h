/*
 * Brand: what the front matter of a document layout says of the house:
 * organization, accent, logo.
 */
#ifndef INTAKE_BRAND_H
#define INTAKE_BRAND_H

#include <stddef.h>

struct arena;
struct diag;
struct theme;

struct brand {
	const char	*organization;	/* or NULL */
	const char	*logo;		/* name of a file beside the layout */
	unsigned	 logo_line;
	struct theme	*theme;		/* with its accent; NULL = built in */
};

/*
 * Read len bytes of front matter.  Keys of other programs are left alone.
 * An accent that is no colour or cannot be read on paper (WCAG 2.2 1.4.3:
 * 4.5 to 1), a logo that is not a file name ending in .json: -1 with
 * findings (T18).
 */
int	brand_parse(struct arena *, const char *text, size_t len,
	    const char *file, struct brand *, struct diag *)
	    __attribute__((warn_unused_result));

#endif
