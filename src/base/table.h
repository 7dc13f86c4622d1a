/*
 * Table: text -> pointer, for look-ups where there may be many.  Open
 * addressing over SipHash-1-3, so that crafted keys cannot make it slow;
 * the key is fixed, so that runs are alike.  Lives in an arena; there is
 * no order to walk in, callers keep their own list.
 */
#ifndef BASE_TABLE_H
#define BASE_TABLE_H

#include <stddef.h>

struct arena;
struct table;

/* Room for expected entries at first (0 = few); it grows. */
struct table	*table_new(struct arena *, size_t expected);

/*
 * Add key, which is borrowed, unless it is there.  Returns the value that
 * stood there before, which stays, or NULL where it is new.  value must
 * not be NULL.
 */
void		*table_add(struct table *, const char *key, void *value);

/* The value of key, or NULL (also for key = NULL). */
void		*table_find(const struct table *, const char *key);

/* Replace the value of key, or add it. */
void		 table_set(struct table *, const char *key, void *value);

size_t		 table_count(const struct table *);

#endif
