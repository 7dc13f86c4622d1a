/*
 * The reader of cross-reference sections and trailers (ISO 32000-2 7.5.4,
 * 7.5.5), as strict as the files are that we write.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "base/limits.h"
#include "base/mem.h"
#include "seal/pdflex.h"
#include "seal/pdfxref.h"

#define ENTRY	20		/* bytes of a cross-reference entry, 7.5.4 */

int
pdfxref_refuse(const struct pdfxref_source *f, size_t at,
    const char *fmt, ...)
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

/* "startxref", 7.5.5, read backwards from the end of the file. */
int
pdfxref_last(const struct pdfxref_source *f, size_t *xref)
{
	static const char eof[] = "\n%%EOF\n", word[] = "startxref\n";
	const char *p = f->data + f->len - (sizeof(eof) - 1);
	struct pdflex in;
	uint64_t n;

	if (f->len < sizeof(PDFXREF_HEAD) + sizeof(eof) + sizeof(word) +
	    ENTRY || memcmp(p, eof, sizeof(eof) - 1) != 0)
		return pdfxref_refuse(f, f->len, "the file does not end with "
		    "%%%%EOF and a line feed (ISO 32000-2 7.5.5)");
	in.end = p;
	while (p > f->data && p[-1] >= '0' && p[-1] <= '9')
		p--;
	in.p = p;
	if ((size_t)(p - f->data) < sizeof(word) || memcmp(p - (sizeof(word) -
	    1), word, sizeof(word) - 1) != 0 ||
	    !pdflex_number(&in, f->len, &n) || in.p != in.end)
		return pdfxref_refuse(f, (size_t)(p - f->data), "there is no "
		    "startxref (ISO 32000-2 7.5.5)");
	*xref = (size_t)n;
	return 0;
}

/* One entry, 7.5.4: in use with generation 0, or number 0, free. */
static int
take_entry(const struct pdfxref_source *f, struct pdflex *in,
    uint64_t number, uint64_t *offset)
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
add_entry(struct pdfxref *s, uint64_t number, uint64_t offset)
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
read_entries(const struct pdfxref_source *f, struct pdfxref *s,
    struct pdflex *in)
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
read_trailer(struct pdfxref *s, struct pdflex *in)
{
	struct pdflex_value trailer, v, root;
	size_t known = 2;

	if (pdflex_take(in, &trailer) != 0 ||
	    !pdflex_get(&trailer, "Size", PDFLEX_INT, &v) ||
	    v.number < 2 || v.number > LIMIT_PDF_OBJECTS ||
	    !pdflex_get(&trailer, "Root", PDFLEX_REF, &root))
		return -1;
	s->trailer = trailer.p;
	s->trailer_len = trailer.len;
	s->size = (uint64_t)v.number;
	if (pdflex_find(&trailer, "Prev", &v)) {
		known++;
		if (v.kind != PDFLEX_INT || v.number <= 0 ||
		    (uint64_t)v.number >= s->xref)
			return -1;
		s->prev = (uint64_t)v.number;
	}
	if (pdflex_find(&trailer, "Info", &v)) {
		known++;
		if (v.kind != PDFLEX_REF)
			return -1;
	}
	if (pdflex_find(&trailer, "ID", &v)) {
		known++;
		if (v.kind != PDFLEX_ARRAY || pdflex_count(&v) != 2)
			return -1;
	}
		return known == pdflex_count(&trailer) ? 0 : -1;
}

/* What follows the entries, to "%%EOF". */
static int
read_tail(const struct pdfxref_source *f, struct pdfxref *s,
    struct pdflex *in)
{
	uint64_t n;

	if (!pdflex_match(in, "trailer\n") || read_trailer(s, in) != 0)
		return pdfxref_refuse(f, (size_t)(in->p - f->data), "the "
		    "trailer is damaged or holds other keys than Size, Prev, "
		    "Root, Info and ID (ISO 32000-2 7.5.5)");
	if (!pdflex_match(in, "\nstartxref\n") || !pdflex_number(in,
	    f->len, &n) || n != s->xref || !pdflex_match(in, "\n%%EOF\n"))
		return pdfxref_refuse(f, (size_t)(in->p - f->data),
		    "startxref and %%%%EOF do not close this revision (ISO "
		    "32000-2 7.5.5)");
	s->end = (size_t)(in->p - f->data);
	return 0;
}

/* The word a section begins with; s and in are set. */
static int
begin(const struct pdfxref_source *f, size_t xref, size_t limit,
    struct pdfxref *s, struct pdflex *in)
{
	in->p = f->data + xref;
	in->end = f->data + limit;
	s->xref = xref;
	if (xref >= sizeof(PDFXREF_HEAD) - 1 && pdflex_match(in, "xref\n"))
		return 0;
	return pdfxref_refuse(f, xref, "there is no cross-reference section; "
	    "cross-reference streams are not ours (ISO 32000-2 7.5.4)");
}

static int
damaged(const struct pdfxref_source *f, const char *at)
{
	return pdfxref_refuse(f, (size_t)(at - f->data), "the cross-reference "
	    "section is damaged, out of order or frees an object (ISO 32000-2 "
	    "7.5.4)");
}

int
pdfxref_read(const struct pdfxref_source *f, size_t xref, size_t limit,
    struct pdfxref *s)
{
	struct pdflex in;

	if (begin(f, xref, limit, s, &in) != 0)
		return -1;
	if (read_entries(f, s, &in) != 0)
		return damaged(f, in.p);
	return read_tail(f, s, &in);
}

int
pdfxref_skim(const struct pdfxref_source *f, struct pdfxref *s)
{
	struct pdflex in;
	uint64_t n, none;
	size_t xref = 0;

	if (pdfxref_last(f, &xref) != 0 ||
	    begin(f, xref, f->len, s, &in) != 0)
		return -1;
	if (!pdflex_match(&in, "0 ") ||
	    !pdflex_number(&in, LIMIT_PDF_OBJECTS, &n) ||
	    !pdflex_match(&in, "\n") ||
	    n > (uint64_t)(in.end - in.p) / ENTRY)
		return damaged(f, in.p);
	s->table = in.p;
	if (n == 0 || take_entry(f, &in, 0, &none) != 0)
		return damaged(f, in.p);
	in.p = s->table + n * ENTRY;
	if (read_tail(f, s, &in) != 0)
		return -1;
	if (s->prev != 0 || s->size != n || s->end != f->len)
		return pdfxref_refuse(f, xref, "this is not the only revision "
		    "of a new file (ISO 32000-2 7.5.6)");
	return 0;
}

bool
pdfxref_offset(const struct pdfxref_source *f, const struct pdfxref *s,
    uint64_t number, size_t *offset)
{
	struct pdflex in;
	uint64_t at;

	if (number == 0 || number >= s->size)
		return false;
	in.p = s->table + number * ENTRY;
	in.end = in.p + ENTRY;
	if (take_entry(f, &in, number, &at) != 0 || at >= s->xref)
		return false;
	*offset = (size_t)at;
	return true;
}

void
pdfxref_clear(struct pdfxref *s)
{
	mem_free(s->entries);
	s->entries = NULL;
}
