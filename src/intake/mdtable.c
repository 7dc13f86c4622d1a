/*
 * Pipe tables -> table nodes.
 */
#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "doc/node.h"
#include "intake/lower.h"
#include "intake/mdfacts.h"
#include "intake/mdlines.h"
#include "intake/mdscan.h"
#include "intake/mdtable.h"
#include "intake/mdtext.h"
#include "intake/pipes.h"

/* Cells short rows are filled up with, in one text; as cmark-gfm, which
 * learnt it from an attack. */
#define FILL_MAX	500000

size_t
mdtable_find(const struct mdtable_line *lines, size_t count)
{
	size_t i, columns;

	for (i = 0; i + 1 < count; i++) {
		if (lines[i + 1].lazy || lines[i + 1].deep)
			continue;
		columns = pipes_delimiter(lines[i + 1].s, lines[i + 1].n,
		    NULL);
		if (columns > 0 && pipes_split(NULL, lines[i].s, lines[i].n,
		    NULL) == columns)
			return i;
	}
	return count;
}

size_t
mdtable_heading(const struct mdtable_line *lines, size_t count,
    enum mdtable_tail *tail)
{
	size_t i, k;

	*tail = MDTABLE_NOTHING;
	for (i = 1; i < count; i++) {
		const char *s = lines[i].s;

		if (lines[i].n == 0 || (*s != '-' && *s != '='))
			continue;
		for (k = 0; k < lines[i].n && s[k] == *s; k++)
			;
		*tail = *s == '-' && k >= 3 ? MDTABLE_RULE : MDTABLE_ROW;
		while (k < lines[i].n && (s[k] == ' ' || s[k] == '\t'))
			k++;
		if (k == lines[i].n)
			return i;
	}
	*tail = MDTABLE_NOTHING;
	return count;
}

/* Blanks from at on; *col is moved over them, tabs to their stops. */
static size_t
skip_blanks(const struct mdlines *src, size_t at, size_t end, size_t *col)
{
	for (; at < end; at++) {
		if (src->text[at] == ' ')
			(*col)++;
		else if (src->text[at] == '\t')
			*col += 4 - *col % 4;
		else
			break;
	}
	return at;
}

/* A line behind the first of a paragraph, without its quote marks. */
static void
cut_line(const struct mdlines *src, size_t at, size_t end, size_t quotes,
    size_t item, struct mdtable_line *out)
{
	size_t col = 0, edge = 0;

	for (;;) {
		at = skip_blanks(src, at, end, &col);
		if (quotes == 0 || at == end || src->text[at] != '>')
			break;
		quotes--;
		at++;
		edge = ++col;
		if (at < end && (src->text[at] == ' ' ||
		    src->text[at] == '\t'))
			edge++;
	}
	if (item > 0)
		edge = item;
	out->s = src->text + at;
	out->n = end - at;
	out->lazy = quotes > 0 || col < edge;
	out->deep = col >= edge + 4;
}

struct mdtable_line *
mdtable_lines(struct arena *a, const struct mdlines *src, int first,
    int last, int col, size_t quotes, size_t item, unsigned line0)
{
	size_t count = (size_t)(last - first) + 1, i, at, end, next;
	struct mdtable_line *lines = arena_array(a, count, sizeof(*lines));

	for (i = 0; i < count; i++) {
		at = src->start[(size_t)first + i - 1];
		end = mdscan_line(src->text, src->len, at, &next);
		if (i == 0) {
			at += (size_t)col - 1;
			lines[i].s = src->text + at;
			lines[i].n = at < end ? end - at : 0;
		} else {
			cut_line(src, at, end, quotes, item, &lines[i]);
		}
		lines[i].line = line0 + (unsigned)first + (unsigned)i;
	}
	return lines;
}

static struct lower_cell *
defer(struct lower *lo, struct node *node, const char *s, size_t n,
    unsigned line)
{
	struct lower_cell *cell;

	lo->cells = arena_more(lo->arena, lo->cells, &lo->cell_cap,
	    lo->cell_count + 1, sizeof(*lo->cells));
	cell = &lo->cells[lo->cell_count++];
	cell->node = node;
	cell->s = s;
	cell->n = n;
	cell->line = line;
	cell->box = false;
	return cell;
}

struct lower_cell *
mdtable_defer(struct lower *lo, const struct mdtable_line *lines,
    size_t count)
{
	struct node *para = lower_add(lo, NODE_PARAGRAPH, lines[0].line);
	struct buf b = BUF_INIT;
	const char *s;
	size_t i, n;

	for (i = 0; i < count; i++) {
		/* Four blanks: never the start of another block. */
		buf_adds(&b, i == 0 ? "" : "\n    ");
		buf_add(&b, lines[i].s, lines[i].n);
	}
	n = b.len;
	s = arena_strndup(lo->arena, buf_str(&b), n);
	buf_clear(&b);
	return defer(lo, para, s, n, lines[0].line);
}

static void
add_cell(struct lower *lo, struct node *row, const struct pipes_cell *text,
    unsigned char align, unsigned line)
{
	struct node *cell = node_add_new(lo->arena, row, NODE_CELL);

	cell->line = line;
	cell->header = row->header;
	cell->align = (enum node_align)align;
	if (text == NULL || text->n == 0)
		return;
	lo->facts->boxes_in_cells += mdfacts_marks(text->s, text->n, true);
	if (strpbrk(text->s, "\\`*_[]<>&!") != NULL) {
		defer(lo, cell, text->s, text->n, line);
		return;
	}
	lo->at = cell;
	lo->extend = false;
	lower_text(lo, text->s, line);
	if (lo->extend)
		lo->facts->links += mdtext_extend(lo->arena, cell);
	lo->extend = false;
}

static void
add_row(struct lower *lo, struct node *table, const struct mdtable_line *line,
    const unsigned char *align, size_t columns, bool header)
{
	struct pipes_cell cells[PIPES_COLUMNS];
	size_t count = pipes_split(lo->arena, line->s, line->n, cells), i;
	struct node *row = node_add_new(lo->arena, table, NODE_ROW);

	row->line = line->line;
	row->header = header;
	for (i = 0; i < columns; i++) {
		if (i >= count && ++lo->filled > FILL_MAX)
			break;
		add_cell(lo, row, i < count ? &cells[i] : NULL, align[i],
		    line->line);
	}
}

void
mdtable_build(struct lower *lo, const struct mdtable_line *lines,
    size_t count)
{
	unsigned char align[PIPES_COLUMNS];
	size_t columns = pipes_delimiter(lines[1].s, lines[1].n, align), i;
	struct node *at = lo->at, *table;

	table = lower_add(lo, NODE_TABLE, lines[0].line);
	for (i = 0; i < count && (i < 2 || !lines[i].lazy); i++)
		if (i != 1)
			add_row(lo, table, &lines[i], align, columns, i == 0);
	lo->at = at;
	lo->facts->tables++;
	lo->facts->table_rows += i - 2;
	if (i < count)
		mdtable_defer(lo, lines + i, count - i);
}
