/*
 * Tables: header rows repeated on every page, rows kept whole; too wide
 * for the page they lie on their side, and are parted where that is not
 * enough.
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "doc/figure.h"
#include "doc/node.h"
#include "doc/theme.h"
#include "render/device.h"
#include "render/page_columns.h"
#include "render/page_flow.h"
#include "render/page_galley.h"
#include "render/page_row.h"
#include "render/page_text.h"

#include "render/page_table.h"

#define WHOLE_ROWS	4	/* tables up to here are not cut */
#define PAD		4.0	/* above and below a row */
#define PAD_TIGHT	2.0	/* the same in tight tables */
#define PAD_LIST	2.5	/* the same in lists of all there is */
#define RULE		0.5
#define HEAD_RULE	0.75
#define LIST_SIZE	0.9	/* of the text in these lists */

/* A table, or those of its columns that stand side by side. */
struct table {
	const struct page_columns *all;
	struct page_column *columns;
	size_t		 count;
	size_t		 rows, heads;
	double		 pad;
};

/* Rows, header rows, and the cells of the longest row. */
static size_t
table_count(struct table *t, const struct node *n)
{
	const struct node *row, *cell;
	size_t cells, most = 0;

	for (row = n->first; row != NULL; row = row->next) {
		t->rows++;
		if (row->header && t->heads + 1 == t->rows)
			t->heads++;
		cells = 0;
		for (cell = row->first; cell != NULL; cell = cell->next)
			cells++;
		if (cells > most)
			most = cells;
	}
	return most;
}

static bool
only_inline(const struct node *parent)
{
	const struct node *n;

	for (n = parent->first; n != NULL; n = n->next)
		if (!node_is_inline(n->kind))
			return false;
	return true;
}

static void
cell_set(struct page_flow *f, const struct node *cell, const struct page_column *c,
    bool head)
{
	struct page_style saved = f->style;
	int align = (int)cell->align;

	f->style = page_columns_style(f, head);
	f->x = c->x;
	f->width = c->width;
	/* A word among numbers stands where they end. */
	if (c->number && align == ALIGN_START)
		align = ALIGN_END;
	if (!only_inline(cell))
		f->children(f, cell);
	else if (cell->role == ROLE_NUMBER && !head)
		page_text_number(f, cell->first, &f->style,
		    c->x + c->width - c->rest);
	else
		page_text_set(f, cell->first, NULL, &f->style, align);
	f->style = saved;
}

static double
row_set(struct page_flow *f, const struct table *t, const struct node *row)
{
	const struct node *cell = row->first;
	struct page_row r;
	size_t i, at = 0;
	bool head;

	page_row_begin(f, &r, TAG_TR, row);
	for (i = 0; i < t->count; i++) {
		for (; at < t->columns[i].index && cell != NULL; at++)
			cell = cell->next;
		head = cell != NULL ? page_columns_heads(row, cell) :
		    row->header;
		page_row_column(f);
		page_flow_begin(f, head ? TAG_TH : TAG_TD, cell);
		if (cell != NULL)
			cell_set(f, cell, &t->columns[i], head);
		page_flow_end(f);
	}
	return page_row_end(f, &r, t->pad, t->pad);
}

/* Header rows; they and the first row of the body stay together. */
static const struct node *
heads_set(struct page_flow *f, const struct table *t, const struct node *row)
{
	struct page_op *op;
	double height = 0, x = f->x, width = f->width;
	size_t i, kept;

	page_flow_header_begin(f);
	if (t->rows > t->heads)
		page_flow_begin(f, TAG_THEAD, NULL);
	kept = page_flow_keep(f);
	for (i = 0; i < t->heads; i++, row = row->next)
		height = row_set(f, t, row);
	page_flow_release(f, kept, page_flow_height(f));
	page_flow_tie(f);
	f->x = x;
	f->width = width;
	op = page_flow_op_last(f, PAGE_OP_RECT);
	op->x = f->x;
	op->y = height - HEAD_RULE;
	op->w = f->width;
	op->h = HEAD_RULE;
	op->rgb = page_flow_ink(f, INK_SECONDARY);
	op->stroke = PAGE_NO_COLOUR;
	if (t->rows > t->heads)
		page_flow_end(f);
	page_flow_header_end(f);
	return row;
}

/* Body rows with a hairline between them; no row stands alone. */
static void
body_set(struct page_flow *f, const struct table *t, const struct node *row)
{
	size_t i, n = t->rows - t->heads;
	double x = f->x, width = f->width;

	page_flow_begin(f, TAG_TBODY, NULL);
	for (i = 0; i < n; i++, row = row->next) {
		if (i > 0)
			page_flow_rect(f, x, 0, width, RULE,
			    page_flow_ink(f, INK_HAIRLINE));
		row_set(f, t, row);
		f->x = x;
		f->width = width;
		/* Short tables stay whole, no row of a long one alone. */
		if (i + 1 < n && (n <= WHOLE_ROWS || i == 0 || i + 2 == n))
			page_flow_tie(f);
	}
	page_flow_end(f);
}

/* What the table is about, and which of its columns these are. */
static void
caption_set(struct page_flow *f, const struct node *n,
    const struct table *t, bool parted)
{
	const struct page_style s = page_flow_style(f, FACE_BOLD, 0,
	    INK_TEXT);
	struct buf text = BUF_INIT;

	if (n->text != NULL)
		buf_adds(&text, n->text);
	if (parted)
		buf_printf(&text, "%s %zu to %zu of %zu", text.len > 0 ?
		    ", columns" : "Columns", t->columns[t->count > 1].index +
		    1, t->columns[t->count - 1].index + 1, t->all->count);
	if (text.len > 0) {
		page_flow_begin(f, TAG_CAPTION, NULL);
		page_text_say(f, buf_str(&text), &s, ALIGN_START);
		page_flow_end(f);
		page_flow_tie(f);
	}
	buf_clear(&text);
}

/* The first column and most of those from from on, as one table. */
static void
part_set(struct page_flow *f, const struct node *n, struct table *t,
    size_t from, size_t most)
{
	const struct node *row = n->first;
	double x = f->x, width = f->width;
	size_t i;

	t->count = 0;
	t->columns[t->count++] = t->all->columns[0];
	for (i = from; i < from + most; i++)
		t->columns[t->count++] = t->all->columns[i];
	page_columns_size(f, t->all, t->columns, t->count);
	if (from > 1)
		page_flow_space(f, 12);
	page_flow_begin(f, TAG_TABLE, n);
	caption_set(f, n, t, most + 1 < t->all->count);
	if (t->heads > 0)
		row = heads_set(f, t, row);
	f->x = x;
	f->width = width;
	if (t->rows > t->heads)
		body_set(f, t, row);
	page_flow_header_drop(f);
	page_flow_end(f);
	f->x = x;
	f->width = width;
}

/* Nothing around the table that a turned page would tear. */
static bool
may_turn(const struct page_flow *f)
{
	const struct page_galley *g = f->galley;

	return f->inside == 1 && f->keep == 0 && g->capture == 0 &&
	    g->box == 0 && !f->wide && f->opt->height > f->opt->width;
}

void
page_table_set(struct page_flow *f, const struct node *n)
{
	struct table t = { .pad = n->tight ? PAD_TIGHT : PAD };
	struct page_style saved = f->style;
	struct page_columns all;
	double x = f->x, width = f->width;
	size_t count = table_count(&t, n), from = 1, fit;
	bool turned = false, whole;

	if (count == 0)
		return;
	f->style.size = f->theme->pdf_size[0];
	f->style.line = f->theme->line_table;
	if (n->role == ROLE_MANIFEST || n->role == ROLE_TIMELINE) {
		f->style.size *= LIST_SIZE;
		t.pad = PAD_LIST;
	}
	page_columns_measure(f, &all, n, count);
	t.all = &all;
	t.columns = mem_alloc(count * sizeof(*t.columns));
	if (!page_columns_fit(&all, f->width) && may_turn(f)) {
		page_flow_turn(f, true);
		turned = true;
	}
	whole = page_columns_fit(&all, f->width);
	do {
		fit = whole ? count - 1 : page_columns_part(&all, from,
		    f->width);
		part_set(f, n, &t, from, fit);
		from += fit;
	} while (from < count);
	if (turned)
		page_flow_turn(f, false);
	f->x = x;
	f->width = width;
	f->style = saved;
	mem_free(t.columns);
	page_columns_free(&all);
}
