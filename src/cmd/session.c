/*
 * Session: what a run shares is made and ended here.
 */
#include <sys/ioctl.h>

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/limits.h"
#include "cmd/options.h"
#include "cmd/run.h"
#include "cmd/session.h"

/* --at, else SOURCE_DATE_EPOCH, else the clock; read once a run. */
static int
find_now(const struct options *opts, struct instant *now, struct diag *diag)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH"), *why = NULL;
	long long sec;
	char *end;

	now->set = true;
	now->offset = 0;
	if (opts->at != NULL) {
		if (date_parse(opts->at, now, &why) == 0)
			return 0;
		diag_add(diag, DIAG_TIME, NULL, "--at %s: %s; write for "
		    "example 2026-11-22T12:00:00+01:00", opts->at, why);
		return -1;
	}
	if (epoch == NULL) {
		now->sec = (int64_t)time(NULL);
		return 0;
	}
	sec = strtoll(epoch, &end, 10);
	/* 2000-01-01 .. 2100-12-31, as every other time (limits.h). */
	if (*epoch < '0' || *epoch > '9' || *end != '\0' ||
	    sec < 946684800LL || sec > 4133980799LL) {
		diag_add(diag, DIAG_TIME, NULL, "SOURCE_DATE_EPOCH=%s is not "
		    "a number of seconds between the years %d and %d", epoch,
		    LIMIT_YEAR_MIN, LIMIT_YEAR_MAX);
		return -1;
	}
	now->sec = sec;
	return 0;
}

static void
look_at_terminal(struct run *run)
{
	const char *none = getenv("NO_COLOR");
	struct winsize ws;

	run->columns = 80;
	if (!isatty(STDOUT_FILENO))
		return;
	run->colour = none == NULL || *none == '\0';
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &ws) == 0 && ws.ws_col >= 40)
		run->columns = ws.ws_col < 80 ? ws.ws_col : 80;
}

/* The command named first, taken off the line. */
static const struct command *
find_command(struct run *run, int *argc, char ***argv)
{
	const char *name = *argc > 0 ? **argv : NULL;
	const struct command *cmd;

	if (name == NULL || strcmp(name, "--help") == 0 ||
	    strcmp(name, "-h") == 0) {
		options_overview(run->commands, run->out);
		if (name == NULL)
			diag_add(run->diag, DIAG_USAGE, NULL, "no command is "
			    "given");
		return NULL;
	}
	cmd = options_find(run->commands, name);
	if (cmd == NULL)
		diag_add(run->diag, DIAG_USAGE, NULL, "there is no command "
		    "%s; `dossier help' lists them", name);
	--*argc;
	++*argv;
	return cmd;
}

static int
run_command(struct run *run, const struct session *s, int argc, char **argv)
{
	const struct command *cmd = s->only;

	if (argc > 0 && strcmp(argv[0], "--version") == 0) {
		s->version(run->out);
		return 0;
	}
	if (cmd == NULL && (cmd = find_command(run, &argc, &argv)) == NULL)
		return diag_status(run->diag, DIAG_ERROR);
	if (options_parse(cmd, argc, argv, run->options, run->diag) != 0)
		return 2;
	if (run->options->help) {
		options_usage(cmd, run->out);
		return 0;
	}
	if (run->options->format != NULL) {
		run->json = strcmp(run->options->format, "json") == 0;
		if (!run->json && strcmp(run->options->format, "text") != 0) {
			diag_add(run->diag, DIAG_USAGE, NULL, "--format %s: "
			    "text or json", run->options->format);
			return 2;
		}
	}
	if (find_now(run->options, run->now, run->diag) != 0)
		return 3;
	return cmd->run(run);
}

/* Results to stdout, findings to stderr; a full disk is never a yes. */
static int
finish(struct run *run, int status)
{
	struct buf text = BUF_INIT;

	if (run->out->len > 0 && fs_write_fd(STDOUT_FILENO, run->out->data,
	    run->out->len, "standard output", run->diag) != 0)
		status = 5;
	if (diag_first(run->diag) != NULL) {
		diag_print(run->diag, run->kept, &text);
		if (write(STDERR_FILENO, text.data, text.len) == -1 &&
		    status == 0)
			status = 5;
		buf_clear(&text);
	}
	return status;
}

int
session_run(const struct session *s, int argc, char **argv)
{
	struct options opts = { 0 };
	struct instant now = { 0, 0, false };
	struct buf out = BUF_INIT;
	struct run run = { 0 };
	int status;

	run.arena = arena_new();
	run.diag = diag_new(run.arena);
	run.options = &opts;
	run.commands = s->commands;
	run.now = &now;
	run.out = &out;
	look_at_terminal(&run);
	status = finish(&run, run_command(&run, s, argc, argv));
	buf_clear(&out);
	arena_free(run.arena);
	return status;
}
