/*
 * Charts: the strip of cells, the stacked bar and the bullet chart.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/decimal.h"
#include "compose/charts.h"
#include "compose/scene.h"
#include "compose/words.h"
#include "doc/figure.h"
#include "doc/node.h"
#include "doc/theme.h"
#include "model/record.h"

#define WIDTH		482.0
#define CELLS_MAX	1000	/* more cells than this are no picture */

#define BAR_WIDTH	96.0
#define BAR_HEIGHT	8.0

#define BULLET_WIDTH	110.0
#define BULLET_HEIGHT	18.0

static struct node *
add_figure(struct scene *s, struct node *parent, const struct figure *f,
    const char *text)
{
	struct node *n = node_add_new(s->arena, parent, NODE_FIGURE);

	n->figure = f;
	n->text = text;
	return n;
}

static struct shape *
add_rect(struct scene *s, struct figure *f, double x, double y, double w,
    double h, enum ink fill)
{
	struct shape *r = figure_add(s->arena, f, FIGURE_RECT);

	r->x = x;
	r->y = y;
	r->w = w;
	r->h = h;
	r->fill = fill;
	return r;
}

/* --- the strip ------------------------------------------------------ */

/* What one cell shows: an item, or several as their worst. */
struct cell {
	const struct item	*item;		/* one item, or NULL */
	const struct section	*section;	/* else all of a heading */
	size_t			 first, count;	/* else a run of items */
};

struct grid {
	struct scene	*scene;
	struct figure	*figure;
	double		 mark, pitch, x, y;
	const struct section *top;	/* of the cell before */
};

/* Items that stand directly under a heading follow it without a gap. */
static size_t
run_length(const struct record *r, size_t from, size_t most)
{
	size_t n = 1;

	while (from + n < r->item_count && n < most &&
	    r->items[from + n]->section == r->items[from]->section)
		n++;
	return n;
}

/* Cells for runs of at most most items of one heading. */
static size_t
cut(const struct record *r, size_t most, struct cell *out)
{
	size_t i, n, cells = 0;

	for (i = 0; i < r->item_count; i += n) {
		n = run_length(r, i, most);
		if (out != NULL) {
			out[cells].item = n == 1 ? r->items[i] : NULL;
			out[cells].section = r->items[i]->section;
			out[cells].first = i;
			out[cells].count = n;
		}
		cells++;
	}
	return cells;
}

/* Cells that pay no heed to headings, where there are too many of them. */
static size_t
chop(const struct record *r, struct cell *out)
{
	size_t n = (r->item_count + CELLS_MAX - 1) / CELLS_MAX;
	size_t i, cells = 0;

	for (i = 0; i < r->item_count; i += n) {
		out[cells].first = i;
		out[cells].count = i + n > r->item_count ?
		    r->item_count - i : n;
		out[cells].section = r->items[i]->section;
		cells++;
	}
	return cells;
}

static const struct section *
top_of(const struct section *section)
{
	while (section != NULL && section->parent != NULL &&
	    !section->phase)
		section = section->parent;
	return section;
}

/* Worst state of the items of a cell, and how many pass. */
static int
worst(const struct record *r, const struct cell *c, size_t *passed)
{
	int state = (int)r->items[c->first]->state, next;
	size_t i;

	*passed = 0;
	for (i = c->first; i < c->first + c->count; i++) {
		next = (int)r->items[i]->state;
		*passed += next == STATE_PASS;
		if (words_severity(next) > words_severity(state))
			state = next;
	}
	return state;
}

static void
place_cell(struct grid *g, const struct cell *c)
{
	struct scene *s = g->scene;
	const struct record *r = s->record;
	const struct section *top = top_of(c->section);
	struct shape *mark;
	size_t passed;
	int state = worst(r, c, &passed);

	/* A gap of half a cell parts the phases. */
	if (g->top != NULL && top != g->top && g->x > 0)
		g->x += g->pitch / 2;
	g->top = top;
	if (g->x + g->mark > WIDTH) {
		g->x = 0;
		g->y += g->pitch;
	}
	mark = figure_add(s->arena, g->figure, FIGURE_MARK);
	mark->x = g->x;
	mark->y = g->y;
	mark->w = mark->h = g->mark;
	mark->state = words_shape(state);
	if (c->item != NULL) {
		mark->href = scene_href(s, c->item);
		mark->title = arena_printf(s->arena, "%s: %s",
		    words_line(s->arena, c->item->label),
		    record_state_str(c->item->state));
	} else {
		if (c->section != NULL)
			mark->href = scene_section_href(s, c->section);
		mark->title = arena_printf(s->arena, "%s: %zu of %zu pass",
		    scene_place(s, r->items[c->first]), passed, c->count);
	}
	g->x += g->pitch;
}

struct node *
charts_strip(struct scene *s, struct node *parent)
{
	const struct record *r = s->record;
	struct grid g = { .scene = s };
	struct cell *cells;
	size_t count, i;
	const char *text;

	if (r->item_count == 0)
		return NULL;
	cells = arena_array(s->arena, r->item_count < CELLS_MAX ?
	    r->item_count : CELLS_MAX, sizeof(*cells));
	if (r->item_count <= CELLS_MAX)
		count = cut(r, 1, cells);
	else if (cut(r, r->item_count, NULL) <= CELLS_MAX)
		count = cut(r, r->item_count, cells);
	else
		count = chop(r, cells);
	g.mark = count <= 40 ? 14 : count <= 400 ? 8 : 6;
	g.pitch = g.mark + (count <= 40 ? 3 : count <= 400 ? 2 : 1.5);
	g.figure = figure_new(s->arena, WIDTH, 0);
	for (i = 0; i < count; i++)
		place_cell(&g, &cells[i]);
	g.figure->height = g.y + g.mark;
	if (g.y == 0)
		g.figure->width = g.x;
	text = arena_printf(s->arena, count == r->item_count ?
	    "One mark for each of %zu item%s, in the order of the template: "
	    "%s." : "%zu item%s in the order of the template, each mark the "
	    "worst state under one heading: %s.", r->item_count,
	    r->item_count == 1 ? "" : "s",
	    words_tally(s->arena, &r->tally));
	return add_figure(s, parent, g.figure, text);
}

/* --- the stacked bar ------------------------------------------------ */

struct node *
charts_bar(struct scene *s, struct node *parent, const struct tally *t)
{
	/* In reading order: what is done first, what stops last. */
	static const enum item_state order[] = { STATE_PASS, STATE_WAIVED,
	    STATE_NOT_APPLICABLE, STATE_PENDING, STATE_MISSING, STATE_STALE,
	    STATE_OVERDUE, STATE_INVALID, STATE_FAIL };
	struct figure *f;
	struct shape *frame;
	double x = 0, w;
	size_t i;

	if (t->total == 0)
		return NULL;
	f = figure_new(s->arena, BAR_WIDTH, BAR_HEIGHT);
	for (i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
		if (t->by_state[order[i]] == 0)
			continue;
		w = BAR_WIDTH * (double)t->by_state[order[i]] /
		    (double)t->total;
		/* What is done is full; what is not is a lower step. */
		if (order[i] == STATE_PASS)
			add_rect(s, f, x, 0, w, BAR_HEIGHT, INK_PASS);
		else if (order[i] == STATE_NOT_APPLICABLE)
			add_rect(s, f, x, BAR_HEIGHT - 2, w, 2,
			    INK_HAIRLINE);
		else
			add_rect(s, f, x, BAR_HEIGHT / 2, w, BAR_HEIGHT / 2,
			    (enum ink)theme_ink(words_shape((int)order[i])));
		x += w;
	}
	frame = add_rect(s, f, 0.25, 0.25, BAR_WIDTH - 0.5,
	    BAR_HEIGHT - 0.5, INK_NONE);
	frame->stroke = INK_HAIRLINE;
	frame->stroke_width = 0.5;
	return add_figure(s, parent, f, words_tally(s->arena, t));
}

/* --- the bullet chart ----------------------------------------------- */

/* The axis of a bullet chart, all in the unit of the target. */
struct scale {
	double	lo, hi;		/* ends of the axis */
	double	from, to;	/* the good side */
	double	value;
};

static double
number(const struct decimal *d)
{
	return d == NULL ? 0 : decimal_double(d);
}

/*
 * Where the target stands on its axis.  "at least 99.9 %" leaves only 0.1
 * to spend, so its axis shows that rest threefold; others begin at zero
 * and hold the target in the middle.
 */
static bool
fit(const struct measured *m, struct scale *out)
{
	const struct target *t = m->target;
	double v = number(t->value), h = number(t->high), rest;

	switch (t->op) {
	case TARGET_GT:
	case TARGET_GE:
		rest = 100 - v;
		if (t->unit != NULL && strcmp(t->unit, "%") == 0 &&
		    v >= 50 && rest > 0) {
			out->lo = v - 2 * rest;
			out->hi = 100;
		} else {
			out->lo = 0;
			out->hi = 2 * v;
		}
		out->from = v;
		out->to = out->hi;
		break;
	case TARGET_LT:
	case TARGET_LE:
		out->lo = 0;
		out->hi = 2 * v;
		out->from = 0;
		out->to = v;
		break;
	case TARGET_BETWEEN:
		out->lo = v - (h - v);
		out->hi = h + (h - v);
		out->from = v;
		out->to = h;
		break;
	case TARGET_NOT_WORSE:
	case TARGET_NO_RISE:
		/* Measured against the baseline: 1 is as before. */
		v = 1;
		out->lo = 0.5;
		out->hi = 1.5;
		out->from = t->lower_better || t->op == TARGET_NO_RISE ?
		    0.5 : 1;
		out->to = t->lower_better || t->op == TARGET_NO_RISE ?
		    1 : 1.5;
		break;
	case TARGET_NONE:
	case TARGET_EQ:
	case TARGET_VERSION:
	case TARGET_STATEMENT:
		return false;
	}
	out->value = m->position * v;
	return v > 0 && out->hi > out->lo;
}

static double
at(const struct scale *c, double v)
{
	if (v < c->lo)
		v = c->lo;
	if (v > c->hi)
		v = c->hi;
	return (v - c->lo) / (c->hi - c->lo) * BULLET_WIDTH;
}

/* A small arrow head at the end where better lies. */
static void
add_arrow(struct scene *s, struct figure *f, bool up)
{
	static const double right[] = { 0, -2.5, 5, 0, 0, 2.5 };
	struct shape *p = figure_add(s->arena, f, FIGURE_POLYGON);
	double *points = arena_array(s->arena, 6, sizeof(*points));
	double x = up ? BULLET_WIDTH - 5 : 5;
	size_t i;

	for (i = 0; i < 6; i += 2) {
		points[i] = x + (up ? right[i] : -right[i]);
		points[i + 1] = BULLET_HEIGHT - 2.5 + right[i + 1];
	}
	p->points = points;
	p->point_count = 3;
	p->fill = INK_SECONDARY;
}

/* The measured bar is cut where it leaves the axis: two slanted strokes. */
static void
add_break(struct scene *s, struct figure *f, double x)
{
	struct shape *l;
	int i;

	for (i = 0; i < 2; i++) {
		l = figure_add(s->arena, f, FIGURE_LINE);
		l->x = x + 3 * i;
		l->y = 11;
		l->x2 = x + 2 + 3 * i;
		l->y2 = 3;
		l->stroke = INK_PAPER;
		l->stroke_width = 1.2;
	}
}

static void
add_tick(struct scene *s, struct figure *f, double x)
{
	if (x > BULLET_WIDTH - 1.5)
		x = BULLET_WIDTH - 1.5;
	add_rect(s, f, x, 0, 1.5, 14, INK_TEXT);
}

struct node *
charts_bullet(struct scene *s, struct node *parent, const struct measured *m)
{
	struct scale c = { 0 };
	struct figure *f;
	double end;

	if (!m->known || !fit(m, &c))
		return NULL;
	f = figure_new(s->arena, BULLET_WIDTH, BULLET_HEIGHT);
	add_rect(s, f, 0, 1, BULLET_WIDTH, 12, INK_MISSING_TINT);
	add_rect(s, f, at(&c, c.from), 1, at(&c, c.to) - at(&c, c.from), 12,
	    INK_GOOD_TINT);
	end = at(&c, c.value);
	if (end < 1.5)
		end = 1.5;
	add_rect(s, f, 0, 4.5, end, 5, m->met ? INK_PASS : INK_FAIL);
	if (c.value > c.hi)
		add_break(s, f, BULLET_WIDTH - 12);
	if (c.value < c.lo)
		add_break(s, f, 4);
	if (c.from > c.lo)
		add_tick(s, f, at(&c, c.from));
	if (c.to < c.hi)
		add_tick(s, f, at(&c, c.to));
	if (m->target->op != TARGET_BETWEEN)
		add_arrow(s, f, c.to >= c.hi);
	return add_figure(s, parent, f, arena_printf(s->arena,
	    "%s measured, target %s: %s%s%s%s",
	    words_line(s->arena, m->value_words),
	    words_line(s->arena, m->target->words),
	    m->met ? "met" : "missed",
	    m->margin_words != NULL ? ", " : "",
	    m->margin_words != NULL ?
	    words_line(s->arena, m->margin_words) : "",
	    m->near_miss ? ", near miss" : ""));
}
