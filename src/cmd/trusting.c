/*
 * Trusting: what the command line names, read.  The list beside the
 * templates is for those who write the record; who verifies names their
 * own.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/fs.h"
#include "base/inventory.h"
#include "base/limits.h"
#include "cmd/options.h"
#include "cmd/run.h"
#include "cmd/trusting.h"
#include "seal/material.h"
#include "seal/trust.h"

/* Read a list; used, where not NULL, gets what was read. */
static int
read_list(struct run *run, const char *file, struct trust **trust,
    struct inventory *used)
{
	struct buf pem = BUF_INIT;
	struct digest digest;
	int rc = -1;

	if (fs_read(NULL, file, LIMIT_KEY_BYTES, &pem, run->diag) != 0 ||
	    trust_parse(&pem, file, trust, run->diag) != 0)
		goto out;
	if (used != NULL) {
		digest_of(pem.data, pem.len, &digest);
		inventory_add(run->arena, used, INVENTORY_LAYOUT,
		    "templates/" TRUSTING_FILE, pem.len, &digest,
		    "application/x-pem-file");
	}
	rc = 0;
out:
	buf_clear(&pem);
	return rc;
}

int
trusting_list(struct run *run, struct trust **trust)
{
	*trust = NULL;
	if (run->options->trust == NULL)
		return 0;
	return read_list(run, run->options->trust, trust, NULL);
}

int
trusting_record(struct run *run, const char *folder, struct trust **trust)
{
	const char *dir = run_templates(run, folder), *file;
	struct place at = { 0 };

	if (run->options->trust != NULL || dir == NULL)
		return trusting_list(run, trust);
	*trust = NULL;
	file = arena_printf(run->arena, "%s/" TRUSTING_FILE, dir);
	if (!fs_exists(file))
		return 0;
	if (run->trusted != NULL)
		return read_list(run, file, trust, NULL);
	run->trusted = arena_alloc(run->arena, sizeof(*run->trusted));
	if (read_list(run, file, trust, run->trusted) != 0)
		return -1;
	at.file = file;
	diag_add(run->diag, DIAG_TRUST_FOLDER, &at, "signatures of sign-offs "
	    "are held against this list of the templates folder; --trust "
	    "names another");
	return 0;
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
