/*
 * The one allocator of the program.  Allocation never fails to its
 * caller: when the host has no more memory, one message goes to stderr by
 * write(2) and the process ends with exit status 5.
 */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

/* Bytes are uninitialised; n = 0 is served as 1.  Free with mem_free(). */
void	*mem_alloc(size_t n);

/* n * size zeroed bytes; the product is checked for overflow. */
void	*mem_zalloc(size_t n, size_t size);

/* As realloc(3); the old block is gone.  p may be NULL. */
void	*mem_grow(void *p, size_t n);

/* NULL does nothing. */
void	 mem_free(void *p);

/* A copy of s that the caller frees. */
char	*mem_strdup(const char *s);

/* Overwrite n bytes in a way the compiler keeps, for secrets. */
void	 mem_wipe(void *p, size_t n);

/* Ends the program with exit status 5 and the out-of-memory message. */
void	 mem_exhausted(void) __attribute__((noreturn));

/*
 * Ends the program with exit status 5 where a library breaks a promise
 * that leaves no way on, such as SHA-256 missing.  words is a constant.
 */
void	 mem_broken(const char *words) __attribute__((noreturn));

#endif
