/*
 * The lists of an ASiC-E container with CAdES (ETSI EN 319 162-1 A.4):
 * ASiCManifest and ASiCArchiveManifest name what one signature or
 * time-stamp covers.  XML of one fixed shape: written, and read strictly.
 */
#ifndef SEAL_ASICLIST_H
#define SEAL_ASICLIST_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buf;
struct diag;

struct asic_object {
	const char	*name;
	const char	*media_type;
	char		 sha256[65];
	bool		 root;		/* the list that is judged next, in an
					   ASiCArchiveManifest */
};

struct asic_list {
	const char	*signature;	/* file that signs or stamps this */
	const char	*signature_type;
	struct asic_object *objects;
	size_t		 count;
};

/* Append the XML; names are percent-encoded (RFC 3986 2.1). */
void	asiclist_write(struct buf *, const struct asic_list *);

/*
 * Accepts only what asiclist_write() writes, byte for byte.  name is for
 * findings (V26).
 */
int	asiclist_parse(struct arena *, const struct buf *xml,
	    const char *name, struct asic_list *, struct diag *)
	    __attribute__((warn_unused_result));

#endif
