/*
 * What stands in the lines of a Markdown source beside its tree: boxes,
 * look-alike boxes, lines to fill in, footnotes.
 */
#ifndef INTAKE_MDFACTS_H
#define INTAKE_MDFACTS_H

#include <stddef.h>

struct markdown_facts;

/* Lines of text that start with a list marker and a box: what a scanner
 * without a parser would count. */
size_t	mdfacts_boxes(const char *text, size_t len);

/*
 * Add to facts: naive_lines, fill_in_lines (lines with four underscores
 * in a row), box_characters (U+2610-2612, U+25A1 and their like),
 * footnotes (definitions outside fences).
 */
void	mdfacts_add(struct markdown_facts *, const char *text, size_t len);

#endif
