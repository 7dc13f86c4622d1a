/*
 * Paths as findings show them.
 */
#ifndef BASE_PATH_H
#define BASE_PATH_H

struct arena;

/*
 * path without empty and "." parts, and without "a/.." pairs: textual,
 * so that it may name another file where a is a link.  For showing only,
 * never for opening.
 */
const char	*path_shown(struct arena *, const char *path);

#endif
