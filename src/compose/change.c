/*
 * Change: what was deployed, where, when and by whom.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "compose/change.h"
#include "compose/fit.h"
#include "compose/panel.h"
#include "compose/scene.h"
#include "compose/words.h"
#include "doc/node.h"
#include "model/record.h"

#define KEYS	100.0	/* width of the keys before values */
#define FACTS	6	/* on a cover, at most */

struct named {
	const char	*key, *text;
};

/* "ticket CHG-1 (normal change)" */
static const char *
change_words(struct scene *s)
{
	const struct record *r = s->record;

	if (r->ticket != NULL && r->change_type != NULL)
		return arena_printf(s->arena, "%s (%s change)",
		    words_line(s->arena, r->ticket),
		    words_line(s->arena, r->change_type));
	if (r->ticket != NULL)
		return r->ticket;
	if (r->change_type != NULL)
		return arena_printf(s->arena, "%s change",
		    words_line(s->arena, r->change_type));
	return NULL;
}

static const char *
people(struct scene *s)
{
	const struct record *r = s->record;
	struct buf b = BUF_INIT;
	const char *out;

	if (r->deployed_by != NULL) {
		buf_adds(&b, "deployed by ");
		words_add(&b, r->deployed_by);
	}
	if (r->requested_by != NULL) {
		buf_adds(&b, b.len > 0 ? ", requested by " : "requested by ");
		words_add(&b, r->requested_by);
	}
	out = words_keep(s->arena, &b);
	buf_clear(&b);
	return out;
}

/* What, where, when, by whom; a cover in two columns says it in rows of
 * like height and leaves the ticket to the block `change`. */
static void
identity(struct scene *s, bool brief, struct named out[FACTS])
{
	const struct record *r = s->record;
	bool done = r->started_at != NULL || r->finished_at != NULL;

	memset(out, 0, FACTS * sizeof(out[0]));
	out[0] = (struct named){ "What", brief || r->subject.name == NULL ?
	    r->subject.name : words_subject(s->arena, &r->subject) };
	if (brief || r->subject.name == NULL)
		out[1] = (struct named){ "Version", r->subject.version };
	out[2] = (struct named){ "Where", r->subject.environment };
	out[3] = (struct named){ done ? "Window" : "Planned window", done ?
	    words_window(s->arena, r->started_at, r->finished_at) :
	    words_window(s->arena, r->planned_start, r->planned_end) };
	out[4] = (struct named){ "By whom", people(s) };
	if (brief)
		out[5] = (struct named){ "Change", change_words(s) };
}

const char *
change_title(const struct scene *s)
{
	const struct record *r = s->record;

	return r->title != NULL ? r->title : r->template_title != NULL ?
	    r->template_title : r->name;
}

/* What the next fact adds: a line of its own, or, in two columns, what it
 * is higher than the one beside it. */
static double
height_of(bool columns, bool first, size_t lines, size_t *most)
{
	size_t more;

	if (!columns)
		return (double)lines * FIT_SMALL * FIT_TIGHT;
	more = first ? lines : lines > *most ? lines - *most : 0;
	*most = first ? lines : *most + more;
	return (double)more * FIT_TEXT * FIT_LOOSE +
	    (first ? FIT_SMALL * FIT_TIGHT + 2 : 0);
}

double
change_identity(struct scene *s, struct node *into, int role, size_t lines)
{
	struct node *facts = node_new(s->arena, NODE_FACTS);
	size_t i, n, most = 0, count = 0;
	struct named list[FACTS];
	double h = 0;

	facts->role = (enum node_role)role;
	identity(s, lines == 0, list);
	for (i = 0; i < FACTS; i++) {
		if (list[i].text == NULL || list[i].text[0] == '\0')
			continue;
		list[i].text = words_line(s->arena, list[i].text);
		if (lines > 0)
			list[i].text = fit_clip(s->arena, list[i].text,
			    FIT_TEXT, PANEL_WIDTH, lines);
		scene_fact(s, facts, list[i].key, list[i].text);
		n = role == ROLE_COVER ?
		    fit_lines(list[i].text, FIT_TEXT, PANEL_WIDTH) :
		    fit_lines(list[i].text, FIT_SMALL, FIT_WIDTH - KEYS);
		h += height_of(role == ROLE_COVER, count++ % 2 == 0, n,
		    &most);
	}
	if (count == 0)
		return 0;
	node_add(into, facts);
	return h + (role == ROLE_COVER ? 4 : 12);
}

/* What the cover showed cut, in full. */
static void
add_cut(struct scene *s, struct node *facts)
{
	struct named list[FACTS];
	const char *title = change_title(s);
	size_t i;

	if (fit_lines(title, FIT_TITLE, FIT_WIDTH) > CHANGE_TITLE_LINES)
		scene_fact(s, facts, "Title", words_line(s->arena, title));
	identity(s, false, list);
	for (i = 0; i < FACTS; i++)
		if (fit_lines(list[i].text, FIT_TEXT, PANEL_WIDTH) >
		    CHANGE_LINES)
			scene_fact(s, facts, list[i].key,
			    words_line(s->arena, list[i].text));
}

/* The artefact: its digest where it is one we know how to show. */
static void
add_artefact(struct scene *s, struct node *facts)
{
	const struct subject *u = &s->record->subject;

	if (u->commit != NULL)
		scene_code(s, scene_fact_open(s, facts, "Commit"),
		    u->commit);
	if (u->digest != NULL)
		scene_code(s, scene_fact_open(s, facts, "Artefact"),
		    u->digest);
}

bool
change_block(struct scene *s, const struct value *options, int level,
    struct node *into)
{
	const struct record *r = s->record;
	struct node *facts = node_new(s->arena, NODE_FACTS);

	(void)options;
	(void)level;
	add_cut(s, facts);
	scene_fact(s, facts, "Ticket", change_words(s));
	scene_fact(s, facts, "Contents", r->change_description);
	scene_fact(s, facts, "Reason", r->change_reason);
	scene_fact(s, facts, "Risk", r->risk);
	scene_fact(s, facts, "Impact", r->impact);
	if (r->started_at != NULL)
		scene_fact(s, facts, "Planned window", words_window(s->arena,
		    r->planned_start, r->planned_end));
	add_artefact(s, facts);
	scene_fact(s, facts, "Checklist", r->template_title);
	if (facts->first == NULL) {
		scene_paragraph(s, into, ROLE_NOTE,
		    "The record does not describe the change.");
		return false;
	}
	node_add(into, facts);
	return true;
}
