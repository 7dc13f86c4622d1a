/*
 * Fold: the longer material of one evidence file.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "compose/fold.h"
#include "compose/scene.h"
#include "compose/words.h"
#include "doc/node.h"
#include "model/record.h"

#define SEPARATOR	" \302\267 "	/* middle dot */
#define ALONE_MAX	200	/* bytes of a fact that needs no fold */

/* The fact list is made with its first fact. */
struct folder {
	struct scene	*scene;
	struct node	*fold, *facts;
	struct buf	*brief;		/* for the evidence line */
};

/* One more part of the evidence line. */
static void
add_brief(struct folder *f, const char *before, const char *text)
{
	if (text == NULL || text[0] == '\0')
		return;
	if (f->brief->len > 0)
		buf_adds(f->brief, SEPARATOR);
	buf_adds(f->brief, before);
	words_add(f->brief, text);
}

static struct node *
facts(struct folder *f)
{
	if (f->facts == NULL) {
		f->facts = node_add_new(f->scene->arena, f->fold,
		    NODE_FACTS);
		f->facts->role = ROLE_COMPACT;
	}
	return f->facts;
}

static void
add(struct folder *f, const char *key, const char *text)
{
	if (text != NULL && text[0] != '\0')
		scene_fact(f->scene, facts(f), key, text);
}

static void
add_code(struct folder *f, const char *key, const char *text)
{
	if (text == NULL || text[0] == '\0')
		return;
	if (strchr(text, '\n') != NULL)
		scene_fact(f->scene, facts(f), key, text);
	else
		scene_code(f->scene, scene_fact_open(f->scene, facts(f),
		    key), text);
}

static bool
is_said(const char *text, const char *where)
{
	return text == NULL || (where != NULL && strstr(where, text) != NULL);
}

/* "41 ms", "1 h 51 min (6703000 ms)": as written, and as one reads it. */
static const char *
took(struct arena *a, const char *ms)
{
	size_t n = strlen(ms);
	struct buf b = BUF_INIT;
	const char *out;

	if (n < 5 || n > 15 || ms[strspn(ms, "0123456789")] != '\0')
		return arena_printf(a, "%s ms", words_line(a, ms));
	words_duration(&b, (int64_t)(strtoll(ms, NULL, 10) / 1000));
	buf_printf(&b, " (%s ms)", ms);
	out = words_keep(a, &b);
	buf_clear(&b);
	return out;
}

static void
add_run(struct folder *f, const struct item *item)
{
	const struct evidence *e = item->evidence;
	struct arena *a = f->scene->arena;

	add_code(f, "Command", e->command);
	if (e->has_exit_code)
		add_brief(f, "exit status ", arena_printf(a, "%ld",
		    e->exit_code));
	if (e->duration_ms != NULL)
		add_brief(f, "took ", took(a, e->duration_ms));
	if (!is_said(e->observed, e->summary))
		add_code(f, "Observed", e->observed);
	add_code(f, "Expected", e->expected);
	if (!is_said(e->reason, item->why))
		add(f, "Reason", e->reason);
	add_brief(f, "period ", words_window(a, e->period_from,
	    e->period_to));
	/* Said only where it was not at once. */
	if (e->recorded_at != NULL && (e->collected_at == NULL ||
	    e->recorded_at->sec - e->collected_at->sec >= 60))
		add_brief(f, "recorded ", words_time(a, e->recorded_at));
	add_brief(f, "valid until ", words_time(a, e->expires_at));
	if (e->has_subject)
		add_brief(f, "release ", words_subject(a, &e->subject));
}

static void
add_part(struct buf *b, const char *before, const char *text)
{
	if (text == NULL)
		return;
	buf_adds(b, before);
	words_add(b, text);
}

static void
add_measures(struct folder *f, const struct evidence *e)
{
	struct buf b = BUF_INIT;
	const struct measure *m;

	for (m = e->measures; m != NULL; m = m->next) {
		buf_rewind(&b);
		words_add(&b, m->name);
		add_part(&b, " = ", m->value_text);
		add_part(&b, " ", m->unit);
		add_part(&b, ", percentile ", m->percentile);
		add_part(&b, ", samples ", m->samples);
		add_part(&b, ", window ", m->window);
		add_part(&b, ", source ", m->source);
		add_part(&b, ", baseline ", m->baseline_text);
		add(f, "Measured", words_keep(f->scene->arena, &b));
		add_code(f, "Query", m->query);
	}
	buf_clear(&b);
}

static void
add_values(struct folder *f, const struct evidence *e)
{
	const struct pair *p;

	for (p = e->values; p != NULL; p = p->next)
		add(f, words_line(f->scene->arena, p->name), p->value);
}

static void
add_controls(struct folder *f, const struct item *item)
{
	const struct evidence *e = item->evidence;
	struct buf b = BUF_INIT;
	size_t i;

	for (i = 0; i < item->control_count; i++)
		add_part(&b, b.len > 0 ? ", " : "", item->controls[i]);
	for (i = 0; e != NULL && i < e->control_count; i++)
		add_part(&b, b.len > 0 ? ", " : "", e->controls[i]);
	if (b.len > 0)
		add_brief(f, item->control_count + (e == NULL ? 0 :
		    e->control_count) == 1 ? "control " : "controls ",
		    buf_str(&b));
	buf_clear(&b);
}

static void
add_attachments(struct folder *f, const struct evidence *e)
{
	struct scene *s = f->scene;
	const struct attachment *a;
	struct node *fact;

	for (a = e->attachments; a != NULL; a = a->next) {
		fact = scene_fact_open(s, facts(f), "Attachment");
		if (a->title != NULL) {
			scene_text(s, fact, a->title);
			scene_text(s, fact, ": ");
		}
		scene_code(s, fact, a->path);
		scene_text(s, fact, arena_printf(s->arena, ", %s%s%s%s, ",
		    words_size(s->arena, a->size),
		    a->media_type != NULL ? ", " : "",
		    a->media_type != NULL ?
		    words_line(s->arena, a->media_type) : "",
		    a->redacted ? ", redacted" : ""));
		scene_digest(s, fact, a->sha256, false);
	}
}

/* "attachment Run: log.txt, 12 bytes, text/plain, SHA-256 2da4 a584 b7c8" */
static void
brief_attachment(struct folder *f, const struct attachment *t)
{
	struct arena *a = f->scene->arena;

	add_brief(f, "attachment ", arena_printf(a, "%s%s%s, %s%s%s%s, "
	    "SHA-256 %.4s %.4s %.4s", t->title != NULL ? t->title : "",
	    t->title != NULL ? ": " : "", t->path, words_size(a, t->size),
	    t->media_type != NULL ? ", " : "",
	    t->media_type != NULL ? t->media_type : "",
	    t->redacted ? ", redacted" : "", t->sha256, t->sha256 + 4,
	    t->sha256 + 8));
}

/* A fact that stands alone: said in the evidence line, not folded. */
static bool
move_alone(struct folder *f, const struct item *item)
{
	const struct node *fact = f->facts == NULL ? NULL : f->facts->first;
	struct buf b = BUF_INIT;
	char *p;

	if (fact == NULL || fact->next != NULL || f->fold->first !=
	    f->fold->last || scene_has_content(item->detail))
		return false;
	/* A command is copied, and a code block keeps its lines. */
	if (strcmp(fact->text, "Command") == 0 || fact->first == NULL ||
	    !node_is_inline(fact->first->kind))
		return false;
	if (strcmp(fact->text, "Attachment") == 0 && item->evidence != NULL &&
	    item->evidence->attachments != NULL) {
		brief_attachment(f, item->evidence->attachments);
		return true;
	}
	node_plain(&b, fact);
	if (b.len > ALONE_MAX) {
		buf_clear(&b);
		return false;
	}
	p = b.data;
	if (p[0] >= 'A' && p[0] <= 'Z' && p[1] >= 'a' && p[1] <= 'z')
		p[0] = (char)(p[0] - 'A' + 'a');
	add_brief(f, "", buf_str(&b));
	buf_clear(&b);
	return true;
}

static void
add_waiver(struct folder *f, const struct waiver *w)
{
	struct arena *a = f->scene->arena;

	add(f, "Waiver", w->reason);
	add(f, "Risk", w->risk);
	add(f, "Compensating control", w->compensating_control);
	add(f, "Waiver approved by", w->approved_by);
	add(f, "Waiver expires", words_time(a, w->expires_at));
}

static void
add_conflict(struct folder *f, const struct evidence *other)
{
	add(f, "A second file answers this item", other->path);
	add(f, "It says", record_status_str(other->status));
}

struct node *
fold_make(struct scene *s, const struct item *item, struct buf *brief)
{
	const struct evidence *e = item->evidence;
	struct folder f = { .scene = s, .brief = brief };

	f.fold = node_new(s->arena, NODE_FOLD);
	f.fold->text = e != NULL ? "Details" : "Instructions";
	if (e != NULL) {
		add_run(&f, item);
		add_measures(&f, e);
		if (item->kind != KIND_CONTACT)
			add_values(&f, e);
		if (e->refused && !is_said(e->fault, item->why))
			add(&f, "Refused", e->fault);
		/* A block of waivers tells all of it. */
		if (e->waiver != NULL && (!s->waivers || e->refused))
			add_waiver(&f, e->waiver);
	}
	if (item->conflict != NULL)
		add_conflict(&f, item->conflict);
	add_controls(&f, item);
	if (e != NULL) {
		add_attachments(&f, e);
		if (scene_has_content(e->notes))
			scene_copy(s, f.fold, e->notes);
	}
	if (scene_has_content(item->detail)) {
		if (e != NULL && f.fold->first != NULL)
			scene_paragraph(s, f.fold, ROLE_SMALL,
			    "From the checklist:");
		scene_copy(s, f.fold, item->detail);
	}
	return f.fold->first == NULL || move_alone(&f, item) ? NULL : f.fold;
}
