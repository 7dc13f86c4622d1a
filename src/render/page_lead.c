/*
 * Leads: short texts that are not left behind at the foot of a page by
 * what they introduce.
 */
#include <stdbool.h>

#include "doc/node.h"
#include "render/page_flow.h"
#include "render/page_galley.h"

#include "render/page_lead.h"

#define LEAD_LINES	6	/* that stay with the heading above them */
#define CHAPTER_LINES	4	/* ... and with what is no text below */

/* The block that follows, out of sections and into them. */
static const struct node *
next_block(const struct node *n)
{
	while (n->next == NULL && n->parent != NULL &&
	    n->parent->kind == NODE_SECTION)
		n = n->parent;
	n = n->next;
	while (n != NULL && n->kind == NODE_SECTION)
		n = n->first;
	return n;
}

/*
 * Does what was set from strip first on, up to here, stand between a
 * heading and what it heads, and is it short enough to stay with both?
 */
static bool
leads(struct page_flow *f, const struct node *n, size_t first)
{
	const struct node *next = next_block(n);
	size_t lines = page_flow_made(f) - first;

	if (f->depth == 0 || first != f->heading || lines == 0 ||
	    f->lead + lines > LEAD_LINES || next == NULL)
		return false;
	/* Two lines below a heading are text of its own; four at the
	 * start of a chapter are not yet. */
	if ((next->kind == NODE_HEADING || next->kind == NODE_SIGNATURE) &&
	    f->lead + lines > (f->levels[f->depth - 1] <= 2 ?
	    CHAPTER_LINES : f->lead + 1))
		return false;
	if (next->kind == NODE_HEADING &&
	    next->level <= f->levels[f->depth - 1])
		return false;
	f->lead += lines;
	f->heading += lines;
	return true;
}

/*
 * Is this paragraph not to be left behind: bold words alone, a text before
 * what it is about?
 */
static bool
introduces(const struct node *n)
{
	const struct node *next = next_block(n);

	if (n->kind != NODE_PARAGRAPH)
		return false;
	if (n->first != NULL && n->first == n->last &&
	    n->first->kind == NODE_STRONG)
		return true;
	return next != NULL && (next->kind == NODE_TABLE ||
	    next->kind == NODE_LIST || next->kind == NODE_FIGURE ||
	    next->kind == NODE_FACTS || next->kind == NODE_CODE_BLOCK);
}

void
page_lead_tie(struct page_flow *f, const struct node *n, size_t first)
{
	if (page_flow_made(f) > first && (leads(f, n, first) ||
	    introduces(n)))
		page_flow_tie(f);
}
