/*
 * PDFs among what is verified: turns what pdfverify found into lines.
 */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/digest.h"
#include "seal/cms.h"
#include "seal/pdffield.h"
#include "seal/pdfjudge.h"
#include "seal/pdfpolicy.h"
#include "seal/pdfrange.h"
#include "seal/pdfverify.h"
#include "seal/stamp.h"
#include "seal/verifyline.h"
#include "seal/verifypdf.h"

struct job {
	struct arena		*arena;
	const char		*shown;
	const struct pdfverify	*found;
	struct verifypdf	*out;
	struct verify_line	**tail;
	size_t			 stamps;
};

bool
verifypdf_is(const struct buf *b)
{
	return b->len >= 5 && memcmp(b->data, "%PDF-", 5) == 0;
}

static struct verify_line *
add_line(struct job *job, const char *name)
{
	struct verify_line *line = arena_alloc(job->arena, sizeof(*line));

	line->name = name;
	line->integrity = line->signature = line->signer = line->time = "-";
	*job->tail = line;
	job->tail = &line->next;
	return line;
}

static const char *
role_of(const char *words)
{
	static const char of[] = "Signature of ";

	return strncmp(words, of, strlen(of)) == 0 ? words + strlen(of) :
	    words;
}

static struct verify_part *
add_part(struct job *job, struct verify_line *line, size_t i)
{
	static const char *const kinds[] = {
		[PDFRANGE_CERTIFICATION] = "certification",
		[PDFRANGE_APPROVAL] = "approval",
		[PDFRANGE_TIME_STAMP] = "time-stamp",
	};
	static const char *const known[] = {
		[CMS_REVOCATION_NONE] = "not known",
		[CMS_REVOCATION_GOOD] = "good",
		[CMS_REVOCATION_REVOKED] = "revoked",
	};
	const struct pdfjudge_signature *at =
	    &job->found->judge->signatures[i];
	const struct pdfverify_signature *s = &job->found->signatures[i];
	struct verify_part *p = arena_alloc(job->arena, sizeof(*p));

	p->file = job->shown;
	p->kind = kinds[at->range->kind];
	p->field = at->field;
	p->role = role_of(at->role);
	p->reason = at->range->reason != NULL ? at->range->reason : "";
	p->claimed = at->range->claimed;
	p->revision = at->revision + 1;
	p->forbidden = s->forbidden;
	p->revocation = known[CMS_REVOCATION_NONE];
	if (s->cms != NULL) {
		p->subject = s->cms->subject;
		p->fingerprint = s->cms->fingerprint;
		p->stamped = s->cms->stamped;
		p->revocation = known[s->cms->revocation];
		if (at->range->kind == PDFRANGE_APPROVAL)
			p->decision = pdfpolicy_decision(p->reason);
	} else {
		p->subject = s->stamp->subject;
		p->fingerprint = s->stamp->fingerprint;
	}
	line->part = p;
	return p;
}

static const char *
name_of(struct job *job, const struct pdfjudge_signature *at)
{
	if (!at->shaped)
		return arena_printf(job->arena, "%s: revision %u", job->shown,
		    (unsigned)at->revision + 1);
	if (at->range->kind == PDFRANGE_TIME_STAMP)
		return arena_printf(job->arena, "%s: time-stamp %zu",
		    job->shown, ++job->stamps);
	return arena_printf(job->arena, "%s: %s", job->shown,
	    *at->role != '\0' ? role_of(at->role) : at->field);
}

/* The line of one signature; the certification's is the file's. */
static void
tell_signature(struct job *job, size_t i)
{
	const struct pdfjudge_signature *at =
	    &job->found->judge->signatures[i];
	const struct pdfverify_signature *s = &job->found->signatures[i];
	bool certified = at->shaped && job->out->issuer == NULL &&
	    at->range->kind == PDFRANGE_CERTIFICATION && s->cms != NULL;
	struct verify_line *line = certified ? job->out->lines :
	    add_line(job, name_of(job, at));

	job->out->integrity = job->out->integrity && s->integrity;
	job->out->signature = job->out->signature && s->signature;
	job->out->signer = job->out->signer && s->signer;
	job->out->time = job->out->time && s->time;
	if (!certified) {
		line->inside = true;
		line->integrity = s->integrity ? "intact" : "changed";
		line->good = true;
	}
	if (s->cms != NULL)
		verifyline_signature(job->arena, line, s->cms, s->good);
	else if (s->stamp != NULL)
		verifyline_stamp(job->arena, line, s->stamp, s->good);
	else
		line->good = false;
	if (s->forbidden != NULL) {
		line->signer = "forbidden";
		line->good = false;
	}
	if (s->cms != NULL || s->stamp != NULL)
		add_part(job, line, i);
	if (certified)
		job->out->issuer = s->cms;
}

/* Does the file begin with what was published, and end a revision there? */
static bool
check_listed(const struct job *job, const struct buf *pdf, const char *name,
    const struct verifypdf_listed *listed, size_t *published,
    struct diag *diag)
{
	const struct pdfjudge *judge = job->found->judge;
	struct place at = { .file = name };
	struct digest digest;
	char hex[DIGEST_HEX];
	size_t i;

	if (listed->size > pdf->len) {
		diag_add(diag, DIAG_VERIFY_CHANGED, &at, "changed: it is "
		    "shorter than what the manifest lists");
		return false;
	}
	digest_of(pdf->data, (size_t)listed->size, &digest);
	digest_hex(&digest, hex);
	if (strcmp(hex, listed->sha256) != 0) {
		diag_add(diag, DIAG_VERIFY_CHANGED, &at, "changed: the SHA-256 "
		    "of its first %llu bytes is not the one the manifest "
		    "lists", (unsigned long long)listed->size);
		return false;
	}
	*published = 0;
	for (i = 0; i < judge->revisions; i++)
		if (judge->ends[i] == listed->size) {
			*published = i;
			return true;
		}
	diag_add(diag, DIAG_VERIFY_CHANGED, &at, "changed: what the manifest "
	    "lists does not end where a revision ends (ISO 32000-2 7.5.6)");
	return false;
}

/* What came behind the revision that was published. */
static const char *
added(const struct job *job, size_t published)
{
	const struct pdfjudge *judge = job->found->judge;
	size_t i, approvals = 0, stamps = 0;

	for (i = 0; i < judge->count; i++) {
		if (judge->signatures[i].revision <= published ||
		    !judge->signatures[i].shaped)
			continue;
		if (judge->signatures[i].range->kind == PDFRANGE_TIME_STAMP)
			stamps++;
		else
			approvals++;
	}
	if (judge->revisions <= published + 1)
		return NULL;
	return arena_printf(job->arena, "since it was published: %zu "
	    "approval%s and %zu time-stamp%s added", approvals,
	    approvals == 1 ? "" : "s", stamps, stamps == 1 ? "" : "s");
}

/* --need-approvals: who was asked has said yes, and nobody no. */
static bool
check_approvals(const struct job *job, const char *name, struct diag *diag)
{
	const struct pdfpolicy *p = job->found->policy;
	struct place at = { .file = name };

	if (p != NULL && p->reached)
		return true;
	if (p == NULL)
		diag_add(diag, DIAG_VERIFY_DEMAND, &at, "it tells no signing "
		    "policy, and approvals are demanded");
	else
		diag_add(diag, DIAG_VERIFY_DEMAND, &at, "%zu of %zu "
		    "approvals are given, %zu rejected, %zu forbidden, and all "
		    "that are asked for are demanded", p->given, p->asked,
		    p->rejected, p->forbidden);
	return false;
}

int
verifypdf_bytes(struct arena *arena, const struct buf *pdf, const char *name,
    const char *shown, const struct verify_options *o,
    const struct verifypdf_listed *listed, struct verifypdf *out,
    struct diag *diag)
{
	struct pdfverify_options how = { .trust = o->trust,
	    .material = o->material, .now = o->now, .proven = o->proven,
	    .need_stamp = o->need_stamp,
	    .need_revocation = o->need_revocation };
	struct pdfverify found;
	struct job job = { arena, shown, &found, out, &out->lines, 0 };
	struct verify_line *file;
	size_t i, published = 0;
	bool good;

	memset(out, 0, sizeof(*out));
	file = add_line(&job, shown);
	good = pdfverify_bytes(arena, pdf->data, pdf->len, name, &how, &found,
	    diag) == 0;
	out->signatures = found.count;
	out->integrity = found.accepted;
	out->signature = out->signer = out->time = found.count > 0;
	file->integrity = found.accepted ? "intact" : "changed";
	if (listed != NULL) {
		file->good = check_listed(&job, pdf, name, listed, &published,
		    diag);
		if (!file->good)
			file->integrity = "changed";
		out->integrity = out->integrity && file->good;
		good = good && file->good;
		if (file->good)
			file->note = added(&job, published);
	} else
		file->good = true;
	file->policy = found.policy;
	for (i = 0; i < found.count; i++)
		tell_signature(&job, i);
	/* Documents beside the report have no places to sign. */
	if (o->need_approvals && (found.policy != NULL || listed == NULL ||
	    strcmp(shown, "report.pdf") == 0) &&
	    !check_approvals(&job, name, diag))
		good = file->good = out->signer = false;
	if (out->issuer == NULL) {
		file->signature = "absent";
		out->signature = out->signer = out->time = false;
		good = false;
	}
	file->good = file->good && found.accepted && out->issuer != NULL;
	return good ? 0 : -1;
}
