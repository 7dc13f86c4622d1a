/* Files: what is read, refused, listed and created. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/diag base/digest base/newfile base/fs */
#define _GNU_SOURCE	/* syscall(2), to ask for openat2(2) */

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
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

#include "folder.h"
#include "base/limits.h"

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

/* From here on the kernel of this process has no openat2(2). */
static int
forget_openat2(void)
{
	struct sock_filter	code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, 0),	/* the number */
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_openat2, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog	program = { 4, code };

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == -1)
		return -1;
	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

/* On an older kernel the same things are read and refused. */
static void
test_without_openat2(void **state)
{
	int	status;
	pid_t	pid;

	(void)state;
	if ((pid = fork()) == 0) {
		if (forget_openat2() == -1)
			_exit(77);
		if (syscall(SYS_openat2, AT_FDCWD, ".", NULL, 0) != -1 ||
		    errno != ENOSYS)
			_exit(1);
		test_read(NULL);
		test_refused_kinds(NULL);
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	if (WEXITSTATUS(status) == 77)
		skip();
	assert_int_equal(WEXITSTATUS(status), 0);
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
	bool	root_user = geteuid() == 0;

	(void)state;
	put("locked", "x");
	assert_int_equal(chmod(at("locked"), 0), 0);
	/* Modes do not hold root back. */
	assert_int_equal(chmod(dir, 0755), 0);
	if (root_user)
		assert_int_equal(seteuid(65534), 0);
	assert_int_equal(fs_read(root, "locked", 10, &data, diag), -1);
	if (root_user)
		assert_int_equal(seteuid(0), 0);
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

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		T(test_read), T(test_size_limit), T(test_refused_kinds),
		T(test_without_openat2), T(test_changed), T(test_denied),
		T(test_path_fault), T(test_digest), T(test_list),
		T(test_list_empty_and_deep), T(test_root), T(test_create),
		T(test_private), T(test_write_fd),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
