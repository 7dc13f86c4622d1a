/*
 * Building, copying and dumping the document tree.
 */
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

#include "doc/node.h"

#define DIGEST_SHORT	12	/* characters of a digest in running text */

static const struct {
	const char	*name;
	bool		 is_inline;
} kinds[] = {
	[NODE_DOCUMENT] = { "document", false },
	[NODE_SECTION] = { "section", false },
	[NODE_HEADING] = { "heading", false },
	[NODE_PARAGRAPH] = { "paragraph", false },
	[NODE_LIST] = { "list", false },
	[NODE_LIST_ITEM] = { "item", false },
	[NODE_QUOTE] = { "quote", false },
	[NODE_CODE_BLOCK] = { "code_block", false },
	[NODE_RULE] = { "rule", false },
	[NODE_TABLE] = { "table", false },
	[NODE_ROW] = { "row", false },
	[NODE_CELL] = { "cell", false },
	[NODE_FACTS] = { "facts", false },
	[NODE_FACT] = { "fact", false },
	[NODE_VERDICT] = { "verdict", false },
	[NODE_ENTRY] = { "entry", false },
	[NODE_FOLD] = { "fold", false },
	[NODE_SIGNATURE] = { "signature", false },
	[NODE_FIGURE] = { "figure", false },
	[NODE_DIRECTIVE] = { "directive", false },
	[NODE_PAGE_BREAK] = { "page_break", false },
	[NODE_DATA] = { "data", false },
	[NODE_TEXT] = { "text", true },
	[NODE_STRONG] = { "strong", true },
	[NODE_EMPH] = { "emph", true },
	[NODE_STRIKE] = { "strike", true },
	[NODE_SUB] = { "sub", true },
	[NODE_SUP] = { "sup", true },
	[NODE_CODE] = { "code", true },
	[NODE_LINK] = { "link", true },
	[NODE_BREAK] = { "break", true },
	[NODE_SOFT_BREAK] = { "soft_break", true },
	[NODE_BADGE] = { "badge", true },
	[NODE_DIGEST] = { "digest", true },
	[NODE_BLANK] = { "blank", true },
};

_Static_assert(sizeof(kinds) / sizeof(kinds[0]) == NODE_KINDS,
    "every kind has a name");

static const char *const roles[] = {
	[ROLE_NONE] = "none",
	[ROLE_COVER] = "cover",
	[ROLE_ATTENTION] = "attention",
	[ROLE_METRICS] = "metrics",
	[ROLE_PHASES] = "phases",
	[ROLE_GATES] = "gates",
	[ROLE_TIMELINE] = "timeline",
	[ROLE_ROLLBACK] = "rollback",
	[ROLE_CONTACTS] = "contacts",
	[ROLE_LESSONS] = "lessons",
	[ROLE_SIGNOFF] = "signoff",
	[ROLE_MANIFEST] = "manifest",
	[ROLE_CONTENTS] = "contents",
	[ROLE_KICKER] = "kicker",
	[ROLE_TITLE] = "title",
	[ROLE_FINDING] = "finding",
	[ROLE_EVIDENCE] = "evidence",
	[ROLE_NOTE] = "note",
	[ROLE_SUPERSEDED] = "superseded",
	[ROLE_STAMP] = "stamp",
	[ROLE_SMALL] = "small",
	[ROLE_FULL] = "full",
	[ROLE_NUMBER] = "number",
	[ROLE_COMPACT] = "compact",
	[ROLE_PANEL] = "panel",
};

_Static_assert(sizeof(roles) / sizeof(roles[0]) == ROLE_COUNT,
    "every role has a name");

static const char *const states[] = {
	[SHAPE_NONE] = "none",
	[SHAPE_PASS] = "pass",
	[SHAPE_FAIL] = "fail",
	[SHAPE_WAIVED] = "waived",
	[SHAPE_LATE] = "late",
	[SHAPE_INVALID] = "invalid",
	[SHAPE_PENDING] = "pending",
	[SHAPE_MISSING] = "missing",
	[SHAPE_NOT_APPLICABLE] = "not_applicable",
};

_Static_assert(sizeof(states) / sizeof(states[0]) == SHAPE_COUNT,
    "every state has a name");

struct node *
node_new(struct arena *a, enum node_kind kind)
{
	struct node *n = arena_alloc(a, sizeof(*n));

	n->kind = kind;
	return n;
}

struct node *
node_add(struct node *parent, struct node *child)
{
	child->parent = parent;
	child->next = NULL;
	if (parent->last == NULL)
		parent->first = child;
	else
		parent->last->next = child;
	parent->last = child;
	return child;
}

struct node *
node_add_new(struct arena *a, struct node *parent, enum node_kind kind)
{
	struct node *n = node_new(a, kind);

	if (parent != NULL)
		node_add(parent, n);
	return n;
}

struct node *
node_add_text(struct arena *a, struct node *parent, const char *text)
{
	struct node *n = node_add_new(a, parent, NODE_TEXT);

	n->text = arena_strdup(a, text == NULL ? "" : text);
	return n;
}

struct node *
node_add_printf(struct arena *a, struct node *parent, const char *fmt, ...)
{
	struct node *n = node_add_new(a, parent, NODE_TEXT);
	va_list ap;

	va_start(ap, fmt);
	n->text = arena_vprintf(a, fmt, ap);
	va_end(ap);
	return n;
}

struct node *
node_add_paragraph(struct arena *a, struct node *parent, enum node_role role,
    const char *text)
{
	struct node *n = node_add_new(a, parent, NODE_PARAGRAPH);

	n->role = role;
	if (text != NULL)
		node_add_text(a, n, text);
	return n;
}

struct node *
node_add_heading(struct arena *a, struct node *parent, int level,
    const char *id, const char *text)
{
	struct node *n = node_add_new(a, parent, NODE_HEADING);

	n->level = level;
	n->id = id == NULL ? NULL : arena_strdup(a, id);
	if (text != NULL)
		node_add_text(a, n, text);
	return n;
}

struct node *
node_add_badge(struct arena *a, struct node *parent, enum node_state state,
    const char *word)
{
	struct node *n = node_add_new(a, parent, NODE_BADGE);

	n->state = state;
	n->text = word == NULL ? NULL : arena_strdup(a, word);
	return n;
}

struct node *
node_add_link(struct arena *a, struct node *parent, const char *href,
    const char *text)
{
	struct node *n = node_add_new(a, parent, NODE_LINK);

	n->href = href == NULL ? NULL : arena_strdup(a, href);
	if (text != NULL)
		node_add_text(a, n, text);
	return n;
}

struct node *
node_add_fact(struct arena *a, struct node *facts, const char *key,
    const char *value)
{
	struct node *n = node_add_new(a, facts, NODE_FACT);

	n->text = key == NULL ? NULL : arena_strdup(a, key);
	if (value != NULL)
		node_add_text(a, n, value);
	return n;
}

struct node *
node_add_cell(struct arena *a, struct node *row, enum node_align align,
    const char *text)
{
	struct node *n = node_add_new(a, row, NODE_CELL);

	n->align = align;
	n->header = row != NULL && row->header;
	if (text != NULL)
		node_add_text(a, n, text);
	return n;
}

struct node *
node_copy(struct arena *a, const struct node *n)
{
	struct node *copy = arena_alloc(a, sizeof(*copy));

	*copy = *n;
	copy->first = copy->last = copy->next = copy->parent = NULL;
	node_copy_children(a, copy, n);
	return copy;
}

void
node_copy_children(struct arena *a, struct node *dst, const struct node *src)
{
	const struct node *c;

	for (c = src->first; c != NULL; c = c->next)
		node_add(dst, node_copy(a, c));
}

bool
node_is_inline(enum node_kind kind)
{
	return kind < NODE_KINDS && kinds[kind].is_inline;
}

/* A word gap, unless there is one already or nothing stands before. */
static void
gap(struct buf *out, size_t start)
{
	if (out->len > start && out->data[out->len - 1] != ' ')
		buf_addc(out, ' ');
}

static void
plain(struct buf *out, const struct node *n, size_t start)
{
	const struct node *c;

	if (!node_is_inline(n->kind))
		gap(out, start);
	if (n->kind == NODE_BREAK || n->kind == NODE_SOFT_BREAK)
		gap(out, start);
	else if (n->kind == NODE_BLANK)
		buf_adds(out, "____");
	else if (n->kind == NODE_DIGEST && n->text != NULL &&
	    n->role != ROLE_FULL)
		buf_add(out, n->text, strnlen(n->text, DIGEST_SHORT));
	else if (n->text != NULL)
		buf_adds(out, n->text);
	if (n->kind == NODE_FACT && n->text != NULL)
		buf_adds(out, ": ");
	else if (n->text != NULL && !node_is_inline(n->kind))
		gap(out, start);
	for (c = n->first; c != NULL; c = c->next)
		plain(out, c, start);
}

void
node_plain(struct buf *out, const struct node *n)
{
	size_t start = out->len;

	plain(out, n, start);
	if (out->len > start && out->data[out->len - 1] == ' ')
		out->data[--out->len] = '\0';
}

const char *
node_lang(const struct node *n)
{
	switch (n->kind) {
	case NODE_DOCUMENT: case NODE_SECTION: case NODE_HEADING:
	case NODE_PARAGRAPH: case NODE_LIST: case NODE_QUOTE:
	case NODE_TABLE: case NODE_ROW: case NODE_CELL: case NODE_FACTS:
	case NODE_FACT: case NODE_VERDICT: case NODE_ENTRY: case NODE_FOLD:
	case NODE_SIGNATURE: case NODE_STRONG: case NODE_EMPH:
	case NODE_STRIKE:
		return n->lang;
	case NODE_LIST_ITEM: case NODE_CODE_BLOCK: case NODE_RULE:
	case NODE_FIGURE: case NODE_DIRECTIVE: case NODE_PAGE_BREAK:
	case NODE_DATA: case NODE_TEXT: case NODE_SUB: case NODE_SUP:
	case NODE_CODE: case NODE_LINK: case NODE_BREAK:
	case NODE_SOFT_BREAK: case NODE_BADGE: case NODE_DIGEST:
	case NODE_BLANK: case NODE_KINDS:
		return NULL;
	}
	return NULL;
}

bool
node_is_contents(const struct node *n)
{
	const struct node *c;

	if (n->role != ROLE_CONTENTS)
		return false;
	if (n->kind == NODE_LIST)
		return true;
	if (n->kind != NODE_SECTION)
		return false;
	for (c = n->first; c != NULL; c = c->next)
		if (c->kind != NODE_HEADING && !node_is_contents(c))
			return false;
	return true;
}

const char *
node_kind_str(enum node_kind kind)
{
	return kind < NODE_KINDS ? kinds[kind].name : "unknown";
}

const char *
node_role_str(enum node_role role)
{
	return role < ROLE_COUNT ? roles[role] : "unknown";
}

const char *
node_state_str(enum node_state state)
{
	return state < SHAPE_COUNT ? states[state] : "unknown";
}

const char *
node_state_word(enum node_state state)
{
	if (state == SHAPE_NONE)
		return "";
	if (state == SHAPE_NOT_APPLICABLE)
		return "not applicable";
	return node_state_str(state);
}

const char *
node_state_mark(enum node_state state)
{
	static const char *const marks[] = {
		[SHAPE_NONE] = "-",
		[SHAPE_PASS] = "\342\234\223",	/* U+2713 check */
		[SHAPE_FAIL] = "\342\234\227",	/* U+2717 ballot x */
		[SHAPE_WAIVED] = "\342\227\207",	/* U+25C7 diamond */
		[SHAPE_LATE] = "\342\226\263",	/* U+25B3 triangle */
		[SHAPE_INVALID] = "!",
		[SHAPE_PENDING] = "\342\227\220",	/* U+25D0 half disc */
		[SHAPE_MISSING] = "\342\227\213",	/* U+25CB circle */
		[SHAPE_NOT_APPLICABLE] = "\342\200\223",	/* en dash */
	};

	_Static_assert(sizeof(marks) / sizeof(marks[0]) == SHAPE_COUNT,
	    "every state has a mark");
	return state < SHAPE_COUNT ? marks[state] : "";
}
