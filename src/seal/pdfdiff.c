/*
 * Old against new, object by object.  What is not asked for by name is a
 * difference, and a difference is refused.
 */
#include <string.h>

#include "seal/pdfclaim.h"
#include "seal/pdfdiff.h"
#include "seal/pdffield.h"
#include "seal/pdffile.h"
#include "seal/pdflex.h"

#define BUT(...)	((const char *const[]){ __VA_ARGS__, NULL })

static bool
is_one_of(const struct pdflex_value *key, const char *const *keys)
{
	size_t i;

	for (i = 0; keys[i] != NULL; i++)
		if (pdflex_is(key, keys[i]))
			return true;
	return false;
}

/* Every pair of a, but for these keys, stands in b. */
static bool
within(const struct pdflex_value *a, const struct pdflex_value *b,
    const char *const *keys)
{
	struct pdflex in = pdflex_inside(a), other;
	struct pdflex_value key, v, k, w;
	bool found;

	while (pdflex_pair(&in, &key, &v)) {
		if (is_one_of(&key, keys))
			continue;
		found = false;
		other = pdflex_inside(b);
		while (!found && pdflex_pair(&other, &k, &w))
			found = pdflex_same(&k, &key);
		if (!found || !pdflex_same(&v, &w))
			return false;
	}
	return true;
}

bool
pdfdiff_same_but(const struct pdflex_value *old,
    const struct pdflex_value *now, const char *const *keys)
{
	return old->kind == PDFLEX_DICT && now->kind == PDFLEX_DICT &&
	    within(old, now, keys) && within(now, old, keys);
}

/* An object of this revision and the one it replaces. */
struct change {
	const struct pdffile_object	*object;
	struct pdflex_value		 old, now;
};

static bool
read_change(const struct pdffile *f, const struct pdffile_object *o,
    struct change *c)
{
	if (o == NULL || o->older == PDFFILE_NONE || o->stream != NULL ||
	    pdffile_object(f, o->older)->stream != NULL)
		return false;
	c->object = o;
	pdffile_value(pdffile_object(f, o->older), &c->old);
	pdffile_value(o, &c->now);
	return true;
}

/* The object of this number where this revision replaces it. */
static bool
find_change(const struct pdffile *f, size_t revision, uint64_t number,
    struct change *c)
{
	const struct pdffile_object *o = pdffile_find(f, number, revision);

	return o != NULL && o->revision == revision && read_change(f, o, c);
}

static bool
refers_to(const struct pdflex_value *dict, const char *key,
    const struct pdffile_object *o)
{
	struct pdflex_value v;

	return pdflex_get(dict, key, PDFLEX_REF, &v) &&
	    (uint64_t)v.number == o->number;
}

const char *
pdfdiff_field(const struct pdffile *f, size_t revision,
    struct pdfclaim *claim, const struct pdffile_object *field,
    const struct pdffile_object *sig)
{
	struct pdflex_value ap, before, picture, v;
	struct change c;

	(void)revision;
	if (!read_change(f, field, &c) ||
	    !pdfdiff_same_but(&c.old, &c.now, BUT("V", "AP")))
		return "a signature field gets more than a value and an "
		    "appearance (ISO 32000-2 12.8.2.2, table 257)";
	if (pdflex_find(&c.old, "V", &v))
		return "a field that was signed before is changed (ISO "
		    "32000-2 12.8.2.2: sneaky signature)";
	if (!pdflex_get(&c.now, "V", PDFLEX_REF, &v) ||
	    pdfclaim_new_object(claim, &v) != sig)
		return "the value of a signed field is not the signature of "
		    "its revision (ISO 32000-2 12.8.1)";
	pdfclaim_take(claim, field);
	if (!pdflex_find(&c.now, "AP", &ap))
		return pdflex_find(&c.old, "AP", &before) ?
		    "a signed field loses its appearance (ISO 19005-3 6.3.3)" :
		    NULL;
	if (pdflex_find(&c.old, "AP", &before) && pdflex_same(&ap, &before))
		return NULL;
	if (!pdffield_only(&ap, BUT("N")) ||
	    !pdflex_find(&ap, "N", &picture) ||
	    !pdfclaim_picture(claim, &picture))
		return "the appearance of a signature is not a picture of "
		    "its own made of text and lines (ISO 32000-2 12.5.5; "
		    "evil annotation)";
	return NULL;
}

const char *
pdfdiff_perms(const struct pdffile *f, size_t revision,
    struct pdfclaim *claim, const struct pdffile_object *sig)
{
	const struct pdffile_object *catalog = pdffile_catalog(f, revision);
	struct pdflex_value v;
	struct change c;

	if (catalog->revision != revision || !read_change(f, catalog, &c) ||
	    !pdflex_find(&c.now, "Perms", &v))
		return "the certification is not named by Perms of the "
		    "catalog (ISO 32000-2 12.8.6)";
	if (!pdfdiff_same_but(&c.old, &c.now, BUT("Perms")) ||
	    pdflex_find(&c.old, "Perms", &v))
		return "a certification changes more of the catalog than "
		    "Perms (ISO 32000-2 12.8.6)";
	pdflex_find(&c.now, "Perms", &v);
	if (!pdffield_only(&v, BUT("DocMDP")) ||
	    !refers_to(&v, "DocMDP", sig))
		return "Perms names something else than the certification "
		    "(ISO 32000-2 12.8.6)";
	pdfclaim_take(claim, catalog);
	return NULL;
}

/* Is now the old array with one more reference at its end? */
static bool
appended(const struct pdflex_value *old, const struct pdflex_value *now,
    const struct pdffile_object *o)
{
	struct pdflex x = pdflex_inside(old), y = pdflex_inside(now);
	struct pdflex_value v, w;

	if (old->kind != PDFLEX_ARRAY || now->kind != PDFLEX_ARRAY)
		return false;
	while (pdflex_next(&x, &v))
		if (!pdflex_next(&y, &w) || !pdflex_same(&v, &w))
			return false;
	return pdflex_next(&y, &w) && w.kind == PDFLEX_REF &&
	    (uint64_t)w.number == o->number && pdflex_done(&y);
}

/*
 * The array under a key of this dictionary, directly or by reference, has
 * grown by o and nothing else of it changed.
 */
static bool
grown(const struct pdffile *f, size_t revision, struct pdfclaim *claim,
    const struct change *dict, const char *key,
    const struct pdffile_object *o)
{
	struct pdflex_value old, now;
	struct change c;

	if (!pdfdiff_same_but(&dict->old, &dict->now, BUT(key)) ||
	    !pdflex_find(&dict->now, key, &now))
		return false;
	if (!pdflex_find(&dict->old, key, &old)) {
		static const char none[] = "[]";

		memset(&old, 0, sizeof(old));
		old.kind = PDFLEX_ARRAY;
		old.p = none;
		old.len = 2;
	}
	if (now.kind != PDFLEX_REF)
		return appended(&old, &now, o);
	if (!pdflex_same(&old, &now) ||
	    !find_change(f, revision, (uint64_t)now.number, &c) ||
	    !appended(&c.old, &c.now, o))
		return false;
	pdfclaim_take(claim, c.object);
	return true;
}

/*
 * A dictionary as it was and is; the same where it was not replaced, and
 * only there: what is written again as it was serves nothing.
 */
static bool
both(const struct pdffile *f, size_t revision, uint64_t number,
    struct pdfclaim *claim, struct change *c)
{
	const struct pdffile_object *o;

	if (find_change(f, revision, number, c)) {
		pdfclaim_take(claim, c->object);
		return !pdflex_same(&c->old, &c->now);
	}
	o = pdffile_find(f, number, revision - 1);
	if (o == NULL)
		return false;
	c->object = o;
	pdffile_value(o, &c->old);
	c->now = c->old;
	return true;
}

/* The list of fields has grown by o: in the catalog, in the form, or in
 * an array of its own. */
static bool
form_grown(const struct pdffile *f, size_t revision, struct pdfclaim *claim,
    const struct pdffile_object *o)
{
	const struct pdffile_object *catalog = pdffile_catalog(f,
	    revision - 1);
	struct pdflex_value old, now;
	struct change c, form;

	if (!both(f, revision, catalog->number, claim, &c) ||
	    !pdfdiff_same_but(&c.old, &c.now, BUT("AcroForm")) ||
	    !pdflex_find(&c.old, "AcroForm", &old) ||
	    !pdflex_find(&c.now, "AcroForm", &now))
		return false;
	if (now.kind == PDFLEX_REF) {
		if (!pdflex_same(&old, &now) || !both(f, revision,
		    (uint64_t)now.number, claim, &form))
			return false;
	} else {
		form.object = c.object;
		form.old = old;
		form.now = now;
	}
	return grown(f, revision, claim, &form, "Fields", o);
}

/* The page has the new field among its annotations. */
static bool
page_grown(const struct pdffile *f, size_t revision, struct pdfclaim *claim,
    const struct pdflex_value *field, const struct pdffile_object *o)
{
	struct pdflex_value page;
	struct change c;

	return pdflex_get(field, "P", PDFLEX_REF, &page) &&
	    both(f, revision, (uint64_t)page.number, claim, &c) &&
	    pdflex_says(&c.old, "Type", "Page") &&
	    grown(f, revision, claim, &c, "Annots", o);
}

/* Nothing to be seen and nothing to act: 12.5.2, 12.7.5.5. */
static bool
is_invisible(const struct pdflex_value *field)
{
	struct pdflex_value v;
	double rect[4];

	return pdffield_only(field, BUT("Type", "Subtype", "FT", "T", "F",
	    "Rect", "P", "V")) && pdflex_says(field, "Type", "Annot") &&
	    pdflex_says(field, "Subtype", "Widget") &&
	    pdflex_says(field, "FT", "Sig") &&
	    pdflex_find(field, "F", &v) && pdflex_is_int(&v, 132) &&
	    pdflex_find(field, "Rect", &v) && pdffield_rect(&v, rect) &&
	    rect[0] >= rect[2] && rect[0] <= rect[2] && rect[1] >= rect[3] &&
	    rect[1] <= rect[3];
}

const char *
pdfdiff_time_field(const struct pdffile *f, size_t revision,
    struct pdfclaim *claim, const struct pdffile_object *sig)
{
	const struct pdffile_object *o = NULL;
	struct pdflex_value form, fields, field, v;
	struct pdflex in;

	if (!pdffield_form(f, revision, &form, &fields))
		return "there is no form for a time-stamp (ISO 32000-2 "
		    "12.8.5)";
	in = pdflex_inside(&fields);
	while (pdflex_next(&in, &v))
		field = v;
	if (pdflex_count(&fields) == 0 ||
	    (o = pdfclaim_new_object(claim, &field)) == NULL)
		return "a time-stamp has no new field at the end of the form "
		    "(ISO 32000-2 12.8.5)";
	pdffile_value(o, &field);
	if (o->stream != NULL || !is_invisible(&field))
		return "the field of a time-stamp can be seen or can act "
		    "(ISO 32000-2 12.8.5; evil annotation)";
	if (!pdflex_get(&field, "V", PDFLEX_REF, &v) ||
	    pdfclaim_new_object(claim, &v) != sig)
		return "the value of a time-stamp's field is not the "
		    "time-stamp of its revision (ISO 32000-2 12.8.5)";
	if (!form_grown(f, revision, claim, o) ||
	    !page_grown(f, revision, claim, &field, o))
		return "a time-stamp changes more than the ends of the "
		    "form's fields and of a page's annotations (ISO 32000-2 "
		    "12.8.2.2)";
	return NULL;
}

/* One list of the store: what was in it, then new plain streams. */
static bool
list_grown(const struct pdflex_value *old, const struct pdflex_value *now,
    const char *key, struct pdfclaim *claim)
{
	struct pdflex_value before, after, v, w;
	struct pdflex x = { NULL, NULL }, y;
	bool had = old != NULL && pdflex_find(old, key, &before);

	if (!pdflex_find(now, key, &after))
		return !had;
	if (after.kind != PDFLEX_ARRAY)
		return false;
	if (had)
		x = pdflex_inside(&before);
	y = pdflex_inside(&after);
	while (had && pdflex_next(&x, &v))
		if (!pdflex_next(&y, &w) || !pdflex_same(&v, &w))
			return false;
	while (pdflex_next(&y, &w))
		if (!pdfclaim_bytes(claim, &w))
			return false;
	return true;
}

static bool
store_grown(const struct pdflex_value *old, const struct pdflex_value *now,
    struct pdfclaim *claim)
{
	return pdffield_only(now, BUT("Type", "Certs", "CRLs", "OCSPs")) &&
	    pdflex_says(now, "Type", "DSS") &&
	    list_grown(old, now, "Certs", claim) &&
	    list_grown(old, now, "CRLs", claim) &&
	    list_grown(old, now, "OCSPs", claim);
}

/* EN 319 142-1 5.4.2 and annex A: the extension that tells of DSS. */
static bool
good_extensions(const struct change *catalog)
{
	static const char text[] = "<</ESIC<</BaseVersion/1.7/ExtensionLevel "
	    "5>>>>";
	struct pdflex in = { text, text + sizeof(text) - 1 };
	struct pdflex_value old, now, ours;
	bool had = pdflex_find(&catalog->old, "Extensions", &old);

	if (!pdflex_find(&catalog->now, "Extensions", &now))
		return !had;
	if (had)
		return pdflex_same(&old, &now);
	return pdflex_take(&in, &ours) == 0 && pdflex_same(&now, &ours);
}

const char *
pdfdiff_store(const struct pdffile *f, size_t revision,
    struct pdfclaim *claim)
{
	const struct pdffile_object *o, *was = pdffile_catalog(f,
	    revision - 1);
	struct pdflex_value before, after, now;
	struct change c, store;
	bool had;

	if (!both(f, revision, was->number, claim, &c) ||
	    !pdfdiff_same_but(&c.old, &c.now, BUT("DSS", "Extensions")) ||
	    !good_extensions(&c))
		return "a revision without a signature changes more of the "
		    "catalog than DSS and Extensions (EN 319 142-1 5.4.2)";
	had = pdflex_find(&c.old, "DSS", &before);
	if (!pdflex_get(&c.now, "DSS", PDFLEX_REF, &after))
		return "a revision holds neither a signature nor a document "
		    "security store (ISO 32000-2 12.8.2.2)";
	if (!had) {
		o = pdfclaim_new_object(claim, &after);
		if (o == NULL || o->stream != NULL)
			return "the document security store is not new (EN "
			    "319 142-1 5.4.2)";
		pdffile_value(o, &now);
		return store_grown(NULL, &now, claim) ? NULL :
		    "the document security store holds something else than "
		    "certificates, CRLs and OCSP responses (EN 319 142-1 "
		    "5.4.2)";
	}
	if (!pdflex_same(&before, &after) ||
	    !find_change(f, revision, (uint64_t)after.number, &store) ||
	    pdflex_same(&store.old, &store.now))
		return "the document security store is exchanged, or written "
		    "again as it was (EN 319 142-1 5.4.2)";
	pdfclaim_take(claim, store.object);
	return store_grown(&store.old, &store.now, claim) ? NULL :
	    "the document security store loses something, or gets something "
	    "else than certificates, CRLs and OCSP responses (EN 319 142-1 "
	    "5.4.2)";
}
