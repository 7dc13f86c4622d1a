/*
 * Open fields: judges a PDF before anything is added to it, and finds the
 * field of a role.
 */
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/diag.h"
#include "cmd/openfield.h"
#include "cmd/options.h"
#include "cmd/run.h"
#include "intake/nearest.h"
#include "seal/cms.h"
#include "seal/pdffield.h"
#include "seal/pdffile.h"
#include "seal/pdfverify.h"
#include "seal/trust.h"

/* Without a trust list it is not asked who signed. */
static bool
is_sound(const struct pdfverify *v, bool trusted)
{
	size_t i;

	if (!v->accepted || v->count == 0 || (trusted && !v->good))
		return false;
	for (i = 0; i < v->count; i++)
		if (!v->signatures[i].integrity ||
		    !v->signatures[i].signature ||
		    v->signatures[i].forbidden != NULL)
			return false;
	return true;
}

static void
note_signers(struct run *run, const struct pdfverify *v,
    struct openfield *out)
{
	size_t i;

	out->fingerprints = arena_array(run->arena, v->count + 1,
	    sizeof(*out->fingerprints));
	for (i = 0; i < v->count; i++)
		if (v->signatures[i].cms != NULL)
			out->fingerprints[out->signers++] =
			    v->signatures[i].cms->fingerprint;
}

int
openfield_read(struct run *run, const struct buf *pdf, const char *file,
    const struct trust *trust, const struct material *material,
    struct openfield *out)
{
	struct pdfverify_options how = { .trust = trust,
	    .material = material, .now = run->now->sec };
	/* What an unknown signer is, is only told where somebody asked. */
	struct diag *aside = diag_new(run->arena);
	struct pdffile *parsed = NULL;
	struct pdfverify v;
	int rc = -1;

	memset(out, 0, sizeof(*out));
	if (pdfverify_bytes(run->arena, pdf->data, pdf->len, file, &how, &v,
	    aside) != 0 && !is_sound(&v, trust != NULL)) {
		/* Once more, for its findings. */
		if (pdfverify_bytes(run->arena, pdf->data, pdf->len, file,
		    &how, &v, run->diag) == 0)
			diag_add(run->diag, DIAG_INTERNAL, NULL, "a PDF was "
			    "judged in two ways");
		return -1;
	}
	note_signers(run, &v, out);
	out->policy = v.policy;
	if (pdffile_parse(pdf->data, pdf->len, file, &parsed,
	    run->diag) != 0 || pdffield_read(run->arena, parsed,
	    pdffile_count(parsed) - 1, file, &out->fields, &out->count,
	    run->diag) != 0)
		goto out;
	rc = 0;
out:
	pdffile_free(parsed);
	return rc;
}

const char *
openfield_role(const struct pdffield *field)
{
	static const char of[] = "Signature of ";

	if (*field->role == '\0')
		return field->name;
	return strncmp(field->role, of, strlen(of)) == 0 ?
	    field->role + strlen(of) : field->role;
}

/* A place for an approval: not the issuer's, no time-stamp's. */
static bool
is_place(const struct pdffield *f)
{
	return f->visible && strcmp(f->name, PDFFIELD_ISSUER) != 0;
}

size_t
openfield_next(const struct openfield *o, size_t i)
{
	while (i < o->count && (!is_place(&o->fields[i]) ||
	    o->fields[i].filled))
		i++;
	return i;
}

/* "QA Engineer" (signoff:qa), ... or "none". */
static const char *
list_open(struct run *run, const struct openfield *o)
{
	const char *words = NULL;
	size_t i;

	for (i = openfield_next(o, 0); i < o->count;
	    i = openfield_next(o, i + 1))
		words = arena_printf(run->arena, "%s%s\"%s\" (%s)",
		    words != NULL ? words : "", words != NULL ? ", " : "",
		    openfield_role(&o->fields[i]), o->fields[i].name);
	return words != NULL ? words : "none";
}

static const struct pdffield *
refuse(struct run *run, const char *file, const struct openfield *o,
    const char *words)
{
	struct place at = { .file = file };

	diag_add(run->diag, DIAG_PDF_FIELD, &at, "%s; open are: %s", words,
	    list_open(run, o));
	return NULL;
}

static const struct pdffield *
no_such(struct run *run, const char *file, const struct openfield *o,
    const char *what, const char *given, bool by_role)
{
	struct nearest near = { given, NULL, 0 };
	size_t i;

	for (i = 0; i < o->count; i++)
		if (is_place(&o->fields[i]))
			nearest_try(&near, by_role ?
			    openfield_role(&o->fields[i]) :
			    o->fields[i].name);
	return refuse(run, file, o, arena_printf(run->arena,
	    "it has no signature field %s \"%s\"%s%s%s", what, given,
	    near.best != NULL ? "; did you mean \"" : "", near.best != NULL ?
	    near.best : "", near.best != NULL ? "\"?" : ""));
}

/* The open one among the fields of the role; a filled one, if none is. */
static const struct pdffield *
by_role(struct run *run, const char *file, const struct openfield *o,
    const char *role)
{
	const struct pdffield *found = NULL, *f;
	size_t i, n = 0;

	for (i = 0; i < o->count; i++) {
		f = &o->fields[i];
		if (!is_place(f) || strcasecmp(openfield_role(f), role) != 0)
			continue;
		n++;
		found = f;
	}
	if (n > 1)
		return refuse(run, file, o, arena_printf(run->arena, "%zu "
		    "fields are of the role \"%s\"; name one with --field",
		    n, role));
	return found != NULL ? found : no_such(run, file, o, "of the role",
	    role, true);
}

const struct pdffield *
openfield_find(struct run *run, const char *file, const struct openfield *o)
{
	const struct options *opts = run->options;
	const struct pdffield *f;

	if (opts->field != NULL) {
		f = pdffield_find(o->fields, o->count, opts->field);
		if (f == NULL || !is_place(f))
			return no_such(run, file, o, "called", opts->field,
			    false);
	} else if ((f = by_role(run, file, o, opts->role)) == NULL)
		return NULL;
	if (opts->role != NULL && strcasecmp(openfield_role(f),
	    opts->role) != 0)
		return refuse(run, file, o, arena_printf(run->arena, "the "
		    "field %s is of the role \"%s\", not \"%s\"", f->name,
		    openfield_role(f), opts->role));
	if (f->filled)
		return refuse(run, file, o, arena_printf(run->arena, "the "
		    "field of \"%s\" (%s) is signed already, and a signature "
		    "is never replaced", openfield_role(f), f->name));
	return f;
}
