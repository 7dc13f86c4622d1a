/*
 * Nearest: which of many words was probably meant.
 */
#ifndef INTAKE_NEAREST_H
#define INTAKE_NEAREST_H

#include <stddef.h>

/* Start with { word, NULL, 0 }; best stays NULL where none is near. */
struct nearest {
	const char	*word;
	const char	*best;
	size_t		 distance;
};

/* Consider one candidate; the first of equals stays. */
void	nearest_try(struct nearest *, const char *candidate);

/*
 * Edits (insert, delete, replace, swap neighbours) that lead from a to b,
 * ASCII case aside; limit + 1 where they are more than limit.
 */
size_t	nearest_distance(const char *a, const char *b, size_t limit);

#endif
