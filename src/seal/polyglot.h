/*
 * Polyglot: HTML that browsers and XML read alike, as our writer makes it.
 * What one of them would read differently is refused by its tokens,
 * without a parser.
 */
#ifndef SEAL_POLYGLOT_H
#define SEAL_POLYGLOT_H

#include <stddef.h>

struct diag;

/* How our HTML ends. */
#define POLYGLOT_TAIL	"</body></html>\n"

/* Where text, which begins with '<', stands first; NULL = nowhere. */
const char	*polyglot_find(const char *html, size_t len,
		    const char *text);

/* How many elements are called Signature, with any prefix or none. */
size_t	polyglot_signatures(const char *html, size_t len);

/*
 * Is it HTML of ours?  It begins and ends as ours does, and holds no
 * comment, CDATA section, processing instruction, declaration, carriage
 * return or element with a syntax of its own.  Where element is not 0, one
 * template element of so many bytes stands before the tail, and the one
 * Signature in it; else there is neither.  -1 with a finding (V10).
 */
int	polyglot_check(const char *html, size_t len, size_t element,
	    const char *name, struct diag *)
	    __attribute__((warn_unused_result));

#endif
