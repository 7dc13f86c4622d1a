/* Reading: assembled by intake, attested by seal, decided by the model. */
#include <stddef.h>

#include "cmd/attest.h"
#include "cmd/options.h"
#include "cmd/reading.h"
#include "cmd/run.h"
#include "cmd/trusting.h"
#include "intake/assemble.h"
#include "model/verdict.h"
#include "seal/trust.h"

int
reading_undecided(struct run *run, const char *folder,
    const struct trust *trust, struct record **out)
{
	struct assemble_options how = {
		.template_path = run->options->template,
		.template_dir = run->options->templates,
		.hold = run->hold,
	};

	if (assemble_record(run->arena, folder, &how, run->now, out,
	    run->diag) != 0)
		return -1;
	attest_record(run, *out, trust);
	return 0;
}

int
reading_record(struct run *run, const char *folder, struct record **out)
{
	struct trust *trust;
	int rc;

	if (trusting_record(run, folder, &trust) != 0)
		return -1;
	rc = reading_undecided(run, folder, trust, out);
	trust_free(trust);
	if (rc == 0)
		verdict_decide(*out, run->now, run->arena, run->diag);
	return rc;
}
