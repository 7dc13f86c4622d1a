/* Tests of base/proc: bytes both ways, and every way to go wrong. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/diag base/proc */
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/proc.h"

static struct arena	*arena;
static struct diag	*diag;
static struct buf	 out;

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
	buf_clear(&out);
	arena_free(arena);
	return 0;
}

static int
fresh(void **state)
{
	(void)state;
	diag = diag_new(arena);
	return 0;
}

static int
run(const char *line, const void *in, size_t len, size_t max,
    unsigned seconds)
{
	static const char *const env[] = { "PATH=/usr/bin:/bin", "A=b", NULL };
	struct proc how = { proc_split(arena, line), env, seconds };

	assert_non_null(how.argv);
	return proc_run(&how, "--test-cmd", in, len, max, &out, diag);
}

static void
refused(const char *line, size_t max, unsigned seconds, const char *words)
{
	const struct finding *f;

	assert_int_equal(run(line, "in", 2, max, seconds), -1);
	f = diag_first(diag);
	assert_non_null(f);
	assert_int_equal(f->code, DIAG_PROGRAM);
	if (strstr(f->words, words) == NULL)
		fail_msg("%s: %s", line, f->words);
	assert_non_null(strstr(f->words, "--test-cmd"));
	diag = diag_new(arena);
}

static void
words(void **state)
{
	const char *const *w;

	(void)state;
	w = proc_split(arena, "  a 'b c'  d\"e 'f\"'\"'g \t''");
	assert_string_equal(w[0], "a");
	assert_string_equal(w[1], "b c");
	assert_string_equal(w[2], "de 'f\"g");
	assert_string_equal(w[3], "");
	assert_null(w[4]);
	w = proc_split(arena, "$HOME;`x` a\\ b");
	assert_string_equal(w[0], "$HOME;`x`");
	assert_string_equal(w[1], "a\\");
	assert_string_equal(w[2], "b");
	assert_null(w[3]);
	assert_null(proc_split(arena, ""));
	assert_null(proc_split(arena, " \t\n"));
	assert_null(proc_split(arena, "a 'b"));
	assert_null(proc_split(arena, "a \"b'"));
	w = proc_split(arena, "a b c d e f g h");
	assert_string_equal(w[7], "h");
	assert_null(w[8]);
}

/* More than a pipe holds, both ways at once. */
static void
both_ways(void **state)
{
	static char big[400000];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(big); i++)
		big[i] = (char)(i * 7);
	assert_int_equal(run("cat", big, sizeof(big), sizeof(big), 20), 0);
	assert_int_equal(out.len, sizeof(big));
	assert_memory_equal(out.data, big, sizeof(big));
	/* One byte more than is allowed. */
	assert_int_equal(run("cat", big, sizeof(big), sizeof(big) - 1, 20),
	    -1);
	assert_null(diag_first(diag)->next);
	assert_int_equal(run("cat", "", 0, 0, 20), 0);
	assert_int_equal(out.len, 0);
}

/* One that does not read its input, or not all of it, is no failure. */
static void
deaf(void **state)
{
	static char big[400000];

	(void)state;
	assert_int_equal(run("echo hello", big, sizeof(big), 100, 20), 0);
	assert_string_equal(out.data, "hello\n");
	assert_int_equal(run("head -c 3", big, sizeof(big), 100, 20), 0);
	assert_int_equal(out.len, 3);
	assert_null(diag_first(diag));
}

static void
failures(void **state)
{
	(void)state;
	refused("/no/such/program", 10, 5, "cannot be started");
	refused("no-such-program-at-all", 10, 5, "cannot be started");
	refused("/etc/passwd", 10, 5, "cannot be started");
	refused("false", 10, 5, "exit status 1");
	refused("sh -c 'exit 37'", 10, 5, "exit status 37");
	refused("sh -c 'kill -9 $$'", 10, 5, "signal 9");
	refused("yes", 1000, 5, "more than 1000 bytes");
}

/* Too slow in three ways: silent, after its output, after closing it. */
static void
slow(void **state)
{
	struct timespec a, b;

	(void)state;
	clock_gettime(CLOCK_MONOTONIC, &a);
	refused("sleep 60", 10, 1, "1 seconds");
	refused("sh -c 'echo x; exec sleep 60'", 10, 1, "1 seconds");
	refused("sh -c 'exec >&-; exec sleep 60'", 10, 1, "1 seconds");
	clock_gettime(CLOCK_MONOTONIC, &b);
	assert_in_range(b.tv_sec - a.tv_sec, 2, 20);
}

/* Neither descriptors nor environment nor tame signals are inherited. */
static void
nothing_inherited(void **state)
{
	int fd = open("/dev/null", O_RDONLY), high = dup2(fd, 77);

	(void)state;
	assert_int_equal(high, 77);
	setenv("SECRET", "sesame", 1);
	assert_int_equal(run("env", "", 0, 1000, 20), 0);
	assert_string_equal(out.data, "PATH=/usr/bin:/bin\nA=b\n");
	assert_int_equal(run("sh -c 'ls -1 /proc/$$/fd'", "", 0, 1000, 20), 0);
	assert_string_equal(out.data, "0\n1\n2\n");
	/* SIGPIPE ends a program as ever. */
	assert_int_equal(run("sh -c 'yes | head -n 1; echo $?'", "", 0, 1000,
	    20), 0);
	assert_string_equal(out.data, "y\n0\n");
	assert_int_equal(run("grep SigIgn /proc/self/status", "", 0, 1000,
	    20), 0);
	assert_int_equal(strtoull(out.data + strlen("SigIgn:"), NULL, 16) &
	    (1ULL << (SIGPIPE - 1)), 0);
	close(fd);
	close(high);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(words, fresh),
		cmocka_unit_test_setup(both_ways, fresh),
		cmocka_unit_test_setup(deaf, fresh),
		cmocka_unit_test_setup(failures, fresh),
		cmocka_unit_test_setup(slow, fresh),
		cmocka_unit_test_setup(nothing_inherited, fresh),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
