/*
 * The security store: streams of DER in three lists.  Which signature
 * needs which (VRI) is left to those who check.
 */
#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "seal/cert.h"
#include "seal/der.h"
#include "seal/material.h"
#include "seal/pdfappend.h"
#include "seal/pdffile.h"
#include "seal/pdflex.h"
#include "seal/pdfstore.h"

static const char *const lists[] = {
	[MATERIAL_CERT] = "Certs",
	[MATERIAL_CRL] = "CRLs",
	[MATERIAL_OCSP] = "OCSPs",
};
_Static_assert(sizeof(lists) / sizeof(lists[0]) == MATERIAL_KINDS,
    "each kind of material has its list");

/* The store of a revision: its dictionary and number. */
static bool
find_store(const struct pdffile *f, size_t revision, struct pdflex_value *out,
    uint32_t *number)
{
	const struct pdffile_object *o = pdffile_catalog(f, revision);
	struct pdflex_value v;

	if (o == NULL)
		return false;
	pdffile_value(o, &v);
	if (!pdflex_get(&v, "DSS", PDFLEX_REF, &v))
		return false;
	*number = (uint32_t)v.number;
	return pdffile_resolve(f, revision, &v, out);
}

/* Is this value in the list already? */
static bool
holds(const struct pdffile *f, const struct pdflex_value *list,
    const struct der *der)
{
	struct pdflex in = pdflex_inside(list);
	const struct pdffile_object *o;
	struct pdflex_value v;

	while (pdflex_next(&in, &v)) {
		o = pdffile_find(f, (uint64_t)v.number, pdffile_count(f) - 1);
		if (v.kind == PDFLEX_REF && o != NULL && o->stream != NULL &&
		    o->stream_len == der->len &&
		    memcmp(o->stream, der->p, der->len) == 0)
			return true;
	}
	return false;
}

static uint32_t
put_bytes(struct pdfappend *a, const struct der *der)
{
	uint32_t number = pdfappend_reserve(a);
	struct buf b = BUF_INIT;

	buf_printf(&b, "<</Length %zu>>\nstream\n", der->len);
	buf_add(&b, der->p, der->len);
	buf_adds(&b, "\nendstream");
	pdfappend_put(a, number, b.data, b.len);
	buf_clear(&b);
	return number;
}

/* The store's dictionary with what is new; how much that is. */
static size_t
put_lists(const struct pdffile *f, struct pdfappend *a,
    const struct pdflex_value *old, const struct material *m, struct buf *b)
{
	struct pdflex_value list;
	size_t i, n, more = 0;
	bool had;
	int kind;

	buf_adds(b, "<</Type/DSS");
	for (kind = 0; kind < MATERIAL_KINDS; kind++) {
		n = material_count(m, (enum material_kind)kind);
		had = old != NULL && pdflex_get(old, lists[kind],
		    PDFLEX_ARRAY, &list);
		if (n == 0 && !had)
			continue;
		buf_printf(b, "/%s[", lists[kind]);
		if (had)
			buf_add(b, list.p + 1, list.len - 2);
		for (i = 0; i < n; i++) {
			const struct der *der = material_der(m,
			    (enum material_kind)kind, i);

			if (had && holds(f, &list, der))
				continue;
			buf_printf(b, " %u 0 R", (unsigned)put_bytes(a, der));
			more++;
		}
		buf_addc(b, ']');
	}
	buf_adds(b, ">>");
	return more;
}

/* The catalog with the store, and the extension that tells of it. */
static void
put_catalog(const struct pdffile *f, struct pdfappend *a, uint32_t store)
{
	static const char *const none[] = { NULL };
	const struct pdffile_object *o = pdffile_catalog(f,
	    pdffile_count(f) - 1);
	struct pdflex_value dict, v;
	struct buf b = BUF_INIT;

	pdffile_value(o, &dict);
	pdfappend_open(&b, &dict, none);
	buf_printf(&b, "/DSS %u 0 R", (unsigned)store);
	if (!pdflex_find(&dict, "Extensions", &v))
		buf_adds(&b, "/Extensions<</ESIC<</BaseVersion/1.7"
		    "/ExtensionLevel 5>>>>");
	buf_adds(&b, ">>");
	pdfappend_put(a, o->number, b.data, b.len);
	buf_clear(&b);
}

int
pdfstore_add(struct buf *pdf, const char *name, const struct material *m,
    struct diag *diag)
{
	struct buf b = BUF_INIT, tail = BUF_INIT;
	struct pdfappend *a = NULL;
	struct pdffile *f;
	struct pdflex_value old;
	uint32_t number = 0;
	bool had;

	if (pdffile_parse(pdf->data, pdf->len, name, &f, diag) != 0)
		return -1;
	a = pdfappend_new(f);
	had = find_store(f, pdffile_count(f) - 1, &old, &number);
	if (!had)
		number = pdfappend_reserve(a);
	if (put_lists(f, a, had ? &old : NULL, m, &b) > 0) {
		pdfappend_put(a, number, b.data, b.len);
		if (!had)
			put_catalog(f, a, number);
		pdfappend_write(a, &tail);
	}
	pdfappend_free(a);
	pdffile_free(f);
	buf_add(pdf, buf_str(&tail), tail.len);
	buf_clear(&b);
	buf_clear(&tail);
	return 0;
}

static int
refuse(const char *name, struct diag *diag, const char *words)
{
	struct place at = { .file = name };

	diag_add(diag, DIAG_VERIFY_MATERIAL, &at, "%s", words);
	return -1;
}

/* One value of a list, given to material if it can be read. */
static int
read_value(const struct pdffile_object *o, enum material_kind kind,
    const char *name, struct material *m, struct diag *diag)
{
	struct cert *cert;
	const char *why;

	if (kind == MATERIAL_CERT) {
		cert = cert_parse(o->stream, o->stream_len, &why);
		if (cert == NULL)
			return refuse(name, diag, "the document security "
			    "store holds a damaged certificate (EN 319 142-1 "
			    "5.4.2)");
		cert_free(cert);
	}
	return material_add(m, kind, o->stream, o->stream_len, name, diag);
}

int
pdfstore_read(const struct pdffile *f, size_t revision, const char *name,
    struct material *m, struct diag *diag)
{
	const struct pdffile_object *o;
	struct pdflex_value dict, list, v;
	struct pdflex in;
	uint32_t number;
	int kind, rc = 0;

	if (!find_store(f, revision, &dict, &number))
		return 0;
	for (kind = 0; kind < MATERIAL_KINDS; kind++) {
		if (!pdflex_find(&dict, lists[kind], &list))
			continue;
		in = pdflex_inside(&list);
		while (pdflex_next(&in, &v)) {
			o = v.kind != PDFLEX_REF ? NULL : pdffile_find(f,
			    (uint64_t)v.number, revision);
			if (o == NULL || o->stream == NULL)
				return refuse(name, diag, "the document "
				    "security store lists what is no stream "
				    "(EN 319 142-1 5.4.2)");
			if (read_value(o, (enum material_kind)kind, name, m,
			    diag) != 0)
				rc = -1;
		}
	}
	return rc;
}
