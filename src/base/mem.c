/* The dying allocator: a failed request ends the program in one place. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"

static const char	exhausted[] =
    "dossier: out of memory; nothing was published\n";

void
mem_exhausted(void)
{
	/* stdio may allocate: only write(2) is left, and its failure
	 * changes nothing about what follows. */
	ssize_t	n = write(STDERR_FILENO, exhausted, sizeof(exhausted) - 1);

	(void)n;
	_exit(5);
}

void
mem_broken(const char *words)
{
	static const char head[] = "dossier: error[X01]: ";
	ssize_t		  n;

	n = write(STDERR_FILENO, head, sizeof(head) - 1);
	n = write(STDERR_FILENO, words, strlen(words));
	n = write(STDERR_FILENO, "; nothing was published\n", 24);
	(void)n;
	_exit(5);
}

void *
mem_alloc(size_t n)
{
	void	*p = malloc(n == 0 ? 1 : n);

	if (p == NULL)
		mem_exhausted();
	return p;
}

void *
mem_zalloc(size_t n, size_t size)
{
	void	*p;

	/* calloc(3) checks the product itself. */
	if (n == 0 || size == 0)
		n = size = 1;
	if ((p = calloc(n, size)) == NULL)
		mem_exhausted();
	return p;
}

void *
mem_grow(void *p, size_t n)
{
	void	*q = realloc(p, n == 0 ? 1 : n);

	if (q == NULL)
		mem_exhausted();
	return q;
}

void
mem_free(void *p)
{
	free(p);
}

char *
mem_strdup(const char *s)
{
	size_t	 n = strlen(s) + 1;
	char	*p = mem_alloc(n);

	memcpy(p, s, n);
	return p;
}

void
mem_wipe(void *p, size_t n)
{
	volatile unsigned char	*v = p;

	while (n-- > 0)
		*v++ = 0;
}
