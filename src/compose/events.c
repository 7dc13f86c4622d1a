/*
 * Events: everything of a record that has a time, in order.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "compose/events.h"
#include "compose/scene.h"
#include "compose/words.h"
#include "doc/node.h"
#include "model/record.h"

static const char *const lanes[] = {
	[EVENTS_CHANGE] = "change",
	[EVENTS_PROBE] = "probes",
	[EVENTS_HUMAN] = "people",
	[EVENTS_IMPORT] = "imports",
	[EVENTS_WAIVER] = "waivers",
	[EVENTS_SIGNOFF] = "sign-offs",
};

_Static_assert(sizeof(lanes) / sizeof(lanes[0]) == EVENTS_LANES,
    "every lane has a name");

struct list {
	struct scene	*scene;
	struct arena	*work;		/* gone when the list is made */
	struct event	*events;
	size_t		 count, cap;
};

static struct event *
add(struct list *l, const struct instant *at, enum events_lane lane,
    int shape, const char *word)
{
	struct event *e;

	l->events = arena_more(l->work, l->events, &l->cap,
	    l->count + 1, sizeof(*l->events));
	e = &l->events[l->count];
	memset(e, 0, sizeof(*e));
	e->at = at;
	e->lane = lane;
	e->shape = shape;
	e->word = word;
	e->order = l->count++;
	return e;
}

static void
add_change(struct list *l, const struct instant *at, int shape,
    const char *words)
{
	if (at != NULL)
		add(l, at, EVENTS_CHANGE, shape, words)->severity = 10;
}

static enum events_lane
lane_of(const struct evidence *e)
{
	const char *type = e->collector.type;

	if (type != NULL && strcmp(type, "human") == 0)
		return EVENTS_HUMAN;
	if (type != NULL && strcmp(type, "import") == 0)
		return EVENTS_IMPORT;
	return EVENTS_PROBE;
}

static void
add_waiver(struct list *l, const struct item *item, const struct evidence *v)
{
	const struct waiver *w = v->waiver;
	struct event *e;

	if (w->approved_at != NULL) {
		e = add(l, w->approved_at, EVENTS_WAIVER, SHAPE_WAIVED,
		    "waived");
		if (w->approved_by != NULL)
			e->after = arena_printf(l->scene->arena, "by %s",
			    words_line(l->scene->arena, w->approved_by));
		e->severity = 5;
		e->item = item;
		e->evidence = v;
	}
	if (w->expires_at != NULL && item->waiver_expired) {
		e = add(l, w->expires_at, EVENTS_WAIVER, SHAPE_LATE,
		    "waiver expires");
		e->severity = 6;
		e->item = item;
		e->evidence = v;
	}
}

static void
add_signoff(struct list *l, const struct item *item,
    const struct evidence *v, bool in_force)
{
	const struct signoff *o = v->signoff;
	struct arena *a = l->scene->arena;
	struct event *e;

	if (o->signed_at == NULL)
		return;
	e = add(l, o->signed_at, EVENTS_SIGNOFF, in_force ?
	    words_standing_shape((int)item->standing) : SHAPE_NONE,
	    record_decision_str(o->decision));
	e->after = arena_printf(a, "%s%s%s", o->name == NULL ? "" : "by ",
	    words_line(a, o->name), !in_force ? ", replaced later" :
	    item->standing == SIGNOFF_VOID ? ", void since" : "");
	e->severity = words_severity((int)item->state);
	e->item = item;
	e->evidence = v;
}

/* One evidence file: in force, or replaced by a later one. */
static void
add_evidence(struct list *l, const struct item *item,
    const struct evidence *v, bool in_force)
{
	struct event *e;

	if (v->waiver != NULL)
		add_waiver(l, item, v);
	if (v->signoff != NULL) {
		add_signoff(l, item, v, in_force);
		return;
	}
	if (v->collected_at == NULL)
		return;
	e = add(l, v->collected_at, lane_of(v), in_force ?
	    words_shape((int)item->state) :
	    words_status_shape((int)v->status), in_force ?
	    record_state_str(item->state) : v->status == EVIDENCE_ABSENT ?
	    "measured" : record_status_str(v->status));
	e->item = item;
	e->evidence = v;
	if (!in_force)
		e->after = "replaced later";
	e->severity = in_force ? words_severity((int)item->state) :
	    v->status == EVIDENCE_PASS ? 1 : 7;
}

static void
collect(struct list *l)
{
	const struct record *r = l->scene->record;
	const struct evidence *v;
	size_t i;

	add_change(l, r->started_at, SHAPE_NONE, "deployment starts");
	add_change(l, r->finished_at, SHAPE_NONE, "deployment finishes");
	if (r->started_at == NULL && r->finished_at == NULL) {
		add_change(l, r->planned_start, SHAPE_PENDING,
		    "planned start");
		add_change(l, r->planned_end, SHAPE_PENDING, "planned end");
	}
	add_change(l, r->rollback_at, SHAPE_LATE, "rolled back");
	add_change(l, r->issued_at, SHAPE_NONE,
	    r->revision == 0 ? "this view is made" : "this record is issued");
	for (i = 0; i < r->item_count; i++)
		for (v = r->items[i]->evidence; v != NULL; v = v->superseded)
			add_evidence(l, r->items[i], v,
			    v == r->items[i]->evidence);
}

static int
by_time(const void *a, const void *b)
{
	const struct event *x = a, *y = b;

	if (x->at->sec != y->at->sec)
		return x->at->sec < y->at->sec ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

/* Evidence that passes is told in groups; all else stands alone. */
static bool
is_quiet(const struct event *e)
{
	return e->item != NULL && e->lane >= EVENTS_PROBE &&
	    e->lane <= EVENTS_IMPORT && e->severity <= 1 &&
	    e->evidence == e->item->evidence;
}

/* The heading, or the phase, that an event belongs to. */
static const struct section *
place_of(const struct event *e, bool by_phase)
{
	const struct section *s = e->item->section;

	while (by_phase && s != NULL && s->parent != NULL && !s->phase)
		s = s->parent;
	return s;
}

/* Quiet events by stretch, place, state, lane; what is alike is adjacent.  The
 * items of a heading stand together, so its first is its number. */
static int
compare(const struct event *x, const struct event *y, int64_t stretch,
    bool by_phase)
{
	const struct section *s = place_of(x, by_phase);
	const struct section *t = place_of(y, by_phase);
	int64_t a = x->at->sec / stretch, b = y->at->sec / stretch;

	if (a != b)
		return a < b ? -1 : 1;
	if (s != t) {
		a = s == NULL ? -1 : (int64_t)s->first_item;
		b = t == NULL ? -1 : (int64_t)t->first_item;
		return a < b ? -1 : 1;
	}
	if (x->item->state != y->item->state)
		return x->item->state < y->item->state ? -1 : 1;
	return x->lane < y->lane ? -1 : x->lane > y->lane;
}

#define BY_STRETCH(name, seconds, by_phase)				\
static int								\
name(const void *a, const void *b)					\
{									\
	int c = compare(a, b, seconds, by_phase);			\
									\
	return c != 0 ? c : by_time(a, b);				\
}

BY_STRETCH(by_minute, 60, false)
BY_STRETCH(by_hour, 3600, false)
BY_STRETCH(by_day, 86400, false)
BY_STRETCH(by_phase_hour, 3600, true)
BY_STRETCH(by_phase_day, 86400, true)

/* How quiet events are put together, from fine to coarse. */
static const struct stretch {
	int64_t	seconds;
	bool	by_phase;
	int	(*order)(const void *, const void *);
} stretches[] = {
	{ 60, false, by_minute }, { 3600, false, by_hour },
	{ 86400, false, by_day }, { 3600, true, by_phase_hour },
	{ 86400, true, by_phase_day },
};

#define STRETCHES	(sizeof(stretches) / sizeof(stretches[0]))

/* Sort the n quiet events and count the groups they fall into. */
static size_t
groups(struct event *e, size_t n, const struct stretch *by)
{
	size_t i, count = n > 0;

	if (n > 0)
		qsort(e, n, sizeof(*e), by->order);
	for (i = 1; i < n; i++)
		count += compare(&e[i - 1], &e[i], by->seconds,
		    by->by_phase) != 0;
	return count;
}

static bool
same_text(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool
same_source(const struct event *x, const struct event *y)
{
	const struct collector *a = &x->evidence->collector;
	const struct collector *b = &y->evidence->collector;

	return same_text(a->type, b->type) && same_text(a->name, b->name) &&
	    same_text(a->id, b->id);
}

/* Fold every group into its first event; returns how many are left. */
static size_t
merge(struct event *e, size_t n, const struct stretch *by)
{
	size_t i, kept = 0;

	for (i = 0; i < n; i++) {
		if (kept > 0 && compare(&e[kept - 1], &e[i], by->seconds,
		    by->by_phase) == 0) {
			e[kept - 1].merged++;
			if (!same_source(&e[kept - 1], &e[i]))
				e[kept - 1].others = true;
			continue;
		}
		e[kept] = e[i];
		e[kept].place = place_of(&e[kept], by->by_phase);
		kept++;
	}
	return kept;
}

size_t
events_list(struct scene *s, size_t most, struct event **out)
{
	struct list l = { .scene = s, .work = arena_new() };
	struct event *sorted;
	size_t i, loud = 0, quiet, step = 0;

	collect(&l);
	sorted = arena_array(l.work, l.count + 1, sizeof(*sorted));
	for (i = 0; i < l.count; i++)
		if (!is_quiet(&l.events[i]))
			sorted[loud++] = l.events[i];
	for (i = 0, quiet = 0; i < l.count; i++)
		if (is_quiet(&l.events[i]))
			sorted[loud + quiet++] = l.events[i];
	while (groups(sorted + loud, quiet, &stretches[step]) > most &&
	    step + 1 < STRETCHES)
		step++;
	quiet = merge(sorted + loud, quiet, &stretches[step]);
	qsort(sorted, loud + quiet, sizeof(*sorted), by_time);
	*out = arena_array(s->arena, loud + quiet + 1, sizeof(**out));
	memcpy(*out, sorted, (loud + quiet) * sizeof(**out));
	arena_free(l.work);
	return loud + quiet;
}

const char *
events_lane_str(enum events_lane lane)
{
	return lanes[lane];
}
