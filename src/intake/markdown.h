/*
 * Markdown -> document fragments: the one file that knows cmark.  Used
 * for templates, evidence notes and document layouts alike.
 */
#ifndef INTAKE_MARKDOWN_H
#define INTAKE_MARKDOWN_H

#include <stddef.h>

struct arena;
struct diag;
struct markdown_facts;
struct node;

/*
 * Parse UTF-8 text (already gated: no NUL, valid) into a NODE_DOCUMENT.
 * file names it in findings, line is that of its first line.  Tables,
 * strikethrough, bare URLs, task boxes are recognised.  Comments become
 * NODE_DIRECTIVE where they start with "dossier:", else vanish; a few
 * harmless tags are mapped, any other raw HTML is shown as text.  Images
 * become links, links of other schemes than https, http and mailto text.
 * Limits are checked before cmark runs.  facts (mdfacts.h) are added to;
 * NULL for none.  -1 with a finding; *out is NULL where a limit was
 * exceeded, else the tree without what could not be understood.
 *
 * Of a LIST_ITEM, text is " ", "x" or "X" where it is a task, "\\" where
 * its box is escaped and "[" where nothing follows its box; href is the
 * plain text of the first paragraph with its raw HTML, where it has any.
 * A TEXT of ROLE_SMALL is the target of a relative link, or of an image
 * without words.
 */
int	markdown_parse(struct arena *, const char *text, size_t len,
	    const char *file, unsigned line, struct node **out,
	    struct markdown_facts *facts, struct diag *)
	    __attribute__((warn_unused_result));

#endif
