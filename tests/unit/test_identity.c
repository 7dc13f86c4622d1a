/* record.json: the identity of a record, and what it shares with the
 * template. */
/* objects: base/mem base/arena base/buf base/utf8 base/value base/date base/diag base/digest base/newfile base/fs intake/escape intake/numeral intake/slip intake/strict intake/json intake/nearest intake/scalar intake/schema intake/keep intake/keymark intake/slug intake/identity */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/diag.h"
#include "intake/identity.h"
#include "model/record.h"

#define HEX	"0123456789abcdef0123456789abcdef" \
		"0123456789abcdef0123456789abcdef"
#define HEAD	"{\"schema\":\"dossier/record/v1\",\"title\":\"T\"," \
		"\"subject\":{\"name\":\"n\"}"

static struct arena	*arena;
static struct diag	*diag;
static struct record	 rec;
static const char	*template;

static int
setup(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static int
parse(const char *text)
{
	memset(&rec, 0, sizeof(rec));
	diag = diag_new(arena);
	return identity_parse(arena, text, strlen(text), "record.json", &rec,
	    &template, diag);
}

static void
refused(const char *text, enum diag_code code, const char *pointer)
{
	const struct finding	*f;

	assert_int_equal(parse(text), -1);
	for (f = diag_first(diag); f != NULL; f = f->next)
		if (f->code == code && (pointer == NULL ||
		    strcmp(f->at.pointer, pointer) == 0))
			return;
	fail_msg("%s: %s at %s", text, diag_first(diag)->words,
	    diag_first(diag)->at.pointer);
}

static void
test_whole(void **state)
{
	(void)state;
	assert_int_equal(parse("{\"schema\":\"dossier/record/v1\",\"title\":"
	    "\"T\",\"template\":\"t.md\",\"subject\":{\"name\":\"n\","
	    "\"version\":\"1\",\"commit\":\"c\",\"digest\":\"sha256:" HEX
	    "\",\"environment\":\"e\"},\"change\":{\"ticket\":\"C-1\","
	    "\"type\":\"normal\",\"reason\":\"r\",\"description\":\"d\","
	    "\"risk\":\"low\",\"impact\":\"i\"},\"requested_by\":\"a\","
	    "\"deployed_by\":\"b\",\"approved_by\":\"c\",\"planned\":"
	    "{\"start\":\"2026-11-20T09:00:00Z\",\"end\":"
	    "\"2026-11-20T11:00:00Z\"},\"actual\":{\"start\":"
	    "\"2026-11-20T09:10:00Z\",\"end\":\"2026-11-20T10:00:00Z\"},"
	    "\"fields\":{\"deployed-by\":\"b\",\"empty\":\" \"},"
	    "\"conditions\":{\"rc\":true,\"lts\":false},\"rollback\":{"
	    "\"plan\":\"p\",\"tested\":true,\"used\":true,\"at\":"
	    "\"2026-11-20T09:30:00Z\"},\"signing\":{"
	    "\"approver_not_deployer\":true,\"ordered\":true,\"need\":2},"
	    "\"retention\":{\"until\":\"2033-12-31\",\"rule\":\"r\"},"
	    "\"previous\":{\"revision\":1,\"digest\":\"" HEX "\"},"
	    "\"x-own\":0}"), 0);
	assert_null(diag_first(diag));
	assert_string_equal(template, "t.md");
	assert_string_equal(rec.title, "T");
	assert_string_equal(rec.subject.digest, "sha256:" HEX);
	assert_string_equal(rec.change_type, "normal");
	assert_string_equal(rec.impact, "i");
	assert_string_equal(rec.deployed_by, "b");
	assert_true(rec.planned_start->sec < rec.started_at->sec);
	assert_true(rec.finished_at->sec < rec.planned_end->sec);
	assert_int_equal(rec.field_count, 2);
	assert_string_equal(rec.fields[0].value, "b");
	assert_null(rec.fields[1].value);
	assert_string_equal(rec.conditions->value, "true");
	assert_string_equal(rec.conditions->next->value, "false");
	assert_true(rec.rollback_used);
	assert_non_null(rec.rollback_at);
	assert_true(rec.policy.approver_not_deployer && rec.policy.ordered);
	assert_int_equal(rec.policy.need, 2);
	assert_string_equal(rec.retention_until, "2033-12-31");
	assert_string_equal(rec.previous_digest, HEX);
}

static void
test_refused(void **state)
{
	(void)state;
	refused("{}", DIAG_EVIDENCE_SCHEMA, "/schema");
	refused("{}", DIAG_EVIDENCE_MISSING_MEMBER, "/title");
	refused("{}", DIAG_EVIDENCE_MISSING_MEMBER, "/subject");
	refused("{\"schema\":\"dossier/evidence/v1\"}", DIAG_EVIDENCE_SCHEMA,
	    "/schema");
	refused(HEAD ",\"titel\":1}", DIAG_EVIDENCE_UNKNOWN_MEMBER,
	    "/titel");
	refused(HEAD ",\"template\":\"../t.md\"}", DIAG_FILE_PATH,
	    "/template");
	refused(HEAD ",\"change\":{\"type\":\"big\"}}", DIAG_EVIDENCE_WORD,
	    "/change/type");
	refused(HEAD ",\"actual\":{\"start\":\"2026-11-20T11:00:00Z\","
	    "\"end\":\"2026-11-20T10:00:00Z\"}}", DIAG_EVIDENCE_VALUE,
	    "/actual");
	refused(HEAD ",\"previous\":{\"revision\":1,\"digest\":\"abc\"}}",
	    DIAG_EVIDENCE_VALUE, "/previous/digest");
	refused(HEAD ",\"signing\":{\"need\":-1}}", DIAG_EVIDENCE_VALUE,
	    "/signing/need");
	refused(HEAD ",\"x-k\":\"-----BEGIN PRIVATE KEY-----\"}",
	    DIAG_EVIDENCE_SECRET, NULL);
	refused("[]", DIAG_JSON_NOT_OBJECT, "");
	refused("", DIAG_JSON_SYNTAX, NULL);
}

static void
test_template_may_be_absent(void **state)
{
	(void)state;
	assert_int_equal(parse(HEAD "}"), 0);
	assert_null(template);
}

/* Values go to the lines of the template; the rest is kept and said. */
static void
test_fields(void **state)
{
	struct field	named[] = {
		{ .label = "Deployed By", .key = "deployed-by", .line = 7 },
		{ .label = "Date", .key = "date", .line = 8 },
		{ .label = "Deployed By", .key = "deployed-by", .line = 9 },
	};
	struct record	said;

	(void)state;
	assert_int_equal(parse(HEAD ",\"fields\":{\"Deployed By\":\"b\","
	    "\"deta\":\"today\"}}"), 0);
	said = rec;
	rec.fields = named;
	rec.field_count = 3;
	identity_settle(arena, &said, "record.json", &rec, diag);
	assert_int_equal(rec.field_count, 4);
	assert_string_equal(rec.fields[0].value, "b");
	assert_string_equal(rec.fields[2].value, "b");
	assert_null(rec.fields[1].value);
	assert_string_equal(rec.fields[3].label, "deta");
	assert_string_equal(rec.fields[3].value, "today");
	assert_int_equal(diag_first(diag)->code, DIAG_RECORD_FIELD);
	assert_non_null(strstr(diag_first(diag)->words,
	    "did you mean \"date\"?"));
	assert_null(diag_first(diag)->next);
}

/* What the template asks for is not relaxed by the record. */
static void
test_policy(void **state)
{
	struct record	said;

	(void)state;
	assert_int_equal(parse(HEAD ",\"signing\":{\"need\":1,\"ordered\":"
	    "false}}"), 0);
	said = rec;
	rec.policy = (struct policy){ .approver_not_deployer = true,
	    .ordered = true, .need = 3 };
	identity_settle(arena, &said, "record.json", &rec, diag);
	assert_true(rec.policy.approver_not_deployer && rec.policy.ordered);
	assert_int_equal(rec.policy.need, 3);
	assert_int_equal(parse(HEAD ",\"signing\":{\"need\":4,\"ordered\":"
	    "true}}"), 0);
	said = rec;
	rec.policy = (struct policy){ .need = 3 };
	identity_settle(arena, &said, "record.json", &rec, diag);
	assert_true(rec.policy.ordered);
	assert_int_equal(rec.policy.need, 4);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_whole, setup, teardown),
		cmocka_unit_test_setup_teardown(test_refused, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_template_may_be_absent,
		    setup, teardown),
		cmocka_unit_test_setup_teardown(test_fields, setup, teardown),
		cmocka_unit_test_setup_teardown(test_policy, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
