/*
 * Pipe tables (GFM 4.10, tables extension): delimiter rows, and rows cut
 * into cells.
 */
#ifndef INTAKE_PIPES_H
#define INTAKE_PIPES_H

#include <stddef.h>

struct arena;

#define PIPES_COLUMNS	256	/* wider ones stay text */

struct pipes_cell {
	const char	*s;	/* trimmed, "\|" resolved; the arena's */
	size_t		 n;
};

/*
 * The columns of a delimiter row, 0 where the line is none; align (enum
 * node_align) of each, where it is not NULL.
 */
size_t	pipes_delimiter(const char *s, size_t n,
	    unsigned char align[PIPES_COLUMNS]);

/*
 * Cut a row.  Returns the number of cells in the line, of which the first
 * PIPES_COLUMNS stand in cells (NULL: they are only counted).
 */
size_t	pipes_split(struct arena *, const char *s, size_t n,
	    struct pipes_cell cells[PIPES_COLUMNS]);

#endif
