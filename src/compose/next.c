/*
 * Next: who must act, by name.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/table.h"
#include "compose/next.h"
#include "compose/panel.h"
#include "compose/scene.h"
#include "compose/words.h"
#include "doc/node.h"
#include "model/record.h"

/* What one owner has to do. */
struct duty {
	const char	*owner;		/* NULL: nobody is named */
	struct tally	 tally;
	int		 severity;	/* of the worst */
	size_t		 order;		/* of the first item */
};

static int
by_weight(const void *a, const void *b)
{
	const struct duty *x = *(const struct duty *const *)a;
	const struct duty *y = *(const struct duty *const *)b;

	if ((x->owner == NULL) != (y->owner == NULL))
		return x->owner == NULL ? 1 : -1;
	if (x->severity != y->severity)
		return x->severity < y->severity ? 1 : -1;
	if (x->tally.total != y->tally.total)
		return x->tally.total < y->tally.total ? 1 : -1;
	return x->order < y->order ? -1 : x->order > y->order;
}

static size_t
collect(struct scene *s, struct duty ***out)
{
	const struct record *r = s->record;
	struct table *known = table_new(s->arena, 0);
	const struct item *item;
	struct duty **list = NULL, *d;
	size_t i, count = 0, cap = 0;

	for (i = 0; i < r->item_count; i++) {
		item = r->items[i];
		if (item->kind == KIND_SIGNOFF || !scene_blocks(item))
			continue;
		d = table_find(known, item->owner != NULL ? item->owner : "");
		if (d == NULL) {
			d = arena_alloc(s->arena, sizeof(*d));
			d->owner = item->owner;
			d->order = i;
			table_set(known, item->owner != NULL ? item->owner :
			    "", d);
			list = arena_more(s->arena, list, &cap, count + 1,
			    sizeof(struct duty *));
			list[count++] = d;
		}
		d->tally.by_state[item->state]++;
		d->tally.total++;
		if (words_severity((int)item->state) > d->severity)
			d->severity = words_severity((int)item->state);
	}
	if (count > 0)
		qsort(list, count, sizeof(struct duty *), by_weight);
	*out = list;
	return count;
}

/* Where the points go: a list, or a panel. */
struct plan {
	struct node	*list;
	struct panel	*panel;		/* or NULL */
	size_t		 count;
};

/* One point: what is to be done, and by whom. */
static void
add_point(struct scene *s, struct plan *plan, const char *what,
    const char *who)
{
	struct node *p;

	plan->count++;
	if (plan->panel != NULL) {
		panel_add(s, plan->panel)->text = arena_printf(s->arena,
		    "%s: %s", what, who);
		return;
	}
	p = scene_paragraph(s, node_add_new(s->arena, plan->list,
	    NODE_LIST_ITEM), ROLE_NONE, NULL);
	scene_strong(s, p, what);
	scene_text(s, p, arena_printf(s->arena, ": %s", who));
}

/* "@dba (2 fail, 1 missing), @netops (1 stale) and 3 more owners" */
static void
add_owners(struct scene *s, struct plan *list, size_t most)
{
	struct duty **duties;
	size_t count = collect(s, &duties), i;
	struct buf b = BUF_INIT;

	for (i = 0; i < count && i < most; i++) {
		if (i > 0)
			buf_adds(&b, ", ");
		words_add(&b, duties[i]->owner != NULL ? duties[i]->owner :
		    "no owner named");
		buf_printf(&b, " (%s)", words_rest(s->arena,
		    &duties[i]->tally));
	}
	if (count > most)
		buf_printf(&b, " and %zu more %s", count - most,
		    count - most == 1 ? "owner" : "owners");
	if (count > 0)
		add_point(s, list, "to answer", words_keep(s->arena, &b));
	buf_clear(&b);
}

static bool
wants_signature(const struct item *item, bool again)
{
	if (item->kind != KIND_SIGNOFF ||
	    item->state == STATE_NOT_APPLICABLE)
		return false;
	if (item->standing == SIGNOFF_VOID ||
	    item->standing == SIGNOFF_REJECTED)
		return again;
	return !again && item->state != STATE_PASS;
}

/* "To sign: Lead Developer (@mara), QA Engineer and 3 more" */
static void
add_signers(struct scene *s, struct plan *list, bool again, size_t most)
{
	const struct record *r = s->record;
	struct buf b = BUF_INIT;
	const struct item *item;
	size_t i, count = 0;

	for (i = 0; i < r->item_count; i++) {
		item = r->items[i];
		if (!wants_signature(item, again) || count++ >= most)
			continue;
		if (b.len > 0)
			buf_adds(&b, ", ");
		words_add(&b, item->role != NULL ? item->role : item->label);
		if (item->owner != NULL) {
			buf_adds(&b, " (");
			words_add(&b, item->owner);
			buf_addc(&b, ')');
		}
	}
	if (count > most)
		buf_printf(&b, " and %zu more", count - most);
	if (count > 0)
		add_point(s, list, again ? "to sign again" : "to sign",
		    words_keep(s->arena, &b));
	buf_clear(&b);
}

/* The next instant at which follow-ups fall due, and how many. */
static void
add_due(struct scene *s, struct plan *list)
{
	const struct record *r = s->record;
	const struct instant *first = NULL;
	const struct item *item;
	size_t i, count = 0;

	for (i = 0; i < r->item_count; i++) {
		item = r->items[i];
		if (item->state != STATE_PENDING || item->due_at == NULL)
			continue;
		if (first == NULL || item->due_at->sec < first->sec) {
			first = item->due_at;
			count = 0;
		}
		count += item->due_at->sec == first->sec;
	}
	if (first == NULL)
		return;
	add_point(s, list, "next due", arena_printf(s->arena,
	    "%s, %s", words_part(s->arena, count,
	    r->tally.by_kind[KIND_FOLLOWUP], "follow-up", "follow-ups"),
	    words_time_both(s->arena, first)));
}

static void
add_all(struct scene *s, struct plan *plan, size_t most)
{
	add_owners(s, plan, most);
	add_signers(s, plan, true, most);
	add_signers(s, plan, false, most);
	add_due(s, plan);
	if (plan->count == 0)
		add_point(s, plan, "nobody", "every item is answered and "
		    "every sign-off is given");
}

void
next_list(struct scene *s, struct node *parent, size_t most)
{
	struct plan plan = { .list = node_new(s->arena, NODE_LIST) };

	plan.list->tight = true;
	plan.list->role = ROLE_COMPACT;
	add_all(s, &plan, most);
	node_add(parent, plan.list);
}

void
next_panel(struct scene *s, struct panel *panel, size_t most)
{
	struct plan plan = { .panel = panel };

	panel->key = "Who acts next";
	add_all(s, &plan, most);
}

size_t
next_unsigned(const struct scene *s)
{
	size_t i, n = 0;

	for (i = 0; i < s->record->item_count; i++)
		n += wants_signature(s->record->items[i], false) ||
		    wants_signature(s->record->items[i], true);
	return n;
}
