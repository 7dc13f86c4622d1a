/*
 * Block nodes as HTML flow content.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "doc/node.h"
#include "render/anchor.h"
#include "render/column.h"
#include "render/direction.h"
#include "render/inlines.h"
#include "render/markup.h"
#include "render/svg.h"

#include "render/flow.h"

#define LEVELS	6
#define STACKED	4	/* so many columns have no room on a phone */
#define WHOLE	12	/* bytes; dates and tickets are not broken */

struct flow {
	struct markup	*m;
	int		 levels[LEVELS];	/* source levels now open */
	int		 depth;
	int		 boxes;		/* entries, folds, cells around us */
	struct buf	 label;		/* the last heading, as text */
	struct buf	 head;		/* of a column, as text */
};

struct flow *
flow_open(struct markup *m)
{
	struct flow *f = mem_zalloc(1, sizeof(*f));

	f->m = m;
	buf_init(&f->label);
	buf_init(&f->head);
	return f;
}

void
flow_close(struct flow *f)
{
	if (f == NULL)
		return;
	buf_clear(&f->label);
	buf_clear(&f->head);
	mem_free(f);
}

/* begin with class, id and language of a node. */
static void
open_element(struct flow *f, const struct node *n, const char *name,
    const char *class)
{
	markup_begin_class(f->m, name, class);
	if (anchor_id_ok(n->id))
		markup_attribute(f->m, "id", n->id);
	if (anchor_lang_ok(node_lang(n))) {
		markup_attribute(f->m, "lang", node_lang(n));
		if (anchor_lang_rtl(node_lang(n))) {
			markup_attribute(f->m, "dir", "rtl");
			return;
		}
	}
	/* Names and notes, whatever the language around them. */
	if ((n->kind == NODE_PARAGRAPH || n->kind == NODE_HEADING ||
	    n->kind == NODE_LIST_ITEM || n->kind == NODE_CELL) &&
	    direction_rtl(n))
		markup_attribute(f->m, "dir", "rtl");
}

static const char *
role_class(const struct node *n)
{
	return n->role == ROLE_NONE ? NULL : node_role_str(n->role);
}

/* "base role state", each where there is one; NULL for none at all. */
static const char *
class_of(char *out, size_t size, const char *base, const struct node *n)
{
	const char *role = role_class(n);
	const char *state = svg_state_class((int)n->state);

	(void)snprintf(out, size, "%s%s%s%s%s", base == NULL ? "" : base,
	    base != NULL && role != NULL ? " " : "",
	    role == NULL ? "" : role,
	    state != NULL && (base != NULL || role != NULL) ? " " : "",
	    state == NULL ? "" : state);
	return out[0] == '\0' ? NULL : out;
}

/*
 * Children that may be inlines, blocks, or a mix of both; runs of inlines
 * become paragraphs where loose is set.
 */
static void
mixed(struct flow *f, const struct node *parent, bool loose)
{
	const struct node *c = parent->first;

	while (c != NULL) {
		if (!node_is_inline(c->kind)) {
			flow_block(f, c);
			c = c->next;
			continue;
		}
		if (loose)
			markup_begin(f->m, "p");
		for (; c != NULL && node_is_inline(c->kind); c = c->next)
			inlines_node(f->m, c);
		if (loose)
			markup_end(f->m);
	}
}

/*
 * Levels go down by one only: source levels 1, 3, 3 become 1, 2, 2
 * (WCAG 2.2, H42).
 */
static int
outline_level(struct flow *f, int level)
{
	while (f->depth > 0 && f->levels[f->depth - 1] >= level)
		f->depth--;
	if (f->depth < LEVELS)
		f->levels[f->depth++] = level;
	return f->depth;
}

static void
heading(struct flow *f, const struct node *n)
{
	static const char *const names[] = {
		"h1", "h2", "h3", "h4", "h5", "h6"
	};
	char class[64];

	if (f->boxes > 0) {
		/* A heading in a note is no part of our outline. */
		open_element(f, n, "p", "hd");
		inlines_children(f->m, n);
		markup_end(f->m);
		return;
	}
	buf_rewind(&f->label);
	node_plain(&f->label, n);
	open_element(f, n, names[outline_level(f, n->level) - 1],
	    class_of(class, sizeof(class), NULL, n));
	if (n->state != SHAPE_NONE)
		svg_mark(f->m, (int)n->state, node_state_word(n->state));
	inlines_children(f->m, n);
	markup_end(f->m);
	markup_newline(f->m);
}

static void
paragraph(struct flow *f, const struct node *n)
{
	char class[64];

	open_element(f, n, "p", class_of(class, sizeof(class), NULL, n));
	inlines_children(f->m, n);
	markup_end(f->m);
	markup_newline(f->m);
}

static void
list_item(struct flow *f, const struct node *n, bool tight)
{
	const struct node *c;

	open_element(f, n, "li", n->task ? "task" : NULL);
	if (n->task) {
		markup_begin_class(f->m, "span", n->checked ? "box on" : "box");
		markup_element(f->m, "span", "vh",
		    n->checked ? "ticked: " : "open: ");
		markup_end(f->m);
	}
	for (c = n->first; c != NULL; c = c->next) {
		if (node_is_inline(c->kind))
			inlines_node(f->m, c);
		else if (tight && c->kind == NODE_PARAGRAPH &&
		    c->role == ROLE_NONE && c->id == NULL)
			inlines_children(f->m, c);
		else
			flow_block(f, c);
	}
	markup_end(f->m);
	markup_newline(f->m);
}

static void
list(struct flow *f, const struct node *n)
{
	const struct node *c;
	char class[64], start[16];

	f->boxes++;
	open_element(f, n, n->ordered ? "ol" : "ul",
	    class_of(class, sizeof(class), n->tight ? NULL : "loose", n));
	if (n->ordered && n->level > 1) {
		(void)snprintf(start, sizeof(start), "%d", n->level);
		markup_attribute(f->m, "start", start);
	}
	for (c = n->first; c != NULL; c = c->next)
		list_item(f, c, n->tight);
	markup_end(f->m);
	markup_newline(f->m);
	f->boxes--;
}

/* A date, a ticket: a browser would break it behind its hyphen. */
static bool
is_whole(const struct node *cell)
{
	const struct node *n = cell->first;

	return n != NULL && n->next == NULL && n->kind == NODE_TEXT &&
	    cell->role == ROLE_NONE && n->text != NULL &&
	    strchr(n->text, '-') != NULL && strchr(n->text, ' ') == NULL &&
	    strpbrk(n->text, "0123456789") != NULL &&
	    strlen(n->text) <= WHOLE;
}

/*
 * A number short of digits after the point is padded by the style sheet
 * ("d2": two figure spaces, "p2": a point and two), so that the text that
 * is copied stays the number.
 */
static const char *
cell_class(char *out, size_t size, const struct node *cell, int most)
{
	int mine = column_fraction(cell), pad;

	if (mine >= 0) {
		pad = most - mine > 6 ? 6 : most - mine;
		if (pad > 0)
			(void)snprintf(out, size, "n %c%d",
			    mine == 0 ? 'p' : 'd', pad);
		else
			(void)snprintf(out, size, "n");
		return out;
	}
	if (cell->role == ROLE_NUMBER || cell->align == ALIGN_END)
		return "n";
	if (cell->align == ALIGN_CENTER)
		return "c";
	return is_whole(cell) ? "k" : role_class(cell);
}

/*
 * What a narrow window shows before the cell, where it sets the rows of a
 * wide table one cell below the other.
 */
static void
cell_label(struct flow *f, const struct node *head)
{
	if (head == NULL)
		return;
	buf_rewind(&f->head);
	node_plain(&f->head, head);
	markup_attribute(f->m, "data-l", buf_str(&f->head));
}

static void
table_row(struct flow *f, const struct node *row, const struct columns *cols,
    const struct node *head)
{
	const struct node *cell;
	char class[64];
	size_t i = 0;

	open_element(f, row, "tr", class_of(class, sizeof(class), NULL, row));
	for (cell = row->first; cell != NULL; cell = cell->next, i++) {
		open_element(f, cell,
		    row->header || cell->header ? "th" : "td",
		    cell_class(class, sizeof(class), cell,
		    i < COLUMN_MAX ? cols->fraction[i] : -1));
		if (row->header || cell->header)
			markup_attribute(f->m, "scope",
			    row->header ? "col" : "row");
		if (i > 0)
			cell_label(f, head);
		if (head != NULL)
			head = head->next;
		mixed(f, cell, false);
		markup_end(f->m);
	}
	for (; i < cols->count; i++)
		markup_element(f->m, "td", NULL, NULL);
	markup_end(f->m);
	markup_newline(f->m);
}

/* Three columns have room, but for times and paths. */
static bool
is_stacked(const struct node *table, const struct columns *cols)
{
	return cols->count >= STACKED || table->role == ROLE_TIMELINE ||
	    table->role == ROLE_MANIFEST;
}

static void
table_body(struct flow *f, const struct node *n, const struct columns *cols)
{
	const struct node *row = n->first, *head = NULL;

	if (row != NULL && row->header) {
		if (is_stacked(n, cols))
			head = row->first;
		markup_begin(f->m, "thead");
		for (; row != NULL && row->header; row = row->next)
			table_row(f, row, cols, NULL);
		markup_end(f->m);
	}
	if (row == NULL)
		return;
	markup_begin(f->m, "tbody");
	for (; row != NULL; row = row->next)
		table_row(f, row, cols, head);
	markup_end(f->m);
}

/* Wide tables scroll inside a box that the keyboard reaches. */
static void
table(struct flow *f, const struct node *n)
{
	struct columns cols;
	char class[64];
	const char *label = n->text;

	column_measure(n, &cols);
	if (cols.count == 0)
		return;
	if (label == NULL)
		label = f->label.len > 0 ? buf_str(&f->label) : "table";
	f->boxes++;
	markup_begin_class(f->m, "div", "tw");
	markup_attribute(f->m, "role", "group");
	markup_attribute(f->m, "aria-label", label);
	markup_attribute(f->m, "tabindex", "0");
	open_element(f, n, "table", class_of(class, sizeof(class),
	    is_stacked(n, &cols) ? "stack" : NULL, n));
	if (n->text != NULL)
		markup_element(f->m, "caption", NULL, n->text);
	table_body(f, n, &cols);
	markup_end(f->m);
	markup_end(f->m);
	markup_newline(f->m);
	f->boxes--;
}

static void
facts(struct flow *f, const struct node *n)
{
	const struct node *c;
	char class[64];

	if (n->first == NULL)
		return;
	f->boxes++;
	open_element(f, n, "dl", class_of(class, sizeof(class), "facts", n));
	for (c = n->first; c != NULL; c = c->next) {
		open_element(f, c, "div",
		    class_of(class, sizeof(class), NULL, c));
		markup_element(f->m, "dt", NULL, c->text);
		markup_begin(f->m, "dd");
		if (direction_rtl(c))
			markup_attribute(f->m, "dir", "rtl");
		mixed(f, c, false);
		markup_end(f->m);
		markup_end(f->m);
	}
	markup_end(f->m);
	markup_newline(f->m);
	f->boxes--;
}

static void
verdict(struct flow *f, const struct node *n)
{
	char class[64];

	f->boxes++;
	open_element(f, n, "div",
	    class_of(class, sizeof(class), "verdict", n));
	svg_mark(f->m, (int)n->state, NULL);
	markup_element(f->m, "p", "word", n->text);
	markup_begin_class(f->m, "div", "why");
	mixed(f, n, true);
	markup_end(f->m);
	markup_end(f->m);
	markup_newline(f->m);
	f->boxes--;
}

static void
entry(struct flow *f, const struct node *n)
{
	const char *word = n->text != NULL ? n->text :
	    node_state_word(n->state);
	char class[64];

	f->boxes++;
	open_element(f, n, "div", class_of(class, sizeof(class), "e", n));
	svg_mark(f->m, (int)n->state, NULL);
	if (word[0] != '\0')
		markup_element(f->m, "span", "w", word);
	mixed(f, n, true);
	markup_end(f->m);
	markup_newline(f->m);
	f->boxes--;
}

static void
fold(struct flow *f, const struct node *n)
{
	char class[64];

	f->boxes++;
	open_element(f, n, "details",
	    class_of(class, sizeof(class), NULL, n));
	markup_element(f->m, "summary", NULL,
	    n->text == NULL || n->text[0] == '\0' ? "more" : n->text);
	mixed(f, n, true);
	markup_end(f->m);
	markup_newline(f->m);
	f->boxes--;
}

static void
signature(struct flow *f, const struct node *n)
{
	char class[64];

	f->boxes++;
	open_element(f, n, "div", class_of(class, sizeof(class), "sig", n));
	markup_begin_class(f->m, "p", "who");
	svg_mark(f->m, (int)n->state, node_state_word(n->state));
	markup_text(f->m, n->text);
	markup_end(f->m);
	mixed(f, n, true);
	markup_end(f->m);
	markup_newline(f->m);
	f->boxes--;
}

static void
figure(struct flow *f, const struct node *n)
{
	char class[64];

	if (n->figure == NULL)
		return;
	f->boxes++;
	open_element(f, n, "figure",
	    class_of(class, sizeof(class), NULL, n));
	svg_figure(f->m, n->figure, n->text);
	if (n->first != NULL) {
		markup_begin(f->m, "figcaption");
		mixed(f, n, false);
		markup_end(f->m);
	}
	markup_end(f->m);
	markup_newline(f->m);
	f->boxes--;
}

static void
code_block(struct flow *f, const struct node *n)
{
	markup_begin(f->m, "pre");
	markup_attribute(f->m, "tabindex", "0");
	markup_element(f->m, "code", NULL, n->text);
	markup_end(f->m);
	markup_newline(f->m);
}

static void
section(struct flow *f, const struct node *n)
{
	char class[64];

	open_element(f, n, "section",
	    class_of(class, sizeof(class), NULL, n));
	mixed(f, n, true);
	markup_end(f->m);
	markup_newline(f->m);
}

/* Blocks that only group: a quote, a stray row. */
static void
group(struct flow *f, const struct node *n, const char *name)
{
	f->boxes++;
	open_element(f, n, name, NULL);
	mixed(f, n, true);
	markup_end(f->m);
	markup_newline(f->m);
	f->boxes--;
}

void
flow_block(struct flow *f, const struct node *n)
{
	if (node_is_contents(n))
		return;
	switch (n->kind) {
	case NODE_DOCUMENT:
		mixed(f, n, true);
		break;
	case NODE_SECTION:
		section(f, n);
		break;
	case NODE_HEADING:
		heading(f, n);
		break;
	case NODE_PARAGRAPH:
		paragraph(f, n);
		break;
	case NODE_LIST:
		list(f, n);
		break;
	case NODE_QUOTE:
		group(f, n, "blockquote");
		break;
	case NODE_CODE_BLOCK:
		code_block(f, n);
		break;
	case NODE_RULE:
		markup_begin(f->m, "hr");
		markup_end_void(f->m);
		break;
	case NODE_TABLE:
		table(f, n);
		break;
	case NODE_FACTS:
		facts(f, n);
		break;
	case NODE_VERDICT:
		verdict(f, n);
		break;
	case NODE_ENTRY:
		entry(f, n);
		break;
	case NODE_FOLD:
		fold(f, n);
		break;
	case NODE_SIGNATURE:
		signature(f, n);
		break;
	case NODE_FIGURE:
		figure(f, n);
		break;
	case NODE_PAGE_BREAK:
		markup_element(f->m, "div", "pb", NULL);
		break;
	case NODE_LIST_ITEM: case NODE_ROW: case NODE_CELL: case NODE_FACT:
		group(f, n, "div");
		break;
	case NODE_DIRECTIVE: case NODE_DATA: case NODE_KINDS:
		break;
	case NODE_TEXT: case NODE_STRONG: case NODE_EMPH: case NODE_STRIKE:
	case NODE_SUB: case NODE_SUP: case NODE_CODE: case NODE_LINK:
	case NODE_BREAK: case NODE_SOFT_BREAK: case NODE_BADGE:
	case NODE_DIGEST: case NODE_BLANK:
		inlines_node(f->m, n);
		break;
	}
}
