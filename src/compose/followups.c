/*
 * Follow-ups: what falls due after the deployment.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "compose/entry.h"
#include "compose/followups.h"
#include "compose/scene.h"
#include "compose/words.h"
#include "doc/node.h"
#include "model/record.h"

/* By due time, those without one last, else in template order. */
static int
by_due(const void *a, const void *b)
{
	const struct item *x = *(const struct item *const *)a;
	const struct item *y = *(const struct item *const *)b;
	int64_t p = x->due_at == NULL ? INT64_MAX : x->due_at->sec;
	int64_t q = y->due_at == NULL ? INT64_MAX : y->due_at->sec;

	if (p != q)
		return p < q ? -1 : 1;
	return x->index < y->index ? -1 : x->index > y->index;
}

static bool
is_wanted(const struct item *item, bool open)
{
	return item->kind == KIND_FOLLOWUP && (!open ||
	    item->state == STATE_PENDING || scene_blocks(item));
}

static void
add_row(struct scene *s, struct node *table, const struct item *item)
{
	struct node *row = scene_row(s, table);
	const char *due = words_time(s->arena, item->due_at);
	struct buf b = BUF_INIT;

	scene_cell(s, row, due != NULL ? due : "after the finish");
	scene_item(s, scene_cell(s, row, NULL), item);
	scene_badge(s, scene_cell(s, row, NULL),
	    words_shape((int)item->state), record_state_str(item->state));
	scene_cell(s, row, item->owner);
	/* When it is due stands in the first cell. */
	if (item->state != STATE_PENDING || item->evidence != NULL ||
	    item->due_at == NULL)
		entry_finding(&b, item);
	scene_cell(s, row, words_keep(s->arena, &b));
	buf_clear(&b);
}

bool
followups_block(struct scene *s, const struct value *options, int level,
    struct node *into)
{
	static const char *const heads[] = { "Due", "Item", "State", "Owner",
	    "Finding", NULL };
	const struct record *r = s->record;
	size_t most = scene_number(options, "max", SIZE_MAX), i, n = 0;
	bool open = scene_flag(options, "open");
	const struct item **list;
	struct node *table;

	(void)level;
	list = arena_array(s->arena, r->tally.by_kind[KIND_FOLLOWUP] + 1,
	    sizeof(*list));
	for (i = 0; i < r->item_count &&
	    n < r->tally.by_kind[KIND_FOLLOWUP]; i++)
		if (is_wanted(r->items[i], open))
			list[n++] = r->items[i];
	if (n == 0) {
		scene_paragraph(s, into, ROLE_NOTE, open &&
		    r->tally.by_kind[KIND_FOLLOWUP] > 0 ?
		    "Every follow-up is answered." :
		    "The checklist asks for no follow-up.");
		return false;
	}
	qsort(list, n, sizeof(*list), by_due);
	table = scene_table(s, into, ROLE_COMPACT, heads);
	for (i = 0; i < n && i < most; i++)
		add_row(s, table, list[i]);
	scene_more(s, into, n - i, "follow-ups");
	return true;
}
