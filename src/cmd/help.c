/*
 * help: prints the tables of the program - commands, limits, findings,
 * blocks - and the versions it is built from.
 */
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "cmd/embed.h"
#include "cmd/help.h"
#include "cmd/libraries.h"
#include "cmd/options.h"
#include "cmd/run.h"
#include "cmd/version.h"
#include "compose/document.h"
#include "seal/embedded.h"

static void
help_limits(struct buf *out)
{
#define X(name, value, unit, reason) \
	buf_printf(out, "%-18s %11ld %-12s %s\n", #name, (long)value, unit, \
	    reason);
	LIMIT_LIST(X)
#undef X
}

static void
help_findings(struct buf *out)
{
	int code;

	for (code = 0; code < DIAG_CODES; code++)
		buf_printf(out, "%s  %-8s %s\n",
		    diag_id((enum diag_code)code),
		    diag_level_str(diag_level((enum diag_code)code)),
		    diag_words((enum diag_code)code));
}

static void
help_blocks(struct buf *out)
{
	const char *const *name;

	for (name = document_blocks(); *name != NULL; name++)
		buf_printf(out, "%s\n", *name);
}

void
help_version(struct buf *out)
{
	buf_printf(out, "%s\n", VERSION_TOOL);
	libraries_versions(out);
	if (embed_library() != NULL)
		buf_printf(out, "%s\n", embed_library()->version);
}

int
help_run(struct run *run)
{
	const char *topic = run->options->operand[0];
	const struct command *cmd;

	if (run->options->operands == 0)
		options_overview(run->commands, run->out);
	else if (strcmp(topic, "limits") == 0)
		help_limits(run->out);
	else if (strcmp(topic, "findings") == 0)
		help_findings(run->out);
	else if (strcmp(topic, "blocks") == 0)
		help_blocks(run->out);
	else if ((cmd = options_find(run->commands, topic)) != NULL)
		options_usage(cmd, run->out);
	else {
		diag_add(run->diag, DIAG_USAGE, NULL, "there is no help on "
		    "%s; `dossier help' lists what there is", topic);
		return 2;
	}
	return 0;
}
