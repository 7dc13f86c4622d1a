/*
 * Tables: columns sized from what stands in them, header rows repeated on
 * every page, rows kept whole.
 */
#include <stdbool.h>
#include <string.h>

#include "base/mem.h"
#include "doc/figure.h"
#include "doc/node.h"
#include "doc/theme.h"
#include "render/device.h"
#include "render/page_flow.h"
#include "render/page_galley.h"
#include "render/page_row.h"
#include "render/page_text.h"

#include "render/page_table.h"

#define MEASURED_ROWS	400	/* longer tables are sized from a sample */
#define WHOLE_ROWS	4	/* tables up to here are not cut */
#define GAP		12.0	/* between columns */
#define PAD		4.0	/* above and below a row */
#define PAD_TIGHT	2.0
#define RULE		0.5
#define HEAD_RULE	0.75
#define LEAST_CAP	0.4	/* of the width: longer words are cut */

struct column {
	double	least, most;	/* of its cells */
	double	whole, rest;	/* numbers: before, from the point */
	double	x, width;
	bool	number;
};

struct table {
	struct column	*columns;
	size_t		 count;
	size_t		 rows, heads;
	double		 gap, pad;
};

static bool
is_head(const struct node *row, const struct node *cell)
{
	return row->header || cell->header;
}

/* Plain first cells name their row; header cells stand bold. */
static struct page_style
cell_style(const struct page_flow *f, bool head)
{
	struct page_style s = f->style;

	if (head) {
		s.face = FACE_BOLD;
		s.rgb = page_flow_ink(f, INK_SECONDARY);
	}
	return s;
}

static void
widen(struct page_extent *all, const struct page_extent *one)
{
	if (one->least > all->least)
		all->least = one->least;
	if (one->most > all->most)
		all->most = one->most;
	all->whole = one->whole;
}

/* What the nodes of a cell need, block by block. */
static void
cell_measure(struct page_flow *f, const struct node *parent,
    const struct page_style *style, struct page_extent *out, int depth)
{
	const struct node *n = parent->first, *stop;
	struct page_extent one;

	while (n != NULL) {
		memset(&one, 0, sizeof(one));
		if (node_is_inline(n->kind)) {
			for (stop = n; stop != NULL &&
			    node_is_inline(stop->kind); stop = stop->next)
				;
			page_text_measure(f, n, stop, style, &one);
			n = stop;
		} else {
			if (n->kind == NODE_FIGURE && n->figure != NULL) {
				one.most = n->figure->width;
				one.least = one.most / 2;
			} else if (depth < 8) {
				cell_measure(f, n, style, &one, depth + 1);
			}
			n = n->next;
		}
		widen(out, &one);
	}
}

static void
row_measure(struct page_flow *f, struct table *t, const struct node *row)
{
	const struct node *cell;
	struct page_extent e;
	struct page_style style;
	size_t i = 0;

	for (cell = row->first; cell != NULL; cell = cell->next, i++) {
		struct column *c = &t->columns[i];

		style = cell_style(f, is_head(row, cell));
		memset(&e, 0, sizeof(e));
		cell_measure(f, cell, &style, &e, 0);
		if (e.least > c->least)
			c->least = e.least;
		if (e.most > c->most)
			c->most = e.most;
		if (is_head(row, cell))
			continue;
		if (cell->role == ROLE_NUMBER || cell->align == ALIGN_END)
			c->number = true;
		if (cell->role == ROLE_NUMBER && e.whole >= 0) {
			if (e.whole > c->whole)
				c->whole = e.whole;
			if (e.most - e.whole > c->rest)
				c->rest = e.most - e.whole;
		}
	}
}

static void
table_count(struct table *t, const struct node *n)
{
	const struct node *row, *cell;
	size_t cells;

	for (row = n->first; row != NULL; row = row->next) {
		t->rows++;
		if (row->header && t->heads + 1 == t->rows)
			t->heads++;
		cells = 0;
		for (cell = row->first; cell != NULL; cell = cell->next)
			cells++;
		if (cells > t->count)
			t->count = cells;
	}
}

/* Look at every row, or evenly at some of a long table. */
static void
table_measure(struct page_flow *f, struct table *t, const struct node *n)
{
	const struct node *row;
	size_t i = 0, step = t->rows / MEASURED_ROWS + 1;

	for (row = n->first; row != NULL; row = row->next, i++)
		if (i < MEASURED_ROWS / 4 || i % step == 0)
			row_measure(f, t, row);
	for (i = 0; i < t->count; i++) {
		struct column *c = &t->columns[i];

		if (c->whole + c->rest > c->most)
			c->most = c->whole + c->rest;
		if (c->number && c->least < c->most &&
		    c->most < f->width / 4)
			c->least = c->most;
		if (c->least > LEAST_CAP * f->width)
			c->least = LEAST_CAP * f->width;
		if (c->most < c->least)
			c->most = c->least;
		if (c->most < 1)
			c->most = c->least = 1;
	}
}

/* Room beyond what all columns ask for goes to those that hold text. */
static void
columns_stretch(struct table *t, double extra)
{
	double sum = 0;
	size_t i;

	for (i = 0; i < t->count; i++)
		if (!t->columns[i].number)
			sum += t->columns[i].most;
	for (i = 0; i < t->count; i++) {
		struct column *c = &t->columns[i];

		c->width = c->most;
		if (sum > 0 && !c->number)
			c->width += extra * c->most / sum;
		else if (sum <= 0)
			c->width += extra / (double)t->count;
	}
}

/*
 * Even the least is too much: cut the widest down to one width, so that
 * words break where they are longest, and only there.
 */
static void
columns_cut(struct table *t, double room)
{
	size_t i, left = t->count;
	double share = 0;
	bool again = true;

	for (i = 0; i < t->count; i++)
		t->columns[i].width = 0;
	while (again && left > 0) {
		again = false;
		share = room / (double)left;
		for (i = 0; i < t->count; i++) {
			struct column *c = &t->columns[i];

			if (c->width > 0 || c->least > share)
				continue;
			c->width = c->least;
			room -= c->width;
			left--;
			again = true;
		}
	}
	for (i = 0; i < t->count; i++)
		if (t->columns[i].width <= 0)
			t->columns[i].width = share;
}

/*
 * Columns that ask for no more than an even share get what they ask for,
 * as long as the others keep their least; these share the rest between
 * their least and most width.
 */
static void
columns_share(struct table *t, double room)
{
	double least = 0, most, share;
	size_t i, left = t->count;
	bool again = true;

	for (i = 0; i < t->count; i++)
		least += t->columns[i].least;
	if (least >= room) {
		columns_cut(t, room);
		return;
	}

	while (again && left > 0) {
		again = false;
		share = room / (double)left;
		for (i = 0; i < t->count; i++) {
			struct column *c = &t->columns[i];

			if (c->width > 0 || c->most > share ||
			    c->most - c->least > room - least)
				continue;
			c->width = c->most;
			room -= c->width;
			least -= c->least;
			left--;
			again = true;
		}
	}
	most = 0;
	for (i = 0; i < t->count; i++)
		if (t->columns[i].width <= 0)
			most += t->columns[i].most;
	for (i = 0; i < t->count; i++) {
		struct column *c = &t->columns[i];

		if (c->width > 0)
			continue;
		c->width = c->least;
		if (most > least)
			c->width += (room - least) * (c->most - c->least) /
			    (most - least);
	}
}

static void
columns_size(const struct page_flow *f, struct table *t)
{
	double most = 0, room, x = f->x;
	size_t i;

	t->gap = t->count > 20 ? GAP / 6 : t->count > 8 ? GAP / 2 : GAP;
	room = f->width - t->gap * (double)(t->count - 1);
	for (i = 0; i < t->count; i++)
		most += t->columns[i].most;
	if (most <= room)
		columns_stretch(t, room - most);
	else
		columns_share(t, room);
	for (i = 0; i < t->count; i++) {
		t->columns[i].x = x;
		x += t->columns[i].width + t->gap;
	}
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
cell_set(struct page_flow *f, const struct node *cell, const struct column *c,
    bool head)
{
	struct page_style saved = f->style;
	int align = (int)cell->align;

	f->style = cell_style(f, head);
	f->x = c->x;
	f->width = c->width;
	if (head && c->number && align == ALIGN_START)
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
	size_t i;

	page_row_begin(f, &r, TAG_TR, row);
	for (i = 0; i < t->count; i++) {
		bool head = cell != NULL ? is_head(row, cell) : row->header;

		page_row_column(f);
		page_flow_begin(f, head ? TAG_TH : TAG_TD, cell);
		if (cell != NULL) {
			cell_set(f, cell, &t->columns[i], head);
			cell = cell->next;
		}
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

void
page_table_set(struct page_flow *f, const struct node *n)
{
	struct table t = { .pad = n->tight ? PAD_TIGHT : PAD };
	struct page_style saved = f->style;
	const struct node *row = n->first;
	double x = f->x, width = f->width;

	table_count(&t, n);
	if (t.count == 0)
		return;
	t.columns = mem_zalloc(t.count, sizeof(*t.columns));
	f->style.size = f->theme->pdf_size[0];
	f->style.line = f->theme->line_table;
	table_measure(f, &t, n);
	columns_size(f, &t);
	page_flow_begin(f, TAG_TABLE, n);
	if (t.heads > 0)
		row = heads_set(f, &t, row);
	f->x = x;
	f->width = width;
	if (t.rows > t.heads)
		body_set(f, &t, row);
	page_flow_header_drop(f);
	page_flow_end(f);
	f->x = x;
	f->width = width;
	f->style = saved;
	mem_free(t.columns);
}
