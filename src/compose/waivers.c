/*
 * Waivers: what was let through, by whom, until when.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "compose/scene.h"
#include "compose/waivers.h"
#include "compose/words.h"
#include "doc/node.h"
#include "model/record.h"

static const struct waiver *
waiver_of(const struct item *item)
{
	return item->evidence == NULL || item->evidence->refused ? NULL :
	    item->evidence->waiver;
}

static const char *
finding(struct scene *s, const struct item *item)
{
	if (item->state == STATE_WAIVED)
		return arena_printf(s->arena, "Waived. Without the waiver: "
		    "%s.", record_state_str(item->before_waiver));
	if (item->waiver_expired)
		return arena_printf(s->arena, "The waiver has expired. The "
		    "item counts as it is: %s.",
		    record_state_str(item->state));
	return arena_printf(s->arena, "The waiver has no effect. The item "
	    "counts as it is: %s.", record_state_str(item->state));
}

static void
add_entry(struct scene *s, struct node *into, const struct item *item)
{
	const struct waiver *w = waiver_of(item);
	struct node *entry = node_add_new(s->arena, into, NODE_ENTRY), *facts;
	struct buf b = BUF_INIT;

	entry->state = item->state == STATE_WAIVED ? SHAPE_WAIVED :
	    item->waiver_expired ? SHAPE_LATE :
	    (enum node_state)words_shape((int)item->state);
	entry->text = item->state == STATE_WAIVED ? "waived" :
	    item->waiver_expired ? "waiver expired" :
	    record_state_str(item->state);
	scene_item(s, scene_paragraph(s, entry, ROLE_TITLE, NULL), item);
	scene_paragraph(s, entry, ROLE_FINDING, finding(s, item));
	words_add_part(&b, "waiver ", w->id);
	words_add_part(&b, "asked for by ", w->requested_by);
	words_add_part(&b, "approved by ", w->approved_by);
	words_add_part(&b, "on ", words_time(s->arena, w->approved_at));
	words_add_part(&b, item->waiver_expired ? "expired " : "expires ",
	    words_time_both(s->arena, w->expires_at));
	words_add_part(&b, "review ", words_time(s->arena, w->review_at));
	words_add_part(&b, "ticket ", w->ticket);
	scene_paragraph(s, entry, ROLE_EVIDENCE, words_keep(s->arena, &b));
	buf_clear(&b);
	facts = node_add_new(s->arena, entry, NODE_FACTS);
	facts->role = ROLE_COMPACT;
	scene_fact(s, facts, "Reason", w->reason);
	scene_fact(s, facts, "Risk", w->risk);
	scene_fact(s, facts, "Compensating control",
	    w->compensating_control);
}

bool
waivers_block(struct scene *s, const struct value *options, int level,
    struct node *into)
{
	const struct record *r = s->record;
	size_t i, given = 0, expired = 0;

	(void)options;
	(void)level;
	for (i = 0; i < r->item_count; i++) {
		given += waiver_of(r->items[i]) != NULL;
		expired += r->items[i]->waiver_expired;
	}
	if (given == 0) {
		scene_paragraph(s, into, ROLE_NOTE, arena_printf(s->arena,
		    "No waiver was given for any of %s. The verdict before "
		    "and after waivers is the same: %s.",
		    words_count(s->arena, r->tally.total, "item", "items"),
		    record_verdict_str(r->verdict)));
		return false;
	}
	scene_paragraph(s, into, ROLE_NONE, arena_printf(s->arena,
	    "%s %s waived; %s %s expired. "
	    "Verdict before waivers: %s. After waivers: %s.",
	    words_part(s->arena, r->tally.by_state[STATE_WAIVED],
	    r->tally.total, "item", "items"),
	    r->tally.by_state[STATE_WAIVED] == 1 ? "is" : "are",
	    words_part(s->arena, expired, given, "waiver", "waivers"),
	    expired == 1 ? "has" : "have",
	    record_verdict_str(r->before_waivers),
	    record_verdict_str(r->verdict)));
	for (i = 0; i < r->item_count; i++)
		if (waiver_of(r->items[i]) != NULL)
			add_entry(s, into, r->items[i]);
	return true;
}
