/*
 * Shapes of doc/figure as SVG 1.1 elements with classes for colours.
 */
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/buf.h"
#include "doc/figure.h"
#include "doc/node.h"
#include "doc/theme.h"
#include "render/anchor.h"
#include "render/markup.h"

#include "render/svg.h"

#define SYMBOL_SIZE	20.0	/* units of a mark's own box */
#define PIXELS_A_POINT	1.5	/* 8.5 pt figure text becomes 13 px */
#define TAB_STOPS	24	/* more links than this leave the tab order */

static const struct { const char *class, *use; } states[] = {
	[SHAPE_NONE] = { NULL, NULL },
	[SHAPE_PASS] = { "s-pass", "#__pass" },
	[SHAPE_FAIL] = { "s-fail", "#__fail" },
	[SHAPE_WAIVED] = { "s-waived", "#__waived" },
	[SHAPE_LATE] = { "s-late", "#__late" },
	[SHAPE_INVALID] = { "s-invalid", "#__invalid" },
	[SHAPE_PENDING] = { "s-pending", "#__pending" },
	[SHAPE_MISSING] = { "s-missing", "#__missing" },
	[SHAPE_NOT_APPLICABLE] = { "s-na", "#__na" },
};

_Static_assert(sizeof(states) / sizeof(states[0]) == SHAPE_COUNT,
    "every state has a class");

/* Two decimals, no trailing zeros; what is not finite counts as 0. */
static void
number(char *out, size_t n, double v)
{
	int len;

	if (!isfinite(v) || fabs(v) > 1e6 || fabs(v) < .005)
		v = 0;
	len = snprintf(out, n, "%.2f", v);
	while (len > 0 && out[len - 1] == '0')
		out[--len] = '\0';
	if (len > 0 && out[len - 1] == '.')
		out[--len] = '\0';
}

static void
attribute(struct markup *m, const char *name, double v)
{
	char text[32];

	number(text, sizeof(text), v);
	markup_attribute(m, name, text);
}

/* class="f-FILL k-STROKE"; without a fill SVG would paint black. */
static void
paint(struct markup *m, const struct shape *s)
{
	const char *fill = theme_ink_str((int)s->fill);
	const char *stroke = theme_ink_str((int)s->stroke);
	char class[64];

	(void)snprintf(class, sizeof(class), "f-%s%s%s",
	    fill == NULL ? "none" : fill, stroke == NULL ? "" : " k-",
	    stroke == NULL ? "" : stroke);
	markup_attribute(m, "class", class);
	if (stroke == NULL)
		return;
	attribute(m, "stroke-width", s->stroke_width > 0 ?
	    s->stroke_width : 1);
	if (s->dashed) {
		double w = s->stroke_width > 0 ? s->stroke_width : 1;
		char dash[32], gap[32], both[64];

		number(dash, sizeof(dash), 1.5 * w);
		number(gap, sizeof(gap), 1.3 * w);
		(void)snprintf(both, sizeof(both), "%s %s", dash, gap);
		markup_attribute(m, "stroke-dasharray", both);
	}
}

static void
tooltip(struct markup *m, const char *title)
{
	if (title != NULL)
		markup_element(m, "title", NULL, title);
}

static void
draw_rect(struct markup *m, const struct shape *s)
{
	markup_begin(m, "rect");
	attribute(m, "x", s->x);
	attribute(m, "y", s->y);
	attribute(m, "width", s->w > 0 ? s->w : 0);
	attribute(m, "height", s->h > 0 ? s->h : 0);
	if (s->r > 0)
		attribute(m, "rx", s->r);
}

static void
draw_polygon(struct markup *m, const struct shape *s)
{
	struct buf points = BUF_INIT;
	char text[32];
	size_t i;

	for (i = 0; i < s->point_count * 2; i++) {
		if (i > 0)
			buf_addc(&points, i % 2 == 0 ? ' ' : ',');
		number(text, sizeof(text), s->points[i]);
		buf_adds(&points, text);
	}
	markup_begin(m, "polygon");
	markup_attribute(m, "points", buf_str(&points));
	buf_clear(&points);
}

static void
draw_text(struct markup *m, const struct shape *s)
{
	markup_begin(m, "text");
	attribute(m, "x", s->x);
	attribute(m, "y", s->y);
	attribute(m, "font-size", s->size > 0 ? s->size : 8.5);
	if (s->align >= 0)
		markup_attribute(m, "text-anchor",
		    s->align == 0 ? "middle" : "end");
}

static void
draw_mark(struct markup *m, const struct shape *s)
{
	if (s->state <= SHAPE_NONE || s->state >= SHAPE_COUNT)
		return;
	markup_begin(m, "use");
	markup_attribute(m, "href", states[s->state].use);
	attribute(m, "x", s->x);
	attribute(m, "y", s->y);
	attribute(m, "width", s->w);
	attribute(m, "height", s->h > 0 ? s->h : s->w);
	tooltip(m, s->title);
	markup_end(m);
}

static void
draw(struct markup *m, const struct shape *s)
{
	switch (s->kind) {
	case FIGURE_RECT:
		draw_rect(m, s);
		break;
	case FIGURE_LINE:
		markup_begin(m, "line");
		attribute(m, "x1", s->x);
		attribute(m, "y1", s->y);
		attribute(m, "x2", s->x2);
		attribute(m, "y2", s->y2);
		break;
	case FIGURE_CIRCLE:
		markup_begin(m, "circle");
		attribute(m, "cx", s->x);
		attribute(m, "cy", s->y);
		attribute(m, "r", s->r > 0 ? s->r : 0);
		break;
	case FIGURE_POLYGON:
		draw_polygon(m, s);
		break;
	case FIGURE_TEXT:
		draw_text(m, s);
		break;
	case FIGURE_MARK:
		draw_mark(m, s);
		return;
	}
	paint(m, s);
	tooltip(m, s->title);
	if (s->kind == FIGURE_TEXT)
		markup_text(m, s->text);
	markup_end(m);
}

void
svg_symbols(struct markup *m)
{
	struct arena *a = arena_new();
	const struct shape *s;
	struct figure *f;
	int state;

	markup_begin_class(m, "svg", "defs");
	markup_attribute(m, "aria-hidden", "true");
	markup_attribute(m, "width", "0");
	markup_attribute(m, "height", "0");
	for (state = SHAPE_PASS; state < SHAPE_COUNT; state++) {
		f = figure_new(a, SYMBOL_SIZE, SYMBOL_SIZE);
		figure_mark(a, f, state, 0, 0, SYMBOL_SIZE);
		markup_begin(m, "symbol");
		markup_attribute(m, "id", states[state].use + 1);
		markup_attribute(m, "viewBox", "0 0 20 20");
		for (s = f->first; s != NULL; s = s->next)
			draw(m, s);
		markup_end(m);
	}
	markup_end(m);
	arena_free(a);
}

void
svg_mark(struct markup *m, int state, const char *label)
{
	if (state <= SHAPE_NONE || state >= SHAPE_COUNT)
		return;
	markup_begin_class(m, "svg", "m");
	if (label == NULL)
		markup_attribute(m, "aria-hidden", "true");
	else {
		markup_attribute(m, "role", "img");
		markup_attribute(m, "aria-label", label);
	}
	markup_begin(m, "use");
	markup_attribute(m, "href", states[state].use);
	markup_end_void(m);
	markup_end(m);
}

static size_t
count_links(const struct figure *f)
{
	const struct shape *s;
	size_t n = 0;

	for (s = f->first; s != NULL; s = s->next)
		if (anchor_href_ok(s->href))
			n++;
	return n;
}

static bool
has_text(const struct figure *f)
{
	const struct shape *s;

	for (s = f->first; s != NULL; s = s->next)
		if (s->kind == FIGURE_TEXT)
			return true;
	return false;
}

static void
begin_svg(struct markup *m, const struct figure *f, const char *alt,
    size_t links)
{
	char w[32], h[32], box[80];

	number(w, sizeof(w), f->width);
	number(h, sizeof(h), f->height);
	(void)snprintf(box, sizeof(box), "0 0 %s %s", w, h);
	markup_begin_class(m, "svg", has_text(f) ? "pic lettered" : "pic");
	/* An image has no parts for a reader of its accessibility tree. */
	markup_attribute(m, "role", links > 0 ? "group" : "img");
	markup_attribute(m, "viewBox", box);
	attribute(m, "width", f->width * PIXELS_A_POINT);
	attribute(m, "height", f->height * PIXELS_A_POINT);
	if (alt != NULL && alt[0] != '\0')
		markup_element(m, "title", NULL, alt);
	else
		markup_element(m, "title", NULL, "picture");
}

/* Only marks: the strip of items. */
static bool
is_strip(const struct figure *f)
{
	const struct shape *s;

	for (s = f->first; s != NULL; s = s->next)
		if (s->kind != FIGURE_MARK || s->state <= SHAPE_NONE ||
		    s->state >= SHAPE_COUNT)
			return false;
	return f->first != NULL;
}

static void
strip_mark(struct markup *m, const struct shape *s, const char *class,
    bool tab_stop)
{
	bool linked = anchor_href_ok(s->href);

	markup_begin_class(m, linked ? "a" : "span", class);
	if (linked)
		markup_attribute(m, "href", s->href);
	if (linked && !tab_stop)
		markup_attribute(m, "tabindex", "-1");
	markup_attribute(m, "title", s->title);
	markup_begin(m, "svg");
	attribute(m, "width", s->w * PIXELS_A_POINT);
	attribute(m, "height", s->w * PIXELS_A_POINT);
	if (!linked || s->title == NULL) {
		markup_attribute(m, "role", "img");
		markup_attribute(m, "aria-label", s->title != NULL ?
		    s->title : node_state_word((enum node_state)s->state));
	}
	markup_begin(m, "use");
	markup_attribute(m, "href", states[s->state].use);
	markup_end_void(m);
	markup_end(m);
	markup_end(m);
}

/* The usual step from mark to mark of a line. */
static double
strip_pitch(const struct figure *f)
{
	const struct shape *s;
	double step, pitch = 0;

	for (s = f->first; s->next != NULL; s = s->next) {
		step = s->next->x - s->x;
		if (step > 0 && (pitch <= 0 || step < pitch))
			pitch = step;
	}
	return pitch;
}

/*
 * A strip is drawn mark by mark, so that it fills lines of any width; a
 * wider step stays a gap, behind a mark, so that lines begin even.
 */
static void
draw_strip(struct markup *m, const struct figure *f, const char *alt,
    size_t links)
{
	const struct shape *s;
	double wide = strip_pitch(f) + .01;

	markup_begin_class(m, "div", "strip");
	markup_attribute(m, "role", "group");
	markup_attribute(m, "aria-label", alt);
	for (s = f->first; s != NULL; s = s->next)
		strip_mark(m, s, s->next != NULL &&
		    s->next->x - s->x > wide ? "gap" : NULL,
		    links <= TAB_STOPS);
	markup_end(m);
}

void
svg_figure(struct markup *m, const struct figure *f, const char *alt)
{
	size_t links = count_links(f);
	const struct shape *s;

	if (is_strip(f)) {
		draw_strip(m, f, alt, links);
		return;
	}
	begin_svg(m, f, alt, links);
	for (s = f->first; s != NULL; s = s->next) {
		if (!anchor_href_ok(s->href)) {
			draw(m, s);
			continue;
		}
		markup_begin(m, "a");
		markup_attribute(m, "href", s->href);
		if (links > TAB_STOPS)
			markup_attribute(m, "tabindex", "-1");
		draw(m, s);
		markup_end(m);
	}
	markup_end(m);
}

const char *
svg_state_class(int state)
{
	if (state < 0 || state >= SHAPE_COUNT)
		return NULL;
	return states[state].class;
}
