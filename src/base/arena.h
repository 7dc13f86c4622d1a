/*
 * Arena: memory that is given out in pieces and freed as a whole.  One
 * arena per run holds the model and the document tree; a writer may keep
 * a scratch arena of its own.  Compiled with ARENA_DEBUG every piece is
 * its own malloc, so that valgrind and ASan see overruns.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

struct arena	*arena_new(void);

/* NULL does nothing.  Everything given out dies here. */
void		 arena_free(struct arena *);

/* Zeroed, aligned to 8 bytes: for pointers, int64_t and double.  */
void		*arena_alloc(struct arena *, size_t n);

/* n * size zeroed bytes; the product is checked for overflow. */
void		*arena_array(struct arena *, size_t n, size_t size);

/*
 * Grow a vector held in the arena: *items has room for *cap elements of
 * size bytes; after the call there is room for at least need.  The old
 * place stays until the arena goes.  Returns the (new) place.
 */
void		*arena_more(struct arena *, void *items, size_t *cap,
		    size_t need, size_t size);

char		*arena_strdup(struct arena *, const char *s);
char		*arena_strndup(struct arena *, const char *s, size_t n);
char		*arena_printf(struct arena *, const char *fmt, ...)
		    __attribute__((format(printf, 2, 3)));
char		*arena_vprintf(struct arena *, const char *fmt, va_list)
		    __attribute__((format(printf, 2, 0)));

/* Give all pieces back but keep the blocks, for per-item scratch use. */
void		 arena_reset(struct arena *);

/* Bytes held, for the tests that bound memory. */
size_t		 arena_size(const struct arena *);

#endif
