/*
 * The strict reader of PDF files: every byte belongs to the header, an
 * object, a cross-reference section or a trailer, and all of them agree.
 */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "seal/pdffile.h"
#include "seal/pdflex.h"
#include "seal/pdfxref.h"

#define refuse(f, ...)	pdfxref_refuse(&(f)->from, __VA_ARGS__)

/* An object of a file of our own, taken when it was asked for. */
struct taken {
	struct pdffile_object	 object;
	struct taken		*next;
};

struct pdffile {
	struct pdfxref_source	 from;
	struct pdfxref		*sections;	/* the last one first */
	struct pdffile_revision	*revisions;
	size_t			 count;		/* of both */
	struct pdffile_object	*objects;
	size_t			 object_count;
	uint32_t		*latest;	/* by number */
	uint64_t		 size;		/* numbers in use so far */
	struct pdfxref		*own;		/* of pdffile_own, or NULL */
	struct taken		**taken;
};

static void
value_at(const char *p, size_t len, struct pdflex_value *v)
{
	struct pdflex in = { p, p + len };

	/* It was taken before. */
	if (pdflex_take(&in, v) != 0)
		memset(v, 0, sizeof(*v));
}

/* The chain of /Prev from the last section to the first, 7.5.6. */
static int
read_chain(struct pdffile *f)
{
	size_t xref = 0, limit = f->from.len;
	struct pdfxref *s;

	if (pdfxref_last(&f->from, &xref) != 0)
		return -1;
	f->sections = mem_zalloc(LIMIT_PDF_REVISIONS, sizeof(*s));
	for (;;) {
		if (f->count == LIMIT_PDF_REVISIONS)
			return refuse(f, xref, "there are more than %d "
			    "revisions", LIMIT_PDF_REVISIONS);
		s = &f->sections[f->count++];
		if (pdfxref_read(&f->from, xref, limit, s) != 0)
			return -1;
		if (f->count == 1 && s->end != f->from.len)
			return refuse(f, s->end, "%zu bytes follow the last "
			    "revision (ISO 32000-2 7.5.5)",
			    f->from.len - s->end);
		if (s->prev == 0)
			return 0;
		xref = (size_t)s->prev;
		limit = s->xref;
	}
}

static int
by_offset(const void *a, const void *b)
{
	const struct pdfxref_entry *x = a, *y = b;

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
check_numbers(const struct pdffile *f, const struct pdfxref *s)
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
read_objects(struct pdffile *f, struct pdfxref *s, size_t revision,
    size_t start)
{
	struct pdflex in = { f->from.data + start, f->from.data + s->xref };
	struct pdffile_object o;
	size_t i;

	if (check_numbers(f, s) != 0)
		return -1;
	qsort(s->entries, s->count, sizeof(*s->entries), by_offset);
	for (i = 0; i < s->count; i++) {
		if (s->entries[i].offset != (uint64_t)(in.p - f->from.data))
			return refuse(f, (size_t)(in.p - f->from.data), "there "
			    "are bytes that belong to no object, or two "
			    "entries for one (ISO 32000-2 7.5.4)");
		memset(&o, 0, sizeof(o));
		o.number = s->entries[i].number;
		o.revision = (uint32_t)revision;
		if (take_object(&in, &o) != 0)
			return refuse(f, (size_t)(in.p - f->from.data),
			    "object %u is damaged or not written as ours are "
			    "(ISO 32000-2 7.3.10)", o.number);
		keep_object(f, &o);
	}
	if (in.p != in.end)
		return refuse(f, (size_t)(in.p - f->from.data), "there are "
		    "bytes that belong to no object (ISO 32000-2 7.5.4)");
	f->size = s->size;
	return 0;
}

static bool
trailer_find(const struct pdfxref *s, const char *key,
    struct pdflex_value *v)
{
	struct pdflex_value trailer;

	value_at(s->trailer, s->trailer_len, &trailer);
	return pdflex_find(&trailer, key, v);
}

static bool
same_key(const struct pdfxref *a, const struct pdfxref *b, const char *key)
{
	struct pdflex_value v, w;
	bool in_a = trailer_find(a, key, &v);
	bool in_b = trailer_find(b, key, &w);

	return in_a == in_b && (!in_a || pdflex_same(&v, &w));
}

static bool
same_id(const struct pdfxref *a, const struct pdfxref *b)
{
	struct pdflex_value v, w;
	struct pdflex x, y;
	bool in_a = trailer_find(a, "ID", &v);

	if (in_a != trailer_find(b, "ID", &w))
		return false;
	if (!in_a)
		return true;
	x = pdflex_inside(&v);
	y = pdflex_inside(&w);
	return pdflex_next(&x, &v) && pdflex_next(&y, &w) &&
	    pdflex_same(&v, &w);
}

static void
tell_revision(struct pdffile_revision *r, const struct pdfxref *s,
    size_t start)
{
	r->start = start;
	r->xref = s->xref;
	r->end = s->end;
	r->size = (uint32_t)s->size;
	r->trailer = s->trailer;
	r->trailer_len = s->trailer_len;
}

/* Sections are known from the last one: their ends bound revisions. */
static int
read_revisions(struct pdffile *f)
{
	const struct pdfxref *first = &f->sections[f->count - 1];
	size_t i, total = 0, most = 0, start = sizeof(PDFXREF_HEAD) - 1;
	struct pdffile_revision *r;
	struct pdfxref *s;

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
		tell_revision(r, s, start);
		start = s->end;
		r->first = f->object_count;
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

static struct pdffile *
file_new(const void *data, size_t len, const char *name, struct diag *diag)
{
	struct pdffile *f = mem_zalloc(1, sizeof(*f));

	f->from.data = data;
	f->from.len = len;
	f->from.name = name;
	f->from.diag = diag;
	return f;
}

static int
check_head(const struct pdffile *f)
{
	if (f->from.len <= LIMIT_OUTPUT_BYTES &&
	    f->from.len >= sizeof(PDFXREF_HEAD) && memcmp(f->from.data,
	    PDFXREF_HEAD, sizeof(PDFXREF_HEAD) - 1) == 0)
		return 0;
	return refuse(f, 0, "this is not a PDF of ours: it does not start "
	    "with %%PDF-1.7 and our second line (ISO 32000-2 7.5.2)");
}

int
pdffile_parse(const void *data, size_t len, const char *name,
    struct pdffile **out, struct diag *diag)
{
	struct pdffile *f = file_new(data, len, name, diag);
	size_t i;
	int rc = -1;

	*out = NULL;
	if (check_head(f) == 0 && read_chain(f) == 0 &&
	    read_revisions(f) == 0)
		rc = 0;
	for (i = 0; f->sections != NULL && i < f->count; i++)
		pdfxref_clear(&f->sections[i]);
	mem_free(f->sections);
	f->sections = NULL;
	if (rc == 0)
		*out = f;
	else
		pdffile_free(f);
	return rc;
}

int
pdffile_own(const void *data, size_t len, const char *name,
    struct pdffile **out, struct diag *diag)
{
	struct pdffile *f = file_new(data, len, name, diag);

	*out = NULL;
	f->own = mem_zalloc(1, sizeof(*f->own));
	f->taken = mem_zalloc(1, sizeof(*f->taken));
	f->revisions = mem_zalloc(1, sizeof(*f->revisions));
	if (check_head(f) != 0 || pdfxref_skim(&f->from, f->own) != 0) {
		pdffile_free(f);
		return -1;
	}
	tell_revision(f->revisions, f->own, sizeof(PDFXREF_HEAD) - 1);
	f->count = 1;
	*out = f;
	return 0;
}

static void
taken_free(struct pdffile *f)
{
	struct taken *t, *next;

	for (t = f->taken == NULL ? NULL : *f->taken; t != NULL; t = next) {
		next = t->next;
		mem_free(t);
	}
	mem_free(f->taken);
	mem_free(f->own);
}

/* An object where its entry says it is; NULL where it is not. */
static const struct pdffile_object *
find_own(const struct pdffile *f, uint64_t number)
{
	struct taken *t;
	struct pdflex in;
	size_t at = 0;

	for (t = *f->taken; t != NULL; t = t->next)
		if (t->object.number == number)
			return &t->object;
	if (!pdfxref_offset(&f->from, f->own, number, &at))
		return NULL;
	t = mem_zalloc(1, sizeof(*t));
	t->object.number = (uint32_t)number;
	t->object.older = PDFFILE_NONE;
	in.p = f->from.data + at;
	in.end = f->from.data + f->own->xref;
	if (take_object(&in, &t->object) != 0) {
		mem_free(t);
		return NULL;
	}
	t->next = *f->taken;
	*f->taken = t;
	return &t->object;
}

void
pdffile_free(struct pdffile *f)
{
	if (f == NULL)
		return;
	mem_free(f->revisions);
	mem_free(f->objects);
	mem_free(f->latest);
	taken_free(f);
	mem_free(f);
}

const char *
pdffile_data(const struct pdffile *f)
{
	return f->from.data;
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
	if (f->own != NULL)
		return find_own(f, number);
	for (i = f->latest[number]; i != PDFFILE_NONE;
	    i = f->objects[i].older)
		if (f->objects[i].revision <= revision)
			return &f->objects[i];
	return NULL;
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
