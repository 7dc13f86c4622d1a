/*
 * The sheet: one page's strips, frames, running header and footer, given
 * to the device.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "doc/figure.h"
#include "doc/node.h"
#include "doc/theme.h"
#include "render/device.h"
#include "render/page_figure.h"
#include "render/page_galley.h"

#include "render/page_sheet.h"

#define HEAD_GAP	20.0	/* running header to content */
#define CUT_AIR		3.0	/* inside a frame that goes on overleaf */
#define FOOT_GAP	24.0	/* content to the baseline of the footer */
#define DIGEST_SHORT	12
#define HEX		"0123456789abcdef"

struct page_frame *
page_sheet_frame(const struct page_galley *g, unsigned id)
{
	return id == 0 ? NULL : &g->frames[id - 1 - g->frame_base];
}

bool
page_sheet_repeats(const struct page_galley *g, const struct page_strip *s)
{
	return s->header != 0 && s->header == g->pinned.id;
}

struct page_options
page_sheet_size(const struct page_flow *f, bool wide)
{
	struct page_options o = *f->opt;

	if (wide) {
		o.width = f->opt->height;
		o.height = f->opt->width;
	}
	return o;
}

void
page_sheet_footer(const struct page_options *opt, double *right, double *foot)
{
	*right = opt->margin;
	*foot = opt->margin - FOOT_GAP;
}

static void
rect_draw(const struct device *dev, double x, double y, double w, double h,
    unsigned fill, unsigned stroke, double stroke_width, bool content)
{
	const struct shape s = {
		.kind = FIGURE_RECT,
		.w = w,
		.h = h,
		.fill = fill == PAGE_NO_COLOUR ? INK_NONE : INK_TEXT,
		.stroke = stroke == PAGE_NO_COLOUR ? INK_NONE : INK_TEXT,
		.stroke_width = stroke_width,
	};

	if (w <= 0 || h <= 0 ||
	    (fill == PAGE_NO_COLOUR && stroke == PAGE_NO_COLOUR))
		return;
	if (!content)
		dev->tag_begin(dev->ctx, TAG_ARTIFACT, NULL, 0);
	dev->shape(dev->ctx, x, y, 1, &s, fill & 0xffffffu,
	    stroke & 0xffffffu);
	if (!content)
		dev->tag_end(dev->ctx);
}

static void
mark_draw(const struct page_flow *f, const struct page_op *op, double y)
{
	const struct device *dev = f->dev;

	if (op->len == 0)
		dev->tag_begin(dev->ctx, TAG_ARTIFACT, NULL, 0);
	page_figure_mark(f->galley->marks, dev, f->theme, op->what, op->x,
	    y + op->y, op->size);
	if (op->len == 0)
		dev->tag_end(dev->ctx);
}

static void
figure_draw(const struct page_flow *f, const struct page_op *op, double y)
{
	const struct node *n = op->ref;
	const struct device *dev = f->dev;

	dev->tag_box(dev->ctx, op->x, y + op->y, n->figure->width * op->size,
	    n->figure->height * op->size);
	page_figure_draw(f->galley->marks, dev, f->theme, n->figure, op->x,
	    y + op->y, op->size);
}

/* Dots that lead the eye, below each other from line to line. */
static void
leader_draw(const struct device *dev, double x, double y, double w,
    unsigned rgb)
{
	const double dot = 0.8, step = 2 * dot;
	double skip = step - fmod(x, step);
	const struct shape s = {
		.kind = FIGURE_LINE,
		.x2 = (w - skip) * 2 / dot,
		.fill = INK_NONE,
		.stroke = INK_TEXT,
		.stroke_width = 2,
		.dashed = true,
	};

	if (w <= skip)
		return;
	dev->tag_begin(dev->ctx, TAG_ARTIFACT, NULL, 0);
	dev->shape(dev->ctx, x + skip, y, dot / 2, &s, rgb, rgb);
	dev->tag_end(dev->ctx);
}

/* What one operation draws with its strip's top at y. */
static void
op_draw(const struct page_flow *f, const struct page_op *op,
    const char *store, double y)
{
	const struct device *dev = f->dev;
	const struct node *n;

	switch (op->kind) {
	case PAGE_OP_TEXT:
		dev->text(dev->ctx, (enum face)op->what, op->size, op->rgb,
		    op->x, y + op->y, op->ref != NULL ? op->ref :
		    store + op->off, op->len, op->dir);
		break;
	case PAGE_OP_RECT:
		rect_draw(dev, op->x, y + op->y, op->w, op->h, op->rgb,
		    op->stroke, op->size, op->what != 0);
		break;
	case PAGE_OP_MARK:
		mark_draw(f, op, y);
		break;
	case PAGE_OP_FIGURE:
		figure_draw(f, op, y);
		break;
	case PAGE_OP_LINK:
		n = op->ref;
		dev->link(dev->ctx, op->x, y + op->y, op->w, op->h, n->href,
		    n->text != NULL ? n->text : n->href);
		break;
	case PAGE_OP_PAGEREF:
		n = op->ref;
		dev->pageref(dev->ctx, (enum face)op->what, op->size, op->rgb,
		    op->x, y + op->y, n->href + 1);
		break;
	case PAGE_OP_FIELD:
		n = op->ref;
		dev->field(dev->ctx, op->x, y + op->y, op->w, op->h, n->href,
		    n->text != NULL ? n->text : n->href);
		break;
	case PAGE_OP_LEADER:
		leader_draw(dev, op->x, y + op->y, op->w, op->rgb);
		break;
	case PAGE_OP_ANCHOR:
		dev->anchor(dev->ctx, op->ref, y + op->y);
		break;
	case PAGE_OP_OUTLINE: {
		struct buf title = BUF_INIT;

		node_plain(&title, op->ref);
		dev->outline(dev->ctx, op->what, buf_str(&title), y + op->y);
		buf_clear(&title);
		break;
	}
	case PAGE_OP_BEGIN:
		dev->tag_begin(dev->ctx, (enum page_tag)op->what, op->ref,
		    (unsigned)op->off);
		break;
	case PAGE_OP_END:
		dev->tag_end(dev->ctx);
		break;
	}
}

/* Draw text in one line, cut with an ellipsis beyond max. */
static double
line_draw(const struct page_flow *f, enum face face, unsigned rgb, double x,
    double y, double max, const char *s)
{
	static const char dots[] = "\xe2\x80\xa6";
	const struct device *dev = f->dev;
	double size = f->theme->pdf_size[0], w, used = 0;
	size_t n = strlen(s), at = 0, step;

	w = dev->width(dev->ctx, face, size, s, n);
	if (w <= max) {
		dev->text(dev->ctx, face, size, rgb, x, y, s, n, TEXT_AUTO);
		return w;
	}
	max -= dev->width(dev->ctx, face, size, dots, sizeof(dots) - 1);
	while (at < n) {
		utf8_decode(s + at, n - at, &step);
		w = dev->width(dev->ctx, face, size, s + at, step);
		if (used + w > max)
			break;
		used += w;
		at += step;
	}
	used = dev->width(dev->ctx, face, size, s, at);
	dev->text(dev->ctx, face, size, rgb, x, y, s, at, TEXT_AUTO);
	dev->text(dev->ctx, face, size, rgb, x + used, y, dots,
	    sizeof(dots) - 1, TEXT_LTR);
	return used;
}

/* The title; where there is no room for it, without the kind of document
 * behind it. */
static void
title_draw(const struct page_flow *f, unsigned grey, double x, double y,
    double max, const char *title)
{
	static const char dash[] = " - ";
	const char *at = strstr(title, dash), *next;
	double size = f->theme->pdf_size[0];

	while (at != NULL && (next = strstr(at + 1, dash)) != NULL)
		at = next;
	if (at != NULL && f->dev->width(f->dev->ctx, FACE_SANS, size, title,
	    strlen(title)) > max && f->dev->width(f->dev->ctx, FACE_SANS,
	    size, title, (size_t)(at - title)) <= max)
		f->dev->text(f->dev->ctx, FACE_SANS, size, grey, x, y,
		    title, (size_t)(at - title), TEXT_AUTO);
	else
		line_draw(f, FACE_SANS, grey, x, y, max, title);
}

/* Record and title left, verdict right, a hairline below. */
static void
header_draw(const struct page_flow *f, const struct page_options *o)
{
	const struct document *d = f->doc;
	const struct device *dev = f->dev;
	unsigned grey = f->theme->light[INK_SECONDARY];
	double x = o->margin, right = o->width - x;
	double y = o->margin - HEAD_GAP - 4, w = 0;

	dev->tag_begin(dev->ctx, TAG_PAGE_HEAD, NULL, 0);
	if (d->verdict != NULL) {
		w = dev->width(dev->ctx, FACE_BOLD, f->theme->pdf_size[0],
		    d->verdict, strlen(d->verdict));
		line_draw(f, FACE_BOLD, grey, right - w, y, w + 1,
		    d->verdict);
		right -= w + 16;
	}
	if (d->record != NULL && d->record[0] != '\0')
		x += line_draw(f, FACE_BOLD, grey, x, y, (right - x) / 2,
		    d->record) + 8;
	if (d->title != NULL)
		title_draw(f, grey, x, y, right - x, d->title);
	rect_draw(dev, o->margin, y + 6, o->width - 2 * o->margin, 0.5,
	    f->theme->light[INK_HAIRLINE], PAGE_NO_COLOUR, 0, true);
	dev->tag_end(dev->ctx);
}

/* Record digest and time of issue; the page number is the device's. */
static void
footer_draw(const struct page_flow *f, const struct page_options *o)
{
	const struct document *d = f->doc;
	const struct device *dev = f->dev;
	unsigned grey = f->theme->light[INK_SECONDARY];
	double right, y, x = o->margin;

	page_sheet_footer(o, &right, &y);
	right = o->width - right;
	y = o->height - y;
	dev->tag_begin(dev->ctx, TAG_PAGE_FOOT, NULL, 0);
	right -= 96;		/* "page 12345 of 12345" */
	if (d->digest != NULL) {
		char digest[DIGEST_SHORT + 1];

		/* Of hex digits; anything else would be cut in two. */
		snprintf(digest, sizeof(digest), "%.*s", DIGEST_SHORT,
		    strspn(d->digest, HEX) < DIGEST_SHORT ? "" : d->digest);
		x += line_draw(f, FACE_SANS, grey, x, y, right - x,
		    "Record ");
		x += line_draw(f, FACE_MONO, grey, x, y, right - x,
		    digest) + 12;
	}
	if (d->issued != NULL) {
		x += line_draw(f, FACE_SANS, grey, x, y, right - x,
		    "Issued ");
		line_draw(f, FACE_SANS, grey, x, y, right - x, d->issued);
	}
	dev->tag_end(dev->ctx);
}

static bool
frame_holds(const struct page_galley *g, const struct page_frame *b,
    const struct page_strip *s)
{
	const struct page_frame *c;

	for (c = page_sheet_frame(g, s->box); c != NULL;
	    c = page_sheet_frame(g, c->parent))
		if (c == b)
			return true;
	return false;
}

/* How far each frame reaches on this page. */
static void
frames_measure(const struct page_galley *g, size_t n, double top)
{
	struct page_frame *b;
	double y = top;
	size_t i;
	unsigned id;

	for (i = 0; i < g->frame_count; i++)
		g->frames[i].bottom = -1;
	for (i = 0; i < n; i++) {
		const struct page_strip *s = &g->strips[i];

		y += i > 0 ? s->space : 0;
		for (id = s->box; id != 0; id = b->parent) {
			b = page_sheet_frame(g, id);
			if (b->bottom < 0)
				b->top = y;
			b->bottom = y + s->height;
		}
		y += s->height;
	}
}

/* Draw the frames, outer ones first; where cut, with air at the cut. */
static void
frames_draw(const struct page_flow *f, size_t n, double top)
{
	const struct page_galley *g = f->galley;
	size_t i;

	frames_measure(g, n, top);
	for (i = 0; i < g->frame_count; i++) {
		struct page_frame *b = &g->frames[i];

		if (b->bottom < 0 || b->in_row)
			continue;
		if (b->begun)
			b->top -= CUT_AIR;
		b->begun = true;
		if (n < g->count && frame_holds(g, b, &g->strips[n]))
			b->bottom += CUT_AIR;
		rect_draw(f->dev, b->x, b->top, b->w, b->bottom - b->top,
		    b->look.fill, b->look.stroke, b->look.stroke_width,
		    false);
		rect_draw(f->dev, b->x, b->top, b->look.bar_width,
		    b->bottom - b->top, b->look.bar, PAGE_NO_COLOUR, 0,
		    false);
	}
}

void
page_sheet_draw(struct page_flow *f, size_t n)
{
	struct page_galley *g = f->galley;
	const struct device *dev = f->dev;
	const struct page_options o = page_sheet_size(f, n > 0 &&
	    g->strips[0].wide);
	double y = o.margin;
	size_t i, k;

	dev->page_begin(dev->ctx, o.width, o.height);
	if (g->pages++ > 0)
		header_draw(f, &o);
	if (n > 0 && page_sheet_repeats(g, &g->strips[0])) {
		dev->tag_begin(dev->ctx, TAG_ARTIFACT, NULL, 0);
		for (k = 0; k < g->pinned.op_count; k++)
			op_draw(f, &g->pinned.ops[k], g->pinned.text, y);
		dev->tag_end(dev->ctx);
		y += g->pinned.height;
	}
	frames_draw(f, n, y);
	for (i = 0; i < n; i++) {
		const struct page_strip *s = &g->strips[i];

		y += i > 0 ? s->space : 0;
		for (k = s->op; k < s->op_end; k++)
			op_draw(f, &g->ops[k], g->text, y);
		y += s->height;
	}
	footer_draw(f, &o);
	dev->page_end(dev->ctx);
}
