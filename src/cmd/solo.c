/* Solo: a sign-off and the signature beside it, by its statement. */
#define _XOPEN_SOURCE 700	/* realpath(3) */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/limits.h"
#include "cmd/run.h"
#include "cmd/solo.h"
#include "seal/verify.h"
#include "seal/verifyline.h"
#include "seal/verifysignoff.h"

/*
 * The record that a file lies in, the nearest above it: its name is put
 * to *record, and the file's path in it to *path.
 */
static bool
find_record(struct run *run, const char *file, const char **record,
    const char **path)
{
	char *real = realpath(file, NULL), *slash;
	const char *full;
	int depth;

	if (real == NULL)
		return false;
	full = arena_strdup(run->arena, real);
	for (depth = 0; depth <= LIMIT_DIRECTORY_DEPTH; depth++) {
		if ((slash = strrchr(real, '/')) == NULL || slash == real)
			break;
		*slash = '\0';
		if (!fs_exists(arena_printf(run->arena, "%s/record.json",
		    real)))
			continue;
		*path = full + strlen(real) + 1;
		*record = arena_strdup(run->arena, strrchr(real, '/') + 1);
		free(real);
		return true;
	}
	free(real);
	return false;
}

/* Does the file hold a sign-off, as far as the reader can tell? */
static bool
is_signoff(struct run *run, const struct verify_options *o,
    const struct verifysignoff *s)
{
	struct buf text = BUF_INIT;
	struct verify_statement says = { .text = &text };
	bool is = o->reader->statement(o->reader->ctx, run->arena, s->record,
	    s->path, s->json, &says) == 0;

	buf_clear(&text);
	return is;
}

bool
solo_signoff(struct run *run, const char *path,
    const struct verify_options *o, struct verify_result *out, int *answer)
{
	const char *of = verifysignoff_of(run->arena, path);
	const char *file = of != NULL ? of : path, *p7s;
	struct buf json = BUF_INIT, der = BUF_INIT;
	struct diag *aside = diag_new(run->arena);
	struct verifysignoff s = { .shown = file, .name = file,
	    .json = &json, .der = &der };
	struct verifysignoff_found found;
	size_t n = strlen(file), mark = diag_mark(run->diag);
	bool is;

	p7s = arena_printf(run->arena, "%s.p7s", file);
	is = n > 5 && strcmp(file + n - 5, ".json") == 0 && fs_exists(p7s) &&
	    find_record(run, file, &s.record, &s.path) &&
	    fs_read(NULL, file, LIMIT_EVIDENCE_BYTES, &json, aside) == 0 &&
	    fs_read(NULL, p7s, LIMIT_CMS_BYTES, &der, aside) == 0 &&
	    is_signoff(run, o, &s);
	if (is) {
		memset(out, 0, sizeof(*out));
		verifysignoff_begin(&found, &out->lines);
		verifysignoff_bytes(run->arena, &s, o, NULL, &found,
		    run->diag);
		out->files = out->signatures = found.signatures;
		out->integrity = found.integrity;
		out->signature = found.signature;
		out->signer = found.signer;
		out->time = found.time;
		out->good = found.line->good && out->integrity &&
		    out->signature && out->signer && out->time &&
		    !diag_failed_since(run->diag, mark);
		*answer = out->good ? 0 : -1;
	}
	buf_clear(&json);
	buf_clear(&der);
	return is;
}
