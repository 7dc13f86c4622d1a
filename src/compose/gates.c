/*
 * Gates: every phase of the template with its verdict.
 */
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "compose/charts.h"
#include "compose/fit.h"
#include "compose/gates.h"
#include "compose/scene.h"
#include "compose/words.h"
#include "doc/node.h"
#include "model/record.h"

#define TITLE	140.0	/* widths in a tight table */
#define REST	100.0
#define REST_LINES	2
#define ROW	14.7	/* height of a row of one line */

struct gates {
	struct scene	*scene;
	struct node	*table;
	bool		 plain, tight;
	double		 room;		/* rows; points where they are tight */
	double		 all, stopped;	/* what all take, and those not GO */
	double		 others;	/* what is left for those that are */
	size_t		 shown, left_stopped, left_go;
};

static const char *
fitted(struct gates *g, const char *text, double width, size_t lines)
{
	return g->tight ? fit_clip(g->scene->arena, text, FIT_SMALL, width,
	    lines) : text;
}

/* What a row takes of the room. */
static double
cost(struct gates *g, const struct section *section)
{
	size_t lines;

	if (!g->tight)
		return 1;
	lines = fit_lines(words_rest(g->scene->arena, &section->tally),
	    FIT_SMALL, REST);
	return ROW + (lines > 1 ? FIT_SMALL * FIT_TIGHT : 0);
}

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
	scene_text(s, cell, fitted(g, scene_section_title(s, section),
	    TITLE, 1));
	scene_gate(s, scene_cell(s, row, NULL), section);
	cell = scene_cell_number(s, row, words_of(s->arena,
	    section->tally.by_state[STATE_PASS], section->tally.total));
	if (!g->plain)
		charts_bar(s, scene_cell(s, row, NULL), &section->tally);
	scene_cell(s, row, fitted(g, words_rest(s->arena, &section->tally),
	    REST, REST_LINES));
}

static void
count(struct gates *g, const struct section *section)
{
	for (; section != NULL; section = section->next) {
		if (section->phase && section->tally.total > 0) {
			g->all += cost(g, section);
			if (section->verdict != VERDICT_GO)
				g->stopped += cost(g, section);
		}
		count(g, section->child);
	}
}

static void
add_phase(struct gates *g, const struct section *section)
{
	bool go = section->verdict == VERDICT_GO;
	double need = cost(g, section);

	if (need > g->room || (go && need > g->others)) {
		g->left_go += go;
		g->left_stopped += !go;
		return;
	}
	add_row(g, section);
	g->shown++;
	g->room -= need;
	if (go)
		g->others -= need;
}

/* In the order of the template; where not all can be shown, those that
 * are not GO come before those that are. */
static void
walk(struct gates *g, const struct section *section)
{
	for (; section != NULL; section = section->next) {
		if (section->phase && section->tally.total > 0)
			add_phase(g, section);
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
	g->others = g->room - g->stopped;
	walk(g, s->record->sections);
	if (g->shown > 0)
		node_add(into, g->table);
	add_rest(g, into);
	return g->shown + g->left_go + g->left_stopped > 0;
}

bool
gates_block(struct scene *s, const struct value *options, int level,
    struct node *into)
{
	struct gates g = { .scene = s };

	(void)level;
	g.plain = scene_flag(options, "plain");
	g.room = (double)scene_number(options, "max", SIZE_MAX);
	return write(&g, into);
}

double
gates_height(struct scene *s)
{
	struct gates g = { .scene = s, .tight = true };

	count(&g, s->record->sections);
	return g.all;
}

void
gates_tight(struct scene *s, struct node *into, double height)
{
	struct gates g = { .scene = s, .room = height, .tight = true };

	if (write(&g, into))
		g.table->tight = true;
}
