/*
 * Contents: the list of a document's headings, with links to them.
 */
#include <stddef.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "compose/contents.h"
#include "compose/scene.h"
#include "compose/words.h"
#include "doc/node.h"
#include "model/record.h"

#define LEVEL_FIRST	2	/* level 1 is the title of the document */
#define LEVEL_LAST	4	/* chapters, phases, sections */
#define ENTRIES_MAX	90	/* what two pages hold */
#define ITEMS_LEAST	12	/* shorter records need no list */

struct listing {
	struct scene	*scene;
	struct node	*lists[LEVEL_LAST + 1];	/* open, by level */
	size_t		 counts[LEVEL_LAST + 1];
	int		 deepest;
};

bool
contents_block(struct scene *s, const struct value *options, int level,
    struct node *into)
{
	struct node *list = node_add_new(s->arena, into, NODE_LIST);

	(void)options, (void)level;
	list->role = ROLE_CONTENTS;
	list->tight = true;
	return s->record->item_count >= ITEMS_LEAST;
}

static bool
is_listed(const struct node *n)
{
	return n->kind == NODE_HEADING && n->id != NULL &&
	    n->parent->role != ROLE_CONTENTS &&
	    n->level >= LEVEL_FIRST && n->level <= LEVEL_LAST;
}

static bool
is_open(const struct node *n)
{
	return n->kind == NODE_SECTION && !node_is_contents(n);
}

static void
count(struct listing *l, const struct node *parent)
{
	const struct node *n;

	for (n = parent->first; n != NULL; n = n->next) {
		if (is_listed(n))
			l->counts[n->level]++;
		else if (is_open(n))
			count(l, n);
	}
}

/* Below the nearest entry before it with a lower level, or at the top. */
static void
entry_add(struct listing *l, const struct node *heading)
{
	struct arena *a = l->scene->arena;
	struct node *list, *last, *item, *link;
	struct buf text = BUF_INIT;
	int i;

	for (i = heading->level; l->lists[i] == NULL; i--)
		;
	list = l->lists[i];
	last = list->last;
	if (last != NULL && last->level < heading->level) {
		list = node_add_new(a, last, NODE_LIST);
		list->role = ROLE_CONTENTS;
		list->tight = true;
		l->lists[++i] = list;
	}
	for (i++; i <= LEVEL_LAST; i++)
		l->lists[i] = NULL;
	node_plain(&text, heading);
	item = node_add_new(a, list, NODE_LIST_ITEM);
	item->level = heading->level;
	link = node_add_new(a, item, NODE_LINK);
	link->href = arena_printf(a, "#%s", heading->id);
	link->text = words_keep(a, &text);
	if (heading->lang != NULL) {
		link = node_add_new(a, link, NODE_STRONG);
		link->lang = heading->lang;
	}
	node_add_text(a, link, buf_str(&text));
	buf_clear(&text);
}

static void
list(struct listing *l, const struct node *parent)
{
	const struct node *n;

	for (n = parent->first; n != NULL; n = n->next) {
		if (is_listed(n) && n->level <= l->deepest)
			entry_add(l, n);
		else if (is_open(n))
			list(l, n);
	}
}

static void
fill(struct scene *s, const struct node *root, struct node *into)
{
	struct listing l = { .scene = s, .deepest = LEVEL_LAST };
	size_t sum = 0;
	int i;

	count(&l, root);
	for (i = LEVEL_FIRST; i <= LEVEL_LAST; i++)
		sum += l.counts[i];
	for (; l.deepest > LEVEL_FIRST && sum > ENTRIES_MAX; l.deepest--)
		sum -= l.counts[l.deepest];
	l.lists[LEVEL_FIRST] = into;
	list(&l, root);
}

/* Lists of contents stand in sections, never deeper. */
static void
find(struct scene *s, const struct node *root, struct node *parent)
{
	struct node *n;

	for (n = parent->first; n != NULL; n = n->next) {
		if (n->kind == NODE_LIST && n->role == ROLE_CONTENTS)
			fill(s, root, n);
		else if (n->kind == NODE_SECTION)
			find(s, root, n);
	}
}

void
contents_fill(struct scene *s, struct node *root)
{
	find(s, root, root);
}
