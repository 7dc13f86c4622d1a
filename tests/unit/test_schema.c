/* Tables: what is bound, what is found, and the published schemas. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/date base/diag base/digest base/newfile base/fs intake/escape intake/numeral intake/slip intake/strict intake/json intake/nearest intake/scalar intake/schema intake/keep intake/keymark intake/slug intake/evidence_table intake/identity */
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
#include "base/diag.h"
#include "base/limits.h"
#include "base/value.h"
#include "intake/evidence_table.h"
#include "intake/identity.h"
#include "intake/json.h"
#include "intake/schema.h"
#include "model/record.h"

#define COUNT(a)	(sizeof(a) / sizeof((a)[0]))
#define AT(member)	.at = offsetof(struct thing, member)
#define HEX		"0123456789abcdef0123456789abcdef" \
			"0123456789abcdef0123456789abcdef"

/* One member of every type. */
struct part {
	const char	*name;
	struct part	*next;
};

struct thing {
	const char		*string, *word, *number, *integer, *scalar;
	const char		*day, *digest, *path;
	bool			 flag;
	uint64_t		 size;
	const struct instant	*time;
	char			 sha256[65];
	struct part		 object, *pointer, *chain, *vector;
	size_t			 vector_count, strings_count;
	const char		**strings;
	struct pair		*pairs, *flags;
	const char		*guard;
};

static const char *const words[] = { "red", "green", "blue", NULL };

static const struct schema_field part_fields[] = {
	{ "name", SCHEMA_STRING, SCHEMA_REQUIRED, offsetof(struct part, name),
	    0, NULL, NULL },
};

static const struct schema_table part_table = {
	.what = "a part", .fields = part_fields, .count = 1,
	.size = sizeof(struct part), .next = offsetof(struct part, next),
	.absent = DIAG_EVIDENCE_WAIVER,
};

static const struct schema_field thing_fields[] = {
	{ "string", SCHEMA_STRING, SCHEMA_REQUIRED, AT(string) },
	{ "word", SCHEMA_WORD, 0, AT(word), .words = words },
	{ "bool", SCHEMA_BOOL, 0, AT(flag) },
	{ "number", SCHEMA_NUMBER, 0, AT(number) },
	{ "integer", SCHEMA_INTEGER, 0, AT(integer) },
	{ "size", SCHEMA_SIZE, 0, AT(size) },
	{ "scalar", SCHEMA_SCALAR, 0, AT(scalar) },
	{ "time", SCHEMA_TIME, SCHEMA_PAST, AT(time) },
	{ "day", SCHEMA_DAY, 0, AT(day) },
	{ "sha256", SCHEMA_SHA256, 0, AT(sha256) },
	{ "digest", SCHEMA_DIGEST, 0, AT(digest) },
	{ "path", SCHEMA_PATH, 0, AT(path) },
	{ "object", SCHEMA_OBJECT, 0, AT(object), .table = &part_table },
	{ "pointer", SCHEMA_POINTER, 0, AT(pointer), .table = &part_table },
	{ "chain", SCHEMA_CHAIN, SCHEMA_FILLED, AT(chain),
	    .table = &part_table },
	{ "vector", SCHEMA_VECTOR, 0, AT(vector), .table = &part_table,
	    .count_at = offsetof(struct thing, vector_count) },
	{ "strings", SCHEMA_STRINGS, 0, AT(strings),
	    .count_at = offsetof(struct thing, strings_count) },
	{ "pairs", SCHEMA_PAIRS, 0, AT(pairs) },
	{ "flags", SCHEMA_FLAGS, 0, AT(flags) },
	{ "nowhere", SCHEMA_OBJECT, 0, .at = SCHEMA_NOWHERE,
	    .table = &part_table },
};

static const struct schema_table thing_table = {
	.what = "a thing", .fields = thing_fields,
	.count = COUNT(thing_fields), .size = sizeof(struct thing),
	.absent = DIAG_EVIDENCE_MISSING_MEMBER,
};
_Static_assert(COUNT(thing_fields) == SCHEMA_TYPES + 1, "one of each");

static struct arena	*arena;
static struct diag	*diag;
static struct thing	 thing;
/* 2026-11-22T12:00:00Z */
static const struct instant now = { 1795348800, 0, true };

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
bind(const char *text)
{
	struct schema	 s = { .arena = arena, .file = "f", .now = &now };
	struct value	*root;

	memset(&thing, 0, sizeof(thing));
	diag = s.diag = diag_new(arena);
	assert_int_equal(json_parse(arena, text, strlen(text), "f", &root,
	    diag), 0);
	return schema_bind(&s, &thing_table, root, &thing);
}

/* Exactly one finding, of this code, at this pointer, with these words. */
static void
found(const char *text, enum diag_code code, const char *pointer,
    const char *says)
{
	const struct finding	*f;

	assert_int_equal(bind(text), -1);
	f = diag_first(diag);
	if (f->next != NULL || f->code != code ||
	    strcmp(f->at.pointer, pointer) != 0 ||
	    strstr(f->words, says) == NULL || f->at.line == 0)
		fail_msg("%s: %s at %s: %s%s", text, diag_id(f->code),
		    f->at.pointer, f->words,
		    f->next != NULL ? " (and more)" : "");
}

#define S	"{\"string\":\"s\","
#define FOUND(member, code, pointer, says) \
	found(S member "}", DIAG_##code, pointer, says)

static void
test_bound(void **state)
{
	(void)state;
	assert_int_equal(bind("{\"string\":\"s\",\"word\":\"green\","
	    "\"bool\":true,\"number\":99.90,\"integer\":-17,\"size\":5,"
	    "\"scalar\":1.50,\"time\":\"2026-11-21T10:00:00+01:00\","
	    "\"day\":\"2026-12-01\",\"sha256\":\"" HEX "\","
	    "\"digest\":\"" HEX "\",\"path\":\"a/b.txt\","
	    "\"object\":{\"name\":\"o\"},\"pointer\":{\"name\":\"p\"},"
	    "\"chain\":[{\"name\":\"c1\"},{\"name\":\"c2\"}],"
	    "\"vector\":[{\"name\":\"v1\"},{\"name\":\"v2\"}],"
	    "\"strings\":[\"x\",\"y\"],\"pairs\":{\"k\":\"v\",\"e\":\" \"},"
	    "\"flags\":{\"t\":true,\"f\":false},"
	    "\"nowhere\":{\"name\":\"n\"},"
	    "\"x-own\":{\"anything\":[null]}}"), 0);
	assert_string_equal(thing.string, "s");
	assert_string_equal(thing.word, "green");
	assert_true(thing.flag);
	assert_string_equal(thing.number, "99.90");
	assert_string_equal(thing.integer, "-17");
	assert_int_equal(thing.size, 5);
	assert_string_equal(thing.scalar, "1.50");
	assert_int_equal(thing.time->offset, 60);
	assert_string_equal(thing.day, "2026-12-01");
	assert_string_equal(thing.sha256, HEX);
	assert_string_equal(thing.digest, "sha256:" HEX);
	assert_string_equal(thing.path, "a/b.txt");
	assert_string_equal(thing.object.name, "o");
	assert_string_equal(thing.pointer->name, "p");
	assert_string_equal(thing.chain->name, "c1");
	assert_string_equal(thing.chain->next->name, "c2");
	assert_null(thing.chain->next->next);
	assert_int_equal(thing.vector_count, 2);
	assert_string_equal(thing.vector[1].name, "v2");
	assert_int_equal(thing.strings_count, 2);
	assert_string_equal(thing.strings[1], "y");
	/* A blank value is none. */
	assert_string_equal(thing.pairs->name, "k");
	assert_string_equal(thing.pairs->value, "v");
	assert_null(thing.pairs->next);
	assert_string_equal(thing.flags->value, "true");
	assert_string_equal(thing.flags->next->value, "false");
	assert_null(thing.guard);
}

static void
test_unknown(void **state)
{
	(void)state;
	FOUND("\"wrod\":\"red\"", EVIDENCE_UNKNOWN_MEMBER, "/wrod",
	    "did you mean \"word\"?");
	FOUND("\"Word\":\"red\"", EVIDENCE_UNKNOWN_MEMBER, "/Word",
	    "did you mean \"word\"?");
	FOUND("\"qqqqqqq\":1", EVIDENCE_UNKNOWN_MEMBER, "/qqqqqqq",
	    "allowed: string, word, bool");
	FOUND("\"x_own\":1", EVIDENCE_UNKNOWN_MEMBER, "/x_own",
	    "start with x-");
	FOUND("\"chain\":[{\"name\":\"a\"},{\"name\":\"b\",\"a/b\":1}]",
	    EVIDENCE_UNKNOWN_MEMBER, "/chain/1/a~1b", "a part");
}

static void
test_types(void **state)
{
	(void)state;
	found("{\"string\":1.50}", DIAG_EVIDENCE_TYPE, "/string",
	    "expected a string, found number 1.50");
	FOUND("\"word\":[]", EVIDENCE_TYPE, "/word", "found array");
	FOUND("\"bool\":\"true\"", EVIDENCE_TYPE, "/bool", "true or false");
	FOUND("\"bool\":0", EVIDENCE_TYPE, "/bool", "found number 0");
	FOUND("\"number\":\"5\"", EVIDENCE_TYPE, "/number", "a number");
	FOUND("\"scalar\":true", EVIDENCE_TYPE, "/scalar",
	    "a number or a string");
	FOUND("\"time\":12", EVIDENCE_TYPE, "/time", "a time");
	FOUND("\"object\":null", EVIDENCE_TYPE, "/object", "leave the member "
	    "out");
	FOUND("\"chain\":{}", EVIDENCE_TYPE, "/chain", "array of objects");
	FOUND("\"chain\":[{\"name\":\"a\"},7]", EVIDENCE_TYPE, "/chain/1",
	    "an object");
	FOUND("\"strings\":[\"a\",null]", EVIDENCE_TYPE, "/strings/1",
	    "a string");
	FOUND("\"pairs\":{\"a\":1}", EVIDENCE_TYPE, "/pairs/a", "a string");
	FOUND("\"flags\":{\"a\":\"true\"}", EVIDENCE_TYPE, "/flags/a",
	    "true or false");
	found("[]", DIAG_JSON_NOT_OBJECT, "", "expected an object");
}

static void
test_forms(void **state)
{
	(void)state;
	FOUND("\"word\":\"Red\"", EVIDENCE_WORD, "/word",
	    "allowed: red, green, blue; did you mean \"red\"?");
	FOUND("\"word\":\"\"", EVIDENCE_WORD, "/word", "allowed: red");
	FOUND("\"number\":1e15", EVIDENCE_VALUE, "/number", "below 1e15");
	FOUND("\"integer\":1.0", EVIDENCE_VALUE, "/integer", "whole number");
	FOUND("\"size\":-1", EVIDENCE_VALUE, "/size", "below zero");
	FOUND("\"time\":\"2025-02-30T10:00:00Z\"", EVIDENCE_DATE, "/time",
	    "offset");
	FOUND("\"time\":\"2026-11-20T10:00:00\"", EVIDENCE_DATE, "/time",
	    "offset");
	FOUND("\"time\":\"9999-01-01T00:00:00Z\"", EVIDENCE_DATE, "/time",
	    "offset");
	FOUND("\"day\":\"2026-13-01\"", EVIDENCE_DATE, "/day", "2026-13-01");
	FOUND("\"sha256\":\"abc\"", EVIDENCE_VALUE, "/sha256", "64");
	FOUND("\"digest\":\"md5:00\"", EVIDENCE_VALUE, "/digest", "sha512");
	FOUND("\"path\":\"../x\"", FILE_PATH, "/path", "..");
	FOUND("\"path\":\"/etc/passwd\"", FILE_PATH, "/path", "absolute");
	FOUND("\"path\":\"a\\\\b\"", FILE_PATH, "/path", "backslash");
	FOUND("\"path\":\"\"", FILE_PATH, "/path", "empty");
	FOUND("\"chain\":[]", EVIDENCE_EMPTY, "/chain", "leave it out");
	found("{\"string\":\" \\n\"}", DIAG_EVIDENCE_EMPTY, "/string",
	    "must say something");
	assert_int_equal(bind(S "\"vector\":[],\"scalar\":\"\"}"), 0);
	assert_int_equal(thing.vector_count, 0);
	assert_null(thing.scalar);
}

static void
test_required(void **state)
{
	(void)state;
	found("{}", DIAG_EVIDENCE_MISSING_MEMBER, "/string",
	    "a thing needs the member \"string\"");
	FOUND("\"object\":{}", EVIDENCE_WAIVER, "/object/name", "a part");
	FOUND("\"nowhere\":{}", EVIDENCE_WAIVER, "/nowhere/name", "a part");
}

/* LIMIT_CLOCK_SKEW: one below, at, one above. */
static void
test_future(void **state)
{
	char	text[96], when[DATE_MAX];
	int	over;

	(void)state;
	for (over = -1; over <= 1; over++) {
		struct instant	t = { now.sec + LIMIT_CLOCK_SKEW + over, 0,
				    true };

		date_str_rfc3339(&t, when);
		snprintf(text, sizeof(text), S "\"time\":\"%s\"}", when);
		assert_int_equal(bind(text), over > 0 ? -1 : 0);
	}
	assert_int_equal(diag_first(diag)->code, DIAG_EVIDENCE_FUTURE);
}

static void
test_all_at_once(void **state)
{
	struct buf	b = BUF_INIT;
	int		i;

	(void)state;
	assert_int_equal(bind("{\"string\":1,\"chain\":[],\"time\":12,"
	    "\"statuss\":0,\"flags\":{\"a\":1,\"b\":2}}"), -1);
	assert_int_equal(diag_count(diag, DIAG_ERROR), 6);
	buf_adds(&b, S "\"strings\":[0");
	for (i = 0; i < 200; i++)
		buf_adds(&b, ",0");
	buf_adds(&b, "]}");
	assert_int_equal(bind(b.data), -1);
	assert_int_equal(diag_count(diag, DIAG_ERROR),
	    LIMIT_FINDINGS_PRINTED);
	buf_clear(&b);
}

/* A value of the input is shown cut, and at a whole character. */
static void
test_shown(void **state)
{
	(void)state;
	FOUND("\"word\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	    "\xc3\xa4\xc3\xa4\xc3\xa4\"", EVIDENCE_WORD, "/word",
	    "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...\" is not");
}

/* --- the published schemas say what the tables say --------------------- */

static struct value *
load(const char *path)
{
	static char	 text[65536];
	struct value	*v;
	FILE		*f = fopen(path, "r");
	size_t		 n;

	if (f == NULL)
		fail_msg("%s cannot be read", path);
	n = fread(text, 1, sizeof(text), f);
	assert_int_equal(fclose(f), 0);
	assert_true(n < sizeof(text));
	diag = diag_new(arena);
	assert_int_equal(json_parse(arena, text, n, path, &v, diag), 0);
	return v;
}

static bool
lists(const struct value *array, const char *word)
{
	const struct value	*v;

	if (array != NULL && array->kind == VALUE_ARRAY)
		for (v = array->first; v != NULL; v = v->next)
			if (strcmp(v->text, word) == 0)
				return true;
	return false;
}

static void	agree(const struct schema_table *, const struct value *,
		    const char *);

static void
type_is(const struct value *v, const char *type, const char *where)
{
	if (value_get_str(v, "type") == NULL ||
	    strcmp(value_get_str(v, "type"), type) != 0)
		fail_msg("%s: not of type %s", where, type);
}

static void
has(const struct value *v, const char *member, const char *where)
{
	if (value_get(v, member) == NULL)
		fail_msg("%s: no %s", where, member);
}

static void
words_agree(const struct schema_field *f, const struct value *v,
    const char *where)
{
	const struct value	*list = value_get(v, "enum");
	size_t			 n;

	if (list == NULL)
		fail_msg("%s: no list of words", where);
	for (n = 0; f->words[n] != NULL; n++)
		if (!lists(list, f->words[n]))
			fail_msg("%s: the word %s", where, f->words[n]);
	assert_int_equal(n, list->count);
}

/* Members that hold others. */
static void
children_agree(const struct schema_field *f, const struct value *v,
    const char *where)
{
	bool	filled = (f->flags & SCHEMA_FILLED) != 0;

	if (f->type == SCHEMA_OBJECT || f->type == SCHEMA_POINTER) {
		agree(f->table, v, where);
	} else if (f->type == SCHEMA_CHAIN || f->type == SCHEMA_VECTOR) {
		type_is(v, "array", where);
		agree(f->table, value_get(v, "items"), where);
		if (filled)
			has(v, "minItems", where);
	} else if (f->type == SCHEMA_STRINGS) {
		type_is(v, "array", where);
		type_is(value_get(v, "items"), "string", where);
	} else {
		type_is(v, "object", where);
		type_is(value_get(v, "additionalProperties"),
		    f->type == SCHEMA_PAIRS ? "string" : "boolean", where);
		if (filled)
			has(v, "minProperties", where);
	}
}

static void
string_agrees(const struct schema_field *f, const struct value *v,
    const char *where)
{
	if (strcmp(f->name, "schema") == 0) {
		has(v, "const", where);
		return;
	}
	type_is(v, "string", where);
	if (f->flags & SCHEMA_FILLED)
		has(v, "pattern", where);
}

static void
field_agrees(const struct schema_field *f, const struct value *v,
    const char *where)
{
	has(v, "description", where);
	switch (f->type) {
	case SCHEMA_STRING:
		string_agrees(f, v, where);
		break;
	case SCHEMA_WORD:
		words_agree(f, v, where);
		break;
	case SCHEMA_BOOL:
		type_is(v, "boolean", where);
		break;
	case SCHEMA_NUMBER:
		type_is(v, "number", where);
		has(v, "exclusiveMaximum", where);
		break;
	case SCHEMA_SIZE:
		has(v, "minimum", where);
		/* FALLTHROUGH */
	case SCHEMA_INTEGER:
		type_is(v, "integer", where);
		break;
	case SCHEMA_SCALAR:
		assert_true(lists(value_get(v, "type"), "number"));
		assert_true(lists(value_get(v, "type"), "string"));
		break;
	case SCHEMA_TIME:
		type_is(v, "string", where);
		assert_string_equal(value_get_str(v, "format"), "date-time");
		break;
	case SCHEMA_DAY:
	case SCHEMA_SHA256:
	case SCHEMA_DIGEST:
	case SCHEMA_PATH:
		type_is(v, "string", where);
		has(v, "pattern", where);
		break;
	case SCHEMA_OBJECT:
	case SCHEMA_POINTER:
	case SCHEMA_CHAIN:
	case SCHEMA_VECTOR:
	case SCHEMA_STRINGS:
	case SCHEMA_PAIRS:
	case SCHEMA_FLAGS:
		children_agree(f, v, where);
		break;
	case SCHEMA_TYPES:
		fail();
	}
}

static void
agree(const struct schema_table *t, const struct value *v, const char *where)
{
	const struct value	*props = value_get(v, "properties"), *p;
	const struct value	*more = value_get(v, "additionalProperties");
	char			 path[256];
	bool			 needed;
	size_t			 i;

	type_is(v, "object", where);
	has(value_get(v, "patternProperties"), "^x-", where);
	assert_true(more != NULL && more->kind == VALUE_BOOL && !more->truth);
	assert_non_null(props);
	assert_int_equal(props->count, t->count);
	for (i = 0; i < t->count; i++) {
		snprintf(path, sizeof(path), "%s/%s", where,
		    t->fields[i].name);
		p = value_get(props, t->fields[i].name);
		if (p == NULL)
			fail_msg("%s is not in the schema", path);
		needed = (t->fields[i].flags & SCHEMA_REQUIRED) != 0 ||
		    strcmp(t->fields[i].name, "schema") == 0;
		if (needed != lists(value_get(v, "required"),
		    t->fields[i].name))
			fail_msg("%s: required or not", path);
		field_agrees(&t->fields[i], p, path);
	}
}

static void
test_published(void **state)
{
	(void)state;
	agree(evidence_table_v1(), load("src/schema/evidence-v1.schema.json"),
	    "evidence");
	agree(identity_table(), load("src/schema/record-v1.schema.json"),
	    "record");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_bound, setup, teardown),
		cmocka_unit_test_setup_teardown(test_unknown, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_types, setup, teardown),
		cmocka_unit_test_setup_teardown(test_forms, setup, teardown),
		cmocka_unit_test_setup_teardown(test_required, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_future, setup, teardown),
		cmocka_unit_test_setup_teardown(test_all_at_once, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_shown, setup, teardown),
		cmocka_unit_test_setup_teardown(test_published, setup,
		    teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
