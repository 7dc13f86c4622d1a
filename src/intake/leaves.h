/*
 * Leaves: the files of a record folder, each read or hashed only once.
 */
#ifndef INTAKE_LEAVES_H
#define INTAKE_LEAVES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct diag;
struct digest;
struct fs_root;
struct table;

struct leaf {
	const char	*path;		/* relative to the folder, as it is */
	const char	*name;		/* the same as valid UTF-8, shown */
	const char	*fault;		/* why its name is refused, or NULL */
	bool		 regular;
	bool		 folder;	/* a link to one */
	bool		 taken;		/* evidence, attachment, template ... */
	bool		 signature;	/* of the evidence it is named for */
	bool		 hashed;	/* digest and size are known */
	uint64_t	 size;
	unsigned char	 sha256[32];
};

struct leaves {
	const struct fs_root	*root;
	struct leaf		*list;		/* sorted by path */
	size_t			 count, hidden;
	struct table		*by_path;
};

/* folder is where root is.  Paths live in keep, the rest in work.  -1 with a finding. */
int	leaves_list(struct leaves *, const struct fs_root *,
	    const char *folder, struct arena *keep, struct arena *work,
	    struct diag *)
	    __attribute__((warn_unused_result));

/* NULL where there is no such file (or a hidden one). */
struct leaf	*leaves_find(const struct leaves *, const char *path);

/* Is it evidence by its name: *.json in any case, or a link to a folder
 * that may hold some; not record.json, no attachment? */
bool	leaves_is_evidence(const struct leaf *);

/* Note the digest of bytes that were read. */
void	leaves_set(struct leaf *, const struct digest *, uint64_t size);

/* Hash the file unless that was done.  -1 with a finding. */
int	leaves_hash(const struct leaves *, struct leaf *, struct diag *)
	    __attribute__((warn_unused_result));

#endif
