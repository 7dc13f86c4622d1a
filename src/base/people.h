/*
 * People as inputs name them: who is the same person, who is among others.
 */
#ifndef BASE_PEOPLE_H
#define BASE_PEOPLE_H

#include <stdbool.h>

/* The same name but for case, marks on letters, points, hyphens, blanks
 * and a leading @?  Nothing is not the same as nothing. */
bool	people_same(const char *a, const char *b);

/* Does the text hold a letter or digit, so that it can name somebody? */
bool	people_named(const char *text);

/*
 * People as they are written: "A <a@x>, B (b) and C".  Is one of those in
 * a (all = each of them), by any name given, among those in b?  In doubt
 * yes: also where letters only look alike or words stand in another order
 * (person.h).
 */
bool	people_shared(const char *a, const char *b, bool all);

#endif
