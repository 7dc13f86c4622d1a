/*
 * The lines of a Markdown source by number, and what a position in them
 * holds.
 */
#ifndef INTAKE_MDLINES_H
#define INTAKE_MDLINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct buf;

struct mdlines {
	const char	*text;
	size_t		 len;
	uint32_t	*start;		/* offset of line i + 1 */
	size_t		 count;
};

/* Where lines start; the index lives in the arena, text is borrowed. */
void		 mdlines_index(struct mdlines *, struct arena *,
		    const char *text, size_t len);

/* The bytes from line first to line last, counted from 1, with their line
 * ends; "" and *n = 0 where there are no such lines. */
const char	*mdlines_range(const struct mdlines *, int first, int last,
		    size_t *n);

/* The bytes from a line and column (both from 1, columns in bytes) to the
 * end of the text. */
const char	*mdlines_from(const struct mdlines *, int line, int col,
		    size_t *n);

/* Append the lines that may define the links other texts refer to. */
void		 mdlines_definitions(const struct mdlines *, struct buf *);

/* What the first bytes of an item's text are. */
enum mdlines_box {
	MDLINES_NO_BOX,
	MDLINES_BOX,		/* "[ ]", "[x]", "[X]", a blank and text */
	MDLINES_ESCAPED,	/* "\[ ]": text that looks like a box */
	MDLINES_EMPTY		/* a box with nothing behind it */
};

/* more = the paragraph goes on in another line. */
enum mdlines_box mdlines_box(const char *s, size_t n, bool more);

/* Does a heading that starts at s have no number signs (setext)? */
bool		 mdlines_setext(const char *s, size_t n);

#endif
