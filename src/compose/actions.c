/*
 * Actions: what is still to be done, by whom and until when.
 */
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "compose/actions.h"
#include "compose/scene.h"
#include "compose/words.h"
#include "doc/node.h"
#include "model/record.h"

#define DAY_CHARS	10	/* "2026-11-22" */

static bool
is_given(const char *text)
{
	return text != NULL && text[0] != '\0';
}

static void
add_or_mark(struct scene *s, struct node *row, const char *text,
    const char *absent)
{
	if (is_given(text))
		scene_cell(s, row, text);
	else
		scene_badge(s, scene_cell(s, row, NULL), SHAPE_MISSING,
		    absent);
}

/* Open, and the day it is due lies before the day of issue. */
static bool
is_past(struct scene *s, const struct action *a)
{
	const char *at = words_time(s->arena, s->record->issued_at);

	return at != NULL && (!is_given(a->status) ||
	    strcmp(a->status, "open") == 0) && is_given(a->due) &&
	    strspn(a->due, "0123456789-") >= DAY_CHARS &&
	    a->due[4] == '-' && a->due[7] == '-' &&
	    strncmp(a->due, at, DAY_CHARS) < 0;
}

static void
add_row(struct scene *s, struct node *table, const struct action *a)
{
	struct node *row = scene_row(s, table), *cell;

	cell = scene_cell(s, row, a->text);
	if (is_given(a->id) || is_given(a->item)) {
		node_add_new(s->arena, cell, NODE_BREAK);
		scene_small(s, cell, arena_printf(s->arena, "%s%s%s",
		    words_line(s->arena, a->id),
		    is_given(a->id) && is_given(a->item) ? ", from " : "",
		    words_line(s->arena, a->item)));
	}
	scene_cell(s, row, a->type);
	add_or_mark(s, row, a->owner, "no owner");
	add_or_mark(s, row, a->due, "no due date");
	scene_cell(s, row, a->ticket);
	if (is_past(s, a))
		scene_badge(s, scene_cell(s, row, NULL), SHAPE_LATE,
		    "open, overdue");
	else
		scene_cell(s, row, is_given(a->status) ? a->status : "open");
}

static void
add_summary(struct scene *s, struct node *into)
{
	const struct action *a;
	size_t all = 0, ownerless = 0, dateless = 0;
	struct buf b = BUF_INIT;

	for (a = s->record->actions; a != NULL; a = a->next) {
		all++;
		ownerless += !is_given(a->owner);
		dateless += !is_given(a->due);
	}
	buf_printf(&b, "%zu %s.", all, all == 1 ? "action" : "actions");
	if (ownerless > 0)
		buf_printf(&b, " %zu of %zu without an owner.", ownerless,
		    all);
	if (dateless > 0)
		buf_printf(&b, " %zu of %zu without a due date.", dateless,
		    all);
	scene_paragraph(s, into, ROLE_NONE, words_keep(s->arena, &b));
	buf_clear(&b);
}

bool
actions_block(struct scene *s, const struct value *options, int level,
    struct node *into)
{
	static const char *const heads[] = { "Action", "Type", "Owner",
	    "Due", "Ticket", "Status", NULL };
	size_t most = scene_number(options, "max", SIZE_MAX), n = 0;
	const struct action *a = s->record->actions;
	struct node *table;

	(void)level;
	if (a == NULL) {
		scene_paragraph(s, into, ROLE_NOTE,
		    "No evidence of this record asks for an action.");
		return false;
	}
	add_summary(s, into);
	table = scene_table(s, into, ROLE_LESSONS, heads);
	for (; a != NULL && n < most; a = a->next, n++)
		add_row(s, table, a);
	for (n = 0; a != NULL; a = a->next)
		n++;
	scene_more(s, into, n, "actions");
	return true;
}
