/*
 * Scene: what every block of a document is given.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/value.h"
#include "compose/scene.h"
#include "compose/words.h"
#include "doc/node.h"
#include "model/record.h"

bool
scene_flag(const struct value *options, const char *key)
{
	const struct value *v = value_get(options, key);

	return v != NULL && v->kind == VALUE_BOOL && v->truth;
}

size_t
scene_number(const struct value *options, const char *key, size_t otherwise)
{
	const struct value *v = value_get(options, key);
	unsigned long n;
	char *end;

	if (v == NULL || v->kind != VALUE_NUMBER || v->text[0] == '-')
		return otherwise;
	n = strtoul(v->text, &end, 10);
	return *end == '\0' ? (size_t)n : otherwise;
}

const char *
scene_word(const struct value *options, const char *key)
{
	return value_get_str(options, key);
}

const char *
scene_anchor(struct scene *s, const struct item *item)
{
	if (s->anchors[item->index] == NULL)
		s->anchors[item->index] = words_anchor(s->arena, "i-",
		    item->id, item->index);
	return s->anchors[item->index];
}

const char *
scene_href(struct scene *s, const struct item *item)
{
	if (!s->anchored[item->index])
		return NULL;
	return arena_printf(s->arena, "#%s", scene_anchor(s, item));
}

const char *
scene_section_anchor(struct scene *s, const struct section *section)
{
	return words_anchor(s->arena, "s-", section->id, section->line);
}

const char *
scene_section_href(struct scene *s, const struct section *section)
{
	if (!s->sections)
		return NULL;
	return arena_printf(s->arena, "#%s",
	    scene_section_anchor(s, section));
}

static struct node *
leaf(struct scene *s, struct node *parent, enum node_kind kind,
    const char *text)
{
	struct node *n = node_add_new(s->arena, parent, kind);

	n->text = words_line(s->arena, text);
	return n;
}

struct node *
scene_text(struct scene *s, struct node *parent, const char *text)
{
	return leaf(s, parent, NODE_TEXT, text);
}

struct node *
scene_small(struct scene *s, struct node *parent, const char *text)
{
	struct node *n = leaf(s, parent, NODE_TEXT, text);

	n->role = ROLE_SMALL;
	return n;
}

struct node *
scene_strong(struct scene *s, struct node *parent, const char *text)
{
	struct node *n = node_add_new(s->arena, parent, NODE_STRONG);

	leaf(s, n, NODE_TEXT, text);
	return n;
}

struct node *
scene_code(struct scene *s, struct node *parent, const char *text)
{
	return leaf(s, parent, NODE_CODE, text);
}

struct node *
scene_badge(struct scene *s, struct node *parent, int shape,
    const char *word)
{
	struct node *n = leaf(s, parent, NODE_BADGE, word);

	n->state = (enum node_state)shape;
	return n;
}

struct node *
scene_digest(struct scene *s, struct node *parent, const char *hex,
    bool full)
{
	struct node *n = leaf(s, parent, NODE_DIGEST, hex);

	n->role = full ? ROLE_FULL : ROLE_NONE;
	return n;
}

struct node *
scene_blank(struct scene *s, struct node *parent, const char *label)
{
	return leaf(s, parent, NODE_BLANK, label);
}

struct node *
scene_paragraph(struct scene *s, struct node *parent, int role,
    const char *text)
{
	struct node *n = node_add_new(s->arena, parent, NODE_PARAGRAPH);

	n->role = (enum node_role)role;
	if (text != NULL)
		leaf(s, n, NODE_TEXT, text);
	return n;
}

void
scene_lead(struct scene *s, struct node *parent, const char *text)
{
	scene_strong(s, scene_paragraph(s, parent, ROLE_NONE, NULL), text);
}

struct node *
scene_heading(struct scene *s, struct node *parent, int level,
    const char *text)
{
	struct node *n = node_add_new(s->arena, parent, NODE_HEADING);

	n->level = level > 6 ? 6 : level;
	if (text != NULL)
		leaf(s, n, NODE_TEXT, text);
	return n;
}

struct node *
scene_fact(struct scene *s, struct node *facts, const char *key,
    const char *text)
{
	struct node *n;

	if (text == NULL || text[0] == '\0')
		return NULL;
	n = scene_fact_open(s, facts, key);
	if (strchr(text, '\n') != NULL)
		node_add_new(s->arena, n, NODE_CODE_BLOCK)->text =
		    words_visible(s->arena, text);
	else
		leaf(s, n, NODE_TEXT, text);
	return n;
}

struct node *
scene_fact_open(struct scene *s, struct node *facts, const char *key)
{
	return leaf(s, facts, NODE_FACT, key);
}

const char *
scene_section_title(struct scene *s, const struct section *section)
{
	const char *title = section->title == NULL ? "" : section->title;
	const char *number = section->number;

	if (number == NULL || strncmp(title, number, strlen(number)) == 0)
		return words_line(s->arena, title);
	return arena_printf(s->arena, "%s %s", number,
	    words_line(s->arena, title));
}

const char *
scene_place(struct scene *s, const struct item *item)
{
	return item->section == NULL ? "before the first heading" :
	    scene_section_title(s, item->section);
}

/* Length of the label without the colon that ends many bold leads. */
static size_t
label_length(const char *label)
{
	size_t n = strlen(label);

	while (n > 0 && (label[n - 1] == ':' || label[n - 1] == ' '))
		n--;
	return n == 0 ? strlen(label) : n;
}

/* What an answer answers: "Yes" alone says nothing. */
static const char *
question(const struct item *item)
{
	if (item->kind != KIND_CHOICE)
		return NULL;
	if (item->parent != NULL)
		return item->parent->label;
	return item->section != NULL ? item->section->title : NULL;
}

static const char *
item_words(struct scene *s, const struct item *item)
{
	const char *label = words_line(s->arena, item->label), *asked;
	const struct section *at = item->section;
	size_t n = label_length(label), m;

	if ((asked = question(item)) != NULL) {
		asked = words_line(s->arena, asked);
		m = label_length(asked);
		label = arena_printf(s->arena, "%.*s%s %.*s", (int)m, asked,
		    asked[m - (m > 0)] == '?' ? "" : ":", (int)n, label);
		n = strlen(label);
	}
	if (at == NULL || at->number == NULL)
		return label[n] == '\0' ? label :
		    arena_strndup(s->arena, label, n);
	return arena_printf(s->arena, "%s %.*s", at->number, (int)n, label);
}

struct node *
scene_item(struct scene *s, struct node *parent, const struct item *item)
{
	const char *href = scene_href(s, item);
	const char *text = item_words(s, item);
	struct node *n;

	if (href == NULL)
		return leaf(s, parent, NODE_TEXT, text);
	n = node_add_new(s->arena, parent, NODE_LINK);
	n->href = href;
	leaf(s, n, NODE_TEXT, text);
	return n;
}

void
scene_label(struct scene *s, struct node *parent, const struct item *item)
{
	const char *label = words_line(s->arena, item->label);
	size_t n = label_length(label);

	leaf(s, parent, NODE_TEXT, label[n] == '\0' ? label :
	    arena_strndup(s->arena, label, n));
}

/* A kind that a fragment may bring into a document of ours. */
static bool
is_welcome(const struct node *n)
{
	switch (n->kind) {
	case NODE_DIRECTIVE:
	case NODE_RULE:
	case NODE_PAGE_BREAK:
	case NODE_DATA:
		return false;
	case NODE_DOCUMENT: case NODE_SECTION: case NODE_HEADING:
	case NODE_PARAGRAPH: case NODE_LIST: case NODE_LIST_ITEM:
	case NODE_QUOTE: case NODE_CODE_BLOCK: case NODE_TABLE:
	case NODE_ROW: case NODE_CELL: case NODE_FACTS: case NODE_FACT:
	case NODE_VERDICT: case NODE_ENTRY: case NODE_FOLD:
	case NODE_SIGNATURE: case NODE_FIGURE: case NODE_TEXT:
	case NODE_STRONG: case NODE_EMPH: case NODE_STRIKE: case NODE_SUB:
	case NODE_SUP: case NODE_CODE: case NODE_LINK: case NODE_BREAK:
	case NODE_SOFT_BREAK: case NODE_BADGE: case NODE_DIGEST:
	case NODE_BLANK: case NODE_KINDS:
		return true;
	}
	return false;
}

/*
 * May the subtree stand in a document as it is?  Then its children are
 * shared, not copied: notes are most of what a large record holds.
 */
static bool
is_shareable(const struct node *n)
{
	const struct node *c;

	if (!is_welcome(n) || n->kind == NODE_HEADING || n->id != NULL ||
	    (n->kind == NODE_LINK && n->href != NULL && n->href[0] == '#'))
		return false;
	for (c = n->first; c != NULL; c = c->next)
		if (!is_shareable(c))
			return false;
	return true;
}

/*
 * One node of a fragment; depth is bounded by the limits of intake.  The
 * texts are fit to be shown already: intake/lower saw to that.
 */
static void
copy_node(struct scene *s, struct node *parent, const struct node *from)
{
	const struct node *c;
	struct node *n, *inner;

	if (!is_welcome(from))
		return;
	if (from->kind == NODE_LINK && from->href != NULL &&
	    from->href[0] == '#') {
		scene_copy(s, parent, from);
		return;
	}
	n = node_new(s->arena, from->kind);
	*n = *from;
	n->first = n->last = n->next = n->parent = NULL;
	n->id = NULL;
	node_add(parent, n);
	if (is_shareable(from)) {
		n->first = from->first;
		n->last = from->last;
		return;
	}
	inner = n;
	if (from->kind == NODE_HEADING) {
		n->kind = NODE_PARAGRAPH;
		n->level = 0;
		inner = node_add_new(s->arena, n, NODE_STRONG);
	}
	for (c = from->first; c != NULL; c = c->next)
		copy_node(s, inner, c);
}

void
scene_copy(struct scene *s, struct node *parent, const struct node *fragment)
{
	const struct node *c;

	if (fragment == NULL)
		return;
	for (c = fragment->first; c != NULL; c = c->next)
		copy_node(s, parent, c);
}

bool
scene_has_content(const struct node *fragment)
{
	const struct node *c;

	if (fragment == NULL)
		return false;
	for (c = fragment->first; c != NULL; c = c->next)
		if (is_welcome(c))
			return true;
	return false;
}

static struct node *
add_head(struct scene *s, struct node *row, const char *text)
{
	struct node *cell = node_add_new(s->arena, row, NODE_CELL);

	cell->header = true;
	leaf(s, cell, NODE_TEXT, text);
	return cell;
}

struct node *
scene_table(struct scene *s, struct node *parent, int role,
    const char *const *heads)
{
	struct node *table, *row;

	table = node_add_new(s->arena, parent, NODE_TABLE);
	table->role = (enum node_role)role;
	row = node_add_new(s->arena, table, NODE_ROW);
	row->header = true;
	for (; *heads != NULL; heads++) {
		if (**heads == '>')
			add_head(s, row, *heads + 1)->align = ALIGN_END;
		else
			add_head(s, row, *heads);
	}
	return table;
}

void
scene_head(struct scene *s, struct node *table, const char *text,
    bool numbers)
{
	add_head(s, table->first, text)->align = numbers ? ALIGN_END :
	    ALIGN_START;
}

struct node *
scene_row(struct scene *s, struct node *table)
{
	return node_add_new(s->arena, table, NODE_ROW);
}

struct node *
scene_cell(struct scene *s, struct node *row, const char *text)
{
	struct node *n = node_add_new(s->arena, row, NODE_CELL);

	if (text != NULL)
		leaf(s, n, NODE_TEXT, text);
	return n;
}

struct node *
scene_cell_number(struct scene *s, struct node *row, const char *text)
{
	struct node *n = scene_cell(s, row, text);

	n->align = ALIGN_END;
	n->role = ROLE_NUMBER;
	return n;
}

void
scene_more(struct scene *s, struct node *parent, size_t n, const char *what)
{
	if (n > 0)
		scene_paragraph(s, parent, ROLE_NOTE, arena_printf(s->arena,
		    "and %zu more %.*s; the report lists %s", n,
		    (int)(strlen(what) - (n == 1)), what,
		    n == 1 ? "it" : "them"));
}

static bool
is_idle(const struct section *section)
{
	const struct tally *t = &section->tally;

	return section->verdict == VERDICT_GO && t->total > 0 &&
	    t->by_state[STATE_NOT_APPLICABLE] == t->total;
}

int
scene_gate_shape(const struct section *section)
{
	return is_idle(section) ? SHAPE_NOT_APPLICABLE :
	    words_verdict_shape((int)section->verdict);
}

const char *
scene_gate_word(const struct section *section)
{
	return is_idle(section) ? record_state_str(STATE_NOT_APPLICABLE) :
	    record_verdict_str(section->verdict);
}

struct node *
scene_gate(struct scene *s, struct node *parent,
    const struct section *section)
{
	return scene_badge(s, parent, scene_gate_shape(section),
	    scene_gate_word(section));
}

bool
scene_speaks(const struct item *item)
{
	return item->kind != KIND_GROUP || item->evidence != NULL;
}

bool
scene_blocks(const struct item *item)
{
	switch (item->state) {
	case STATE_FAIL:
	case STATE_INVALID:
	case STATE_OVERDUE:
	case STATE_STALE:
	case STATE_MISSING:
		return scene_speaks(item);
	case STATE_UNDECIDED:
	case STATE_PASS:
	case STATE_WAIVED:
	case STATE_NOT_APPLICABLE:
	case STATE_PENDING:
	case STATE_COUNT:
		break;
	}
	return false;
}
