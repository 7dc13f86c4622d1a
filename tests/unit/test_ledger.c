/* Ledger: round trip, each way to tamper with the chain, the journal. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/date base/diag base/digest base/newfile base/fs base/table base/ledger base/journal */
#define _GNU_SOURCE	/* mkdtemp(3), flock(2) */

#include <sys/file.h>
#include <sys/stat.h>

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/fs.h"
#include "base/journal.h"
#include "base/ledger.h"
#include "base/limits.h"

#define LINES	4

static struct arena	*arena;
static struct diag	*diag;
static char		 folder[] = "/tmp/dossier-ledger-XXXXXX";
static char		 path[64];

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
	return 0;
}

static const char *
hex(const char *text)
{
	char *out = arena_alloc(arena, DIGEST_HEX);
	struct digest d;

	digest_of(text, strlen(text), &d);
	digest_hex(&d, out);
	return out;
}

static void
fill(struct ledger_entry *e, unsigned n)
{
	static const char zeros[] = "0000000000000000000000000000000000000000"
	    "000000000000000000000000";

	memset(e, 0, sizeof(*e));
	e->seq = n;
	e->at = arena_printf(arena, "2026-11-22T12:0%u:00+01:00", n);
	e->actor = "M\303\244ra \"L\" \\ Lind";
	e->command = "ledger --add";
	e->reason = "first\tline\nsecond \001 \342\200\256";
	if (n > 1)
		ledger_list_add(arena, &e->inputs, "a.json", hex("old"));
	ledger_list_add(arena, &e->outputs, "a.json", hex(e->at));
	ledger_list_add(arena, &e->outputs, "b/c.txt", n == 3 ? NULL :
	    hex("c"));
	memcpy(e->previous, zeros, sizeof(e->previous));
}

/* LINES good lines, each on its own. */
static void
lines(struct buf out[LINES])
{
	struct ledger_entry e;
	char last[LEDGER_HEX] = "";
	unsigned i;

	for (i = 0; i < LINES; i++) {
		fill(&e, i + 1);
		if (i > 0)
			memcpy(e.previous, last, sizeof(last));
		buf_init(&out[i]);
		ledger_write(&out[i], &e);
		memcpy(last, e.sha256, sizeof(last));
	}
}

/* Parse the lines in this order (numbers from 1, 0 ends). */
static int
parse(struct buf all[LINES], const char *order, struct ledger *l)
{
	struct buf text = BUF_INIT;
	int rc;

	for (; *order != '\0'; order++)
		buf_add(&text, all[*order - '1'].data,
		    all[*order - '1'].len);
	diag = diag_new(arena);
	rc = ledger_parse(arena, buf_str(&text), text.len, "l", l, diag);
	buf_clear(&text);
	return rc;
}

static void
clear(struct buf all[LINES])
{
	unsigned i;

	for (i = 0; i < LINES; i++)
		buf_clear(&all[i]);
}

/* One finding with this code at this line. */
static void
found(enum diag_code code, unsigned line)
{
	const struct finding *f = diag_first(diag);

	assert_non_null(f);
	assert_int_equal(f->code, code);
	assert_int_equal(f->at.line, line);
	assert_string_equal(f->at.file, "l");
	assert_null(f->next);
}

static void
round_trip(void **state)
{
	struct buf all[LINES];
	struct ledger l;
	struct ledger_list said;

	(void)state;
	lines(all);
	assert_int_equal(parse(all, "1234", &l), 0);
	assert_null(diag_first(diag));
	assert_false(l.broken);
	assert_int_equal(l.count, 4);
	assert_string_equal(l.entries[0].actor, "M\303\244ra \"L\" \\ Lind");
	assert_string_equal(l.entries[3].reason,
	    "first\tline\nsecond \001 \342\200\256");
	assert_null(l.entries[2].outputs.items[1].sha256);
	assert_string_equal(ledger_head(&l), hex(arena_strndup(arena,
	    all[3].data, all[3].len - 1)));
	ledger_state(arena, &l, &said);
	assert_int_equal(said.count, 2);
	assert_string_equal(ledger_list_find(&said, "a.json")->sha256,
	    hex("2026-11-22T12:04:00+01:00"));
	l.count = 3;
	ledger_state(arena, &l, &said);
	assert_int_equal(said.count, 1);
	assert_null(ledger_list_find(&said, "b/c.txt"));
	clear(all);
}

static void
tampered(void **state)
{
	static const struct {
		const char	*order;
		unsigned	 line;
	} cases[] = {
		{ "234", 1 },	/* the first is deleted */
		{ "134", 2 },	/* one in the middle */
		{ "1324", 2 },	/* two are swapped */
		{ "12234", 3 },	/* one stands twice */
		{ "", 1 },	/* all are gone */
	};
	struct buf all[LINES];
	struct ledger l;
	size_t i;

	(void)state;
	lines(all);
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(parse(all, cases[i].order, &l), -1);
		assert_true(l.broken);
		assert_int_equal(l.count, cases[i].line - 1);
		found(DIAG_LEDGER_CHAIN, cases[i].line);
	}
	/* Cut behind a line it is a ledger; its head tells. */
	assert_int_equal(parse(all, "123", &l), 0);
	assert_int_equal(l.count, 3);
	clear(all);
}

/* Every single byte of a line that is not the last is bound. */
static void
edited(void **state)
{
	struct buf all[LINES];
	struct ledger l;
	size_t i;
	char kept;

	(void)state;
	lines(all);
	for (i = 0; i < all[1].len; i++) {
		kept = all[1].data[i];
		all[1].data[i] = kept == 'x' ? 'y' : 'x';
		assert_int_equal(parse(all, "1234", &l), -1);
		assert_true(l.broken);
		assert_true(l.count < 3);
		all[1].data[i] = kept;
	}
	assert_int_equal(parse(all, "1234", &l), 0);
	clear(all);
}

/* A valid entry in place of another, with its own previous right. */
static void
rewritten(void **state)
{
	struct buf all[LINES];
	struct ledger_entry e;
	struct ledger l;

	(void)state;
	lines(all);
	assert_int_equal(parse(all, "1", &l), 0);
	fill(&e, 2);
	e.reason = "another";
	memcpy(e.previous, ledger_head(&l), sizeof(e.previous));
	buf_clear(&all[1]);
	ledger_write(&all[1], &e);
	assert_int_equal(parse(all, "12", &l), 0);
	assert_int_equal(parse(all, "123", &l), -1);
	found(DIAG_LEDGER_CHAIN, 3);
	clear(all);
}

static void
backwards(void **state)
{
	struct buf all[LINES];
	struct ledger_entry e;
	struct ledger l;

	(void)state;
	lines(all);
	assert_int_equal(parse(all, "12", &l), 0);
	fill(&e, 3);
	memcpy(e.previous, ledger_head(&l), sizeof(e.previous));
	e.at = "2026-11-22T12:02:00+01:00";
	buf_clear(&all[2]);
	ledger_write(&all[2], &e);
	assert_int_equal(parse(all, "123", &l), 0);	/* the same time */
	e.at = "2026-11-22T12:01:59+01:00";
	buf_clear(&all[2]);
	ledger_write(&all[2], &e);
	assert_int_equal(parse(all, "123", &l), -1);
	found(DIAG_LEDGER_TIME, 3);
	clear(all);
}

/* One line with a part replaced; nothing but our own bytes is accepted. */
static void
strict(void **state)
{
	static const struct {
		const char	*from, *to;
	} cases[] = {
		{ "dossier/ledger/v1", "dossier/ledger/v2" },
		{ "{\"schema\"", "{ \"schema\"" },
		{ ",\"actor\":", ",\"more\":1,\"actor\":" },
		{ "\"seq\":1,", "\"seq\":01," },
		{ "\"seq\":1,", "\"seq\":1e0," },
		{ "\"seq\":1,", "\"seq\":99999999999999999999," },
		{ "+01:00\"", "+01:00:00\"" },
		{ "T12:01:00+01:00", "T12:01:00.5+01:00" },
		{ "T12:01:00+01:00", "T11:01:00Z" },
		{ "\\t", "\\u0009" },
		{ "\\u0001", "\\u0000" },
		{ "\\u0001", "\\ud800" },
		{ "\"ledger --add\"", "\" \"" },
		{ "\"a.json\"", "\"../a.json\"" },
		{ "\"a.json\"", "\"b/c.txt\"" },
		{ "\"a.json\"", "\"z.json\"" },
		{ "\"inputs\":[]", "\"inputs\":[{\"path\":\"a\",\"sha256\":"
		    "null}]" },
		{ "\"previous\":\"00", "\"previous\":\"0" },
		{ "\"}\n", "\"} \n" },
		{ "\"}\n", "\"}\r\n" },
		{ "\"}\n", "\"}" },
		{ "\"}\n", "\"}\n\n" },
		{ "M\303\244ra", "M\303ra" },
	};
	struct buf all[LINES], text = BUF_INIT;
	struct ledger l;
	const char *at;
	size_t i;

	(void)state;
	lines(all);
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		at = strstr(all[0].data, cases[i].from);
		assert_non_null(at);
		buf_rewind(&text);
		buf_add(&text, all[0].data, (size_t)(at - all[0].data));
		buf_adds(&text, cases[i].to);
		buf_adds(&text, at + strlen(cases[i].from));
		diag = diag_new(arena);
		if (ledger_parse(arena, text.data, text.len, "l", &l,
		    diag) != -1)
			fail_msg("accepted: %s", text.data);
		assert_true(l.broken);
		assert_int_equal(diag_first(diag)->code, DIAG_LEDGER_FORM);
	}
	buf_clear(&text);
	clear(all);
}

/* One below the limit of words, at it, and one above. */
static void
limits(void **state)
{
	char *words = arena_alloc(arena, LIMIT_LEDGER_WORDS + 2);
	struct buf text = BUF_INIT;
	struct ledger_entry e;
	struct ledger l;
	int n;

	(void)state;
	for (n = LIMIT_LEDGER_WORDS - 1; n <= LIMIT_LEDGER_WORDS + 1; n++) {
		memset(words, 'w', (size_t)n);
		fill(&e, 1);
		e.reason = words;
		buf_rewind(&text);
		ledger_write(&text, &e);
		assert_int_equal(ledger_parse(arena, text.data, text.len, "l",
		    &l, diag), n > LIMIT_LEDGER_WORDS ? -1 : 0);
	}
	found(DIAG_LEDGER_FORM, 1);
	buf_clear(&text);
	diag = diag_new(arena);
	words = calloc(1, (size_t)LIMIT_LEDGER_BYTES + 1);
	assert_non_null(words);
	assert_int_equal(ledger_parse(arena, words,
	    (size_t)LIMIT_LEDGER_BYTES + 1, "l", &l, diag), -1);
	assert_non_null(strstr(diag_first(diag)->words, "more bytes"));
	free(words);
}

/* --- the journal ---------------------------------------------------- */

static int
append(const char *reason)
{
	struct ledger_entry e;
	struct journal *j;
	int rc;

	fill(&e, 1);
	e.reason = reason;
	if (journal_open(arena, folder, &j, diag) != 0)
		return -1;
	rc = journal_append(j, &e, diag);
	journal_close(j);
	return rc;
}

static size_t
entries(void)
{
	struct journal *j;
	size_t n;

	assert_int_equal(journal_open(arena, folder, &j, diag), 0);
	n = journal_ledger(j)->count;
	journal_close(j);
	return n;
}

static void
appends(void **state)
{
	struct journal *first, *second;

	(void)state;
	assert_int_equal(entries(), 0);
	assert_int_not_equal(access(path, F_OK), 0);
	assert_int_equal(append("one"), 0);
	assert_int_equal(append("two"), 0);
	assert_int_equal(entries(), 2);
	/* A reader would refuse it: nothing is written. */
	assert_int_equal(append(" "), -1);
	assert_int_equal(entries(), 2);
	/* One writer at a time. */
	diag = diag_new(arena);
	assert_int_equal(journal_open(arena, folder, &first, diag), 0);
	assert_int_equal(journal_open(arena, folder, &second, diag), -1);
	assert_null(second);
	assert_int_equal(diag_first(diag)->code, DIAG_OUTPUT_LOCKED);
	journal_close(first);
	journal_close(NULL);
	assert_int_equal(append("three"), 0);
}

static void
never_on_broken(void **state)
{
	struct buf was = BUF_INIT, is = BUF_INIT;
	int fd;

	(void)state;
	assert_int_equal(append("last"), 0);
	/* A line torn off in the middle. */
	fd = open(path, O_WRONLY | O_APPEND);
	assert_true(fd != -1);
	assert_int_equal(write(fd, "{\"schema\"", 9), 9);
	close(fd);
	assert_int_equal(fs_read(NULL, path, 1000000, &was, diag), 0);
	assert_int_equal(append("on top"), -1);
	assert_int_equal(diag_first(diag)->code, DIAG_LEDGER_FORM);
	assert_int_equal(fs_read(NULL, path, 1000000, &is, diag), 0);
	assert_int_equal(is.len, was.len);
	assert_memory_equal(is.data, was.data, is.len);
	/* Nor through a link, nor over a folder, nor on an empty file. */
	assert_int_equal(unlink(path), 0);
	assert_int_equal(symlink("/dev/null", path), 0);
	assert_int_equal(append("link"), -1);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(mkdir(path, 0700), 0);
	assert_int_equal(append("folder"), -1);
	assert_int_equal(rmdir(path), 0);
	close(open(path, O_WRONLY | O_CREAT, 0600));
	assert_int_equal(append("empty"), -1);
	assert_int_equal(unlink(path), 0);
	buf_clear(&was);
	buf_clear(&is);
}

/* A ledger of as many entries as there may be takes no more. */
static void
full(void **state)
{
	struct buf text = BUF_INIT, is = BUF_INIT;
	char last[LEDGER_HEX] = "";
	struct ledger_entry e;
	struct ledger l;
	unsigned i;
	int fd;

	(void)state;
	for (i = 1; i <= LIMIT_LEDGER_ENTRIES + 1; i++) {
		fill(&e, 1);
		e.seq = i;
		if (i > 1)
			memcpy(e.previous, last, sizeof(last));
		if (i == LIMIT_LEDGER_ENTRIES) {
			/* One below the limit. */
			assert_int_equal(ledger_parse(arena, text.data,
			    text.len, "l", &l, diag), 0);
			assert_int_equal(l.count, i - 1);
		} else if (i > LIMIT_LEDGER_ENTRIES) {
			assert_int_equal(ledger_parse(arena, text.data,
			    text.len, "l", &l, diag), 0);
			assert_int_equal(l.count, LIMIT_LEDGER_ENTRIES);
			fd = open(path, O_WRONLY | O_CREAT, 0600);
			assert_int_equal(write(fd, text.data, text.len),
			    text.len);
			close(fd);
		}
		ledger_write(&text, &e);
		memcpy(last, e.sha256, sizeof(last));
	}
	assert_int_equal(ledger_parse(arena, text.data, text.len, "l", &l,
	    diag), -1);
	assert_non_null(strstr(diag_first(diag)->words, "more entries"));
	assert_int_equal(l.count, LIMIT_LEDGER_ENTRIES);
	diag = diag_new(arena);
	assert_int_equal(append("one more"), -1);
	assert_non_null(strstr(diag_first(diag)->words, "more entries"));
	assert_int_equal(fs_read(NULL, path, LIMIT_LEDGER_BYTES, &is, diag),
	    0);
	assert_true(is.len < text.len);
	assert_memory_equal(is.data, text.data, is.len);
	assert_int_equal(unlink(path), 0);
	buf_clear(&text);
	buf_clear(&is);
}

/* What was staged and is not published leaves nothing. */
static void
staged(void **state)
{
	struct ledger_entry e;
	struct journal *j;

	(void)state;
	fill(&e, 1);
	assert_int_equal(journal_open(arena, folder, &j, diag), 0);
	assert_int_equal(journal_stage(j, &e, diag), 0);
	assert_int_equal(journal_ledger(j)->count, 0);
	journal_close(j);
	assert_int_not_equal(access(path, F_OK), 0);
	/* The folder can only be removed where it is empty. */
	assert_int_equal(rmdir(folder), 0);
	assert_int_equal(mkdir(folder, 0700), 0);
	assert_int_equal(journal_open(arena, folder, &j, diag), 0);
	assert_int_equal(journal_stage(j, &e, diag), 0);
	assert_int_equal(journal_publish(j, diag), 0);
	assert_int_equal(journal_ledger(j)->count, 1);
	journal_close(j);
	assert_int_equal(entries(), 1);
	assert_int_equal(unlink(path), 0);
}

static int
make_folder(void **state)
{
	(void)state;
	if (mkdtemp(folder) == NULL)
		return -1;
	snprintf(path, sizeof(path), "%s/%s", folder, LEDGER_FILE);
	return 0;
}

static int
remove_folder(void **state)
{
	(void)state;
	(void)unlink(path);
	(void)rmdir(folder);
	digest_done();
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(round_trip, fresh, done),
		cmocka_unit_test_setup_teardown(tampered, fresh, done),
		cmocka_unit_test_setup_teardown(edited, fresh, done),
		cmocka_unit_test_setup_teardown(rewritten, fresh, done),
		cmocka_unit_test_setup_teardown(backwards, fresh, done),
		cmocka_unit_test_setup_teardown(strict, fresh, done),
		cmocka_unit_test_setup_teardown(limits, fresh, done),
		cmocka_unit_test_setup_teardown(appends, fresh, done),
		cmocka_unit_test_setup_teardown(never_on_broken, fresh, done),
		cmocka_unit_test_setup_teardown(full, fresh, done),
		cmocka_unit_test_setup_teardown(staged, fresh, done),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
