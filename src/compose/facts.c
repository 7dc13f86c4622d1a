/*
 * Facts: the decided record as plain data; what is absent is left out,
 * never null, and numbers stay as they were written.
 */
#include <string.h>

#include "base/arena.h"
#include "base/inventory.h"
#include "base/ledger.h"
#include "base/value.h"
#include "compose/facts.h"
#include "compose/words.h"
#include "compose/proofs.h"
#include "doc/node.h"
#include "model/record.h"

static void
add_str(struct arena *a, struct value *v, const char *key, const char *text)
{
	if (text != NULL && text[0] != '\0')
		value_add_str(a, v, key, text);
}

static void
add_count(struct arena *a, struct value *v, const char *key, size_t n)
{
	value_add_int(a, v, key, (long long)n);
}

/* An object that is added only if it gets members. */
static void
add_object(struct value *v, const char *key, struct value *child)
{
	if (child->count > 0)
		value_add(v, key, child);
}

/* As the schema writes it. */
static const char *
state_key(enum item_state state)
{
	return state == STATE_NOT_APPLICABLE ? "not_applicable" :
	    record_state_str(state);
}

/* --- counts --------------------------------------------------------- */

static struct value *
by_state(struct arena *a, const size_t n[STATE_COUNT], bool all)
{
	struct value *v = value_object(a);
	int state;

	for (state = STATE_PASS; state < STATE_COUNT; state++)
		if (all || n[state] > 0)
			add_count(a, v, state_key((enum item_state)state),
			    n[state]);
	return v;
}

static struct value *
counts(struct arena *a, const struct tally *t, bool grid)
{
	struct value *v = value_object(a), *g;
	int kind;

	add_count(a, v, "total", t->total);
	value_add(v, "by_state", by_state(a, t->by_state, true));
	g = value_add(v, "by_kind", value_object(a));
	for (kind = 0; kind < KIND_COUNT; kind++)
		if (t->by_kind[kind] > 0)
			add_count(a, g, record_kind_str(
			    (enum item_kind)kind), t->by_kind[kind]);
	if (!grid)
		return v;
	g = value_add(v, "grid", value_object(a));
	for (kind = 0; kind < KIND_COUNT; kind++)
		if (t->by_kind[kind] > 0)
			value_add(g, record_kind_str((enum item_kind)kind),
			    by_state(a, t->grid[kind], false));
	return v;
}

static struct value *
population(struct arena *a, const struct record *r)
{
	struct value *v = value_object(a);
	size_t accounted = 0, replaced = 0, state;
	const struct evidence *e;

	for (state = STATE_PASS; state < STATE_COUNT; state++)
		accounted += r->tally.by_state[state];
	for (e = r->evidence; e != NULL; e = e->next)
		replaced += e->replaced && !e->refused;
	add_count(a, v, "items", r->item_count);
	add_count(a, v, "accounted", accounted);
	add_count(a, v, "evidence_files", r->evidence_count);
	add_count(a, v, "replaced", replaced);
	add_count(a, v, "refused", r->refused_count);
	add_count(a, v, "unlisted", r->unlisted_count);
	add_count(a, v, "attachments", r->attachment_count);
	add_count(a, v, "leftovers", r->leftover_count);
	if (r->hidden_count > 0)
		add_count(a, v, "hidden", r->hidden_count);
	return v;
}

/* --- identity ------------------------------------------------------- */

static struct value *
subject(struct arena *a, const struct subject *u)
{
	struct value *v = value_object(a);

	add_str(a, v, "name", u->name);
	add_str(a, v, "version", u->version);
	add_str(a, v, "commit", u->commit);
	add_str(a, v, "digest", u->digest);
	add_str(a, v, "environment", u->environment);
	return v;
}

static struct value *
window(struct arena *a, const struct instant *from, const struct instant *to)
{
	struct value *v = value_object(a);

	proofs_time(a, v, "start", from);
	proofs_time(a, v, "end", to);
	return v;
}

static struct value *
change(struct arena *a, const struct record *r)
{
	struct value *v = value_object(a);

	add_str(a, v, "ticket", r->ticket);
	add_str(a, v, "type", r->change_type);
	add_str(a, v, "reason", r->change_reason);
	add_str(a, v, "description", r->change_description);
	add_str(a, v, "risk", r->risk);
	add_str(a, v, "impact", r->impact);
	return v;
}

static struct value *
fields(struct arena *a, const struct record *r)
{
	struct value *list = value_array(a), *v;
	size_t i;

	for (i = 0; i < r->field_count; i++) {
		v = value_add(list, NULL, value_object(a));
		add_str(a, v, "key", r->fields[i].key);
		add_str(a, v, "label", r->fields[i].label);
		add_str(a, v, "value", r->fields[i].value);
		value_add_int(a, v, "line", r->fields[i].line);
	}
	return list;
}

static void
add_policy(struct arena *a, struct value *v, const struct record *r)
{
	struct value *p = value_add(v, "signing", value_object(a));
	struct value *k = value_object(a);

	value_add_bool(a, p, "approver_not_deployer",
	    r->policy.approver_not_deployer);
	value_add_bool(a, p, "ordered", r->policy.ordered);
	add_count(a, p, "need", r->policy.need);
	add_str(a, k, "until", r->retention_until);
	add_str(a, k, "rule", r->retention_rule);
	add_object(v, "retention", k);
}

static struct value *
identity(struct arena *a, const struct record *r)
{
	struct value *v = value_object(a), *t;
	const struct pair *c;

	t = value_add(v, "template", value_object(a));
	add_str(a, t, "path", r->template_path);
	add_str(a, t, "title", r->template_title);
	add_str(a, t, "sha256", r->template_sha256);
	add_str(a, v, "record_sha256", r->record_sha256);
	add_str(a, v, "organization", r->organization);
	add_str(a, v, "document_type", r->document_type);
	add_object(v, "subject", subject(a, &r->subject));
	add_object(v, "change", change(a, r));
	add_str(a, v, "requested_by", r->requested_by);
	add_str(a, v, "deployed_by", r->deployed_by);
	add_object(v, "planned", window(a, r->planned_start,
	    r->planned_end));
	add_object(v, "actual", window(a, r->started_at, r->finished_at));
	t = value_add(v, "rollback", value_object(a));
	value_add_bool(a, t, "used", r->rollback_used);
	add_str(a, t, "plan", r->rollback_plan);
	proofs_time(a, t, "at", r->rollback_at);
	t = value_object(a);
	for (c = r->conditions; c != NULL; c = c->next)
		value_add_bool(a, t, c->name, strcmp(c->value, "true") == 0);
	add_object(v, "conditions", t);
	add_policy(a, v, r);
	add_object(v, "fields", fields(a, r));
	return v;
}

/* --- sections ------------------------------------------------------- */

/* Depth is bounded by the six levels a heading can have. */
static struct value *
sections(struct arena *a, const struct section *s)
{
	struct value *list = value_array(a), *v;

	for (; s != NULL; s = s->next) {
		v = value_add(list, NULL, value_object(a));
		add_str(a, v, "id", s->id);
		add_str(a, v, "number", s->number);
		value_add_str(a, v, "title", s->title);
		value_add_int(a, v, "level", s->level);
		value_add_int(a, v, "line", s->line);
		value_add_bool(a, v, "phase", s->phase);
		value_add_str(a, v, "verdict",
		    record_verdict_str(s->verdict));
		add_str(a, v, "why", s->why);
		add_count(a, v, "total", s->tally.total);
		value_add(v, "by_state", by_state(a, s->tally.by_state,
		    false));
		if (s->child != NULL)
			value_add(v, "sections", sections(a, s->child));
	}
	return list;
}

/* --- the rest of FACTS_ALL ------------------------------------------ */

static struct value *
actions(struct arena *a, const struct record *r)
{
	struct value *list = value_array(a), *v;
	const struct action *t;

	for (t = r->actions; t != NULL; t = t->next) {
		v = value_add(list, NULL, value_object(a));
		add_str(a, v, "id", t->id);
		add_str(a, v, "text", t->text);
		add_str(a, v, "type", t->type);
		add_str(a, v, "owner", t->owner);
		add_str(a, v, "due", t->due);
		add_str(a, v, "ticket", t->ticket);
		add_str(a, v, "status", t->status);
		add_str(a, v, "item", t->item);
	}
	return list;
}

static struct value *
inputs(struct arena *a, const struct record *r)
{
	struct value *list = value_array(a), *v;
	const struct inventory_entry *e;
	size_t i;

	for (i = 0; r->inputs != NULL && i < r->inputs->count; i++) {
		e = &r->inputs->entries[i];
		v = value_add(list, NULL, value_object(a));
		value_add_str(a, v, "path", e->path);
		value_add_int(a, v, "size", (long long)e->size);
		value_add_str(a, v, "sha256", e->sha256);
		add_str(a, v, "media_type", e->media_type);
		value_add_str(a, v, "role", inventory_role_str(e->role));
	}
	return list;
}

static struct value *
leftovers(struct arena *a, const struct record *r)
{
	struct value *list = value_array(a);
	size_t i;

	for (i = 0; i < r->leftover_count; i++)
		value_add_str(a, list, NULL, r->leftovers[i]);
	return list;
}

static void
add_ledger(struct arena *a, struct value *v, const struct record *r)
{
	const struct pair *p;
	struct value *l, *list, *file;

	if (r->ledger == NULL)
		return;
	l = value_add(v, "ledger", value_object(a));
	add_count(a, l, "entries", r->ledger->count);
	value_add_str(a, l, "sha256", ledger_head(r->ledger));
	value_add_bool(a, l, "unbroken", !r->ledger->broken);
	list = value_add(l, "outside", value_array(a));
	for (p = r->outside; p != NULL; p = p->next) {
		file = value_add(list, NULL, value_object(a));
		value_add_str(a, file, "path", p->name);
		value_add_str(a, file, "change", p->value);
	}
}

static void
add_all(struct arena *a, struct value *v, const struct record *r)
{
	struct value *list;
	const struct evidence *e;
	size_t i;

	list = value_add(v, "items", value_array(a));
	for (i = 0; i < r->item_count; i++)
		value_add(list, NULL, proofs_item(a, r->items[i]));
	list = value_add(v, "evidence", value_array(a));
	for (e = r->evidence; e != NULL; e = e->next)
		value_add(list, NULL, proofs_evidence(a, e));
	list = value_add(v, "waivers", value_array(a));
	for (i = 0; i < r->item_count; i++)
		if (r->items[i]->evidence != NULL &&
		    r->items[i]->evidence->waiver != NULL)
			value_add(list, NULL, proofs_waiver(a,
			    r->items[i]));
	value_add(v, "actions", actions(a, r));
	value_add(v, "leftovers", leftovers(a, r));
	value_add(v, "inputs", inputs(a, r));
	add_ledger(a, v, r);
}

struct value *
facts_record(struct arena *a, const struct record *r,
    const struct section *phase, enum facts_level level)
{
	struct value *v = value_object(a), *p;

	value_add_str(a, v, "schema", "dossier/report/v1");
	value_add_str(a, v, "record", r->name);
	add_str(a, v, "title", r->title);
	value_add_int(a, v, "revision", r->revision);
	proofs_time(a, v, "issued_at", r->issued_at);
	value_add_str(a, v, "verdict", record_verdict_str(
	    phase != NULL ? phase->verdict : r->verdict));
	if (phase == NULL)
		value_add_str(a, v, "before_waivers",
		    record_verdict_str(r->before_waivers));
	add_str(a, v, "why", phase != NULL ? phase->why : r->why);
	if (phase != NULL) {
		p = value_add(v, "phase", value_object(a));
		add_str(a, p, "id", phase->id);
		add_str(a, p, "number", phase->number);
		value_add_str(a, p, "title", phase->title);
		value_add_str(a, p, "record_verdict",
		    record_verdict_str(r->verdict));
	}
	value_add(v, "counts", counts(a, phase != NULL ? &phase->tally :
	    &r->tally, true));
	value_add(v, "population", population(a, r));
	value_add_str(a, v, "digest", r->digest);
	add_str(a, v, "previous_digest", r->previous_digest);
	value_add(v, "identity", identity(a, r));
	if (level >= FACTS_SECTIONS)
		value_add(v, "sections", sections(a, r->sections));
	if (level >= FACTS_ALL)
		add_all(a, v, r);
	return v;
}

struct document *
facts_document(struct arena *a, const struct value *v)
{
	struct document *d = arena_alloc(a, sizeof(*d));
	struct node *root = node_new(a, NODE_DOCUMENT);

	node_add_new(a, root, NODE_DATA)->data = v;
	d->title = "facts";
	d->lang = WORDS_LANG;
	d->root = root;
	return d;
}
