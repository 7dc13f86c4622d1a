/* Scope: comparing a sign-off's list with the evidence in force. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/table.h"
#include "model/inquiry.h"
#include "model/record.h"
#include "model/scope.h"

#define LISTED	50	/* changes told one by one */

/* An item with evidence in force, and when it is due. */
struct due {
	int64_t			 at;	/* INT64_MIN: from the beginning */
	const struct item	*item;
};

struct scope {
	struct inquiry	*q;
	struct table	*items;		/* id -> item */
	unsigned	*seen;		/* by item index: round it was in */
	unsigned	 round;
	struct due	*due;		/* sorted by at, then position */
	size_t		 due_count;
	size_t		 next;		/* in due: what a list names next */
	struct change	*first, **end;	/* of the sign-off at hand */
	size_t		 listed, more;
};

struct scope_entry *
scope_list(struct arena *a, const struct record *r, size_t *n)
{
	struct scope_entry	*list = arena_array(a, r->item_count + 1,
				    sizeof(*list));
	const struct item	*item;
	size_t			 i;

	for (*n = i = 0; i < r->item_count; i++) {
		item = r->items[i];
		if (item->kind == KIND_SIGNOFF || item->evidence == NULL ||
		    item->evidence->sha256[0] == '\0')
			continue;
		list[*n].item = item->id;
		memcpy(list[*n].sha256, item->evidence->sha256,
		    sizeof(list[*n].sha256));
		++*n;
	}
	return list;
}

static int
by_due(const void *p, const void *q)
{
	const struct due	*a = p, *b = q;

	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	return a->item->index < b->item->index ? -1 : 1;
}

/* Follow-ups are due later, how much later or when unknown; other items
 * from the beginning unless a directive says when. */
static int64_t
due_of(const struct item *item)
{
	if (item->due_at != NULL)
		return item->due_at->sec;
	return item->has_due || item->kind == KIND_FOLLOWUP ? INT64_MAX :
	    INT64_MIN;
}

struct scope *
scope_new(struct inquiry *q)
{
	const struct record	*r = q->record;
	struct scope		*s = arena_alloc(q->scratch, sizeof(*s));
	const struct item	*item;
	size_t			 i;

	s->q = q;
	s->items = table_new(q->scratch, r->item_count);
	s->seen = arena_array(q->scratch, r->item_count, sizeof(*s->seen));
	s->due = arena_array(q->scratch, r->item_count, sizeof(*s->due));
	for (i = 0; i < r->item_count; i++) {
		item = r->items[i];
		(void)table_add(s->items, item->id, r->items[i]);
		if (item->evidence == NULL || item->kind == KIND_SIGNOFF)
			continue;
		s->due[s->due_count].at = due_of(item);
		s->due[s->due_count++].item = item;
	}
	if (s->due_count > 1)
		qsort(s->due, s->due_count, sizeof(*s->due), by_due);
	return s;
}

static void
add_change(struct scope *s, const char *subject, const char *words)
{
	struct change	*c;

	if (s->listed == LISTED) {
		s->more++;
		return;
	}
	c = arena_alloc(s->q->arena, sizeof(*c));
	c->words = subject == NULL ? words : arena_printf(s->q->arena,
	    "%s: %s", inquiry_line(s->q, subject), words);
	*s->end = c;
	s->end = &c->next;
	s->listed++;
}

/* Was any of it there only after the signature? */
static bool
is_younger(const struct evidence *e, const struct instant *at)
{
	return (e->collected_at != NULL && e->collected_at->sec > at->sec) ||
	    (e->recorded_at != NULL && e->recorded_at->sec > at->sec);
}

/* Lists mostly stand in the order of the items: look there first. */
static const struct item *
named(struct scope *s, const char *id)
{
	const struct item	*item;

	if (s->next < s->due_count) {
		item = s->due[s->next].item;
		if (strcmp(item->id, id) == 0) {
			s->next++;
			return item;
		}
	}
	return table_find(s->items, id);
}

/* One line of the scope; returns 1 where it meets an item that was due. */
static size_t
compare_entry(struct scope *s, const struct scope_entry *entry,
    const struct instant *at)
{
	const struct item	*item = named(s, entry->item);
	const struct evidence	*e;

	if (item == NULL) {
		add_change(s, entry->item, "no longer in the template");
		return 0;
	}
	if ((e = item->evidence) == NULL) {
		add_change(s, entry->item, "evidence removed");
		return 0;
	}
	if (strcmp(e->sha256, entry->sha256) != 0)
		add_change(s, entry->item, "evidence replaced");
	else if (is_younger(e, at))
		add_change(s, entry->item,
		    "evidence is younger than the signature");
	if (item->kind == KIND_SIGNOFF || s->seen[item->index] == s->round)
		return 0;
	s->seen[item->index] = s->round;
	return due_of(item) <= at->sec;
}

/* How many items with evidence were due at that instant. */
static size_t
due_until(const struct scope *s, int64_t at)
{
	size_t	lo = 0, hi = s->due_count, mid;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (s->due[mid].at <= at)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

struct change *
scope_changes(struct scope *s, const struct signoff *o)
{
	const struct record	*r = s->q->record;
	size_t			 i, met = 0, due;

	s->first = NULL;
	s->end = &s->first;
	s->listed = s->more = s->next = 0;
	s->round++;
	if (strcmp(o->template_sha256, r->template_sha256) != 0)
		add_change(s, NULL, "the template was changed");
	if (strcmp(o->record_sha256, r->record_sha256) != 0)
		add_change(s, NULL, "record.json was changed");
	for (i = 0; i < o->scope_count; i++)
		met += compare_entry(s, &o->scope[i], o->signed_at);
	/*
	 * What is in force, was due, and was not signed for came later.
	 * The walk ends with the last one, or when the list is full: its
	 * cost is that of the scope, not of the record.
	 */
	due = due_until(s, o->signed_at->sec);
	for (i = 0; i < due && met < due && s->listed < LISTED; i++)
		if (s->seen[s->due[i].item->index] != s->round) {
			add_change(s, s->due[i].item->id, "evidence added");
			met++;
		}
	s->more += due - met;
	if (s->more > 0) {
		s->listed = 0;
		add_change(s, NULL, arena_printf(s->q->arena,
		    "and %zu more", s->more));
	}
	return s->first;
}
