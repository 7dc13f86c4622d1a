/*
 * Pictures as lists of shapes, and the eight state marks as primitives.
 */
#include <stddef.h>

#include "base/arena.h"
#include "doc/node.h"
#include "doc/theme.h"

#include "doc/figure.h"

/* A mark under construction: where it stands and how large it is. */
struct pen {
	struct arena	*arena;
	struct figure	*figure;
	double		 x, y, s;
	enum ink	 ink;
};

/*
 * Outlines in a unit box.  Cut-outs are drawn in paper colour on top, so
 * that they need no clipping; strokes are at least 0.1 wide, which is one
 * pixel at 9 px.
 */
static const double check[] = {
	.303, .447, .430, .574, .717, .287, .823, .393, .430, .786,
	.197, .553,
};
static const double octagon[] = {
	.293, 0, .707, 0, 1, .293, 1, .707, .707, 1, .293, 1, 0, .707,
	0, .293,
};
static const double cross[] = {
	.343, .237, .5, .394, .657, .237, .763, .343, .606, .5, .763, .657,
	.657, .763, .5, .606, .343, .763, .237, .657, .394, .5, .237, .343,
};
static const double diamond[] = {
	.5, .07, .93, .5, .5, .93, .07, .5,
};
static const double triangle[] = {
	.5, .03, 1, .95, 0, .95,
};
static const double hands[] = {
	.435, .40, .555, .40, .555, .67, .72, .67, .72, .79, .435, .79,
};
static const double left_half[] = {
	.5, .06, .386, .075, .28, .119, .189, .189, .119, .28, .075, .386,
	.06, .5, .075, .614, .119, .72, .189, .811, .28, .881, .386, .925,
	.5, .94,
};

struct figure *
figure_new(struct arena *a, double width, double height)
{
	struct figure *f = arena_alloc(a, sizeof(*f));

	f->width = width;
	f->height = height;
	return f;
}

struct shape *
figure_add(struct arena *a, struct figure *f, enum shape_kind kind)
{
	struct shape *s = arena_alloc(a, sizeof(*s));

	s->kind = kind;
	if (f->last == NULL)
		f->first = s;
	else
		f->last->next = s;
	f->last = s;
	return s;
}

static void
polygon(const struct pen *p, const double *unit, size_t doubles,
    enum ink fill, enum ink stroke, double width)
{
	struct shape *s = figure_add(p->arena, p->figure, FIGURE_POLYGON);
	double *at = arena_array(p->arena, doubles, sizeof(*at));
	size_t i;

	for (i = 0; i + 1 < doubles; i += 2) {
		at[i] = p->x + unit[i] * p->s;
		at[i + 1] = p->y + unit[i + 1] * p->s;
	}
	s->points = at;
	s->point_count = doubles / 2;
	s->fill = fill;
	s->stroke = stroke;
	s->stroke_width = width * p->s;
}

static struct shape *
circle(const struct pen *p, double r, enum ink fill, enum ink stroke,
    double width)
{
	struct shape *s = figure_add(p->arena, p->figure, FIGURE_CIRCLE);

	s->x = p->x + .5 * p->s;
	s->y = p->y + .5 * p->s;
	s->r = r * p->s;
	s->fill = fill;
	s->stroke = stroke;
	s->stroke_width = width * p->s;
	return s;
}

static void
rect(const struct pen *p, double x, double y, double w, double h, double r,
    enum ink fill)
{
	struct shape *s = figure_add(p->arena, p->figure, FIGURE_RECT);

	s->x = p->x + x * p->s;
	s->y = p->y + y * p->s;
	s->w = w * p->s;
	s->h = h * p->s;
	s->r = r * p->s;
	s->fill = fill;
}

#define POLYGON(p, unit, fill, stroke, width)				\
	polygon(p, unit, sizeof(unit) / sizeof(unit[0]), fill, stroke, width)

void
figure_mark(struct arena *a, struct figure *f, int state, double x,
    double y, double size)
{
	const struct pen p = { a, f, x, y, size,
	    (enum ink)theme_ink(state) };

	switch ((enum node_state)state) {
	case SHAPE_NONE:
	case SHAPE_COUNT:
		break;
	case SHAPE_PASS:
		circle(&p, .5, p.ink, INK_NONE, 0);
		POLYGON(&p, check, INK_PAPER, INK_NONE, 0);
		break;
	case SHAPE_FAIL:
		POLYGON(&p, octagon, p.ink, INK_NONE, 0);
		POLYGON(&p, cross, INK_PAPER, INK_NONE, 0);
		break;
	case SHAPE_WAIVED:
		POLYGON(&p, diamond, INK_PAPER, p.ink, .11);
		rect(&p, 0, .43, 1, .14, 0, p.ink);
		break;
	case SHAPE_LATE:
		POLYGON(&p, triangle, p.ink, INK_NONE, 0);
		POLYGON(&p, hands, INK_PAPER, INK_NONE, 0);
		break;
	case SHAPE_INVALID:
		rect(&p, .04, .04, .92, .92, .06, p.ink);
		rect(&p, .42, .18, .16, .38, 0, INK_PAPER);
		rect(&p, .42, .66, .16, .16, 0, INK_PAPER);
		break;
	case SHAPE_PENDING:
		circle(&p, .44, INK_PAPER, p.ink, .1);
		POLYGON(&p, left_half, p.ink, INK_NONE, 0);
		break;
	case SHAPE_MISSING:
		circle(&p, .43, INK_NONE, p.ink, .12)->dashed = true;
		break;
	case SHAPE_NOT_APPLICABLE:
		circle(&p, .46, INK_NONE, p.ink, .08);
		rect(&p, .27, .43, .46, .14, 0, p.ink);
		break;
	}
}
