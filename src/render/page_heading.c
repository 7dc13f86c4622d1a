/*
 * Headings: their place in the outline, their white, and how what they
 * head stands, on the same line.
 */
#include <stdbool.h>

#include "doc/figure.h"
#include "doc/node.h"
#include "doc/theme.h"
#include "render/device.h"
#include "render/page_flow.h"
#include "render/page_galley.h"
#include "render/page_row.h"
#include "render/page_text.h"

#include "render/page_heading.h"

#define CHAPTER_RULE	1.0
#define LEVELS		6

/* White above and below a heading, above it where it is the next thing
 * below another, and its size, by its level. */
static const struct {
	double	above, below, stacked;
	int	step, face, ink;
} heads[LEVELS] = {
	{ 24, 8, 24, 3, FACE_BOLD, INK_TEXT },
	{ 28, 8, 28, 2, FACE_BOLD, INK_TEXT },	/* below a rule */
	{ 20, 6, 12, 2, FACE_BOLD, INK_TEXT },
	{ 16, 4, 12, 1, FACE_BOLD, INK_TEXT },
	{ 14, 4, 8, 1, FACE_BOLD, INK_SECONDARY },
	{ 12, 4, 8, 0, FACE_BOLD, INK_SECONDARY },
};

/* Tags go down by one level only: 1, 3, 3 become 1, 2, 2. */
static int
level_open(struct page_flow *f, int level)
{
	while (f->depth > 0 && f->levels[f->depth - 1] >= level)
		f->depth--;
	if (f->depth < LEVELS)
		f->levels[f->depth++] = level;
	return f->depth;
}

/* A heading in a note or a cell is no part of our outline. */
static void
heading_inside(struct page_flow *f, const struct node *n)
{
	struct page_style s = f->style;

	s.face = FACE_BOLD;
	page_flow_space(f, 8);
	page_flow_begin(f, TAG_P, n);
	page_text_set(f, n->first, NULL, &s, ALIGN_START);
	page_flow_end(f);
	page_flow_tie(f);
	page_flow_space(f, 4);
}

/* A rule across the page above each chapter. */
static void
chapter_rule(struct page_flow *f)
{
	page_flow_rect(f, f->x, 0, f->width, CHAPTER_RULE,
	    page_flow_ink(f, INK_TEXT));
	page_flow_strip(f, CHAPTER_RULE);
	page_flow_tie(f);
	page_flow_space(f, 8);
}

/* What the heading says, behind the shape of its state. */
static void
heading_set(struct page_flow *f, const struct node *n,
    const struct page_style *s, int depth)
{
	double indent = n->state != SHAPE_NONE ? s->size * 1.5 : 0;
	double x = f->x, width = f->width;
	struct page_op *op;
	size_t kept;

	page_flow_begin(f, TAG_H1 + depth - 1, n);
	if (indent > 0) {
		/* No word says it: the shape has to. */
		page_flow_begin(f, TAG_SPAN, n);
		op = page_flow_op(f, PAGE_OP_MARK);
		op->what = (int)n->state;
		op->x = f->x;
		op->size = s->size;
		op->y = page_flow_baseline(s) - s->size * 0.86;
		op->len = 1;
		page_flow_op(f, PAGE_OP_END);
	}
	page_flow_indent(f, indent, 0);
	kept = page_flow_keep(f);
	page_text_set(f, n->first, NULL, s, ALIGN_START);
	page_flow_release(f, kept, page_flow_height(f));
	f->x = x;
	f->width = width;
	page_flow_end(f);
}

/* How the items below a heading stand, in the style of that line. */
static struct page_style
standing_style(const struct page_flow *f, const struct page_style *head)
{
	struct page_style s = page_flow_style(f, FACE_SANS, 0, INK_TEXT);

	s.line = page_flow_line(head) / s.size;
	s.drop = page_flow_baseline(head) - page_flow_baseline(&s);
	return s;
}

/*
 * The paragraph that tells how all below a heading stands ends the line of
 * the heading, where both fit.
 */
static const struct node *
standing_of(struct page_flow *f, const struct node *n,
    const struct page_style *head, double *width)
{
	const struct page_style s = standing_style(f, head);
	const struct node *next = n->next;
	struct page_extent title, words;

	if (next == NULL || next->kind != NODE_PARAGRAPH ||
	    next->role != ROLE_GATES || next->id != NULL)
		return NULL;
	page_text_measure(f, n->first, NULL, head, &title);
	page_text_measure(f, next->first, NULL, &s, &words);
	*width = words.most + 1;
	return title.most + head->size * 2 + words.most > f->width ? NULL :
	    next;
}

/* Heading and standing side by side. */
static void
heading_row(struct page_flow *f, const struct node *n,
    const struct page_style *s, int depth, const struct node *standing,
    double room)
{
	const struct page_style small = standing_style(f, s);
	double x = f->x, width = f->width;
	struct page_row r;
	size_t from;

	page_row_begin(f, &r, -1, NULL);
	page_row_column(f);
	f->width = width - room;
	heading_set(f, n, s, depth);
	page_row_column(f);
	from = f->galley->op_count;
	f->x = x + width - room;
	f->width = room;
	page_flow_begin(f, TAG_P, standing);
	page_text_set(f, standing->first, NULL, &small, ALIGN_END);
	page_flow_end(f);
	for (; from < f->galley->op_count; from++)
		f->galley->ops[from].right = true;
	page_row_end(f, &r, 0, 0);
	f->x = x;
	f->width = width;
}

const struct node *
page_heading_set(struct page_flow *f, const struct node *n)
{
	int level = n->level < 1 ? 1 : n->level > LEVELS ? LEVELS : n->level;
	struct page_style s = page_flow_style(f, heads[level - 1].face,
	    heads[level - 1].step, heads[level - 1].ink);
	const struct node *standing;
	double room = 0;
	struct page_op *op;
	int depth;

	if (f->inside > 0) {
		heading_inside(f, n);
		return n;
	}
	depth = level_open(f, level);
	s.line = f->theme->line_table;
	page_flow_space(f, f->lead == 0 && f->heading > 0 &&
	    f->heading == page_flow_made(f) ? heads[level - 1].stacked :
	    heads[level - 1].above);
	if (level == 2)
		chapter_rule(f);
	op = page_flow_op(f, PAGE_OP_OUTLINE);
	op->what = depth;
	op->ref = n;
	standing = standing_of(f, n, &s, &room);
	if (standing != NULL)
		heading_row(f, n, &s, depth, standing, room);
	else
		heading_set(f, n, &s, depth);
	page_flow_tie(f);
	f->heading = page_flow_made(f);
	f->lead = 0;
	page_flow_space(f, heads[level - 1].below);
	return standing != NULL ? standing : n;
}
