/*
 * Phases: every item of the checklist with its evidence.
 */
#include "base/arena.h"
#include "compose/entry.h"
#include "compose/phases.h"
#include "compose/scene.h"
#include "compose/words.h"
#include "doc/node.h"
#include "model/record.h"

struct walk {
	struct scene	*scene;
	bool		 prose;
};

/* The state of a heading's items: a badge for a phase, and the counts. */
static void
add_standing(struct scene *s, struct node *into,
    const struct section *section)
{
	struct node *p;

	/* A heading that holds all of the one above has nothing to add. */
	if (section->tally.total == 0 || (!section->phase &&
	    section->parent != NULL &&
	    section->parent->tally.total == section->tally.total))
		return;
	p = scene_paragraph(s, into, ROLE_GATES, NULL);
	if (section->phase) {
		scene_gate(s, p, section);
		scene_text(s, p, " \302\267 ");
	}
	scene_text(s, p, words_tally(s->arena, &section->tally));
}

static void
add_own_items(struct scene *s, struct node *into,
    const struct section *section)
{
	const struct record *r = s->record;
	size_t i, end = section->first_item + section->item_count;

	for (i = section->first_item; i < end &&
	    r->items[i]->section == section; i++)
		entry_add(s, into, r->items[i], true);
}

/*
 * The heading that only repeats the title of the checklist is not drawn;
 * what stands below it moves up.
 */
static bool
is_cover(const struct section *section)
{
	return section->level == 1 && section->parent == NULL &&
	    section->next == NULL && section->child != NULL;
}

static void
add_sections(struct walk *w, struct node *into, const struct section *section,
    int level)
{
	struct scene *s = w->scene;
	struct node *box, *heading;

	for (; section != NULL; section = section->next) {
		if (section->tally.total == 0 &&
		    !(w->prose && scene_has_content(section->prose)) &&
		    section->child == NULL)
			continue;
		box = into;
		if (!is_cover(section)) {
			box = node_add_new(s->arena, into, NODE_SECTION);
			box->role = ROLE_PHASES;
			heading = scene_heading(s, box, level,
			    scene_section_title(s, section));
			heading->lang = words_lang(s->record);
			heading->id = scene_section_anchor(s, section);
			add_standing(s, box, section);
		}
		if (w->prose)
			scene_copy(s, box, section->prose);
		add_own_items(s, box, section);
		add_sections(w, box, section->child,
		    is_cover(section) ? level : level + 1);
	}
}

bool
phases_block(struct scene *s, const struct value *options, int level,
    struct node *into)
{
	const struct record *r = s->record;
	struct walk w = { .scene = s };
	size_t i;

	w.prose = !scene_flag(options, "no_prose");
	if (r->item_count == 0)
		scene_paragraph(s, into, ROLE_NOTE,
		    "The checklist has no items.");
	if (w.prose)
		scene_copy(s, into, r->preamble);
	for (i = 0; i < r->item_count && r->items[i]->section == NULL; i++)
		entry_add(s, into, r->items[i], true);
	add_sections(&w, into, r->sections, level + 1);
	return r->item_count > 0;
}
