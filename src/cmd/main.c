/*
 * dossier: deployment records you can trust.  main is a table look-up.
 */
#include <stddef.h>

#include "cmd/cmd_ledger.h"
#include "cmd/cmd_sign.h"
#include "cmd/cmd_verify.h"
#include "cmd/gate.h"
#include "cmd/help.h"
#include "cmd/items.h"
#include "cmd/key_cmd.h"
#include "cmd/libraries.h"
#include "cmd/lint.h"
#include "cmd/options.h"
#include "cmd/publish.h"
#include "cmd/seal_cmd.h"
#include "cmd/session.h"
#include "cmd/signoff.h"
#include "cmd/startup.h"
#include "cmd/status.h"
#include "cmd/verify_all.h"

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
	CMD_VERIFY_ROW(verify_all_run),
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

int
main(int argc, char **argv)
{
	const struct session session = { .commands = commands,
	    .version = help_version };
	int status;

	startup_process();
	libraries_begin();
	status = session_run(&session, argc - 1, argv + 1);
	libraries_end();
	startup_end();
	return status;
}
