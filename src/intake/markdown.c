/*
 * Markdown -> doc nodes: cmark's tree, walked without recursion, with the
 * extensions cmark 0.30 does not know (tables, boxes) recognised by the
 * source positions of its nodes.
 */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define CMARK_NO_SHORT_NAMES
#include <cmark.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "doc/node.h"
#include "intake/lower.h"
#include "intake/markdown.h"
#include "intake/mdfacts.h"
#include "intake/mdlines.h"
#include "intake/mdscan.h"
#include "intake/mdtable.h"
#include "intake/mdtext.h"
#include "intake/pool.h"
#include "intake/rawhtml.h"

/* A parse: the text as cmark sees it, and where its lines start. */
struct parse {
	struct lower	 lo;
	struct arena	*scratch;
	struct mdlines	 lines;
	cmark_node	*box;		/* paragraph that starts with a box */
	unsigned	 fixed_line;	/* of a table cell, 0 = by position */
};

static cmark_node *
parse_text(const char *text, size_t len)
{
	static cmark_mem mem = { pool_calloc, pool_realloc, pool_free };
	cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT,
	    &mem);
	cmark_node *root;

	cmark_parser_feed(parser, text, len);
	root = cmark_parser_finish(parser);
	cmark_parser_free(parser);
	return root;
}

/* --- where nodes stand, what they say ------------------------------------- */

static const char *
source_of(const struct parse *ps, cmark_node *n, size_t *left)
{
	return mdlines_from(&ps->lines, cmark_node_get_start_line(n),
	    cmark_node_get_start_column(n), left);
}

static const char *
lines_of(const struct parse *ps, cmark_node *n, size_t *len)
{
	return mdlines_range(&ps->lines, cmark_node_get_start_line(n),
	    cmark_node_get_end_line(n), len);
}

static unsigned
line_of(const struct parse *ps, cmark_node *n)
{
	int line;

	if (ps->fixed_line != 0)
		return ps->fixed_line;
	for (; n != NULL; n = cmark_node_parent(n)) {
		line = cmark_node_get_start_line(n);
		if (line > 0)
			return ps->lo.line0 + (unsigned)line;
	}
	return 0;
}

/* Text and code below n, breaks as blanks. */
static void
gather(struct buf *out, cmark_node *n)
{
	cmark_iter *iter = cmark_iter_new(n);
	cmark_event_type ev;

	while ((ev = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		n = cmark_iter_get_node(iter);
		if (ev != CMARK_EVENT_ENTER)
			continue;
		switch ((int)cmark_node_get_type(n)) {
		case CMARK_NODE_TEXT:
		case CMARK_NODE_CODE:
			buf_adds(out, cmark_node_get_literal(n));
			break;
		case CMARK_NODE_SOFTBREAK:
		case CMARK_NODE_LINEBREAK:
			buf_addc(out, ' ');
			break;
		}
	}
	cmark_iter_free(iter);
}

/* --- boxes ---------------------------------------------------------------- */

/*
 * A task item is a list item whose first paragraph starts with a box and
 * white space, as written (GFM 5.3).  A setext heading in its place is
 * what an empty bullet below the text makes of it.
 */
static void
find_box(struct parse *ps, cmark_node *item, struct node *node)
{
	cmark_node *para = cmark_node_first_child(item);
	enum mdlines_box box;
	const char *s;
	size_t left;

	if (para == NULL || (cmark_node_get_type(para) != CMARK_NODE_PARAGRAPH
	    && cmark_node_get_type(para) != CMARK_NODE_HEADING))
		return;
	s = source_of(ps, para, &left);
	box = mdlines_box(s, left, cmark_node_get_type(para) ==
	    CMARK_NODE_PARAGRAPH && cmark_node_get_end_line(para) >
	    cmark_node_get_start_line(para));
	if (box == MDLINES_ESCAPED) {
		node->text = "\\";
		ps->lo.facts->boxes_escaped++;
	} else if (box == MDLINES_EMPTY) {
		node->text = "[";
		ps->lo.facts->boxes_empty++;
	}
	if (box == MDLINES_NO_BOX)
		mdfacts_item(ps->lo.facts, s, left, line_of(ps, item));
	if (box != MDLINES_BOX)
		return;
	node->task = true;
	node->checked = s[1] != ' ';
	node->text = s[1] == ' ' ? " " : s[1] == 'x' ? "x" : "X";
	ps->box = para;
	s = lines_of(ps, para, &left);
	ps->lo.mark_html = memchr(s, '<', left) != NULL;
}

/* Boxes in the text of a block that is not the text of an item, or
 * behind its first line, are counted. */
static void
count_boxes(struct parse *ps, cmark_node *n)
{
	bool lead = cmark_node_previous(n) == NULL &&
	    cmark_node_get_type(cmark_node_parent(n)) == CMARK_NODE_ITEM;
	size_t len, left;
	const char *s = lines_of(ps, n, &len), *from = source_of(ps, n, &left);

	if (ps->fixed_line != 0)
		return;
	if (cmark_node_get_type(n) == CMARK_NODE_PARAGRAPH)
		mdfacts_paragraph(ps->lo.facts, s, len, from, lead ? 0 : left);
	else if (!lead)
		mdfacts_heading(ps->lo.facts, from, left);
}

/* --- blocks --------------------------------------------------------------- */

/* The column where the text of the list item around n starts; 0 where
 * none stands between n and the quote or document it belongs to. */
static size_t
item_column(cmark_node *n)
{
	cmark_node *first;

	for (n = cmark_node_parent(n); n != NULL; n = cmark_node_parent(n)) {
		if (cmark_node_get_type(n) == CMARK_NODE_BLOCK_QUOTE)
			return 0;
		if (cmark_node_get_type(n) == CMARK_NODE_ITEM)
			break;
	}
	if (n == NULL)
		return 0;
	first = cmark_node_first_child(n);
	if (cmark_node_get_start_line(first) == cmark_node_get_start_line(n))
		return (size_t)cmark_node_get_start_column(first) - 1;
	return (size_t)cmark_node_get_start_column(n) + 1;
}

/*
 * A paragraph or setext heading that holds a table: add it instead.  Of a
 * heading, cmark's end line may be one too late, so that its underline is
 * looked for; behind a table it is a rule or a row.
 */
static bool
enter_table(struct parse *ps, cmark_node *n)
{
	int first = cmark_node_get_start_line(n);
	int last = cmark_node_get_end_line(n);
	size_t count = (size_t)(last - first) + 1, at, left, quotes = 0;
	enum mdtable_tail tail = MDTABLE_NOTHING;
	struct mdtable_line *lines;
	cmark_node *up;
	const char *s = lines_of(ps, n, &left);

	if (last <= first || ps->fixed_line != 0 ||
	    (memchr(s, '|', left) == NULL && memchr(s, ':', left) == NULL))
		return false;
	for (up = n; up != NULL; up = cmark_node_parent(up))
		quotes += cmark_node_get_type(up) == CMARK_NODE_BLOCK_QUOTE;
	lines = mdtable_lines(ps->scratch, &ps->lines, first, last,
	    cmark_node_get_start_column(n), quotes, item_column(n),
	    ps->lo.line0);
	if (cmark_node_get_type(n) == CMARK_NODE_HEADING)
		count = mdtable_heading(lines, count, &tail);
	at = mdtable_find(lines, count);
	if (at == count)
		return false;
	if (at > 0) {
		mdtable_defer(&ps->lo, lines, at)->box = ps->box == n;
		ps->box = NULL;
	}
	if (tail == MDTABLE_ROW)
		count++;
	mdtable_build(&ps->lo, lines + at, count - at);
	if (tail == MDTABLE_RULE)
		lower_add(&ps->lo, NODE_RULE, lines[count].line);
	return true;
}

static void
open_block(struct parse *ps, cmark_node *n, int kind)
{
	struct node *node = lower_add(&ps->lo, kind, line_of(ps, n));

	cmark_node_set_user_data(n, node);
	ps->lo.at = node;
}

static void
enter_list(struct parse *ps, cmark_node *n)
{
	open_block(ps, n, NODE_LIST);
	ps->lo.at->ordered = cmark_node_get_list_type(n) ==
	    CMARK_ORDERED_LIST;
	if (ps->lo.at->ordered)
		ps->lo.at->level = cmark_node_get_list_start(n);
	ps->lo.at->tight = cmark_node_get_list_tight(n);
}

static void
enter_item(struct parse *ps, cmark_node *n)
{
	const char *s;
	size_t left;

	open_block(ps, n, NODE_LIST_ITEM);
	s = source_of(ps, n, &left);
	ps->lo.at->marker = cmark_node_get_list_type(cmark_node_parent(n)) ==
	    CMARK_ORDERED_LIST ? '1' : left > 0 ? *s : '-';
	find_box(ps, n, ps->lo.at);
}

static void
enter_heading(struct parse *ps, cmark_node *n)
{
	const char *s;
	size_t left;

	open_block(ps, n, NODE_HEADING);
	ps->lo.at->level = cmark_node_get_heading_level(n);
	ps->lo.facts->headings++;
	count_boxes(ps, n);
	s = source_of(ps, n, &left);
	ps->lo.facts->setext += mdlines_setext(s, left);
}

static void
enter_code(struct parse *ps, cmark_node *n)
{
	size_t len;
	const char *s = lines_of(ps, n, &len);

	ps->lo.facts->code_blocks++;
	ps->lo.facts->boxes_in_code += mdfacts_boxes(s, len);
	lower_code_block(&ps->lo, cmark_node_get_literal(n),
	    cmark_node_get_fence_info(n), line_of(ps, n));
}

static void
enter_html(struct parse *ps, cmark_node *n)
{
	const char *literal = cmark_node_get_literal(n);
	size_t len;
	const char *s = lines_of(ps, n, &len);

	mdfacts_html(ps->lo.facts, s, len, strncmp(literal +
	    strspn(literal, " \t"), "<!--", 4) == 0);
	rawhtml_block(&ps->lo, literal, line_of(ps, n), cmark_node_parent(n));
}

/* --- inlines -------------------------------------------------------------- */

static void
open_inline(struct parse *ps, cmark_node *n, int kind)
{
	cmark_node_set_user_data(n, lower_open(&ps->lo, kind, line_of(ps, n)));
}

static void
enter_image(struct parse *ps, cmark_node *n)
{
	struct buf alt = BUF_INIT;
	cmark_iter *iter = cmark_iter_new(n);
	cmark_event_type ev;

	while ((ev = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		if (ev != CMARK_EVENT_ENTER)
			continue;
		switch ((int)cmark_node_get_type(cmark_iter_get_node(iter))) {
		case CMARK_NODE_IMAGE:
			ps->lo.facts->images++;
			break;
		case CMARK_NODE_LINK:
			ps->lo.facts->links++;
			break;
		}
	}
	cmark_iter_free(iter);
	gather(&alt, n);
	lower_image(&ps->lo, cmark_node_get_url(n), buf_str(&alt),
	    line_of(ps, n));
	buf_clear(&alt);
}

static void
leave_link(struct parse *ps, cmark_node *n)
{
	struct node *link = cmark_node_get_user_data(n);
	struct buf shown = BUF_INIT;

	if (link != NULL) {
		ps->lo.in_link = false;
		return;
	}
	gather(&shown, n);
	lower_target(&ps->lo, cmark_node_get_url(n), buf_str(&shown));
	buf_clear(&shown);
}

/* --- the walk ------------------------------------------------------------- */

/* Blocks; false where their children are already dealt with. */
static bool
enter_block(struct parse *ps, cmark_node *n)
{
	switch ((int)cmark_node_get_type(n)) {
	case CMARK_NODE_DOCUMENT:
		break;
	case CMARK_NODE_BLOCK_QUOTE:
		open_block(ps, n, NODE_QUOTE);
		break;
	case CMARK_NODE_LIST:
		enter_list(ps, n);
		break;
	case CMARK_NODE_ITEM:
		enter_item(ps, n);
		break;
	case CMARK_NODE_CODE_BLOCK:
		enter_code(ps, n);
		break;
	case CMARK_NODE_HTML_BLOCK:
		enter_html(ps, n);
		break;
	case CMARK_NODE_PARAGRAPH:
		if (enter_table(ps, n))
			return false;
		count_boxes(ps, n);
		open_block(ps, n, NODE_PARAGRAPH);
		break;
	case CMARK_NODE_HEADING:
		if (enter_table(ps, n))
			return false;
		enter_heading(ps, n);
		break;
	case CMARK_NODE_THEMATIC_BREAK:
		lower_add(&ps->lo, NODE_RULE, line_of(ps, n));
		break;
	}
	return true;
}

/* Inline nodes; false where their children are already dealt with. */
static bool
enter_inline(struct parse *ps, cmark_node *n)
{
	struct lower *lo = &ps->lo;
	unsigned line = line_of(ps, n);

	switch ((int)cmark_node_get_type(n)) {
	case CMARK_NODE_TEXT:
		lower_text(lo, cmark_node_get_literal(n), line);
		break;
	case CMARK_NODE_SOFTBREAK:
		lower_add(lo, NODE_SOFT_BREAK, line);
		break;
	case CMARK_NODE_LINEBREAK:
		lower_add(lo, NODE_BREAK, line);
		break;
	case CMARK_NODE_CODE:
		lower_code(lo, cmark_node_get_literal(n), line);
		break;
	case CMARK_NODE_HTML_INLINE:
		rawhtml_inline(lo, cmark_node_get_literal(n), line,
		    cmark_node_parent(n));
		break;
	case CMARK_NODE_EMPH:
		open_inline(ps, n, NODE_EMPH);
		break;
	case CMARK_NODE_STRONG:
		open_inline(ps, n, NODE_STRONG);
		break;
	case CMARK_NODE_LINK:
		lo->facts->links++;
		cmark_node_set_user_data(n, lower_link(lo,
		    cmark_node_get_url(n), line));
		break;
	case CMARK_NODE_IMAGE:
		enter_image(ps, n);
		return false;
	}
	return true;
}

/* All inline content of at stands: find what cmark does not know. */
static void
finish_text(struct parse *ps, struct node *at)
{
	if (ps->lo.extend)
		ps->lo.facts->links += mdtext_extend(ps->lo.arena, at);
	ps->lo.extend = false;
}

/* A box is no link, whatever "[x]" is defined as (GFM 5.3). */
static void
strip_box(struct parse *ps, struct node *paragraph)
{
	const struct node *first = paragraph->first;

	if (first != NULL && first->kind == NODE_LINK)
		ps->lo.facts->links--;
	lower_strip_box(paragraph);
}

/* The first paragraph of a task item stands. */
static void
finish_item(struct parse *ps, struct node *paragraph)
{
	strip_box(ps, paragraph);
	if (ps->lo.mark_html)
		paragraph->parent->href = mdtext_source(ps->lo.arena,
		    paragraph);
	ps->lo.mark_html = false;
	ps->box = NULL;
}

static void
leave(struct parse *ps, cmark_node *n)
{
	struct node *node = cmark_node_get_user_data(n);
	cmark_node_type type = cmark_node_get_type(n);

	rawhtml_leave(&ps->lo, n);
	if (type == CMARK_NODE_LINK)
		leave_link(ps, n);
	if (node == NULL)
		return;
	if (type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING) {
		finish_text(ps, node);
		if (ps->box == n)
			finish_item(ps, node);
	}
	if (node_is_inline(node->kind))
		ps->lo.depth--;
	ps->lo.at = node->parent;
}

/* Lower everything below n to children of ps->lo.at. */
static void
walk(struct parse *ps, cmark_node *root)
{
	cmark_iter *iter = cmark_iter_new(root);
	cmark_event_type ev;
	cmark_node *n;
	bool more;

	while ((ev = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		n = cmark_iter_get_node(iter);
		if (n == root)
			continue;
		if (ev == CMARK_EVENT_EXIT) {
			leave(ps, n);
			continue;
		}
		more = cmark_node_get_type(n) < CMARK_NODE_FIRST_INLINE ?
		    enter_block(ps, n) : enter_inline(ps, n);
		/* Over it to its own end, which has nothing left to do. */
		if (!more)
			cmark_iter_reset(iter, n, CMARK_EVENT_EXIT);
	}
	rawhtml_leave(&ps->lo, root);
	cmark_iter_free(iter);
}

/* --- table cells ---------------------------------------------------------- */

/*
 * Cells with markup, and paragraphs before a table: one text of one
 * paragraph each, read by cmark in one go.  The pipe keeps a cell from
 * being anything but a paragraph.
 */
static void
lower_cells(struct parse *ps)
{
	struct lower *lo = &ps->lo;
	struct buf b = BUF_INIT;
	bool refers = false;
	cmark_node *root, *n;
	size_t i;

	for (i = 0; i < lo->cell_count; i++) {
		buf_adds(&b, "| ");
		buf_add(&b, lo->cells[i].s, lo->cells[i].n);
		buf_adds(&b, "\n\n");
		refers |= strchr(lo->cells[i].s, '[') != NULL;
	}
	if (refers)
		mdlines_definitions(&ps->lines, &b);
	root = parse_text(buf_str(&b), b.len);
	n = cmark_node_first_child(root);
	for (i = 0; i < lo->cell_count && n != NULL; i++) {
		lo->at = lo->cells[i].node;
		ps->fixed_line = lo->cells[i].line;
		walk(ps, n);
		lower_strip(lo->cells[i].node, "| ");
		finish_text(ps, lo->cells[i].node);
		if (lo->cells[i].box)
			strip_box(ps, lo->cells[i].node);
		n = cmark_node_next(n);
	}
	buf_clear(&b);
}

int
markdown_parse(struct arena *a, const char *text, size_t len,
    const char *file, unsigned line, struct node **out,
    struct markdown_facts *facts, struct diag *diag)
{
	struct markdown_facts unused = { 0 };
	struct mdscan_fault fault;
	struct parse ps;
	size_t mark = diag_mark(diag);

	*out = NULL;
	memset(&ps, 0, sizeof(ps));
	ps.lo.arena = a;
	ps.lo.diag = diag;
	ps.lo.file = file;
	ps.lo.line0 = line > 0 ? line - 1 : 0;
	ps.lo.facts = facts != NULL ? facts : &unused;
	if (mdscan_check(text, len, &fault) != 0) {
		lower_warn(&ps.lo, DIAG_TEMPLATE_LIMIT, ps.lo.line0 +
		    fault.line, "%zu %s; at most %zu are taken", fault.found,
		    fault.what, fault.allowed);
		return -1;
	}
	mdfacts_add(ps.lo.facts, text, len);
	ps.scratch = arena_new();
	pool_use(ps.scratch);
	text = mdtext_mark(ps.scratch, text, &len);
	mdlines_index(&ps.lines, ps.scratch, text, len);
	*out = ps.lo.at = node_new(a, NODE_DOCUMENT);
	(*out)->line = line;
	walk(&ps, parse_text(text, len));
	if (ps.lo.cell_count > 0)
		lower_cells(&ps);
	pool_use(NULL);
	arena_free(ps.scratch);
	return diag_failed_since(diag, mark) ? -1 : 0;
}
