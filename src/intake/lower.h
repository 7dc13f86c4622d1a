/*
 * Lowering: the decisions of Markdown intake that need no parser - what
 * becomes of text, links, images, raw HTML, boxes - as moves on the doc
 * tree under construction.
 */
#ifndef INTAKE_LOWER_H
#define INTAKE_LOWER_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buf;
struct diag;
struct markdown_facts;
struct node;

#define LOWER_DEPTH	32	/* nested inline markup; deeper is text */
#define LOWER_FOLDS	16	/* open <details> */

/* Text that waits for cmark: the content of a table cell. */
struct lower_cell {
	struct node	*node;
	const char	*s;
	size_t		 n;
	unsigned	 line;
	bool		 box;		/* starts with the box of its item */
};

/* An HTML element that was opened and waits for its end. */
struct lower_span {
	int		 tag;		/* enum mdhtml_tag */
	struct node	*node;
	const void	*owner;		/* what it must be closed in */
	unsigned	 line;
};

struct lower {
	struct arena	*arena;
	struct diag	*diag;
	const char	*file;
	unsigned	 line0;		/* lines before the first of text */
	struct markdown_facts *facts;	/* never NULL */
	struct node	*at;		/* where the next node is added */
	size_t		 depth;		/* nested inline markup */
	bool		 in_link;
	bool		 extend;	/* text with : w @ ~ was seen */
	bool		 mark_html;	/* raw HTML leaves marks: mdtext.h */
	unsigned	 warned;	/* line of the last raw HTML warning */
	struct lower_span spans[LOWER_DEPTH + LOWER_FOLDS];
	size_t		 span_count;
	size_t		 loose_details;	/* opened inside a paragraph */
	struct lower_cell *cells;
	size_t		 cell_count, cell_cap;
	size_t		 filled;	/* cells that short rows were given */
};

/* Add a node of source line line (0 = unknown) and return it. */
struct node	*lower_add(struct lower *, int kind, unsigned line);

/* Text and code as a document may hold them (utf8_visible). */
void	lower_text(struct lower *, const char *literal, unsigned line);
void	lower_code(struct lower *, const char *literal, unsigned line);
void	lower_code_block(struct lower *, const char *literal,
	    const char *info, unsigned line);

/* Open inline markup; NULL where it is too deep and its content goes on
 * in the place it stands in. */
struct node	*lower_open(struct lower *, int kind, unsigned line);

/* Open a link: NULL where its target does not become one.  lower_target
 * closes it by showing a relative target that the text does not show. */
struct node	*lower_link(struct lower *, const char *url, unsigned line);
void	lower_target(struct lower *, const char *url, const char *shown);

/* An image becomes a link with its alternative text. */
void	lower_image(struct lower *, const char *url, const char *alt,
	    unsigned line);

/* Remove a prefix from the first text of a block. */
void	lower_strip(struct node *, const char *prefix);

/* Remove the box "[ ]" and the blanks behind it from the inline nodes of
 * an item's first paragraph. */
void	lower_strip_box(struct node *paragraph);

/* A finding with a T code at a line of the file. */
void	lower_warn(struct lower *, int code, unsigned line, const char *fmt,
	    ...) __attribute__((format(printf, 4, 5)));

#endif
