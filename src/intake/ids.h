/*
 * Ids: unique names with ordinals where two would be alike.
 */
#ifndef INTAKE_IDS_H
#define INTAKE_IDS_H

#include <stddef.h>

struct arena;
struct ids;

/* The table lives in tmp, new ids in the first arena. */
struct ids	*ids_new(struct arena *, struct arena *tmp, size_t expected);

/*
 * An id nobody has: base, or base with "-2", "-3" ... behind it.  *first
 * gets who took base before, NULL where it was free.  who must not be
 * NULL.
 */
const char	*ids_take(struct ids *, const char *base, void *who,
		    void **first);

#endif
