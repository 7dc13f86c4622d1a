/*
 * Tables in plain text.
 */
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/buf.h"
#include "doc/node.h"
#include "render/column.h"
#include "render/wrap.h"

#include "render/grid.h"

#define BETWEEN		2	/* blanks between columns */
#define NARROW		12	/* a wrapped column is at least this wide */

struct grid {
	struct wrap	*wrap;
	grid_cell	 write;
	struct columns	 cols;
	size_t		 width[COLUMN_MAX];	/* natural, then given */
	size_t		 word[COLUMN_MAX];	/* the longest word */
	bool		 shown[COLUMN_MAX];	/* holds more than pictures */
	struct buf	 cells[COLUMN_MAX];	/* lines of one row */
};

/* Blanks that stand for the digits a number lacks. */
static size_t
padding(const struct grid *g, const struct node *cell, size_t i)
{
	int mine = column_fraction(cell), most = g->cols.fraction[i];

	if (mine < 0 || mine >= most)
		return 0;
	return (size_t)(most - mine) + (mine == 0 ? 1 : 0);
}

static bool
is_end(const struct node *cell)
{
	return cell->role == ROLE_NUMBER || cell->align == ALIGN_END;
}

static void
fill(struct grid *g, struct buf *out, const struct node *cell, size_t width,
    bool colour)
{
	struct wrap *w;

	buf_rewind(out);
	w = wrap_open(out, width, colour);
	g->write(w, cell);
	wrap_close(w);
	if (out->len > 0 && out->data[out->len - 1] == '\n')
		out->data[--out->len] = '\0';
}

static size_t
longest_word(const char *s)
{
	size_t best = 0, n, wide;

	for (; *s != '\0'; s += n) {
		n = strcspn(s, " \n");
		wide = wrap_width(s, n);
		if (wide > best)
			best = wide;
		n += strspn(s + n, " \n");
	}
	return best;
}

static size_t
widest_line(const char *s)
{
	size_t best = 0, n, wide;

	for (; *s != '\0'; s += n + (s[n] == '\n')) {
		n = strcspn(s, "\n");
		wide = wrap_width(s, n);
		if (wide > best)
			best = wide;
	}
	return best;
}

static void
measure(struct grid *g, const struct node *table)
{
	struct buf text = BUF_INIT;
	const struct node *row, *cell;
	size_t i, wide;

	for (row = table->first; row != NULL; row = row->next) {
		cell = row->first;
		for (i = 0; cell != NULL && i < COLUMN_MAX; i++) {
			fill(g, &text, cell, 0, false);
			if (text.len > 0 && !row->header)
				g->shown[i] = true;
			wide = longest_word(buf_str(&text));
			if (wide > g->word[i])
				g->word[i] = wide;
			wide = widest_line(buf_str(&text)) +
			    padding(g, cell, i);
			if (wide > g->width[i])
				g->width[i] = wide;
			cell = cell->next;
		}
	}
	buf_clear(&text);
}

/* The columns that still want more than they can have. */
struct claim {
	size_t	left, open;	/* room, and columns that part it */
	size_t	wanted;		/* their natural widths together */
	bool	settled[COLUMN_MAX];
};

static void
settle(struct grid *g, struct claim *c, size_t i, size_t width)
{
	c->wanted -= g->width[i];
	c->left -= width;
	c->open--;
	c->settled[i] = true;
	g->width[i] = width;
}

/* Columns that want no more than an even share get what they want. */
static void
share_even(struct grid *g, struct claim *c)
{
	bool again = true;
	size_t i;

	while (again && c->open > 0) {
		again = false;
		for (i = 0; i < COLUMN_MAX && c->open > 0; i++) {
			if (c->settled[i] || g->width[i] > c->left / c->open)
				continue;
			settle(g, c, i, g->width[i]);
			again = true;
		}
	}
}

/*
 * The others part the rest by what they want, each with room for its
 * longest word; false where there is none.
 */
static bool
share_rest(struct grid *g, struct claim *c)
{
	bool again = true;
	size_t i, least;

	while (again && c->open > 0) {
		again = false;
		for (i = 0; i < COLUMN_MAX; i++) {
			if (c->settled[i])
				continue;
			least = g->word[i] > NARROW ? g->word[i] : NARROW;
			if (least > c->left)
				return false;
			if (c->left * g->width[i] / c->wanted >= least)
				continue;
			settle(g, c, i, least);
			again = true;
		}
	}
	for (i = 0; i < COLUMN_MAX; i++)
		if (!c->settled[i])
			settle(g, c, i, c->open == 1 ? c->left :
			    c->left * g->width[i] / c->wanted);
	return true;
}

static bool
share(struct grid *g, size_t room)
{
	struct claim c = { 0 };
	size_t i;

	for (i = 0; i < COLUMN_MAX; i++) {
		c.settled[i] = !g->shown[i];
		if (!g->shown[i])
			continue;
		c.open++;
		c.wanted += g->width[i];
	}
	if (c.open == 0 || room < c.open * (BETWEEN + 1))
		return false;
	c.left = room - (c.open - 1) * BETWEEN;
	share_even(g, &c);
	return share_rest(g, &c);
}

/* Line number k of a cell's text, or an empty one. */
static const char *
nth_line(const struct buf *cell, size_t k, size_t *len)
{
	const char *s = buf_str(cell), *end;

	for (; k > 0; k--) {
		if ((end = strchr(s, '\n')) == NULL) {
			*len = 0;
			return "";
		}
		s = end + 1;
	}
	*len = strcspn(s, "\n");
	return s;
}

static size_t
count_lines(const struct buf *cell)
{
	const char *s = buf_str(cell);
	size_t n = cell->len > 0 ? 1 : 0;

	while ((s = strchr(s, '\n')) != NULL) {
		s++;
		n++;
	}
	return n;
}

static void
put_line(struct grid *g, struct buf *line, const struct node *row, size_t k)
{
	const struct node *cell = row->first;
	size_t i, n, len, wide, pad, gap = 0;
	const char *s;

	n = g->cols.count < COLUMN_MAX ? g->cols.count : COLUMN_MAX;
	for (i = 0; i < n; i++) {
		if (g->shown[i]) {
			s = nth_line(&g->cells[i], k, &len);
			wide = wrap_width(s, len);
			pad = wide < g->width[i] ? g->width[i] - wide : 0;
			buf_pad(line, ' ', gap);
			if (cell != NULL && is_end(cell)) {
				size_t tail = padding(g, cell, i);

				tail = tail < pad ? tail : pad;
				buf_pad(line, ' ', pad - tail);
				buf_add(line, s, len);
				gap = tail + BETWEEN;
			} else {
				buf_add(line, s, len);
				gap = pad + BETWEEN;
			}
		}
		if (cell != NULL)
			cell = cell->next;
	}
}

static void
put_row(struct grid *g, const struct node *row)
{
	struct buf line = BUF_INIT;
	const struct node *cell;
	size_t i, k, n, lines = 0;

	for (i = 0; i < COLUMN_MAX; i++)
		buf_rewind(&g->cells[i]);
	cell = row->first;
	for (i = 0; cell != NULL && i < COLUMN_MAX; i++, cell = cell->next) {
		if (!g->shown[i])
			continue;
		fill(g, &g->cells[i], cell, g->width[i],
		    wrap_colour(g->wrap));
		if ((n = count_lines(&g->cells[i])) > lines)
			lines = n;
	}
	for (k = 0; k < lines; k++) {
		buf_rewind(&line);
		put_line(g, &line, row, k);
		wrap_ready_line(g->wrap, buf_str(&line), line.len);
	}
	buf_clear(&line);
}

static void
put_aligned(struct grid *g, const struct node *table)
{
	const struct node *row = table->first;
	size_t i, total = 0;

	for (i = 0; i < COLUMN_MAX; i++)
		if (g->shown[i])
			total += g->width[i] + (total > 0 ? BETWEEN : 0);
	for (; row != NULL && row->header; row = row->next)
		put_row(g, row);
	if (table->first != NULL && table->first->header)
		wrap_rule(g->wrap, '-', total);
	for (; row != NULL; row = row->next)
		put_row(g, row);
}

/* One block a row: the first cell, then "head: cell" indented. */
static void
put_stacked(struct grid *g, const struct node *table)
{
	const struct node *row, *head, *cell;
	size_t i;

	for (row = table->first; row != NULL; row = row->next) {
		if (row->header)
			continue;
		head = table->first->header ? table->first->first : NULL;
		cell = row->first;
		for (i = 0; cell != NULL; i++, cell = cell->next) {
			if (i == 0) {
				g->write(g->wrap, cell);
				wrap_push(g->wrap, "  ", "  ");
			} else if (i >= COLUMN_MAX || g->shown[i]) {
				if (head != NULL) {
					g->write(g->wrap, head);
					wrap_text(g->wrap, ": ");
				}
				g->write(g->wrap, cell);
				wrap_end_line(g->wrap);
			}
			if (head != NULL)
				head = head->next;
		}
		if (i > 0)
			wrap_pop(g->wrap);
	}
}

void
grid_write(struct wrap *w, const struct node *table, grid_cell write)
{
	struct grid g = { .wrap = w, .write = write };
	size_t i;

	column_measure(table, &g.cols);
	measure(&g, table);
	if (g.cols.count <= COLUMN_MAX && share(&g, wrap_room(w)))
		put_aligned(&g, table);
	else
		put_stacked(&g, table);
	for (i = 0; i < COLUMN_MAX; i++)
		buf_clear(&g.cells[i]);
}
