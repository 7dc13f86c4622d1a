/* Slugs of labels in many scripts, and the numbers of headings. */

/* objects: base/mem base/arena base/buf base/utf8 base/table intake/slug intake/ids */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "intake/ids.h"
#include "intake/slug.h"

static struct arena	*arena;

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

static void
is(const char *text, const char *slug)
{
	assert_string_equal(slug_of(arena, text), slug);
}

static void
test_words(void **state)
{
	(void)state;
	is("Database Server", "database-server");
	is("  Legal/Compliance  ", "legal-compliance");
	is("CI/CD & QA_done (v2.1)", "ci-cd-qa-done-v2-1");
	is("", "");
	is("---", "");
	is("\xe2\x9c\x85", "");				/* check mark */
	is("\xf0\x9f\x9a\x80 Go-Live!", "go-live");	/* rocket */
	is("a\xe2\x80\x94" "b", "a-b");			/* em dash */
}

static void
test_scripts(void **state)
{
	(void)state;
	is("Pr\xc3\xbc" "fung \xc3\x84" "nderung Stra\xc3\x9f" "e",
	    "prufung-anderung-strasse");
	is("D\xc3\xa9" "ploiement \xc5\x92uvre", "deploiement-oeuvre");
	is("Zatwierdzi\xc5\x82 \xc5\x9awi\xc4\x99ta", "zatwierdzil-swieta");
	is("\xc4\xb0stanbul \xc4\xb1\xc5\x9f\xc4\xb1k", "istanbul-isik");
	is("Ki\xe1\xbb\x83m tra", "kiem-tra");
	is("e\xcc\x81t\xc3\xa9", "ete");	/* combining acute */
	is("\xe9\x83\xa8\xe7\xbd\xb2\xe5\x89\x8d\xe6\xa3\x80\xe6\x9f\xa5",
	    "\xe9\x83\xa8\xe7\xbd\xb2\xe5\x89\x8d\xe6\xa3\x80\xe6\x9f\xa5");
	is("\xe4\xbb\xa3\xe7\xa0\x81\xe3\x80\x81\xe6\xb5\x8b\xe8\xaf\x95",
	    "\xe4\xbb\xa3\xe7\xa0\x81-\xe6\xb5\x8b\xe8\xaf\x95");
	/* A joiner inside a Persian word parts nothing. */
	is("\xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xb1",
	    "\xd9\x85\xdb\x8c\xd8\xb1");
	is("1\xef\xb8\x8f\xe2\x83\xa3 First", "1\xe2\x83\xa3-first");
}

static void
test_cut(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	assert_int_equal(slug_add(&b, "alpha beta gamma", 10), 10);
	assert_string_equal(b.data, "alpha-beta");
	buf_rewind(&b);
	slug_add(&b, "alpha beta gamma", 11);
	assert_string_equal(b.data, "alpha-beta");
	buf_rewind(&b);
	slug_add(&b, "alpha beta gamma", 13);
	assert_string_equal(b.data, "alpha-beta");
	buf_rewind(&b);
	slug_add(&b, "alphabetagamma", 5);
	assert_string_equal(b.data, "alpha");
	buf_rewind(&b);
	buf_adds(&b, "1.1/");
	assert_int_equal(slug_add(&b, "x y", 10), 3);
	assert_string_equal(b.data, "1.1/x-y");
	buf_clear(&b);
}

static void
number(const char *title, const char *want, const char *left)
{
	const char *rest, *got = slug_number(arena, title, &rest);

	if (want == NULL)
		assert_null(got);
	else
		assert_string_equal(got, want);
	assert_string_equal(rest, left);
}

static void
test_numbers(void **state)
{
	(void)state;
	number("1.1 Backup", "1.1", "Backup");
	number("1.1. Backup", "1.1", "Backup");
	number("12. Contact", "12", "Contact");
	number("3) Contact", "3", "Contact");
	number("4: Contact", "4", "Contact");
	number("10.2.13 Deep", "10.2.13", "Deep");
	number("\xf0\x9f\x93\x8b 2. Prepare", "2", "Prepare");
	number("24 Hours", NULL, "24 Hours");
	number("2024.01 Release", NULL, "2024.01 Release");
	number("1.x Release", NULL, "1.x Release");
	number("3rd party", NULL, "3rd party");
	number("Phase 1: Plan", NULL, "Phase 1: Plan");
	number("1.", "1", "");
	number("", NULL, "");
}

static void
test_ids(void **state)
{
	struct ids *ids = ids_new(arena, arena, 0);
	int a, b, c, d;
	void *first;

	(void)state;
	assert_string_equal(ids_take(ids, "x", &a, &first), "x");
	assert_null(first);
	assert_string_equal(ids_take(ids, "x", &b, &first), "x-2");
	assert_ptr_equal(first, &a);
	assert_string_equal(ids_take(ids, "x-3", &c, &first), "x-3");
	assert_null(first);
	assert_string_equal(ids_take(ids, "x", &d, &first), "x-4");
	assert_string_equal(ids_take(ids, "x-2", &d, &first), "x-2-2");
	assert_ptr_equal(first, &b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_scripts),
		cmocka_unit_test(test_cut),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_ids),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
