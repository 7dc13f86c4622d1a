/*
 * Pipe tables found in the lines of what cmark takes for a paragraph.
 */
#ifndef INTAKE_MDTABLE_H
#define INTAKE_MDTABLE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct lower;
struct lower_cell;
struct mdlines;
struct node;

struct mdtable_line {
	const char	*s;		/* without container marks and ends */
	size_t		 n;
	unsigned	 line;
	bool		 lazy;		/* stands outside its containers */
	bool		 deep;		/* indented like code */
};

/*
 * The index of the header row: the first line that is followed by a
 * delimiter row of as many cells; count where there is no table.
 */
size_t	mdtable_find(const struct mdtable_line *, size_t count);

/* What the underline of a setext heading is behind a table. */
enum mdtable_tail { MDTABLE_NOTHING, MDTABLE_ROW, MDTABLE_RULE };

/* How many lines of a setext heading are its text, and its underline. */
size_t	mdtable_heading(const struct mdtable_line *, size_t count,
	    enum mdtable_tail *);

/*
 * Add the table of these lines (header, delimiter, body) to the tree.
 * Cells with markup are left to the caller in lo->cells.  Lines that are
 * lazy end it and are a paragraph again.
 */
void	mdtable_build(struct lower *, const struct mdtable_line *,
	    size_t count);

/*
 * The text of a paragraph line by line: first starts at column col, the
 * others behind as many quote marks as the paragraph stands in, and not
 * before column item (from 0) of the list item it stands in, if any.
 * line0 is added to line numbers.
 */
struct mdtable_line *mdtable_lines(struct arena *, const struct mdlines *,
	    int first, int last, int col, size_t quotes, size_t item,
	    unsigned line0);

/* Lines before a table stay a paragraph, left to the caller as a cell. */
struct lower_cell *mdtable_defer(struct lower *,
	    const struct mdtable_line *, size_t count);

#endif
