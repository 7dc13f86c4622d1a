/*
 * Signature fields: what the renderer prepared, read strictly, since what
 * a field may be decides what a later revision may do.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "seal/pdffield.h"
#include "seal/pdffile.h"
#include "seal/pdflex.h"
#include "seal/pdftext.h"

#define FIELDS	10000

bool
pdffield_only(const struct pdflex_value *dict, const char *const *keys)
{
	struct pdflex in = pdflex_inside(dict);
	struct pdflex_value key, v;
	size_t i;

	if (dict->kind != PDFLEX_DICT)
		return false;
	while (pdflex_pair(&in, &key, &v)) {
		for (i = 0; keys[i] != NULL; i++)
			if (pdflex_is(&key, keys[i]))
				break;
		if (keys[i] == NULL)
			return false;
	}
	return true;
}

static double
real(const struct pdflex_value *v)
{
	double n = 0, unit = 0;
	size_t i;

	for (i = 0; i < v->len; i++) {
		if (v->p[i] == '.') {
			unit = 1;
		} else if (v->p[i] != '-') {
			n = n * 10 + (v->p[i] - '0');
			unit *= 10;
		}
	}
	n = unit > 0 ? n / unit : n;
	return *v->p == '-' ? -n : n;
}

bool
pdffield_rect(const struct pdflex_value *v, double rect[4])
{
	struct pdflex in = pdflex_inside(v);
	struct pdflex_value item;
	size_t i;

	if (v->kind != PDFLEX_ARRAY || pdflex_count(v) != 4)
		return false;
	for (i = 0; i < 4 && pdflex_next(&in, &item); i++) {
		if (item.kind != PDFLEX_INT && item.kind != PDFLEX_REAL)
			return false;
		rect[i] = real(&item);
	}
	return true;
}

bool
pdffield_form(const struct pdffile *file, size_t revision,
    struct pdflex_value *form, struct pdflex_value *fields)
{
	const struct pdffile_object *catalog = pdffile_catalog(file,
	    revision);
	struct pdflex_value v;

	if (catalog == NULL)
		return false;
	pdffile_value(catalog, &v);
	return pdflex_find(&v, "AcroForm", form) &&
	    pdffile_resolve(file, revision, form, form) &&
	    pdflex_find(form, "Fields", fields) &&
	    pdffile_resolve(file, revision, fields, fields) &&
	    fields->kind == PDFLEX_ARRAY;
}

static const char *
text_of(struct arena *arena, const struct pdflex_value *dict,
    const char *key)
{
	struct buf text = BUF_INIT;
	struct pdflex_value v;
	const char *s = NULL;

	if (!pdflex_find(dict, key, &v))
		return "";
	if (pdftext_read(&v, &text) == 0)
		s = arena_strdup(arena, buf_str(&text));
	buf_clear(&text);
	return s;
}

/* Merged field and widget, 12.5.6.19 and 12.7.5.5. */
static bool
read_field(struct arena *arena, const struct pdflex_value *dict,
    struct pdffield *f)
{
	static const char *const keys[] = { "Type", "Subtype", "FT", "T",
	    "TU", "F", "Rect", "P", "AP", "V", "StructParent", "MK", "DA",
	    "Contents", "Lang", NULL };
	struct pdflex_value v;

	if (!pdffield_only(dict, keys) || !pdflex_says(dict, "FT", "Sig") ||
	    !pdflex_says(dict, "Subtype", "Widget") ||
	    !pdflex_find(dict, "Rect", &v) || !pdffield_rect(&v, f->rect))
		return false;
	f->visible = f->rect[0] < f->rect[2] && f->rect[1] < f->rect[3];
	f->name = text_of(arena, dict, "T");
	f->role = text_of(arena, dict, "TU");
	f->filled = pdflex_find(dict, "V", &v);
	return f->name != NULL && *f->name != '\0' && f->role != NULL;
}

static int
refuse(const char *name, struct diag *diag, const char *words)
{
	struct place at = { .file = name };

	diag_add(diag, DIAG_VERIFY_PDF, &at, "%s", words);
	return -1;
}

static int
check_form(const struct pdffile *file, size_t revision, const char *name,
    struct pdflex_value *fields, bool *any, struct diag *diag)
{
	static const char *const keys[] = { "Fields", "SigFlags", "DR", "DA",
	    NULL };
	const struct pdffile_object *catalog = pdffile_catalog(file,
	    revision);
	struct pdflex_value form, v;

	*any = false;
	if (catalog == NULL)
		return refuse(name, diag, "there is no catalog (ISO 32000-2 "
		    "7.7.2)");
	pdffile_value(catalog, &v);
	if (v.kind != PDFLEX_DICT || !pdflex_says(&v, "Type", "Catalog"))
		return refuse(name, diag, "Root is no catalog (ISO 32000-2 "
		    "7.7.2)");
	if (!pdflex_find(&v, "AcroForm", &form))
		return 0;
	*any = true;
	if (!pdffield_form(file, revision, &form, fields) ||
	    !pdffield_only(&form, keys) ||
	    !pdflex_find(&form, "SigFlags", &v) || !pdflex_is_int(&v, 3))
		return refuse(name, diag, "the form has other keys than "
		    "Fields, SigFlags 3, DR and DA (ISO 32000-2 12.7.3)");
	return 0;
}

int
pdffield_read(struct arena *arena, const struct pdffile *file,
    size_t revision, const char *name, struct pdffield **out, size_t *n,
    struct diag *diag)
{
	const struct pdffile_object *o;
	struct pdflex_value fields, v;
	struct pdffield *list;
	struct pdflex in;
	size_t most, count = 0;
	bool any;

	*out = NULL;
	*n = 0;
	if (check_form(file, revision, name, &fields, &any, diag) != 0)
		return -1;
	if (!any)
		return 0;
	if ((most = pdflex_count(&fields)) > FIELDS)
		return refuse(name, diag, "the form has more fields than are "
		    "allowed");
	list = arena_array(arena, most, sizeof(*list));
	in = pdflex_inside(&fields);
	while (pdflex_next(&in, &v)) {
		o = v.kind != PDFLEX_REF ? NULL : pdffile_find(file,
		    (uint64_t)v.number, revision);
		if (o == NULL)
			return refuse(name, diag, "a field is no object (ISO "
			    "32000-2 12.7.3)");
		pdffile_value(o, &v);
		list[count].number = o->number;
		if (!read_field(arena, &v, &list[count]))
			return refuse(name, diag, "a field is no plain "
			    "signature field of ours (ISO 32000-2 12.7.5.5)");
		if (pdffield_find(list, count, list[count].name) != NULL)
			return refuse(name, diag, "two fields have one name "
			    "(ISO 32000-2 12.7.4.2)");
		count++;
	}
	*out = list;
	*n = count;
	return 0;
}

const struct pdffield *
pdffield_find(const struct pdffield *list, size_t n, const char *name)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (strcmp(list[i].name, name) == 0)
			return &list[i];
	return NULL;
}
