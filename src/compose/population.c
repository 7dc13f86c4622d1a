/*
 * Population: that every item and every file is accounted for.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "compose/population.h"
#include "compose/scene.h"
#include "compose/words.h"
#include "doc/node.h"
#include "model/record.h"

/* Items counted by state, against those the template holds. */
static void
add_line(struct scene *s, struct node *into)
{
	const struct record *r = s->record;
	size_t state, decided = 0;
	struct node *p = scene_paragraph(s, into, ROLE_NONE, NULL);

	for (state = STATE_PASS; state < STATE_COUNT; state++)
		decided += r->tally.by_state[state];
	scene_badge(s, p, decided == r->item_count && decided > 0 ?
	    SHAPE_PASS : SHAPE_INVALID, arena_printf(s->arena,
	    "%zu of %zu accounted for", decided, r->item_count));
	scene_text(s, p, decided == 0 ? " The checklist has no items; that "
	    "is never complete." : " Every item of the checklist is in "
	    "exactly one state.");
}

/* One row a kind, one column a state; only what occurs is drawn. */
static void
add_grid(struct scene *s, struct node *into)
{
	static const char *const heads[] = { "Kind", NULL };
	const struct tally *t = &s->record->tally;
	struct node *table = scene_table(s, into, ROLE_COMPACT, heads), *row;
	int kind, state;

	for (state = STATE_PASS; state < STATE_COUNT; state++)
		if (t->by_state[state] > 0)
			scene_head(s, table, record_state_str(
			    (enum item_state)state), true);
	scene_head(s, table, "all", true);
	for (kind = 0; kind < KIND_COUNT; kind++) {
		if (t->by_kind[kind] == 0)
			continue;
		row = scene_row(s, table);
		scene_cell(s, row, record_kind_plural(
		    (enum item_kind)kind))->header = true;
		for (state = STATE_PASS; state < STATE_COUNT; state++)
			if (t->by_state[state] > 0)
				scene_cell_number(s, row, arena_printf(
				    s->arena, "%zu",
				    t->grid[kind][state]));
		scene_cell_number(s, row, arena_printf(s->arena, "%zu",
		    t->by_kind[kind]));
	}
	row = scene_row(s, table);
	scene_cell(s, row, "all")->header = true;
	for (state = STATE_PASS; state < STATE_COUNT; state++)
		if (t->by_state[state] > 0)
			scene_cell_number(s, row, arena_printf(s->arena,
			    "%zu", t->by_state[state]));
	scene_cell_number(s, row, arena_printf(s->arena, "%zu", t->total));
}

static void
add_files(struct scene *s, struct node *into)
{
	const struct record *r = s->record;
	const struct evidence *e;
	size_t in_force = 0, replaced = 0, refused = 0, unlisted = 0;
	struct node *facts;

	for (e = r->evidence; e != NULL; e = e->next) {
		if (e->refused)
			refused++;
		else if (e->unlisted)
			unlisted++;
		else if (e->replaced)
			replaced++;
		else
			in_force++;
	}
	facts = node_add_new(s->arena, into, NODE_FACTS);
	facts->role = ROLE_COMPACT;
	scene_fact(s, facts, "Evidence files", arena_printf(s->arena,
	    "%zu: %zu in force, %zu replaced by later ones, %zu refused, "
	    "%zu that answer no item", r->evidence_count, in_force,
	    replaced, refused, unlisted));
	scene_fact(s, facts, "Attachments", arena_printf(s->arena, "%zu",
	    r->attachment_count));
	scene_fact(s, facts, "Files left over", arena_printf(s->arena,
	    "%zu", r->leftover_count));
	if (r->hidden_count > 0)
		scene_fact(s, facts, "Hidden files, left out",
		    arena_printf(s->arena, "%zu", r->hidden_count));
}

static void
add_part(struct buf *b, size_t n, const char *one, const char *many)
{
	if (n > 0)
		buf_printf(b, "%s%zu %s", b->len > 0 ? ", " : "", n,
		    n == 1 ? one : many);
}

/* What looks like a box and is none, so that 0 items is never silence. */
static void
add_untracked(struct scene *s, struct node *into)
{
	const struct template_counts *c = &s->record->counts;
	struct buf b = BUF_INIT;

	add_part(&b, c->box_characters, "box drawn as a character",
	    "boxes drawn as characters");
	add_part(&b, c->boxes_escaped, "escaped box", "escaped boxes");
	add_part(&b, c->boxes_in_code, "box in code", "boxes in code");
	add_part(&b, c->boxes_in_comments, "box in a comment",
	    "boxes in comments");
	add_part(&b, c->boxes_in_html, "box in raw HTML",
	    "boxes in raw HTML");
	if (b.len > 0)
		scene_paragraph(s, into, ROLE_NOTE, arena_printf(s->arena,
		    "Not tracked, because they are no task items: %s.",
		    buf_str(&b)));
	buf_rewind(&b);
	if (c->checked > 0)
		scene_paragraph(s, into, ROLE_NOTE, arena_printf(s->arena,
		    "%s %s ticked in the checklist itself; a tick is no "
		    "evidence.", words_part(s->arena, c->checked,
		    s->record->item_count, "item", "items"),
		    c->checked == 1 ? "is" : "are"));
	buf_clear(&b);
}

bool
population_block(struct scene *s, const struct value *options, int level,
    struct node *into)
{
	(void)options;
	(void)level;
	add_line(s, into);
	if (s->record->item_count > 0)
		add_grid(s, into);
	add_files(s, into);
	add_untracked(s, into);
	return s->record->item_count > 0;
}
