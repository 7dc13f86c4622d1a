/*
 * A PDF in pieces: into the file and into its digest, which is never
 * taken of the same bytes twice.
 */
#include <stddef.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/fs.h"
#include "base/outfile.h"
#include "cmd/inscribe.h"
#include "cmd/press.h"
#include "cmd/run.h"
#include "render/format.h"
#include "seal/pdfsign.h"

struct sheet {
	struct outfile		*file;
	struct digest_ctx	*digest;	/* of what is in it */
};

static int
put(void *ctx, const void *data, size_t n, struct diag *d)
{
	struct sheet *s = ctx;

	digest_feed(s->digest, data, n);
	return outfile_write(s->file, data, n, d);
}

/* The issuer's revision behind what the file holds. */
static int
certify(struct run *run, struct sheet *s, const char *name,
    const struct inscribe *by)
{
	struct pdfsign_fresh fresh = { .digest = s->digest, .name = name };
	struct buf revision = BUF_INIT;
	int rc = -1;

	if (outfile_view(s->file, &fresh.data, &fresh.len, run->diag) == 0 &&
	    inscribe_certify(run, by, &fresh, &revision) == 0)
		rc = put(s, revision.data, revision.len, run->diag);
	buf_clear(&revision);
	return rc;
}

int
press_print(struct run *run, struct fs_stage *stage, const char *name,
    const struct format *format, const struct document *doc,
    const struct render_options *options, const struct inscribe *by,
    struct press *made)
{
	struct sheet s = { NULL, digest_begin() };
	const struct render_sink sink = { put, &s };
	struct render_options how = *options;
	struct buf none = BUF_INIT;
	int rc = -1;

	how.sink = &sink;
	if (fs_stage_file(stage, name, &s.file, run->diag) == 0 &&
	    format->render(&none, doc, &how, run->diag) == 0 &&
	    (by == NULL || certify(run, &s, name, by) == 0)) {
		made->size = outfile_size(s.file);
		rc = outfile_commit(s.file, false, run->diag);
		s.file = NULL;
	}
	outfile_abort(s.file);
	digest_end(s.digest, made->digest);
	buf_clear(&none);
	return rc;
}
