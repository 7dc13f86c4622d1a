/*
 * Failures: what failed, was late or is in doubt, mended since or not.
 */
#include "base/arena.h"
#include "compose/entry.h"
#include "compose/failures.h"
#include "compose/scene.h"
#include "compose/words.h"
#include "doc/node.h"
#include "model/record.h"

/* Failed at first, and answered anew. */
static bool
is_mended(const struct item *item)
{
	const struct evidence *e = item->evidence;

	if (scene_blocks(item) || item->state == STATE_WAIVED || e == NULL)
		return false;
	for (e = e->superseded; e != NULL; e = e->superseded)
		if (e->status == EVIDENCE_FAIL ||
		    e->status == EVIDENCE_ERROR ||
		    e->status == EVIDENCE_BLOCKED)
			return true;
	return false;
}

static bool
is_wrong(const struct item *item)
{
	return scene_blocks(item) && item->state != STATE_MISSING;
}

static bool
is_waived(const struct item *item)
{
	return item->state == STATE_WAIVED;
}

static bool
is_late(const struct item *item)
{
	return item->late && !is_wrong(item) && !is_mended(item) &&
	    !is_waived(item);
}

static const struct {
	const char	*one, *many;
	bool		(*holds)(const struct item *);
} groups[] = {
	{ "stands in the way", "stand in the way", is_wrong },
	{ "is waived", "are waived", is_waived },
	{ "failed and was mended", "failed and were mended", is_mended },
	{ "was answered late", "were answered late", is_late },
};

#define GROUPS	(sizeof(groups) / sizeof(groups[0]))

bool
failures_holds(const struct item *item)
{
	size_t g;

	for (g = 0; g < GROUPS; g++)
		if (groups[g].holds(item))
			return true;
	return false;
}

bool
failures_block(struct scene *s, const struct value *options, int level,
    struct node *into)
{
	const struct record *r = s->record;
	size_t g, i, n, missing = 0, all = 0;

	(void)options;
	for (i = 0; i < r->item_count; i++)
		missing += r->items[i]->state == STATE_MISSING &&
		    scene_speaks(r->items[i]);
	for (g = 0; g < GROUPS; g++) {
		for (i = 0, n = 0; i < r->item_count; i++)
			n += groups[g].holds(r->items[i]);
		if (n == 0)
			continue;
		all += n;
		scene_heading(s, into, level + 1, arena_printf(s->arena,
		    "%s %s", words_part(s->arena, n, r->tally.total, "item",
		    "items"), n == 1 ? groups[g].one : groups[g].many));
		for (i = 0; i < r->item_count; i++)
			if (groups[g].holds(r->items[i]))
				entry_add(s, into, r->items[i],
				    !s->sections);
	}
	if (all == 0)
		scene_paragraph(s, into, ROLE_NOTE,
		    "No evidence of this record tells of a failure, a waiver "
		    "or a delay.");
	if (missing > 0)
		scene_paragraph(s, into, ROLE_NOTE, arena_printf(s->arena,
		    "%s %s no evidence; nothing can be said of %s.",
		    words_part(s->arena, missing, r->tally.total, "item",
		    "items"), missing == 1 ? "has" : "have",
		    missing == 1 ? "it" : "them"));
	return all + missing > 0;
}
