/*
 * What stands in the lines of a Markdown source beside its tree: boxes,
 * look-alike boxes, lines to fill in, footnotes.
 */
#ifndef INTAKE_MDFACTS_H
#define INTAKE_MDFACTS_H

#include <stddef.h>

/* What stands in the source beside the tree; see template_counts. */
struct markdown_facts {
	size_t	headings, setext, tables, table_rows, links, images;
	size_t	code_blocks, html_blocks, footnotes;
	size_t	box_characters, boxes_in_code, boxes_in_comments;
	size_t	boxes_in_html, boxes_escaped, boxes_empty;
	size_t	fill_in_lines, naive_lines;
};

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
