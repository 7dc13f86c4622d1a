/*
 * Enclosures: files that go inside a document, as its caller lists them.
 * A writer asks for their bytes one at a time.
 */
#ifndef RENDER_ENCLOSURE_H
#define RENDER_ENCLOSURE_H

#include <stddef.h>

struct buf;
struct diag;

/* What a file is to the document (ISO 19005-3 6.8, AFRelationship). */
enum enclosure_relation {
	ENCLOSURE_SOURCE,	/* the document was made from it */
	ENCLOSURE_DATA,		/* what a part of it shows was read from it */
	ENCLOSURE_SUPPLEMENT,	/* it adds to what is shown */
	ENCLOSURE_RELATIONS
};

struct enclosure {
	const char	*path;		/* unique; any UTF-8 */
	const char	*name;		/* path below a common folder */
	const char	*media_type;
	const char	*words;		/* what it is, for people */
	const char	*date;		/* "D:20261122130509Z", or NULL */
	enum enclosure_relation relation;
};

struct enclosures {
	const struct enclosure	*list;
	size_t			 count;
	/*
	 * Append the bytes of number i.  -1 with a finding, also where they
	 * are no longer those the document speaks of.
	 */
	int	(*load)(void *ctx, size_t i, struct buf *, struct diag *)
		    __attribute__((warn_unused_result));
	void	*ctx;
};

#endif
