/*
 * Trusting: what the command line names, read; nothing is looked for.
 */
#include "base/buf.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/limits.h"
#include "cmd/options.h"
#include "cmd/run.h"
#include "cmd/trusting.h"
#include "seal/material.h"
#include "seal/trust.h"

int
trusting_list(struct run *run, struct trust **trust)
{
	const char *file = run->options->trust;
	struct buf pem = BUF_INIT;
	int rc = -1;

	*trust = NULL;
	if (file == NULL)
		return 0;
	if (fs_read(NULL, file, LIMIT_KEY_BYTES, &pem, run->diag) != 0 ||
	    trust_parse(&pem, file, trust, run->diag) != 0)
		goto out;
	rc = 0;
out:
	buf_clear(&pem);
	return rc;
}

int
trusting_material(struct run *run, struct material **out)
{
	const struct options_list *files = &run->options->store;
	struct buf bytes = BUF_INIT;
	size_t i;
	int rc = -1;

	*out = files->count > 0 ? material_new() : NULL;
	for (i = 0; i < files->count; i++) {
		buf_rewind(&bytes);
		if (fs_read(NULL, files->words[i], LIMIT_OUTPUT_BYTES, &bytes,
		    run->diag) != 0 || material_add_file(*out, &bytes,
		    files->words[i], run->diag) != 0)
			goto out;
	}
	rc = 0;
out:
	if (rc != 0) {
		material_free(*out);
		*out = NULL;
	}
	buf_clear(&bytes);
	return rc;
}
