/*
 * Page layout: walks the document tree and sets block after block.
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "doc/figure.h"
#include "doc/node.h"
#include "doc/theme.h"
#include "render/anchor.h"
#include "render/device.h"
#include "render/direction.h"
#include "render/page_code.h"
#include "render/page_contents.h"
#include "render/page_entry.h"
#include "render/page_field.h"
#include "render/page_flow.h"
#include "render/page_galley.h"
#include "render/page_heading.h"
#include "render/page_lead.h"
#include "render/page_sheet.h"
#include "render/page_table.h"
#include "render/page_text.h"

#include "render/page.h"

#define HAIRLINE	0.5
#define LIST_INDENT	16.0
#define OUTLINE_ITEMS	1000	/* more items: the outline ends above them */
#define MEASURE		75	/* characters in a line of running text */

/* How a paragraph of each role is set. */
static const struct {
	int	face, step, ink;
	double	above, below;
} paras[ROLE_COUNT] = {
	[ROLE_NONE] = { FACE_SANS, -1, -1, 8, 8 },
	[ROLE_COVER] = { FACE_SANS, -1, -1, 8, 8 },
	[ROLE_ATTENTION] = { FACE_SANS, -1, -1, 8, 8 },
	[ROLE_METRICS] = { FACE_SANS, -1, -1, 8, 8 },
	[ROLE_PHASES] = { FACE_SANS, -1, -1, 8, 8 },
	[ROLE_GATES] = { FACE_SANS, -1, -1, 8, 8 },
	[ROLE_TIMELINE] = { FACE_SANS, -1, -1, 8, 8 },
	[ROLE_ROLLBACK] = { FACE_SANS, -1, -1, 8, 8 },
	[ROLE_CONTACTS] = { FACE_SANS, -1, -1, 8, 8 },
	[ROLE_LESSONS] = { FACE_SANS, -1, -1, 8, 8 },
	[ROLE_SIGNOFF] = { FACE_SANS, -1, -1, 8, 8 },
	[ROLE_MANIFEST] = { FACE_SANS, -1, -1, 8, 8 },
	[ROLE_CONTENTS] = { FACE_SANS, -1, -1, 8, 8 },
	[ROLE_KICKER] = { FACE_SANS, 0, INK_SECONDARY, 0, 4 },
	[ROLE_TITLE] = { FACE_SANS, -1, -1, 0, 0 },
	[ROLE_FINDING] = { FACE_SANS, -1, -1, 4, 0 },
	[ROLE_EVIDENCE] = { FACE_SANS, 0, INK_SECONDARY, 0, 0 },
	[ROLE_NOTE] = { FACE_SANS, 0, INK_TEXT, 4, 4 },
	[ROLE_SUPERSEDED] = { FACE_SANS, 0, INK_SECONDARY, 0, 0 },
	[ROLE_STAMP] = { FACE_BOLD, 2, INK_INVALID, 8, 8 },
	[ROLE_SMALL] = { FACE_SANS, 0, INK_SECONDARY, 4, 4 },
	[ROLE_FULL] = { FACE_SANS, -1, -1, 8, 8 },
	[ROLE_NUMBER] = { FACE_SANS, -1, -1, 8, 8 },
	[ROLE_COMPACT] = { FACE_SANS, 0, -1, 0, 0 },
	[ROLE_PANEL] = { FACE_SANS, 0, -1, 0, 0 },
};

void
page_footer(const struct page_options *opt, double *right, double *foot)
{
	page_sheet_footer(opt, right, foot);
}

/*
 * Running text is no wider than the measure; small text, which is looked
 * up and not read through, has the column.  Returns the number of lines.
 */
static size_t
text_set(struct page_flow *f, const struct node *first,
    const struct node *stop, const struct page_style *s)
{
	double width = f->width;
	size_t lines;

	if (s->size >= f->theme->pdf_size[1] && f->width > f->measure)
		f->width = f->measure;
	lines = page_text_set(f, first, stop, s, ALIGN_START);
	f->width = width;
	return lines;
}

static void
anchor_add(struct page_flow *f, const struct node *n)
{
	if (anchor_id_ok(n->id))
		page_flow_op(f, PAGE_OP_ANCHOR)->ref = n->id;
}

static void
paragraph(struct page_flow *f, const struct node *n)
{
	struct page_style s = f->style;
	double above = paras[n->role].above, below = paras[n->role].below;
	size_t made = page_flow_made(f);

	if (n->role == ROLE_STAMP) {
		page_entry_stamp(f, n);
		return;
	}
	if (paras[n->role].step >= 0)
		s.size = f->theme->pdf_size[paras[n->role].step];
	if (paras[n->role].ink >= 0)
		s.rgb = page_flow_ink(f, paras[n->role].ink);
	if (n->role == ROLE_SUPERSEDED)
		s.strike = true;
	/* Small text is set as tight as what surrounds it. */
	if (s.size < f->theme->pdf_size[1] && above > 4)
		above = below = f->form && n->role == ROLE_SMALL ? 1 : 4;
	page_flow_space(f, above);
	if (n != f->sole)
		page_flow_begin(f, TAG_P, n);
	text_set(f, n->first, NULL, &s);
	if (n != f->sole)
		page_flow_end(f);
	page_lead_tie(f, n, made);
	if (n->role == ROLE_KICKER)
		page_flow_gap(f, below);
	else
		page_flow_space(f, below);
}

/* Inline nodes that stand among blocks. */
static void
loose(struct page_flow *f, const struct node *first, const struct node *stop)
{
	if (first != f->sole || stop != NULL)
		page_flow_begin(f, TAG_P, NULL);
	text_set(f, first, stop, &f->style);
	if (first != f->sole || stop != NULL)
		page_flow_end(f);
}

/*
 * What is alone in the body of a list item is that body, and no paragraph
 * in it: half of a large record are lists of short facts.
 */
static const struct node *
sole_of(const struct node *parent)
{
	const struct node *n = parent->first;

	if (n == NULL || (parent->kind != NODE_FACT &&
	    parent->kind != NODE_LIST_ITEM))
		return NULL;
	return node_is_inline(n->kind) || (n->next == NULL &&
	    n->kind == NODE_PARAGRAPH && node_lang(n) == NULL) ? n : NULL;
}

static void
children(struct page_flow *f, const struct node *parent)
{
	const struct node *n = parent->first, *before = NULL, *stop;

	f->sole = sole_of(parent);
	while (n != NULL) {
		page_lead_note(f, before, n);
		before = n;
		if (n->kind == NODE_HEADING) {
			anchor_add(f, n);
			n = page_heading_set(f, n)->next;
			continue;
		}
		if (!node_is_inline(n->kind)) {
			f->block(f, n);
			n = n->next;
			continue;
		}
		for (stop = n; stop != NULL && node_is_inline(stop->kind);
		    stop = stop->next)
			;
		loose(f, n, stop);
		n = stop;
	}
}

static void
square(struct page_flow *f, double x, double y, double size, unsigned fill,
    unsigned stroke)
{
	struct page_op *op = page_flow_op(f, PAGE_OP_RECT);

	op->x = x;
	op->y = y;
	op->w = op->h = size;
	op->rgb = fill;
	op->stroke = stroke;
	op->size = 0.75;
	op->what = 1;
}

/* Does a list read from right to left, by its first words? */
static bool
list_rtl(const struct node *list)
{
	const struct node *n = list->first;

	while (n != NULL && n->first != NULL &&
	    !node_is_inline(n->first->kind))
		n = n->first;
	return n != NULL && direction_rtl(n);
}

/* Bullet, number or box of a list item, in the style of its text. */
static void
marker(struct page_flow *f, const struct node *list, const struct node *item,
    int number)
{
	static const char bullet[] = "\xe2\x80\xa2";
	unsigned ink = page_flow_ink(f, INK_SECONDARY);
	double y = page_flow_baseline(&f->style), size = f->style.size;
	char text[16];

	page_flow_begin(f, TAG_LBL, item);
	if (item->task) {
		square(f, f->x, y - size * 0.74, size * 0.78, PAGE_NO_COLOUR,
		    ink);
		if (item->checked)
			square(f, f->x + size * 0.18, y - size * 0.56,
			    size * 0.42, ink, PAGE_NO_COLOUR);
	} else if (list->ordered) {
		snprintf(text, sizeof(text), "%d.", number);
		page_flow_text(f, &f->style, f->x, y, text, strlen(text));
	} else {
		page_flow_text(f, &f->style, f->x + 2, y, bullet,
		    sizeof(bullet) - 1);
	}
	page_flow_op(f, PAGE_OP_END);
}

static void
list(struct page_flow *f, const struct node *n)
{
	const struct node *c;
	const bool bare = n->role == ROLE_PANEL;
	const bool rtl = !bare && list_rtl(n);
	double indent = LIST_INDENT, between = bare ? 2 : n->tight ||
	    n->role == ROLE_COMPACT ? 0 : 4;
	double x = f->x, width = f->width;
	char last[16];
	int number = n->level > 0 ? n->level : 1, count = 0;

	for (c = n->first; c != NULL; c = c->next)
		count++;
	if (n->ordered) {
		snprintf(last, sizeof(last), "%d. ", number + count - 1);
		indent = page_flow_width(f, &f->style, last, strlen(last)) +
		    4;
	}
	if (bare)
		indent = 0;
	else if (indent < LIST_INDENT)
		indent = LIST_INDENT;
	if (n->parent != NULL && n->parent->kind == NODE_LIST_ITEM)
		page_flow_trim(f);
	else
		page_flow_space(f, 4);
	page_flow_begin(f, TAG_L, n);
	f->inside++;
	for (c = n->first; c != NULL; c = c->next, number++) {
		page_flow_begin(f, TAG_LI, c);
		anchor_add(f, c);
		if (rtl)
			f->x += width - indent + 4;
		if (!bare)
			marker(f, n, c, number);
		f->x = x;
		page_flow_indent(f, rtl ? 0 : indent, rtl ? indent : 0);
		page_flow_begin(f, TAG_LBODY, NULL);
		page_flow_gap(f, c == n->first ? -1 : between);
		if (c->first == NULL)
			page_flow_strip(f, page_flow_line(&f->style));
		children(f, c);
		page_flow_end(f);
		f->x = x;
		f->width = width;
		page_flow_end(f);
	}
	f->inside--;
	page_flow_end(f);
	page_flow_trim(f);
	page_flow_space(f, between > 0 ? 8 : 4);
}

static void
quote(struct page_flow *f, const struct node *n)
{
	const struct page_box look = {
		.fill = PAGE_NO_COLOUR,
		.stroke = PAGE_NO_COLOUR,
		.bar = page_flow_ink(f, INK_HAIRLINE),
		.bar_width = 2,
		.pad_x = 12,
	};
	struct page_style saved = f->style;
	size_t made = page_flow_made(f);
	double air = f->style.size < f->theme->pdf_size[1] ? 4 : 8;

	page_flow_space(f, air);
	page_flow_begin(f, TAG_BLOCKQUOTE, n);
	page_flow_box_open(f, &look);
	f->inside++;
	f->style.rgb = page_flow_ink(f, INK_SECONDARY);
	children(f, n);
	f->inside--;
	f->style = saved;
	page_flow_box_close(f);
	page_flow_end(f);
	page_lead_tie(f, n, made);
	page_flow_space(f, air);
}

static void
code_block(struct page_flow *f, const struct node *n)
{
	const struct page_box look = {
		.fill = page_flow_ink(f, INK_MISSING_TINT),
		.stroke = PAGE_NO_COLOUR,
		.bar = PAGE_NO_COLOUR,
		.pad_x = 8,
		.pad_y = 4,
	};
	struct page_style s = page_flow_style(f, FACE_MONO, 0, INK_TEXT);

	if (n->text == NULL || n->text[0] == '\0')
		return;
	s.size *= 0.95;
	page_flow_space(f, 8);
	/* Code is of the kind that stands in lines (14.8.4.4). */
	page_flow_begin(f, TAG_P, NULL);
	page_flow_begin(f, TAG_CODE, n);
	page_flow_box_open(f, &look);
	page_code_set(f, n->text, &s);
	page_flow_box_close(f);
	page_flow_end(f);
	page_flow_end(f);
	page_flow_space(f, 8);
}

static void
rule(struct page_flow *f)
{
	page_flow_space(f, 12);
	page_flow_rect(f, f->x, 0, f->width, HAIRLINE,
	    page_flow_ink(f, INK_SECONDARY));
	page_flow_strip(f, HAIRLINE);
	page_flow_space(f, 12);
}

/* Scaled down to the column and to what a page can hold. */
static void
figure(struct page_flow *f, const struct node *n)
{
	const double most = page_flow_height(f) * 0.9;
	struct page_style small = page_flow_style(f, FACE_SANS, 0,
	    INK_SECONDARY), saved = f->style;
	struct page_op *op;
	double scale = 1;

	if (n->figure == NULL || n->figure->width <= 0 ||
	    n->figure->height <= 0)
		return;
	if (n->figure->width > f->width)
		scale = f->width / n->figure->width;
	if (n->figure->height * scale > most)
		scale = most / n->figure->height;
	page_flow_space(f, 8);
	page_flow_begin(f, TAG_FIGURE, n);
	op = page_flow_op(f, PAGE_OP_FIGURE);
	op->ref = n;
	op->x = f->x;
	op->size = scale;
	page_flow_strip(f, n->figure->height * scale);
	if (n->first != NULL) {
		page_flow_tie(f);
		page_flow_space(f, 4);
		page_flow_begin(f, TAG_CAPTION, NULL);
		f->style = small;
		children(f, n);
		f->style = saved;
		page_flow_end(f);
	}
	page_flow_end(f);
	page_flow_space(f, 8);
}

static void
table(struct page_flow *f, const struct node *n)
{
	page_flow_space(f, 8);
	f->inside++;
	page_table_set(f, n);
	f->inside--;
	page_flow_space(f, 12);
}

static void
section(struct page_flow *f, const struct node *n)
{
	page_flow_begin(f, TAG_SECT, n);
	children(f, n);
	page_flow_end(f);
}

static void
block(struct page_flow *f, const struct node *n)
{
	anchor_add(f, n);
	switch (n->kind) {
	case NODE_SECTION:
		section(f, n);
		break;
	case NODE_HEADING:
		page_heading_set(f, n);
		break;
	case NODE_PARAGRAPH:
		paragraph(f, n);
		break;
	case NODE_LIST:
		(n->role == ROLE_CONTENTS ? page_contents_set : list)(f, n);
		break;
	case NODE_QUOTE:
		quote(f, n);
		break;
	case NODE_CODE_BLOCK:
		code_block(f, n);
		break;
	case NODE_RULE:
		rule(f);
		break;
	case NODE_TABLE:
		table(f, n);
		break;
	case NODE_FACTS:
		page_entry_facts(f, n);
		break;
	case NODE_VERDICT:
		page_entry_verdict(f, n);
		break;
	case NODE_ENTRY:
		page_entry_set(f, n);
		break;
	case NODE_FOLD:
		page_entry_fold(f, n);
		break;
	case NODE_SIGNATURE:
		page_entry_signature(f, n);
		break;
	case NODE_FIGURE:
		figure(f, n);
		break;
	case NODE_PAGE_BREAK:
		page_flow_break(f);
		break;
	case NODE_DOCUMENT: case NODE_LIST_ITEM: case NODE_ROW:
	case NODE_CELL: case NODE_FACT:
		children(f, n);
		break;
	case NODE_DIRECTIVE: case NODE_DATA: case NODE_TEXT:
	case NODE_STRONG: case NODE_EMPH: case NODE_STRIKE: case NODE_SUB:
	case NODE_SUP: case NODE_CODE: case NODE_LINK: case NODE_BREAK:
	case NODE_SOFT_BREAK: case NODE_BADGE: case NODE_DIGEST:
	case NODE_BLANK: case NODE_KINDS:
		break;
	}
}

/* Entries below n, at most one more than most. */
static int
entries(const struct node *n, int most)
{
	const struct node *c;
	int count = n->kind == NODE_ENTRY;

	if (count == 0 && (n->kind == NODE_SECTION ||
	    n->kind == NODE_DOCUMENT))
		for (c = n->first; c != NULL && count <= most; c = c->next)
			count += entries(c, most - count);
	return count;
}

size_t
page_layout(const struct document *doc, const struct device *dev,
    const struct page_options *opt)
{
	static const char sample[] =
	    "the quick brown fox jumps over the lazy dog and is seen ";
	struct page_flow f;
	size_t pages;

	page_flow_init(&f, doc, dev, opt);
	f.block = block;
	f.children = children;
	f.measure = page_flow_width(&f, &f.style, sample,
	    sizeof(sample) - 1) * MEASURE / (double)(sizeof(sample) - 1);
	if (doc->root != NULL) {
		f.items = entries(doc->root, OUTLINE_ITEMS) <= OUTLINE_ITEMS;
		page_flow_begin(&f, TAG_DOCUMENT, doc->root);
		children(&f, doc->root);
		page_field_rest(&f);
		page_flow_end(&f);
	}
	pages = page_flow_finish(&f);
	page_text_done(&f);
	return pages;
}
