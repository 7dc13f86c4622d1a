/*
 * History: the ledger as a table, and what was changed beside it.
 */
#include <stdint.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/ledger.h"
#include "compose/history.h"
#include "compose/scene.h"
#include "compose/words.h"
#include "doc/node.h"
#include "model/record.h"

#define FILES_MAX	12	/* of one entry; a cell is not a list */

/* "changed a.json 12ab..." on a line of its own. */
static void
add_file(struct scene *s, struct node *cell, const char *word,
    const struct ledger_item *item, bool first)
{
	if (!first)
		node_add_new(s->arena, cell, NODE_BREAK);
	scene_text(s, cell, arena_printf(s->arena, "%s ", word));
	scene_code(s, cell, item->path);
	if (item->sha256 == NULL)
		return;
	scene_text(s, cell, " ");
	scene_digest(s, cell, item->sha256, false);
}

/* A file stands once: what became of it, else as it was found. */
static void
add_files(struct scene *s, struct node *cell, const struct ledger_entry *e)
{
	const struct ledger_item *i, *end;
	const char *word;
	size_t n = 0;

	for (i = e->outputs.items, end = i + e->outputs.count; i < end; i++) {
		word = i->sha256 == NULL ? "removed" :
		    ledger_list_find(&e->inputs, i->path) != NULL ?
		    "changed" : "added";
		if (n++ < FILES_MAX)
			add_file(s, cell, word, i, n == 1);
	}
	for (i = e->inputs.items, end = i + e->inputs.count; i < end; i++)
		if (ledger_list_find(&e->outputs, i->path) == NULL &&
		    n++ < FILES_MAX)
			add_file(s, cell, "found", i, n == 1);
	if (n <= FILES_MAX)
		return;
	node_add_new(s->arena, cell, NODE_BREAK);
	scene_small(s, cell, arena_printf(s->arena, "and %zu more, in "
	    LEDGER_FILE, n - FILES_MAX));
}

static void
add_row(struct scene *s, struct node *table, const struct ledger_entry *e)
{
	struct node *row = scene_row(s, table);
	struct instant when;
	const char *why;

	scene_cell(s, row, date_parse(e->at, &when, &why) == 0 ?
	    words_time(s->arena, &when) : e->at);
	scene_cell(s, row, e->actor);
	scene_cell(s, row, e->command);
	add_files(s, scene_cell(s, row, NULL), e);
	scene_cell(s, row, e->reason);
}

static void
add_broken(struct scene *s, struct node *into, const struct ledger *l)
{
	struct node *line = scene_paragraph(s, into, ROLE_NONE, NULL);

	scene_badge(s, line, SHAPE_INVALID, "broken");
	scene_text(s, line, arena_printf(s->arena, " The ledger is not the "
	    "chain that was written: %s. A line was changed, deleted, added "
	    "or moved, so the history below is not to be trusted and the "
	    "record is not GO.", l->count == 0 ? "it is broken at its first "
	    "line" : arena_printf(s->arena, "it is broken behind line %zu",
	    l->count)));
}

static void
add_outside(struct scene *s, struct node *into, size_t most)
{
	const struct record *r = s->record;
	struct node *line, *list;
	const struct pair *p;
	size_t n = 0;

	if (r->outside_count == 0)
		return;
	line = scene_paragraph(s, into, ROLE_NONE, NULL);
	scene_badge(s, line, SHAPE_LATE, "not recorded");
	scene_text(s, line, arena_printf(s->arena, " %s since the last entry, "
	    "and no entry says by whom or why:", words_count(s->arena,
	    r->outside_count, "file was added, changed or removed",
	    "files were added, changed or removed")));
	list = node_add_new(s->arena, into, NODE_LIST);
	list->tight = true;
	for (p = r->outside; p != NULL && n < most; p = p->next, n++) {
		line = scene_paragraph(s, node_add_new(s->arena, list,
		    NODE_LIST_ITEM), ROLE_NONE, NULL);
		scene_text(s, line, arena_printf(s->arena, "%s ", p->value));
		scene_code(s, line, p->name);
	}
	scene_more(s, into, r->outside_count - n, "files");
}

bool
history_block(struct scene *s, const struct value *options, int level,
    struct node *into)
{
	static const char *const heads[] = { "When", "Who", "What", "Files",
	    "Reason", NULL };
	const struct ledger *l = s->record->ledger;
	size_t most = scene_number(options, "max", SIZE_MAX), i = 0;
	struct node *table;

	(void)level;
	if (l == NULL) {
		scene_paragraph(s, into, ROLE_NOTE, "This record has no "
		    "ledger: nothing says who changed it when.");
		return false;
	}
	if (l->broken)
		add_broken(s, into, l);
	else
		scene_paragraph(s, into, ROLE_NONE, arena_printf(s->arena,
		    "The ledger has %s, each bound to the one before by its "
		    "SHA-256.", words_count(s->arena, l->count, "entry",
		    "entries")));
	add_outside(s, into, most);
	if (l->count == 0)
		return true;
	if (l->count > most)
		i = l->count - most;
	scene_more(s, into, i, "earlier entries");
	table = scene_table(s, into, ROLE_MANIFEST, heads);
	for (; i < l->count; i++)
		add_row(s, table, &l->entries[i]);
	return true;
}
