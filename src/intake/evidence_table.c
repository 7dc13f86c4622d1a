/*
 * The members of an evidence file.  src/schema/evidence-v1.schema.json
 * says the same for others; a test holds the two together.
 */
#include <stddef.h>

#include "base/diag.h"
#include "intake/evidence_table.h"
#include "intake/schema.h"
#include "model/record.h"

#define COUNT(a)	(sizeof(a) / sizeof((a)[0]))
#define AT(type, member) .at = offsetof(struct type, member)
#define WORDS(...)	(const char *const []){ __VA_ARGS__, NULL }
#define NEEDED		(SCHEMA_REQUIRED | SCHEMA_FILLED)

static const struct schema_field collector_fields[] = {
	{ "type", SCHEMA_WORD, SCHEMA_REQUIRED, AT(collector, type),
	    .words = WORDS("probe", "human", "import") },
	{ "name", SCHEMA_STRING, NEEDED, AT(collector, name) },
	{ "id", SCHEMA_STRING, 0, AT(collector, id) },
	{ "email", SCHEMA_STRING, 0, AT(collector, email) },
	{ "role", SCHEMA_STRING, 0, AT(collector, role) },
	{ "host", SCHEMA_STRING, 0, AT(collector, host) },
	{ "tool", SCHEMA_STRING, 0, AT(collector, tool) },
	{ "tool_version", SCHEMA_STRING, 0, AT(collector, tool_version) },
};

static const struct schema_field period_fields[] = {
	{ "from", SCHEMA_TIME, SCHEMA_REQUIRED, AT(evidence, period_from) },
	{ "to", SCHEMA_TIME, SCHEMA_REQUIRED, AT(evidence, period_to) },
};

static const struct schema_field subject_fields[] = {
	{ "name", SCHEMA_STRING, 0, AT(subject, name) },
	{ "version", SCHEMA_STRING, 0, AT(subject, version) },
	{ "digest", SCHEMA_DIGEST, 0, AT(subject, digest) },
	{ "environment", SCHEMA_STRING, 0, AT(subject, environment) },
};

static const struct schema_field metric_fields[] = {
	{ "name", SCHEMA_STRING, NEEDED, AT(measure, name) },
	{ "value", SCHEMA_SCALAR, NEEDED, AT(measure, value_text) },
	{ "unit", SCHEMA_STRING, 0, AT(measure, unit) },
	{ "percentile", SCHEMA_SCALAR, 0, AT(measure, percentile) },
	{ "samples", SCHEMA_INTEGER, 0, AT(measure, samples) },
	{ "window", SCHEMA_STRING, 0, AT(measure, window) },
	{ "source", SCHEMA_STRING, 0, AT(measure, source) },
	{ "query", SCHEMA_STRING, 0, AT(measure, query) },
	{ "baseline", SCHEMA_NUMBER, 0, AT(measure, baseline_text) },
};

static const struct schema_field attachment_fields[] = {
	{ "path", SCHEMA_PATH, SCHEMA_REQUIRED, AT(attachment, path) },
	{ "sha256", SCHEMA_SHA256, SCHEMA_REQUIRED,
	    AT(attachment, sha256) },
	{ "size", SCHEMA_SIZE, 0, AT(attachment, size) },
	{ "media_type", SCHEMA_STRING, 0, AT(attachment, media_type) },
	{ "title", SCHEMA_STRING, 0, AT(attachment, title) },
	{ "redacted", SCHEMA_BOOL, 0, AT(attachment, redacted) },
};

static const struct schema_field waiver_fields[] = {
	{ "id", SCHEMA_STRING, 0, AT(waiver, id) },
	{ "reason", SCHEMA_STRING, NEEDED, AT(waiver, reason) },
	{ "risk", SCHEMA_STRING, NEEDED, AT(waiver, risk) },
	{ "compensating_control", SCHEMA_STRING, 0,
	    AT(waiver, compensating_control) },
	{ "ticket", SCHEMA_STRING, 0, AT(waiver, ticket) },
	{ "requested_by", SCHEMA_STRING, NEEDED, AT(waiver, requested_by) },
	{ "approved_by", SCHEMA_STRING, NEEDED, AT(waiver, approved_by) },
	{ "approved_at", SCHEMA_TIME, SCHEMA_PAST, AT(waiver, approved_at) },
	{ "expires_at", SCHEMA_TIME, SCHEMA_REQUIRED,
	    AT(waiver, expires_at) },
	{ "review_at", SCHEMA_TIME, 0, AT(waiver, review_at) },
};

static const struct schema_field scope_fields[] = {
	{ "item", SCHEMA_STRING, NEEDED, AT(scope_entry, item) },
	{ "sha256", SCHEMA_SHA256, SCHEMA_REQUIRED,
	    AT(scope_entry, sha256) },
};

static const struct schema_table scope_table = {
	.what = "a scope entry", .fields = scope_fields,
	.count = COUNT(scope_fields), .size = sizeof(struct scope_entry),
	.absent = DIAG_EVIDENCE_SIGNOFF,
};

static const struct schema_field signoff_fields[] = {
	{ "role", SCHEMA_STRING, NEEDED, AT(signoff, role) },
	{ "name", SCHEMA_STRING, NEEDED, AT(signoff, name) },
	{ "id", SCHEMA_STRING, 0, AT(signoff, id) },
	{ "organization", SCHEMA_STRING, 0, AT(signoff, organization) },
	/* Becomes an enum of the model; evidence.c sets it. */
	{ "decision", SCHEMA_WORD, SCHEMA_REQUIRED, .at = SCHEMA_NOWHERE,
	    .words = WORDS("approve", "reject", "approve_with_conditions") },
	{ "meaning", SCHEMA_STRING, NEEDED, AT(signoff, meaning) },
	{ "statement", SCHEMA_STRING, 0, AT(signoff, statement) },
	{ "comment", SCHEMA_STRING, 0, AT(signoff, comment) },
	{ "conditions", SCHEMA_STRINGS, 0, AT(signoff, conditions),
	    .count_at = offsetof(struct signoff, condition_count) },
	{ "auth", SCHEMA_WORD, SCHEMA_REQUIRED, AT(signoff, auth),
	    .words = WORDS("passphrase", "hardware_token", "unattended",
	    "other") },
	{ "delegated_for", SCHEMA_STRING, 0, AT(signoff, delegated_for) },
	{ "key_fingerprint", SCHEMA_STRING, 0,
	    AT(signoff, key_fingerprint) },
	{ "signed_at", SCHEMA_TIME, SCHEMA_REQUIRED | SCHEMA_PAST,
	    AT(signoff, signed_at) },
	{ "record_digest", SCHEMA_SHA256, SCHEMA_REQUIRED,
	    AT(signoff, record_digest) },
	{ "template_sha256", SCHEMA_SHA256, SCHEMA_REQUIRED,
	    AT(signoff, template_sha256) },
	{ "record_sha256", SCHEMA_SHA256, SCHEMA_REQUIRED,
	    AT(signoff, record_sha256) },
	{ "scope", SCHEMA_VECTOR, SCHEMA_REQUIRED, AT(signoff, scope),
	    .count_at = offsetof(struct signoff, scope_count),
	    .table = &scope_table },
};

static const struct schema_field action_fields[] = {
	{ "id", SCHEMA_STRING, 0, AT(action, id) },
	{ "text", SCHEMA_STRING, NEEDED, AT(action, text) },
	{ "type", SCHEMA_STRING, 0, AT(action, type) },
	{ "owner", SCHEMA_STRING, 0, AT(action, owner) },
	{ "due", SCHEMA_DAY, 0, AT(action, due) },
	{ "ticket", SCHEMA_STRING, 0, AT(action, ticket) },
	{ "status", SCHEMA_STRING, 0, AT(action, status) },
};

static const struct schema_field lesson_fields[] = {
	{ "kind", SCHEMA_WORD, SCHEMA_REQUIRED, AT(evidence, lesson_kind),
	    .words = WORDS("went_well", "went_wrong", "lucky") },
	{ "text", SCHEMA_STRING, NEEDED, AT(evidence, lesson_text) },
};

static const struct schema_field supersedes_fields[] = {
	{ "digest", SCHEMA_SHA256, SCHEMA_REQUIRED, AT(supersedes, sha256) },
	{ "reason", SCHEMA_STRING, NEEDED, AT(supersedes, reason) },
	{ "by", SCHEMA_STRING, 0, AT(supersedes, by) },
	{ "at", SCHEMA_TIME, SCHEMA_PAST, AT(supersedes, at) },
};

#define TABLE(name, words, code) \
static const struct schema_table name##_table = { .what = words, \
	.fields = name##_fields, .count = COUNT(name##_fields), \
	.absent = DIAG_EVIDENCE_##code, SIZES_##name }

#define SIZES_collector	.size = sizeof(struct collector)
#define SIZES_period	.size = 0
#define SIZES_subject	.size = sizeof(struct subject)
#define SIZES_metric	.size = sizeof(struct measure), \
			.next = offsetof(struct measure, next)
#define SIZES_attachment .size = sizeof(struct attachment), \
			.next = offsetof(struct attachment, next)
#define SIZES_waiver	.size = sizeof(struct waiver)
#define SIZES_signoff	.size = sizeof(struct signoff)
#define SIZES_action	.size = sizeof(struct action), \
			.next = offsetof(struct action, next)
#define SIZES_lesson	.size = 0
#define SIZES_supersedes .size = sizeof(struct supersedes)

TABLE(collector, "a collector", MISSING_MEMBER);
TABLE(period, "a period", MISSING_MEMBER);
TABLE(subject, "a subject", MISSING_MEMBER);
TABLE(metric, "a metric", MISSING_MEMBER);
TABLE(attachment, "an attachment", MISSING_MEMBER);
TABLE(waiver, "a waiver", WAIVER);
TABLE(signoff, "a sign-off", SIGNOFF);
TABLE(action, "an action", MISSING_MEMBER);
TABLE(lesson, "a lesson", MISSING_MEMBER);
TABLE(supersedes, "supersedes", MISSING_MEMBER);

static const struct schema_field fields[] = {
	/* Required, with a finding of its own; evidence.c looks at it. */
	{ "schema", SCHEMA_STRING, 0, .at = SCHEMA_NOWHERE },
	{ "item", SCHEMA_STRING, NEEDED, AT(evidence, item) },
	/* Becomes an enum of the model; evidence.c sets it. */
	{ "status", SCHEMA_WORD, 0, .at = SCHEMA_NOWHERE,
	    .words = WORDS("pass", "fail", "error", "not_applicable",
	    "blocked") },
	{ "method", SCHEMA_WORD, 0, AT(evidence, method),
	    .words = WORDS("test", "examine", "interview", "observe") },
	{ "collector", SCHEMA_OBJECT, SCHEMA_REQUIRED,
	    AT(evidence, collector), .table = &collector_table },
	{ "collected_at", SCHEMA_TIME, SCHEMA_REQUIRED | SCHEMA_PAST,
	    AT(evidence, collected_at) },
	{ "recorded_at", SCHEMA_TIME, SCHEMA_PAST,
	    AT(evidence, recorded_at) },
	{ "expires_at", SCHEMA_TIME, 0, AT(evidence, expires_at) },
	{ "period", SCHEMA_OBJECT, 0, .at = 0, .table = &period_table },
	{ "subject", SCHEMA_OBJECT, 0, AT(evidence, subject),
	    .table = &subject_table },
	{ "summary", SCHEMA_STRING, 0, AT(evidence, summary) },
	{ "command", SCHEMA_STRING, 0, AT(evidence, command) },
	{ "exit_code", SCHEMA_INTEGER, 0, .at = SCHEMA_NOWHERE },
	{ "duration_ms", SCHEMA_NUMBER, 0, AT(evidence, duration_ms) },
	{ "observed", SCHEMA_SCALAR, 0, AT(evidence, observed) },
	{ "expected", SCHEMA_SCALAR, 0, AT(evidence, expected) },
	{ "metrics", SCHEMA_CHAIN, SCHEMA_FILLED, AT(evidence, measures),
	    .table = &metric_table },
	{ "values", SCHEMA_PAIRS, SCHEMA_FILLED, AT(evidence, values) },
	{ "attachments", SCHEMA_CHAIN, 0, AT(evidence, attachments),
	    .table = &attachment_table },
	{ "reason", SCHEMA_STRING, 0, AT(evidence, reason) },
	{ "notes", SCHEMA_STRING, 0, .at = SCHEMA_NOWHERE },
	{ "controls", SCHEMA_STRINGS, 0, AT(evidence, controls),
	    .count_at = offsetof(struct evidence, control_count) },
	{ "waiver", SCHEMA_POINTER, 0, AT(evidence, waiver),
	    .table = &waiver_table },
	{ "signoff", SCHEMA_POINTER, 0, AT(evidence, signoff),
	    .table = &signoff_table },
	{ "actions", SCHEMA_CHAIN, 0, AT(evidence, actions),
	    .table = &action_table },
	{ "lesson", SCHEMA_OBJECT, 0, .at = 0, .table = &lesson_table },
	{ "supersedes", SCHEMA_OBJECT, 0, AT(evidence, supersedes),
	    .table = &supersedes_table },
};
_Static_assert(COUNT(fields) <= SCHEMA_FIELDS, "one bit a member");

static const struct schema_table table = {
	.what = "evidence", .fields = fields, .count = COUNT(fields),
	.size = sizeof(struct evidence),
	.absent = DIAG_EVIDENCE_MISSING_MEMBER,
};

const struct schema_table *
evidence_table_v1(void)
{
	return &table;
}
