/* Signatures of sign-offs: statement, signature, and what it claims. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/fs.h"
#include "base/inventory.h"
#include "base/limits.h"
#include "seal/cms.h"
#include "seal/manifest.h"
#include "seal/verifyline.h"
#include "seal/verifysignoff.h"

#define SUFFIX	".p7s"

void
verifysignoff_begin(struct verifysignoff_found *found,
    struct verify_line **tail)
{
	memset(found, 0, sizeof(*found));
	found->tail = tail;
	found->integrity = found->signature = found->signer = true;
	found->time = true;
}

const char *
verifysignoff_of(struct arena *arena, const char *path)
{
	size_t n = strlen(path), k = strlen(SUFFIX);

	return n > k && strcmp(path + n - k, SUFFIX) == 0 ?
	    arena_strndup(arena, path, n - k) : NULL;
}

static struct verify_line *
add_line(struct arena *arena, const char *name,
    struct verifysignoff_found *found)
{
	struct verify_line *line = arena_alloc(arena, sizeof(*line));

	line->name = arena_strdup(arena, name);
	line->integrity = "intact";
	line->signature = line->signer = line->time = "-";
	line->good = true;
	*found->tail = found->line = line;
	found->tail = &line->next;
	return line;
}

/* One answer of all is no as soon as one signature's is. */
static void
merge(struct verifysignoff_found *found, bool integrity,
    const struct cms_result *r)
{
	found->integrity = found->integrity && integrity && r->integrity;
	found->signature = found->signature && r->signature;
	found->signer = found->signer && r->signer;
	found->time = found->time && r->time;
}

/* What the sign-off says of its signature and the signature does not. */
static const char *
mismatch(const struct verify_statement *says, const struct cms_result *r)
{
	if (says->fingerprint == NULL)
		return "the sign-off does not name the key of its signer";
	if (strcmp(says->fingerprint, r->fingerprint) != 0)
		return "it is by another key than the sign-off names";
	if (says->at != r->signing_time)
		return "it was made at another time than the sign-off says";
	return NULL;
}

static void
add_part(struct arena *arena, struct verify_line *line, const char *file,
    const struct verify_statement *says, const struct cms_result *r)
{
	static const char *const known[] = {
		[CMS_REVOCATION_NONE] = "not known",
		[CMS_REVOCATION_GOOD] = "good",
		[CMS_REVOCATION_REVOKED] = "revoked",
	};
	struct verify_part *p = arena_alloc(arena, sizeof(*p));

	p->file = arena_strdup(arena, file);
	p->kind = "sign-off";
	p->field = "";
	p->role = says->role;
	p->decision = says->decision;
	p->reason = arena_printf(arena, "%s, %s: %s", says->role,
	    says->decision, says->meaning);
	p->subject = arena_strdup(arena, r->subject);
	p->fingerprint = arena_strdup(arena, r->fingerprint);
	p->revocation = known[r->revocation];
	p->claimed = r->signing_time;
	p->stamped = r->stamped;
	line->part = p;
}

void
verifysignoff_bytes(struct arena *arena, const struct verifysignoff *s,
    const struct verify_options *o, struct buf *statement,
    struct verifysignoff_found *found, struct diag *diag)
{
	struct cms_options how = { .material = o->material,
	    .proven = o->proven, .need_stamp = o->need_stamp,
	    .need_revocation = o->need_revocation };
	const char *p7s = arena_printf(arena, "%s" SUFFIX, s->shown);
	const char *fault = "what it stands beside holds no sign-off";
	struct verify_line *line = add_line(arena, s->name, found);
	struct place at = { .file = p7s };
	struct buf text = BUF_INIT;
	struct verify_statement says = { .text = &text };
	struct cms_result r = { 0 };
	struct digest digest;
	bool good = false;

	found->signatures++;
	if (o->reader == NULL)
		fault = "this program cannot read what was signed";
	else if (o->reader->statement(o->reader->ctx, arena, s->record,
	    s->path, s->json, &says) == 0) {
		digest_of(buf_str(&text), text.len, &digest);
		good = cms_check(buf_str(s->der), s->der->len, p7s, &digest,
		    o->trust, o->now, &how, &r, diag) == 0;
		fault = r.signature && r.integrity ? mismatch(&says, &r) :
		    NULL;
		add_part(arena, line, s->name, &says, &r);
	}
	if (fault != NULL)
		diag_add(diag, DIAG_VERIFY_SIGNATURE, &at, "%s", fault);
	verifyline_signature(arena, line, &r, good && fault == NULL);
	if (fault != NULL && strcmp(line->integrity, "intact") == 0)
		line->integrity = "changed";
	merge(found, fault == NULL, &r);
	if (statement != NULL)
		buf_add(statement, buf_str(&text), text.len);
	buf_clear(&text);
}

void
verifysignoff_folder(struct arena *arena, const char *folder,
    const struct manifest *m, const struct verify_options *o,
    struct verifysignoff_found *found, struct diag *diag)
{
	const char *prefix = arena_printf(arena, "evidence/%s/", m->record);
	const struct inventory_entry *e;
	struct buf json = BUF_INIT, der = BUF_INIT;
	struct fs_root *root = NULL;
	struct verifysignoff s = { .record = m->record, .json = &json,
	    .der = &der };
	struct diag *aside = diag_new(arena);
	size_t i, n = strlen(prefix);

	if (fs_root_open(folder, &root, diag) != 0)
		return;
	for (i = 0; i < m->inputs->count; i++) {
		e = &m->inputs->entries[i];
		if (e->role != INVENTORY_SIGNATURE ||
		    strncmp(e->path, prefix, n) != 0 ||
		    (s.path = verifysignoff_of(arena, e->path + n)) == NULL)
			continue;
		s.shown = s.name = arena_printf(arena, "%s/%s", folder,
		    s.path);
		buf_rewind(&json);
		buf_rewind(&der);
		/* What is not there any more was said to be missing. */
		if (fs_read(root, s.path, LIMIT_EVIDENCE_BYTES, &json,
		    aside) == 0 && fs_read(root, e->path + n, LIMIT_CMS_BYTES,
		    &der, aside) == 0)
			verifysignoff_bytes(arena, &s, o, NULL, found, diag);
		else
			found->integrity = found->signature = false;
	}
	buf_clear(&json);
	buf_clear(&der);
	fs_root_close(root);
}
