/* Files: what is refused, what is listed, complete or absent outputs. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/diag base/digest base/newfile base/fs base/fs_stage */
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
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
#include "base/limits.h"

static struct arena	*arena;
static struct diag	*diag;
static struct fs_root	*root;
static struct buf	 data;
static char		 dir[64];

static const char *
at(const char *name)
{
	return arena_printf(arena, "%s/%s", dir, name);
}

static void
put(const char *name, const char *text)
{
	FILE	*f = fopen(at(name), "w");

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

/* The last finding is of this code. */
static void
said(enum diag_code code)
{
	const struct finding	*f = diag_first(diag);

	assert_non_null(f);
	while (f->next != NULL)
		f = f->next;
	if (f->code != code)
		fail_msg("found %s (%s), not %s", diag_id(f->code), f->words,
		    diag_id(code));
}

static int
setup(void **state)
{
	(void)state;
	arena = arena_new();
	diag = diag_new(arena);
	strcpy(dir, "/tmp/test-fs-XXXXXX");
	assert_non_null(mkdtemp(dir));
	assert_int_equal(fs_root_open(dir, &root, diag), 0);
	return 0;
}

static int
teardown(void **state)
{
	char	command[128];

	(void)state;
	fs_root_close(root);
	buf_clear(&data);
	arena_free(arena);
	digest_done();
	snprintf(command, sizeof(command), "rm -rf '%s'", dir);
	return system(command);
}

static void
test_read(void **state)
{
	(void)state;
	put("a.json", "{\"a\":1}");
	put("empty", "");
	mkdir(at("sub"), 0755);
	put("sub/b", "below");
	assert_int_equal(fs_read(root, "a.json", 100, &data, diag), 0);
	assert_string_equal(data.data, "{\"a\":1}");
	assert_int_equal(fs_read(root, "empty", 100, &data, diag), 0);
	assert_int_equal(data.len, 0);
	assert_string_equal(data.data, "");
	assert_int_equal(fs_read(root, "sub/b", 5, &data, diag), 0);
	assert_string_equal(data.data, "below");
	assert_int_equal(fs_read(NULL, at("sub/b"), 5, &data, diag), 0);
	assert_null(diag_first(diag));
}

static void
test_size_limit(void **state)
{
	(void)state;
	put("five", "12345");
	assert_int_equal(fs_read(root, "five", 5, &data, diag), 0);
	assert_int_equal(fs_read(root, "five", 4, &data, diag), -1);
	said(DIAG_FILE_LARGE);
	assert_int_equal(data.len, 0);
	/* A sparse terabyte is refused by its size alone. */
	put("sparse", "");
	if (truncate(at("sparse"), (off_t)1 << 40) == 0) {
		assert_int_equal(fs_read(root, "sparse", 1 << 20, &data,
		    diag), -1);
		said(DIAG_FILE_LARGE);
	}
}

static void
test_refused_kinds(void **state)
{
	struct sockaddr_un	sun = { .sun_family = AF_UNIX };
	int			s = socket(AF_UNIX, SOCK_STREAM, 0);
	static const char	*const names[] = { "fifo", "dir", "link",
	    "socket", "linkdir/x" };
	struct digest		d;
	uint64_t		size;
	size_t			i;

	(void)state;
	assert_int_equal(mkfifo(at("fifo"), 0644), 0);
	assert_int_equal(mkdir(at("dir"), 0755), 0);
	assert_int_equal(mkdir(at("real"), 0755), 0);
	put("real/x", "secret");
	assert_int_equal(symlink("/etc/passwd", at("link")), 0);
	assert_int_equal(symlink("real", at("linkdir")), 0);
	snprintf(sun.sun_path, sizeof(sun.sun_path), "%s", at("socket"));
	assert_int_equal(bind(s, (struct sockaddr *)&sun, sizeof(sun)), 0);
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		assert_int_equal(fs_read(root, names[i], 1000, &data, diag),
		    -1);
		said(DIAG_FILE_KIND);
		assert_int_equal(fs_digest(root, names[i], 1000, &d, &size,
		    diag), -1);
		said(DIAG_FILE_KIND);
	}
	close(s);
	/* By the user's own word links are followed, devices never read. */
	assert_int_equal(symlink("real/x", at("mine")), 0);
	assert_int_equal(fs_read(NULL, at("mine"), 100, &data, diag), 0);
	assert_int_equal(fs_read(NULL, "/dev/zero", 100, &data, diag), -1);
	said(DIAG_FILE_KIND);
	assert_int_equal(fs_read(root, "gone", 100, &data, diag), -1);
	said(DIAG_FILE_ABSENT);
	assert_int_equal(fs_read(root, "real/x/y", 100, &data, diag), -1);
	said(DIAG_FILE_ABSENT);
}

static void
test_changed(void **state)
{
	(void)state;
	/* A file that says it is empty and is not, as if it had grown. */
	assert_int_equal(fs_read(NULL, "/proc/self/stat", 4096, &data, diag),
	    -1);
	said(DIAG_FILE_CHANGED);
	assert_int_equal(data.len, 0);
}

static void
test_denied(void **state)
{
	(void)state;
	if (geteuid() == 0)
		skip();
	put("locked", "x");
	chmod(at("locked"), 0);
	assert_int_equal(fs_read(root, "locked", 10, &data, diag), -1);
	said(DIAG_FILE_DENIED);
}

static void
test_path_fault(void **state)
{
	static const char *const	bad[] = { "", "/etc/passwd", "..",
	    "../x", "a/../b", "a/..", ".", "./a", "a/.", "a//b", "a/", "a\\b",
	    "a\nb", "\x1b", "a\x7f" };
	static const char *const	good[] = { "a", "a/b.json", ".hidden",
	    "..a", "a..", "a/...", "gr\xc3\xbc\xc3\x9f/x" };
	char	 path[LIMIT_PATH_BYTES + 2];
	size_t	 i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		if (fs_path_fault(bad[i]) == NULL)
			fail_msg("accepted: %s", bad[i]);
		assert_int_equal(fs_read(root, bad[i], 10, &data, diag), -1);
		said(DIAG_FILE_PATH);
	}
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		assert_null(fs_path_fault(good[i]));
	memset(path, 'a', sizeof(path));
	path[LIMIT_NAME_BYTES] = '\0';
	assert_null(fs_path_fault(path));
	path[LIMIT_NAME_BYTES] = 'a';
	path[LIMIT_NAME_BYTES + 1] = '\0';
	assert_non_null(fs_path_fault(path));
	for (i = 0; i < sizeof(path); i++)
		path[i] = i % 100 == 99 ? '/' : 'a';
	path[LIMIT_PATH_BYTES] = '\0';
	assert_null(fs_path_fault(path));
	path[LIMIT_PATH_BYTES] = 'a';
	path[LIMIT_PATH_BYTES + 1] = '\0';
	assert_non_null(fs_path_fault(path));
}

static void
test_digest(void **state)
{
	struct digest	d;
	uint64_t	size;
	char		hex[DIGEST_HEX];

	(void)state;
	put("abc", "abc");
	assert_int_equal(fs_digest(root, "abc", 3, &d, &size, diag), 0);
	digest_hex(&d, hex);
	assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a3"
	    "96177a9cb410ff61f20015ad");
	assert_int_equal(size, 3);
	assert_int_equal(fs_digest(root, "abc", 2, &d, &size, diag), -1);
	said(DIAG_FILE_LARGE);
}

static void
test_list(void **state)
{
	static const struct {
		const char	*path;
		bool		 regular;
	} want[] = {
		{ "a.json", true }, { "b-c/x", true }, { "b.json", true },
		{ "b/x", true }, { "b/y/z.json", true },
		{ "dir.json", false }, { "link.json", false },
		{ "pipe", false },
	};
	struct fs_entry	*e;
	size_t		 n, hidden, i;

	(void)state;
	put("b.json", "");
	put("a.json", "");
	put(".hidden", "");
	mkdir(at(".git"), 0755);
	put(".git/x", "");
	mkdir(at("b"), 0755);
	mkdir(at("b-c"), 0755);
	put("b-c/x", "");
	put("b/x", "");
	mkdir(at("b/y"), 0755);
	put("b/y/z.json", "");
	put("b/y/.swp", "");
	mkdir(at("dir.json"), 0755);
	put("dir.json/inside", "");
	assert_int_equal(symlink("a.json", at("link.json")), 0);
	assert_int_equal(mkfifo(at("pipe"), 0644), 0);
	assert_int_equal(fs_list(root, arena, &e, &n, &hidden, diag), 0);
	assert_int_equal(n, sizeof(want) / sizeof(want[0]));
	assert_int_equal(hidden, 3);
	for (i = 0; i < n; i++) {
		assert_string_equal(e[i].path, want[i].path);
		assert_int_equal(e[i].regular, want[i].regular);
	}
}

static void
test_list_empty_and_deep(void **state)
{
	struct fs_entry	*e;
	size_t		 n = 1, hidden, i;
	char		 path[200] = "";

	(void)state;
	assert_int_equal(fs_list(root, arena, &e, &n, &hidden, diag), 0);
	assert_int_equal(n, 0);
	for (i = 0; i < LIMIT_DIRECTORY_DEPTH; i++) {
		strcat(path, i == 0 ? "d" : "/d");
		assert_int_equal(mkdir(at(path), 0755), 0);
	}
	strcat(path, "/x");
	put(path, "");
	assert_int_equal(fs_list(root, arena, &e, &n, &hidden, diag), 0);
	assert_int_equal(n, 1);
	unlink(at(path));
	assert_int_equal(mkdir(at(path), 0755), 0);
	assert_int_equal(fs_list(root, arena, &e, &n, &hidden, diag), -1);
	said(DIAG_FILE_PATH);
}

static void
test_root(void **state)
{
	struct fs_root	*r = NULL;

	(void)state;
	put("file", "");
	assert_int_equal(fs_root_open(at("gone"), &r, diag), -1);
	said(DIAG_FILE_ABSENT);
	assert_int_equal(fs_root_open(at("file"), &r, diag), -1);
	said(DIAG_FILE_KIND);
	fs_root_close(NULL);
	assert_true(fs_is_dir(dir));
	assert_false(fs_is_dir(at("file")));
	assert_true(fs_exists(at("file")));
	assert_false(fs_exists(at("gone")));
}

static size_t
hidden_in(const char *path)
{
	struct fs_root	*r;
	struct fs_entry	*e;
	size_t		 n, hidden;

	assert_int_equal(fs_root_open(path, &r, diag), 0);
	assert_int_equal(fs_list(r, arena, &e, &n, &hidden, diag), 0);
	fs_root_close(r);
	return hidden;
}

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

static void
test_create(void **state)
{
	struct stat	st;
	mode_t		old = umask(0);

	(void)state;
	assert_int_equal(fs_create(at("key"), 0600, "k", 1, diag), 0);
	assert_int_equal(stat(at("key"), &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	umask(077);
	assert_int_equal(fs_create(at("cert"), 0644, "c", 1, diag), 0);
	assert_int_equal(stat(at("cert"), &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	umask(0777);
	assert_int_equal(fs_create(at("key2"), 0600, "k", 1, diag), 0);
	assert_int_equal(stat(at("key2"), &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	umask(old);
	assert_int_equal(fs_create(at("key"), 0600, "new", 3, diag), -1);
	said(DIAG_OUTPUT_PLACE);
	assert_int_equal(fs_read(root, "key", 10, &data, diag), 0);
	assert_string_equal(data.data, "k");
	assert_int_equal(fs_create(at("gone/key"), 0600, "k", 1, diag), -1);
	said(DIAG_OUTPUT_PLACE);
	assert_int_equal(hidden_in(dir), 0);
}

static void
test_private(void **state)
{
	(void)state;
	put("key", "k");
	chmod(at("key"), 0600);
	assert_int_equal(fs_private(at("key"), diag), 0);
	chmod(at("key"), 0400);
	assert_int_equal(fs_private(at("key"), diag), 0);
	chmod(at("key"), 0640);
	assert_int_equal(fs_private(at("key"), diag), -1);
	said(DIAG_KEY_MODE);
	chmod(at("key"), 0604);
	assert_int_equal(fs_private(at("key"), diag), -1);
	said(DIAG_KEY_MODE);
	assert_int_equal(fs_private(at("gone"), diag), -1);
	said(DIAG_KEY_FILE);
	if (geteuid() == 0) {
		chmod(at("key"), 0600);
		assert_int_equal(chown(at("key"), 1, 1), 0);
		assert_int_equal(fs_private(at("key"), diag), -1);
		said(DIAG_KEY_MODE);
	}
}

static void
test_write_fd(void **state)
{
	int	fd = open("/dev/full", O_WRONLY), p[2];
	char	got[4];

	(void)state;
	assert_int_equal(fs_write_fd(fd, "x", 1, "standard output", diag),
	    -1);
	said(DIAG_OUTPUT_FULL);
	close(fd);
	assert_int_equal(pipe(p), 0);
	assert_int_equal(fs_write_fd(p[1], "abc", 3, "pipe", diag), 0);
	assert_int_equal(read(p[0], got, 4), 3);
	close(p[0]);
	signal(SIGPIPE, SIG_IGN);
	assert_int_equal(fs_write_fd(p[1], "x", 1, "pipe", diag), -1);
	said(DIAG_OUTPUT_WRITE);
	close(p[1]);
}

#define T(f)	cmocka_unit_test_setup_teardown(f, setup, teardown)

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		T(test_read), T(test_size_limit), T(test_refused_kinds),
		T(test_changed), T(test_denied), T(test_path_fault),
		T(test_digest), T(test_list), T(test_list_empty_and_deep),
		T(test_root), T(test_stage),
		T(test_commit_keeps_an_empty_folder), T(test_sweep),
		T(test_dead_run_gives_the_lock_back), T(test_bad_places),
		T(test_full), T(test_create), T(test_private),
		T(test_write_fd),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
