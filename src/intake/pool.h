/*
 * Pool: memory for a library that gives nothing back in time.  Its three
 * functions have no argument of ours (struct cmark_mem), so the arena
 * they draw from is set around each use; the program has one thread.
 */
#ifndef INTAKE_POOL_H
#define INTAKE_POOL_H

#include <stddef.h>

struct arena;

/* Draw from this arena until the next call; NULL at the end. */
void	 pool_use(struct arena *);

void	*pool_calloc(size_t n, size_t size);
void	*pool_realloc(void *old, size_t n);
void	 pool_free(void *);

#endif
