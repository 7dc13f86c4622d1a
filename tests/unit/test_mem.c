/* The dying allocator. */

/* objects: base/mem */
#include <sys/wait.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/mem.h"

const char	*__asan_default_options(void);

/* The sanitizer must let a request fail as the C library does. */
const char *
__asan_default_options(void)
{
	return "allocator_may_return_null=1:exitcode=99";
}

static void
test_zero_is_served(void **state)
{
	void	*a = mem_alloc(0), *b = mem_zalloc(0, 0);

	(void)state;
	assert_non_null(a);
	assert_non_null(b);
	assert_int_equal(*(char *)b, 0);
	a = mem_grow(a, 0);
	assert_non_null(a);
	mem_free(a);
	mem_free(b);
	mem_free(NULL);
}

static void
test_grow_keeps(void **state)
{
	char	*p = mem_grow(NULL, 3);

	(void)state;
	memcpy(p, "ab", 3);
	p = mem_grow(p, 100000);
	assert_string_equal(p, "ab");
	mem_free(p);
}

static void
test_strdup_and_wipe(void **state)
{
	char	*p = mem_strdup("secret");

	(void)state;
	assert_string_equal(p, "secret");
	mem_wipe(p, 6);
	assert_memory_equal(p, "\0\0\0\0\0\0", 6);
	mem_free(p);
}

/* Run what in a child; its exit status, and what it said on stderr. */
static int
dies(void (*what)(void), char *said, size_t size)
{
	int	fd[2], status;
	ssize_t	n;
	pid_t	pid;

	assert_int_equal(pipe(fd), 0);
	if ((pid = fork()) == 0) {
		dup2(fd[1], STDERR_FILENO);
		what();
		_exit(0);
	}
	close(fd[1]);
	/* The sanitizer's own warning comes before our one write. */
	while ((n = read(fd[0], said, size - 1)) > 0)
		said[n] = '\0';
	close(fd[0]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static volatile size_t	huge = SIZE_MAX / 2 - 4096;

static void
want_alloc(void)
{
	mem_alloc(huge);
}

static void
want_product(void)
{
	mem_zalloc(huge, 16);
}

static void
want_grow(void)
{
	mem_grow(mem_alloc(8), huge);
}

static void
want_broken(void)
{
	mem_broken("a promise");
}

static void
test_exhausted(void **state)
{
	static void (*const wants[])(void) = { want_alloc, want_product,
	    want_grow, mem_exhausted };
	char	said[8192];
	size_t	i;

	(void)state;
	for (i = 0; i < sizeof(wants) / sizeof(wants[0]); i++) {
		assert_int_equal(dies(wants[i], said, sizeof(said)), 5);
		assert_non_null(strstr(said,
		    "dossier: out of memory; nothing was published\n"));
	}
	assert_int_equal(dies(want_broken, said, sizeof(said)), 5);
	assert_non_null(strstr(said, "nothing was published\n"));
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_zero_is_served),
		cmocka_unit_test(test_grow_keeps),
		cmocka_unit_test(test_strdup_and_wipe),
		cmocka_unit_test(test_exhausted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
