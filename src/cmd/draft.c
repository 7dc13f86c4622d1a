/* Draft: options and digests become one JSON file. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/value.h"
#include "cmd/draft.h"
#include "cmd/options.h"
#include "cmd/run.h"
#include "cmd/version.h"
#include "model/record.h"
#include "model/scope.h"

static void
add(struct arena *a, struct value *v, const char *key, const char *text)
{
	if (text != NULL && *text != '\0')
		value_add_str(a, v, key, text);
}

static void
add_conditions(struct arena *a, struct value *v,
    const struct options_list *list)
{
	struct value *to;
	size_t i;

	if (list->count == 0)
		return;
	to = value_add(v, "conditions", value_array(a));
	for (i = 0; i < list->count; i++)
		value_add_str(a, to, NULL, list->words[i]);
}

static void
add_scope(struct arena *a, struct value *v, const struct record *r)
{
	const struct scope_entry *list;
	struct value *to, *entry;
	size_t i, n;

	list = scope_list(a, r, &n);
	to = value_add(v, "scope", value_array(a));
	for (i = 0; i < n; i++) {
		entry = value_add(to, NULL, value_object(a));
		value_add_str(a, entry, "item", list[i].item);
		value_add_str(a, entry, "sha256", list[i].sha256);
	}
}

static void
add_signoff(struct run *run, struct value *v, const struct record *r,
    const struct item *item, const char *name, const char *fingerprint,
    const char *now)
{
	const struct options *o = run->options;
	struct arena *a = run->arena;

	add(a, v, "role", o->role != NULL ? o->role : item->role != NULL ?
	    item->role : item->label);
	add(a, v, "name", name);
	add(a, v, "id", o->id);
	add(a, v, "organization", o->organization);
	add(a, v, "decision", o->decision);
	add(a, v, "meaning", o->meaning);
	add(a, v, "statement", o->statement);
	add(a, v, "comment", o->comment);
	add_conditions(a, v, &o->conditions);
	add(a, v, "auth", o->auth != NULL ? o->auth : "other");
	add(a, v, "delegated_for", o->delegated_for);
	add(a, v, "key_fingerprint", fingerprint);
	add(a, v, "signed_at", now);
	add(a, v, "record_digest", r->digest);
	add(a, v, "template_sha256", r->template_sha256);
	add(a, v, "record_sha256", r->record_sha256);
	add_scope(a, v, r);
}

void
draft_write(struct run *run, const struct record *r,
    const struct item *item, const char *name, const char *fingerprint,
    struct buf *out)
{
	const struct evidence *before = item->evidence;
	struct arena *a = run->arena;
	struct value *v = value_object(a), *part;
	char now[DATE_MAX];

	date_str_rfc3339(run->now, now);
	value_add_str(a, v, "schema", "dossier/evidence/v1");
	value_add_str(a, v, "item", item->id);
	part = value_add(v, "collector", value_object(a));
	value_add_str(a, part, "type", "human");
	value_add_str(a, part, "name", name);
	value_add_str(a, v, "collected_at", now);
	part = value_add(v, "signoff", value_object(a));
	add_signoff(run, part, r, item, name, fingerprint, now);
	if (before != NULL) {
		part = value_add(v, "supersedes", value_object(a));
		value_add_str(a, part, "digest", before->sha256);
		value_add_str(a, part, "reason", run->options->reason);
		value_add_str(a, part, "by", name);
		value_add_str(a, part, "at", now);
	}
	value_write(out, v, 2);
}
