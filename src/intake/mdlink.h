/*
 * Which link targets of Markdown may live: https, http, mailto and places
 * in the same document.  Everything else is shown as text.
 */
#ifndef INTAKE_MDLINK_H
#define INTAKE_MDLINK_H

#include <stddef.h>

enum mdlink_kind {
	MDLINK_LIVE,		/* may become a link */
	MDLINK_RELATIVE,	/* a path beside the file: text, no finding */
	MDLINK_REFUSED		/* another scheme, or not to be trusted */
};

/* Judge a target as cmark gives it: entities and escapes resolved. */
enum mdlink_kind	mdlink_judge(const char *url);

/*
 * Does a bare URL or e-mail address (GFM 6.9, autolinks extension) start
 * or lie around s[at]?  before is the byte in front of s[0], 0 = none.
 * Sets from and to (offsets into s) and the prefix its target needs
 * ("", "http://", "mailto:"; NULL = counted, but no live link).  Returns
 * 1 if so.
 */
int	mdlink_bare(const char *s, size_t n, size_t at, char before,
	    size_t *from, size_t *to, const char **prefix);

#endif
