/*
 * The append-only writer of PDF revisions.  Same file and same objects
 * give the same bytes.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/mem.h"
#include "seal/pdfappend.h"
#include "seal/pdffile.h"
#include "seal/pdflex.h"
#include "seal/pdftext.h"

#define ID	16		/* bytes, ISO 32000-2 14.4 */

struct object {
	uint32_t	number;
	size_t		at, start;	/* of "N 0 obj", of its body */
	struct buf	body;
};

struct pdfappend {
	const struct pdffile	*file;
	struct object		*objects;
	size_t			 count, cap;
	uint32_t		 size;
};

struct pdfappend *
pdfappend_new(const struct pdffile *file)
{
	struct pdfappend *a = mem_zalloc(1, sizeof(*a));

	a->file = file;
	a->size = pdffile_revision(file, pdffile_count(file) - 1)->size;
	return a;
}

void
pdfappend_free(struct pdfappend *a)
{
	size_t i;

	if (a == NULL)
		return;
	for (i = 0; i < a->count; i++)
		buf_clear(&a->objects[i].body);
	mem_free(a->objects);
	mem_free(a);
}

uint32_t
pdfappend_reserve(struct pdfappend *a)
{
	return a->size++;
}

void
pdfappend_put(struct pdfappend *a, uint32_t number, const char *body,
    size_t n)
{
	struct object *o;

	if (a->count == a->cap) {
		a->cap = a->cap == 0 ? 16 : 2 * a->cap;
		a->objects = mem_grow(a->objects, a->cap *
		    sizeof(*a->objects));
	}
	o = &a->objects[a->count++];
	o->number = number;
	o->at = o->start = 0;
	buf_init(&o->body);
	buf_add(&o->body, body, n);
}

static int
by_number(const void *a, const void *b)
{
	const struct object *x = a, *y = b;

	return x->number < y->number ? -1 : x->number > y->number;
}

/* Subsections of numbers that follow each other, 7.5.4. */
static void
put_section(const struct pdfappend *a, size_t base, struct buf *tail)
{
	const struct object *o = a->objects;
	size_t i, n;

	buf_adds(tail, "xref\n");
	for (i = 0; i < a->count; i += n) {
		for (n = 1; i + n < a->count &&
		    o[i + n].number == o[i].number + n; n++)
			continue;
		buf_printf(tail, "%u %zu\n", (unsigned)o[i].number, n);
		for (size_t j = i; j < i + n; j++)
			buf_printf(tail, "%010zu 00000 n\r\n", base + o[j].at);
	}
}

/* A copy of the last trailer with new Size, Prev and second ID. */
static void
put_trailer(const struct pdfappend *a, struct buf *tail)
{
	static const char *const keys[] = { "Size", "Prev", "ID", NULL };
	size_t last = pdffile_count(a->file) - 1;
	struct pdflex_value trailer, id;
	struct pdflex in;
	struct digest d;

	pdffile_trailer(a->file, last, &trailer);
	digest_of(tail->data, tail->len, &d);
	buf_adds(tail, "trailer\n");
	pdfappend_open(tail, &trailer, keys);
	buf_printf(tail, "/Size %u/Prev %zu", (unsigned)a->size,
	    pdffile_revision(a->file, last)->xref);
	if (pdflex_find(&trailer, "ID", &id)) {
		in = pdflex_inside(&id);
		if (pdflex_next(&in, &id)) {
			buf_adds(tail, "/ID[");
			buf_add(tail, id.p, id.len);
			pdftext_put_hex(tail, d.b, ID);
			buf_adds(tail, "]");
		}
	}
	buf_adds(tail, ">>\n");
}

void
pdfappend_write(struct pdfappend *a, struct buf *tail)
{
	size_t base = pdffile_revision(a->file,
	    pdffile_count(a->file) - 1)->end;
	size_t i, xref;
	struct object *o;

	qsort(a->objects, a->count, sizeof(*a->objects), by_number);
	for (i = 0; i < a->count; i++) {
		o = &a->objects[i];
		o->at = tail->len;
		buf_printf(tail, "%u 0 obj\n", (unsigned)o->number);
		o->start = tail->len;
		buf_add(tail, o->body.data, o->body.len);
		buf_adds(tail, "\nendobj\n");
	}
	xref = tail->len;
	put_section(a, base, tail);
	put_trailer(a, tail);
	buf_printf(tail, "startxref\n%zu\n%%%%EOF\n", base + xref);
}

size_t
pdfappend_at(const struct pdfappend *a, uint32_t number)
{
	size_t i;

	for (i = 0; i < a->count; i++)
		if (a->objects[i].number == number)
			return a->objects[i].start;
	return 0;
}

void
pdfappend_open(struct buf *b, const struct pdflex_value *dict,
    const char *const *without)
{
	struct pdflex in = pdflex_inside(dict);
	struct pdflex_value key, v;
	size_t i;

	buf_adds(b, "<<");
	while (pdflex_pair(&in, &key, &v)) {
		for (i = 0; without[i] != NULL; i++)
			if (pdflex_is(&key, without[i]))
				break;
		if (without[i] != NULL)
			continue;
		buf_add(b, key.p, key.len);
		if (strchr("/[(<", *v.p) == NULL)
			buf_addc(b, ' ');
		buf_add(b, v.p, v.len);
	}
}
