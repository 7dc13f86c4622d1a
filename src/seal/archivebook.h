/*
 * The book of an archive that is verified: its entries with their
 * digests, read once, and the bytes of those that are looked into.
 */
#ifndef SEAL_ARCHIVEBOOK_H
#define SEAL_ARCHIVEBOOK_H

#include <stddef.h>

struct arena;
struct asic_list;
struct buf;
struct diag;
struct zip_entry;

struct archivebook_entry {
	const struct zip_entry	*zip;
	const char		*name;
	char			 sha256[65];
	unsigned		 kind;		/* enum asic_kind */
	unsigned		 number;
};

struct archivebook;

/* Open, check the structure, and take the digest of every entry.  -1 with
 * findings (V25). */
int	archivebook_open(struct arena *, const char *path,
	    struct archivebook **out, struct diag *)
	    __attribute__((warn_unused_result));
void	archivebook_close(struct archivebook *);

size_t	archivebook_count(const struct archivebook *);
const struct archivebook_entry	*archivebook_entry(const struct archivebook *,
				    size_t i);

/* By name; NULL where there is none. */
const struct archivebook_entry	*archivebook_find(const struct archivebook *,
				    const char *name);

/* Append its bytes, which must still have the digest (F06). */
int	archivebook_bytes(struct archivebook *,
	    const struct archivebook_entry *, size_t max, struct buf *,
	    struct diag *) __attribute__((warn_unused_result));

/*
 * Does the list name exactly these entries, in their order, with their
 * digests: those of one kind (ASIC_CONTENT), or with ASIC_KINDS all but
 * mimetype; in either case the ones before end?  -1 with findings (V02,
 * V03, V04).
 */
int	archivebook_covers(const struct archivebook *,
	    const struct asic_list *, const char *list_name, unsigned kind,
	    size_t end, struct diag *) __attribute__((warn_unused_result));

#endif
