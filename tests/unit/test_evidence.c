/* One evidence file: what it becomes, and every way to be refused. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/date base/decimal base/diag base/digest base/newfile base/fs intake/escape intake/numeral intake/slip intake/strict intake/json intake/nearest intake/scalar intake/schema intake/keep intake/keymark intake/evidence_table intake/evidence */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/decimal.h"
#include "base/diag.h"
#include "base/limits.h"
#include "intake/evidence.h"
#include "intake/markdown.h"
#include "model/record.h"

#define HEX	"0123456789abcdef0123456789abcdef" \
		"0123456789abcdef0123456789abcdef"
#define HEAD	"{\"schema\":\"dossier/evidence/v1\",\"item\":\"1.1/a\"," \
		"\"collector\":{\"type\":\"probe\",\"name\":\"p\"}," \
		"\"collected_at\":\"2026-11-20T10:00:00+01:00\""
#define PASS	HEAD ",\"status\":\"pass\""

static struct arena	*arena, *scratch;
static struct diag	*diag;
static struct evidence	*ev;
/* 2026-11-22T12:00:00Z */
static const struct instant now = { 1795348800, 0, true };

/* Stands in for the Markdown reader: "BAD" breaks a limit. */
int
markdown_parse(struct arena *a, const char *text, size_t len,
    const char *file, unsigned line, struct node **out,
    struct markdown_facts *facts, struct diag *d)
{
	struct place	at = { .file = file, .line = line };

	(void)facts;
	*out = arena_alloc(a, 1);
	if (len != 3 || memcmp(text, "BAD", 3) != 0)
		return 0;
	diag_add(d, DIAG_TEMPLATE_LIMIT, &at, "too deep");
	return -1;
}

static int
setup(void **state)
{
	(void)state;
	arena = arena_new();
	scratch = arena_new();
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(arena);
	arena_free(scratch);
	return 0;
}

static int
parse(const char *text)
{
	int	rc;

	diag = diag_new(arena);
	rc = evidence_parse(arena, scratch, NULL, text, strlen(text), "f", &now,
	    &ev, diag);
	assert_non_null(ev);
	assert_int_equal(ev->refused, rc != 0);
	assert_int_equal(rc != 0, diag_count(diag, DIAG_ERROR) > 0);
	assert_int_equal(ev->fault != NULL, rc != 0);
	/* Nothing that decides survives a refusal. */
	if (rc != 0)
		assert_true(ev->status == EVIDENCE_ABSENT &&
		    ev->measures == NULL && ev->waiver == NULL &&
		    ev->signoff == NULL && ev->values == NULL);
	return rc;
}

static void
good(const char *text)
{
	if (parse(text) != 0)
		fail_msg("%s: %s", text, ev->fault);
}

/* Refused with a finding of this code at this pointer. */
static void
refused(const char *text, enum diag_code code, const char *pointer)
{
	const struct finding	*f;

	if (parse(text) == 0)
		fail_msg("accepted: %s", text);
	for (f = diag_first(diag); f != NULL; f = f->next)
		if (f->code == code && (pointer == NULL ||
		    (f->at.pointer != NULL &&
		    strcmp(f->at.pointer, pointer) == 0)))
			return;
	fail_msg("%s: not %s at %s, but %s", text, diag_id(code), pointer,
	    ev->fault);
}

#define REFUSED(text, code, pointer) \
	refused(text, DIAG_##code, pointer)

static void
test_whole(void **state)
{
	(void)state;
	good(PASS ",\"method\":\"test\",\"recorded_at\":"
	    "\"2026-11-20T10:05:00+01:00\",\"expires_at\":"
	    "\"2030-01-01T00:00:00Z\",\"period\":{\"from\":"
	    "\"2026-11-19T00:00:00Z\",\"to\":\"2026-11-20T00:00:00Z\"},"
	    "\"subject\":{\"name\":\"n\",\"version\":\"1.0\",\"digest\":\""
	    HEX "\",\"environment\":\"e\"},\"summary\":\"s\",\"command\":"
	    "\"c\",\"exit_code\":-1,\"duration_ms\":12.5,\"observed\":7,"
	    "\"expected\":\"7\",\"metrics\":[{\"name\":\"p95\",\"value\":"
	    "182.50,\"unit\":\"ms\",\"percentile\":\"p95\",\"samples\":100,"
	    "\"baseline\":190},{\"name\":\"pg\",\"value\":\"13.4.2\"}],"
	    "\"values\":{\"Name\":\"Ada Example\"},\"attachments\":["
	    "{\"path\":\"attachments/a\",\"sha256\":\"" HEX "\",\"size\":0},"
	    "{\"path\":\"attachments/b\",\"sha256\":\"" HEX "\"}],"
	    "\"notes\":\"*fine*\",\"controls\":[\"CM-3\",\"CC8.1\"],"
	    "\"actions\":[{\"text\":\"t\",\"owner\":\"o\",\"due\":"
	    "\"2026-12-01\"}],\"lesson\":{\"kind\":\"lucky\",\"text\":"
	    "\"l\"},\"supersedes\":{\"digest\":\"" HEX "\",\"reason\":"
	    "\"r\",\"by\":\"b\",\"at\":\"2026-11-21T00:00:00Z\"},"
	    "\"x-own\":1}");
	assert_null(diag_first(diag));
	assert_string_equal(ev->item, "1.1/a");
	assert_int_equal(ev->status, EVIDENCE_PASS);
	assert_string_equal(ev->collector.name, "p");
	assert_int_equal(ev->collected_at->offset, 60);
	assert_true(ev->period_from->sec < ev->period_to->sec);
	assert_true(ev->has_subject && ev->has_exit_code);
	assert_string_equal(ev->subject.digest, "sha256:" HEX);
	assert_int_equal(ev->exit_code, -1);
	assert_string_equal(ev->observed, "7");
	assert_string_equal(ev->measures->value_text, "182.50");
	assert_false(ev->measures->quoted);
	assert_string_equal(ev->measures->percentile, "95");
	assert_true(ev->measures->has_baseline);
	assert_string_equal(ev->measures->baseline_text, "190");
	/* A version is no number. */
	assert_true(ev->measures->next->quoted);
	assert_string_equal(ev->measures->next->value_text, "13.4.2");
	assert_int_equal(ev->attachments->size, 0);
	assert_true(ev->attachments->next->size == UINT64_MAX);
	assert_non_null(ev->notes);
	assert_int_equal(ev->control_count, 2);
	assert_string_equal(ev->actions->item, "1.1/a");
	assert_string_equal(ev->lesson_kind, "lucky");
	assert_string_equal(ev->supersedes.sha256, HEX);
	assert_int_equal(ev->supersedes.at->offset, 0);
}

static void
test_schema(void **state)
{
	(void)state;
	REFUSED("{}", EVIDENCE_SCHEMA, "/schema");
	REFUSED("{}", EVIDENCE_MISSING_MEMBER, "/item");
	REFUSED("{}", EVIDENCE_MISSING_MEMBER, "/collector");
	REFUSED("{}", EVIDENCE_MISSING_MEMBER, "/collected_at");
	REFUSED("{}", EVIDENCE_MISSING_MEMBER, "/status");
	REFUSED("{\"schema\":\"dossier/evidence/v2\"}", EVIDENCE_SCHEMA,
	    "/schema");
	REFUSED("{\"schema\":1}", EVIDENCE_TYPE, "/schema");
	REFUSED(PASS ",\"statuss\":1}", EVIDENCE_UNKNOWN_MEMBER, "/statuss");
	REFUSED("", JSON_SYNTAX, NULL);
	REFUSED("null", JSON_NOT_OBJECT, "");
	REFUSED("[]", JSON_NOT_OBJECT, "");
	REFUSED("\"x\"", JSON_NOT_OBJECT, "");
}

static void
test_status(void **state)
{
	(void)state;
	REFUSED(HEAD "}", EVIDENCE_MISSING_MEMBER, "/status");
	REFUSED(HEAD ",\"status\":\"Pass\"}", EVIDENCE_WORD, "/status");
	REFUSED(HEAD ",\"status\":\"PASS \"}", EVIDENCE_WORD, "/status");
	REFUSED(HEAD ",\"status\":\"ok\"}", EVIDENCE_WORD, "/status");
	REFUSED(HEAD ",\"status\":\"\"}", EVIDENCE_WORD, "/status");
	REFUSED(HEAD ",\"status\":true}", EVIDENCE_TYPE, "/status");
	REFUSED(HEAD ",\"status\":null}", EVIDENCE_TYPE, "/status");
	/* Others decide without it. */
	good(HEAD ",\"metrics\":[{\"name\":\"n\",\"value\":1}]}");
	assert_int_equal(ev->status, EVIDENCE_ABSENT);
	good(HEAD ",\"values\":{\"name\":\"n\"}}");
	REFUSED(HEAD ",\"metrics\":[]}", EVIDENCE_EMPTY, "/metrics");
	REFUSED(HEAD ",\"values\":{}}", EVIDENCE_EMPTY, "/values");
	REFUSED(HEAD ",\"waiver\":{}}", EVIDENCE_WAIVER,
	    "/waiver/reason");
}

static void
test_reason(void **state)
{
	static const char *const	words[] = { "fail", "error",
		"not_applicable", "blocked" };
	static const enum evidence_status status[] = { EVIDENCE_FAIL,
		EVIDENCE_ERROR, EVIDENCE_NOT_APPLICABLE, EVIDENCE_BLOCKED };
	char				text[512];
	size_t				i;

	(void)state;
	for (i = 0; i < 4; i++) {
		snprintf(text, sizeof(text), HEAD ",\"status\":\"%s\"}",
		    words[i]);
		REFUSED(text, EVIDENCE_REASON, "/reason");
		snprintf(text, sizeof(text), HEAD ",\"status\":\"%s\","
		    "\"reason\":\" \\n\"}", words[i]);
		REFUSED(text, EVIDENCE_REASON, "/reason");
		snprintf(text, sizeof(text), HEAD ",\"status\":\"%s\","
		    "\"reason\":\"because\"}", words[i]);
		good(text);
		assert_int_equal(ev->status, status[i]);
	}
}

static void
test_times(void **state)
{
	(void)state;
	REFUSED(PASS ",\"recorded_at\":\"2026-11-22T12:10:00Z\"}",
	    EVIDENCE_FUTURE, "/recorded_at");
	REFUSED(PASS ",\"supersedes\":{\"digest\":\"" HEX "\",\"reason\":"
	    "\"r\",\"at\":\"2026-12-22T00:10:00Z\"}}", EVIDENCE_FUTURE,
	    "/supersedes/at");
	good(PASS ",\"expires_at\":\"2099-01-01T00:00:00Z\"}");
	REFUSED(PASS ",\"expires_at\":\"2025-02-30T00:00:00Z\"}",
	    EVIDENCE_DATE, "/expires_at");
	REFUSED(PASS ",\"expires_at\":\"2026-11-20 10:00\"}", EVIDENCE_DATE,
	    "/expires_at");
	REFUSED(PASS ",\"period\":{\"from\":\"2026-11-20T10:00:00Z\","
	    "\"to\":\"2026-11-20T10:30:00+01:00\"}}", EVIDENCE_VALUE,
	    "/period");
}

#define METRIC(m) HEAD ",\"metrics\":[{\"name\":\"n\"," m "}]}"

static void
test_metrics(void **state)
{
	(void)state;
	REFUSED(METRIC("\"value\":\"99.9%\""), EVIDENCE_VALUE,
	    "/metrics/0/value");
	REFUSED(METRIC("\"value\":\"NaN\""), EVIDENCE_VALUE,
	    "/metrics/0/value");
	REFUSED(METRIC("\"value\":\" \""), EVIDENCE_EMPTY,
	    "/metrics/0/value");
	REFUSED(METRIC("\"value\":NaN"), JSON_SYNTAX, "/metrics/0/value");
	REFUSED(METRIC("\"value\":1e400"), JSON_NUMBER, "/metrics/0/value");
	REFUSED(METRIC("\"value\":1e15"), EVIDENCE_VALUE,
	    "/metrics/0/value");
	REFUSED(METRIC("\"value\":1e-400"), EVIDENCE_VALUE,
	    "/metrics/0/value");
	REFUSED(METRIC("\"unit\":\"ms\""), EVIDENCE_MISSING_MEMBER,
	    "/metrics/0/value");
	REFUSED(METRIC("\"value\":1,\"baseline\":\"2\""), EVIDENCE_TYPE,
	    "/metrics/0/baseline");
	REFUSED(METRIC("\"value\":1,\"samples\":-1"), EVIDENCE_VALUE,
	    "/metrics/0/samples");
	REFUSED(METRIC("\"value\":1,\"samples\":1.5"), EVIDENCE_VALUE,
	    "/metrics/0/samples");
	REFUSED(METRIC("\"value\":1,\"percentile\":\"high\""),
	    EVIDENCE_VALUE, "/metrics/0/percentile");
	REFUSED(METRIC("\"value\":1,\"percentile\":101"), EVIDENCE_VALUE,
	    "/metrics/0/percentile");
	REFUSED(METRIC("\"value\":1,\"percentile\":-5"), EVIDENCE_VALUE,
	    "/metrics/0/percentile");
	REFUSED(METRIC("\"value\":1,\"percentile\":\"9.5.1\""),
	    EVIDENCE_VALUE, "/metrics/0/percentile");
	good(METRIC("\"value\":-0.0,\"percentile\":99.9"));
	assert_string_equal(ev->measures->percentile, "99.9");
	good(METRIC("\"value\":1,\"percentile\":\"P50th\""));
	assert_string_equal(ev->measures->percentile, "50");
}

static void
test_numbers(void **state)
{
	(void)state;
	REFUSED(PASS ",\"exit_code\":1.0}", EVIDENCE_VALUE, "/exit_code");
	REFUSED(PASS ",\"exit_code\":4294967296}", EVIDENCE_VALUE,
	    "/exit_code");
	REFUSED(PASS ",\"exit_code\":\"0\"}", EVIDENCE_TYPE, "/exit_code");
	REFUSED(PASS ",\"duration_ms\":-1}", EVIDENCE_VALUE,
	    "/duration_ms");
	good(PASS ",\"exit_code\":255}");
	assert_int_equal(ev->exit_code, 255);
}

#define WAIVER(w) HEAD ",\"status\":\"fail\",\"reason\":\"r\"," \
	"\"waiver\":{" w "}}"
#define W_REST	"\"reason\":\"r\",\"risk\":\"low\",\"requested_by\":\"Ada " \
		"Example\",\"expires_at\":\"2026-12-01T00:00:00Z\""

static void
test_waiver(void **state)
{
	(void)state;
	good(WAIVER(W_REST ",\"approved_by\":\"Ben Sample\","
	    "\"review_at\":\"2027-01-01T00:00:00Z\""));
	assert_string_equal(ev->waiver->approved_by, "Ben Sample");
	REFUSED(WAIVER(W_REST ",\"approved_by\":\" ada EXAMPLE \""),
	    EVIDENCE_WAIVER, "/waiver/approved_by");
	REFUSED(WAIVER(W_REST), EVIDENCE_WAIVER, "/waiver/approved_by");
	REFUSED(WAIVER(""), EVIDENCE_WAIVER, "/waiver/expires_at");
	REFUSED(WAIVER(""), EVIDENCE_WAIVER, "/waiver/risk");
	REFUSED(WAIVER(""), EVIDENCE_WAIVER, "/waiver/reason");
	REFUSED(WAIVER(""), EVIDENCE_WAIVER, "/waiver/requested_by");
	REFUSED(WAIVER(W_REST ",\"approved_by\":\"b\",\"approved_at\":"
	    "\"2026-12-20T00:00:00Z\""), EVIDENCE_FUTURE,
	    "/waiver/approved_at");
	REFUSED(WAIVER("\"reason\":\"r\",\"risk\":\"l\",\"requested_by\":"
	    "\"a\",\"approved_by\":\"b\",\"approved_at\":"
	    "\"2026-11-20T00:00:00Z\",\"expires_at\":"
	    "\"2026-11-19T00:00:00Z\""), EVIDENCE_WAIVER,
	    "/waiver/expires_at");
}

#define SIGNOFF(s) HEAD ",\"signoff\":{\"role\":\"QA\",\"name\":\"Ada\"," \
	"\"meaning\":\"approval\",\"auth\":\"passphrase\",\"signed_at\":" \
	"\"2026-11-21T00:00:00Z\",\"record_digest\":\"" HEX "\"," \
	"\"template_sha256\":\"" HEX "\",\"record_sha256\":\"" HEX "\"," \
	"\"scope\":[{\"item\":\"1.1/b\",\"sha256\":\"" HEX "\"}]," s "}}"

static void
test_signoff(void **state)
{
	(void)state;
	good(SIGNOFF("\"decision\":\"approve\""));
	assert_int_equal(ev->signoff->decision, DECISION_APPROVE);
	assert_int_equal(ev->signoff->scope_count, 1);
	assert_string_equal(ev->signoff->scope[0].item, "1.1/b");
	assert_string_equal(ev->signoff->record_digest, HEX);
	good(SIGNOFF("\"decision\":\"approve_with_conditions\","
	    "\"conditions\":[\"c\"]"));
	assert_int_equal(ev->signoff->decision, DECISION_CONDITIONS);
	good(SIGNOFF("\"decision\":\"reject\",\"comment\":\"why\""));
	assert_int_equal(ev->signoff->decision, DECISION_REJECT);
	REFUSED(SIGNOFF("\"decision\":\"approve_with_conditions\""),
	    EVIDENCE_SIGNOFF, "/signoff/conditions");
	REFUSED(SIGNOFF("\"decision\":\"reject\""), EVIDENCE_SIGNOFF,
	    "/signoff/comment");
	REFUSED(SIGNOFF("\"decision\":\"yes\""), EVIDENCE_WORD,
	    "/signoff/decision");
	REFUSED(SIGNOFF("\"comment\":\"c\""), EVIDENCE_SIGNOFF,
	    "/signoff/decision");
	REFUSED(HEAD ",\"signoff\":{}}", EVIDENCE_SIGNOFF, "/signoff/scope");
	REFUSED(HEAD ",\"signoff\":{}}", EVIDENCE_SIGNOFF,
	    "/signoff/record_digest");
	REFUSED(HEAD ",\"signoff\":{\"signed_at\":\"2027-01-01T00:00:00Z\"}}",
	    EVIDENCE_FUTURE, "/signoff/signed_at");
}

static void
test_actions(void **state)
{
	(void)state;
	good(PASS ",\"actions\":[{\"text\":\"t\"},{\"text\":\"u\",\"owner\":"
	    "\"o\",\"due\":\"2026-12-01\"}]}");
	assert_int_equal(diag_count(diag, DIAG_WARNING), 1);
	assert_int_equal(diag_first(diag)->code, DIAG_EVIDENCE_TICKET_NONE);
	assert_string_equal(diag_first(diag)->at.pointer, "/actions/0");
	REFUSED(PASS ",\"actions\":[{\"owner\":\"o\"}]}",
	    EVIDENCE_MISSING_MEMBER, "/actions/0/text");
}

static void
test_attachments(void **state)
{
	(void)state;
	REFUSED(PASS ",\"attachments\":[{\"path\":\"a/../../b\",\"sha256\":\""
	    HEX "\"}]}", FILE_PATH, "/attachments/0/path");
	REFUSED(PASS ",\"attachments\":[{\"path\":\"a\"}]}",
	    EVIDENCE_MISSING_MEMBER, "/attachments/0/sha256");
	/* Those that are named right stay with the refused file. */
	REFUSED(PASS ",\"attachments\":[{\"path\":\"a\"},{\"path\":\"b\","
	    "\"sha256\":\"" HEX "\"}]}", EVIDENCE_MISSING_MEMBER, NULL);
	assert_string_equal(ev->attachments->path, "b");
	assert_null(ev->attachments->next);
}

static void
test_notes(void **state)
{
	struct buf	b = BUF_INIT;
	int		over, i;

	(void)state;
	REFUSED(PASS ",\"notes\":\"BAD\"}", EVIDENCE_NOTES, "/notes");
	for (over = -1; over <= 1; over++) {
		buf_rewind(&b);
		buf_adds(&b, PASS ",\"notes\":\"");
		for (i = 0; i < LIMIT_NOTE_BYTES + over; i++)
			buf_addc(&b, 'a');
		buf_adds(&b, "\"}");
		if (over <= 0)
			good(b.data);
		else
			REFUSED(b.data, EVIDENCE_NOTES, "/notes");
	}
	buf_clear(&b);
}

/* A private key is refused, however it is written, and never repeated. */
static void
test_secrets(void **state)
{
	static const char *const	secret[] = {
		PASS ",\"notes\":\"-----BEGIN PRIVATE KEY-----\\nQUJD\"}",
		PASS ",\"notes\":\"-----BEGIN RSA PRIVATE KEY-----\\nQUJD\"}",
		PASS ",\"x-k\":\"BEGIN PGP PRIVATE KEY BLOCK-----QUJD\"}",
		PASS ",\"x-k\":\"PRIVATE\\u0020KEY\\u002d----QUJD\"}",
		PASS ",\"x-k\":{\"PRIVATE KEY-----\":\"QUJD\"}}",
		"{ broken -----BEGIN PRIVATE KEY----- QUJD",
	};
	struct buf			b = BUF_INIT;
	size_t				i;

	(void)state;
	for (i = 0; i < sizeof(secret) / sizeof(secret[0]); i++) {
		REFUSED(secret[i], EVIDENCE_SECRET, NULL);
		assert_null(diag_first(diag)->next);
		buf_rewind(&b);
		diag_print(diag, NULL, &b);
		assert_null(strstr(b.data, "QUJD"));
		assert_null(strstr(b.data, "-----"));
	}
	buf_clear(&b);
	good(PASS ",\"notes\":\"the PRIVATE KEY is kept elsewhere\"}");
	good(PASS ",\"notes\":\"-----BEGIN CERTIFICATE-----\"}");
}

/* The item stays known where it can be read, nowhere else. */
static void
test_item_kept(void **state)
{
	(void)state;
	REFUSED(HEAD ",\"status\":\"Pass\"}", EVIDENCE_WORD, NULL);
	assert_string_equal(ev->item, "1.1/a");
	assert_string_equal(ev->fault, "\"Pass\" is not a word for "
	    "\"status\"; allowed: pass, fail, error, not_applicable, "
	    "blocked; did you mean \"pass\"? at /status");
	REFUSED(PASS, JSON_SYNTAX, NULL);
	assert_null(ev->item);
	REFUSED(PASS ",\"item\":\"1.1/b\"}", JSON_DUPLICATE_KEY, "/item");
	assert_null(ev->item);
}

/* Findings of another file that stand before do not become the fault. */
static void
test_first_fault(void **state)
{
	static const char	text[] = HEAD ",\"status\":1}";

	(void)state;
	diag = diag_new(arena);
	diag_add(diag, DIAG_JSON_BOM, NULL, "of another file");
	assert_int_equal(evidence_parse(arena, scratch, NULL, text,
	    sizeof(text) - 1, "f", &now, &ev, diag), -1);
	assert_non_null(strstr(ev->fault, "/status"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_whole, setup, teardown),
		cmocka_unit_test_setup_teardown(test_schema, setup, teardown),
		cmocka_unit_test_setup_teardown(test_status, setup, teardown),
		cmocka_unit_test_setup_teardown(test_reason, setup, teardown),
		cmocka_unit_test_setup_teardown(test_times, setup, teardown),
		cmocka_unit_test_setup_teardown(test_metrics, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_numbers, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_waiver, setup, teardown),
		cmocka_unit_test_setup_teardown(test_signoff, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_actions, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_attachments, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_notes, setup, teardown),
		cmocka_unit_test_setup_teardown(test_secrets, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_item_kept, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_first_fault, setup,
		    teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
