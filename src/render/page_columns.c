/*
 * Columns of a table: measured by what stands in them, sized so that its
 * rows become low.
 */
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "base/mem.h"
#include "doc/figure.h"
#include "doc/node.h"
#include "doc/theme.h"
#include "render/device.h"
#include "render/page_flow.h"
#include "render/page_galley.h"
#include "render/page_text.h"

#include "render/page_columns.h"

#define MEASURED_ROWS	400	/* longer tables are sized from a sample */
#define GAP		12.0	/* between columns */
#define LEAST_CAP	0.4	/* of the width: longer words are cut */
#define WORD_KEPT	96.0	/* points; longer words may well be broken */
#define CELL_KEPT	60.0	/* points; the same of all in a cell */
#define STEPS		48	/* in which room is dealt out */
#define WORD_LOST	60.0	/* points; longer words are seldom whole */
#define NEARLY		0.05

bool
page_columns_heads(const struct node *row, const struct node *cell)
{
	return row->header || cell->header;
}

struct page_style
page_columns_style(const struct page_flow *f, bool head)
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
	all->total += one->total;
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
				one.total = one.most;
			} else if (depth < 8) {
				cell_measure(f, n, style, &one, depth + 1);
			}
			n = n->next;
		}
		widen(out, &one);
	}
}

static void
row_measure(struct page_flow *f, struct page_columns *t,
    const struct node *row)
{
	struct page_cell *cells = t->cells + t->rows++ * t->count;
	const struct node *cell;
	struct page_extent e;
	struct page_style style;
	size_t i = 0;

	for (cell = row->first; cell != NULL; cell = cell->next, i++) {
		struct page_column *c = &t->columns[i];
		bool head = page_columns_heads(row, cell);

		style = page_columns_style(f, head);
		memset(&e, 0, sizeof(e));
		cell_measure(f, cell, &style, &e, 0);
		cells[i].most = (float)e.most;
		cells[i].total = (float)(e.total > e.most ? e.total : e.most);
		if (e.least > c->least)
			c->least = e.least;
		if (e.most > c->most)
			c->most = e.most;
		if (head)
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

/* Look at every row, or evenly at some of a long table. */
void
page_columns_measure(struct page_flow *f, struct page_columns *t,
    const struct node *table, size_t count)
{
	const struct node *row;
	size_t i, rows = 0, step;

	for (row = table->first; row != NULL; row = row->next)
		rows++;
	step = rows / MEASURED_ROWS + 1;
	t->count = count;
	t->rows = 0;
	t->columns = mem_zalloc(count, sizeof(*t->columns));
	t->cells = mem_zalloc((rows < 2 * MEASURED_ROWS ? rows :
	    2 * MEASURED_ROWS) * count, sizeof(*t->cells));
	for (row = table->first, i = 0; row != NULL; row = row->next, i++)
		if (i < MEASURED_ROWS / 4 || i % step == 0)
			row_measure(f, t, row);
	for (i = 0; i < count; i++) {
		struct page_column *c = &t->columns[i];

		c->index = i;
		if (c->whole + c->rest > c->most)
			c->most = c->whole + c->rest;
		if (c->number && c->least < c->most &&
		    c->most < f->width / 4)
			c->least = c->most;
		if (c->most < c->least)
			c->most = c->least;
		if (c->most < 1)
			c->most = c->least = 1;
	}
}

void
page_columns_free(struct page_columns *t)
{
	mem_free(t->columns);
	mem_free(t->cells);
}

static double
gap_of(size_t count)
{
	return count > 8 ? GAP / 2 : GAP;
}

static double
kept_of(const struct page_column *c)
{
	return c->least < WORD_KEPT ? c->least : WORD_KEPT;
}

bool
page_columns_fit(const struct page_columns *t, double width)
{
	double sum = gap_of(t->count) * (double)(t->count - 1);
	size_t i;

	for (i = 0; i < t->count; i++)
		sum += kept_of(&t->columns[i]);
	return sum <= width;
}

/* Short cells in one line. */
static double
roomy(const struct page_column *c)
{
	return c->most < CELL_KEPT ? c->most : kept_of(c) < CELL_KEPT ?
	    CELL_KEPT : kept_of(c);
}

/* Columns that fit from here on, without regard to those behind them. */
static size_t
part(const struct page_columns *t, size_t from, double width)
{
	double sum = roomy(&t->columns[0]);
	size_t i;

	for (i = from; i < t->count; i++) {
		sum += roomy(&t->columns[i]);
		if (i > from && sum + (double)(i - from + 1) *
		    gap_of(i - from + 2) > width)
			break;
	}
	return i - from;
}

size_t
page_columns_part(const struct page_columns *t, size_t from, double width)
{
	size_t parts = 0, i, even, fit = part(t, from, width);

	for (i = from; i < t->count; i += part(t, i, width))
		parts++;
	if (parts < 2)
		return fit;
	even = (t->count - from + parts - 1) / parts;
	return fit < even ? fit : even;
}

/* Room beyond what all columns ask for goes to those that hold text. */
static void
stretch(struct page_column *columns, size_t n, double extra)
{
	double sum = 0;
	size_t i;

	for (i = 0; i < n; i++)
		if (!columns[i].number)
			sum += columns[i].most;
	for (i = 0; i < n; i++) {
		struct page_column *c = &columns[i];

		c->width = c->most;
		if (sum > 0 && !c->number)
			c->width += extra * c->most / sum;
		else if (sum <= 0)
			c->width += extra / (double)n;
	}
}

/*
 * Even the least is too much: cut the widest down to one width, so that
 * words break where they are longest, and only there.
 */
static void
cut_down(struct page_column *columns, size_t n, double room)
{
	size_t i, left = n;
	double share = 0;
	bool again = true;

	for (i = 0; i < n; i++)
		columns[i].width = 0;
	while (again && left > 0) {
		again = false;
		share = room / (double)left;
		for (i = 0; i < n; i++) {
			struct page_column *c = &columns[i];

			if (c->width > 0 || c->least > share)
				continue;
			c->width = c->least;
			room -= c->width;
			left--;
			again = true;
		}
	}
	for (i = 0; i < n; i++)
		if (columns[i].width <= 0)
			columns[i].width = share;
}

/*
 * How bad this width is for the rows looked at: the lines of each cell to
 * the third power, for the highest cell makes the row, but one that is
 * very high not all others; and a little for cells that are nearly full,
 * so that no room is left where it is of no use. In a line of words part
 * of one is lost, which is much where the column is narrow.
 */
static double
badness(const struct page_columns *t, const struct page_column *c,
    double width)
{
	double lost = (c->least < WORD_LOST ? c->least : WORD_LOST) * 0.4;
	double sum = 0, full, lines, filled = width - lost;
	size_t i;

	for (i = 0; i < t->rows; i++) {
		const struct page_cell *cell = &t->cells[i * t->count +
		    c->index];

		full = (double)cell->most / width;
		lines = full <= 1.0001 ? 1 : 1 + ceil(((double)cell->total -
		    width) / filled);
		sum += lines * lines * lines + full * NEARLY;
	}
	return sum;
}

/*
 * Deal the room beyond the least out in equal steps so that the sum of
 * all badness is least: column by column, the best for each number of
 * steps.
 */
static void
deal(const struct page_columns *t, struct page_column *columns, size_t n,
    double room)
{
	double best[STEPS + 1], next[STEPS + 1], cost[STEPS + 1], step, sum;
	unsigned char *took = mem_alloc(n * (STEPS + 1));
	size_t i, k, left;

	for (i = 0; i < n; i++)
		room -= columns[i].least;
	step = room / STEPS;
	memset(best, 0, sizeof(best));
	for (i = 0; i < n; i++) {
		unsigned char *mine = took + i * (STEPS + 1);

		for (k = 0; k <= STEPS; k++)
			cost[k] = badness(t, &columns[i], columns[i].least +
			    step * (double)k);
		for (left = 0; left <= STEPS; left++) {
			next[left] = best[left] + cost[0];
			mine[left] = 0;
			for (k = 1; k <= left; k++) {
				sum = best[left - k] + cost[k];
				if (sum >= next[left])
					continue;
				next[left] = sum;
				mine[left] = (unsigned char)k;
			}
		}
		memcpy(best, next, sizeof(best));
	}
	for (left = STEPS, i = n; i-- > 0; ) {
		k = took[i * (STEPS + 1) + left];
		columns[i].width = columns[i].least + step * (double)k;
		left -= k;
	}
	mem_free(took);
}

void
page_columns_size(const struct page_flow *f, const struct page_columns *t,
    struct page_column *columns, size_t n)
{
	double most = 0, least = 0, room, x = f->x, gap = gap_of(n);
	size_t i;

	room = f->width - gap * (double)(n - 1);
	for (i = 0; i < n; i++) {
		if (columns[i].least > LEAST_CAP * f->width)
			columns[i].least = LEAST_CAP * f->width;
		if (columns[i].most < columns[i].least)
			columns[i].most = columns[i].least;
		most += columns[i].most;
		least += columns[i].least;
	}
	if (most <= room)
		stretch(columns, n, room - most);
	else if (least >= room)
		cut_down(columns, n, room);
	else
		deal(t, columns, n, room);
	for (i = 0; i < n; i++) {
		columns[i].x = x;
		x += columns[i].width + gap;
	}
}
