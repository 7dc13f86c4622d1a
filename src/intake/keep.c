/* Keep: what was seen last under each hash. */
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "intake/keep.h"

#define SLOTS	1024	/* a power of two */
#define LONG	48	/* longer texts are sentences, and seldom return */

/*
 * One text a slot: a new one takes the place of the old, so that neither
 * room nor time grows with what is read, crafted or not.
 */
struct keep {
	const char	*seen[SLOTS];
};

struct keep *
keep_new(struct arena *a)
{
	return arena_alloc(a, sizeof(struct keep));
}

const char *
keep_text(struct keep *k, struct arena *a, const char *text)
{
	uint32_t	 hash = 2166136261u;	/* FNV-1a */
	size_t		 n;
	const char	**slot;

	for (n = 0; text[n] != '\0'; n++) {
		if (k == NULL || n == LONG)
			return arena_strdup(a, text);
		hash = (hash ^ (unsigned char)text[n]) * 16777619u;
	}
	slot = &k->seen[(hash ^ hash >> 16) & (SLOTS - 1)];
	if (*slot == NULL || strcmp(*slot, text) != 0)
		*slot = arena_strndup(a, text, n);
	return *slot;
}
