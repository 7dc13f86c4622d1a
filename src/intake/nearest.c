/* Nearest: edit distance with swaps (optimal string alignment). */
#include <stdbool.h>
#include <string.h>

#include "intake/nearest.h"

/* Longer words are not compared; a row of the matrix is this long. */
#define WORD_MAX	128

static int
fold(char c)
{
	return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

size_t
nearest_distance(const char *a, const char *b, size_t limit)
{
	size_t	rows[3][WORD_MAX + 1], *before = rows[0], *above = rows[1];
	size_t	*row = rows[2], *turn, i, j, low, n = strlen(a), m = strlen(b);
	bool	same;

	if (n > WORD_MAX || m > WORD_MAX || (n > m ? n - m : m - n) > limit)
		return limit + 1;
	for (j = 0; j <= m; j++)
		before[j] = above[j] = j;
	for (i = 1; i <= n; i++) {
		row[0] = low = i;
		for (j = 1; j <= m; j++) {
			same = fold(a[i - 1]) == fold(b[j - 1]);
			row[j] = least(above[j - 1] + !same,
			    least(above[j], row[j - 1]) + 1);
			if (i > 1 && j > 1 && !same &&
			    fold(a[i - 1]) == fold(b[j - 2]) &&
			    fold(a[i - 2]) == fold(b[j - 1]))
				row[j] = least(row[j], before[j - 2] + 1);
			low = least(low, row[j]);
		}
		if (low > limit)
			return limit + 1;
		turn = before;
		before = above;
		above = row;
		row = turn;
	}
	return above[m];
}

void
nearest_try(struct nearest *n, const char *candidate)
{
	/* A third of the word may be wrong, but no more than three. */
	size_t	limit = (strlen(n->word) + 2) / 3, d;

	if (limit > 3)
		limit = 3;
	if (n->best != NULL) {
		if (n->distance == 0)
			return;
		limit = least(limit, n->distance - 1);
	}
	d = nearest_distance(n->word, candidate, limit);
	if (d > limit)
		return;
	n->best = candidate;
	n->distance = d;
}
