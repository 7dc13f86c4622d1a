/*
 * Names of an archive: none stands twice, nor would two fall into one
 * place on a system that folds case, or be a file and a folder.
 */
#ifndef SEAL_ZIPNAMES_H
#define SEAL_ZIPNAMES_H

struct arena;
struct zipnames;

struct zipnames	*zipnames_new(struct arena *);

/*
 * Take a name.  NULL where it is allowed (zip_name_fault()) and free,
 * else a phrase that says why not.
 */
const char	*zipnames_take(struct zipnames *, const char *name);

#endif
