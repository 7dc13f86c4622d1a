/*
 * dossier: deployment records you can trust.  main is a table look-up;
 * what a run shares is made and ended here.
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
#include "cmd/cmd_ledger.h"
#include "cmd/cmd_sign.h"
#include "cmd/cmd_verify.h"
#include "cmd/gate.h"
#include "cmd/help.h"
#include "cmd/items.h"
#include "cmd/key_cmd.h"
#include "cmd/lint.h"
#include "cmd/options.h"
#include "cmd/publish.h"
#include "cmd/run.h"
#include "cmd/seal_cmd.h"
#include "cmd/signoff.h"
#include "cmd/startup.h"
#include "cmd/status.h"

static const struct command commands[] = {
	{ "items", "TEMPLATE", 1, 1, "list the items of a template",
	    " format ", items_run },
	{ "lint", "TEMPLATE|RECORD|FILE.json", 1, 1, "check a template, a "
	    "record or a file of it", " format at templates template trust strict ",
	    lint_run },
	{ "status", "RECORD", 1, 1, "show where a record stands",
	    " format at templates template trust ", status_run },
	{ "gate", "RECORD", 1, 1, "decide: exit 0 only for GO",
	    " format at templates template phase trust strict ", gate_run },
	{ "render", "RECORD", 1, 1, "write and sign the reports of a record",
	    " format at templates template output only key cert sign-cmd "
	    "identity pass-file pass-fd tsa-cmd trust unsigned embed-signature "
	    "audience paper pdfa attach-limit strict ",
	    publish_run },
	{ "signoff", "RECORD", 1, 1, "sign a record off: write signed "
	    "evidence for its sign-off item", " format at templates "
	    "role item decision meaning name id organization statement "
	    "comment condition delegated-for auth reason show key cert "
	    "sign-cmd identity pass-file pass-fd tsa-cmd trust unsigned ",
	    signoff_run },
	{ "seal", "DIR|ARCHIVE", 1, 1, "put a report and all it was made from "
	    "into a signed archive", " format at output record templates key "
	    "cert sign-cmd identity pass-file pass-fd tsa-cmd trust store "
	    "add-signature add-timestamp ", seal_cmd_run },
	{ "ledger", "RECORD", 1, 1, "show and check who changed a record, or "
	    "add to that", " format at add reason actor ", cmd_ledger_run },
	{ "verify", "DIR|FILE", 1, 1, "check signed outputs against your "
	    "trust list", " format at templates trust record store "
	    "need-time-stamp need-revocation need-approvals rebuild paper pdfa "
	    "attach-limit ", cmd_verify_run },
	{ "sign", "FILE.pdf", 1, 1, "approve or reject a report in its PDF",
	    " format at output role field decision meaning name condition key "
	    "cert sign-cmd identity pass-file pass-fd tsa-cmd trust store "
	    "time-stamp ", cmd_sign_run },
	{ "key", "new DIR | show|check [DIR]", 1, 2, "make, show or try a "
	    "signing key", " format at name organization kind csr key cert "
	    "sign-cmd pass-file pass-fd trust ", key_cmd_run },
	{ "help", "[COMMAND|limits|findings|blocks]", 0, 1,
	    "show commands, limits and codes", " ", help_run },
	{ NULL, NULL, 0, 0, NULL, NULL, NULL }
};

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

static int
run_command(struct run *run, int argc, char **argv)
{
	const struct command *cmd;

	if (argc < 2) {
		options_overview(commands, run->out);
		diag_add(run->diag, DIAG_USAGE, NULL, "no command is given");
		return 2;
	}
	if (strcmp(argv[1], "--version") == 0) {
		help_version(run->out);
		return 0;
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
		options_overview(commands, run->out);
		return 0;
	}
	cmd = options_find(commands, argv[1]);
	if (cmd == NULL) {
		diag_add(run->diag, DIAG_USAGE, NULL, "there is no command "
		    "%s; `dossier help' lists them", argv[1]);
		return 2;
	}
	if (options_parse(cmd, argc - 2, argv + 2, run->options,
	    run->diag) != 0)
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
main(int argc, char **argv)
{
	struct options opts = { 0 };
	struct instant now = { 0, 0, false };
	struct buf out = BUF_INIT;
	struct run run = { 0 };
	int status;

	startup_process();
	run.arena = arena_new();
	run.diag = diag_new(run.arena);
	run.options = &opts;
	run.commands = commands;
	run.now = &now;
	run.out = &out;
	look_at_terminal(&run);
	status = finish(&run, run_command(&run, argc, argv));
	buf_clear(&out);
	arena_free(run.arena);
	startup_end();
	return status;
}
