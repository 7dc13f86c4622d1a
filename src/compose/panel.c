/*
 * Panel: a short list on a page that must stay one page.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "compose/fit.h"
#include "compose/panel.h"
#include "compose/scene.h"
#include "compose/signed.h"
#include "compose/words.h"
#include "doc/node.h"
#include "model/record.h"

#define NAMED		12	/* blockers that are named, at most */
#define WORDS_MAX	8	/* different words among what is left out */

struct panel_row *
panel_add(struct scene *s, struct panel *p)
{
	struct panel_row *row;

	p->rows = arena_more(s->arena, p->rows, &p->cap, p->count + 1,
	    sizeof(*p->rows));
	row = &p->rows[p->count++];
	memset(row, 0, sizeof(*row));
	return row;
}

/* Lines of a row, its badge before the text. */
static size_t
lines_of(struct scene *s, const struct panel *p,
    const struct panel_row *row)
{
	const char *text = row->text;
	size_t n;

	if (text == NULL)
		return 0;
	if (row->shape != SHAPE_NONE)
		text = arena_printf(s->arena, "mm%s %s", row->word, text);
	n = fit_lines(text, FIT_SMALL, PANEL_WIDTH - 4);
	return n > p->lines ? p->lines : n;
}

double
panel_height(struct scene *s, const struct panel *p)
{
	double h = PANEL_ROW;
	size_t i;

	for (i = 0; i < p->count; i++)
		h += p->rows[i].text == NULL ? PANEL_ROW :
		    (double)lines_of(s, p, &p->rows[i]) * FIT_SMALL * FIT_TIGHT +
		    PANEL_ROW - FIT_SMALL * FIT_TIGHT;
	return h;
}

static double
row_height(struct scene *s, const struct panel *p,
    const struct panel_row *row)
{
	size_t n = lines_of(s, p, row);

	return (double)(n > 0 ? n - 1 : 0) * FIT_SMALL * FIT_TIGHT +
	    PANEL_ROW;
}

static void
write_row(struct scene *s, struct node *list, const struct panel_row *row,
    size_t lines)
{
	struct node *p = scene_paragraph(s, node_add_new(s->arena, list,
	    NODE_LIST_ITEM), ROLE_COMPACT, NULL), *link;
	double badge = row->shape == SHAPE_NONE ? 0 :
	    6.5 * (double)strlen(row->word) + 14;
	const char *text = fit_clip(s->arena, words_line(s->arena, row->text),
	    FIT_SMALL, PANEL_WIDTH - badge /
	    (double)lines, lines);

	if (row->shape != SHAPE_NONE) {
		scene_badge(s, p, row->shape, row->word);
		scene_text(s, p, " ");
	}
	if (row->href == NULL) {
		scene_text(s, p, text);
		return;
	}
	link = node_add_new(s->arena, p, NODE_LINK);
	link->href = row->href;
	scene_text(s, link, text);
}

/* "and 12 more: 10 GO, 2 PENDING" */
static void
write_rest(struct scene *s, struct node *list, const struct panel *p,
    const bool *shown, size_t left)
{
	struct node *at = scene_paragraph(s, node_add_new(s->arena, list,
	    NODE_LIST_ITEM), ROLE_COMPACT, NULL);
	const char *words[WORDS_MAX];
	size_t n[WORDS_MAX] = { 0 }, used = 0, i, k;
	struct buf b = BUF_INIT;

	for (i = 0; i < p->count; i++) {
		if (shown[i] || p->rows[i].word == NULL)
			continue;
		for (k = 0; k < used && strcmp(words[k],
		    p->rows[i].word) != 0; k++)
			;
		if (k == WORDS_MAX)
			continue;
		words[k] = p->rows[i].word;
		used += k == used;
		n[k]++;
	}
	buf_printf(&b, "and %zu more", left);
	for (k = 0; k < used; k++)
		buf_printf(&b, "%s %zu %s", k == 0 ? ":" : ",", n[k],
		    words[k]);
	if (p->href != NULL) {
		at = node_add_new(s->arena, at, NODE_LINK);
		at->href = p->href;
	}
	scene_text(s, at, words_keep(s->arena, &b));
	buf_clear(&b);
}

/* Which rows are shown: urgent ones first, each in its order. */
static size_t
choose(struct scene *s, const struct panel *p, double height, bool *shown)
{
	double left = height - PANEL_ROW;
	size_t i, n = 0;
	int pass;

	if (panel_height(s, p) > height)
		left -= PANEL_ROW;	/* of the line about the rest */
	for (pass = 0; pass < 2; pass++)
		for (i = 0; i < p->count; i++) {
			if (shown[i] || p->rows[i].text == NULL ||
			    p->rows[i].urgent != (pass == 0))
				continue;
			left -= row_height(s, p, &p->rows[i]);
			if (left < 0 && n >= 1)
				return n;
			shown[i] = true;
			n++;
		}
	return n;
}

void
panel_write(struct scene *s, struct node *facts, const struct panel *p,
    double height)
{
	struct node *fact = scene_fact_open(s, facts, p->key), *list;
	bool *shown = arena_array(s->arena, p->count + 1, sizeof(*shown));
	size_t n = choose(s, p, height, shown), i;

	list = node_add_new(s->arena, fact, NODE_LIST);
	list->tight = true;
	list->role = ROLE_PANEL;
	for (i = 0; i < p->count; i++)
		if (shown[i])
			write_row(s, list, &p->rows[i], p->lines);
	if (n < p->count)
		write_rest(s, list, p, shown, p->count - n);
}

/* --- what they hold ------------------------------------------------- */

static bool
is_given(const struct item *item)
{
	return item->evidence != NULL && !item->evidence->refused &&
	    item->evidence->signoff != NULL;
}

static const char *
signoff_word(const struct item *item)
{
	if (item->state == STATE_NOT_APPLICABLE)
		return record_state_str(item->state);
	if (!is_given(item))
		return "not signed";
	if (item->standing == SIGNOFF_VOID)
		return "void";
	if (item->state == STATE_INVALID)
		return record_state_str(item->state);
	return record_decision_str(item->evidence->signoff->decision);
}

void
panel_signoffs(struct scene *s, struct panel *p)
{
	const struct record *r = s->record;
	struct buf b = BUF_INIT;
	struct panel_row *row;
	const struct item *item;
	const char *name, *key;
	size_t i;

	for (i = 0; i < r->item_count; i++) {
		item = r->items[i];
		if (item->kind != KIND_SIGNOFF)
			continue;
		row = panel_add(s, p);
		row->shape = words_shape((int)item->state);
		row->word = signoff_word(item);
		row->href = scene_href(s, item);
		row->urgent = item->state != STATE_PASS;
		name = is_given(item) ? item->evidence->signoff->name :
		    item->owner;
		buf_rewind(&b);
		words_add(&b, item->role != NULL ? item->role : item->label);
		if (name != NULL)
			buf_adds(&b, ": ");
		words_add(&b, name != NULL ? name : "");
		key = is_given(item) ? signed_brief(s->arena,
		    item->evidence) : NULL;
		if (key != NULL)
			buf_printf(&b, " (%s)", key);
		row->text = words_keep(s->arena, &b);
	}
	p->key = p->count == 0 ? "Sign-offs" : arena_printf(s->arena,
	    "Sign-offs: %zu of %zu stand%s",
	    r->tally.grid[KIND_SIGNOFF][STATE_PASS], p->count,
	    r->tally.grid[KIND_SIGNOFF][STATE_PASS] == 1 ? "s" : "");
	if (p->count == 0)
		panel_add(s, p)->text = "The checklist asks for none.";
	p->href = s->signoffs;
	buf_clear(&b);
}

/* Files that answer nothing stand in the way, too. */
static void
add_files(struct scene *s, struct panel *p, size_t n, const char *one,
    const char *many)
{
	struct panel_row *row;

	if (n == 0)
		return;
	row = panel_add(s, p);
	row->shape = SHAPE_INVALID;
	row->word = record_state_str(STATE_INVALID);
	row->urgent = true;
	row->text = arena_printf(s->arena, "%zu evidence %s", n,
	    n == 1 ? one : many);
}

static void
add_blocker(struct scene *s, struct panel *p, const struct item *item)
{
	struct panel_row *row = panel_add(s, p);
	struct buf b = BUF_INIT;

	row->shape = words_shape((int)item->state);
	row->word = record_state_str(item->state);
	if (p->count > NAMED)
		return;
	row->href = scene_href(s, item);
	words_add(&b, item->label);
	if (item->why != NULL)
		buf_adds(&b, b.len > 0 && b.data[b.len - 1] == ':' ? " " :
		    ": ");
	words_add(&b, item->why != NULL ? item->why : "");
	row->text = words_keep(s->arena, &b);
	buf_clear(&b);
}

void
panel_blockers(struct scene *s, struct panel *p)
{
	const struct record *r = s->record;
	int severity, worst = 0;
	size_t i, files;

	for (i = 0; i < STATE_COUNT; i++)
		if (words_severity((int)i) > worst)
			worst = words_severity((int)i);
	add_files(s, p, r->refused_count, "file is refused",
	    "files are refused");
	add_files(s, p, r->unlisted_count, "file names no item",
	    "files name no item");
	files = p->count;
	for (severity = worst; severity >= 0; severity--)
		for (i = 0; i < r->item_count; i++)
			if (scene_blocks(r->items[i]) && words_severity(
			    (int)r->items[i]->state) == severity)
				add_blocker(s, p, r->items[i]);
	p->key = p->count == files ? "What blocks GO" :
	    arena_printf(s->arena, "What blocks GO: %s", words_part(s->arena,
	    p->count - files, r->item_count, "item", "items"));
	if (p->count == 0)
		panel_add(s, p)->text = r->verdict == VERDICT_GO ?
		    "Nothing." : words_line(s->arena, r->why);
	p->href = s->attention;
}

static void
walk_gates(struct scene *s, struct panel *p, const struct section *section)
{
	struct panel_row *row;

	for (; section != NULL; section = section->next) {
		if (section->phase && section->tally.total > 0) {
			row = panel_add(s, p);
			row->shape = scene_gate_shape(section);
			row->word = scene_gate_word(section);
			row->href = scene_section_href(s, section);
			row->urgent = section->verdict != VERDICT_GO;
			row->text = arena_printf(s->arena, "%s: %s",
			    fit_clip(s->arena, scene_section_title(s,
			    section), FIT_SMALL, PANEL_WIDTH * 0.9, 1),
			    words_of(s->arena,
			    section->tally.by_state[STATE_PASS],
			    section->tally.total));
		}
		walk_gates(s, p, section->child);
	}
}

void
panel_gates(struct scene *s, struct panel *p)
{
	walk_gates(s, p, s->record->sections);
	p->key = "Gates, with what passes";
	if (p->count == 0)
		panel_add(s, p)->text = "The checklist has no phases.";
	p->href = s->gates;
}
