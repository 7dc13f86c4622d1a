/*
 * Timeline: what happened when, and which evidence says so.
 */
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "compose/axis.h"
#include "compose/events.h"
#include "compose/scene.h"
#include "compose/timeline.h"
#include "compose/words.h"
#include "doc/node.h"
#include "model/record.h"

#define QUIET_MAX	150	/* rows for evidence that passes */

static void
add_source(struct scene *s, struct node *row, const struct event *e)
{
	struct node *cell = scene_cell(s, row, NULL);
	const char *who;

	if (e->evidence == NULL)
		return;
	who = words_who(s->arena, e->evidence);
	if (who[0] != '\0') {
		scene_text(s, cell, arena_printf(s->arena, "%s%s \302\267 ",
		    who, e->others ? " and others" : ""));
	}
	scene_code(s, cell, e->evidence->path);
	if (e->merged > 0)
		scene_small(s, cell, arena_printf(s->arena, " and %zu more",
		    e->merged));
}

static void
add_row(struct scene *s, struct node *table, const struct event *e)
{
	struct node *row = scene_row(s, table), *cell;

	scene_cell(s, row, words_time(s->arena, e->at));
	cell = scene_cell(s, row, NULL);
	if (e->item == NULL) {
		scene_strong(s, cell, e->word);
	} else {
		scene_badge(s, cell, e->shape, e->word);
		scene_text(s, cell, " ");
		scene_item(s, cell, e->item);
	}
	if (e->merged > 0)
		scene_text(s, cell, arena_printf(s->arena,
		    " and %zu more %s%s", e->merged,
		    e->place == NULL ? scene_place(s, e->item) : "under ",
		    e->place == NULL ? "" :
		    scene_section_title(s, e->place)));
	if (e->after != NULL)
		scene_text(s, cell, arena_printf(s->arena, "%s%s",
		    e->after[0] == ',' ? "" : " ", e->after));
	add_source(s, row, e);
}

/* Only lanes that hold something are drawn. */
static size_t
number_lanes(const struct event *events, size_t count,
    size_t number[EVENTS_LANES], const char *names[EVENTS_LANES])
{
	size_t i, lane, n = 0;
	bool used[EVENTS_LANES] = { false };

	for (i = 0; i < count; i++)
		used[events[i].lane] = true;
	for (lane = 0; lane < EVENTS_LANES; lane++) {
		number[lane] = n;
		if (used[lane])
			names[n++] = events_lane_str((enum events_lane)lane);
	}
	return n;
}

static const char *
axis_words(struct scene *s, const struct event *events, size_t count)
{
	return arena_printf(s->arena, "Time axis from %s to %s with %zu "
	    "events, which the table below lists. Distances grow with the "
	    "logarithm of the time between two events; gaps over six hours "
	    "are dashed.", words_time(s->arena, events[0].at),
	    words_time(s->arena, events[count - 1].at), count);
}

static void
draw_axis(struct scene *s, struct node *into, const struct event *events,
    size_t count)
{
	struct axis_mark *marks = arena_array(s->arena, count,
	    sizeof(*marks));
	const char *names[EVENTS_LANES];
	size_t number[EVENTS_LANES], lanes, i;

	lanes = number_lanes(events, count, number, names);
	for (i = 0; i < count; i++) {
		marks[i].sec = events[i].at->sec;
		marks[i].lane = number[events[i].lane];
		marks[i].shape = events[i].shape;
		marks[i].severity = events[i].severity;
		marks[i].title = events[i].item != NULL ?
		    words_line(s->arena, events[i].item->label) :
		    events[i].word;
		if (events[i].item != NULL)
			marks[i].href = scene_href(s, events[i].item);
	}
	axis_draw(s, into, marks, count, names, lanes,
	    events[count - 1].at->offset, axis_words(s, events, count));
	scene_paragraph(s, into, ROLE_SMALL, "Distances grow with the "
	    "logarithm of the time between two events; gaps over six hours "
	    "are dashed, and named where there is room. Marks that would "
	    "touch are drawn as the worst of them.");
}

bool
timeline_block(struct scene *s, const struct value *options, int level,
    struct node *into)
{
	static const char *const heads[] = { "Time", "Event", "Source",
	    NULL };
	struct event *events;
	struct node *table;
	size_t count, most, i;

	(void)level;
	count = events_list(s, QUIET_MAX, &events);
	if (count == 0 || (count == 1 && events[0].item == NULL)) {
		scene_paragraph(s, into, ROLE_NOTE,
		    "Nothing with a time stands in this record yet.");
		return false;
	}
	if (!scene_flag(options, "plain"))
		draw_axis(s, into, events, count);
	most = scene_number(options, "max", SIZE_MAX);
	table = scene_table(s, into, ROLE_TIMELINE, heads);
	for (i = 0; i < count && i < most; i++)
		add_row(s, table, &events[i]);
	scene_more(s, into, count - i, "events");
	return true;
}
