/*
 * Verification of PDFs: the last signature first, since a time-stamp
 * proves that everything before it existed (EN 319 102-1 5.6.3).
 */
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/digest.h"
#include "seal/cms.h"
#include "seal/material.h"
#include "seal/pdffile.h"
#include "seal/pdfforeign.h"
#include "seal/pdfjudge.h"
#include "seal/pdfpolicy.h"
#include "seal/pdfrange.h"
#include "seal/pdfstore.h"
#include "seal/pdfverify.h"
#include "seal/stamp.h"

struct run {
	struct arena			*arena;
	const char			*name;
	const struct pdfverify_options	*o;
	struct material			*material;
	int64_t				 proven;	/* by a later time-stamp */
	struct pdfverify		*out;
	struct diag			*diag;
};

static void
check_stamp(struct run *r, const struct pdfjudge_signature *at,
    struct pdfverify_signature *s)
{
	struct stamp_result *stamp = arena_alloc(r->arena, sizeof(*stamp));
	struct digest d;
	int rc;

	memcpy(d.b, at->content, sizeof(d.b));
	rc = stamp_check(at->range->der, at->range->der_len, r->name, &d,
	    r->o->trust, r->material, r->o->now, stamp, r->diag);
	s->stamp = stamp;
	s->integrity = r->out->accepted && stamp->integrity;
	s->signature = stamp->signature;
	s->signer = stamp->signer;
	s->time = stamp->time;
	s->good = rc == 0 && r->out->accepted;
	if (s->good)
		r->proven = stamp->at;
}

static void
check_signature(struct run *r, const struct pdfjudge_signature *at,
    struct pdfverify_signature *s)
{
	struct cms_options how = { .pades = true,
	    .claimed = at->range->claimed, .proven = r->proven,
	    .material = r->material, .need_stamp = r->o->need_stamp,
	    .need_revocation = r->o->need_revocation };
	struct cms_result *cms = arena_alloc(r->arena, sizeof(*cms));
	struct digest d;
	int rc;

	memcpy(d.b, at->content, sizeof(d.b));
	rc = cms_check(at->range->der, at->range->der_len, r->name, &d,
	    r->o->trust, r->o->now, &how, cms, r->diag);
	s->cms = cms;
	s->integrity = r->out->accepted && cms->integrity;
	s->signature = cms->signature;
	s->signer = cms->signer;
	s->time = cms->time;
	s->good = rc == 0 && r->out->accepted;
}

static void
check_all(struct run *r)
{
	struct pdfjudge *judge = r->out->judge;
	size_t i;

	r->out->count = judge->count;
	r->out->signatures = arena_array(r->arena, judge->count,
	    sizeof(*r->out->signatures));
	for (i = judge->count; i-- > 0;) {
		if (!judge->signatures[i].shaped)
			continue;
		if (judge->signatures[i].range->kind == PDFRANGE_TIME_STAMP)
			check_stamp(r, &judge->signatures[i],
			    &r->out->signatures[i]);
		else
			check_signature(r, &judge->signatures[i],
			    &r->out->signatures[i]);
	}
}

/* One approval held against the policy, after those before it. */
static void
check_voice(struct run *r, const struct pdfjudge_signature *at,
    struct pdfverify_signature *s)
{
	struct pdfpolicy_voice voice = { at->field, at->range->signer,
	    s->cms->subject, s->cms->fingerprint,
	    pdfpolicy_decision(at->range->reason), s->good };
	struct place place = { .file = r->name };

	s->forbidden = pdfpolicy_hear(r->arena, r->out->policy, &voice);
	if (s->forbidden == NULL)
		return;
	s->good = s->signer = false;
	diag_add(r->diag, DIAG_VERIFY_POLICY, &place, "revision %u: the "
	    "approval in %s does not count: %s", (unsigned)at->revision + 1,
	    at->field, s->forbidden);
}

static void
check_policy(struct run *r, const struct pdffile *file)
{
	const struct pdfjudge_signature *at;
	struct pdfverify_signature *s;
	size_t i;

	if (pdfpolicy_read(r->arena, file, r->name, &r->out->policy,
	    r->diag) != 0)
		r->out->accepted = false;
	for (i = 0; r->out->policy != NULL && r->out->accepted &&
	    i < r->out->count; i++) {
		at = &r->out->judge->signatures[i];
		s = &r->out->signatures[i];
		if (at->shaped && s->cms != NULL &&
		    at->range->kind == PDFRANGE_APPROVAL)
			check_voice(r, at, s);
	}
}

int
pdfverify_bytes(struct arena *arena, const void *data, size_t len,
    const char *name, const struct pdfverify_options *o,
    struct pdfverify *out, struct diag *diag)
{
	struct run r = { .arena = arena, .name = name, .o = o, .out = out,
	    .proven = o->proven, .diag = diag };
	struct pdffile *file = NULL;
	bool read;
	size_t i;

	memset(out, 0, sizeof(*out));
	out->judge = arena_alloc(arena, sizeof(*out->judge));
	if (pdffile_parse(data, len, name, &file, diag) != 0) {
		pdfforeign_tell(data, len, name, diag);
		return -1;
	}
	r.material = material_new();
	out->accepted = pdfjudge_file(arena, file, name, out->judge,
	    diag) == 0;
	if (!out->accepted)
		pdfforeign_tell(data, len, name, diag);
	read = pdfstore_read(file, pdffile_count(file) - 1, name, r.material,
	    diag) == 0;
	material_join(r.material, o->material, name, diag);
	check_all(&r);
	check_policy(&r, file);
	out->good = out->accepted && read && out->count > 0;
	for (i = 0; i < out->count; i++)
		out->good = out->good && out->signatures[i].good;
	material_free(r.material);
	pdffile_free(file);
	return out->good ? 0 : -1;
}
