/* Identity: record.json through gate and table into the record, and what
 * it shares with the template. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/value.h"
#include "intake/identity.h"
#include "intake/json.h"
#include "intake/nearest.h"
#include "intake/scalar.h"
#include "intake/schema.h"
#include "intake/keymark.h"
#include "intake/slug.h"
#include "model/record.h"

/* Longer text of the input is not repeated in a finding. */
#define SHOWN_MAX	64

#define COUNT(a)	(sizeof(a) / sizeof((a)[0]))
#define AT(type, member) .at = offsetof(struct type, member)
#define NOWHERE		.at = SCHEMA_NOWHERE
#define NEEDED		(SCHEMA_REQUIRED | SCHEMA_FILLED)

static const struct schema_field subject_fields[] = {
	{ "name", SCHEMA_STRING, NEEDED, AT(subject, name) },
	{ "version", SCHEMA_STRING, 0, AT(subject, version) },
	{ "commit", SCHEMA_STRING, 0, AT(subject, commit) },
	{ "digest", SCHEMA_DIGEST, 0, AT(subject, digest) },
	{ "environment", SCHEMA_STRING, 0, AT(subject, environment) },
};

static const char *const change_types[] = { "standard", "normal",
	"emergency", NULL };

static const struct schema_field change_fields[] = {
	{ "ticket", SCHEMA_STRING, 0, AT(record, ticket) },
	{ "type", SCHEMA_WORD, 0, AT(record, change_type),
	    .words = change_types },
	{ "reason", SCHEMA_STRING, 0, AT(record, change_reason) },
	{ "description", SCHEMA_STRING, 0, AT(record, change_description) },
	{ "risk", SCHEMA_STRING, 0, AT(record, risk) },
	{ "impact", SCHEMA_STRING, 0, AT(record, impact) },
};

static const struct schema_field planned_fields[] = {
	{ "start", SCHEMA_TIME, 0, AT(record, planned_start) },
	{ "end", SCHEMA_TIME, 0, AT(record, planned_end) },
};

static const struct schema_field actual_fields[] = {
	{ "start", SCHEMA_TIME, 0, AT(record, started_at) },
	{ "end", SCHEMA_TIME, 0, AT(record, finished_at) },
};

static const struct schema_field rollback_fields[] = {
	{ "plan", SCHEMA_STRING, 0, AT(record, rollback_plan) },
	{ "tested", SCHEMA_BOOL, 0, NOWHERE },
	{ "used", SCHEMA_BOOL, 0, AT(record, rollback_used) },
	{ "at", SCHEMA_TIME, 0, AT(record, rollback_at) },
};

static const struct schema_field signing_fields[] = {
	{ "approver_not_deployer", SCHEMA_BOOL, 0,
	    AT(record, policy.approver_not_deployer) },
	{ "ordered", SCHEMA_BOOL, 0, AT(record, policy.ordered) },
	{ "require_signature", SCHEMA_BOOL, 0,
	    AT(record, policy.require_signature) },
	{ "need", SCHEMA_SIZE, 0, NOWHERE },
};

static const struct schema_field retention_fields[] = {
	{ "until", SCHEMA_DAY, 0, AT(record, retention_until) },
	{ "rule", SCHEMA_STRING, 0, AT(record, retention_rule) },
};

static const struct schema_field previous_fields[] = {
	{ "revision", SCHEMA_SIZE, SCHEMA_REQUIRED, NOWHERE },
	{ "digest", SCHEMA_STRING, NEEDED, AT(record, previous_digest) },
};

#define TABLE(name, words) \
static const struct schema_table name##_table = { .what = words, \
	.fields = name##_fields, .count = COUNT(name##_fields), \
	.absent = DIAG_EVIDENCE_MISSING_MEMBER }

TABLE(subject, "a subject");
TABLE(change, "a change");
TABLE(planned, "planned");
TABLE(actual, "actual");
TABLE(rollback, "rollback");
TABLE(signing, "signing");
TABLE(retention, "retention");
TABLE(previous, "previous");

static const struct schema_field record_fields[] = {
	/* Required, with a finding of its own. */
	{ "schema", SCHEMA_STRING, 0, NOWHERE },
	{ "title", SCHEMA_STRING, NEEDED, AT(record, title) },
	{ "template", SCHEMA_PATH, 0, NOWHERE },
	{ "subject", SCHEMA_OBJECT, SCHEMA_REQUIRED, AT(record, subject),
	    .table = &subject_table },
	{ "change", SCHEMA_OBJECT, 0, .at = 0, .table = &change_table },
	{ "requested_by", SCHEMA_STRING, 0, AT(record, requested_by) },
	{ "deployed_by", SCHEMA_STRING, 0, AT(record, deployed_by) },
	{ "approved_by", SCHEMA_STRING, 0, NOWHERE },
	{ "planned", SCHEMA_OBJECT, 0, .at = 0, .table = &planned_table },
	{ "actual", SCHEMA_OBJECT, 0, .at = 0, .table = &actual_table },
	{ "fields", SCHEMA_PAIRS, 0, NOWHERE },
	{ "conditions", SCHEMA_FLAGS, 0, AT(record, conditions) },
	{ "rollback", SCHEMA_OBJECT, 0, .at = 0, .table = &rollback_table },
	{ "signing", SCHEMA_OBJECT, 0, .at = 0, .table = &signing_table },
	{ "retention", SCHEMA_OBJECT, 0, .at = 0,
	    .table = &retention_table },
	{ "previous", SCHEMA_OBJECT, 0, .at = 0, .table = &previous_table },
};
TABLE(record, "record.json");

const struct schema_table *
identity_table(void)
{
	return &record_table;
}

static void
check_schema(struct schema *s, const struct value *root)
{
	const struct value	*v = value_get(root, "schema");

	if (v != NULL && v->kind != VALUE_STRING)
		return;		/* the table has said so */
	if (v == NULL || strcmp(v->text, "dossier/record/v1") != 0)
		schema_fault(s, DIAG_EVIDENCE_SCHEMA, v != NULL ? v : root,
		    "/schema", "the member \"schema\" %s%s%s; write "
		    "\"schema\": \"dossier/record/v1\"", v == NULL ?
		    "is absent" : "names \"", v == NULL ? "" :
		    strlen(v->text) > SHOWN_MAX ? "..." : v->text,
		    v == NULL ? "" : "\", which is not known here");
}

static void
check_order(struct schema *s, const struct value *root, const char *name,
    const struct instant *from, const struct instant *to)
{
	if (from != NULL && to != NULL && from->sec > to->sec)
		schema_fault(s, DIAG_EVIDENCE_VALUE, value_get(root, name),
		    arena_printf(s->arena, "/%s", name), "\"%s\" ends before "
		    "it starts", name);
}

static void
check_previous(struct schema *s, const struct value *root,
    const struct record *r)
{
	const struct value	*v = value_get(root, "previous");
	const char		*wrong;

	if (r->previous_digest == NULL)
		return;
	wrong = scalar_sha256(r->previous_digest);
	if (wrong != NULL)
		schema_fault(s, DIAG_EVIDENCE_VALUE, value_get(v, "digest"),
		    "/previous/digest", "this is no record digest: %s",
		    wrong);
}

/* When a rollback was, but not that it was: one of both is untrue. */
static void
check_rollback(struct schema *s, const struct value *root,
    const struct record *r)
{
	if (r->rollback_at != NULL && !r->rollback_used)
		schema_fault(s, DIAG_EVIDENCE_VALUE,
		    value_get(value_get(root, "rollback"), "at"),
		    "/rollback/at", "a rollback has a time, but \"used\" is "
		    "not true; correct one of them");
}

static void
take_need(const struct value *root, struct record *r)
{
	const struct value	*v;

	v = value_get(value_get(root, "signing"), "need");
	if (v != NULL && v->kind == VALUE_NUMBER &&
	    scalar_integer(v->text) == NULL && v->text[0] != '-')
		r->policy.need = (size_t)strtoull(v->text, NULL, 10);
}

static void
take_fields(struct arena *a, const struct value *root, struct record *r)
{
	const struct value	*list = value_get(root, "fields"), *v;

	if (list == NULL || list->count == 0)
		return;
	r->fields = arena_array(a, list->count, sizeof(*r->fields));
	for (v = list->first; v != NULL; v = v->next) {
		if (v->kind != VALUE_STRING || v->key == NULL)
			continue;
		r->fields[r->field_count].key = arena_strdup(a, v->key);
		r->fields[r->field_count].line = v->line;
		if (!schema_is_blank(v->text))
			r->fields[r->field_count].value =
			    arena_strdup(a, v->text);
		r->field_count++;
	}
}

int
identity_parse(struct arena *a, const char *text, size_t len,
    const char *shown, struct record *r, const char **template_path,
    struct diag *diag)
{
	struct schema	 s = { .arena = a, .file = shown, .diag = diag };
	struct place	 at = { .file = shown };
	struct value	*root;
	size_t		 before = diag_mark(diag);

	*template_path = NULL;
	if (keymark_in_text(text, len)) {
		diag_add(diag, DIAG_EVIDENCE_SECRET, &at, "the file holds a "
		    "private key; remove it and replace the key");
		return -1;
	}
	if (json_parse(a, text, len, shown, &root, diag) != 0)
		return -1;
	if (schema_bind(&s, &record_table, root, r) != 0 &&
	    root->kind != VALUE_OBJECT)
		return -1;
	check_schema(&s, root);
	check_order(&s, root, "planned", r->planned_start, r->planned_end);
	check_order(&s, root, "actual", r->started_at, r->finished_at);
	check_previous(&s, root, r);
	check_rollback(&s, root, r);
	take_need(root, r);
	take_fields(a, root, r);
	*template_path = value_get_str(root, "template");
	return diag_failed_since(diag, before) ? -1 : 0;
}

/* Fill the fields of the template that key means; a label may stand more
 * than once. */
static bool
fill_fields(const struct field *said, const char *slug, struct record *r,
    size_t named)
{
	bool	found = false;
	size_t	i;

	for (i = 0; i < named; i++) {
		if (r->fields[i].key == NULL ||
		    (strcmp(said->key, r->fields[i].key) != 0 &&
		    strcmp(slug, r->fields[i].key) != 0))
			continue;
		r->fields[i].value = said->value;
		found = true;
	}
	return found;
}

static void
settle_field(struct arena *a, const struct field *said, const char *shown,
    struct record *r, size_t named, struct diag *diag)
{
	struct place	 at = { .file = shown, .line = said->line,
			     .pointer = "/fields" };
	struct nearest	 near = { said->key, NULL, 0 };
	struct field	*f;
	size_t		 i;

	if (fill_fields(said, slug_of(a, said->key), r, named))
		return;
	for (i = 0; i < named; i++)
		if (r->fields[i].key != NULL)
			nearest_try(&near, r->fields[i].key);
	f = &r->fields[r->field_count++];
	*f = *said;
	f->label = said->key;
	f->line = 0;
	diag_add(diag, DIAG_RECORD_FIELD, &at, "the template has no fill-in "
	    "line \"%s\"%s%s%s; the value is kept", said->key,
	    near.best != NULL ? "; did you mean \"" : "",
	    near.best != NULL ? near.best : "",
	    near.best != NULL ? "\"?" : "");
}

/* No number is said: all sign-offs of the template are needed. */
static void
say_need(const struct record *said, const char *shown,
    const struct record *r, struct diag *diag)
{
	struct place	 at = { .file = shown, .pointer = "/signing/need" };

	if (r->policy.need == 0)
		diag_add(diag, DIAG_RECORD_POLICY, &at, "the template asks "
		    "for all of its sign-offs; %zu is not taken",
		    said->policy.need);
	else
		diag_add(diag, DIAG_RECORD_POLICY, &at, "the template asks "
		    "for %zu sign-offs; %zu is not taken", r->policy.need,
		    said->policy.need);
}

void
identity_settle(struct arena *a, const struct record *said,
    const char *shown, struct record *r, struct diag *diag)
{
	size_t		 named = r->field_count, i;
	struct field	*all;

	all = arena_array(a, named + said->field_count + 1, sizeof(*all));
	if (named > 0)
		memcpy(all, r->fields, named * sizeof(*all));
	r->fields = all;
	for (i = 0; i < said->field_count; i++)
		settle_field(a, &said->fields[i], shown, r, named, diag);
	/* Neither file relaxes what the other states. */
	r->policy.approver_not_deployer |= said->policy.approver_not_deployer;
	r->policy.ordered |= said->policy.ordered;
	r->policy.require_signature |= said->policy.require_signature;
	if (r->policy.need > 0 && said->policy.need > r->policy.need)
		r->policy.need = said->policy.need;
	else if (said->policy.need > 0 && said->policy.need != r->policy.need)
		say_need(said, shown, r, diag);
}
