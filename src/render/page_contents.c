/*
 * The list of contents: titles, leaders, and room for page numbers that
 * the device draws once it knows them.
 */
#include <stdbool.h>
#include <string.h>

#include "doc/figure.h"
#include "doc/node.h"
#include "doc/theme.h"
#include "render/anchor.h"
#include "render/device.h"
#include "render/page_flow.h"
#include "render/page_galley.h"
#include "render/page_text.h"

#include "render/page_contents.h"

#define INDENT		16.0	/* of each level */
#define NUMBER		"0000"	/* room for the page number */
#define AIR		6.0	/* between title, leader and number */
#define LEVELS		3

/* How the entries of each level are set. */
static const struct {
	int	face, step, ink;
	double	above;
} looks[LEVELS] = {
	{ FACE_BOLD, 0, INK_TEXT, 6 },
	{ FACE_SANS, 0, INK_TEXT, 2 },
	{ FACE_SANS, 0, INK_SECONDARY, 1 },
};

/* What stands right of the title, on its last line. */
static void
number_set(struct page_flow *f, const struct node *link,
    const struct page_style *s, double end, double right, double room)
{
	const struct page_style number = page_flow_style(f, s->face, 0,
	    INK_TEXT);
	double y = page_flow_baseline(s), from = end + AIR;
	double to = right - room - AIR;
	struct page_op *op;

	if (link->href == NULL || link->href[0] != '#')
		return;
	if (to > from) {
		op = page_flow_op_last(f, PAGE_OP_LEADER);
		op->x = from;
		op->y = y - 0.4;
		op->w = to - from;
		op->rgb = page_flow_ink(f, INK_SECONDARY);
	}
	op = page_flow_op_last(f, PAGE_OP_PAGEREF);
	op->what = number.face;
	op->size = number.size;
	op->rgb = number.rgb;
	op->x = right;
	op->y = y;
	op->ref = link;
}

/* The title on as many lines as it takes; all of it is the link. */
static void
entry_set(struct page_flow *f, const struct node *link, int depth)
{
	const struct node *title = link->first;
	struct page_style s = page_flow_style(f, looks[depth].face,
	    looks[depth].step, looks[depth].ink);
	double right = f->x + f->width, line, x, width, room;
	size_t kept, made = page_flow_made(f), lines;
	bool foreign = title != NULL && title->kind == NODE_STRONG;
	struct page_op *op;

	s.line = f->theme->line_table;
	line = page_flow_line(&s);
	room = page_flow_width(f, &s, NUMBER, sizeof(NUMBER) - 1);
	x = f->x;
	width = f->width;
	page_flow_indent(f, depth * INDENT, 2 * AIR + room);
	page_flow_begin(f, TAG_REFERENCE, NULL);
	page_flow_begin(f, TAG_LINK, link);
	if (foreign)
		page_flow_begin(f, TAG_SPAN, title);
	kept = page_flow_keep(f);
	page_text_say(f, link->text == NULL ? "" : link->text, &s,
	    ALIGN_START);
	if (page_flow_made(f) == made)
		page_flow_strip(f, line);
	page_flow_release(f, kept, page_flow_height(f));
	lines = page_flow_made(f) - made;
	if (foreign)
		page_flow_end(f);
	number_set(f, link, &s, f->x + page_text_end(f), right, room);
	if (anchor_href_ok(link->href)) {
		op = page_flow_op_last(f, PAGE_OP_LINK);
		op->x = f->x;
		op->y = -line * (double)(lines - 1);
		op->w = right - f->x;
		op->h = line * (double)lines;
		op->ref = link;
	}
	page_flow_end(f);
	page_flow_end(f);
	f->x = x;
	f->width = width;
}

static void
list_set(struct page_flow *f, const struct node *n, int depth)
{
	const struct node *item, *c;

	page_flow_begin(f, TAG_TOC, n);
	for (item = n->first; item != NULL; item = item->next) {
		page_flow_begin(f, TAG_TOCI, item);
		page_flow_space(f, looks[depth].above);
		for (c = item->first; c != NULL; c = c->next) {
			if (c->kind == NODE_LINK)
				entry_set(f, c, depth);
			/* No entry stays at the foot without one below. */
			if (c->kind == NODE_LINK && c->next != NULL)
				page_flow_tie(f);
			if (c->kind == NODE_LIST)
				list_set(f, c, depth + 1 < LEVELS ?
				    depth + 1 : depth);
		}
		page_flow_end(f);
	}
	page_flow_end(f);
}

void
page_contents_set(struct page_flow *f, const struct node *n)
{
	if (n->first == NULL)
		return;
	f->inside++;
	list_set(f, n, 0);
	f->inside--;
	page_flow_space(f, 8);
}
