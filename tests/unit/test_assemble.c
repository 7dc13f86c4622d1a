/* A record folder as a whole: what is read, bound, listed and refused. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/date base/decimal base/diag base/digest base/inventory base/newfile base/fs base/path base/table intake/escape intake/numeral intake/slip intake/strict intake/json intake/nearest intake/scalar intake/schema intake/keep intake/keymark intake/slug intake/evidence_table intake/evidence intake/identity intake/leaves intake/bind intake/attach intake/assemble intake/chronicle model/record base/ledger intake/beside */
#include <sys/stat.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/fs.h"
#include "base/inventory.h"
#include "base/ledger.h"
#include "base/limits.h"
#include "intake/assemble.h"
#include "intake/markdown.h"
#include "intake/template.h"
#include "model/record.h"

#define HEAD	"{\"schema\":\"dossier/evidence/v1\",\"item\":\"%s\"," \
		"\"collector\":{\"type\":\"probe\",\"name\":\"p\"}," \
		"\"collected_at\":\"2026-11-20T10:00:00+01:00\"," \
		"\"status\":\"pass\"%s}"
#define RECORD	"{\"schema\":\"dossier/record/v1\",\"title\":\"T\"," \
		"\"template\":\"t.md\",\"subject\":{\"name\":\"n\"}," \
		"\"fields\":{\"by\":\"b\"},\"signing\":{\"ordered\":true}}"

static struct arena		*arena;
static struct diag		*diag;
static struct record		*rec;
static struct assemble_options	 how;
static char			 top[64], dir[96];
/* 2026-11-22T12:00:00Z */
static const struct instant now = { 1795348800, 0, true };

/* No notes here. */
int
markdown_parse(struct arena *a, const char *text, size_t len,
    const char *file, unsigned line, struct node **out,
    struct markdown_facts *facts, struct diag *d)
{
	(void)a, (void)text, (void)len, (void)file, (void)line, (void)out;
	(void)facts, (void)d;
	return -1;
}

/* Stands in for the template reader: an item id a line, "=key" a field. */
int
template_parse(struct arena *a, const char *text, size_t len,
    const char *file, struct record *r, struct diag *d)
{
	struct item	*it;
	const char	*end = text + len, *nl;
	struct place	 at = { .file = file };

	assert_null(r->fields);
	r->items = arena_array(a, len + 1, sizeof(*r->items));
	r->fields = arena_array(a, len + 1, sizeof(*r->fields));
	for (; (nl = memchr(text, '\n', (size_t)(end - text))) != NULL;
	    text = nl + 1) {
		if (*text == '=') {
			r->fields[r->field_count++].key = arena_strndup(a,
			    text + 1, (size_t)(nl - text) - 1);
			continue;
		}
		it = arena_alloc(a, sizeof(*it));
		it->id = arena_strndup(a, text, (size_t)(nl - text));
		r->items[r->item_count++] = it;
	}
	if (r->item_count > 0)
		return 0;
	diag_add(d, DIAG_TEMPLATE_EMPTY, &at, "no items");
	return -1;
}

static void
write_at(const char *name, const char *text, size_t n)
{
	char	 path[512];
	FILE	*f;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	f = fopen(path, "w");
	assert_non_null(f);
	assert_int_equal(fwrite(text, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
}

static void
put(const char *name, const char *text)
{
	write_at(name, text, strlen(text));
}

static void
folder(const char *name)
{
	char	path[512];

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	assert_int_equal(mkdir(path, 0755), 0);
}

/* An evidence file that passes item; more = further members. */
static const char *
evidence(const char *item, const char *more)
{
	return arena_printf(arena, HEAD, item, more);
}

static const char *
sha256(const char *text)
{
	struct digest	 digest;
	char		*hex = arena_alloc(arena, DIGEST_HEX);

	digest_of(text, strlen(text), &digest);
	digest_hex(&digest, hex);
	return hex;
}

static int
setup(void **state)
{
	(void)state;
	arena = arena_new();
	memset(&how, 0, sizeof(how));
	strcpy(top, "/tmp/test-assemble-XXXXXX");
	assert_non_null(mkdtemp(top));
	strcpy(dir, top);
	folder("templates");
	folder("evidence");
	folder("evidence/r1");
	put("templates/t.md", "1/a\n1/b\n=by\n");
	snprintf(dir, sizeof(dir), "%s/evidence/r1", top);
	folder("attachments");
	put("record.json", RECORD);
	return 0;
}

static int
teardown(void **state)
{
	char	command[160];

	(void)state;
	arena_free(arena);
	digest_done();
	snprintf(command, sizeof(command), "chmod -R u+rwx '%s'; "
	    "rm -rf '%s'", top, top);
	return system(command);
}

static int
assemble(void)
{
	diag = diag_new(arena);
	return assemble_record(arena, dir, &how, &now, &rec, diag);
}

static void
good(void)
{
	if (assemble() != 0)
		fail_msg("%s", diag_first(diag)->words);
}

/* A finding of this code whose file ends like this. */
static const struct finding *
found(enum diag_code code, const char *file)
{
	const struct finding	*f;
	size_t			 n;

	for (f = diag_first(diag); f != NULL; f = f->next) {
		n = f->at.file == NULL ? 0 : strlen(f->at.file);
		if (f->code == code && n >= strlen(file) &&
		    strcmp(f->at.file + n - strlen(file), file) == 0)
			return f;
	}
	f = diag_first(diag);
	fail_msg("no %s for %s, but %s", diag_id(code), file,
	    f == NULL ? "nothing" : f->words);
	return NULL;
}

static void
test_whole(void **state)
{
	(void)state;
	put("attachments/log.txt", "log\n");
	folder("sub");
	put("sub/a.json", evidence("1/a", arena_printf(arena,
	    ",\"attachments\":[{\"path\":\"attachments/log.txt\","
	    "\"sha256\":\"%s\",\"size\":4}]", sha256("log\n"))));
	put("b.json", evidence("1/b", ""));
	good();
	assert_null(diag_first(diag));
	assert_string_equal(rec->name, "r1");
	assert_string_equal(rec->template_path, "templates/t.md");
	assert_string_equal(rec->template_sha256,
	    sha256("1/a\n1/b\n=by\n"));
	assert_string_equal(rec->record_sha256, sha256(RECORD));
	assert_int_equal(rec->item_count, 2);
	assert_int_equal(rec->evidence_count, 2);
	assert_int_equal(rec->attachment_count, 1);
	assert_string_equal(rec->evidence->path, "b.json");
	assert_string_equal(rec->evidence->next->path, "sub/a.json");
	assert_ptr_equal(rec->items[0]->evidence, rec->evidence->next);
	assert_ptr_equal(rec->items[1]->evidence, rec->evidence);
	assert_string_equal(rec->evidence->sha256,
	    sha256(evidence("1/b", "")));
	assert_string_equal(rec->items[0]->evidence->attachments->media_type,
	    "text/plain");
	/* Joined with what record.json said. */
	assert_int_equal(rec->field_count, 1);
	assert_string_equal(rec->fields[0].value, "b");
	assert_true(rec->policy.ordered);
}

static void
test_inventory(void **state)
{
	static const char *const	paths[] = {
		"evidence/r1/attachments/x", "evidence/r1/b.json",
		"evidence/r1/record.json", "templates/t.md" };
	struct digest			digest;
	char				hex[DIGEST_HEX];
	size_t				i;

	(void)state;
	put("attachments/x", "x");
	put("b.json", evidence("1/b", arena_printf(arena,
	    ",\"attachments\":[{\"path\":\"attachments/x\",\"sha256\":"
	    "\"%s\"}]", sha256("x"))));
	put("leftover.txt", "nobody names me");
	good();
	assert_int_equal(rec->inputs->count, 4);
	for (i = 0; i < 4; i++)
		assert_string_equal(rec->inputs->entries[i].path, paths[i]);
	inventory_record_digest(rec->inputs, &digest);
	digest_hex(&digest, hex);
	assert_string_equal(rec->digest, hex);
	assert_int_equal(rec->inputs->entries[0].size, 1);
	assert_int_equal(rec->items[1]->evidence->attachments->size, 1);
	assert_int_equal(rec->leftover_count, 1);
	assert_string_equal(rec->leftovers[0], "leftover.txt");
	found(DIAG_FILE_LEFTOVER, "/leftover.txt");
}

static void
test_refused_files(void **state)
{
	(void)state;
	put("a.json", "{\"item\":");
	put("b.json", evidence("1/b", ",\"statuss\":1"));
	assert_int_equal(symlink("/etc/passwd", arena_printf(arena,
	    "%s/link.json", dir)), 0);
	assert_int_equal(mkfifo(arena_printf(arena, "%s/pipe.json", dir),
	    0644), 0);
	folder("folder.json");
	write_at("large.json", arena_alloc(arena, LIMIT_EVIDENCE_BYTES + 1),
	    LIMIT_EVIDENCE_BYTES + 1);
	put("new\nline.json", evidence("1/a", ""));
	put("latin\xe9.json", evidence("1/a", ""));
	good();
	found(DIAG_JSON_SYNTAX, "/a.json");
	assert_string_equal(found(DIAG_EVIDENCE_UNKNOWN_MEMBER,
	    "/b.json")->item, "1/b");
	found(DIAG_FILE_KIND, "/link.json");
	found(DIAG_FILE_KIND, "/pipe.json");
	found(DIAG_FILE_KIND, "/folder.json");
	found(DIAG_FILE_LARGE, "/large.json");
	assert_int_equal(rec->evidence_count, 8);
	assert_int_equal(rec->refused_count, 8);
	/* What was read is in the inventory, refused or not. */
	assert_int_equal(rec->inputs->count, 4);
	assert_null(rec->items[0]->evidence);
	assert_true(rec->items[1]->evidence->refused);
	assert_int_equal(diag_status(diag, DIAG_ERROR), 3);
}

static void
test_attachments(void **state)
{
	const struct evidence	*e;

	(void)state;
	put("attachments/x", "changed");
	put("gone.json", evidence("1/a", arena_printf(arena,
	    ",\"attachments\":[{\"path\":\"attachments/gone\",\"sha256\":"
	    "\"%s\"}]", sha256("x"))));
	put("other.json", evidence("1/b", arena_printf(arena,
	    ",\"attachments\":[{\"path\":\"attachments/x\",\"sha256\":"
	    "\"%s\"}]", sha256("x"))));
	good();
	assert_string_equal(found(DIAG_FILE_ABSENT, "/gone.json")->item,
	    "1/a");
	assert_string_equal(found(DIAG_FILE_DIGEST,
	    "/other.json")->at.pointer, "/attachments/0");
	for (e = rec->evidence; e != NULL; e = e->next)
		assert_true(e->refused && e->fault != NULL);
	assert_int_equal(rec->refused_count, 2);
	/* The changed file is listed as it is. */
	assert_string_equal(rec->inputs->entries[0].sha256,
	    sha256("changed"));
}

static void
test_attachment_kinds(void **state)
{
	const char	*sum = sha256("x");

	(void)state;
	assert_int_equal(symlink("/etc/passwd", arena_printf(arena,
	    "%s/attachments/l", dir)), 0);
	put("attachments/x", "x");
	put("a.json", evidence("1/a", arena_printf(arena, ",\"attachments\":"
	    "[{\"path\":\"attachments/l\",\"sha256\":\"%s\"}]", sum)));
	put("b.json", evidence("1/b", arena_printf(arena, ",\"attachments\":"
	    "[{\"path\":\"attachments/x\",\"sha256\":\"%s\",\"size\":2}]",
	    sum)));
	good();
	found(DIAG_FILE_KIND, "/a.json");
	found(DIAG_FILE_DIGEST, "/b.json");
	/* Refused by its size alone, without a read. */
	assert_int_equal(truncate(arena_printf(arena, "%s/attachments/x",
	    dir), (off_t)LIMIT_ATTACHMENT_BYTES + 1), 0);
	good();
	found(DIAG_FILE_LARGE, "/b.json");
	put("attachments/x", "x");
	/* Two may name one file; it is hashed and listed once. */
	put("a.json", evidence("1/a", arena_printf(arena, ",\"attachments\":"
	    "[{\"path\":\"attachments/x\",\"sha256\":\"%s\"},"
	    "{\"path\":\"b.json\",\"sha256\":\"%s\"}]", sum,
	    sha256(evidence("1/b", "")))));
	put("b.json", evidence("1/b", ""));
	good();
	assert_int_equal(rec->refused_count, 0);
	assert_int_equal(rec->attachment_count, 1);
	assert_int_equal(rec->inputs->count, 5);
}

/* A file that was amended is history: its faults are not the record's. */
static void
test_superseded(void **state)
{
	const char	*old = "{\"broken\":", *other;

	(void)state;
	other = evidence("1/b", ",\"attachments\":[{\"path\":\"gone\","
	    "\"sha256\":\"0123456789abcdef0123456789abcdef0123456789abcdef"
	    "0123456789abcdef\"}]");
	put("a1.json", old);
	put("b1.json", other);
	put("a2.json", evidence("1/a", arena_printf(arena, ",\"supersedes\":"
	    "{\"digest\":\"%s\",\"reason\":\"r\"}", sha256(old))));
	put("b2.json", evidence("1/b", arena_printf(arena, ",\"supersedes\":"
	    "{\"digest\":\"%s\",\"reason\":\"r\"}", sha256(other))));
	good();
	/* The old file decides nothing, but its loss is said. */
	assert_int_equal(diag_first(diag)->code, DIAG_BIND_HISTORY);
	assert_null(diag_first(diag)->next);
	assert_int_equal(rec->refused_count, 0);
	assert_string_equal(rec->items[0]->evidence->path, "a2.json");
	assert_string_equal(rec->items[0]->evidence->superseded->path,
	    "a1.json");
	assert_true(rec->evidence->replaced && rec->evidence->refused);
	assert_int_equal(rec->inputs->count, 6);
}

static void
test_what_is_evidence(void **state)
{
	(void)state;
	put("attachments/data.json", "{}");
	put(".hidden.json", "{}");
	folder("sub");
	put("sub/record.json", "{}");
	put("upper.JSON", "{}");
	put("json", "{}");
	good();
	assert_int_equal(rec->evidence_count, 2);
	assert_string_equal(rec->evidence->path, "sub/record.json");
	assert_string_equal(rec->evidence->next->path, "upper.JSON");
	assert_int_equal(rec->leftover_count, 2);
	assert_int_equal(rec->hidden_count, 1);
	assert_non_null(strstr(found(DIAG_FILE_HIDDEN, "/r1")->words,
	    "1 hidden file is left out"));
}

static void
test_nothing(void **state)
{
	(void)state;
	good();
	assert_int_equal(rec->evidence_count, 0);
	assert_null(rec->evidence);
	assert_int_equal(rec->inputs->count, 2);
}

/* Bytes kept as they are: as many as there is room for. */
static void
held(size_t room, bool first, bool second)
{
	const struct inventory_entry	*a, *b;

	how.hold = room;
	good();
	how.hold = 0;
	a = inventory_find(rec->inputs, "evidence/r1/a.json");
	b = inventory_find(rec->inputs, "evidence/r1/b.json");
	assert_int_equal(a->held != NULL, first);
	assert_int_equal(b->held != NULL, second);
	if (first)
		assert_string_equal(a->held, evidence("1/a", ""));
	if (second)
		assert_string_equal(b->held, evidence("1/b", ""));
	assert_null(inventory_find(rec->inputs,
	    "evidence/r1/record.json")->held);
	assert_null(inventory_find(rec->inputs, "templates/t.md")->held);
}

static void
test_held(void **state)
{
	size_t	n = strlen(evidence("1/a", ""));

	(void)state;
	put("a.json", evidence("1/a", ""));
	put("b.json", evidence("1/b", ""));
	held(0, false, false);
	held(n - 1, false, false);
	held(n, true, false);
	held(2 * n - 1, true, false);
	held(2 * n, true, true);
}

static void
test_template_places(void **state)
{
	const char	*t = arena_printf(arena, "%s/templates/t.md", top);
	const char	*away = arena_printf(arena, "%s/templates/away", top);

	(void)state;
	/* Of two different ones nobody knows which is meant ... */
	put("t.md", "1/c\n");
	assert_int_equal(assemble(), -1);
	found(DIAG_TEMPLATE_TWICE, "/record.json");
	/* ... but for the user's word. */
	how.template_path = t;
	good();
	assert_string_equal(rec->items[0]->id, "1/a");
	how.template_path = NULL;
	/* Alone in the record folder it will do, and is no leftover. */
	assert_int_equal(rename(t, away), 0);
	good();
	assert_string_equal(rec->items[0]->id, "1/c");
	assert_string_equal(rec->template_path, "templates/t.md");
	assert_int_equal(rec->leftover_count, 0);
	assert_int_equal(rename(away, t), 0);
	assert_int_equal(unlink(arena_printf(arena, "%s/t.md", dir)), 0);
	how.template_dir = dir;
	assert_int_equal(assemble(), -1);
	found(DIAG_FILE_ABSENT, "/record.json");
	assert_null(rec);
	how.template_dir = NULL;
	put("record.json", "{\"schema\":\"dossier/record/v1\",\"title\":"
	    "\"T\",\"subject\":{\"name\":\"n\"}}");
	assert_int_equal(assemble(), -1);
	found(DIAG_EVIDENCE_MISSING_MEMBER, "/record.json");
}

static void
test_refused_records(void **state)
{
	(void)state;
	put("record.json", "{}");
	assert_int_equal(assemble(), -1);
	found(DIAG_EVIDENCE_SCHEMA, "/record.json");
	assert_int_equal(unlink(arena_printf(arena, "%s/record.json", dir)),
	    0);
	assert_int_equal(assemble(), -1);
	found(DIAG_FILE_ABSENT, "/record.json");
	put("record.json", RECORD);
	how.template_path = arena_printf(arena, "%s/record.json", dir);
	put("record.json", "");
	assert_int_equal(assemble(), -1);
	strcat(dir, "-none");
	assert_int_equal(assemble(), -1);
	found(DIAG_FILE_ABSENT, "-none");
}

/* However the folder is named, the record is the same. */
static void
test_same_record(void **state)
{
	char	 digest[65], here[256];
	int	 i;

	(void)state;
	put("b.json", evidence("1/b", ""));
	good();
	strcpy(digest, rec->digest);
	strcat(dir, "//");
	good();
	assert_string_equal(rec->name, "r1");
	assert_string_equal(rec->digest, digest);
	assert_non_null(getcwd(here, sizeof(here)));
	dir[strlen(dir) - 2] = '\0';
	assert_int_equal(chdir(dir), 0);
	for (i = 0; i < 3; i++) {
		strcpy(dir, i == 0 ? "." : i == 1 ? "./" : "../r1");
		good();
		assert_string_equal(rec->name, "r1");
		assert_string_equal(rec->digest, digest);
	}
	assert_int_equal(chdir(here), 0);
}

/* The ledger with one entry that names a.json as it is, and a file that
 * is not there. */
static void
keep_ledger(const char *a)
{
	struct ledger_entry	 e = { .seq = 1, .actor = "Ida Moor",
				    .at = "2026-11-22T10:00:00+00:00",
				    .command = "ledger --add", .reason = "r" };
	struct buf		 text = BUF_INIT;

	memset(e.previous, '0', sizeof(e.previous) - 1);
	ledger_list_add(arena, &e.outputs, "a.json", sha256(a));
	ledger_list_add(arena, &e.outputs, "gone.json", sha256("x"));
	ledger_list_add(arena, &e.outputs, "record.json", sha256("other"));
	ledger_write(&text, &e);
	write_at("ledger.jsonl", text.data, text.len);
	buf_clear(&text);
}

/* No evidence, no leftover, no input: but a broken one is told. */
static void
test_ledger(void **state)
{
	const char	*a = evidence("1/a", ""), *digest;
	struct pair	*p;
	size_t		 inputs;

	(void)state;
	put("a.json", a);
	put("b.json", evidence("1/b", ""));
	good();
	assert_null(rec->ledger);
	digest = rec->digest;
	inputs = rec->inputs->count;
	keep_ledger(a);
	good();
	assert_string_equal(rec->digest, digest);
	assert_int_equal(rec->inputs->count, inputs);
	assert_int_equal(rec->leftover_count, 0);
	assert_false(rec->ledger->broken);
	assert_int_equal(rec->outside_count, 3);
	p = rec->outside;
	assert_string_equal(p->name, "b.json");
	assert_string_equal(p->value, "added");
	p = p->next;
	assert_string_equal(p->name, "gone.json");
	assert_string_equal(p->value, "removed");
	p = p->next;
	assert_string_equal(p->name, "record.json");
	assert_string_equal(p->value, "changed");
	assert_null(p->next);
	found(DIAG_LEDGER_OUTSIDE, "/record.json");
	/* b.json is new and record.json is edited by design. */
	assert_int_equal(rec->lost_count, 1);
	found(DIAG_LEDGER_LOST, "/gone.json");
	put("ledger.jsonl", "{}\n");
	good();
	assert_true(rec->ledger->broken);
	assert_string_equal(rec->digest, digest);
	assert_int_equal(rec->outside_count, 0);
	found(DIAG_LEDGER_FORM, "/ledger.jsonl");
	assert_int_equal(unlink(arena_printf(arena, "%s/ledger.jsonl", dir)),
	    0);
	assert_int_equal(symlink("/dev/null", arena_printf(arena,
	    "%s/ledger.jsonl", dir)), 0);
	good();
	assert_true(rec->ledger->broken);
	found(DIAG_FILE_KIND, "/ledger.jsonl");
}

static void
test_unreadable(void **state)
{
	(void)state;
	if (geteuid() == 0)
		skip();
	put("a.json", evidence("1/a", ""));
	assert_int_equal(chmod(arena_printf(arena, "%s/a.json", dir), 0), 0);
	good();
	found(DIAG_FILE_DENIED, "/a.json");
	assert_int_equal(rec->refused_count, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_whole, setup, teardown),
		cmocka_unit_test_setup_teardown(test_inventory, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_refused_files, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_attachments, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_attachment_kinds, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_superseded, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_what_is_evidence, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_nothing, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_held, setup, teardown),
		cmocka_unit_test_setup_teardown(test_template_places, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_refused_records, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_same_record, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_ledger, setup, teardown),
		cmocka_unit_test_setup_teardown(test_unreadable, setup,
		    teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
