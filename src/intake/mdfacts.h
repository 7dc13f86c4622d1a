/*
 * What stands in the lines of a Markdown source beside its tree: boxes,
 * look-alike boxes, lines to fill in, footnotes.
 */
#ifndef INTAKE_MDFACTS_H
#define INTAKE_MDFACTS_H

#include <stdbool.h>
#include <stddef.h>

/* What stands in the source beside the tree; see template_counts. */
struct markdown_facts {
	size_t	headings, setext, tables, table_rows, links, images;
	size_t	code_blocks, html_blocks, footnotes;
	size_t	box_characters, boxes_in_code, boxes_in_comments;
	size_t	boxes_in_html, boxes_escaped, boxes_empty;
	size_t	fill_in_lines, naive_lines;

	/* Boxes a reader sees and a parser does not. */
	size_t	boxes_in_cells;		/* of tables */
	size_t	boxes_in_tags;		/* raw HTML, not in a list of ours */
	size_t	boxes_in_headings;
	size_t	boxes_in_text;		/* lines of paragraphs */
	size_t	boxes_almost;		/* items: "[ ]text", "[]", "**[ ]" */
	unsigned almost_line;		/* of the first of these */
};

/* Lines of text that start with a list marker and a box: what a scanner
 * without a parser would count. */
size_t	mdfacts_boxes(const char *text, size_t len);

/* Boxes anywhere in a text that is no code: "a [ ] b [x] c" holds two.
 * Links ("[x](...)") and what a backslash escapes are none; code = what
 * stands between backticks is skipped. */
size_t	mdfacts_marks(const char *text, size_t len, bool code);

/*
 * Add the boxes of one block.  Of an item that is no task its text, which
 * may start with what was meant as a box (no blank behind it, none or two
 * characters in it, emphasis around it); of a paragraph all its lines
 * (those behind the first may start with a box, a list marker or quote
 * marks before it) and, where it is no item's, where its text starts; of
 * a heading and a block of raw HTML all of it.
 */
void	mdfacts_item(struct markdown_facts *, const char *text, size_t len,
	    unsigned line);
void	mdfacts_paragraph(struct markdown_facts *, const char *lines,
	    size_t len, const char *text, size_t text_len);
void	mdfacts_heading(struct markdown_facts *, const char *text,
	    size_t len);
void	mdfacts_html(struct markdown_facts *, const char *text, size_t len,
	    bool comment);

/*
 * Add to facts: naive_lines, fill_in_lines (lines with four underscores
 * in a row), box_characters (U+2610-2612, U+25A1 and their like),
 * footnotes (definitions outside fences).
 */
void	mdfacts_add(struct markdown_facts *, const char *text, size_t len);

#endif
