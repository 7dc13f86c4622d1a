/*
 * Figures and state marks: shapes to the device, colours from the theme.
 */
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"
#include "doc/figure.h"
#include "doc/node.h"
#include "doc/theme.h"
#include "render/device.h"

#include "render/page_figure.h"

#define MARK_SIZE	16.0	/* marks are made at this size, then scaled */

struct page_marks {
	struct arena	*arena;
	struct figure	*mark[SHAPE_COUNT];
};

struct page_marks *
page_figure_marks(void)
{
	struct page_marks *m = mem_alloc(sizeof(*m));
	int i;

	m->arena = arena_new();
	for (i = 0; i < SHAPE_COUNT; i++) {
		m->mark[i] = figure_new(m->arena, MARK_SIZE, MARK_SIZE);
		figure_mark(m->arena, m->mark[i], i, 0, 0, MARK_SIZE);
	}
	return m;
}

void
page_figure_free(struct page_marks *m)
{
	if (m == NULL)
		return;
	arena_free(m->arena);
	mem_free(m);
}

static unsigned
ink(const struct theme *t, enum ink i)
{
	return i == INK_NONE ? 0 : t->light[i];
}

void
page_figure_mark(const struct page_marks *m, const struct device *dev,
    const struct theme *t, int state, double x, double y, double size)
{
	const struct shape *s;

	if (state < 0 || state >= SHAPE_COUNT)
		return;
	for (s = m->mark[state]->first; s != NULL; s = s->next)
		dev->shape(dev->ctx, x, y, size / MARK_SIZE, s,
		    ink(t, s->fill), ink(t, s->stroke));
}

static void
text_draw(const struct device *dev, const struct theme *t,
    const struct shape *s, double x, double y, double scale)
{
	double size = s->size * scale, w = 0;
	size_t n;

	if (s->text == NULL)
		return;
	n = strlen(s->text);
	if (s->align >= 0)
		w = dev->width(dev->ctx, FACE_SANS, size, s->text, n);
	if (s->align == 0)
		w /= 2;
	dev->text(dev->ctx, FACE_SANS, size,
	    ink(t, s->fill == INK_NONE ? INK_TEXT : s->fill),
	    x + s->x * scale - w, y + s->y * scale, s->text, n, TEXT_AUTO);
}

/* The box a pointer may click on. */
static void
link_add(const struct device *dev, const struct shape *s, double x, double y,
    double scale)
{
	double left = s->x, top = s->y, w = s->w, h = s->h;

	if (s->kind == FIGURE_CIRCLE) {
		left -= s->r;
		top -= s->r;
		w = h = 2 * s->r;
	}
	if (w > 0 && h > 0)
		dev->link(dev->ctx, x + left * scale, y + top * scale,
		    w * scale, h * scale, s->href,
		    s->title == NULL ? s->href : s->title);
}

void
page_figure_draw(const struct page_marks *m, const struct device *dev,
    const struct theme *t, const struct figure *f, double x, double y,
    double scale)
{
	const struct shape *s;

	for (s = f->first; s != NULL; s = s->next) {
		if (s->href != NULL)
			dev->tag_begin(dev->ctx, TAG_LINK, NULL, 0);
		switch (s->kind) {
		case FIGURE_TEXT:
			text_draw(dev, t, s, x, y, scale);
			break;
		case FIGURE_MARK:
			page_figure_mark(m, dev, t, s->state,
			    x + s->x * scale, y + s->y * scale,
			    (s->w < s->h ? s->w : s->h) * scale);
			break;
		case FIGURE_RECT:
		case FIGURE_LINE:
		case FIGURE_CIRCLE:
		case FIGURE_POLYGON:
			dev->shape(dev->ctx, x, y, scale, s,
			    ink(t, s->fill), ink(t, s->stroke));
			break;
		}
		if (s->href != NULL) {
			link_add(dev, s, x, y, scale);
			dev->tag_end(dev->ctx);
		}
	}
}
