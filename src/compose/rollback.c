/*
 * Rollback: the plan, what would call for it, and whether it was used.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "compose/entry.h"
#include "compose/rollback.h"
#include "compose/scene.h"
#include "compose/words.h"
#include "doc/node.h"
#include "model/record.h"

/* What a state means for a trigger, whose pass is its absence. */
static const char *
trigger_words(const struct item *item)
{
	switch (item->state) {
	case STATE_PASS:
		return "checked, absent";
	case STATE_FAIL:
		return "present";
	case STATE_MISSING:
		return "not checked";
	case STATE_UNDECIDED:
	case STATE_WAIVED:
	case STATE_NOT_APPLICABLE:
	case STATE_STALE:
	case STATE_INVALID:
	case STATE_PENDING:
	case STATE_OVERDUE:
	case STATE_COUNT:
		break;
	}
	return record_state_str(item->state);
}

/* That no step was needed is said once, above the table. */
static bool
is_told(const struct item *item)
{
	return item->evidence != NULL ||
	    item->state != STATE_NOT_APPLICABLE;
}

static void
add_row(struct scene *s, struct node *table, const struct item *item,
    bool findings)
{
	struct node *row = scene_row(s, table), *cell;
	const struct evidence *e = item->evidence;
	struct buf b = BUF_INIT;
	const char *at;

	scene_item(s, scene_cell(s, row, NULL), item);
	scene_badge(s, scene_cell(s, row, NULL),
	    words_shape((int)item->state), item->kind == KIND_TRIGGER ?
	    trigger_words(item) : record_state_str(item->state));
	if (!findings)
		return;
	if (is_told(item))
		entry_finding(&b, item);
	cell = scene_cell(s, row, words_keep(s->arena, &b));
	buf_clear(&b);
	if (e == NULL)
		return;
	at = words_time(s->arena, e->collected_at);
	node_add_new(s->arena, cell, NODE_BREAK);
	scene_small(s, cell, arena_printf(s->arena, "%s%s%s",
	    words_who(s->arena, e), at != NULL ? ", " : "",
	    at != NULL ? at : ""));
}

/* One table of the items of a kind; heads[0] names them. */
static void
add_table(struct scene *s, struct node *into, enum item_kind kind,
    const char *const *heads)
{
	const struct record *r = s->record;
	const char *bare[] = { heads[0], heads[1], NULL };
	struct node *table;
	bool findings = false;
	size_t i;

	if (r->tally.by_kind[kind] == 0)
		return;
	for (i = 0; i < r->item_count; i++)
		if (r->items[i]->kind == kind && is_told(r->items[i]))
			findings = true;
	table = scene_table(s, into, ROLE_ROLLBACK, findings ? heads : bare);
	for (i = 0; i < r->item_count; i++)
		if (r->items[i]->kind == kind)
			add_row(s, table, r->items[i], findings);
}

static void
add_advice(struct scene *s, struct node *into)
{
	const struct record *r = s->record;
	size_t present = r->tally.grid[KIND_TRIGGER][STATE_FAIL];
	size_t all = r->tally.by_kind[KIND_TRIGGER];

	if (r->rollback_used)
		scene_paragraph(s, into, ROLE_STAMP, r->rollback_at == NULL ?
		    "ROLLED BACK" : arena_printf(s->arena, "ROLLED BACK %s",
		    words_time_both(s->arena, r->rollback_at)));
	else if (present > 0)
		scene_paragraph(s, into, ROLE_STAMP, arena_printf(s->arena,
		    "%zu OF %zu %s PRESENT: ROLL BACK", present, all,
		    all == 1 ? "TRIGGER" : "TRIGGERS"));
	else if (all > 0)
		scene_paragraph(s, into, ROLE_NONE, arena_printf(s->arena,
		    "The rollback was not used. %s %s checked and found "
		    "absent.", words_part(s->arena,
		    r->tally.grid[KIND_TRIGGER][STATE_PASS], all, "trigger",
		    "triggers"),
		    r->tally.grid[KIND_TRIGGER][STATE_PASS] == 1 ? "was" :
		    "were"));
	else
		scene_paragraph(s, into, ROLE_NONE,
		    "The rollback was not used.");
}

bool
rollback_block(struct scene *s, const struct value *options, int level,
    struct node *into)
{
	static const char *const triggers[] = { "Trigger", "State",
	    "Finding", NULL };
	static const char *const steps[] = { "Step", "State", "Finding",
	    NULL };
	const struct record *r = s->record;
	size_t procedure = r->tally.by_kind[KIND_PROCEDURE];

	(void)options;
	(void)level;
	if (r->rollback_plan == NULL && !r->rollback_used &&
	    r->tally.by_kind[KIND_TRIGGER] + procedure == 0) {
		scene_paragraph(s, into, ROLE_NOTE, "Neither the record nor "
		    "the checklist describes a rollback.");
		return false;
	}
	add_advice(s, into);
	if (r->rollback_plan != NULL)
		scene_fact(s, node_add_new(s->arena, into, NODE_FACTS),
		    "Plan", r->rollback_plan);
	else
		scene_paragraph(s, into, ROLE_NOTE,
		    "The record states no rollback plan.");
	add_table(s, into, KIND_TRIGGER, triggers);
	if (procedure > 0 && !r->rollback_used)
		scene_paragraph(s, into, ROLE_NOTE, arena_printf(s->arena,
		    "The procedure has %s; it applies only to a rollback.",
		    words_count(s->arena, procedure, "step", "steps")));
	add_table(s, into, KIND_PROCEDURE, steps);
	return true;
}
