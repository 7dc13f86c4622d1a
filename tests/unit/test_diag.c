/* Findings: the catalogue, exit status, and what is printed. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/diag */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/value.h"

static struct arena	*arena;

static const char *
printed(const struct diag *d, const char *kept)
{
	static struct buf	b;

	buf_clear(&b);
	diag_print(d, kept, &b);
	return buf_str(&b);
}

static void
test_catalogue(void **state)
{
	int	i, k;

	(void)state;
	for (i = 0; i < DIAG_CODES; i++) {
		const char	*id = diag_id((enum diag_code)i);

		assert_int_equal(strlen(id), 3);
		assert_true(id[0] >= 'A' && id[0] <= 'Z');
		assert_true(strlen(diag_words((enum diag_code)i)) > 5);
		for (k = 0; k < i; k++)
			assert_string_not_equal(id,
			    diag_id((enum diag_code)k));
	}
}

static void
test_print(void **state)
{
	struct diag	*d = diag_new(arena);
	struct place	 at = { "evidence/a.json", 12, 5, "/status" };
	char		 name[] = "gone.json";

	(void)state;
	assert_string_equal(printed(d, "nothing written"), "");
	diag_add(d, DIAG_JSON_DUPLICATE_KEY, &at, "member \"%s\" twice", "s");
	at.pointer = NULL;
	at.col = 0;
	diag_add(d, DIAG_TEMPLATE_RAW_HTML, &at, "raw HTML");
	at.file = name;
	at.line = 0;
	diag_add(d, DIAG_FILE_ABSENT, &at, "the file does not exist");
	memset(name, 'x', sizeof(name) - 1);	/* places are copied */
	diag_add(d, DIAG_USAGE, NULL, "no command");
	diag_add(d, DIAG_FILE_HIDDEN, NULL, "1 hidden");
	assert_string_equal(printed(d, "nothing written"),
	    "dossier: evidence/a.json:12:5: error[J07]: member \"s\" twice "
	    "at /status\n"
	    "dossier: evidence/a.json:12: warning[T04]: raw HTML\n"
	    "dossier: gone.json: error[F01]: the file does not exist\n"
	    "dossier: error[U01]: no command\n"
	    "dossier: note[F10]: 1 hidden\n"
	    "dossier: 3 errors, 1 warning; nothing written\n");
}

static void
test_print_is_safe(void **state)
{
	struct diag	*d = diag_new(arena);
	struct place	 at = { "a\x1b[2J\n.json", 1, 1, "/a\rb" };

	(void)state;
	diag_add(d, DIAG_EVIDENCE_WORD, &at, "found \"%s\"",
	    "\x1b]0;x\a\xe2\x80\xae%s%n");
	assert_string_equal(printed(d, NULL),
	    "dossier: a\\x{1B}[2J\\x{A}.json:1:1: error[E04]: found "
	    "\"\\x{1B}]0;x\\x{7}\\x{202E}%s%n\" at /a\\x{D}b\n"
	    "dossier: 1 error\n");
}

static void
test_totals(void **state)
{
	struct diag	*d = diag_new(arena);

	(void)state;
	diag_add(d, DIAG_FILE_HIDDEN, NULL, "h");
	assert_non_null(strstr(printed(d, NULL), "\ndossier: 1 note\n"));
	diag_add(d, DIAG_OUTPUT_SIZE, NULL, "w");
	diag_add(d, DIAG_OUTPUT_SIZE, NULL, "w");
	assert_non_null(strstr(printed(d, NULL), "\ndossier: 2 warnings\n"));
	assert_int_equal(diag_count(d, DIAG_NOTE), 1);
	assert_int_equal(diag_count(d, DIAG_WARNING), 2);
	assert_int_equal(diag_count(d, DIAG_ERROR), 0);
}

static size_t
lines(const char *s)
{
	size_t	n = 0;

	for (; *s != '\0'; s++)
		n += *s == '\n';
	return n;
}

static void
test_errors_are_not_hidden(void **state)
{
	struct diag	*d = diag_new(arena);
	const char	*out;
	int		 i;

	(void)state;
	for (i = 0; i < 200; i++)
		diag_add(d, DIAG_FILE_HIDDEN, NULL, "note %d", i);
	for (i = 0; i < 30; i++)
		diag_add(d, DIAG_OUTPUT_SIZE, NULL, "warning %d", i);
	for (i = 0; i < 40; i++)
		diag_add(d, DIAG_JSON_SYNTAX, NULL, "error %d", i);
	out = printed(d, "nothing written");
	assert_int_equal(lines(out), 52);
	assert_non_null(strstr(out, "error 39\n"));
	assert_non_null(strstr(out, "warning 9\n"));
	assert_null(strstr(out, "warning 10\n"));
	assert_null(strstr(out, "note 0\n"));
	assert_non_null(strstr(out, "dossier: 220 more findings not shown\n"
	    "dossier: 40 errors, 30 warnings; nothing written\n"));
}

static void
test_fifty_fit(void **state)
{
	struct diag	*d = diag_new(arena);
	int		 i;

	(void)state;
	for (i = 0; i < 50; i++)
		diag_add(d, DIAG_JSON_SYNTAX, NULL, "e");
	assert_null(strstr(printed(d, NULL), "more"));
	diag_add(d, DIAG_JSON_SYNTAX, NULL, "e");
	assert_non_null(strstr(printed(d, NULL), "dossier: 1 more finding "
	    "not shown\n"));
}

static void
test_status(void **state)
{
	/* Each finding outranks those before it. */
	static const struct {
		enum diag_code	code;
		int		status, strict;
	} rows[] = {
		{ DIAG_FILE_HIDDEN, 0, 0 },
		{ DIAG_OUTPUT_SIZE, 0, 1 },
		{ DIAG_BIND_UNLISTED, 1, 1 },
		{ DIAG_USAGE, 2, 2 },
		{ DIAG_VERIFY_CHANGED, 4, 4 },
		{ DIAG_JSON_SYNTAX, 3, 3 },
		{ DIAG_OUTPUT_FULL, 5, 5 },
	};
	struct diag	*d = diag_new(arena);
	size_t		 i;

	(void)state;
	assert_int_equal(diag_status(d, DIAG_NOTE), 0);
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		diag_add(d, rows[i].code, NULL, "x");
		assert_int_equal(diag_status(d, DIAG_ERROR), rows[i].status);
		assert_int_equal(diag_status(d, DIAG_WARNING),
		    rows[i].strict);
	}
	/* And order of arrival does not matter. */
	diag_add(d, DIAG_BIND_UNLISTED, NULL, "x");
	assert_int_equal(diag_status(d, DIAG_ERROR), 5);
}

static void
test_mark(void **state)
{
	struct diag	*d = diag_new(arena);
	size_t		 mark;

	(void)state;
	diag_add(d, DIAG_JSON_SYNTAX, NULL, "x");
	mark = diag_mark(d);
	assert_false(diag_failed_since(d, mark));
	diag_add(d, DIAG_OUTPUT_SIZE, NULL, "a warning is no failure");
	assert_false(diag_failed_since(d, mark));
	diag_add(d, DIAG_JSON_SYNTAX, NULL, "x");
	assert_true(diag_failed_since(d, mark));
	assert_false(diag_failed_since(d, diag_mark(d)));
}

static void
test_value(void **state)
{
	struct diag	*d = diag_new(arena);
	struct place	 at = { "a.json", 1, 2, "/x" };
	struct buf	 b = BUF_INIT;

	(void)state;
	diag_add_item(d, DIAG_BIND_STALE, &at, "1/a", "31 h old");
	diag_add(d, DIAG_USAGE, NULL, "%s", "no");
	value_write(&b, diag_value(d, arena), 0);
	assert_string_equal(b.data, "[{\"level\":\"error\",\"code\":\"B06\","
	    "\"file\":\"a.json\",\"line\":1,\"column\":2,\"pointer\":\"/x\","
	    "\"item\":\"1/a\",\"words\":\"31 h old\"},{\"level\":\"error\","
	    "\"code\":\"U01\",\"words\":\"no\"}]");
	buf_clear(&b);
}

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

/* "" points to all of a document, which its name says. */
static void
test_pointer(void **state)
{
	struct place	 at = { .file = "r.json", .pointer = "" };
	struct arena	*a = arena_new();
	struct diag	*d = diag_new(a);

	(void)state;
	diag_add(d, DIAG_JSON_SYNTAX, &at, "no value");
	assert_string_equal(printed(d, NULL), "dossier: r.json: error[J01]: "
	    "no value\ndossier: 1 error\n");
	arena_free(a);
}

static void
test_sort(void **state)
{
	static const unsigned	 lines[] = { 7, 9, 0, 3, 9, 1, 3, 0, 8 };
	struct arena		*a = arena_new();
	struct diag		*d = diag_new(a);
	struct place		 at = { .file = "t.md" };
	struct buf		 b = BUF_INIT;
	const struct finding	*f;
	size_t			 i;

	(void)state;
	diag_sort(d, NULL);
	assert_null(diag_last(d));
	for (i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		at.line = lines[i];
		diag_add(d, DIAG_TEMPLATE_TICKED, &at, "%zu", i);
	}
	/* 7 and 9 stay where they are: they came before. */
	diag_sort(d, diag_first(d)->next);
	diag_add(d, DIAG_TEMPLATE_TICKED, NULL, "last");
	for (f = diag_first(d); f != NULL; f = f->next)
		buf_printf(&b, "%u:%s ", f->at.line, f->words);
	assert_string_equal(buf_str(&b),
	    "7:0 9:1 1:5 3:3 3:6 8:8 9:4 0:2 0:7 0:last ");
	buf_clear(&b);
	diag_sort(d, NULL);
	assert_int_equal(diag_first(d)->at.line, 1);
	assert_string_equal(diag_last(d)->words, "last");
	assert_int_equal(diag_count(d, DIAG_WARNING), 10);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_pointer),
		cmocka_unit_test(test_sort),
		cmocka_unit_test(test_catalogue),
		cmocka_unit_test(test_print),
		cmocka_unit_test(test_print_is_safe),
		cmocka_unit_test(test_totals),
		cmocka_unit_test(test_errors_are_not_hidden),
		cmocka_unit_test(test_fifty_fit),
		cmocka_unit_test(test_status),
		cmocka_unit_test(test_mark),
		cmocka_unit_test(test_value),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
