/* Recite: evidence parsed for no more than its sign-off. */
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/digest.h"
#include "cmd/recite.h"
#include "cmd/run.h"
#include "intake/testimony.h"
#include "model/record.h"
#include "model/statement.h"
#include "seal/verifyline.h"

static const char *
given(const char *text)
{
	return text != NULL ? text : "";
}

static int
recite(void *ctx, struct arena *arena, const char *record, const char *path,
    const struct buf *json, struct verify_statement *out)
{
	static const char *const decisions[] = {
		[DECISION_APPROVE] = "approve",
		[DECISION_REJECT] = "reject",
		[DECISION_CONDITIONS] = "approve_with_conditions",
	};
	struct run *run = ctx;
	struct evidence *e;
	struct digest digest;

	if (testimony_parse(arena, buf_str(json), json->len, path, run->now,
	    &e, diag_new(arena)) != 0)
		return -1;
	e->path = path;
	digest_of(buf_str(json), json->len, &digest);
	digest_hex(&digest, e->sha256);
	statement_write(out->text, record, e);
	out->role = given(e->signoff->role);
	out->decision = decisions[e->signoff->decision];
	out->meaning = given(e->signoff->meaning);
	out->fingerprint = e->signoff->key_fingerprint;
	out->at = e->signoff->signed_at->sec;
	return 0;
}

const struct verify_reader *
recite_reader(struct run *run)
{
	struct verify_reader *reader = arena_alloc(run->arena,
	    sizeof(*reader));

	reader->statement = recite;
	reader->ctx = run;
	return reader;
}
