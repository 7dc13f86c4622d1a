/*
 * The device of page layout that writes PDF page content.  Coordinates
 * are kept in hundredths of a point, so that relative moves add up.
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "doc/figure.h"
#include "render/device.h"
#include "render/pdf_field.h"
#include "render/pdf_font.h"
#include "render/pdf_mark.h"
#include "render/pdf_number.h"
#include "render/pdf_struct.h"
#include "render/pdf_text.h"
#include "render/pdf_tree.h"

#include "render/pdf_draw.h"

#define HEAVY		0.03	/* of the size: a line around glyphs */
#define ROUND		0.5523	/* control points of a quarter circle */

/* A page number that is drawn when all pages are known. */
struct pageref {
	size_t		 page;		/* that it stands on */
	enum face	 face;
	double		 size, x, y;	/* x: its right edge */
	unsigned	 rgb;
	const char	*id;		/* of what it counts the page */
	int		 tag;		/* of its element */
	unsigned	 mcid;
};

struct pdf_draw {
	struct pdf_fonts *fonts;
	struct pdf_tree	*tree;
	struct pdf_struct *structure;
	struct pdf_fields *fields;
	struct pdf_text	*text;
	struct pdf_mark	*mark;
	struct buf	 ops;		/* content of the page at hand */
	double		 height;
	/* State of the page content; -1 or NO_COLOUR: not yet set. */
	unsigned	 fill, stroke;
	long		 line_width;
	bool		 dashed;
	struct pageref	*refs;
	size_t		 ref_count, ref_cap;
};

#define NO_COLOUR	0xff000000u

struct pdf_draw *
pdf_draw_new(struct pdf_fonts *fonts, struct pdf_tree *tree,
    struct pdf_struct *structure, struct pdf_fields *fields)
{
	struct pdf_draw *d = mem_zalloc(1, sizeof(*d));

	d->fonts = fonts;
	d->tree = tree;
	d->structure = structure;
	d->fields = fields;
	d->text = pdf_text_new(fonts, &d->ops);
	d->mark = pdf_mark_new(structure, d->text, &d->ops);
	return d;
}

void
pdf_draw_free(struct pdf_draw *d)
{
	if (d == NULL)
		return;
	pdf_mark_free(d->mark);
	pdf_text_free(d->text);
	buf_clear(&d->ops);
	mem_free(d->refs);
	mem_free(d);
}

static void
op(struct pdf_draw *d, const char *name, int n, const long *v)
{
	pdf_number_op(&d->ops, name, n, v);
}

static void
op2(struct pdf_draw *d, const char *name, long a, long b)
{
	const long v[2] = { a, b };

	op(d, name, 2, v);
}

static void
colour(struct pdf_draw *d, const char *name, unsigned rgb, unsigned *now)
{
	static const char digits[] = "0123456789";
	char text[24], *p = text;
	unsigned v;
	int shift;

	if (*now == rgb)
		return;
	*now = rgb;
	for (shift = 16; shift >= 0; shift -= 8) {
		v = ((rgb >> shift & 255) * 1000 + 127) / 255;
		*p++ = digits[v / 1000];
		*p++ = '.';
		*p++ = digits[v / 100 % 10];
		*p++ = digits[v / 10 % 10];
		*p++ = digits[v % 10];
		*p++ = ' ';
	}
	buf_add(&d->ops, text, (size_t)(p - text));
	buf_adds(&d->ops, name);
	buf_addc(&d->ops, '\n');
}

/* Everything a page starts from (8.4.1). */
static void
state_reset(struct pdf_draw *d)
{
	pdf_text_reset(d->text);
	d->dashed = false;
	d->fill = d->stroke = NO_COLOUR;
	d->line_width = -1;
	pdf_mark_reset(d->mark);
}

static double
on_width(void *ctx, enum face face, double size, const char *s, size_t n)
{
	struct pdf_draw *d = ctx;

	return (double)pdf_text_width(d->text, (int)face, s, n) * size /
	    1000;
}

static void
on_page_begin(void *ctx, double width, double height)
{
	struct pdf_draw *d = ctx;

	d->height = height;
	state_reset(d);
	buf_rewind(&d->ops);
	pdf_tree_page(d->tree, width, height);
}

static void
on_page_end(void *ctx)
{
	struct pdf_draw *d = ctx;

	pdf_mark_end(d->mark);
	pdf_text_end(d->text);
	pdf_tree_content(d->tree, d->ops.data, d->ops.len);
}

/* The line around glyphs that have to do for bold ones. */
static void
heavy_pen(struct pdf_draw *d, double size, unsigned rgb)
{
	const long width = pdf_number_of(size * HEAVY);

	colour(d, "RG", rgb, &d->stroke);
	if (d->line_width != width)
		op(d, "w", 1, &width);
	d->line_width = width;
	if (d->dashed)
		buf_adds(&d->ops, "[] 0 d\n");
	d->dashed = false;
}

static void
text_draw(struct pdf_draw *d, enum face face, double size, unsigned rgb,
    double x, double y, const char *s, size_t n, enum text_dir dir)
{
	pdf_text_move(d->text, pdf_number_of(x), pdf_number_of(d->height - y),
	    face == FACE_OBLIQUE);
	colour(d, "rg", rgb, &d->fill);
	if (face == FACE_BOLD && pdf_text_heavy(d->text, (int)face, s, n))
		heavy_pen(d, size, rgb);
	pdf_text_show(d->text, (int)face, (int)pdf_number_of(size), s, n,
	    (int)dir);
}

static void
on_text(void *ctx, enum face face, double size, unsigned rgb, double x,
    double y, const char *s, size_t n, enum text_dir dir)
{
	struct pdf_draw *d = ctx;

	pdf_mark_begin(d->mark, true);
	text_draw(d, face, size, rgb, x, y, s, n, dir);
}

/* Where a shape is drawn: from its own units to the page. */
struct frame {
	double	dx, dy, scale, height;
};

static long
px(const struct frame *f, double x)
{
	return pdf_number_of(f->dx + x * f->scale);
}

static long
py(const struct frame *f, double y)
{
	return pdf_number_of(f->height - f->dy - y * f->scale);
}

static void
curve(struct pdf_draw *d, const struct frame *f, const double at[6])
{
	long v[6];
	int i;

	for (i = 0; i < 6; i += 2) {
		v[i] = px(f, at[i]);
		v[i + 1] = py(f, at[i + 1]);
	}
	op(d, "c", 6, v);
}

/*
 * A rectangle with round corners; with radius of half the sides a circle.
 * q is how far the control points stand from the corners.
 */
static void
round_path(struct pdf_draw *d, const struct frame *f, double x, double y,
    double w, double h, double r)
{
	double q = r * (1 - ROUND), x2 = x + w, y2 = y + h;

	op2(d, "m", px(f, x + r), py(f, y));
	if (w > 2 * r)
		op2(d, "l", px(f, x2 - r), py(f, y));
	curve(d, f, (const double[]){ x2 - q, y, x2, y + q, x2, y + r });
	if (h > 2 * r)
		op2(d, "l", px(f, x2), py(f, y2 - r));
	curve(d, f, (const double[]){ x2, y2 - q, x2 - q, y2, x2 - r, y2 });
	if (w > 2 * r)
		op2(d, "l", px(f, x + r), py(f, y2));
	curve(d, f, (const double[]){ x + q, y2, x, y2 - q, x, y2 - r });
	if (h > 2 * r)
		op2(d, "l", px(f, x), py(f, y + r));
	curve(d, f, (const double[]){ x, y + q, x + q, y, x + r, y });
	buf_adds(&d->ops, "h\n");
}

static void
path(struct pdf_draw *d, const struct frame *f, const struct shape *s)
{
	double r = s->r;
	size_t i;

	switch (s->kind) {
	case FIGURE_RECT:
		if (r > s->w / 2)
			r = s->w / 2;
		if (r > s->h / 2)
			r = s->h / 2;
		if (r > 0) {
			round_path(d, f, s->x, s->y, s->w, s->h, r);
		} else {
			const long v[4] = { px(f, s->x), py(f, s->y + s->h),
			    pdf_number_of(s->w * f->scale),
			    pdf_number_of(s->h * f->scale) };

			op(d, "re", 4, v);
		}
		break;
	case FIGURE_CIRCLE:
		round_path(d, f, s->x - r, s->y - r, 2 * r, 2 * r, r);
		break;
	case FIGURE_LINE:
		op2(d, "m", px(f, s->x), py(f, s->y));
		op2(d, "l", px(f, s->x2), py(f, s->y2));
		break;
	case FIGURE_POLYGON:
		for (i = 0; i < s->point_count; i++)
			op2(d, i == 0 ? "m" : "l", px(f, s->points[2 * i]),
			    py(f, s->points[2 * i + 1]));
		buf_adds(&d->ops, "h\n");
		break;
	case FIGURE_TEXT:
	case FIGURE_MARK:
		break;
	}
}

static void
pen_set(struct pdf_draw *d, const struct frame *f, const struct shape *s)
{
	long width = pdf_number_of(s->stroke_width * f->scale);
	long dash[2];

	if (width != d->line_width) {
		d->line_width = width;
		op(d, "w", 1, &width);
	}
	if (s->dashed) {
		/* Eight dashes around a circle, small ones on a line. */
		dash[0] = dash[1] = s->kind == FIGURE_CIRCLE ?
		    pdf_number_of(s->r * f->scale * 0.3927) :
		    pdf_number_of(2 * f->scale);
		buf_addc(&d->ops, '[');
		op2(d, "] 0 d", dash[0], dash[1]);
		d->dashed = true;
	} else if (d->dashed) {
		buf_adds(&d->ops, "[] 0 d\n");
		d->dashed = false;
	}
}

static void
on_shape(void *ctx, double dx, double dy, double scale,
    const struct shape *s, unsigned fill, unsigned stroke)
{
	struct pdf_draw *d = ctx;
	const struct frame f = { dx, dy, scale, d->height };
	bool filled = s->fill != INK_NONE && s->kind != FIGURE_LINE;
	bool stroked = s->stroke != INK_NONE && s->stroke_width > 0;

	if ((!filled && !stroked) ||
	    (s->kind == FIGURE_POLYGON && s->point_count == 0))
		return;
	pdf_mark_begin(d->mark, false);
	pdf_text_end(d->text);
	if (filled)
		colour(d, "rg", fill, &d->fill);
	if (stroked) {
		colour(d, "RG", stroke, &d->stroke);
		pen_set(d, &f, s);
	}
	path(d, &f, s);
	buf_adds(&d->ops, filled && stroked ? "B\n" : filled ? "f\n" : "S\n");
}

static void
on_link(void *ctx, double x, double y, double w, double h, const char *href,
    const char *contents)
{
	struct pdf_draw *d = ctx;

	pdf_tree_link(d->tree, x, y, w, h, href, contents);
}

static void
on_pageref(void *ctx, enum face face, double size, unsigned rgb, double x,
    double y, const char *id)
{
	struct pdf_draw *d = ctx;
	struct pageref *r;

	if (d->ref_count == d->ref_cap) {
		d->ref_cap = d->ref_cap == 0 ? 64 : d->ref_cap * 2;
		d->refs = mem_grow(d->refs, d->ref_cap * sizeof(*d->refs));
	}
	r = &d->refs[d->ref_count++];
	r->page = pdf_tree_pages(d->tree) - 1;
	r->face = face;
	r->size = size;
	r->rgb = rgb;
	r->x = x;
	r->y = y;
	r->id = id;
	if (d->structure == NULL)
		return;
	r->tag = pdf_struct_tag(d->structure);
	r->mcid = pdf_struct_content(d->structure);
}

static void
on_field(void *ctx, double x, double y, double w, double h,
    const char *name, const char *words)
{
	struct pdf_draw *d = ctx;

	pdf_field_add(d->fields, x, d->height - y - h, w, h, name, words);
}

static void
on_anchor(void *ctx, const char *id, double y)
{
	struct pdf_draw *d = ctx;

	pdf_tree_anchor(d->tree, id, y);
}

static void
on_outline(void *ctx, int level, const char *title, double y)
{
	struct pdf_draw *d = ctx;

	pdf_tree_outline(d->tree, level, title, y);
}

static void
on_tag_begin(void *ctx, enum page_tag tag, const struct node *n,
    unsigned serial)
{
	struct pdf_draw *d = ctx;

	pdf_mark_open(d->mark, (int)tag, n, serial);
}

static void
on_tag_end(void *ctx)
{
	struct pdf_draw *d = ctx;

	pdf_mark_close(d->mark);
}

static void
on_tag_box(void *ctx, double x, double y, double w, double h)
{
	struct pdf_draw *d = ctx;

	if (d->structure != NULL)
		pdf_struct_box(d->structure, x, d->height - y - h, x + w,
		    d->height - y);
}

void
pdf_draw_device(struct pdf_draw *d, struct device *out)
{
	const struct device dev = {
		.ctx = d,
		.width = on_width,
		.page_begin = on_page_begin,
		.page_end = on_page_end,
		.text = on_text,
		.shape = on_shape,
		.link = on_link,
		.pageref = on_pageref,
		.field = on_field,
		.anchor = on_anchor,
		.outline = on_outline,
		.tag_begin = on_tag_begin,
		.tag_end = on_tag_end,
		.tag_box = on_tag_box,
	};

	*out = dev;
}

/* Text that ends at x, in the stream of numbers. */
static void
number_draw(struct pdf_draw *d, enum face face, double size, unsigned rgb,
    double x, double y, const char *text)
{
	size_t n = strlen(text);

	text_draw(d, face, size, rgb, x - on_width(d, face, size, text, n), y,
	    text, n, TEXT_LTR);
}

/* The numbers that stand on a page, *next being the first of them. */
static void
refs_draw(struct pdf_draw *d, size_t page, size_t *next)
{
	char text[32];
	size_t to;

	for (; *next < d->ref_count && d->refs[*next].page == page; ++*next) {
		const struct pageref *r = &d->refs[*next];

		pdf_mark_late(d->mark, r->tag, r->mcid);
		if (pdf_tree_find(d->tree, r->id, &to)) {
			snprintf(text, sizeof(text), "%zu", to + 1);
			number_draw(d, r->face, r->size, r->rgb, r->x, r->y,
			    text);
		}
	}
}

void
pdf_draw_numbers(struct pdf_draw *d, double right, double foot, double size,
    unsigned rgb)
{
	size_t i, next = 0, pages = pdf_tree_pages(d->tree);
	char text[64];

	for (i = 0; i < pages; i++) {
		snprintf(text, sizeof(text), "Page %zu of %zu", i + 1, pages);
		d->height = pdf_tree_height(d->tree, i);
		state_reset(d);
		buf_rewind(&d->ops);
		refs_draw(d, i, &next);
		pdf_mark_late(d->mark, TAG_PAGE_FOOT, 0);
		number_draw(d, FACE_SANS, size, rgb, pdf_tree_width(d->tree,
		    i) - right, d->height - foot, text);
		pdf_mark_end(d->mark);
		pdf_text_end(d->text);
		pdf_tree_number(d->tree, i, d->ops.data, d->ops.len);
	}
}
