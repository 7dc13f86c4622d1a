/*
 * Writes the data of a document as JSON.
 */
#include <stddef.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/value.h"
#include "doc/node.h"

#include "render/data.h"

#define INDENT	2

static const struct value *
find_data(const struct node *n)
{
	const struct value *v = NULL;
	const struct node *c;

	if (n->kind == NODE_DATA)
		return n->data;
	for (c = n->first; c != NULL && v == NULL; c = c->next)
		v = find_data(c);
	return v;
}

int
data_render(struct buf *out, const struct document *doc,
    const struct render_options *options, struct diag *d)
{
	const struct value *v = find_data(doc->root);

	(void)options;
	if (v == NULL) {
		diag_add(d, DIAG_INTERNAL, NULL,
		    "the document holds no data to write as JSON");
		return -1;
	}
	value_write(out, v, INDENT);
	return 0;
}
