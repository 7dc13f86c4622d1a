/*
 * Gates: every phase of the template with its verdict.
 */
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "compose/charts.h"
#include "compose/gates.h"
#include "compose/scene.h"
#include "compose/words.h"
#include "doc/node.h"
#include "model/record.h"

struct gates {
	struct scene	*scene;
	struct node	*table;
	size_t		 most, count, shown;
	size_t		 stopped;	/* of count, not GO */
	size_t		 others;	/* of those that are GO, how many may
					   be shown */
	size_t		 left_stopped, left_go;
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
count(struct gates *g, const struct section *section)
{
	for (; section != NULL; section = section->next) {
		if (section->phase && section->tally.total > 0) {
			g->count++;
			g->stopped += section->verdict != VERDICT_GO;
		}
		count(g, section->child);
	}
}

/* In the order of the template; where not all can be shown, those that
 * are not GO come before those that are. */
static void
walk(struct gates *g, const struct section *section)
{
	bool go;

	for (; section != NULL; section = section->next) {
		if (section->phase && section->tally.total > 0) {
			go = section->verdict == VERDICT_GO;
			if (g->shown < g->most && (!go || g->others > 0)) {
				add_row(g, section);
				g->shown++;
				g->others -= go;
			} else if (go)
				g->left_go++;
			else
				g->left_stopped++;
		}
		walk(g, section->child);
	}
}

/* "and 9 more phases: 2 not GO, 7 GO" */
static void
add_rest(struct gates *g, struct node *into)
{
	struct scene *s = g->scene;
	size_t n = g->left_go + g->left_stopped;
	struct buf b = BUF_INIT;
	struct node *p;

	if (n > 0) {
		buf_printf(&b, "and %zu more phase%s: ", n,
		    n == 1 ? "" : "s");
		if (g->left_stopped > 0)
			buf_printf(&b, "%zu not GO%s", g->left_stopped,
			    g->left_go > 0 ? ", " : "");
		if (g->left_go > 0)
			buf_printf(&b, "%zu GO", g->left_go);
		p = scene_paragraph(s, into, ROLE_NOTE, NULL);
		if (s->gates != NULL || s->phases != NULL) {
			p = node_add_new(s->arena, p, NODE_LINK);
			p->href = s->gates != NULL ? s->gates : s->phases;
		}
		scene_text(s, p, words_keep(s->arena, &b));
	}
	buf_clear(&b);
}

static bool
write(struct gates *g, struct node *into)
{
	static const char *const heads[] = { "Phase", "Gate", ">Pass", "Share",
	    "Other states", NULL };
	static const char *const plain_heads[] = { "Phase", "Gate", ">Pass",
	    "Other states", NULL };
	struct scene *s = g->scene;

	g->table = scene_table(s, NULL, ROLE_GATES,
	    g->plain ? plain_heads : heads);
	count(g, s->record->sections);
	g->others = g->most > g->stopped ? g->most - g->stopped : 0;
	walk(g, s->record->sections);
	if (g->shown == 0)
		return false;
	node_add(into, g->table);
	add_rest(g, into);
	return true;
}

bool
gates_block(struct scene *s, const struct value *options, int level,
    struct node *into)
{
	struct gates g = { .scene = s };

	(void)level;
	g.plain = scene_flag(options, "plain");
	g.most = scene_number(options, "max", SIZE_MAX);
	return write(&g, into);
}

size_t
gates_count(const struct scene *s)
{
	struct gates g = { .most = 0 };

	count(&g, s->record->sections);
	return g.count;
}

void
gates_tight(struct scene *s, struct node *into, size_t most)
{
	struct gates g = { .scene = s, .most = most };

	if (write(&g, into))
		g.table->tight = true;
}
