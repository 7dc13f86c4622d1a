/*
 * Lessons: what the people involved wrote down as learnt.
 */
#include <string.h>

#include "base/arena.h"
#include "compose/lessons.h"
#include "compose/scene.h"
#include "compose/words.h"
#include "doc/node.h"
#include "model/record.h"

static const struct {
	const char	*kind, *title;
} kinds[] = {
	{ "went_well", "What went well" },
	{ "went_wrong", "What went wrong" },
	{ "lucky", "Where we were lucky" },
};

#define KINDS	(sizeof(kinds) / sizeof(kinds[0]))

static const struct evidence *
lesson_of(const struct item *item, const char *kind)
{
	const struct evidence *e = item->evidence;

	if (e == NULL || e->refused || e->lesson_text == NULL ||
	    e->lesson_kind == NULL || strcmp(e->lesson_kind, kind) != 0)
		return NULL;
	return e;
}

static void
add_row(struct scene *s, struct node *table, const struct item *item)
{
	const struct evidence *e = item->evidence;
	struct node *row = scene_row(s, table), *cell;

	scene_cell(s, row, e->lesson_text);
	scene_item(s, scene_cell(s, row, NULL), item);
	cell = scene_cell(s, row, words_who(s->arena, e));
	if (e->collected_at != NULL) {
		node_add_new(s->arena, cell, NODE_BREAK);
		scene_small(s, cell, words_time(s->arena, e->collected_at));
	}
}

bool
lessons_block(struct scene *s, const struct value *options, int level,
    struct node *into)
{
	static const char *const heads[] = { "Lesson", "Item", "Written by",
	    NULL };
	const struct record *r = s->record;
	struct node *table;
	size_t i, k;
	bool found = false;

	(void)options;
	for (k = 0; k < KINDS; k++) {
		table = NULL;
		for (i = 0; i < r->item_count; i++) {
			if (lesson_of(r->items[i], kinds[k].kind) == NULL)
				continue;
			if (table == NULL) {
				scene_heading(s, into, level + 1,
				    kinds[k].title);
				table = scene_table(s, into, ROLE_LESSONS,
				    heads);
			}
			add_row(s, table, r->items[i]);
		}
		found = found || table != NULL;
	}
	if (!found)
		scene_paragraph(s, into, ROLE_NOTE,
		    "No evidence of this record holds a lesson.");
	return found;
}
