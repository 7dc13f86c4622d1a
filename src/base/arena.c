/* Arena: a bump allocator over blocks that grow from 64 kB to 1 MB. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"

#define BLOCK_MIN	((size_t)64 * 1024)
#define BLOCK_MAX	((size_t)1024 * 1024)
#define ALIGN		((size_t)8)	/* of int64_t, double and pointers */

/*
 * Fresh blocks come zeroed from calloc(3), for large ones without being
 * touched.  dirty is how far earlier use has gone, so that after a reset
 * only those bytes are cleared again.
 */
struct block {
	struct block	*next;
	size_t		 size, used, dirty;
	_Alignas(16) unsigned char data[];
};

struct arena {
	struct block	*first, *cur;
	size_t		 grow;		/* size of the next block */
	size_t		 held;
};

struct arena *
arena_new(void)
{
	struct arena	*a = mem_zalloc(1, sizeof(*a));

	a->grow = BLOCK_MIN;
	return a;
}

static void
blocks_free(struct block *b)
{
	struct block	*next;

	for (; b != NULL; b = next) {
		next = b->next;
		mem_free(b);
	}
}

void
arena_free(struct arena *a)
{
	if (a == NULL)
		return;
	blocks_free(a->first);
	mem_free(a);
}

static struct block *
block_new(struct arena *a, size_t size)
{
	struct block	*b;

	if (size > SIZE_MAX - sizeof(*b))
		mem_exhausted();
	b = mem_zalloc(1, sizeof(*b) + size);
	b->size = size;
	a->held += sizeof(*b) + size;
	return b;
}

/* Link b behind the current block and, where wanted, go on in it. */
static struct block *
block_link(struct arena *a, struct block *b, int go_on)
{
	if (a->cur == NULL) {
		a->first = a->cur = b;
		return b;
	}
	b->next = a->cur->next;
	a->cur->next = b;
	if (go_on)
		a->cur = b;
	return b;
}

#ifndef ARENA_DEBUG

/* A block with n bytes left; large pieces get a block of their own. */
static struct block *
block_for(struct arena *a, size_t n)
{
	struct block	*b;
	size_t		 size;

	/* Blocks kept by arena_reset() come first. */
	if (a->cur != NULL && (b = a->cur->next) != NULL && b->used == 0 &&
	    b->size >= n)
		return a->cur = b;
	if (n > a->grow / 4)
		return block_link(a, block_new(a, n), 0);
	size = a->grow;
	if (a->grow < BLOCK_MAX)
		a->grow *= 2;
	return block_link(a, block_new(a, size), 1);
}

/* n raw bytes aligned to align (a power of two). */
static unsigned char *
take(struct arena *a, size_t n, size_t align)
{
	struct block	*b = a->cur;
	size_t		 at;

	if (n > SIZE_MAX - BLOCK_MAX)
		mem_exhausted();
	at = b == NULL ? 0 : (b->used + align - 1) & ~(align - 1);
	if (b == NULL || at > b->size || b->size - at < n) {
		b = block_for(a, n);
		at = b->used;
	}
	b->used = at + n;
	return b->data + at;
}

/* Clear what an earlier round left in p[0..n) and remember the use. */
static void
clean(struct block *b, unsigned char *p, size_t n)
{
	size_t	at = (size_t)(p - b->data);

	if (at < b->dirty)
		memset(p, 0, n < b->dirty - at ? n : b->dirty - at);
}

void *
arena_alloc(struct arena *a, size_t n)
{
	unsigned char	*p = take(a, n == 0 ? 1 : n, ALIGN);
	struct block	*b = a->cur;

	/* A piece with a block of its own is fresh, or whole. */
	if (p < b->data || p >= b->data + b->size)
		b = b->next;
	clean(b, p, n);
	return p;
}

/* Is items the last piece of the current block, with room behind it? */
static int
extend(struct arena *a, void *items, size_t old, size_t n)
{
	struct block	*b = a->cur;
	unsigned char	*p = items;
	size_t		 at;

	if (b == NULL || p < b->data || p >= b->data + b->size)
		return 0;
	at = (size_t)(p - b->data);
	if (at + old != b->used || b->size - at < n)
		return 0;
	clean(b, p + old, n - old);
	b->used = at + n;
	return 1;
}

#else /* ARENA_DEBUG: every piece is a block, so overruns are seen */

static unsigned char *
take(struct arena *a, size_t n, size_t align)
{
	(void)align;
	return block_link(a, block_new(a, n), 0)->data;
}

void *
arena_alloc(struct arena *a, size_t n)
{
	return take(a, n, ALIGN);
}

static int
extend(struct arena *a, void *items, size_t old, size_t n)
{
	(void)a, (void)items, (void)old, (void)n;
	return 0;
}

#endif

void *
arena_array(struct arena *a, size_t n, size_t size)
{
	if (size != 0 && n > SIZE_MAX / size)
		mem_exhausted();
	return arena_alloc(a, n * size);
}

void *
arena_more(struct arena *a, void *items, size_t *cap, size_t need,
    size_t size)
{
	size_t	 want = *cap == 0 ? 8 : *cap;
	void	*p;

	if (need <= *cap && items != NULL)
		return items;
	while (want < need) {
		if (want > SIZE_MAX / 2)
			mem_exhausted();
		want *= 2;
	}
	if (want > SIZE_MAX / 2 / size)
		mem_exhausted();
	if (items != NULL && *cap > 0 &&
	    extend(a, items, *cap * size, want * size)) {
		*cap = want;
		return items;
	}
	p = arena_alloc(a, want * size);
	if (items != NULL && *cap > 0)
		memcpy(p, items, *cap * size);
	*cap = want;
	return p;
}

char *
arena_strndup(struct arena *a, const char *s, size_t n)
{
	char	*p;

	if (n == SIZE_MAX)
		mem_exhausted();
	p = (char *)take(a, n + 1, 1);
	if (n > 0)
		memcpy(p, s, n);
	p[n] = '\0';
	return p;
}

char *
arena_strdup(struct arena *a, const char *s)
{
	return arena_strndup(a, s, strlen(s));
}

char *
arena_vprintf(struct arena *a, const char *fmt, va_list ap)
{
	char	 small[256], *p;
	va_list	 again;
	int	 n;

	va_copy(again, ap);
	n = vsnprintf(small, sizeof(small), fmt, ap);
	if (n < 0)
		mem_broken("a text cannot be formatted");
	if ((size_t)n < sizeof(small)) {
		p = arena_strndup(a, small, (size_t)n);
	} else {
		p = (char *)take(a, (size_t)n + 1, 1);
		vsnprintf(p, (size_t)n + 1, fmt, again);
	}
	va_end(again);
	return p;
}

char *
arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list	 ap;
	char	*p;

	va_start(ap, fmt);
	p = arena_vprintf(a, fmt, ap);
	va_end(ap);
	return p;
}

void
arena_reset(struct arena *a)
{
#ifdef ARENA_DEBUG
	blocks_free(a->first);
	a->first = a->cur = NULL;
	a->held = 0;
#else
	struct block	*b;

	for (b = a->first; b != NULL; b = b->next) {
		if (b->used > b->dirty)
			b->dirty = b->used;
		b->used = 0;
	}
	a->cur = a->first;
#endif
}

size_t
arena_size(const struct arena *a)
{
	return a->held;
}
