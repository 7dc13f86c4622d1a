/*
 * Proofs: one item, one evidence file, one waiver as plain data.
 */
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/decimal.h"
#include "base/value.h"
#include "compose/proofs.h"
#include "doc/node.h"
#include "model/record.h"

static void
add_str(struct arena *a, struct value *v, const char *key, const char *text)
{
	if (text != NULL && text[0] != '\0')
		value_add_str(a, v, key, text);
}

void
proofs_time(struct arena *a, struct value *v, const char *key,
    const struct instant *at)
{
	char text[DATE_MAX];

	if (at == NULL)
		return;
	date_str_rfc3339(at, text);
	value_add_str(a, v, key, arena_strdup(a, text));
}

/* A number as it was written; what is none (a version) as a string. */
static void
add_number(struct arena *a, struct value *v, const char *key,
    const char *text)
{
	struct decimal d;

	if (text == NULL)
		return;
	if (decimal_parse(text, strlen(text), &d) == 0)
		value_add_num(a, v, key, text);
	else
		value_add_str(a, v, key, text);
}

static void
add_true(struct arena *a, struct value *v, const char *key, bool truth)
{
	if (truth)
		value_add_bool(a, v, key, true);
}

static void
add_strings(struct arena *a, struct value *v, const char *key,
    const char *const *list, size_t count)
{
	struct value *out;
	size_t i;

	if (count == 0)
		return;
	out = value_add(v, key, value_array(a));
	for (i = 0; i < count; i++)
		value_add_str(a, out, NULL, list[i]);
}

static const char *
state_key(enum item_state state)
{
	return state == STATE_NOT_APPLICABLE ? "not_applicable" :
	    record_state_str(state);
}

/* --- items ---------------------------------------------------------- */

static void
add_target(struct arena *a, struct value *v, const struct target *t)
{
	struct value *o;

	if (t == NULL)
		return;
	o = value_add(v, "target", value_object(a));
	add_str(a, o, "words", t->words);
	if (t->op == TARGET_NONE)
		return;
	value_add_str(a, o, "op", record_op_str(t->op));
	add_str(a, o, "value", t->value_text);
	add_str(a, o, "high", t->high_text);
	add_str(a, o, "unit", t->unit);
	add_str(a, o, "percentile", t->percentile);
	add_str(a, o, "metric", t->name);
}

static void
add_measured(struct arena *a, struct value *v, const struct measured *m)
{
	struct value *o;

	if (m == NULL)
		return;
	o = value_add(v, "measured", value_object(a));
	value_add_bool(a, o, "known", m->known);
	if (!m->known)
		return;
	value_add_bool(a, o, "met", m->met);
	add_true(a, o, "near_miss", m->near_miss);
	add_str(a, o, "value", m->value_words);
	add_str(a, o, "margin", m->margin_words);
}

/* The signature beside it, as it was found to be. */
static void
add_signature(struct arena *a, struct value *v, const struct evidence *e)
{
	static const char *const states[] = {
		[ATTESTATION_UNCHECKED] = "unchecked",
		[ATTESTATION_BAD] = "bad",
		[ATTESTATION_UNLISTED] = "unlisted_signer",
		[ATTESTATION_GOOD] = "good",
	};
	const struct attestation *at = e->attestation;
	struct value *o = value_add(v, "signature", value_object(a));

	value_add_str(a, o, "state", at == NULL ? "absent" :
	    states[at->state]);
	if (at == NULL)
		return;
	value_add_str(a, o, "path", at->path);
	add_str(a, o, "why", at->why);
	add_str(a, o, "subject", at->subject);
	if (at->fingerprint != NULL && *at->fingerprint != '\0')
		value_add_str(a, o, "fingerprint", at->fingerprint);
	value_add_bool(a, o, "trust_list", at->asked);
	add_true(a, o, "named", at->named);
	proofs_time(a, o, "proven_at", at->proven);
	add_str(a, o, "stamped_by", at->stamp);
}

static void
add_signoff(struct arena *a, struct value *v, const struct item *item)
{
	const struct evidence *e = item->evidence;
	const struct signoff *s = e == NULL || e->refused ? NULL :
	    e->signoff;
	const struct change *c;
	struct value *o, *list;

	if (item->kind != KIND_SIGNOFF)
		return;
	o = value_add(v, "signoff", value_object(a));
	value_add_str(a, o, "standing", record_standing_str(item->standing));
	add_str(a, o, "wanted_role", item->role);
	if (s != NULL) {
		value_add_str(a, o, "decision",
		    record_decision_str(s->decision));
		add_str(a, o, "role", s->role);
		add_str(a, o, "name", s->name);
		add_str(a, o, "id", s->id);
		add_str(a, o, "organization", s->organization);
		add_str(a, o, "meaning", s->meaning);
		add_str(a, o, "statement", s->statement);
		add_str(a, o, "comment", s->comment);
		add_strings(a, o, "conditions", s->conditions,
		    s->condition_count);
		add_str(a, o, "auth", s->auth);
		add_str(a, o, "delegated_for", s->delegated_for);
		add_str(a, o, "key_fingerprint", s->key_fingerprint);
		proofs_time(a, o, "signed_at", s->signed_at);
		add_str(a, o, "record_digest", s->record_digest);
		value_add_int(a, o, "scope_items",
		    (long long)s->scope_count);
		add_signature(a, o, e);
	}
	if (item->changes == NULL)
		return;
	list = value_add(o, "changes", value_array(a));
	for (c = item->changes; c != NULL; c = c->next)
		value_add_str(a, list, NULL, c->words);
}

struct value *
proofs_item(struct arena *a, const struct item *item)
{
	struct value *v = value_object(a), *e;

	value_add_str(a, v, "id", item->id);
	value_add_str(a, v, "kind", record_kind_str(item->kind));
	add_str(a, v, "label", item->label);
	if (item->section != NULL)
		add_str(a, v, "section", item->section->id);
	value_add_int(a, v, "line", item->line);
	value_add_str(a, v, "state", state_key(item->state));
	if (item->before_waiver != item->state)
		value_add_str(a, v, "before_waiver",
		    state_key(item->before_waiver));
	add_str(a, v, "why", item->why);
	add_str(a, v, "owner", item->owner);
	if (item->evidence != NULL) {
		e = value_add(v, "evidence", value_object(a));
		value_add_str(a, e, "path", item->evidence->path);
		value_add_str(a, e, "sha256", item->evidence->sha256);
	}
	if (item->conflict != NULL)
		add_str(a, v, "conflict", item->conflict->path);
	add_target(a, v, item->target);
	add_measured(a, v, item->measured);
	proofs_time(a, v, "due_at", item->due_at);
	add_true(a, v, "late", item->late);
	add_true(a, v, "waiver_expired", item->waiver_expired);
	add_true(a, v, "after_signoff", item->after_signoff);
	add_strings(a, v, "controls", item->controls, item->control_count);
	add_signoff(a, v, item);
	return v;
}

/* --- evidence ------------------------------------------------------- */

static void
add_collector(struct arena *a, struct value *v, const struct collector *c)
{
	struct value *o = value_object(a);

	add_str(a, o, "type", c->type);
	add_str(a, o, "name", c->name);
	add_str(a, o, "id", c->id);
	add_str(a, o, "role", c->role);
	add_str(a, o, "host", c->host);
	add_str(a, o, "tool", c->tool);
	add_str(a, o, "tool_version", c->tool_version);
	if (o->count > 0)
		value_add(v, "collector", o);
}

static void
add_measures(struct arena *a, struct value *v, const struct evidence *e)
{
	struct value *list, *o;
	const struct measure *m;

	if (e->measures == NULL)
		return;
	list = value_add(v, "metrics", value_array(a));
	for (m = e->measures; m != NULL; m = m->next) {
		o = value_add(list, NULL, value_object(a));
		add_str(a, o, "name", m->name);
		add_number(a, o, "value", m->value_text);
		add_str(a, o, "unit", m->unit);
		add_str(a, o, "percentile", m->percentile);
		add_str(a, o, "samples", m->samples);
		add_str(a, o, "window", m->window);
		add_str(a, o, "source", m->source);
		add_str(a, o, "query", m->query);
		if (m->has_baseline)
			add_number(a, o, "baseline", m->baseline_text);
	}
}

static void
add_attachments(struct arena *a, struct value *v, const struct evidence *e)
{
	struct value *list, *o;
	const struct attachment *t;

	if (e->attachments == NULL)
		return;
	list = value_add(v, "attachments", value_array(a));
	for (t = e->attachments; t != NULL; t = t->next) {
		o = value_add(list, NULL, value_object(a));
		add_str(a, o, "path", t->path);
		add_str(a, o, "sha256", t->sha256);
		value_add_int(a, o, "size", (long long)t->size);
		add_str(a, o, "media_type", t->media_type);
		add_str(a, o, "title", t->title);
		add_true(a, o, "redacted", t->redacted);
	}
}

static void
add_run(struct arena *a, struct value *v, const struct evidence *e)
{
	add_str(a, v, "summary", e->summary);
	add_str(a, v, "command", e->command);
	if (e->has_exit_code)
		value_add_int(a, v, "exit_code", e->exit_code);
	add_number(a, v, "duration_ms", e->duration_ms);
	add_str(a, v, "observed", e->observed);
	add_str(a, v, "expected", e->expected);
	add_str(a, v, "reason", e->reason);
	add_strings(a, v, "controls", e->controls, e->control_count);
}

static void
add_lesson(struct arena *a, struct value *v, const struct evidence *e)
{
	struct value *o;

	if (e->lesson_text == NULL)
		return;
	o = value_add(v, "lesson", value_object(a));
	add_str(a, o, "kind", e->lesson_kind);
	add_str(a, o, "text", e->lesson_text);
}

static void
add_supersedes(struct arena *a, struct value *v, const struct evidence *e)
{
	struct value *o;

	if (e->supersedes.sha256[0] == '\0')
		return;
	o = value_add(v, "supersedes", value_object(a));
	add_str(a, o, "digest", e->supersedes.sha256);
	if (e->superseded != NULL)
		add_str(a, o, "path", e->superseded->path);
	add_str(a, o, "reason", e->supersedes.reason);
	add_str(a, o, "by", e->supersedes.by);
	proofs_time(a, o, "at", e->supersedes.at);
}

/* The decision of a sign-off that another one replaced: no item tells it. */
static void
add_earlier(struct arena *a, struct value *v, const struct evidence *e)
{
	struct value *o;

	if (!e->replaced || e->signoff == NULL)
		return;
	o = value_add(v, "signoff", value_object(a));
	value_add_str(a, o, "decision",
	    record_decision_str(e->signoff->decision));
	add_str(a, o, "role", e->signoff->role);
	add_str(a, o, "name", e->signoff->name);
	add_str(a, o, "comment", e->signoff->comment);
	proofs_time(a, o, "signed_at", e->signoff->signed_at);
}

static bool
holds_blocks(const struct node *n)
{
	return n->first != NULL && !node_is_inline(n->first->kind);
}

/* A block a line, without the marks of Markdown. */
static void
add_lines(struct buf *b, const struct node *n)
{
	const struct node *c;

	for (c = n->first; c != NULL; c = c->next) {
		if (c->kind == NODE_DIRECTIVE || c->kind == NODE_RULE)
			continue;
		if (holds_blocks(c) && c->kind != NODE_ROW) {
			add_lines(b, c);
			continue;
		}
		if (b->len > 0 && b->data[b->len - 1] != '\n')
			buf_addc(b, '\n');
		node_plain(b, c);
	}
}

static void
add_notes(struct arena *a, struct value *v, const struct node *notes)
{
	struct buf b = BUF_INIT;

	if (notes == NULL)
		return;
	add_lines(&b, notes);
	while (b.len > 0 && b.data[b.len - 1] == '\n')
		b.len--;
	if (b.len > 0)
		value_add_str(a, v, "notes", arena_strndup(a, b.data,
		    b.len));
	buf_clear(&b);
}

static const char *
use_of(const struct evidence *e)
{
	if (e->refused)
		return "refused";
	if (e->unlisted)
		return "unlisted";
	return e->replaced ? "replaced" : "in_force";
}

struct value *
proofs_evidence(struct arena *a, const struct evidence *e)
{
	static const char *const statuses[] = {
		[EVIDENCE_ABSENT] = NULL,
		[EVIDENCE_PASS] = "pass",
		[EVIDENCE_FAIL] = "fail",
		[EVIDENCE_ERROR] = "error",
		[EVIDENCE_NOT_APPLICABLE] = "not_applicable",
		[EVIDENCE_BLOCKED] = "blocked",
	};
	struct value *v = value_object(a);

	value_add_str(a, v, "path", e->path);
	value_add_str(a, v, "sha256", e->sha256);
	value_add_int(a, v, "size", (long long)e->size);
	add_str(a, v, "item", e->item);
	value_add_str(a, v, "use", use_of(e));
	add_str(a, v, "fault", e->fault);
	if (e->refused)
		return v;
	add_str(a, v, "status", statuses[e->status]);
	add_str(a, v, "method", e->method);
	add_collector(a, v, &e->collector);
	proofs_time(a, v, "collected_at", e->collected_at);
	proofs_time(a, v, "recorded_at", e->recorded_at);
	proofs_time(a, v, "expires_at", e->expires_at);
	add_run(a, v, e);
	add_measures(a, v, e);
	add_attachments(a, v, e);
	add_notes(a, v, e->notes);
	add_lesson(a, v, e);
	add_supersedes(a, v, e);
	add_earlier(a, v, e);
	return v;
}

struct value *
proofs_waiver(struct arena *a, const struct item *item)
{
	const struct waiver *w = item->evidence->waiver;
	struct value *v = value_object(a);

	value_add_str(a, v, "item", item->id);
	add_str(a, v, "id", w->id);
	value_add_bool(a, v, "in_effect", item->state == STATE_WAIVED);
	add_true(a, v, "expired", item->waiver_expired);
	value_add_str(a, v, "without_it", state_key(item->before_waiver));
	add_str(a, v, "reason", w->reason);
	add_str(a, v, "risk", w->risk);
	add_str(a, v, "compensating_control", w->compensating_control);
	add_str(a, v, "ticket", w->ticket);
	add_str(a, v, "requested_by", w->requested_by);
	add_str(a, v, "approved_by", w->approved_by);
	proofs_time(a, v, "approved_at", w->approved_at);
	proofs_time(a, v, "expires_at", w->expires_at);
	proofs_time(a, v, "review_at", w->review_at);
	return v;
}
