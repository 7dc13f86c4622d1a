/* Staging: a generation is complete or absent, whatever happens. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/diag base/digest base/newfile base/fs base/fs_stage base/outfile */
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "folder.h"

#include "base/outfile.h"

static void
test_stage(void **state)
{
	struct fs_stage	*s, *second = NULL;

	(void)state;
	assert_int_equal(fs_stage_open(at("out"), &s, diag), 0);
	assert_int_equal(fs_stage_next(s), 1);
	assert_int_equal(fs_stage_write(s, "a.txt", "abc", 3, diag), 0);
	assert_int_equal(fs_stage_write(s, "none", "", 0, diag), 0);
	/* Nothing is to be seen before the end; the place is taken. */
	assert_false(fs_exists(at("out/r1")));
	assert_int_equal(fs_stage_open(at("out"), &second, diag), -1);
	said(DIAG_OUTPUT_LOCKED);
	assert_int_equal(fs_stage_write(s, "a.txt", "x", 1, diag), -1);
	said(DIAG_OUTPUT_WRITE);
	assert_int_equal(fs_stage_write(s, "../x", "x", 1, diag), -1);
	said(DIAG_FILE_PATH);
	assert_int_equal(fs_stage_write(s, "a/b", "x", 1, diag), -1);
	said(DIAG_FILE_PATH);
	assert_int_equal(fs_stage_commit(s, "r1", diag), 0);
	assert_int_equal(fs_read(root, "out/r1/a.txt", 10, &data, diag), 0);
	assert_string_equal(data.data, "abc");
	assert_true(fs_exists(at("out/r1/none")));
	assert_int_equal(hidden_in(at("out")), 1);	/* the lock */

	/* The next generation does not touch the first. */
	assert_int_equal(fs_stage_open(at("out"), &s, diag), 0);
	assert_int_equal(fs_stage_next(s), 2);
	assert_int_equal(fs_stage_write(s, "a.txt", "new", 3, diag), 0);
	assert_int_equal(fs_stage_commit(s, "r1", diag), -1);
	said(DIAG_OUTPUT_WRITE);
	assert_int_equal(fs_stage_commit(s, "x/y", diag), -1);
	said(DIAG_FILE_PATH);
	assert_int_equal(fs_read(root, "out/r1/a.txt", 10, &data, diag), 0);
	assert_string_equal(data.data, "abc");
	fs_stage_abort(s);
	fs_stage_abort(NULL);
	assert_int_equal(hidden_in(at("out")), 1);
}

/* A file in pieces, small and large, looked at before it ends. */
static void
test_pieces(void **state)
{
	static char		 large[200000];
	struct fs_stage		*s;
	struct outfile		*f;
	const char		*seen;
	size_t			 len;

	(void)state;
	memset(large, 'L', sizeof(large));
	assert_int_equal(fs_stage_open(at("out"), &s, diag), 0);
	assert_int_equal(fs_stage_file(s, "a/b", &f, diag), -1);
	said(DIAG_FILE_PATH);
	assert_int_equal(fs_stage_file(s, "f", &f, diag), 0);
	assert_int_equal(outfile_write(f, "abc", 3, diag), 0);
	assert_int_equal(outfile_write(f, large, sizeof(large), diag), 0);
	assert_int_equal(outfile_write(f, "xyz", 3, diag), 0);
	assert_int_equal(outfile_size(f), sizeof(large) + 6);
	assert_int_equal(outfile_view(f, &seen, &len, diag), 0);
	assert_int_equal(len, sizeof(large) + 6);
	assert_memory_equal(seen, "abcLLL", 6);
	assert_memory_equal(seen + len - 6, "LLLxyz", 6);
	assert_int_equal(outfile_write(f, "end", 3, diag), 0);
	assert_int_equal(outfile_commit(f, false, diag), 0);
	/* One of that name is there; it stays as it is. */
	assert_int_equal(fs_stage_file(s, "f", &f, diag), -1);
	said(DIAG_OUTPUT_WRITE);
	/* One that is given up is gone; nothing cannot be mapped. */
	assert_int_equal(fs_stage_file(s, "g", &f, diag), 0);
	assert_int_equal(outfile_view(f, &seen, &len, diag), 0);
	assert_int_equal(len, 0);
	assert_string_equal(seen, "");
	assert_int_equal(outfile_write(f, "abc", 3, diag), 0);
	outfile_abort(f);
	assert_int_equal(fs_stage_commit(s, "r1", diag), 0);
	assert_int_equal(fs_read(root, "out/r1/f", 300000, &data, diag), 0);
	assert_int_equal(data.len, sizeof(large) + 9);
	assert_memory_equal(data.data + data.len - 9, "LLLxyzend", 9);
	assert_false(fs_exists(at("out/r1/g")));
}

static void
test_commit_keeps_an_empty_folder(void **state)
{
	struct fs_stage	*s;

	(void)state;
	assert_int_equal(fs_stage_open(at("out"), &s, diag), 0);
	/* rename(2) alone would replace it. */
	assert_int_equal(mkdir(at("out/r1"), 0755), 0);
	assert_int_equal(fs_stage_next(s), 2);
	assert_int_equal(fs_stage_commit(s, "r1", diag), -1);
	fs_stage_abort(s);
	assert_true(fs_exists(at("out/r1")));
}

static void
test_sweep(void **state)
{
	struct fs_stage	*s;

	(void)state;
	mkdir(at("out"), 0755);
	mkdir(at("out/.stage-1"), 0755);
	put("out/.stage-1/report.html", "half");
	mkdir(at("out/.stage-99999"), 0755);
	mkdir(at("out/r3"), 0755);
	put("out/r3/report.html", "old");
	assert_int_equal(fs_stage_open(at("out"), &s, diag), 0);
	assert_false(fs_exists(at("out/.stage-1")));
	assert_false(fs_exists(at("out/.stage-99999")));
	assert_true(fs_exists(at("out/r3/report.html")));
	fs_stage_abort(s);
	/* A link that calls itself a stage leads nowhere. */
	mkdir(at("precious"), 0755);
	put("precious/x", "x");
	assert_int_equal(symlink("../precious", at("out/.stage-7")), 0);
	assert_int_equal(fs_stage_open(at("out"), &s, diag), 0);
	fs_stage_abort(s);
	assert_true(fs_exists(at("precious/x")));
}

static void
test_dead_run_gives_the_lock_back(void **state)
{
	struct fs_stage	*s;
	int		 status;
	pid_t		 pid;

	(void)state;
	if ((pid = fork()) == 0) {
		if (fs_stage_open(at("out"), &s, diag) == 0 &&
		    fs_stage_write(s, "a", "x", 1, diag) == 0)
			raise(SIGKILL);
		_exit(1);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(hidden_in(at("out")), 2);
	assert_int_equal(fs_stage_open(at("out"), &s, diag), 0);
	assert_int_equal(fs_stage_write(s, "a", "x", 1, diag), 0);
	assert_int_equal(fs_stage_commit(s, "r1", diag), 0);
	assert_int_equal(hidden_in(at("out")), 1);
}

static void
test_bad_places(void **state)
{
	struct fs_stage	*s;

	(void)state;
	put("file", "");
	assert_int_equal(fs_stage_open(at("file"), &s, diag), -1);
	said(DIAG_OUTPUT_PLACE);
	assert_int_equal(fs_stage_open(at("no/such"), &s, diag), -1);
	said(DIAG_OUTPUT_PLACE);
	assert_int_equal(diag_status(diag, DIAG_ERROR), 5);
}

/* A limit on file sizes stands for a full disk. */
static void
test_full(void **state)
{
	struct rlimit	 old, small = { 4096, 4096 };
	struct fs_stage	*s;
	char		*big = calloc(1, 10000);

	(void)state;
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
	small.rlim_max = old.rlim_max;
	assert_int_equal(fs_stage_open(at("out"), &s, diag), 0);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	assert_int_equal(fs_stage_write(s, "report.pdf", big, 10000, diag),
	    -1);
	said(DIAG_OUTPUT_FULL);
	assert_int_equal(fs_create(at("key"), 0600, big, 10000, diag), -1);
	said(DIAG_OUTPUT_FULL);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
	fs_stage_abort(s);
	free(big);
	assert_false(fs_exists(at("key")));
	assert_int_equal(hidden_in(dir), 1);		/* out/.lock */
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		T(test_stage), T(test_pieces), T(test_commit_keeps_an_empty_folder),
		T(test_sweep), T(test_dead_run_gives_the_lock_back),
		T(test_bad_places), T(test_full),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
