/*
 * Claims: reject by default means that an object of a later revision is
 * refused unless one of the few things that may be added asks for it.
 */
#include "base/mem.h"
#include "seal/pdfclaim.h"
#include "seal/pdffield.h"
#include "seal/pdffile.h"
#include "seal/pdflex.h"

struct pdfclaim {
	const struct pdffile			*file;
	const struct pdffile_revision		*revision;
	size_t					 number;
	bool					*claimed, *font;
	/* Objects of a picture that are still to be looked at. */
	const struct pdffile_object		**stack;
	size_t					 depth;
};

struct pdfclaim *
pdfclaim_new(const struct pdffile *file, size_t revision)
{
	struct pdfclaim *c = mem_zalloc(1, sizeof(*c));

	c->file = file;
	c->number = revision;
	c->revision = pdffile_revision(file, revision);
	c->claimed = mem_zalloc(c->revision->count, sizeof(*c->claimed));
	c->font = mem_zalloc(c->revision->count, sizeof(*c->font));
	c->stack = mem_zalloc(c->revision->count, sizeof(*c->stack));
	return c;
}

void
pdfclaim_free(struct pdfclaim *c)
{
	if (c == NULL)
		return;
	mem_free(c->claimed);
	mem_free(c->font);
	mem_free(c->stack);
	mem_free(c);
}

static bool *
mark(const struct pdfclaim *c, const struct pdffile_object *o)
{
	return &c->claimed[o - pdffile_object(c->file, c->revision->first)];
}

void
pdfclaim_take(struct pdfclaim *c, const struct pdffile_object *o)
{
	*mark(c, o) = true;
}

/* What a reference means, if that is new in this revision. */
static const struct pdffile_object *
new_object(const struct pdfclaim *c, const struct pdflex_value *ref)
{
	const struct pdffile_object *o;

	if (ref->kind != PDFLEX_REF)
		return NULL;
	o = pdffile_find(c->file, (uint64_t)ref->number, c->number);
	return o == NULL || o->revision != c->number ||
	    o->older != PDFFILE_NONE ? NULL : o;
}

const struct pdffile_object *
pdfclaim_new_object(struct pdfclaim *c, const struct pdflex_value *ref)
{
	const struct pdffile_object *o = new_object(c, ref);

	if (o == NULL || *mark(c, o))
		return NULL;
	*mark(c, o) = true;
	return o;
}

bool
pdfclaim_bytes(struct pdfclaim *c, const struct pdflex_value *ref)
{
	static const char *const keys[] = { "Length", NULL };
	const struct pdffile_object *o = pdfclaim_new_object(c, ref);
	struct pdflex_value dict;

	if (o == NULL || o->stream == NULL)
		return false;
	pdffile_value(o, &dict);
	return pdffield_only(&dict, keys);
}

static bool
on_ref(void *ctx, const struct pdflex_value *v)
{
	struct pdfclaim *c = ctx;
	const struct pdffile_object *o = new_object(c, v);
	bool *claimed, *font;

	if (o == NULL)
		return false;
	claimed = mark(c, o);
	font = c->font + (claimed - c->claimed);
	/* Fonts may share what they need, with fonts alone. */
	if (!*claimed) {
		*claimed = *font = true;
		c->stack[c->depth++] = o;
	}
	return *font;
}

/* Keys of fonts, 9.5 to 9.10; of all dictionaries inside one. */
static bool
is_font_part(const struct pdflex_value *v)
{
	static const char *const keys[] = { "Type", "Subtype", "BaseFont",
	    "Encoding", "DescendantFonts", "ToUnicode", "CIDSystemInfo",
	    "Registry", "Ordering", "Supplement", "FontDescriptor", "W",
	    "DW", "CIDToGIDMap", "FontName", "FontFamily", "Flags",
	    "FontBBox", "ItalicAngle", "Ascent", "Descent", "Leading",
	    "CapHeight", "XHeight", "StemV", "StemH", "AvgWidth",
	    "MaxWidth", "MissingWidth", "FontFile2", "CIDSet", "FirstChar",
	    "LastChar", "Widths", "Name", "Length", "Length1", "Filter",
	    "CMapName", "WMode", NULL };
	struct pdflex_value key, item;
	struct pdflex in = pdflex_inside(v);

	if (v->kind == PDFLEX_ARRAY) {
		while (pdflex_next(&in, &item))
			if (!is_font_part(&item))
				return false;
		return true;
	}
	if (v->kind != PDFLEX_DICT)
		return true;
	if (!pdffield_only(v, keys))
		return false;
	while (pdflex_pair(&in, &key, &item))
		if (!is_font_part(&item))
			return false;
	return true;
}

/* Only one way to pack bytes, 7.4.4. */
static bool
plain_filter(const struct pdflex_value *dict)
{
	struct pdflex_value v;

	return !pdflex_find(dict, "Filter", &v) ||
	    pdflex_is(&v, "FlateDecode");
}

/* Resources of a picture: fonts, 7.8.3. */
static bool
check_resources(struct pdfclaim *c, const struct pdflex_value *v)
{
	static const char *const keys[] = { "Font", "ProcSet", NULL };
	struct pdflex_value fonts, key, font, procset;
	struct pdflex in;

	if (!pdffield_only(v, keys))
		return false;
	if (pdflex_find(v, "ProcSet", &procset) &&
	    procset.kind != PDFLEX_ARRAY)
		return false;
	if (!pdflex_find(v, "Font", &fonts))
		return true;
	if (fonts.kind != PDFLEX_DICT)
		return false;
	in = pdflex_inside(&fonts);
	while (pdflex_pair(&in, &key, &font))
		if (font.kind != PDFLEX_REF || !on_ref(c, &font))
			return false;
	return true;
}

bool
pdfclaim_picture(struct pdfclaim *c, const struct pdflex_value *ref)
{
	static const char *const keys[] = { "Type", "Subtype", "FormType",
	    "BBox", "Resources", "Length", "Filter", NULL };
	const struct pdffile_object *o = pdfclaim_new_object(c, ref);
	struct pdflex_value dict, v;
	double box[4];

	if (o == NULL || o->stream == NULL)
		return false;
	pdffile_value(o, &dict);
	if (!pdffield_only(&dict, keys) || !plain_filter(&dict) ||
	    !pdflex_says(&dict, "Subtype", "Form") ||
	    !pdflex_find(&dict, "BBox", &v) || !pdffield_rect(&v, box) ||
	    !pdflex_get(&dict, "Resources", PDFLEX_DICT, &v) ||
	    !check_resources(c, &v))
		return false;
	while (c->depth > 0) {
		o = c->stack[--c->depth];
		pdffile_value(o, &dict);
		if (!is_font_part(&dict) || !plain_filter(&dict) ||
		    !pdflex_walk(&dict, on_ref, NULL, c))
			return false;
	}
	return true;
}

const struct pdffile_object *
pdfclaim_left(const struct pdfclaim *c)
{
	size_t i;

	for (i = 0; i < c->revision->count; i++)
		if (!c->claimed[i])
			return pdffile_object(c->file, c->revision->first +
			    i);
	return NULL;
}
