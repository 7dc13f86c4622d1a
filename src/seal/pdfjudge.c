/*
 * The judge: revision by revision, one signature each, reject by default.
 */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/digest.h"
#include "seal/pdfclaim.h"
#include "seal/pdfdiff.h"
#include "seal/pdffield.h"
#include "seal/pdffile.h"
#include "seal/pdfjudge.h"
#include "seal/pdflex.h"
#include "seal/pdforigin.h"
#include "seal/pdfrange.h"

struct judge {
	struct arena		*arena;
	const struct pdffile	*file;
	const char		*name;
	struct pdfjudge		*out;
	struct diag		*diag;
	struct pdffield		*fields;	/* as of the revision before */
	size_t			 n;
};

static int
refuse(const struct judge *j, enum diag_code code, size_t revision,
    const char *words)
{
	struct place at = { .file = j->name };

	diag_add(j->diag, code, &at, "revision %zu: %s", revision + 1, words);
	return -1;
}

/* What there is of the first revision, before anything was signed. */
static int
judge_first(struct judge *j)
{
	size_t i;

	if (pdforigin_check(j->file, j->name, j->diag) != 0 ||
	    pdffield_read(j->arena, j->file, 0, j->name, &j->fields, &j->n,
	    j->diag) != 0)
		return -1;
	if (pdffield_find(j->fields, j->n, PDFFIELD_ISSUER) == NULL)
		return refuse(j, DIAG_VERIFY_CERTIFIED, 0, "there is no field "
		    "for the issuer's certification (ISO 32000-2 12.8.2.2)");
	for (i = 0; i < j->n; i++)
		if (j->fields[i].filled)
			return refuse(j, DIAG_VERIFY_PDF, 0, "a field is "
			    "filled before anything was signed (ISO 32000-2 "
			    "12.7.5.5)");
	return 0;
}

/* The one signature dictionary of a revision, NULL where there is none. */
static int
find_signature(const struct judge *j, size_t revision,
    const struct pdffile_object **sig)
{
	const struct pdffile_revision *r = pdffile_revision(j->file,
	    revision);
	const struct pdffile_object *o;
	size_t i;

	*sig = NULL;
	for (i = 0; i < r->count; i++) {
		o = pdffile_object(j->file, r->first + i);
		if (!pdfrange_is_signature(o))
			continue;
		if (*sig != NULL || o->older != PDFFILE_NONE)
			return refuse(j, DIAG_VERIFY_COVERAGE, revision,
			    "it holds two signatures, or exchanges one (ISO "
			    "32000-2 12.8.1)");
		*sig = o;
	}
	return 0;
}

/* The field of the form that this revision replaces. */
static const struct pdffile_object *
changed_field(const struct judge *j, size_t revision,
    const struct pdffield **field)
{
	const struct pdffile_object *o;
	size_t i;

	for (i = 0; i < j->n; i++) {
		o = pdffile_find(j->file, j->fields[i].number, revision);
		if (o != NULL && o->revision == revision) {
			*field = &j->fields[i];
			return o;
		}
	}
	return NULL;
}

static int
judge_filled(struct judge *j, size_t revision, struct pdfclaim *claim,
    const struct pdffile_object *sig, struct pdfjudge_signature *s)
{
	bool certify = s->range->kind == PDFRANGE_CERTIFICATION;
	const struct pdffield *field = NULL;
	const struct pdffile_object *o = changed_field(j, revision, &field);
	const char *why;

	if (o == NULL)
		return refuse(j, DIAG_VERIFY_REVISION, revision, "a signature "
		    "fills no field that the first revision prepared (ISO "
		    "32000-2 12.8.2.2: sneaky signature)");
	s->field = field->name;
	s->role = field->role;
	if (certify != (revision == 1) ||
	    certify != (strcmp(field->name, PDFFIELD_ISSUER) == 0))
		return refuse(j, DIAG_VERIFY_CERTIFIED, revision, certify ?
		    "a certification is not the first signature, or not in "
		    "the issuer's field (ISO 32000-2 12.8.2.2)" :
		    "a signature in the issuer's field, or the first one, is "
		    "not a certification (ISO 32000-2 12.8.2.2)");
	why = pdfdiff_field(j->file, revision, claim, o, sig);
	if (why == NULL && certify)
		why = pdfdiff_perms(j->file, revision, claim, sig);
	if (why != NULL)
		return refuse(j, DIAG_VERIFY_REVISION, revision, why);
	j->out->certified = j->out->certified || certify;
	return 0;
}

static int
judge_kind(struct judge *j, size_t revision, struct pdfclaim *claim,
    const struct pdffile_object *sig, struct pdfjudge_signature *s)
{
	const char *why;

	if (sig == NULL) {
		why = pdfdiff_store(j->file, revision, claim);
		j->out->stored = true;
	} else if (s->range->kind != PDFRANGE_TIME_STAMP) {
		return judge_filled(j, revision, claim, sig, s);
	} else {
		s->field = s->role = "";
		why = pdfdiff_time_field(j->file, revision, claim, sig);
	}
	if (why != NULL)
		return refuse(j, DIAG_VERIFY_REVISION, revision, why);
	if (revision == 1)
		return refuse(j, DIAG_VERIFY_CERTIFIED, revision, "the first "
		    "signature is not the issuer's certification (ISO 32000-2 "
		    "12.8.2.2)");
	return 0;
}

/* A revision behind the first. */
static int
judge_revision(struct judge *j, size_t revision)
{
	struct pdfclaim *claim = pdfclaim_new(j->file, revision);
	struct pdfjudge_signature *s = NULL;
	const struct pdffile_object *sig, *left;
	char words[128];
	int rc = -1;

	if (find_signature(j, revision, &sig) != 0)
		goto out;
	if (sig != NULL) {
		s = &j->out->signatures[j->out->count++];
		s->revision = (uint32_t)revision;
		s->field = s->role = "";
		s->range = arena_alloc(j->arena, sizeof(*s->range));
		if (pdfrange_read(j->arena, j->file, sig, j->name, s->range,
		    j->diag) != 0)
			goto out;
		s->shaped = true;
		j->out->covered = s->range->end;
	}
	if (judge_kind(j, revision, claim, sig, s) != 0)
		goto out;
	if ((left = pdfclaim_left(claim)) != NULL) {
		snprintf(words, sizeof(words), "object %u is %s, which "
		    "nothing it signs needs (ISO 32000-2 12.8.2.2)",
		    (unsigned)left->number, left->older == PDFFILE_NONE ?
		    "added" : "replaced");
		(void)refuse(j, DIAG_VERIFY_REVISION, revision, words);
		goto out;
	}
	rc = pdffield_read(j->arena, j->file, revision, j->name, &j->fields,
	    &j->n, j->diag);
out:
	pdfclaim_free(claim);
	return rc;
}

/* One pass over the file: each digest forks off where its gap begins. */
static void
digest_all(const struct judge *j)
{
	struct digest_ctx *all = digest_begin(), *one;
	const char *data = pdffile_data(j->file);
	struct pdfjudge_signature *s;
	struct digest d;
	size_t i, done = 0;

	for (i = 0; i < j->out->count; i++) {
		s = &j->out->signatures[i];
		if (!s->shaped)
			continue;
		digest_feed(all, data + done, s->range->gap - done);
		done = s->range->gap;
		one = digest_fork(all);
		digest_feed(one, data + s->range->gap_end, s->range->end -
		    s->range->gap_end);
		digest_end(one, &d);
		memcpy(s->content, d.b, sizeof(s->content));
	}
	digest_end(all, &d);
}

int
pdfjudge_file(struct arena *arena, const struct pdffile *file,
    const char *name, struct pdfjudge *out, struct diag *diag)
{
	struct judge j = { arena, file, name, out, diag, NULL, 0 };
	struct place at = { .file = name };
	size_t i, *ends;
	int rc;

	memset(out, 0, sizeof(*out));
	out->revisions = pdffile_count(file);
	ends = arena_array(arena, out->revisions, sizeof(*ends));
	for (i = 0; i < out->revisions; i++)
		ends[i] = pdffile_revision(file, i)->end;
	out->ends = ends;
	out->signatures = arena_array(arena, out->revisions,
	    sizeof(*out->signatures));
	rc = judge_first(&j);
	for (i = 1; rc == 0 && i < out->revisions; i++)
		rc = judge_revision(&j, i);
	digest_all(&j);
	for (i = 0; i < j.n; i++)
		if (j.fields[i].visible && !j.fields[i].filled)
			out->open++;
	if (rc == 0 && out->count == 0) {
		diag_add(diag, DIAG_VERIFY_ABSENT, &at, "it holds no "
		    "signature");
		rc = -1;
	}
	if (rc == 0 && out->covered < ends[out->revisions - 1])
		diag_add(diag, DIAG_VERIFY_UNCOVERED, &at, "%zu bytes of "
		    "material for long-term validation came after the last "
		    "signature; a document time-stamp would cover them (EN "
		    "319 142-1 6.3)", ends[out->revisions - 1] -
		    out->covered);
	return rc;
}
