/* Which inputs go into the PDF, and that they are still the same. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/diag base/date base/digest base/fs base/newfile base/inventory base/table intake/keymark cmd/enclose */
#include "folder.h"

#include <unistd.h>

#include "base/date.h"
#include "base/inventory.h"
#include "base/limits.h"
#include "cmd/enclose.h"
#include "cmd/options.h"
#include "cmd/run.h"
#include "model/record.h"
#include "render/enclosure.h"

static struct options options;
static struct run run;
static struct record record;
static struct inventory inputs;
static struct evidence evidence;
static struct attachment log_file;
static const struct instant when = { 1795000000, 0, true };

static void
enter(enum inventory_role role, const char *path, const char *text,
    uint64_t size)
{
	struct digest digest;

	digest_of(text, strlen(text), &digest);
	inventory_add(arena, &inputs, role, path, size, &digest,
	    inventory_media_type(path));
}

/* A record of four files, named as assembling names them. */
static void
begin(void)
{
	memset(&options, 0, sizeof(options));
	memset(&record, 0, sizeof(record));
	memset(&inputs, 0, sizeof(inputs));
	memset(&evidence, 0, sizeof(evidence));
	memset(&log_file, 0, sizeof(log_file));
	options.operand[0] = dir;
	run.arena = arena;
	run.diag = diag;
	run.options = &options;
	put("record.json", "{}");
	put("a.json", "evidence");
	put("a.log", "a long log");
	put("t.md", "template");
	record.name = "r";
	record.inputs = &inputs;
	record.template_file = at("t.md");
	record.issued_at = &when;
	record.evidence = &evidence;
	record.evidence_count = 1;
	evidence.path = "a.json";
	evidence.item = "1/a\xe2\x80\xae";
	evidence.collected_at = &when;
	evidence.attachments = &log_file;
	log_file.path = "a.log";
	enter(INVENTORY_EVIDENCE, "evidence/r/a.json", "evidence", 8);
	enter(INVENTORY_ATTACHMENT, "evidence/r/a.log", "a long log", 10);
	enter(INVENTORY_RECORD, "evidence/r/record.json", "{}", 2);
	enter(INVENTORY_TEMPLATE, "templates/t.md", "template", 8);
	inventory_sort(&inputs);
}

static unsigned
marked(void)
{
	unsigned bits = 0;
	size_t i;

	enclose_mark(&run, &record);
	for (i = 0; i < inputs.count; i++) {
		bits |= inputs.entries[i].attached ? 1u << i : 0;
		inputs.entries[i].attached = false;
	}
	return bits;
}

static void
test_limits(void **state)
{
	size_t i;

	(void)state;
	begin();
	assert_int_equal(marked(), 15);
	options.attach_limit = "9";
	assert_int_equal(marked(), 13);
	options.attach_limit = "10";
	assert_int_equal(marked(), 15);
	options.attach_limit = "0";
	assert_int_equal(marked(), 0);
	/* The default, one above. */
	options.attach_limit = NULL;
	inputs.entries[1].size = LIMIT_ATTACHED_BYTES;
	assert_int_equal(marked(), 15);
	inputs.entries[1].size++;
	assert_int_equal(marked(), 13);
	/* Attachments of evidence together, where no limit is named. */
	inputs.entries[1].size = LIMIT_ATTACHED_BYTES;
	for (i = 0; i < LIMIT_ATTACHED_LOGS / LIMIT_ATTACHED_BYTES; i++)
		enter(INVENTORY_ATTACHMENT, "evidence/r/b.log", "another",
		    LIMIT_ATTACHED_BYTES);
	assert_int_equal(i, 16);
	assert_int_equal(marked(), 0x7ffff);
	inputs.entries[1].size--;
	assert_int_equal(marked(), 0x7ffff);
	inputs.entries[19].size = 1;
	assert_int_equal(marked(), 0xfffff);
	inputs.entries[19].size = 2;
	assert_int_equal(marked(), 0x7ffff);
	options.attach_limit = "1048576";
	assert_int_equal(marked(), 0xfffff);
	inputs.count = 4;
	/* All together: what comes last gives way, not what is larger. */
	options.attach_limit = "134217728";
	inputs.entries[1].size = LIMIT_ATTACHED_TOTAL - 18;
	assert_int_equal(marked(), 15);
	inputs.entries[1].size++;
	assert_int_equal(marked(), 13);
	inputs.entries[1].size = 10;
	for (i = 0; i < 4; i++)
		inputs.entries[i].size = LIMIT_ATTACHED_TOTAL;
	assert_int_equal(marked(), 4);	/* record.json alone */
}

static void
test_usage(void **state)
{
	static const char *const bad[] = { "", "-1", "1k", " 1", "134217729",
	    "99999999999999999999999999" };
	size_t i;

	(void)state;
	begin();
	assert_int_equal(enclose_check(&run), 0);
	options.attach_limit = "134217728";
	assert_int_equal(enclose_check(&run), 0);
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		options.attach_limit = bad[i];
		assert_int_equal(enclose_check(&run), -1);
		said(DIAG_USAGE);
	}
}

static void
test_files(void **state)
{
	static const char *const want[][3] = {
		{ "manifest-of-inputs.json", "manifest-of-inputs.json", "M" },
		{ "evidence/r/a.json", "a.json", "evidence" },
		{ "evidence/r/a.log", "a.log", "a long log" },
		{ "evidence/r/record.json", "record.json", "{}" },
		{ "templates/t.md", "t.md", "template" },
	};
	static const enum enclosure_relation relation[] = { ENCLOSURE_DATA,
	    ENCLOSURE_DATA, ENCLOSURE_SUPPLEMENT, ENCLOSURE_SOURCE,
	    ENCLOSURE_SOURCE };
	const struct enclosures *files;
	struct enclose *en;
	struct buf manifest = BUF_INIT;
	size_t i;

	(void)state;
	begin();
	enclose_mark(&run, &record);
	buf_adds(&manifest, "M");
	assert_int_equal(enclose_open(&run, &record, &manifest, &en), 0);
	files = enclose_files(en);
	assert_int_equal(files->count, 5);
	for (i = 0; i < 5; i++) {
		assert_string_equal(files->list[i].path, want[i][0]);
		assert_string_equal(files->list[i].name, want[i][1]);
		assert_int_equal(files->list[i].relation, relation[i]);
		buf_rewind(&data);
		assert_int_equal(files->load(files->ctx, i, &data, diag), 0);
		assert_int_equal(data.len, strlen(want[i][2]));
		assert_memory_equal(data.data, want[i][2], data.len);
	}
	assert_string_equal(files->list[1].media_type, "application/json");
	assert_string_equal(files->list[1].date, "D:20261118110640Z");
	assert_string_equal(files->list[2].date, "D:20261118110640Z");
	assert_null(files->list[4].date);
	/* Nothing in the words turns the direction of text. */
	assert_non_null(strstr(files->list[2].words,
	    "evidence/r/a.log: attachment of evidence for 1/a"));
	assert_null(strstr(files->list[2].words, "\xe2\x80\xae"));
	enclose_close(en);
	buf_clear(&manifest);
}

/* Changed, gone, or a link now: the report is not made. */
static void
test_changed(void **state)
{
	const struct enclosures *files;
	struct enclose *en;
	struct buf manifest = BUF_INIT;

	(void)state;
	begin();
	enclose_mark(&run, &record);
	assert_int_equal(enclose_open(&run, &record, &manifest, &en), 0);
	files = enclose_files(en);
	put("a.json", "evidencE");
	assert_int_equal(files->load(files->ctx, 1, &data, diag), -1);
	said(DIAG_FILE_CHANGED);
	/* What was kept is what the record was decided from. */
	inputs.entries[0].held = "evidence";
	buf_rewind(&data);
	assert_int_equal(files->load(files->ctx, 1, &data, diag), 0);
	assert_string_equal(data.data, "evidence");
	put("t.md", "template ");
	assert_int_equal(files->load(files->ctx, 4, &data, diag), -1);
	said(DIAG_FILE_CHANGED);
	assert_int_equal(remove(at("record.json")), 0);
	assert_int_equal(files->load(files->ctx, 3, &data, diag), -1);
	said(DIAG_FILE_ABSENT);
	assert_int_equal(rename(at("a.log"), at("b.log")), 0);
	assert_int_equal(symlink("b.log", at("a.log")), 0);
	assert_int_equal(files->load(files->ctx, 2, &data, diag), -1);
	said(DIAG_FILE_KIND);
	enclose_close(en);
	buf_clear(&manifest);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_limits),
		T(test_usage),
		T(test_files),
		T(test_changed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
