/*
 * Axis: when things happened, as a picture.
 */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "compose/axis.h"
#include "compose/scene.h"
#include "doc/figure.h"
#include "doc/node.h"

#define WIDTH		482.0
#define LEFT		84.0	/* room for the names of the lanes */
#define LANE		15.0	/* height of a lane */
#define MARK		9.0
#define TEXT_SIZE	8.5	/* the small size of LOOK.md */
#define DATE_ROOM	64.0	/* "2026-11-22" at that size, and air */
#define TIME_ROOM	36.0	/* "14:05" */
#define LABELS_MAX	16
#define LONG_GAP	(6 * 3600)

struct label {
	double	 from, to;
};

struct axis {
	struct scene	*scene;
	struct figure	*figure;
	const struct axis_mark *marks;
	double		*x;		/* of every mark */
	size_t		 count, lanes;
	double		 base;		/* y of the axis line */
	int		 offset;
	struct label	 labels[LABELS_MAX];
	size_t		 label_count;
};

static void
add_text(struct axis *a, double x, double y, int align, enum ink ink,
    const char *text)
{
	struct shape *t = figure_add(a->scene->arena, a->figure,
	    FIGURE_TEXT);

	t->x = x;
	t->y = y;
	t->size = TEXT_SIZE;
	t->align = align;
	t->fill = ink;
	t->text = text;
}

static void
add_line(struct axis *a, double x, double y, double x2, double y2,
    enum ink ink, bool dashed)
{
	struct shape *l = figure_add(a->scene->arena, a->figure,
	    FIGURE_LINE);

	l->x = x;
	l->y = y;
	l->x2 = x2;
	l->y2 = y2;
	l->stroke = ink;
	l->stroke_width = 0.75;
	l->dashed = dashed;
}

static double
weight(int64_t gap)
{
	return log2(1.0 + (double)gap / 60.0);
}

/* Give every mark its x: gaps share the width by their logarithms. */
static void
spread(struct axis *a)
{
	double room = WIDTH - LEFT - MARK, sum = 0, run = 0;
	size_t i;

	a->x = arena_array(a->scene->arena, a->count, sizeof(*a->x));
	for (i = 1; i < a->count; i++)
		sum += weight(a->marks[i].sec - a->marks[i - 1].sec);
	for (i = 0; i < a->count; i++) {
		if (i > 0)
			run += weight(a->marks[i].sec - a->marks[i - 1].sec);
		a->x[i] = LEFT + MARK / 2 +
		    (sum > 0 ? run / sum * room : room / 2);
		/* Hundredths are enough, and short in every output. */
		a->x[i] = floor(a->x[i] * 100 + 0.5) / 100;
	}
}

static void
draw_lanes(struct axis *a, const char *const *names)
{
	double y;
	size_t i;

	for (i = 0; i < a->lanes; i++) {
		y = (double)i * LANE + LANE / 2;
		add_text(a, 0, y + 3, -1, INK_SECONDARY, names[i]);
		add_line(a, LEFT, y, WIDTH, y, INK_HAIRLINE, false);
	}
}

/* The base line: solid while something happens, dashed over long gaps. */
static void
draw_base(struct axis *a)
{
	double from = LEFT, to;
	int64_t gap;
	char words[DATE_MAX];
	size_t i;

	for (i = 1; i < a->count; i++) {
		gap = a->marks[i].sec - a->marks[i - 1].sec;
		if (gap < LONG_GAP)
			continue;
		to = a->x[i - 1];
		if (to > from)
			add_line(a, from, a->base, to, a->base,
			    INK_SECONDARY, false);
		from = a->x[i];
		add_line(a, to, a->base, from, a->base, INK_SECONDARY, true);
		date_span_str(gap, words);
		if (from - to > 6.0 * (double)strlen(words))
			add_text(a, (from + to) / 2, a->base - 3, 0,
			    INK_SECONDARY, arena_strdup(a->scene->arena,
			    words));
	}
	if (WIDTH > from)
		add_line(a, from, a->base, WIDTH, a->base, INK_SECONDARY,
		    false);
}

static bool
is_free(const struct axis *a, double from, double to)
{
	size_t i;

	if (a->label_count == LABELS_MAX || from < LEFT - 24 || to > WIDTH)
		return false;
	for (i = 0; i < a->label_count; i++)
		if (from < a->labels[i].to && to > a->labels[i].from)
			return false;
	return true;
}

/* A label centred on mark i, if it has room; at the ends it is moved in. */
static void
try_label(struct axis *a, size_t i, double room, const char *text)
{
	double x = a->x[i], half = room / 2;
	double middle = x + half > WIDTH ? WIDTH - half : x;

	if (!is_free(a, middle - half, middle + half))
		return;
	a->labels[a->label_count].from = middle - half;
	a->labels[a->label_count].to = middle + half;
	a->label_count++;
	add_line(a, x, a->base, x, a->base + 3, INK_SECONDARY, false);
	add_text(a, middle, a->base + 12, 0, INK_SECONDARY, text);
}

/* First the days, then times of day where there is room left. */
static void
draw_labels(struct axis *a)
{
	struct arena *arena = a->scene->arena;
	int y, mo, d, h, mi, s, pass, day = 0, last;
	size_t i;

	for (pass = 0; pass < 2; pass++) {
		last = -1;
		for (i = 0; i < a->count && a->label_count < LABELS_MAX;
		    i++) {
			date_civil(a->marks[i].sec + a->offset * 60, &y, &mo,
			    &d, &h, &mi, &s);
			day = (y * 16 + mo) * 32 + d;
			if (pass == 0 && day != last)
				try_label(a, i, DATE_ROOM, arena_printf(
				    arena, "%04d-%02d-%02d", y, mo, d));
			else if (pass == 1 && is_free(a,
			    a->x[i] - TIME_ROOM / 2, a->x[i] + TIME_ROOM / 2))
				try_label(a, i, TIME_ROOM, arena_printf(
				    arena, "%02d:%02d", h, mi));
			last = day;
		}
	}
}

static void
draw_mark(struct axis *a, const struct axis_mark *m, double x)
{
	double y = (double)m->lane * LANE + LANE / 2;
	struct shape *s;

	if (m->shape == SHAPE_NONE) {
		s = figure_add(a->scene->arena, a->figure, FIGURE_CIRCLE);
		s->x = x;
		s->y = y;
		s->r = 2.5;
		s->fill = INK_SECONDARY;
	} else {
		s = figure_add(a->scene->arena, a->figure, FIGURE_MARK);
		s->x = x - MARK / 2;
		s->y = y - MARK / 2;
		s->w = s->h = MARK;
		s->state = m->shape;
	}
	s->title = m->title;
	s->href = m->href;
}

/* Marks that would touch are drawn as the worst of them. */
static void
draw_marks(struct axis *a)
{
	const struct axis_mark *best;
	size_t lane, i;
	double x;

	for (lane = 0; lane < a->lanes; lane++) {
		best = NULL;
		x = 0;
		for (i = 0; i < a->count; i++) {
			if (a->marks[i].lane != lane)
				continue;
			if (best != NULL && a->x[i] - x < MARK) {
				if (a->marks[i].severity > best->severity)
					best = &a->marks[i];
				continue;
			}
			if (best != NULL)
				draw_mark(a, best, x);
			best = &a->marks[i];
			x = a->x[i];
		}
		if (best != NULL)
			draw_mark(a, best, x);
	}
}

struct node *
axis_draw(struct scene *s, struct node *parent, const struct axis_mark *marks,
    size_t count, const char *const *lanes, size_t lane_count, int offset,
    const char *text)
{
	struct axis a = { .scene = s, .marks = marks, .count = count,
	    .lanes = lane_count, .offset = offset };
	struct node *n;

	if (count == 0 || lane_count == 0)
		return NULL;
	a.base = (double)lane_count * LANE + 12;
	a.figure = figure_new(s->arena, WIDTH, a.base + 16);
	spread(&a);
	draw_lanes(&a, lanes);
	draw_base(&a);
	draw_labels(&a);
	draw_marks(&a);
	n = node_add_new(s->arena, parent, NODE_FIGURE);
	n->figure = a.figure;
	n->text = text;
	return n;
}
