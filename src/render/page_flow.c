/*
 * The galley between blocks and pages: operations gather to strips,
 * strips fill pages, full pages are drawn and forgotten.
 */
#include <string.h>

#include "base/mem.h"
#include "doc/figure.h"
#include "doc/node.h"
#include "doc/theme.h"
#include "render/device.h"
#include "render/page_figure.h"
#include "render/page_galley.h"
#include "render/page_sheet.h"

#include "render/page_flow.h"

#define SLACK		0.01	/* points; sums of doubles */
#define COLUMN_MIN	96.0	/* points; deeper nesting indents no more */

/* *items holds cap elements of size bytes; make room for need. */
static void
more(void *items, size_t *cap, size_t need, size_t size)
{
	void **place = items;

	if (need <= *cap)
		return;
	while (*cap < need)
		*cap = *cap == 0 ? 64 : *cap * 2;
	*place = mem_grow(*place, *cap * size);
}

void
page_flow_init(struct page_flow *f, const struct document *doc,
    const struct device *dev, const struct page_options *opt)
{
	memset(f, 0, sizeof(*f));
	f->doc = doc;
	f->dev = dev;
	f->opt = opt;
	f->theme = doc->theme != NULL ? doc->theme : theme_default();
	f->x = opt->margin;
	f->width = opt->width - 2 * opt->margin;
	f->style = page_flow_style(f, FACE_SANS, 1, INK_TEXT);
	f->galley = mem_zalloc(1, sizeof(*f->galley));
	f->galley->marks = page_figure_marks();
}

double
page_flow_height(const struct page_flow *f)
{
	return page_sheet_size(f, f->wide).height - 2 * f->opt->margin;
}

unsigned
page_flow_ink(const struct page_flow *f, int ink)
{
	return f->theme->light[ink];
}

struct page_style
page_flow_style(const struct page_flow *f, int face, int step, int ink)
{
	const struct page_style s = {
		.face = face,
		.size = f->theme->pdf_size[step],
		.line = f->theme->line_text,
		.rgb = page_flow_ink(f, ink),
	};

	return s;
}

double
page_flow_width(const struct page_flow *f, const struct page_style *s,
    const char *text, size_t n)
{
	return f->dev->width(f->dev->ctx, (enum face)s->face, s->size, text,
	    n);
}

double
page_flow_line(const struct page_style *s)
{
	return s->size * s->line;
}

/* Capitals, 0.72 of the size, stand in the middle of the line. */
double
page_flow_baseline(const struct page_style *s)
{
	return page_flow_line(s) / 2 + s->size * 0.36 + s->drop;
}

static struct page_op *
op_add(struct page_galley *g, int kind)
{
	struct page_op *op;

	more(&g->ops, &g->op_cap, g->op_count + 1, sizeof(*g->ops));
	op = &g->ops[g->op_count++];
	memset(op, 0, sizeof(*op));
	op->kind = (enum page_op_kind)kind;
	return op;
}

struct page_op *
page_flow_op(struct page_flow *f, int kind)
{
	return op_add(f->galley, kind);
}

struct page_op *
page_flow_op_last(struct page_flow *f, int kind)
{
	struct page_galley *g = f->galley;
	struct page_strip *last = g->count == 0 ? NULL :
	    &g->strips[g->count - 1];
	struct page_op *op = op_add(g, kind);

	if (last != NULL && last->op_end == g->op_count - 1)
		last->op_end = g->op_count;
	return op;
}

struct page_op *
page_flow_rect(struct page_flow *f, double x, double y, double w, double h,
    unsigned rgb)
{
	struct page_op *op = page_flow_op(f, PAGE_OP_RECT);

	op->x = x;
	op->y = y;
	op->w = w;
	op->h = h;
	op->rgb = rgb;
	op->stroke = PAGE_NO_COLOUR;
	return op;
}

size_t
page_flow_store(struct page_flow *f, const char *s, size_t n)
{
	struct page_galley *g = f->galley;
	size_t off = g->text_len;

	more(&g->text, &g->text_cap, g->text_len + n, 1);
	if (n > 0)
		memcpy(g->text + off, s, n);
	g->text_len += n;
	return off;
}

void
page_flow_text(struct page_flow *f, const struct page_style *s, double x,
    double y, const char *text, size_t n)
{
	size_t off = page_flow_store(f, text, n);
	struct page_op *op = page_flow_op(f, PAGE_OP_TEXT);

	op->what = s->face;
	op->size = s->size;
	op->rgb = s->rgb;
	op->x = x;
	op->y = y;
	op->off = off;
	op->len = n;
}

struct page_op *
page_flow_begin(struct page_flow *f, int tag, const struct node *n)
{
	struct page_op *op = page_flow_op(f, PAGE_OP_BEGIN);

	op->what = tag;
	op->ref = n;
	op->off = ++f->galley->serial;
	return op;
}

/* An end belongs to what came before it, unless more is on its way. */
void
page_flow_end(struct page_flow *f)
{
	page_flow_op_last(f, PAGE_OP_END);
}

/* Frames no strip and no open frame needs any more. */
static void
frames_forget(struct page_galley *g)
{
	unsigned least = g->frame_base + (unsigned)g->frame_count + 1, id;
	size_t i, drop;

	for (i = 0; i <= g->count; i++) {
		id = i < g->count ? g->strips[i].box : g->box;
		while (id != 0) {
			if (id < least)
				least = id;
			id = page_sheet_frame(g, id)->parent;
		}
	}
	drop = least - 1 - g->frame_base;
	if (drop == 0)
		return;
	g->frame_count -= drop;
	memmove(g->frames, g->frames + drop,
	    g->frame_count * sizeof(*g->frames));
	g->frame_base += (unsigned)drop;
}

/* Forget the first n strips with their operations and texts. */
static void
strips_forget(struct page_galley *g, size_t n)
{
	size_t i, ops = n < g->count ? g->strips[n].op :
	    g->strips[n - 1].op_end, base = g->text_len;

	g->count -= n;
	g->gone += n;
	memmove(g->strips, g->strips + n, g->count * sizeof(*g->strips));
	for (i = 0; i < g->count; i++) {
		g->strips[i].op -= ops;
		g->strips[i].op_end -= ops;
	}
	g->op_count -= ops;
	if (g->op_count > 0)
		memmove(g->ops, g->ops + ops,
		    g->op_count * sizeof(*g->ops));
	for (i = 0; i < g->op_count; i++)
		if (g->ops[i].kind == PAGE_OP_TEXT && g->ops[i].off < base &&
		    g->ops[i].ref == NULL)
			base = g->ops[i].off;
	for (i = 0; i < g->op_count; i++)
		if (g->ops[i].kind == PAGE_OP_TEXT && g->ops[i].ref == NULL)
			g->ops[i].off -= base;
	g->text_len -= base;
	if (g->text_len > 0)
		memmove(g->text, g->text + base, g->text_len);
	frames_forget(g);
	g->seen = g->cut = 0;
	g->y = 0;
}

static void
page_draw(struct page_flow *f, size_t n)
{
	page_sheet_draw(f, n);
	strips_forget(f->galley, n);
}

/*
 * A page starts with a row of the table at hand: keep its header, for the
 * next table may begin before this page is drawn.
 */
static void
head_pin(struct page_galley *g)
{
	const struct page_head *h = &g->head;
	struct page_head *p = &g->pinned;

	if (g->strips[0].header == 0 || g->strips[0].header != h->last_id ||
	    p->id == h->last_id)
		return;
	more(&p->ops, &p->op_cap, h->op_count, sizeof(*p->ops));
	memcpy(p->ops, h->ops, h->op_count * sizeof(*p->ops));
	p->op_count = h->op_count;
	more(&p->text, &p->text_cap, h->text_len, 1);
	if (h->text_len > 0)
		memcpy(p->text, h->text, h->text_len);
	p->height = h->height;
	p->id = h->last_id;
}

/*
 * The strip that was not yet looked at starts a page of another shape:
 * what is tied to it goes there with it.
 */
static void
page_turn(struct page_flow *f)
{
	struct page_galley *g = f->galley;
	const bool wide = g->strips[g->seen].wide;
	const double wider = page_sheet_size(f, wide).width -
	    page_sheet_size(f, !wide).width;
	size_t cut = g->seen, i;

	if (g->strips[cut - 1].tie)
		cut = g->cut;
	for (i = g->strips[cut].op; i < g->strips[g->seen].op; i++)
		if (g->ops[i].right)
			g->ops[i].x += wider;
	for (i = cut; i < g->seen; i++)
		g->strips[i].wide = wide;
	g->strips[g->seen].fresh = cut == g->seen;
	if (cut > 0)
		page_draw(f, cut);
	else
		g->seen = 0;
}

/*
 * Look at the strips not yet looked at and draw each page that is full.
 * A page ends at the last place where a break is allowed.
 */
static void
fill(struct page_flow *f)
{
	struct page_galley *g = f->galley;

	while (g->seen < g->count) {
		const struct page_strip *s = &g->strips[g->seen];
		double y;

		if (g->seen == 0) {
			head_pin(g);
			y = s->height;
			if (page_sheet_repeats(g, s))
				y += g->pinned.height;
		} else {
			y = g->y + s->space + s->height;
			if (s->fresh) {
				if (s->wide != g->strips[0].wide)
					page_turn(f);
				else
					page_draw(f, g->seen);
				continue;
			}
			if (!s[-1].tie)
				g->cut = g->seen;
			if (y > page_sheet_size(f, g->strips[0].wide).height -
			    2 * f->opt->margin + SLACK) {
				page_draw(f, g->cut > 0 ? g->cut : g->seen);
				continue;
			}
		}
		g->y = y;
		g->seen++;
	}
}

void
page_flow_strip(struct page_flow *f, double height)
{
	struct page_galley *g = f->galley;
	struct page_strip *s;

	/* Only now: until then more may be done to the last strip. */
	if (g->capture == 0 && f->keep == 0)
		fill(f);
	more(&g->strips, &g->cap, g->count + 1, sizeof(*g->strips));
	s = &g->strips[g->count];
	memset(s, 0, sizeof(*s));
	s->op = g->count == 0 ? 0 : s[-1].op_end;
	s->op_end = g->op_count;
	s->space = g->space;
	s->height = height;
	s->box = g->box;
	s->column = g->column;
	s->header = g->head.id;
	s->fresh = g->fresh && g->capture == 0;
	s->wide = f->wide;
	if (g->capture == 0)
		g->fresh = g->turned = false;
	g->space = 0;
	g->top = false;
	g->count++;
}

void
page_flow_space(struct page_flow *f, double space)
{
	if (!f->galley->top && space > f->galley->space)
		f->galley->space = space;
}

void
page_flow_trim(struct page_flow *f)
{
	f->galley->space = 0;
}

void
page_flow_gap(struct page_flow *f, double space)
{
	if (space >= 0 && !f->galley->top)
		f->galley->space = space;
	f->galley->top = true;
}

void
page_flow_tie(struct page_flow *f)
{
	if (f->galley->count > 0)
		f->galley->strips[f->galley->count - 1].tie = true;
}

size_t
page_flow_made(const struct page_flow *f)
{
	return f->galley->gone + f->galley->count;
}

size_t
page_flow_keep(struct page_flow *f)
{
	/* From here to the release no page is drawn: indexes stay. */
	if (f->galley->capture == 0 && f->keep == 0)
		fill(f);
	f->keep++;
	return f->galley->count;
}

void
page_flow_release(struct page_flow *f, size_t kept, double most)
{
	struct page_galley *g = f->galley;
	double height = 0;
	size_t i;

	f->keep--;
	for (i = kept; i < g->count; i++)
		height += g->strips[i].height +
		    (i > kept ? g->strips[i].space : 0);
	if (height <= most)
		for (i = kept; i + 1 < g->count; i++)
			g->strips[i].tie = true;
}

void
page_flow_break(struct page_flow *f)
{
	if (f->galley->count > 0 || f->galley->pages > 0)
		f->galley->fresh = true;
	f->galley->turned = false;
}

void
page_flow_turn(struct page_flow *f, bool wide)
{
	struct page_galley *g = f->galley;

	f->wide = wide;
	f->x = f->opt->margin;
	f->width = page_sheet_size(f, wide).width - 2 * f->opt->margin;
	if (g->turned && g->count > 0 && g->strips[g->count - 1].wide == wide)
		g->fresh = g->turned = false;
	else if (!g->fresh)
		g->fresh = g->turned = true;
}

void
page_flow_indent(struct page_flow *f, double left, double right)
{
	if (f->width - left - right < COLUMN_MIN)
		return;
	f->x += left;
	f->width -= left + right;
}

void
page_flow_box_open(struct page_flow *f, const struct page_box *look)
{
	struct page_galley *g = f->galley;
	struct page_frame *b;

	more(&g->frames, &g->frame_cap, g->frame_count + 1,
	    sizeof(*g->frames));
	b = &g->frames[g->frame_count++];
	memset(b, 0, sizeof(*b));
	b->look = *look;
	b->parent = g->box;
	b->x = f->x;
	b->w = f->width;
	b->in_row = g->capture > 0;
	b->op = g->op_count;
	g->box = g->frame_base + (unsigned)g->frame_count;
	if (g->capture > 0) {
		page_flow_rect(f, f->x, 0, f->width, 0, look->fill);
		g->ops[b->op].stroke = look->stroke;
		g->ops[b->op].size = look->stroke_width;
		page_flow_rect(f, f->x, 0, look->bar_width, 0, look->bar);
	}
	page_flow_indent(f, look->pad_x, look->pad_x);
	if (look->pad_y > 0) {
		page_flow_strip(f, look->pad_y);
		page_flow_tie(f);
	}
	g->top = true;
}

void
page_flow_box_close(struct page_flow *f)
{
	struct page_galley *g = f->galley;
	const struct page_frame *b = page_sheet_frame(g, g->box);
	double pad = b->look.pad_y;

	g->space = 0;
	if (pad > 0) {
		page_flow_tie(f);
		page_flow_strip(f, pad);
	}
	b = page_sheet_frame(g, g->box);
	f->x = b->x;
	f->width = b->w;
	g->box = b->parent;
	g->top = false;
}

void
page_flow_header_begin(struct page_flow *f)
{
	struct page_head *h = &f->galley->head;

	if (f->galley->capture == 0 && f->keep == 0)
		fill(f);
	h->op_count = h->text_len = 0;
	h->height = 0;
	h->id = 0;
	h->first = f->galley->gone + f->galley->count;
}

/* Copy what one strip draws, without its tags, anchors and links. */
static void
head_copy(struct page_galley *g, const struct page_strip *s)
{
	struct page_head *h = &g->head;
	size_t i;

	for (i = s->op; i < s->op_end; i++) {
		struct page_op op = g->ops[i];

		if (op.kind != PAGE_OP_TEXT && op.kind != PAGE_OP_RECT &&
		    op.kind != PAGE_OP_MARK)
			continue;
		if (op.kind == PAGE_OP_TEXT && op.ref == NULL) {
			more(&h->text, &h->text_cap, h->text_len + op.len, 1);
			memcpy(h->text + h->text_len, g->text + op.off,
			    op.len);
			op.off = h->text_len;
			h->text_len += op.len;
		}
		op.y += h->height;
		more(&h->ops, &h->op_cap, h->op_count + 1, sizeof(*h->ops));
		h->ops[h->op_count++] = op;
	}
	h->height += s->height;
}

void
page_flow_header_end(struct page_flow *f)
{
	struct page_galley *g = f->galley;
	struct page_head *h = &g->head;
	size_t i;

	if (g->capture > 0 || h->first < g->gone)
		return;
	for (i = h->first - g->gone; i < g->count; i++)
		head_copy(g, &g->strips[i]);
	if (h->op_count > 0 && h->height < page_flow_height(f) / 3)
		h->id = ++h->last_id;
}

void
page_flow_header_drop(struct page_flow *f)
{
	f->galley->head.id = 0;
}

size_t
page_flow_finish(struct page_flow *f)
{
	struct page_galley *g = f->galley;
	size_t pages;

	/* Tags that close after the last strip still need a page. */
	if (g->count == 0 && (g->op_count > 0 || g->pages == 0))
		page_flow_strip(f, 0);
	else if (g->count > 0)
		g->strips[g->count - 1].op_end = g->op_count;
	fill(f);
	if (g->count > 0)
		page_draw(f, g->count);
	pages = g->pages;
	page_figure_free(g->marks);
	mem_free(g->strips);
	mem_free(g->ops);
	mem_free(g->text);
	mem_free(g->frames);
	mem_free(g->head.ops);
	mem_free(g->head.text);
	mem_free(g->pinned.ops);
	mem_free(g->pinned.text);
	mem_free(g);
	f->galley = NULL;
	return pages;
}
