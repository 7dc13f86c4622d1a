/*
 * Places to sign.
 */
#include <stdbool.h>

#include "doc/node.h"
#include "render/device.h"
#include "render/page_flow.h"
#include "render/page_galley.h"

#include "render/page_field.h"

#define WIDE		216.0	/* points: a name, a time, a digest */
#define HIGH		48.0	/* five lines that can be read */
#define HIGH_TIGHT	30.0	/* three */
#define AIR		2.0

static const struct node issuer = { .kind = NODE_BLANK, .href = "issuer",
    .text = "Signature of the issuer" };

static struct page_op *
add(struct page_flow *f, struct page_op *op, const struct node *n)
{
	op->ref = n;
	if (n == &issuer)
		f->issuer = true;
	return op;
}

bool
page_field_is(const struct node *fact)
{
	const struct node *n = fact->first;

	return n != NULL && n->next == NULL && n->kind == NODE_BLANK &&
	    n->href != NULL;
}

double
page_field_height(const struct node *fact)
{
	bool tight = fact->parent != NULL &&
	    fact->parent->role == ROLE_COMPACT;

	return (tight ? HIGH_TIGHT : HIGH) + 2 * AIR;
}

void
page_field_set(struct page_flow *f, const struct node *fact)
{
	const struct node *n = fact->role == ROLE_SIGNOFF ? &issuer :
	    page_field_is(fact) ? fact->first : NULL;
	struct page_op *op;

	if (n == NULL)
		return;
	op = add(f, page_flow_op(f, PAGE_OP_FIELD), n);
	op->x = f->x;
	op->y = AIR;
	op->w = f->width < WIDE ? f->width : WIDE;
	op->h = page_field_height(fact) - 2 * AIR;
	page_flow_strip(f, op->h + 2 * AIR);
}

void
page_field_rest(struct page_flow *f)
{
	if (!f->issuer)
		add(f, page_flow_op_last(f, PAGE_OP_FIELD), &issuer);
}
