/*
 * Markdown -> document fragments: the one file that knows cmark.  Used
 * for templates, evidence notes and document layouts alike.
 */
#ifndef INTAKE_MARKDOWN_H
#define INTAKE_MARKDOWN_H

#include <stddef.h>

struct arena;
struct diag;
struct node;

/* What stands in the source beside the tree; see template_counts. */
struct markdown_facts {
	size_t	headings, setext, tables, table_rows, links, images;
	size_t	code_blocks, html_blocks, footnotes;
	size_t	box_characters, boxes_in_code, boxes_in_comments;
	size_t	boxes_in_html, boxes_escaped, boxes_empty;
	size_t	fill_in_lines, naive_lines;
};

/*
 * Parse UTF-8 text (already gated: no NUL, valid) into a NODE_DOCUMENT.
 * file names it in findings, line is that of its first line.  Tables,
 * strikethrough, bare URLs, task boxes are recognised; comments become
 * NODE_DIRECTIVE where they start with "dossier:", else vanish; raw HTML
 * as decided in hostile-input.md.  Limits are checked before cmark runs.
 * facts may be NULL.  -1 with a finding; *out is NULL where a limit was
 * exceeded, else the tree without what could not be understood.
 *
 * Of a LIST_ITEM, text is " ", "x" or "X" where it is a task, "\\" where
 * its box is escaped and "[" where nothing follows its box; href is the
 * plain text of the first paragraph with its raw HTML, where it has any.
 * A TEXT of ROLE_SMALL is the target of a relative link.
 */
int	markdown_parse(struct arena *, const char *text, size_t len,
	    const char *file, unsigned line, struct node **out,
	    struct markdown_facts *facts, struct diag *)
	    __attribute__((warn_unused_result));

#endif
