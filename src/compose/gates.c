/*
 * Gates: every phase of the template with its verdict.
 */
#include <stdint.h>

#include "base/arena.h"
#include "compose/charts.h"
#include "compose/gates.h"
#include "compose/scene.h"
#include "compose/words.h"
#include "doc/node.h"
#include "model/record.h"

struct gates {
	struct scene	*scene;
	struct node	*table;
	size_t		 most, shown, left_out;
	bool		 plain;
};

static void
add_row(struct gates *g, const struct section *section)
{
	struct scene *s = g->scene;
	struct node *row, *cell;
	const char *href = scene_section_href(s, section);

	row = scene_row(s, g->table);
	cell = scene_cell(s, row, NULL);
	if (href != NULL) {
		cell = node_add_new(s->arena, cell, NODE_LINK);
		cell->href = href;
	}
	scene_text(s, cell, scene_section_title(s, section));
	scene_gate(s, scene_cell(s, row, NULL), section);
	cell = scene_cell_number(s, row, words_of(s->arena,
	    section->tally.by_state[STATE_PASS], section->tally.total));
	if (!g->plain)
		charts_bar(s, scene_cell(s, row, NULL), &section->tally);
	scene_cell(s, row, words_rest(s->arena, &section->tally));
}

static void
walk(struct gates *g, const struct section *section)
{
	for (; section != NULL; section = section->next) {
		if (section->phase && section->tally.total > 0) {
			if (g->shown < g->most) {
				add_row(g, section);
				g->shown++;
			} else
				g->left_out++;
		}
		walk(g, section->child);
	}
}

bool
gates_block(struct scene *s, const struct value *options, int level,
    struct node *into)
{
	static const char *const heads[] = { "Phase", "Gate", ">Pass", "Share",
	    "Other states", NULL };
	static const char *const plain_heads[] = { "Phase", "Gate", ">Pass",
	    "Other states", NULL };
	struct gates g = { .scene = s };

	(void)level;
	g.plain = scene_flag(options, "plain");
	g.most = scene_number(options, "max", SIZE_MAX);
	g.table = scene_table(s, NULL, ROLE_GATES,
	    g.plain ? plain_heads : heads);
	walk(&g, s->record->sections);
	if (g.shown == 0)
		return false;
	node_add(into, g.table);
	scene_more(s, into, g.left_out, "phases");
	return true;
}
