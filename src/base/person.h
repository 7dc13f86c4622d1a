/*
 * Persons: could two names, as people type them, be one person's?  Asked
 * where two people are wanted, so that doubt speaks for one.
 */
#ifndef BASE_PERSON_H
#define BASE_PERSON_H

#include <stdbool.h>
#include <stddef.h>

struct buf;

/*
 * Append what is left of a name when case, marks, letters of other scripts
 * that look alike, what cannot be seen, and all behind an @ make no
 * difference: its words one behind the other, or, sorted, in the order of
 * the alphabet with a blank between them.  Nothing for no name.
 */
void	person_key(struct buf *, const char *name, size_t len, bool sorted);

/* Are the two one by either key?  Nothing is not the same as nothing. */
bool	person_like(const char *a, size_t n, const char *b, size_t m);

#endif
