/*
 * Fault shim for LD_PRELOAD: the n-th call of a sort fails, or the process
 * is killed there.  FAULT_OP = malloc write fsync rename open read close;
 * FAULT_N = which call; FAULT_ERRNO = number; FAULT_STICKY = all later
 * ones too; FAULT_KILL = SIGKILL instead; FAULT_SHORT = write half;
 * FAULT_COUNT = file that gets the number of calls seen at exit.
 */
#define _GNU_SOURCE
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static long	want_n, seen;
static int	want_errno, sticky, do_kill, do_short, ready;
static char	want_op[16];

/* Set up before main; getenv needs no allocation. */
__attribute__((constructor))
static void
setup(void)
{
	const char *op = getenv("FAULT_OP"), *n = getenv("FAULT_N");
	const char *e = getenv("FAULT_ERRNO");

	if (op != NULL)
		strncpy(want_op, op, sizeof(want_op) - 1);
	want_n = n != NULL ? atol(n) : 0;
	want_errno = e != NULL ? atoi(e) : EIO;
	sticky = getenv("FAULT_STICKY") != NULL;
	do_kill = getenv("FAULT_KILL") != NULL;
	do_short = getenv("FAULT_SHORT") != NULL;
	ready = 1;
}

__attribute__((destructor))
static void
report(void)
{
	const char *file = getenv("FAULT_COUNT");
	char line[32];
	int fd, len;

	if (file == NULL)
		return;
	ready = 0;
	fd = (int)syscall(SYS_openat, AT_FDCWD, file,
	    O_WRONLY | O_CREAT | O_TRUNC, 0644);
	len = snprintf(line, sizeof(line), "%ld\n", seen);
	if (fd != -1 && len > 0)
		syscall(SYS_write, fd, line, (size_t)len);
}

/* Is this call the one that fails? */
static int
hit(const char *op)
{
	if (!ready || strcmp(op, want_op) != 0)
		return 0;
	seen++;
	if (want_n == 0 || (seen != want_n && !(sticky && seen > want_n)))
		return 0;
	if (do_kill)
		kill(getpid(), SIGKILL);
	errno = want_errno;
	return 1;
}

#define REAL(name) \
	static __typeof__(name) *real; \
	if (real == NULL) \
		*(void **)&real = dlsym(RTLD_NEXT, #name)

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);

void *
malloc(size_t n)
{
	if (hit("malloc")) {
		errno = ENOMEM;
		return NULL;
	}
	return __libc_malloc(n);
}

void *
calloc(size_t n, size_t m)
{
	if (hit("malloc")) {
		errno = ENOMEM;
		return NULL;
	}
	return __libc_calloc(n, m);
}

void *
realloc(void *p, size_t n)
{
	if (hit("malloc")) {
		errno = ENOMEM;
		return NULL;
	}
	return __libc_realloc(p, n);
}

ssize_t
write(int fd, const void *p, size_t n)
{
	REAL(write);
	if (do_short && n > 1 && hit("write"))
		return real(fd, p, n / 2);
	if (!do_short && hit("write"))
		return -1;
	return real(fd, p, n);
}

ssize_t
read(int fd, void *p, size_t n)
{
	REAL(read);
	if (hit("read"))
		return -1;
	return real(fd, p, n);
}

int
fsync(int fd)
{
	REAL(fsync);
	return hit("fsync") ? -1 : real(fd);
}

int
close(int fd)
{
	REAL(close);
	if (hit("close")) {
		int e = errno;
		real(fd);
		errno = e;
		return -1;
	}
	return real(fd);
}

int
rename(const char *a, const char *b)
{
	REAL(rename);
	return hit("rename") ? -1 : real(a, b);
}

int
renameat(int fa, const char *a, int fb, const char *b)
{
	REAL(renameat);
	return hit("rename") ? -1 : real(fa, a, fb, b);
}

int
renameat2(int fa, const char *a, int fb, const char *b, unsigned flags)
{
	REAL(renameat2);
	return hit("rename") ? -1 : real(fa, a, fb, b, flags);
}

int
open(const char *path, int flags, ...)
{
	mode_t mode = 0;
	va_list ap;
	REAL(open);

	va_start(ap, flags);
	if (flags & O_CREAT)
		mode = va_arg(ap, mode_t);
	va_end(ap);
	return hit("open") ? -1 : real(path, flags, mode);
}

int
openat(int dir, const char *path, int flags, ...)
{
	mode_t mode = 0;
	va_list ap;
	REAL(openat);

	va_start(ap, flags);
	if (flags & O_CREAT)
		mode = va_arg(ap, mode_t);
	va_end(ap);
	return hit("open") ? -1 : real(dir, path, flags, mode);
}

/* openat2 and renameat2 have no wrapper in this libc. */
long
syscall(long number, ...)
{
	long a[6];
	va_list ap;
	int i;
	REAL(syscall);

	va_start(ap, number);
	for (i = 0; i < 6; i++)
		a[i] = va_arg(ap, long);
	va_end(ap);
	if (number == SYS_openat2 && hit("open"))
		return -1;
	if (number == SYS_renameat2 && hit("rename"))
		return -1;
	return real(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}
