/*
 * Metrics: what was measured against what was promised.
 */
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "compose/charts.h"
#include "compose/fit.h"
#include "compose/metrics.h"
#include "compose/scene.h"
#include "compose/words.h"
#include "doc/node.h"
#include "model/record.h"

/* A block under way: what it may show, what it has shown. */
struct sheet {
	struct scene	*scene;
	bool		 plain, near_misses, drawn;	/* drawn: charts */
	struct tally	 tally;		/* of what is shown */
	size_t		 near, open;	/* open: no target to compute */
	size_t		 known;		/* measured against a target */
	size_t		 most, left_out;
};

static bool
is_metric(const struct item *item)
{
	return item->kind == KIND_METRIC;
}

/* A task whose text holds a threshold. */
static bool
is_threshold(const struct item *item)
{
	return item->kind != KIND_METRIC && item->target != NULL &&
	    item->target->op != TARGET_NONE;
}

static bool
is_near(const struct item *item)
{
	return item->measured != NULL && item->measured->known &&
	    item->measured->near_miss;
}

/* Under the label: window, samples and source of the measurement. */
static void
add_origin(struct scene *s, struct node *cell, const struct measure *m)
{
	struct buf b = BUF_INIT;

	words_add_part(&b, "", m->window);
	words_add_part(&b, "percentile ", m->percentile);
	words_add_part(&b, "samples ", m->samples);
	words_add_part(&b, "source ", m->source);
	words_add_part(&b, "baseline ", m->baseline_text);
	if (b.len > 0) {
		node_add_new(s->arena, cell, NODE_BREAK);
		scene_small(s, cell, words_keep(s->arena, &b));
	}
	buf_clear(&b);
}

static const char *
target_words(const struct item *item)
{
	const struct target *t = item->target;

	if (t == NULL)
		return "none stated";
	if (t->op == TARGET_NONE)
		return t->words != NULL ? t->words : "none that computes";
	return t->words;
}

static void
add_margin(struct scene *s, struct node *row, const struct item *item)
{
	const struct measured *m = item->measured;
	struct node *cell = scene_cell(s, row, NULL);

	if (m == NULL || !m->known) {
		if (item->target == NULL || item->target->op == TARGET_NONE)
			scene_small(s, cell, "cannot be computed");
		return;
	}
	if (m->margin_words != NULL)
		scene_text(s, cell, m->margin_words);
	if (m->near_miss) {
		if (cell->first != NULL)
			node_add_new(s->arena, cell, NODE_BREAK);
		scene_strong(s, cell, "near miss");
		scene_small(s, cell, " (within 5 % of the target)");
	}
}

static void
add_row(struct sheet *t, struct node *table, const struct item *item)
{
	struct scene *s = t->scene;
	const struct measured *m = item->measured;
	const struct measure *one = m != NULL ? m->measure : NULL;
	struct node *row = scene_row(s, table), *cell;

	cell = scene_cell(s, row, NULL);
	scene_badge(s, cell, words_shape((int)item->state),
	    record_state_str(item->state));
	scene_text(s, cell, " ");
	scene_item(s, cell, item);
	if (one != NULL)
		add_origin(s, cell, one);
	if (m != NULL && m->value_words != NULL)
		scene_cell_number(s, row, m->value_words);
	else
		scene_small(s, scene_cell(s, row, NULL),
		    item->target != NULL &&
		    item->target->op == TARGET_STATEMENT ? "stated" :
		    "not measured");
	scene_cell(s, row, target_words(item));
	add_margin(s, row, item);
	if (t->plain)
		return;
	cell = scene_cell(s, row, NULL);
	if (m != NULL && m->target != NULL)
		charts_bullet(s, cell, m);
	t->drawn = t->drawn || cell->first != NULL;
}

/* One table of the items that are wanted; returns how many. */
static size_t
add_table(struct sheet *t, struct node *into, const char *title,
    bool (*wanted)(const struct item *))
{
	static const char *const heads[] = { "Metric", ">Measured", "Target",
	    "Margin", "Against the target", NULL };
	static const char *const plain_heads[] = { "Metric", ">Measured",
	    "Target", "Margin", NULL };
	struct scene *s = t->scene;
	const struct record *r = s->record;
	const struct item *item;
	struct node *table;
	size_t i, n = 0;

	table = scene_table(s, NULL, ROLE_METRICS,
	    t->plain ? plain_heads : heads);
	for (i = 0; i < r->item_count; i++) {
		item = r->items[i];
		if (!wanted(item))
			continue;
		t->known += item->measured != NULL && item->measured->known;
		if (t->near_misses && !is_near(item))
			continue;
		if (t->tally.total++ < t->most)
			add_row(t, table, item);
		else
			t->left_out++;
		t->tally.by_state[item->state]++;
		t->near += is_near(item);
		t->open += item->target == NULL ||
		    item->target->op == TARGET_NONE;
		n++;
	}
	if (table->first->next != NULL) {
		if (title != NULL)
			scene_lead(s, into, title);
		node_add(into, table);
	}
	return n;
}

static void
add_summary(struct sheet *t, struct node *into)
{
	struct scene *s = t->scene;
	struct buf b = BUF_INIT;

	if (t->near_misses)
		buf_printf(&b, "%zu of %zu measurements came within 5 %% of "
		    "the target.", t->tally.total, t->known);
	else
		buf_printf(&b, "%s.", words_tally(s->arena, &t->tally));
	if (!t->near_misses && t->near > 0)
		buf_printf(&b, " %zu of %zu %s a near miss.", t->near,
		    t->tally.total, t->near == 1 ? "is" : "are each");
	if (!t->near_misses && t->open > 0)
		buf_printf(&b, " %zu of %zu %s no target that can be "
		    "computed; a directive in the checklist can state one.",
		    t->open, t->tally.total,
		    t->open == 1 ? "has" : "have");
	scene_paragraph(s, into, ROLE_NONE, words_keep(s->arena, &b));
	buf_clear(&b);
}

bool
metrics_block(struct scene *s, const struct value *options, int level,
    struct node *into)
{
	struct sheet t = { .scene = s };
	struct node *tables = node_new(s->arena, NODE_SECTION);
	size_t metrics;

	(void)level;
	t.most = scene_number(options, "max", SIZE_MAX);
	t.plain = scene_flag(options, "plain");
	t.near_misses = scene_flag(options, "near_misses");
	tables->role = ROLE_METRICS;
	metrics = add_table(&t, tables, NULL, is_metric);
	add_table(&t, tables, metrics > 0 ? "Thresholds inside tasks" : NULL,
	    is_threshold);
	if (t.tally.total == 0) {
		scene_paragraph(s, into, ROLE_NOTE, t.near_misses ?
		    "No measurement came within 5 % of its target." :
		    "The checklist states no metric and no threshold.");
		return false;
	}
	add_summary(&t, into);
	node_add(into, tables);
	if (t.drawn)
		scene_paragraph(s, into, ROLE_SMALL, "Charts: the bar is "
		    "measured, the tick the target; the good side is "
		    "tinted, the triangle points to better.");
	scene_more(s, into, t.left_out, "metrics");
	return true;
}

/* --- on one page ---------------------------------------------------- */

static bool
is_listed(const struct item *item)
{
	return is_metric(item) || is_threshold(item);
}

/* What comes first where not all can be shown. */
static int
urgency(const struct item *item)
{
	if (item->state != STATE_PASS && item->state != STATE_NOT_APPLICABLE)
		return 0;
	if (is_near(item))
		return 1;
	return is_metric(item) ? 2 : 3;
}

size_t
metrics_count(const struct scene *s)
{
	size_t i, n = 0;

	for (i = 0; i < s->record->item_count; i++)
		n += is_listed(s->record->items[i]);
	return n;
}

static const char *
clip(struct scene *s, const char *text, double width)
{
	return text == NULL ? NULL : fit_clip(s->arena, words_line(s->arena,
	    text), FIT_SMALL, width, 1);
}

static void
add_tight(struct scene *s, struct node *table, const struct item *item)
{
	const struct measured *m = item->measured;
	struct node *row = scene_row(s, table), *cell, *link;
	const char *href = scene_href(s, item);

	cell = scene_cell(s, row, NULL);
	if (href != NULL) {
		link = node_add_new(s->arena, cell, NODE_LINK);
		link->href = href;
		cell = link;
	}
	scene_text(s, cell, clip(s, item->label, 150));
	scene_badge(s, scene_cell(s, row, NULL),
	    words_shape((int)item->state), record_state_str(item->state));
	scene_cell(s, row, m != NULL && m->value_words != NULL ?
	    clip(s, m->value_words, 70) : "not measured");
	scene_cell(s, row, clip(s, target_words(item), 80));
	scene_cell(s, row, m == NULL || !m->known ? NULL :
	    clip(s, m->near_miss ? arena_printf(s->arena, "%s, near miss",
	    m->margin_words != NULL ? m->margin_words : "met") :
	    m->margin_words, 100));
}

void
metrics_tight(struct scene *s, struct node *into, size_t most)
{
	static const char *const heads[] = { "Metric", "State", "Measured",
	    "Target", "Margin", NULL };
	const struct record *r = s->record;
	struct node *table, *p;
	size_t all = metrics_count(s), shown = 0, met = 0, i;
	int pass;

	if (all == 0) {
		scene_paragraph(s, into, ROLE_NOTE,
		    "The checklist states no metric and no threshold.");
		return;
	}
	table = scene_table(s, NULL, ROLE_METRICS, heads);
	table->tight = true;
	for (pass = 0; pass < 4; pass++)
		for (i = 0; i < r->item_count; i++) {
			if (!is_listed(r->items[i]) ||
			    urgency(r->items[i]) != pass)
				continue;
			if (shown < most) {
				add_tight(s, table, r->items[i]);
				shown++;
			} else
				met += r->items[i]->state == STATE_PASS;
		}
	if (shown > 0)
		node_add(into, table);
	if (shown == all)
		return;
	p = scene_paragraph(s, into, ROLE_NOTE, NULL);
	if (s->metrics != NULL) {
		p = node_add_new(s->arena, p, NODE_LINK);
		p->href = s->metrics;
	}
	scene_text(s, p, arena_printf(s->arena, "and %zu more metric%s and "
	    "thresholds: %zu pass", all - shown,
	    all - shown == 1 ? "" : "s", met));
}
