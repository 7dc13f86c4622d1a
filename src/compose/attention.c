/*
 * Attention: everything that stands in the way, grouped.
 */
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/ledger.h"
#include "base/table.h"
#include "compose/attention.h"
#include "compose/entry.h"
#include "compose/scene.h"
#include "compose/words.h"
#include "doc/node.h"
#include "model/record.h"

/* Beyond these a group is told heading by heading, with counts. */
#define MISSING_MAX	200
#define GROUP_MAX	1000

/* Groups of items by state, worst first. */
static const struct group {
	enum item_state	 state;
	const char	*one, *many;	/* after "1 of 98 items" */
	size_t		 most;
} groups[] = {
	{ STATE_FAIL, "fails", "fail", GROUP_MAX },
	{ STATE_INVALID, "is invalid", "are invalid", GROUP_MAX },
	{ STATE_OVERDUE, "is overdue", "are overdue", GROUP_MAX },
	{ STATE_STALE, "is stale", "are stale", GROUP_MAX },
	{ STATE_MISSING, "has no evidence", "have no evidence",
	    MISSING_MAX },
};

/* Let through, not answered: told last. */
static const struct group waived = { STATE_WAIVED, "is waived",
	"are waived", GROUP_MAX };

/* Where a finding says more than that there is no evidence. */
static const struct group unanswered = { STATE_MISSING,
	"is not fully answered", "are not fully answered", MISSING_MAX };

#define GROUPS	(sizeof(groups) / sizeof(groups[0]))

struct watch {
	struct scene	*scene;
	struct node	*into;
	int		 level;
	size_t		 most;		/* option max */
	bool		 found;
};

static void
head(struct watch *w, const char *text)
{
	w->found = true;
	scene_heading(w->scene, w->into, w->level + 1, text);
}

static bool
in_group(const struct item *item, const struct group *g)
{
	return item->state == g->state && item->kind != KIND_SIGNOFF &&
	    scene_speaks(item);
}

/* A parent that is in this state only because a child is. */
static bool
is_echo(const struct item *item, const struct group *g)
{
	return item->state == g->state && !scene_speaks(item);
}

static bool
says_more(const struct item *item)
{
	return item->why != NULL && strcmp(item->why, "no evidence") != 0;
}

/* A missing item needs its name, its owner, and what it lacks. */
static void
add_missing(struct scene *s, struct node *table, const struct item *item,
    bool why)
{
	struct node *row = scene_row(s, table), *cell;

	cell = scene_cell(s, row, NULL);
	scene_item(s, cell, item);
	if (why) {
		node_add_new(s->arena, cell, NODE_BREAK);
		scene_small(s, cell, item->why != NULL ? item->why :
		    record_state_str(item->state));
	}
	scene_cell(s, row, scene_place(s, item));
	scene_cell(s, row, item->owner != NULL ? item->owner : "not named");
}

static void
add_each(struct watch *w, const struct group *g, size_t most)
{
	static const char *const heads[] = { "Item", "Section", "Owner",
	    NULL };
	struct scene *s = w->scene;
	const struct record *r = s->record;
	struct node *table = NULL;
	size_t i, shown = 0;

	if (g->state == STATE_MISSING)
		table = scene_table(s, w->into, ROLE_COMPACT, heads);
	for (i = 0; i < r->item_count && shown < most; i++) {
		if (!in_group(r->items[i], g))
			continue;
		if (table != NULL)
			add_missing(s, table, r->items[i],
			    g == &unanswered);
		else
			entry_add_short(s, w->into, r->items[i]);
		shown++;
	}
}

/* Too many to name: one row a heading; each is named in its phase. */
static void
add_by_heading(struct watch *w, const struct group *g)
{
	static const char *const heads[] = { "Section", ">Items", NULL };
	struct scene *s = w->scene;
	const struct record *r = s->record;
	const struct section *at;
	struct node *table = scene_table(s, w->into, ROLE_COMPACT, heads);
	struct node *row, *cell;
	size_t i, n, all, rows = 0, left_out = 0;

	for (i = 0; i < r->item_count; i += all) {
		at = r->items[i]->section;
		for (n = 0, all = 0; i + all < r->item_count &&
		    r->items[i + all]->section == at; all++)
			n += in_group(r->items[i + all], g);
		if (n == 0)
			continue;
		if (rows++ >= w->most) {
			left_out++;
			continue;
		}
		row = scene_row(s, table);
		cell = scene_cell(s, row, NULL);
		if (at != NULL && scene_section_href(s, at) != NULL) {
			cell = node_add_new(s->arena, cell, NODE_LINK);
			cell->href = scene_section_href(s, at);
		}
		scene_text(s, cell, scene_place(s, r->items[i]));
		scene_cell_number(s, row, words_of(s->arena, n, all));
	}
	scene_more(s, w->into, left_out, "sections");
}

/* A record without evidence needs no list of all that is missing. */
static bool
lacks_everything(const struct record *r, const struct group *g)
{
	return g->state == STATE_MISSING && r->evidence_count == 0;
}

/*
 * "1 of 20 items fails, and with it 2 groups": counts by state hold the
 * groups as well, so the sentence adds up to them.
 */
static const struct group *
head_group(struct watch *w, const struct group *g, size_t n)
{
	struct arena *a = w->scene->arena;
	const struct record *r = w->scene->record;
	const struct group *told = g;
	const char *echo = "";
	size_t i, echoes = 0;

	for (i = 0; i < r->item_count; i++) {
		echoes += is_echo(r->items[i], g);
		if (g->state == STATE_MISSING && !lacks_everything(r, g) &&
		    in_group(r->items[i], g) && says_more(r->items[i]))
			told = &unanswered;
	}
	if (echoes > 0)
		echo = arena_printf(a, ", and with %s %s",
		    n == 1 ? "it" : "them", words_count(a, echoes, "group",
		    "groups"));
	head(w, arena_printf(a, "%s %s%s", words_part(a, n, r->tally.total,
	    "item", "items"), n == 1 ? told->one : told->many, echo));
	return told;
}

static void
add_group(struct watch *w, const struct group *g)
{
	struct scene *s = w->scene;
	const struct record *r = s->record;
	size_t i, n, most;

	for (i = 0, n = 0; i < r->item_count; i++)
		n += in_group(r->items[i], g);
	if (n == 0)
		return;
	g = head_group(w, g, n);
	most = w->most < n ? w->most : n;
	if (lacks_everything(r, g)) {
		scene_paragraph(s, w->into, ROLE_NOTE,
		    "The record holds no evidence yet.");
		add_by_heading(w, g);
	} else if (w->most == SIZE_MAX && n > g->most) {
		add_by_heading(w, g);
	} else {
		add_each(w, g, most);
		scene_more(s, w->into, n - most, "items");
	}
}

/* --- sign-offs ------------------------------------------------------ */

static bool
is_broken(const struct item *item)
{
	return item->kind == KIND_SIGNOFF && scene_blocks(item) &&
	    item->state != STATE_MISSING;
}

static bool
is_awaited(const struct item *item)
{
	return item->kind == KIND_SIGNOFF && item->state == STATE_MISSING;
}

static void
add_broken_signoff(struct scene *s, struct node *into,
    const struct item *item)
{
	struct node *entry = entry_add_short(s, into, item), *list, *p;
	const struct change *c;
	size_t n = 0;

	/* One change may stand in the finding already. */
	c = item->changes;
	if (c == NULL || (c->next == NULL && item->why != NULL &&
	    strstr(item->why, c->words) != NULL))
		return;
	list = node_add_new(s->arena, entry, NODE_LIST);
	list->tight = true;
	for (c = item->changes; c != NULL; c = c->next) {
		p = scene_paragraph(s, node_add_new(s->arena, list,
		    NODE_LIST_ITEM), ROLE_NONE, NULL);
		if (n++ == 5) {
			scene_text(s, p, "and more; the sign-off lists "
			    "them all");
			break;
		}
		scene_text(s, p, c->words);
	}
}

static void
add_signoffs(struct watch *w)
{
	struct scene *s = w->scene;
	const struct record *r = s->record;
	size_t i, broken = 0, awaited = 0, shown = 0;
	struct node *list;

	for (i = 0; i < r->item_count; i++) {
		broken += is_broken(r->items[i]);
		awaited += is_awaited(r->items[i]);
	}
	if (broken > 0)
		head(w, arena_printf(s->arena, broken == 1 ?
		    "%s does not stand" : "%s do not stand",
		    words_part(s->arena, broken,
		    r->tally.by_kind[KIND_SIGNOFF], "sign-off",
		    "sign-offs")));
	for (i = 0; broken > 0 && i < r->item_count && shown < w->most; i++)
		if (is_broken(r->items[i])) {
			add_broken_signoff(s, w->into, r->items[i]);
			shown++;
		}
	scene_more(s, w->into, broken - shown, "sign-offs");
	if (awaited == 0)
		return;
	head(w, arena_printf(s->arena, awaited == 1 ?
	    "%s is not given yet" : "%s are not given yet",
	    words_part(s->arena, awaited, r->tally.by_kind[KIND_SIGNOFF],
	    "sign-off", "sign-offs")));
	list = node_add_new(s->arena, w->into, NODE_LIST);
	list->tight = true;
	for (i = 0, shown = 0; i < r->item_count && shown < w->most; i++)
		if (is_awaited(r->items[i])) {
			scene_item(s, scene_paragraph(s, node_add_new(
			    s->arena, list, NODE_LIST_ITEM), ROLE_NONE,
			    NULL), r->items[i]);
			shown++;
		}
	scene_more(s, w->into, awaited - shown, "sign-offs");
}

/* --- waivers, files ------------------------------------------------- */

/* A finding may say already that the waiver ran out. */
static bool
has_expired(const struct item *item)
{
	return item->waiver_expired && (item->why == NULL ||
	    strstr(item->why, "waiver expired") == NULL);
}

static void
add_waivers(struct watch *w)
{
	struct scene *s = w->scene;
	const struct record *r = s->record;
	struct node *entry;
	const struct item *item;
	size_t i, n = 0;

	for (i = 0; i < r->item_count; i++)
		n += has_expired(r->items[i]);
	if (n == 0)
		return;
	head(w, words_count(s->arena, n, "waiver has expired",
	    "waivers have expired"));
	for (i = 0, n = 0; i < r->item_count && n < w->most; i++) {
		item = r->items[i];
		if (!has_expired(item))
			continue;
		n++;
		entry = node_add_new(s->arena, w->into, NODE_ENTRY);
		entry->state = SHAPE_LATE;
		entry->text = "expired";
		scene_item(s, scene_paragraph(s, entry, ROLE_TITLE, NULL),
		    item);
		scene_paragraph(s, entry, ROLE_FINDING, arena_printf(
		    s->arena, "The waiver expired%s%s; the item counts as "
		    "%s again.", item->evidence != NULL &&
		    item->evidence->waiver != NULL &&
		    item->evidence->waiver->expires_at != NULL ? " on " : "",
		    item->evidence != NULL &&
		    item->evidence->waiver != NULL &&
		    item->evidence->waiver->expires_at != NULL ?
		    words_time(s->arena, item->evidence->waiver->expires_at)
		    : "", record_state_str(item->state)));
	}
}

static void
add_file(struct watch *w, const char *path, enum node_state shape,
    const char *word, const char *finding)
{
	struct scene *s = w->scene;
	struct node *entry = node_add_new(s->arena, w->into, NODE_ENTRY);

	entry->state = shape;
	entry->text = word;
	scene_code(s, scene_paragraph(s, entry, ROLE_TITLE, NULL), path);
	scene_paragraph(s, entry, ROLE_FINDING, finding);
}

/* A file that cannot be read may name any item or none: it is told once. */
static bool
is_unlisted(const struct evidence *e)
{
	return e->unlisted && !e->refused;
}

/* The refused files whose item is shown above with what is wrong. */
static const struct table *
told_above(struct scene *s)
{
	const struct record *r = s->record;
	struct table *told = table_new(s->arena, 0);
	const struct item *item;
	size_t i;

	for (i = 0; i < r->item_count; i++) {
		item = r->items[i];
		if (item->state == STATE_INVALID && item->evidence != NULL &&
		    item->evidence->refused)
			table_set(told, item->evidence->path,
			    r->items[i]);
	}
	return told;
}

static void
add_refused(struct watch *w, size_t count)
{
	struct scene *s = w->scene;
	const struct table *told = told_above(s);
	const struct evidence *e;
	size_t n = 0, above = 0;

	head(w, arena_printf(s->arena, count == 1 ? "%s is refused" :
	    "%s are refused", words_part(s->arena, count,
	    s->record->evidence_count, "evidence file", "evidence files")));
	for (e = s->record->evidence; e != NULL; e = e->next) {
		if (!e->refused)
			continue;
		if (table_find(told, e->path) != NULL)
			above++;
		else if (n++ < w->most)
			add_file(w, e->path, SHAPE_INVALID, "refused",
			    e->fault != NULL ? e->fault :
			    "the file cannot be read as evidence");
	}
	if (n > w->most)
		scene_more(s, w->into, n - w->most, "files");
	if (above > 0)
		scene_paragraph(s, w->into, ROLE_NOTE, arena_printf(
		    s->arena, "%s to %s above, with what is wrong.",
		    words_count(s->arena, above, "of them belongs",
		    "of them belong"), above == 1 ? "an invalid item" :
		    "invalid items"));
}

static void
add_unlisted(struct watch *w, size_t count)
{
	struct scene *s = w->scene;
	const struct evidence *e;
	size_t n = 0;

	head(w, arena_printf(s->arena, count == 1 ? "%s answers no item" :
	    "%s answer no item", words_part(s->arena, count,
	    s->record->evidence_count, "evidence file", "evidence files")));
	for (e = s->record->evidence; e != NULL && n < w->most; e = e->next)
		if (is_unlisted(e)) {
			add_file(w, e->path, SHAPE_INVALID, "no such item",
			    e->fault != NULL ? e->fault : arena_printf(
			    s->arena, "names the item \"%s\", which the checklist does "
			    "not have", words_line(s->arena, e->item)));
			n++;
		}
	scene_more(s, w->into, count - n, "files");
}

/* Evidence is added, and replaced by what names it: never edited. */
static void
add_lost(struct watch *w)
{
	struct scene *s = w->scene;
	const struct pair *p;
	size_t n = 0;

	head(w, words_count(s->arena, s->record->lost_count,
	    "evidence file was edited or removed",
	    "evidence files were edited or removed"));
	for (p = s->record->outside; p != NULL && n < w->most; p = p->next) {
		if (!record_is_lost(p))
			continue;
		add_file(w, p->name, SHAPE_INVALID, p->value, "it is not as "
		    "the ledger has it, and no entry says by whom or why");
		n++;
	}
	scene_more(s, w->into, s->record->lost_count - n, "files");
}

static void
add_files(struct watch *w)
{
	struct scene *s = w->scene;
	const struct record *r = s->record;
	const struct evidence *e;
	size_t i, refused = 0, unlisted = 0;

	for (e = r->evidence; e != NULL; e = e->next) {
		refused += e->refused;
		unlisted += is_unlisted(e);
	}
	if (r->ledger != NULL && r->ledger->broken) {
		head(w, "The ledger is broken");
		add_file(w, LEDGER_FILE, SHAPE_INVALID, "broken", "a line was "
		    "changed, deleted, added or moved after it was written: "
		    "the history of this record is not to be trusted");
	}
	if (r->lost_count > 0)
		add_lost(w);
	if (refused > 0)
		add_refused(w, refused);
	if (unlisted > 0)
		add_unlisted(w, unlisted);
	if (r->leftover_count > 0)
		head(w, words_count(s->arena, r->leftover_count,
		    "file is left over", "files are left over"));
	for (i = 0; i < r->leftover_count && i < w->most; i++)
		add_file(w, r->leftovers[i], SHAPE_LATE, "left over",
		    "is neither evidence nor named by evidence");
	scene_more(s, w->into, r->leftover_count - i, "files");
}

/* Nothing found: say what was looked at, so that silence is not it. */
static void
add_nothing(struct watch *w)
{
	struct scene *s = w->scene;
	const struct record *r = s->record;
	struct node *entry = node_add_new(s->arena, w->into, NODE_ENTRY);
	const char *rest = words_rest(s->arena, &r->tally);

	entry->state = SHAPE_PASS;
	entry->text = record_state_str(STATE_PASS);
	scene_paragraph(s, entry, ROLE_TITLE, "Nothing needs attention");
	scene_paragraph(s, entry, ROLE_FINDING, arena_printf(s->arena,
	    "%s looked at: %zu pass%s%s. %s an item.",
	    words_part(s->arena, r->tally.total, r->item_count, "item",
	    "items"), r->tally.by_state[STATE_PASS],
	    rest[0] != '\0' ? ", " : "", rest, r->evidence_count == 1 ?
	    "The one evidence file answers" : arena_printf(s->arena,
	    "Each of %zu evidence files answers", r->evidence_count)));
}

bool
attention_block(struct scene *s, const struct value *options, int level,
    struct node *into)
{
	struct watch w = { .scene = s, .into = into, .level = level };
	size_t i;

	w.most = scene_number(options, "max", SIZE_MAX);
	for (i = 0; i < GROUPS; i++)
		add_group(&w, &groups[i]);
	add_signoffs(&w);
	add_waivers(&w);
	add_group(&w, &waived);
	add_files(&w);
	if (!w.found)
		add_nothing(&w);
	return w.found;
}
