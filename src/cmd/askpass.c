/*
 * Pass phrases: read once, whole, into one place that is wiped.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "cmd/askpass.h"
#include "cmd/options.h"
#include "cmd/run.h"

static volatile sig_atomic_t caught;

static void
catch(int sig)
{
	caught = sig;
}

static int
refuse(struct run *run, const char *words)
{
	diag_add(run->diag, DIAG_KEY_PASSPHRASE, NULL, "%s", words);
	return -1;
}

/* Cut at the end of the first line. */
static void
first_line(struct buf *pass)
{
	size_t n = pass->len > 0 ? strcspn(pass->data, "\n") : 0;

	if (n > 0 && pass->data[n - 1] == '\r')
		n--;
	if (pass->len > 0) {
		mem_wipe(pass->data + n, pass->len - n);
		pass->len = n;
	}
}

/*
 * Bytes up to the end of a line, one by one, so that what follows is left
 * to others.  ms < 0: no limit in time.  1 for a line, 0 where nothing
 * came, -1 where it is interrupted, too slow or too long.
 */
static int
read_line(int fd, int ms, struct buf *pass)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	ssize_t n;
	char c = 0;

	/* Room at once: growing would leave copies behind. */
	buf_reserve(pass, LIMIT_PASSPHRASE_BYTES + 2);
	while (pass->len <= LIMIT_PASSPHRASE_BYTES) {
		if (caught != 0 || (ms >= 0 && poll(&p, 1, ms) != 1))
			return -1;
		n = read(fd, &c, 1);
		if (n == -1 && errno == EINTR && caught == 0)
			continue;
		if (n == -1)
			return -1;
		if (n == 0)
			return pass->len > 0;
		if (c == '\n')
			return 1;
		buf_addc(pass, c);
	}
	return -1;
}

static int
from_descriptor(struct run *run, struct buf *pass)
{
	const char *word = run->options->pass_fd;
	char *end;
	long fd;

	fd = strtol(word, &end, 10);
	if (*word < '0' || *word > '9' || *end != '\0' || fd > 65535) {
		diag_add(run->diag, DIAG_USAGE, NULL, "--pass-fd %s is not "
		    "the number of a descriptor", word);
		return -1;
	}
	if (read_line((int)fd, -1, pass) != 1)
		return refuse(run, "the descriptor of --pass-fd gives no line "
		    "that could be a pass phrase");
	first_line(pass);
	return 0;
}

int
askpass_given(struct run *run, struct buf *pass)
{
	const struct options *o = run->options;

	if (o->pass_file != NULL && o->pass_fd != NULL) {
		diag_add(run->diag, DIAG_USAGE, NULL, "--pass-file and "
		    "--pass-fd exclude each other");
		return -1;
	}
	if (o->pass_fd != NULL)
		return from_descriptor(run, pass);
	if (o->pass_file == NULL)
		return 0;
	if (fs_private(o->pass_file, run->diag) != 0 ||
	    fs_read(NULL, o->pass_file, LIMIT_PASSPHRASE_BYTES + 2, pass,
	    run->diag) != 0)
		return -1;
	first_line(pass);
	return 0;
}

static void
say(int fd, const char *text)
{
	if (write(fd, text, strlen(text)) == -1)
		caught = SIGHUP;	/* the terminal is gone */
}

/*
 * Ask on an open terminal.  Signals end the question, not the process,
 * until the terminal is as it was; then they do their work.
 */
static int
ask(int fd, const char *what, struct buf *pass)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT,
	    SIGTSTP };
	struct sigaction before[sizeof(signals) / sizeof(signals[0])];
	struct sigaction act = { .sa_handler = catch };
	struct buf words = BUF_INIT;
	struct termios was, quiet;
	size_t i;
	int got;

	if (tcgetattr(fd, &was) != 0)
		return 0;
	caught = 0;
	for (i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
		sigaction(signals[i], &act, &before[i]);
	quiet = was;
	quiet.c_lflag &= ~(tcflag_t)(ECHO | ECHONL);
	buf_adds(&words, "pass phrase for ");
	utf8_safe(&words, what, strlen(what), 0);
	buf_adds(&words, ": ");
	tcsetattr(fd, TCSAFLUSH, &quiet);
	say(fd, buf_str(&words));
	got = read_line(fd, LIMIT_CHILD_SECONDS * 1000, pass);
	tcsetattr(fd, TCSAFLUSH, &was);
	say(fd, "\n");
	for (i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
		sigaction(signals[i], &before[i], NULL);
	if (caught != 0)
		raise(caught);
	buf_clear(&words);
	return got;
}

int
askpass_get(struct run *run, const char *what, struct buf *pass)
{
	int fd, got = 0;

	if (run->options->pass_file != NULL || run->options->pass_fd != NULL)
		return askpass_given(run, pass);
	fd = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (fd == -1)
		return 0;
	/* In the background the question would stop us for good. */
	if (tcgetpgrp(fd) == getpgrp())
		got = ask(fd, what, pass);
	close(fd);
	if (got >= 0)
		return 0;
	return refuse(run, "no pass phrase was given on the terminal");
}
