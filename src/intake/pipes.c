/*
 * Pipe tables: delimiter rows and cells.
 */
#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "doc/node.h"
#include "intake/pipes.h"

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\v' || c == '\f';
}

static size_t
skip_blanks(const char *s, size_t n, size_t at)
{
	while (at < n && is_blank(s[at]))
		at++;
	return at;
}

size_t
pipes_delimiter(const char *s, size_t n, unsigned char align[PIPES_COLUMNS])
{
	size_t at, columns = 0;
	bool left, right;

	while (n > 0 && is_blank(s[n - 1]))
		n--;
	at = skip_blanks(s, n, 0);
	if (at < n && s[at] == '|')
		at = skip_blanks(s, n, at + 1);
	while (at < n) {
		left = s[at] == ':';
		if (left)
			at++;
		if (at == n || s[at] != '-')
			return 0;
		while (at < n && s[at] == '-')
			at++;
		right = at < n && s[at] == ':';
		if (right)
			at++;
		if (columns == PIPES_COLUMNS)
			return 0;
		if (align != NULL)
			align[columns] = !right ? ALIGN_START : left ?
			    ALIGN_CENTER : ALIGN_END;
		columns++;
		at = skip_blanks(s, n, at);
		if (at < n && s[at] != '|')
			return 0;
		if (at < n)
			at = skip_blanks(s, n, at + 1);
	}
	return columns;
}

/* The pipe that ends the cell at at; one behind a backslash does not. */
static size_t
cell_end(const char *s, size_t n, size_t at)
{
	for (; at < n && s[at] != '|'; at++)
		if (s[at] == '\\' && at + 1 < n && s[at + 1] > ' ' &&
		    s[at + 1] < 0x7f)
			at++;
	return at;
}

static void
keep(struct arena *a, const char *s, size_t n, struct pipes_cell *cell)
{
	size_t i, out = 0;
	char *copy;

	while (n > 0 && is_blank(*s)) {
		s++;
		n--;
	}
	while (n > 0 && is_blank(s[n - 1]))
		n--;
	copy = arena_strndup(a, s, n);
	for (i = 0; i < n; i++) {
		if (copy[i] == '\\' && i + 1 < n && copy[i + 1] == '|')
			i++;
		copy[out++] = copy[i];
	}
	copy[out] = '\0';
	cell->s = copy;
	cell->n = out;
}

size_t
pipes_split(struct arena *a, const char *s, size_t n,
    struct pipes_cell cells[PIPES_COLUMNS])
{
	size_t at = 0, end, count = 0;

	at = skip_blanks(s, n, at);
	while (n > at && is_blank(s[n - 1]))
		n--;
	if (at < n && s[at] == '|')
		at = skip_blanks(s, n, at + 1);
	while (at < n) {
		end = cell_end(s, n, at);
		if (cells != NULL && count < PIPES_COLUMNS)
			keep(a, s + at, end - at, &cells[count]);
		count++;
		at = end < n ? skip_blanks(s, n, end + 1) : n;
	}
	return count;
}
