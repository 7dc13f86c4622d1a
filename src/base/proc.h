/*
 * Child processes: the one place that starts a program, and only one the
 * user named: no shell, bytes in, bytes out, bounded in time and size.
 */
#ifndef BASE_PROC_H
#define BASE_PROC_H

#include <stddef.h>

struct arena;
struct buf;
struct diag;

/* A program, its arguments and its environment; vectors end with NULL. */
struct proc {
	const char *const	*argv;
	const char *const	*env;
	unsigned		 seconds;	/* then it is killed */
};

/*
 * Words of a command line, for an option that names a program: parted at
 * blanks; '...' and "..." keep blanks together; nothing else has a
 * meaning.  NULL where it is empty or a quote is open.
 */
const char *const	*proc_split(struct arena *, const char *line);

/*
 * Run it with in on its standard input and take at most max bytes of its
 * standard output; standard error stays the user's, no other descriptor
 * is inherited.  A program that does not read all of its input is no
 * failure.  what names its task for findings ("--tsa-cmd").  -1 with a
 * finding (K10) where it cannot be started, is too slow, says too much,
 * or does not exit with 0; out then holds what there was.
 */
int	proc_run(const struct proc *, const char *what, const void *in,
	    size_t len, size_t max, struct buf *out, struct diag *)
	    __attribute__((warn_unused_result));

#endif
