/*
 * Dump: the document tree as readable lines, the debugger of intake and
 * compose.
 */
#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/value.h"
#include "doc/figure.h"
#include "doc/node.h"

#include "doc/dump.h"

static void
dump_string(struct buf *out, const char *name, const char *s)
{
	if (s == NULL)
		return;
	buf_addc(out, ' ');
	buf_adds(out, name);
	if (name[0] != '\0')
		buf_addc(out, '=');
	value_write_str(out, s);
}

static void
dump_flags(struct buf *out, const struct node *n)
{
	static const char *const aligns[] = {
		[ALIGN_START] = "start",
		[ALIGN_CENTER] = "center",
		[ALIGN_END] = "end",
	};

	if (n->role != ROLE_NONE)
		buf_printf(out, " role=%s", node_role_str(n->role));
	if (n->state != SHAPE_NONE)
		buf_printf(out, " state=%s", node_state_str(n->state));
	if (n->level != 0)
		buf_printf(out, " level=%d", n->level);
	if (n->align != ALIGN_START)
		buf_printf(out, " align=%s", aligns[n->align]);
	if (n->ordered)
		buf_adds(out, " ordered");
	if (n->tight)
		buf_adds(out, " tight");
	if (n->header)
		buf_adds(out, " header");
	if (n->task)
		buf_adds(out, n->checked ? " task=checked" : " task=open");
}

/* Kinds whose union holds href, also while intake works on them. */
static bool
has_href(enum node_kind kind)
{
	return kind == NODE_LINK || kind == NODE_CODE_BLOCK;
}

void
dump_tree(struct buf *out, const struct node *n, int depth)
{
	const struct shape *s;
	const struct node *c;
	size_t shapes = 0;

	buf_pad(out, ' ', (size_t)depth * 2);
	buf_adds(out, node_kind_str(n->kind));
	dump_flags(out, n);
	dump_string(out, "id", n->id);
	if (has_href(n->kind))
		dump_string(out, "href", n->href);
	dump_string(out, "lang", node_lang(n));
	dump_string(out, "", n->text);
	if (n->kind == NODE_FIGURE && n->figure != NULL) {
		for (s = n->figure->first; s != NULL; s = s->next)
			shapes++;
		buf_printf(out, " %gx%g shapes=%zu", n->figure->width,
		    n->figure->height, shapes);
	}
	if ((n->kind == NODE_DIRECTIVE || n->kind == NODE_DATA) &&
	    n->data != NULL) {
		buf_addc(out, ' ');
		value_write(out, n->data, 0);
	}
	buf_addc(out, '\n');
	for (c = n->first; c != NULL; c = c->next)
		dump_tree(out, c, depth + 1);
}
