/*
 * The strict reader of PDF files: every byte belongs to the header, an
 * object, a cross-reference section or a trailer, and all of them agree.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/mem.h"
#include "seal/pdffile.h"
#include "seal/pdflex.h"

#define ENTRY	20		/* bytes of a cross-reference entry, 7.5.4 */

static const char head[] = "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n";

struct entry {
	uint64_t	offset;
	uint32_t	number;
};

/* A cross-reference section, before its objects are read. */
struct section {
	size_t			 xref, end;
	struct entry		*entries;
	size_t			 count, cap;
	struct pdflex_value	 trailer;
	uint64_t		 prev;		/* 0: there is none */
	uint64_t		 size;
};

struct pdffile {
	const char		*data, *name;
	size_t			 len;
	struct diag		*diag;
	struct section		*sections;	/* the last one first */
	struct pdffile_revision	*revisions;
	size_t			 count;		/* of both */
	struct pdffile_object	*objects;
	size_t			 object_count;
	uint32_t		*latest;	/* by number */
	uint64_t		 size;		/* numbers in use so far */
};

static int __attribute__((format(printf, 3, 4)))
refuse(const struct pdffile *f, size_t at, const char *fmt, ...)
{
	struct place place = { .file = f->name };
	char words[200];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(words, sizeof(words), fmt, ap);
	va_end(ap);
	diag_add(f->diag, DIAG_VERIFY_PDF, &place, "at byte %zu: %s", at,
	    words);
	return -1;
}

static struct pdflex
from(const struct pdffile *f, size_t at, size_t end)
{
	struct pdflex in = { f->data + at, f->data + end };

	return in;
}

/* "startxref", 7.5.5, read backwards from the end of the file. */
static int
find_xref(const struct pdffile *f, size_t *xref)
{
	static const char eof[] = "\n%%EOF\n", word[] = "startxref\n";
	const char *p = f->data + f->len - (sizeof(eof) - 1);
	struct pdflex in;
	uint64_t n;

	if (f->len < sizeof(head) + sizeof(eof) + sizeof(word) + ENTRY ||
	    memcmp(p, eof, sizeof(eof) - 1) != 0)
		return refuse(f, f->len, "the file does not end with %%%%EOF "
		    "and a line feed (ISO 32000-2 7.5.5)");
	in.end = p;
	while (p > f->data && p[-1] >= '0' && p[-1] <= '9')
		p--;
	in.p = p;
	if ((size_t)(p - f->data) < sizeof(word) || memcmp(p - (sizeof(word) -
	    1), word, sizeof(word) - 1) != 0 ||
	    !pdflex_number(&in, f->len, &n) || in.p != in.end)
		return refuse(f, (size_t)(p - f->data), "there is no startxref "
		    "(ISO 32000-2 7.5.5)");
	*xref = (size_t)n;
	return 0;
}

/* One entry, 7.5.4: in use with generation 0, or number 0, free. */
static int
take_entry(const struct pdffile *f, struct pdflex *in, uint64_t number,
    uint64_t *offset)
{
	static const char none[] = "0000000000 65535 f";
	const char *p = in->p;
	int i;

	if (in->end - p < ENTRY || (memcmp(p + 18, "\r\n", 2) != 0 &&
	    memcmp(p + 18, " \n", 2) != 0))
		return -1;
	in->p += ENTRY;
	*offset = 0;
	if (number == 0)
		return memcmp(p, none, sizeof(none) - 1) == 0 ? 0 : -1;
	for (i = 0; i < 10; i++) {
		if (p[i] < '0' || p[i] > '9')
			return -1;
		*offset = *offset * 10 + (uint64_t)(p[i] - '0');
	}
	return memcmp(p + 10, " 00000 n", 8) == 0 && *offset < f->len ?
	    0 : -1;
}

static void
add_entry(struct section *s, uint64_t number, uint64_t offset)
{
	if (s->count == s->cap) {
		s->cap = s->cap == 0 ? 64 : 2 * s->cap;
		s->entries = mem_grow(s->entries, s->cap *
		    sizeof(*s->entries));
	}
	s->entries[s->count].number = (uint32_t)number;
	s->entries[s->count++].offset = offset;
}

/* Subsections, 7.5.4: numbers go up and none stands twice. */
static int
read_entries(const struct pdffile *f, struct section *s, struct pdflex *in)
{
	uint64_t first, n, next = 0, offset;
	bool any = false;

	while (in->p < in->end && *in->p >= '0' && *in->p <= '9') {
		if (!pdflex_number(in, LIMIT_PDF_OBJECTS, &first) ||
		    !pdflex_match(in, " ") ||
		    !pdflex_number(in, LIMIT_PDF_OBJECTS, &n) ||
		    !pdflex_match(in, "\n") || n == 0 ||
		    first + n > LIMIT_PDF_OBJECTS || (any && first < next))
			return -1;
		for (next = first + n; first < next; first++) {
			if (take_entry(f, in, first, &offset) != 0)
				return -1;
			if (first > 0)
				add_entry(s, first, offset);
		}
		any = true;
	}
	return any && s->count > 0 ? 0 : -1;
}

/* The trailer's keys, 7.5.5: these and no others (no /Encrypt, XRefStm). */
static int
read_trailer(const struct pdffile *f, struct section *s, struct pdflex *in)
{
	struct pdflex_value v, root;
	size_t known = 2;

	if (pdflex_take(in, &s->trailer) != 0 ||
	    !pdflex_get(&s->trailer, "Size", PDFLEX_INT, &v) ||
	    v.number < 2 || v.number > LIMIT_PDF_OBJECTS ||
	    !pdflex_get(&s->trailer, "Root", PDFLEX_REF, &root))
		return -1;
	s->size = (uint64_t)v.number;
	if (pdflex_find(&s->trailer, "Prev", &v)) {
		known++;
		if (v.kind != PDFLEX_INT || v.number <= 0 ||
		    (uint64_t)v.number >= s->xref)
			return -1;
		s->prev = (uint64_t)v.number;
	}
	if (pdflex_find(&s->trailer, "Info", &v)) {
		known++;
		if (v.kind != PDFLEX_REF)
			return -1;
	}
	if (pdflex_find(&s->trailer, "ID", &v)) {
		known++;
		if (v.kind != PDFLEX_ARRAY || pdflex_count(&v) != 2)
			return -1;
	}
	(void)f;
	return known == pdflex_count(&s->trailer) ? 0 : -1;
}

/* Cross-reference section and trailer at an offset; end is told. */
static int
read_section(const struct pdffile *f, size_t xref, size_t limit,
    struct section *s)
{
	struct pdflex in = from(f, xref, limit);
	uint64_t n;

	s->xref = xref;
	if (xref < sizeof(head) - 1 || !pdflex_match(&in, "xref\n"))
		return refuse(f, xref, "there is no cross-reference section; "
		    "cross-reference streams are not ours (ISO 32000-2 "
		    "7.5.4)");
	if (read_entries(f, s, &in) != 0)
		return refuse(f, (size_t)(in.p - f->data), "the "
		    "cross-reference section is damaged, out of order or "
		    "frees an object (ISO 32000-2 7.5.4)");
	if (!pdflex_match(&in, "trailer\n") || read_trailer(f, s, &in) != 0)
		return refuse(f, (size_t)(in.p - f->data), "the trailer is "
		    "damaged or holds other keys than Size, Prev, Root, Info "
		    "and ID (ISO 32000-2 7.5.5)");
	if (!pdflex_match(&in, "\nstartxref\n") || !pdflex_number(&in,
	    f->len, &n) || n != xref || !pdflex_match(&in, "\n%%EOF\n"))
		return refuse(f, (size_t)(in.p - f->data), "startxref and "
		    "%%%%EOF do not close this revision (ISO 32000-2 7.5.5)");
	s->end = (size_t)(in.p - f->data);
	return 0;
}

/* The chain of /Prev from the last section to the first, 7.5.6. */
static int
read_chain(struct pdffile *f)
{
	size_t xref = 0, limit = f->len;
	struct section *s;

	if (find_xref(f, &xref) != 0)
		return -1;
	f->sections = mem_zalloc(LIMIT_PDF_REVISIONS, sizeof(*s));
	for (;;) {
		if (f->count == LIMIT_PDF_REVISIONS)
			return refuse(f, xref, "there are more than %d "
			    "revisions", LIMIT_PDF_REVISIONS);
		s = &f->sections[f->count++];
		if (read_section(f, xref, limit, s) != 0)
			return -1;
		if (f->count == 1 && s->end != f->len)
			return refuse(f, s->end, "%zu bytes follow the last "
			    "revision (ISO 32000-2 7.5.5)", f->len - s->end);
		if (s->prev == 0)
			return 0;
		xref = (size_t)s->prev;
		limit = s->xref;
	}
}

static int
by_offset(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	return x->offset < y->offset ? -1 : x->offset > y->offset;
}

/* Stream, 7.3.8: its length stands in its dictionary. */
static int
take_stream(struct pdflex *in, const struct pdflex_value *dict,
    struct pdffile_object *o)
{
	struct pdflex_value length;

	if (!pdflex_match(in, "stream\n"))
		return 0;
	if (!pdflex_get(dict, "Length", PDFLEX_INT, &length) ||
	    length.number < 0 || length.number > in->end - in->p)
		return -1;
	o->stream = in->p;
	o->stream_len = (size_t)length.number;
	in->p += o->stream_len;
	return pdflex_match(in, "\nendstream\n") ? 0 : -1;
}

/* "N 0 obj" to "endobj", 7.3.10. */
static int
take_object(struct pdflex *in, struct pdffile_object *o)
{
	struct pdflex_value v;
	uint64_t n;

	if (!pdflex_number(in, LIMIT_PDF_OBJECTS, &n) || n != o->number ||
	    !pdflex_match(in, " 0 obj\n") || pdflex_take(in, &v) != 0)
		return -1;
	o->p = v.p;
	o->len = v.len;
	if (!pdflex_match(in, "\n") || take_stream(in, &v, o) != 0)
		return -1;
	return pdflex_match(in, "endobj\n") ? 0 : -1;
}

/* Numbers: all from 1 on at first, then without a hole; /Size is exact. */
static int
check_numbers(const struct pdffile *f, const struct section *s)
{
	uint64_t next = f->size;
	size_t i;

	for (i = 0; i < s->count; i++) {
		if (s->entries[i].number < f->size)
			continue;
		if (s->entries[i].number != next++)
			return refuse(f, s->xref, "object %u is added and the "
			    "number before it is not in use (ISO 32000-2 "
			    "7.5.4)", s->entries[i].number);
	}
	if (s->size != next)
		return refuse(f, s->xref, "Size is %llu, the numbers in use "
		    "make it %llu (ISO 32000-2 7.5.5)",
		    (unsigned long long)s->size, (unsigned long long)next);
	return 0;
}

static void
keep_object(struct pdffile *f, const struct pdffile_object *o)
{
	struct pdffile_object *kept = &f->objects[f->object_count];

	*kept = *o;
	kept->older = f->latest[o->number];
	f->latest[o->number] = (uint32_t)f->object_count++;
}

/* Objects fill the revision from start to its cross-reference section. */
static int
read_objects(struct pdffile *f, struct section *s, size_t revision,
    size_t start)
{
	struct pdflex in = from(f, start, s->xref);
	struct pdffile_object o;
	size_t i;

	if (check_numbers(f, s) != 0)
		return -1;
	qsort(s->entries, s->count, sizeof(*s->entries), by_offset);
	for (i = 0; i < s->count; i++) {
		if (s->entries[i].offset != (uint64_t)(in.p - f->data))
			return refuse(f, (size_t)(in.p - f->data), "there are "
			    "bytes that belong to no object, or two entries "
			    "for one (ISO 32000-2 7.5.4)");
		memset(&o, 0, sizeof(o));
		o.number = s->entries[i].number;
		o.revision = (uint32_t)revision;
		if (take_object(&in, &o) != 0)
			return refuse(f, (size_t)(in.p - f->data), "object %u "
			    "is damaged or not written as ours are (ISO "
			    "32000-2 7.3.10)", o.number);
		keep_object(f, &o);
	}
	if (in.p != in.end)
		return refuse(f, (size_t)(in.p - f->data), "there are bytes "
		    "that belong to no object (ISO 32000-2 7.5.4)");
	f->size = s->size;
	return 0;
}

static bool
same_key(const struct section *a, const struct section *b, const char *key)
{
	struct pdflex_value v, w;
	bool in_a = pdflex_find(&a->trailer, key, &v);
	bool in_b = pdflex_find(&b->trailer, key, &w);

	return in_a == in_b && (!in_a || pdflex_same(&v, &w));
}

static bool
same_id(const struct section *a, const struct section *b)
{
	struct pdflex_value v, w;
	struct pdflex x, y;
	bool in_a = pdflex_find(&a->trailer, "ID", &v);

	if (in_a != pdflex_find(&b->trailer, "ID", &w))
		return false;
	if (!in_a)
		return true;
	x = pdflex_inside(&v);
	y = pdflex_inside(&w);
	return pdflex_next(&x, &v) && pdflex_next(&y, &w) &&
	    pdflex_same(&v, &w);
}

/* Sections are known from the last one: their ends bound revisions. */
static int
read_revisions(struct pdffile *f)
{
	const struct section *first = &f->sections[f->count - 1];
	size_t i, total = 0, most = 0, start = sizeof(head) - 1;
	struct pdffile_revision *r;
	struct section *s;

	for (i = 0; i < f->count; i++) {
		s = &f->sections[i];
		total += s->count;
		most = most < s->size ? (size_t)s->size : most;
	}
	f->revisions = mem_zalloc(f->count, sizeof(*f->revisions));
	f->objects = mem_zalloc(total, sizeof(*f->objects));
	f->latest = mem_alloc(most * sizeof(*f->latest));
	memset(f->latest, 0xff, most * sizeof(*f->latest));
	f->size = 1;
	for (i = 0; i < f->count; i++) {
		s = &f->sections[f->count - 1 - i];
		r = &f->revisions[i];
		r->start = start;
		r->xref = s->xref;
		r->end = start = s->end;
		r->first = f->object_count;
		r->size = (uint32_t)s->size;
		r->trailer = s->trailer.p;
		r->trailer_len = s->trailer.len;
		if (!same_key(first, s, "Root") ||
		    !same_key(first, s, "Info") || !same_id(first, s))
			return refuse(f, s->xref, "Root, Info or the first ID "
			    "is not that of the first revision (ISO 32000-2 "
			    "7.5.5, 14.4)");
		if (read_objects(f, s, i, r->start) != 0)
			return -1;
		r->count = f->object_count - r->first;
	}
	return 0;
}

int
pdffile_parse(const void *data, size_t len, const char *name,
    struct pdffile **out, struct diag *diag)
{
	struct pdffile *f = mem_zalloc(1, sizeof(*f));
	size_t i;
	int rc = -1;

	f->data = data;
	f->len = len;
	f->name = name;
	f->diag = diag;
	*out = NULL;
	if (len > LIMIT_OUTPUT_BYTES || len < sizeof(head) ||
	    memcmp(data, head, sizeof(head) - 1) != 0)
		(void)refuse(f, 0, "this is not a PDF of ours: it does not "
		    "start with %%PDF-1.7 and our second line (ISO 32000-2 "
		    "7.5.2)");
	else if (read_chain(f) == 0 && read_revisions(f) == 0)
		rc = 0;
	for (i = 0; f->sections != NULL && i < f->count; i++)
		mem_free(f->sections[i].entries);
	mem_free(f->sections);
	f->sections = NULL;
	if (rc == 0)
		*out = f;
	else
		pdffile_free(f);
	return rc;
}

void
pdffile_free(struct pdffile *f)
{
	if (f == NULL)
		return;
	mem_free(f->revisions);
	mem_free(f->objects);
	mem_free(f->latest);
	mem_free(f);
}

const char *
pdffile_data(const struct pdffile *f)
{
	return f->data;
}

size_t
pdffile_count(const struct pdffile *f)
{
	return f->count;
}

const struct pdffile_revision *
pdffile_revision(const struct pdffile *f, size_t i)
{
	return &f->revisions[i];
}

const struct pdffile_object *
pdffile_object(const struct pdffile *f, size_t i)
{
	return &f->objects[i];
}

const struct pdffile_object *
pdffile_find(const struct pdffile *f, uint64_t number, size_t revision)
{
	uint32_t i;

	if (number >= f->revisions[revision].size)
		return NULL;
	for (i = f->latest[number]; i != PDFFILE_NONE;
	    i = f->objects[i].older)
		if (f->objects[i].revision <= revision)
			return &f->objects[i];
	return NULL;
}

static void
value_at(const char *p, size_t len, struct pdflex_value *v)
{
	struct pdflex in = { p, p + len };

	/* It was taken before. */
	if (pdflex_take(&in, v) != 0)
		memset(v, 0, sizeof(*v));
}

void
pdffile_value(const struct pdffile_object *o, struct pdflex_value *v)
{
	value_at(o->p, o->len, v);
}

bool
pdffile_resolve(const struct pdffile *f, size_t revision,
    const struct pdflex_value *v, struct pdflex_value *out)
{
	const struct pdffile_object *o;

	if (v->kind != PDFLEX_REF) {
		*out = *v;
		return true;
	}
	o = pdffile_find(f, (uint64_t)v->number, revision);
	if (o == NULL)
		return false;
	pdffile_value(o, out);
	return out->kind != PDFLEX_REF;
}

void
pdffile_trailer(const struct pdffile *f, size_t revision,
    struct pdflex_value *v)
{
	value_at(f->revisions[revision].trailer,
	    f->revisions[revision].trailer_len, v);
}

const struct pdffile_object *
pdffile_catalog(const struct pdffile *f, size_t revision)
{
	struct pdflex_value trailer, root;

	pdffile_trailer(f, revision, &trailer);
	if (!pdflex_get(&trailer, "Root", PDFLEX_REF, &root))
		return NULL;
	return pdffile_find(f, (uint64_t)root.number, revision);
}
