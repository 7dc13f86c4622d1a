/*
 * HTML among what is verified: the answers about the signature inside it.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "seal/cms.h"
#include "seal/embedded.h"
#include "seal/envelope.h"
#include "seal/verifyhtml.h"
#include "seal/verifyline.h"

#define UNJUDGED	"the signature inside it was not judged: this program " \
			"was built without XMLSEC=1"

bool
verifyhtml_is(const struct buf *b)
{
	return envelope_is(buf_str(b), b->len);
}

bool
verifyhtml_is_other(const struct buf *b)
{
	return envelope_is_other(buf_str(b), b->len);
}

static void
tell_unjudged(const char *name, const struct verifyhtml_beside *beside,
    struct verify_line *line, struct diag *diag)
{
	struct place at = { .file = name };

	if (beside->covered) {
		diag_add(diag, DIAG_VERIFY_UNJUDGED, &at, UNJUDGED "; what "
		    "covers the whole file was");
		line->note = UNJUDGED;
		return;
	}
	diag_add(diag, DIAG_VERIFY_ABSENT, &at, UNJUDGED " (make XMLSEC=1), "
	    "and there is none beside it");
	line->integrity = "-";
	line->signature = "not judged";
	line->good = false;
}

static void
add_part(struct arena *arena, struct verify_line *line, const char *name,
    const struct cms_result *r)
{
	static const char *const known[] = {
		[CMS_REVOCATION_NONE] = "not known",
		[CMS_REVOCATION_GOOD] = "good",
		[CMS_REVOCATION_REVOKED] = "revoked",
	};
	struct verify_part *p = arena_alloc(arena, sizeof(*p));

	p->file = name;
	p->kind = "enveloped";
	p->field = p->role = p->reason = "";
	p->subject = r->subject;
	p->fingerprint = r->fingerprint;
	p->revocation = known[r->revocation];
	p->claimed = r->signing_time;
	p->revision = 1;
	line->part = p;
}

void
verifyhtml_bytes(struct arena *arena, const struct buf *html,
    const char *name, const struct verify_options *o,
    const struct verifyhtml_beside *beside, struct verify_line *line,
    struct verifyhtml *out, struct diag *diag)
{
	const struct cms_options how = { .material = o->material,
	    .proven = beside->proven, .need_stamp = o->need_stamp,
	    .need_revocation = o->need_revocation };
	struct cms_result *r;

	memset(out, 0, sizeof(*out));
	out->there = true;
	if (o->library == NULL) {
		tell_unjudged(name, beside, line, diag);
		return;
	}
	r = arena_alloc(arena, sizeof(*r));
	out->judged = true;
	out->signer = r;
	out->good = embedded_check(o->library, html->data, html->len, name,
	    o->trust, o->now, &how, r, diag) == 0;
	line->integrity = "intact";
	verifyline_signature(arena, line, r, out->good);
	if (r->fingerprint[0] == '\0')
		line->signature = "refused";
	else
		add_part(arena, line, arena_strdup(arena, name), r);
}
