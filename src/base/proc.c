/*
 * Child processes: started without a shell, fed and read at the same time
 * so that neither side can block the other, ended when their time is up.
 */
#define _GNU_SOURCE	/* posix_spawn_file_actions_addclosefrom_np */
#include <sys/wait.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/proc.h"

#define TICK_NS		1000000L	/* to the first look at an end */
#define TICK_MAX_NS	50000000L

/* One run. */
struct job {
	const struct proc	*how;
	const char		*what;
	struct diag		*diag;
	pid_t			 pid;
	int			 to, from;	/* our ends, -1 = closed */
	const unsigned char	*in;
	size_t			 left, max;
	struct buf		*out;
	struct timespec		 end;
};

static int __attribute__((format(printf, 2, 3)))
complain(const struct job *job, const char *fmt, ...)
{
	struct buf words = BUF_INIT;
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&words, fmt, ap);
	va_end(ap);
	diag_add(job->diag, DIAG_PROGRAM, NULL, "%s: %s %s", job->what,
	    job->how->argv[0], buf_str(&words));
	buf_clear(&words);
	return -1;
}

const char *const *
proc_split(struct arena *arena, const char *line)
{
	size_t n = 0, room = strlen(line) / 2 + 2;
	const char **words = arena_array(arena, room, sizeof(*words));
	char *text = arena_strdup(arena, line), *to = text;
	char quote;

	for (;;) {
		while (*line == ' ' || *line == '\t' || *line == '\n')
			line++;
		if (*line == '\0')
			break;
		words[n++] = to;
		for (quote = '\0'; *line != '\0'; line++) {
			if (quote != '\0' && *line == quote)
				quote = '\0';
			else if (quote == '\0' && (*line == '\'' ||
			    *line == '"'))
				quote = *line;
			else if (quote == '\0' && (*line == ' ' ||
			    *line == '\t' || *line == '\n'))
				break;
			else
				*to++ = *line;
		}
		if (quote != '\0')
			return NULL;
		if (*line != '\0')
			line++;
		*to++ = '\0';
	}
	return n > 0 ? words : NULL;
}

/* Milliseconds until the end of its time, 0 when it is over. */
static int
time_left(const struct job *job)
{
	struct timespec now;
	long long ms;

	if (clock_gettime(CLOCK_MONOTONIC, &now) != 0)
		return 0;
	ms = (long long)(job->end.tv_sec - now.tv_sec) * 1000 +
	    (job->end.tv_nsec - now.tv_nsec) / 1000000;
	return ms > 0 ? (int)ms : 0;
}

static void
shut(int *fd)
{
	if (*fd != -1)
		close(*fd);
	*fd = -1;
}

/*
 * Start it with the far ends of the pipes as 0 and 1, and no descriptor
 * but those and 2; signals are as a fresh program expects them.  It stays
 * in our group, so that it may ask for a PIN on the terminal.
 */
static int
start(struct job *job, int in, int out)
{
	posix_spawn_file_actions_t acts;
	posix_spawnattr_t attr;
	sigset_t tame, none;
	int e;

	sigemptyset(&none);
	sigemptyset(&tame);
	sigaddset(&tame, SIGPIPE);
	sigaddset(&tame, SIGXFSZ);
	if (posix_spawn_file_actions_init(&acts) != 0 ||
	    posix_spawnattr_init(&attr) != 0)
		mem_exhausted();
	posix_spawnattr_setsigdefault(&attr, &tame);
	posix_spawnattr_setsigmask(&attr, &none);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGDEF |
	    POSIX_SPAWN_SETSIGMASK);
	e = posix_spawn_file_actions_adddup2(&acts, in, STDIN_FILENO);
	if (e == 0)
		e = posix_spawn_file_actions_adddup2(&acts, out,
		    STDOUT_FILENO);
	/* --pass-fd and what else the caller left open is not for it. */
	if (e == 0)
		e = posix_spawn_file_actions_addclosefrom_np(&acts, 3);
	/* The vectors are not written to; POSIX.1-2017 exec, Rationale. */
	if (e == 0)
		e = posix_spawnp(&job->pid, job->how->argv[0], &acts, &attr,
		    (char *const *)(uintptr_t)job->how->argv,
		    (char *const *)(uintptr_t)job->how->env);
	posix_spawn_file_actions_destroy(&acts);
	posix_spawnattr_destroy(&attr);
	if (e == 0)
		return 0;
	job->pid = -1;
	return complain(job, "cannot be started: %s", strerror(e));
}

static int
open_pipes(struct job *job)
{
	int in[2] = { -1, -1 }, out[2] = { -1, -1 };
	int i, rc = -1;

	if (pipe(in) != 0 || pipe(out) != 0) {
		complain(job, "cannot be started: %s", strerror(errno));
		goto out;
	}
	for (i = 0; i < 2; i++)
		if (fcntl(in[i], F_SETFD, FD_CLOEXEC) == -1 ||
		    fcntl(out[i], F_SETFD, FD_CLOEXEC) == -1)
			goto out;
	if (fcntl(in[1], F_SETFL, O_NONBLOCK) == -1 ||
	    fcntl(out[0], F_SETFL, O_NONBLOCK) == -1)
		goto out;
	if (start(job, in[0], out[1]) != 0)
		goto out;
	job->to = in[1];
	job->from = out[0];
	in[1] = out[0] = -1;
	rc = 0;
out:
	for (i = 0; i < 2; i++) {
		shut(&in[i]);
		shut(&out[i]);
	}
	return rc;
}

/* SIGPIPE is ignored: a program that stops reading is EPIPE. */
static int
feed(struct job *job)
{
	ssize_t n = write(job->to, job->in, job->left);

	if (n >= 0) {
		job->in += n;
		job->left -= (size_t)n;
	} else if (errno == EPIPE)
		job->left = 0;
	else if (errno != EAGAIN && errno != EINTR)
		return complain(job, "cannot be written to: %s",
		    strerror(errno));
	if (job->left == 0)
		shut(&job->to);
	return 0;
}

static int
drain(struct job *job)
{
	char chunk[4096];
	ssize_t n = read(job->from, chunk, sizeof(chunk));

	if (n > 0) {
		if ((size_t)n > job->max - job->out->len)
			return complain(job, "wrote more than %zu bytes",
			    job->max);
		buf_add(job->out, chunk, (size_t)n);
	} else if (n == 0)
		shut(&job->from);
	else if (errno != EAGAIN && errno != EINTR)
		return complain(job, "cannot be read from: %s",
		    strerror(errno));
	return 0;
}

static int
too_slow(const struct job *job)
{
	return complain(job, "did not end within %u seconds and was stopped",
	    job->how->seconds);
}

/* Write and read until it closes its output. */
static int
talk(struct job *job)
{
	struct pollfd fds[2];
	int ms, n;

	if (job->left == 0)
		shut(&job->to);
	while (job->from != -1) {
		fds[0].fd = job->from;
		fds[0].events = POLLIN;
		fds[1].fd = job->to;	/* -1 is passed over */
		fds[1].events = POLLOUT;
		fds[0].revents = fds[1].revents = 0;
		ms = time_left(job);
		if (ms == 0)
			return too_slow(job);
		n = poll(fds, 2, ms);
		if (n == -1 && errno != EINTR)
			return complain(job, "cannot be waited for: %s",
			    strerror(errno));
		if (n <= 0)
			continue;
		if (fds[1].revents != 0 && feed(job) != 0)
			return -1;
		if (fds[0].revents != 0 && drain(job) != 0)
			return -1;
	}
	return 0;
}

/* Its end, and how it went; what does not end is killed. */
static int
end(struct job *job, int rc)
{
	struct timespec tick = { 0, TICK_NS };
	int status = 0;
	pid_t got;

	shut(&job->to);
	shut(&job->from);
	for (;;) {
		if (rc != 0)
			kill(job->pid, SIGKILL);
		got = waitpid(job->pid, &status, rc != 0 ? 0 : WNOHANG);
		if (got == job->pid)
			break;
		if (got == -1 && errno != EINTR)
			return complain(job, "was lost: %s", strerror(errno));
		if (rc == 0 && time_left(job) == 0)
			rc = too_slow(job);
		else if (rc == 0) {
			nanosleep(&tick, NULL);
			if (tick.tv_nsec < TICK_MAX_NS)
				tick.tv_nsec *= 2;
		}
	}
	if (rc != 0)
		return -1;
	if (WIFSIGNALED(status))
		return complain(job, "was ended by signal %d",
		    WTERMSIG(status));
	if (WEXITSTATUS(status) != 0)
		return complain(job, "failed with exit status %d",
		    WEXITSTATUS(status));
	return 0;
}

int
proc_run(const struct proc *how, const char *what, const void *in, size_t len,
    size_t max, struct buf *out, struct diag *diag)
{
	struct job job = { .how = how, .what = what, .diag = diag, .pid = -1,
	    .to = -1, .from = -1, .in = in, .left = len, .max = max,
	    .out = out };
	struct sigaction ignore = { .sa_handler = SIG_IGN }, before;
	int rc = -1;

	buf_rewind(out);
	if (clock_gettime(CLOCK_MONOTONIC, &job.end) != 0 ||
	    sigaction(SIGPIPE, &ignore, &before) != 0)
		return complain(&job, "cannot be watched: %s",
		    strerror(errno));
	job.end.tv_sec += (time_t)how->seconds;
	if (open_pipes(&job) == 0)
		rc = end(&job, talk(&job));
	sigaction(SIGPIPE, &before, NULL);
	return rc;
}
