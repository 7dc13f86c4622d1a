/*
 * The places of new objects: old ones are copied with one thing put in,
 * so that what was there is there unchanged.
 */
#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "seal/pdfappend.h"
#include "seal/pdffile.h"
#include "seal/pdflex.h"
#include "seal/pdfplace.h"
#include "seal/pdftext.h"

#define DEPTH	32		/* of a page tree */

/* Copies a value while references are renumbered. */
struct renumber {
	struct buf	*out;
	const char	*from;		/* not copied yet */
	const uint32_t	*numbers;
	size_t		 n;
	uint32_t	 base;
};

static bool
on_ref(void *ctx, const struct pdflex_value *v)
{
	struct renumber *r = ctx;

	uint64_t i = (uint64_t)v->number - r->base;

	if ((uint64_t)v->number < r->base || i >= r->n)
		return false;
	buf_add(r->out, r->from, (size_t)(v->p - r->from));
	buf_printf(r->out, "%u 0 R", (unsigned)r->numbers[i]);
	r->from = v->p + v->len;
	return true;
}

/* Behind the value: nothing, or a stream of the length it states. */
static bool
is_stream(const struct pdflex_value *dict, struct pdflex in)
{
	struct pdflex_value length;

	if (in.p == in.end)
		return true;
	if (!pdflex_match(&in, "\nstream\n") ||
	    !pdflex_get(dict, "Length", PDFLEX_INT, &length) ||
	    length.number < 0 || length.number > in.end - in.p)
		return false;
	in.p += length.number;
	return pdflex_match(&in, "\nendstream") && in.p == in.end;
}

int
pdfplace_stamp(struct pdfappend *a, const struct buf *objects, size_t n,
    uint32_t base, uint32_t *first)
{
	uint32_t *numbers = mem_zalloc(n, sizeof(*numbers));
	struct renumber r = { .numbers = numbers, .n = n, .base = base };
	struct buf out = BUF_INIT;
	struct pdflex_value v;
	struct pdflex in;
	size_t i;
	int rc = -1;

	for (i = 0; i < n; i++)
		numbers[i] = pdfappend_reserve(a);
	*first = numbers[0];
	r.out = &out;
	for (i = 0; i < n; i++) {
		in.p = r.from = buf_str(&objects[i]);
		in.end = in.p + objects[i].len;
		buf_rewind(&out);
		if (pdflex_take(&in, &v) != 0 || !is_stream(&v, in) ||
		    !pdflex_walk(&v, on_ref, NULL, &r))
			goto out;
		buf_add(&out, r.from, (size_t)(in.end - r.from));
		pdfappend_put(a, numbers[i], out.data, out.len);
	}
	rc = 0;
out:
	buf_clear(&out);
	mem_free(numbers);
	return rc;
}

/* An array, and the object whose text it is part of. */
struct spot {
	const struct pdffile_object	*object;
	struct pdflex_value		 value;
};

/* Follow a key from a dictionary, through a reference or not. */
static bool
follow(const struct pdffile *f, struct spot *at, const char *key)
{
	struct pdflex_value v;

	if (!pdflex_find(&at->value, key, &v))
		return false;
	if (v.kind == PDFLEX_REF) {
		at->object = pdffile_find(f, (uint64_t)v.number,
		    pdffile_count(f) - 1);
		if (at->object == NULL)
			return false;
		pdffile_value(at->object, &v);
	}
	at->value = v;
	return true;
}

/* The object again, with a text put in before its byte at. */
static void
put_in(struct pdfappend *a, const struct pdffile_object *o, const char *at,
    const char *text)
{
	struct buf b = BUF_INIT;

	buf_add(&b, o->p, (size_t)(at - o->p));
	buf_adds(&b, text);
	buf_add(&b, at, (size_t)(o->p + o->len - at));
	pdfappend_put(a, o->number, b.data, b.len);
	buf_clear(&b);
}

/* The first leaf of the page tree, 7.7.3. */
static const struct pdffile_object *
first_page(const struct pdffile *f)
{
	struct spot at = { .object = pdffile_catalog(f,
	    pdffile_count(f) - 1) };
	struct pdflex in;
	int depth;

	pdffile_value(at.object, &at.value);
	if (!follow(f, &at, "Pages"))
		return NULL;
	for (depth = 0; depth < DEPTH; depth++) {
		if (pdflex_says(&at.value, "Type", "Page"))
			return at.object;
		if (!follow(f, &at, "Kids"))
			return NULL;
		in = pdflex_inside(&at.value);
		if (!pdflex_next(&in, &at.value) ||
		    at.value.kind != PDFLEX_REF)
			return NULL;
		at.object = pdffile_find(f, (uint64_t)at.value.number,
		    pdffile_count(f) - 1);
		if (at.object == NULL)
			return NULL;
		pdffile_value(at.object, &at.value);
	}
	return NULL;
}

/* One more element of the array that stands under a key, or a new one. */
static bool
put_element(const struct pdffile *f, struct pdfappend *a, struct spot at,
    const char *key, uint32_t number)
{
	struct buf text = BUF_INIT;

	if (follow(f, &at, key)) {
		if (at.value.kind != PDFLEX_ARRAY)
			return false;
		buf_printf(&text, " %u 0 R", (unsigned)number);
		put_in(a, at.object, at.value.p + at.value.len - 1, text.data);
	} else {
		buf_printf(&text, "/%s[%u 0 R]", key, (unsigned)number);
		put_in(a, at.object, at.value.p + at.value.len - 2, text.data);
	}
	buf_clear(&text);
	return true;
}

int
pdfplace_time_field(const struct pdffile *f, struct pdfappend *a,
    const char *name, uint32_t value)
{
	const struct pdffile_object *page = first_page(f);
	struct spot form = { .object = pdffile_catalog(f,
	    pdffile_count(f) - 1) }, sheet = { .object = page };
	uint32_t number = pdfappend_reserve(a);
	struct buf b = BUF_INIT;

	pdffile_value(form.object, &form.value);
	if (page == NULL || !follow(f, &form, "AcroForm"))
		return -1;
	pdffile_value(page, &sheet.value);
	if (!put_element(f, a, form, "Fields", number) ||
	    !put_element(f, a, sheet, "Annots", number))
		return -1;
	buf_adds(&b, "<</Type/Annot/Subtype/Widget/FT/Sig/T");
	pdftext_put(&b, name);
	buf_printf(&b, "/F 132/Rect[0 0 0 0]/P %u 0 R/V %u 0 R>>",
	    (unsigned)page->number, (unsigned)value);
	pdfappend_put(a, number, b.data, b.len);
	buf_clear(&b);
	return 0;
}
