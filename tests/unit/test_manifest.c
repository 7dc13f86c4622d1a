/* Manifest: round trip, and nothing but our own bytes is accepted. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/date base/diag base/digest base/newfile base/fs base/inventory seal/manifest */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/inventory.h"
#include "base/limits.h"
#include "seal/manifest.h"

static struct arena	*arena;
static struct diag	*diag;

static int
fresh(void **state)
{
	(void)state;
	arena = arena_new();
	diag = diag_new(arena);
	return 0;
}

static int
done(void **state)
{
	(void)state;
	arena_free(arena);
	digest_done();
	return 0;
}

static void
add(struct inventory *v, enum inventory_role role, const char *path)
{
	struct digest d;

	digest_of(path, strlen(path), &d);
	inventory_add(arena, v, role, path, strlen(path), &d,
	    inventory_media_type(path));
}

/* A manifest whose record digest is right; names that need escapes. */
static void
sample(struct manifest *m)
{
	char *hex = arena_alloc(arena, DIGEST_HEX);
	struct digest d;

	m->record = "web-2026";
	m->revision = 2;
	m->issued_at = "2026-11-22T14:05:09+01:00";
	m->tool = "dossier test";
	m->audience = "full";
	m->verdict = "NO-GO";
	m->ledger = NULL;
	m->settings = NULL;
	m->ledger_entries = 0;
	m->previous = "00000000000000000000000000000000"
	    "ffffffffffffffffffffffffffffffff";
	m->inputs = arena_alloc(arena, sizeof(*m->inputs));
	m->outputs = arena_alloc(arena, sizeof(*m->outputs));
	add(m->inputs, INVENTORY_RECORD, "evidence/web-2026/record.json");
	add(m->inputs, INVENTORY_EVIDENCE, "evidence/web-2026/a \"b\".json");
	add(m->inputs, INVENTORY_EVIDENCE, "evidence/web-2026/\xe2\x80\xae"
	    "x.json");
	add(m->inputs, INVENTORY_ATTACHMENT, "evidence/web-2026/attachments/"
	    "\xf0\x9f\x9a\x80.txt");
	add(m->inputs, INVENTORY_TEMPLATE, "templates/web.md");
	add(m->inputs, INVENTORY_LAYOUT, "templates/documents/report.md");
	add(m->outputs, INVENTORY_OUTPUT, "report.html");
	add(m->outputs, INVENTORY_OUTPUT, "report.pdf");
	inventory_sort(m->inputs);
	inventory_sort(m->outputs);
	inventory_record_digest(m->inputs, &d);
	digest_hex(&d, hex);
	m->record_digest = hex;
}

static int
parse(const struct buf *b, struct manifest *m)
{
	return manifest_parse(arena, b->data, b->len, "m", m, diag);
}

static void
round_trip(void **state)
{
	struct manifest m, back;
	struct buf text = BUF_INIT, again = BUF_INIT;
	size_t i;

	(void)state;
	sample(&m);
	for (i = 0; i < 2; i++) {
		buf_rewind(&text);
		manifest_write(&text, &m);
		assert_int_equal(parse(&text, &back), 0);
		assert_null(diag_first(diag));
		assert_string_equal(back.record, "web-2026");
		assert_int_equal(back.revision, m.revision);
		assert_int_equal(back.inputs->count, 6);
		assert_int_equal(back.outputs->count, 2);
		assert_non_null(inventory_find(back.inputs,
		    "evidence/web-2026/\xe2\x80\xaex.json"));
		buf_rewind(&again);
		manifest_write(&again, &back);
		assert_string_equal(text.data, again.data);
		/* the first revision names none before it */
		m.previous = NULL;
		m.revision = 1;
	}
	assert_null(back.previous);
	buf_clear(&text);
	buf_clear(&again);
}

/* So is what render was told. */
static void
its_settings(void **state)
{
	static const char *const bad[][2] = {
		{ "\"paper\":\"a4\"", "\"paper\":a4" },
		{ "\"only\":null", "\"only\":\"\\u0061\"" },
		{ "\"only\":null", "\"only\":null,\"more\":null" },
		{ "\"only\":null,", "" },
		{ "\"trust\":[", "\"trust\":[\"abc\"," },
		{ "\"trust\":[", "\"trust\":[]]" },
	};
	const char *trust[3];
	struct manifest_settings s = { .paper = "a4", .pdfa = "3a",
	    .template_name = "w\"eb.md", .trusted = true, .trust = trust };
	struct manifest m, back;
	struct buf text = BUF_INIT, other = BUF_INIT;
	const char *at;
	size_t i;

	(void)state;
	sample(&m);
	trust[0] = m.previous;
	trust[1] = "ff" "ffffffffffffffffffffffffffffffffffffffffffffffffff"
	    "ffffffffffff";
	trust[2] = trust[1];
	m.settings = &s;
	for (s.trust_count = 0; s.trust_count < 3; s.trust_count++) {
		buf_rewind(&text);
		manifest_write(&text, &m);
		assert_int_equal(parse(&text, &back), 0);
		assert_string_equal(back.settings->paper, "a4");
		assert_null(back.settings->only);
		assert_string_equal(back.settings->template_name,
		    "w\"eb.md");
		assert_true(back.settings->trusted);
		assert_int_equal(back.settings->trust_count, s.trust_count);
	}
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		at = strstr(text.data, bad[i][0]);
		assert_non_null(at);
		buf_rewind(&other);
		buf_add(&other, text.data, (size_t)(at - text.data));
		buf_adds(&other, bad[i][1]);
		buf_adds(&other, at + strlen(bad[i][0]));
		assert_int_equal(parse(&other, &back), -1);
	}
	/* One twice. */
	buf_rewind(&text);
	manifest_write(&text, &m);
	assert_int_equal(parse(&text, &back), -1);
	/* No list is another thing than an empty one. */
	s.trust_count = 0;
	s.trusted = false;
	buf_rewind(&text);
	manifest_write(&text, &m);
	assert_int_equal(parse(&text, &back), 0);
	assert_false(back.settings->trusted);
	m.settings = NULL;
	buf_rewind(&text);
	manifest_write(&text, &m);
	assert_int_equal(parse(&text, &back), 0);
	assert_null(back.settings);
	buf_clear(&text);
	buf_clear(&other);
}

/* The head of a ledger is read back, and written in one way alone. */
static void
its_ledger(void **state)
{
	static const char *const bad[] = { "\"entries\":0012",
	    "\"entries\":12,\"more\":1", "\"entries\":", "\"entries\":100001" };
	struct manifest m, back;
	struct buf text = BUF_INIT, other = BUF_INIT;
	const char *at;
	size_t i;

	(void)state;
	sample(&m);
	m.ledger = m.previous;
	m.ledger_entries = 12;
	manifest_write(&text, &m);
	assert_int_equal(parse(&text, &back), 0);
	assert_int_equal(back.ledger_entries, 12);
	assert_string_equal(back.ledger, m.previous);
	at = strstr(text.data, "\"entries\":12");
	assert_non_null(at);
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		buf_rewind(&other);
		buf_add(&other, text.data, (size_t)(at - text.data));
		buf_adds(&other, bad[i]);
		buf_adds(&other, at + strlen("\"entries\":12"));
		assert_int_equal(parse(&other, &back), -1);
	}
	buf_rewind(&text);
	m.ledger = NULL;
	manifest_write(&text, &m);
	assert_int_equal(parse(&text, &back), 0);
	assert_null(back.ledger);
	assert_null(strstr(text.data, "ledger"));
	buf_clear(&text);
	buf_clear(&other);
}

/* One line an entry, for grep and diff. */
static void
its_shape(void **state)
{
	struct manifest m;
	struct buf text = BUF_INIT;
	const char *p;
	int lines = 0;

	(void)state;
	sample(&m);
	manifest_write(&text, &m);
	for (p = text.data; (p = strchr(p, '\n')) != NULL; p++)
		lines++;
	assert_int_equal(lines, 10 + 6 + 2 + 5);
	assert_int_equal(strncmp(text.data,
	    "{\n\"schema\":\"dossier/manifest/v1\",\n\"record\":\"web-2026\",\n"
	    "\"revision\":2,\n\"issued_at\":", 70), 0);
	assert_non_null(strstr(text.data, "\n{\"path\":\"report.pdf\",\"size\":"
	    "10,\"sha256\":\""));
	assert_non_null(strstr(text.data, "\"role\":\"output\"}\n]\n}\n"));
	buf_clear(&text);
}

/* Every byte turned, left out, doubled: refused. */
static void
every_byte_counts(void **state)
{
	struct manifest m, back;
	struct buf text = BUF_INIT, bad = BUF_INIT;
	static const unsigned char masks[] = { 0x01, 0x20, 0x80 };
	size_t i, k, accepted = 0;

	(void)state;
	sample(&m);
	manifest_write(&text, &m);
	for (i = 0; i < text.len; i++) {
		for (k = 0; k < sizeof(masks); k++) {
			buf_clear(&bad);
			buf_add(&bad, text.data, text.len);
			bad.data[i] = (char)(bad.data[i] ^ masks[k]);
			diag = diag_new(arena);
			if (parse(&bad, &back) == 0)
				accepted++;
			else
				assert_non_null(diag_first(diag));
		}
		buf_clear(&bad);
		buf_add(&bad, text.data, i);
		assert_int_equal(parse(&bad, &back), -1);
	}
	/* Free words (names, times, output digests) may read otherwise;
	 * there the signature speaks.  The shape itself may not. */
	assert_true(accepted < text.len);
	buf_clear(&text);
	buf_clear(&bad);
}

/* Replace the first from by to; must be refused with these words. */
static void
refuse(const char *from, const char *to, enum diag_code code,
    const char *words)
{
	struct manifest m, back;
	struct buf text = BUF_INIT, bad = BUF_INIT;
	const struct finding *f;
	const char *at;

	sample(&m);
	manifest_write(&text, &m);
	at = strstr(text.data, from);
	if (at == NULL)
		fail_msg("no %s", from);
	buf_add(&bad, text.data, (size_t)(at - text.data));
	buf_adds(&bad, to);
	buf_adds(&bad, at + strlen(from));
	diag = diag_new(arena);
	if (parse(&bad, &back) == 0)
		fail_msg("%s -> %s is accepted", from, to);
	f = diag_first(diag);
	assert_int_equal(f->code, code);
	if (strstr(f->words, words) == NULL)
		fail_msg("%s -> %s: %s", from, to, f->words);
	assert_int_equal(diag_count(diag, DIAG_ERROR), 1);
	buf_clear(&text);
	buf_clear(&bad);
}

static void
refusals(void **state)
{
	(void)state;
	refuse("manifest/v1", "manifest/v2", DIAG_VERIFY_MANIFEST, "shape");
	refuse("\"revision\":2", "\"revision\":02", DIAG_VERIFY_MANIFEST,
	    "not written the way");
	refuse("\"revision\":2", "\"revision\":0", DIAG_VERIFY_MANIFEST,
	    "from 1");
	refuse("\"revision\":2", "\"revision\":99999999999",
	    DIAG_VERIFY_MANIFEST, "too large");
	refuse("\"revision\":2", "\"revision\":-2", DIAG_VERIFY_MANIFEST,
	    "a number is expected");
	refuse("2026-11-22T", "2026-11-31T", DIAG_VERIFY_MANIFEST, "");
	refuse("+01:00", "", DIAG_VERIFY_MANIFEST, "offset");
	refuse("ffff\"", "fffF\"", DIAG_VERIFY_MANIFEST, "64 lower-case");
	refuse("ffff\"", "fff\"", DIAG_VERIFY_MANIFEST, "64 lower-case");
	refuse("\"size\":10", "\"size\":18446744073709551616",
	    DIAG_VERIFY_MANIFEST, "too large");
	refuse("{\"path\":\"report.pdf\"", "{\"path\":\"../report.pdf\"",
	    DIAG_VERIFY_MANIFEST, "\"..\"");
	refuse("{\"path\":\"report.pdf\"", "{\"path\":\"/report.pdf\"",
	    DIAG_VERIFY_MANIFEST, "absolute");
	refuse("{\"path\":\"report.pdf\"", "{\"path\":\"\"",
	    DIAG_VERIFY_MANIFEST, "empty");
	refuse("{\"path\":\"report.pdf\"", "{\"path\":\"a\\u0001\"",
	    DIAG_VERIFY_MANIFEST, "control");
	refuse("{\"path\":\"report.pdf\"", "{\"path\":\"a\\u0000b\"",
	    DIAG_VERIFY_MANIFEST, "escape");
	refuse("{\"path\":\"report.pdf\"", "{\"path\":\"a\\ud800b\"",
	    DIAG_VERIFY_MANIFEST, "escape");
	refuse("{\"path\":\"report.pdf\"", "{\"path\":\"report.html\"",
	    DIAG_VERIFY_MANIFEST, "twice");
	refuse("{\"path\":\"report.pdf\"", "{\"path\":\"a.pdf\"",
	    DIAG_VERIFY_MANIFEST, "sorted");
	refuse("\"path\":\"report.pdf\"", "\"path\":\"report\\u002epdf\"",
	    DIAG_VERIFY_MANIFEST, "not written the way");
	refuse("\"role\":\"output\"", "\"role\":\"evidence\"",
	    DIAG_VERIFY_MANIFEST, "role");
	refuse("\"role\":\"template\"", "\"role\":\"output\"",
	    DIAG_VERIFY_MANIFEST, "role");
	refuse("\"role\":\"template\"", "\"role\":\"Template\"",
	    DIAG_VERIFY_MANIFEST, "role");
	refuse("\n}\n", "\n}\n ", DIAG_VERIFY_MANIFEST, "after its end");
	refuse("\n}\n", "\n}", DIAG_VERIFY_MANIFEST, "shape");
	refuse(",\n\"tool\"", ", \n\"tool\"", DIAG_VERIFY_MANIFEST, "shape");
	refuse("dossier test", "dossier \xff test", DIAG_VERIFY_MANIFEST,
	    "UTF-8");
	/* the record digest must follow from what is listed */
	refuse("\"path\":\"templates/web.md\"", "\"path\":\"templates/wob.md\"",
	    DIAG_VERIFY_DIGEST, "does not follow");
	refuse("\"role\":\"attachment\"", "\"role\":\"font\"",
	    DIAG_VERIFY_DIGEST, "does not follow");
	refuse("\"record_digest\":\"", "\"record_digest\":\"0",
	    DIAG_VERIFY_MANIFEST, "64 lower-case");
}

/* One below, at, and one above. */
static void
limit_of_entries(void **state)
{
	struct manifest m, back;
	struct inventory_entry *e;
	struct buf text = BUF_INIT;
	char *hex = arena_alloc(arena, DIGEST_HEX);
	struct digest d;
	size_t i, n = LIMIT_MANIFEST_ENTRIES - 2;

	(void)state;
	sample(&m);
	m.inputs->cap = m.inputs->count = n + 1;
	m.inputs->entries = arena_array(arena, n + 1, sizeof(*e));
	for (i = 0; i <= n; i++) {
		e = &m.inputs->entries[i];
		/* four bytes in order, so that all of them fit */
		e->path = arena_printf(arena, "%c%c%c%c", (int)('0' + i / 13824),
		    (int)('A' + i / 576 % 24), (int)('A' + i / 24 % 24),
		    (int)('A' + i % 24));
		memset(e->sha256, '0', 64);
		e->media_type = "";
		e->role = INVENTORY_FONT;
	}
	inventory_record_digest(m.inputs, &d);
	digest_hex(&d, hex);
	m.record_digest = hex;
	manifest_write(&text, &m);
	assert_true(text.len < LIMIT_MANIFEST_BYTES);
	assert_int_equal(parse(&text, &back), -1);
	assert_non_null(strstr(diag_first(diag)->words, "more entries"));
	m.inputs->count = n;
	buf_rewind(&text);
	manifest_write(&text, &m);
	assert_int_equal(parse(&text, &back), 0);
	/* bytes: what is longer is not even looked at */
	buf_pad(&text, ' ', LIMIT_MANIFEST_BYTES + 1 - text.len);
	diag = diag_new(arena);
	assert_int_equal(parse(&text, &back), -1);
	assert_non_null(strstr(diag_first(diag)->words, "more bytes"));
	text.len--;
	diag = diag_new(arena);
	assert_int_equal(parse(&text, &back), -1);
	assert_non_null(strstr(diag_first(diag)->words, "after its end"));
	buf_clear(&text);
}

static void
nothing_at_all(void **state)
{
	struct manifest back;

	(void)state;
	assert_int_equal(manifest_parse(arena, "", 0, "m", &back, diag), -1);
	assert_int_equal(manifest_parse(arena, "{}\n", 3, "m", &back, diag),
	    -1);
	assert_int_equal(diag_count(diag, DIAG_ERROR), 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(round_trip, fresh, done),
		cmocka_unit_test_setup_teardown(its_ledger, fresh, done),
		cmocka_unit_test_setup_teardown(its_settings, fresh, done),
		cmocka_unit_test_setup_teardown(its_shape, fresh, done),
		cmocka_unit_test_setup_teardown(every_byte_counts, fresh,
		    done),
		cmocka_unit_test_setup_teardown(refusals, fresh, done),
		cmocka_unit_test_setup_teardown(limit_of_entries, fresh,
		    done),
		cmocka_unit_test_setup_teardown(nothing_at_all, fresh, done),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
