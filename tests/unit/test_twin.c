/* Twins: two files that are both there or neither. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/diag base/digest base/newfile base/fs base/twin */
#include <sys/resource.h>

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/twin.h"
#include "folder.h"

static const struct twin one = { "a.json", "{}\n", 3 };
static const struct twin two = { "a.json.p7s", "\x30\0\x31", 3 };

static void
test_both(void **state)
{
	(void)state;
	assert_int_equal(twin_create(dir, &one, &two, diag), 0);
	assert_int_equal(fs_read(root, "a.json", 10, &data, diag), 0);
	assert_string_equal(data.data, "{}\n");
	buf_rewind(&data);
	assert_int_equal(fs_read(root, "a.json.p7s", 10, &data, diag), 0);
	assert_int_equal(data.len, 3);
	assert_int_equal(hidden_in(dir), 0);
}

static void
test_one(void **state)
{
	(void)state;
	assert_int_equal(twin_create(dir, &one, NULL, diag), 0);
	assert_true(fs_exists(at("a.json")));
	assert_false(fs_exists(at("a.json.p7s")));
	assert_int_equal(hidden_in(dir), 0);
}

/* Whichever is there, it is kept, and nothing else comes. */
static void
test_taken(void **state)
{
	(void)state;
	put("a.json", "old");
	assert_int_equal(twin_create(dir, &one, &two, diag), -1);
	said(DIAG_OUTPUT_PLACE);
	assert_int_equal(fs_read(root, "a.json", 10, &data, diag), 0);
	assert_string_equal(data.data, "old");
	assert_false(fs_exists(at("a.json.p7s")));
	assert_int_equal(hidden_in(dir), 0);

	assert_int_equal(unlink(at("a.json")), 0);
	put("a.json.p7s", "old");
	assert_int_equal(twin_create(dir, &one, &two, diag), -1);
	said(DIAG_OUTPUT_PLACE);
	assert_false(fs_exists(at("a.json")));
	assert_int_equal(hidden_in(dir), 0);
}

/* The second does not fit on the medium: the first does not stay. */
static void
test_full(void **state)
{
	const struct rlimit	small = { 4, RLIM_INFINITY };
	struct rlimit		before;
	const struct twin	large = { "a.json.p7s", "123456789", 9 };

	(void)state;
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	assert_int_equal(twin_create(dir, &large, &one, diag), -1);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	said(DIAG_OUTPUT_FULL);
	assert_false(fs_exists(at("a.json")));
	assert_false(fs_exists(at("a.json.p7s")));
	assert_int_equal(hidden_in(dir), 0);
}

static void
test_nowhere(void **state)
{
	(void)state;
	assert_int_equal(twin_create(at("none"), &one, &two, diag), -1);
	said(DIAG_OUTPUT_WRITE);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test_setup_teardown(test_both, setup, teardown),
		cmocka_unit_test_setup_teardown(test_one, setup, teardown),
		cmocka_unit_test_setup_teardown(test_taken, setup, teardown),
		cmocka_unit_test_setup_teardown(test_full, setup, teardown),
		cmocka_unit_test_setup_teardown(test_nowhere, setup,
		    teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
