/*
 * Inventory: the sorted list of files with size, SHA-256 and media type
 * that the record digest and the manifest are made of.
 */
#ifndef BASE_INVENTORY_H
#define BASE_INVENTORY_H

#include <stddef.h>
#include <stdint.h>

#include <stdbool.h>

struct arena;
struct buf;
struct digest;

enum inventory_role {
	INVENTORY_TEMPLATE,
	INVENTORY_RECORD,	/* record.json */
	INVENTORY_EVIDENCE,
	INVENTORY_ATTACHMENT,
	INVENTORY_SIGNATURE,	/* of a sign-off: <evidence>.p7s */
	INVENTORY_LAYOUT,	/* document layouts of ours or the user's */
	INVENTORY_FONT,
	INVENTORY_OUTPUT,
	INVENTORY_ROLES
};

struct inventory_entry {
	const char	*path;		/* relative, '/'-separated, sorted on */
	uint64_t	 size;
	char		 sha256[65];
	const char	*media_type;
	enum inventory_role role;
	bool		 attached;	/* its bytes are inside report.pdf */
	const char	*held;		/* its bytes, as the digest was taken of
					   them; NULL: they are not kept */
};

struct inventory {
	struct inventory_entry	*entries;
	size_t			 count, cap;
};

/* Room for n more entries, so that growing leaves nothing behind. */
void	inventory_reserve(struct arena *, struct inventory *, size_t n);

/* path and media_type are copied into the arena, a known type is not. */
void	inventory_add(struct arena *, struct inventory *,
	    enum inventory_role, const char *path, uint64_t size,
	    const struct digest *, const char *media_type);

/* By path, bytewise (strcmp). */
void	inventory_sort(struct inventory *);

/* Add all entries of another one; sorted. */
void	inventory_join(struct arena *, struct inventory *,
	    const struct inventory *more);

const struct inventory_entry	*inventory_find(const struct inventory *,
	    const char *path);

/* Is a file of this role part of the record, and of its digest? */
bool	inventory_is_input(enum inventory_role);

/*
 * The record digest: SHA-256 over one line per entry of the five input
 * roles (template, record, evidence, attachment, signature), sorted by path:
 * "<sha256>  <size>  <path>\n".  Anyone can recompute it with sort and
 * sha256sum.  The inventory must be sorted.
 */
void	inventory_record_digest(const struct inventory *, struct digest *);

/* "template", "record", ... */
const char	*inventory_role_str(enum inventory_role);

/* By file name suffix; "application/octet-stream" where unknown. */
const char	*inventory_media_type(const char *path);

#endif
