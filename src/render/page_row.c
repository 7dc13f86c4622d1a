/*
 * Rows: strips of several columns put side by side as one strip, or as
 * several where the row is taller than a page.
 */
#include <string.h>

#include "base/mem.h"
#include "render/device.h"
#include "render/page_flow.h"
#include "render/page_galley.h"
#include "render/page_sheet.h"

#include "render/page_row.h"

#define TAGS_MAX	32	/* open at once inside a cell */
#define SLICE		72.0	/* points of a row that must be cut */

void
page_row_begin(struct page_flow *f, struct page_row *r, int tag,
    const struct node *n)
{
	struct page_galley *g = f->galley;

	r->strip = g->count;
	r->op = g->op_count;
	r->space = g->space;
	r->column = g->column;
	r->tag = tag;
	r->node = n;
	g->capture++;
	g->space = 0;
	if (tag >= 0)
		page_flow_begin(f, tag, n);
}

void
page_row_column(struct page_flow *f)
{
	struct page_galley *g = f->galley;

	g->column = ++g->columns;
	g->space = 0;
	g->top = true;
}

/* The frames that were opened in this row get their rectangles. */
static void
frames_close(struct page_galley *g, const struct page_row *r,
    const double *tops)
{
	const struct page_strip *s;
	struct page_frame *b;
	size_t i;
	unsigned id;

	for (i = r->strip; i < g->count; i++) {
		s = &g->strips[i];
		for (id = s->box; id != 0; id = b->parent) {
			struct page_op *op;

			b = page_sheet_frame(g, id);
			if (!b->in_row || b->op < r->op)
				break;
			op = &g->ops[b->op];
			if (op->h <= 0)
				op[0].y = op[1].y = tops[i - r->strip];
			op[0].h = op[1].h = tops[i - r->strip] + s->height -
			    op->y;
		}
	}
}

/* Put the strips of each column one below the other; the row's height. */
static double
columns_stack(struct page_galley *g, const struct page_row *r, double above,
    double *tops)
{
	double y = 0, height = 0;
	size_t i, k;

	for (i = r->strip; i < g->count; i++) {
		const struct page_strip *s = &g->strips[i];

		if (i == r->strip || s->column != s[-1].column)
			y = above;
		else
			y += s->space;
		/* What was due before the row stays at its top. */
		for (k = s->op < r->op ? r->op : s->op; k < s->op_end; k++)
			g->ops[k].y += y;
		tops[i - r->strip] = y;
		y += s->height;
		if (y > height)
			height = y;
	}
	return height;
}

/* Height of the tallest column. */
static double
row_height(const struct page_galley *g, const struct page_row *r)
{
	double y = 0, height = 0;
	size_t i;

	for (i = r->strip; i < g->count; i++) {
		const struct page_strip *s = &g->strips[i];

		if (i == r->strip || s->column != s[-1].column)
			y = 0;
		else
			y += s->space;
		y += s->height;
		if (y > height)
			height = y;
	}
	return height;
}

/* A column of a row that is being cut. */
struct column {
	size_t		 next, end;	/* strips still to be placed */
	size_t		 depth;
	struct page_op	 open[TAGS_MAX];	/* tags open at the cut */
};

struct cutting {
	struct page_strip *strips;
	struct page_op	 begin;		/* the row's own tag, if it has one */
	struct page_op	*ops;		/* what follows it */
	size_t		 count, op_count;
	size_t		 base;		/* index ops[0] had in the galley */
	struct column	*columns;
	size_t		 column_count;
};

/* Replay operations, keeping account of the tags that stay open. */
static void
ops_replay(struct page_flow *f, const struct cutting *c, struct column *col,
    size_t from, size_t to, double dy)
{
	size_t k;

	for (k = from < c->base ? c->base : from; k < to; k++) {
		const struct page_op *op = &c->ops[k - c->base];
		struct page_op *copy;

		if (op->kind == PAGE_OP_BEGIN) {
			if (col->depth < TAGS_MAX)
				col->open[col->depth] = *op;
			col->depth++;
		} else if (op->kind == PAGE_OP_END && col->depth > 0) {
			col->depth--;
		}
		copy = page_flow_op(f, (int)op->kind);
		*copy = *op;
		copy->y += dy;
	}
}

/* As many strips of a column as fit; returns their height. */
static double
column_slice(struct page_flow *f, const struct cutting *c,
    struct column *col, double above)
{
	double y = above, space;
	size_t d;

	for (d = 0; d < col->depth; d++) {
		if (d < TAGS_MAX)
			*page_flow_op(f, PAGE_OP_BEGIN) = col->open[d];
		else
			page_flow_begin(f, TAG_SPAN, NULL);
	}
	for (; col->next < col->end; col->next++) {
		const struct page_strip *s = &c->strips[col->next];

		space = y > above ? s->space : 0;
		if (y > above && y + space + s->height > SLICE)
			break;
		ops_replay(f, c, col, s->op, s->op_end, y + space);
		y += space + s->height;
	}
	if (col->next == c->count)
		ops_replay(f, c, col, c->strips[c->count - 1].op_end,
		    c->base + c->op_count, y);
	for (d = col->depth; d > 0; d--)
		page_flow_op(f, PAGE_OP_END);
	return y;
}

/* One slice of all columns; false when nothing was left. */
static bool
slice(struct page_flow *f, const struct cutting *c, const struct page_row *r,
    double above)
{
	double y, height = 0;
	bool left = false;
	size_t i;

	for (i = 0; i < c->column_count; i++)
		left = left || c->columns[i].next < c->columns[i].end;
	if (!left)
		return false;
	if (r->tag >= 0)
		*page_flow_op(f, PAGE_OP_BEGIN) = c->begin;
	for (i = 0; i < c->column_count; i++) {
		if (c->columns[i].next == c->columns[i].end)
			continue;
		y = column_slice(f, c, &c->columns[i], above);
		if (y > height)
			height = y;
	}
	if (r->tag >= 0)
		page_flow_op(f, PAGE_OP_END);
	page_flow_strip(f, height);
	return true;
}

/*
 * Take the row out of the galley and put it back in slices, each in the
 * tags of the row and of its cells, begun again.  Frames inside are not drawn.
 */
static void
row_cut(struct page_flow *f, const struct page_row *r, double above)
{
	struct page_galley *g = f->galley;
	struct cutting c = { .count = g->count - r->strip };
	size_t i;

	c.base = r->op + (r->tag >= 0);
	c.op_count = g->op_count - c.base;
	if (r->tag >= 0)
		c.begin = g->ops[r->op];
	c.strips = mem_alloc(c.count * sizeof(*c.strips));
	memcpy(c.strips, g->strips + r->strip, c.count * sizeof(*c.strips));
	c.ops = mem_alloc(c.op_count * sizeof(*c.ops));
	memcpy(c.ops, g->ops + c.base, c.op_count * sizeof(*c.ops));
	c.columns = mem_zalloc(c.count, sizeof(*c.columns));
	for (i = 0; i < c.count; i++) {
		if (i == 0 || c.strips[i].column != c.strips[i - 1].column)
			c.columns[c.column_count++].next = i;
		c.columns[c.column_count - 1].end = i + 1;
	}
	g->count = r->strip;
	g->op_count = r->op;
	/* No page is drawn meanwhile: texts must stay where they are. */
	g->capture++;
	while (slice(f, &c, r, above))
		above = 0;
	g->capture--;
	g->strips[r->strip].fresh = g->fresh;
	g->fresh = false;
	mem_free(c.columns);
	mem_free(c.ops);
	mem_free(c.strips);
}

double
page_row_end(struct page_flow *f, const struct page_row *r, double above,
    double below)
{
	struct page_galley *g = f->galley;
	size_t count = g->count - r->strip;
	double height, *tops;

	g->capture--;
	g->column = r->column;
	g->space = r->space;
	g->top = false;
	if (count > 0 && g->capture == 0 &&
	    row_height(g, r) > page_flow_height(f) - g->head.height) {
		row_cut(f, r, above);
		return 0;
	}
	tops = mem_alloc((count + 1) * sizeof(*tops));
	height = columns_stack(g, r, above, tops);
	frames_close(g, r, tops);
	mem_free(tops);
	if (height < above)
		height = above;
	height += below;
	g->count = r->strip;
	if (r->tag >= 0)
		page_flow_op(f, PAGE_OP_END);
	page_flow_strip(f, height);
	return height;
}
