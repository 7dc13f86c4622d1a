/*
 * Cover: what a reader must know before the first turn of a page.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "compose/charts.h"
#include "compose/cover.h"
#include "compose/gates.h"
#include "compose/next.h"
#include "compose/scene.h"
#include "compose/words.h"
#include "doc/node.h"
#include "model/record.h"

#define NAMES		5	/* owners and signers before "and n more" */

static void
add_part(struct buf *b, const char *text)
{
	if (text == NULL || text[0] == '\0')
		return;
	if (b->len > 0)
		buf_adds(b, " \302\267 ");
	words_add(b, text);
}

/* Organisation, kind of document: small, above the title. */
static void
add_kicker(struct scene *s, struct node *into)
{
	const struct record *r = s->record;
	struct buf b = BUF_INIT;

	add_part(&b, r->organization);
	add_part(&b, s->name != NULL ? s->name : r->document_type);
	if (b.len > 0)
		scene_paragraph(s, into, ROLE_KICKER,
		    words_keep(s->arena, &b));
	buf_clear(&b);
}

static void
add_verdict(struct scene *s, struct node *into)
{
	const struct record *r = s->record;
	struct node *bar = node_add_new(s->arena, into, NODE_VERDICT);

	bar->state = (enum node_state)words_verdict_shape((int)r->verdict);
	bar->text = record_verdict_str(r->verdict);
	scene_text(s, bar, r->why != NULL ? r->why :
	    words_tally(s->arena, &r->tally));
	if (r->tally.by_state[STATE_WAIVED] == 0)
		return;
	scene_paragraph(s, into, ROLE_NOTE, arena_printf(s->arena,
	    "Before waivers: %s. After %s: %s. Waived items are not counted "
	    "as pass.",
	    record_verdict_str(r->before_waivers),
	    words_count(s->arena, r->tally.by_state[STATE_WAIVED],
	    "waiver", "waivers"), record_verdict_str(r->verdict)));
}

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

/* The row of facts: what, where, when, by whom. */
static void
add_identity(struct scene *s, struct node *into)
{
	const struct record *r = s->record;
	struct node *facts = node_new(s->arena, NODE_FACTS);

	facts->role = ROLE_COVER;
	scene_fact(s, facts, "What", r->subject.name);
	scene_fact(s, facts, "Version", r->subject.version);
	scene_fact(s, facts, "Where", r->subject.environment);
	if (r->started_at != NULL || r->finished_at != NULL)
		scene_fact(s, facts, "Window", words_window(s->arena,
		    r->started_at, r->finished_at));
	else
		scene_fact(s, facts, "Planned window", words_window(s->arena,
		    r->planned_start, r->planned_end));
	scene_fact(s, facts, "By whom", people(s));
	scene_fact(s, facts, "Change", change_words(s));
	if (facts->first != NULL)
		node_add(into, facts);
}

/* What the change is: below all that must be seen first. */
static void
add_change(struct scene *s, struct node *into)
{
	const struct record *r = s->record;
	struct node *facts = node_new(s->arena, NODE_FACTS);

	scene_fact(s, facts, "Contents", r->change_description);
	scene_fact(s, facts, "Reason", r->change_reason);
	scene_fact(s, facts, "Risk", r->risk);
	scene_fact(s, facts, "Impact", r->impact);
	if (r->started_at != NULL)
		scene_fact(s, facts, "Planned window", words_window(s->arena,
		    r->planned_start, r->planned_end));
	add_artefact(s, facts);
	scene_fact(s, facts, "Checklist", r->template_title);
	if (facts->first == NULL)
		return;
	scene_lead(s, into, "The change");
	node_add(into, facts);
}

/* The strip's key: each state that is there with its number. */
static void
add_counts(struct scene *s, struct node *into)
{
	static const enum item_state order[] = { STATE_PASS, STATE_WAIVED,
	    STATE_FAIL, STATE_INVALID, STATE_OVERDUE, STATE_STALE,
	    STATE_MISSING, STATE_PENDING, STATE_NOT_APPLICABLE };
	const struct tally *t = &s->record->tally;
	struct node *p = scene_paragraph(s, into, ROLE_COMPACT, NULL);
	size_t i;

	for (i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
		if (t->by_state[order[i]] == 0)
			continue;
		scene_text(s, p, p->first != NULL ? " " : arena_printf(
		    s->arena, "Of %s: ", words_count(s->arena, t->total,
		    "item", "items")));
		/* U+00A0: a number stays with its word. */
		scene_badge(s, p, words_shape((int)order[i]), arena_printf(
		    s->arena, "%zu\302\240%s", t->by_state[order[i]],
		    record_state_str(order[i])));
	}
	if (p->first == NULL)
		scene_text(s, p, "0 items");
}

static void
add_issue(struct scene *s, struct node *into)
{
	const struct record *r = s->record;
	struct node *facts = node_add_new(s->arena, into, NODE_FACTS);
	const char *at;

	facts->role = ROLE_COMPACT;
	scene_fact(s, facts, "Record", r->revision == 0 ?
	    arena_printf(s->arena, "%s, not issued: a look at it as it "
	    "stands", words_line(s->arena, r->name)) :
	    arena_printf(s->arena, "%s, revision %u",
	    words_line(s->arena, r->name), r->revision));
	if (r->digest[0] != '\0')
		scene_digest(s, scene_fact_open(s, facts, "Record digest"),
		    r->digest, false);
	if (r->previous_digest != NULL)
		scene_digest(s, scene_fact_open(s, facts, "Revision before"),
		    r->previous_digest, false);
	at = words_time_both(s->arena, r->issued_at);
	if (at != NULL)
		scene_fact(s, facts, "Issued at", s->tool == NULL ?
		    at : arena_printf(s->arena, "%s with %s", at,
		    words_line(s->arena, s->tool)));
	scene_fact(s, facts, "Signature", s->signed_by == NULL ?
	    "none; this document is not signed" :
	    arena_printf(s->arena, "Signed with %s. The signature covers the "
	    "manifest, which names this document.",
	    words_line(s->arena, s->signed_by)));
}

bool
cover_block(struct scene *s, const struct value *options, int level,
    struct node *into)
{
	const struct record *r = s->record;
	struct node *cover, *title;
	bool brief = scene_flag(options, "brief");

	cover = node_add_new(s->arena, into, NODE_SECTION);
	cover->role = ROLE_COVER;
	add_kicker(s, cover);
	title = scene_heading(s, cover, level < 2 ? 1 : level,
	    r->title != NULL ? r->title : r->template_title != NULL ?
	    r->template_title : r->name);
	title->role = ROLE_TITLE;
	title->id = "top";
	add_verdict(s, cover);
	add_identity(s, cover);
	if (!brief)
		charts_strip(s, cover);
	add_counts(s, cover);
	if (!brief)
		gates_block(s, NULL, level, cover);
	scene_lead(s, cover, "Who acts next");
	next_list(s, cover, scene_number(options, "max", NAMES));
	add_issue(s, cover);
	if (!brief)
		add_change(s, cover);
	return true;
}
