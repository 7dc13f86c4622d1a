/*
 * Shadow attacks put things into a document before it is signed, to be
 * shown, hidden or exchanged afterwards.  So what is there must be in
 * use, and must be what a report is made of.
 */
#include <stdbool.h>
#include <string.h>

#include "base/diag.h"
#include "base/mem.h"
#include "seal/pdffile.h"
#include "seal/pdflex.h"
#include "seal/pdforigin.h"

struct walk {
	const struct pdffile	*file;
	bool			*seen;		/* by number */
	uint32_t		*stack;
	size_t			 depth, size;
	const char		*bad;		/* a name that is refused */
	bool			 overlay;	/* an annotation that is */
	uint64_t		 dangling;	/* a reference to nothing */
};

/* Names that stand for what acts, loads, or is shown at will. */
#define N(name)	{ name, sizeof(name) - 1 }

static const struct {
	const char	*name;
	size_t		 len;
} refused[] = {
	N("AA"), N("OpenAction"), N("JavaScript"), N("JS"), N("Launch"),
	N("SubmitForm"), N("ImportData"), N("ResetForm"), N("RichMedia"),
	N("Rendition"), N("Movie"), N("GoToE"), N("GoToR"), N("Thread"),
	N("SetOCGState"), N("OCProperties"), N("OCG"), N("OCMD"), N("OC"),
	N("XFA"), N("NeedAppearances"), N("Perms"), N("DSS"),
	N("ByteRange"), N("Lock"), N("SV"), N("PieceInfo"),
	N("Collection"), N("3D"), N("OPI"), N("PS"), N("Crypt"),
};

#undef N

static bool
on_ref(void *ctx, const struct pdflex_value *v)
{
	struct walk *w = ctx;

	if ((uint64_t)v->number >= w->size ||
	    pdffile_find(w->file, (uint64_t)v->number, 0) == NULL) {
		w->dangling = (uint64_t)v->number;
		return false;
	}
	if (!w->seen[v->number]) {
		w->seen[v->number] = true;
		w->stack[w->depth++] = (uint32_t)v->number;
	}
	return true;
}

static bool
on_name(void *ctx, const struct pdflex_value *v)
{
	struct walk *w = ctx;
	size_t i;

	for (i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
		if (v->len == refused[i].len + 1 && memcmp(v->p + 1,
		    refused[i].name, refused[i].len) == 0) {
			w->bad = refused[i].name;
			return false;
		}
	return true;
}

/*
 * Annotations of a page, 12.5: links and fields alone.  Others can lie
 * over the page and be taken away later.
 */
static bool
plain_annotations(const struct walk *w, const struct pdflex_value *page)
{
	struct pdflex_value annots, v;
	struct pdflex in;

	if (!pdflex_find(page, "Annots", &annots))
		return true;
	if (!pdffile_resolve(w->file, 0, &annots, &annots) ||
	    annots.kind != PDFLEX_ARRAY)
		return false;
	in = pdflex_inside(&annots);
	while (pdflex_next(&in, &v))
		if (v.kind != PDFLEX_REF ||
		    !pdffile_resolve(w->file, 0, &v, &v) ||
		    (!pdflex_says(&v, "Subtype", "Link") &&
		    (!pdflex_says(&v, "Subtype", "Widget") ||
		    !pdflex_says(&v, "FT", "Sig"))))
			return false;
	return true;
}

/* Everything that can be reached from the trailer. */
static int
reach(struct walk *w, const char *name, struct diag *diag)
{
	const struct pdffile_object *o;
	struct place at = { .file = name };
	struct pdflex_value v;
	bool good;

	pdffile_trailer(w->file, 0, &v);
	good = pdflex_walk(&v, on_ref, NULL, w);
	while (good && w->depth > 0) {
		o = pdffile_find(w->file, w->stack[--w->depth], 0);
		pdffile_value(o, &v);
		good = pdflex_walk(&v, on_ref, on_name, w);
		w->overlay = good && !plain_annotations(w, &v);
		good = good && !w->overlay;
	}
	if (good)
		return 0;
	if (w->dangling != 0)
		diag_add(diag, DIAG_VERIFY_PDF, &at, "the first revision "
		    "refers to object %llu, which is not there: a place for "
		    "something to come (ISO 32000-2 7.3.10)",
		    (unsigned long long)w->dangling);
	else if (w->overlay)
		diag_add(diag, DIAG_VERIFY_PDF, &at, "a page of the first "
		    "revision has an annotation that is neither a link nor a "
		    "signature field (ISO 32000-2 12.5.6; shadow attack: "
		    "hide)");
	else
		diag_add(diag, DIAG_VERIFY_PDF, &at, "the first revision "
		    "holds /%s, which is not part of a report (ISO 32000-2 "
		    "12.6, 8.11; ISO 19005-3 6.5)", w->bad);
	return -1;
}

int
pdforigin_check(const struct pdffile *file, const char *name,
    struct diag *diag)
{
	struct walk w = { .file = file };
	struct place at = { .file = name };
	size_t i;
	int rc = -1;

	w.size = pdffile_revision(file, 0)->size;
	w.seen = mem_zalloc(w.size, sizeof(*w.seen));
	w.stack = mem_zalloc(w.size, sizeof(*w.stack));
	if (reach(&w, name, diag) != 0)
		goto out;
	for (i = 1; i < w.size; i++)
		if (!w.seen[i]) {
			diag_add(diag, DIAG_VERIFY_PDF, &at, "nothing in the "
			    "first revision refers to object %zu: it may lie "
			    "in wait (ISO 32000-2 7.5.4)", i);
			goto out;
		}
	rc = 0;
out:
	mem_free(w.seen);
	mem_free(w.stack);
	return rc;
}
