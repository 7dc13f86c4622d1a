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
#define SECTION_LINES	2	/* ... below the headings in a chapter */

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
	/* Three lines below a heading are text of its own, for what is as
	 * high as a sign-off; four at the start of a chapter are not yet. */
	if (lines > 1 && f->lead + lines > SECTION_LINES &&
	    (next->kind == NODE_SIGNATURE || (next->kind == NODE_HEADING &&
	    (f->levels[f->depth - 1] > 2 ||
	    f->lead + lines > CHAPTER_LINES))))
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
page_lead_note(struct page_flow *f, const struct node *before,
    const struct node *n)
{
	const struct page_galley *g = f->galley;

	if (before != NULL && before->kind == NODE_TABLE &&
	    n->kind == NODE_PARAGRAPH && (n->role == ROLE_NOTE ||
	    n->role == ROLE_SMALL) && g->count > 0 &&
	    g->strips[g->count - 1].wide == f->wide)
		page_flow_tie(f);
}

void
page_lead_tie(struct page_flow *f, const struct node *n, size_t first)
{
	if (page_flow_made(f) > first && (leads(f, n, first) ||
	    introduces(n)))
		page_flow_tie(f);
}
