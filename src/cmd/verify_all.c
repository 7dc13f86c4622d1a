/* verify with all parts: archives are rendered again, records decided. */
#include "cmd/cmd_verify.h"
#include "cmd/embed.h"
#include "cmd/rebuild.h"
#include "cmd/verify_all.h"
#include "cmd/vouch.h"

int
verify_all_run(struct run *run)
{
	static const struct cmd_verify_parts parts = {
		.rebuild = rebuild_archive,
		.record = vouch_record,
		.library = embed_library,
	};

	return cmd_verify_with(run, &parts);
}
