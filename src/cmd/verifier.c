/*
 * dossier-verify: `dossier verify' alone, linked without any library that
 * reads or makes documents, so that little must be believed to believe it.
 */
#include <stddef.h>

#include <openssl/crypto.h>

#include "base/buf.h"
#include "cmd/cmd_verify.h"
#include "cmd/options.h"
#include "cmd/run.h"
#include "cmd/session.h"
#include "cmd/startup.h"
#include "cmd/version.h"
#include "seal/verifyrecord.h"

static int
record(struct run *run, const char *folder, const struct verify_options *how,
    struct verify_result *result)
{
	return verifyrecord_path(run->arena, folder, how, result, run->diag);
}

static int
verify(struct run *run)
{
	static const struct cmd_verify_parts parts = { .record = record };

	return cmd_verify_with(run, &parts);
}

static const struct command commands[] = {
	CMD_VERIFY_ROW(verify),
	{ NULL, NULL, 0, 0, NULL, NULL, NULL }
};

static void
version(struct buf *out)
{
	buf_printf(out, "%s, the verifier alone\n%s\n", VERSION_TOOL,
	    OpenSSL_version(OPENSSL_VERSION));
}

int
main(int argc, char **argv)
{
	const struct session session = { commands, &commands[0], version };
	int status;

	startup_process();
	status = session_run(&session, argc - 1, argv + 1);
	startup_end();
	return status;
}
