/*
 * What a signature covers.  Attacks on signed PDFs (signature wrapping,
 * universal forgery) live from ranges that readers forgive; one shape is
 * accepted here.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "seal/der.h"
#include "seal/pdffield.h"
#include "seal/pdffile.h"
#include "seal/pdflex.h"
#include "seal/pdfrange.h"
#include "seal/pdftext.h"

struct reader {
	struct arena			*arena;
	const struct pdffile		*file;
	const struct pdffile_object	*object;
	const char			*name;
	struct diag			*diag;
	struct pdflex_value		 dict;
};

static int
refuse(const struct reader *r, const char *words)
{
	struct place at = { .file = r->name };

	diag_add(r->diag, DIAG_VERIFY_COVERAGE, &at, "revision %u: %s",
	    (unsigned)r->object->revision + 1, words);
	return -1;
}

bool
pdfrange_is_signature(const struct pdffile_object *o)
{
	struct pdflex_value dict, v;

	pdffile_value(o, &dict);
	return pdflex_find(&dict, "ByteRange", &v) ||
	    pdflex_find(&dict, "SubFilter", &v) ||
	    pdflex_says(&dict, "Type", "Sig") ||
	    pdflex_says(&dict, "Type", "DocTimeStamp");
}

static bool
on_ref(void *ctx, const struct pdflex_value *v)
{
	(void)ctx;
	(void)v;
	return false;
}

/* An optional text string. */
static bool
read_text(const struct reader *r, const char *key, const char **out)
{
	struct buf text = BUF_INIT;
	struct pdflex_value v;
	bool good;

	*out = "";
	if (!pdflex_find(&r->dict, key, &v))
		return true;
	good = pdftext_read(&v, &text) == 0;
	if (good)
		*out = arena_strdup(r->arena, buf_str(&text));
	buf_clear(&text);
	return good;
}

/* DocMDP, 12.8.2.2: permission 2 and no other. */
static bool
is_docmdp(const struct pdflex_value *v)
{
	static const char text[] = "[<</Type/SigRef/TransformMethod/DocMDP"
	    "/TransformParams<</Type/TransformParams/P 2/V/1.2>>>>]";
	struct pdflex in = { text, text + sizeof(text) - 1 };
	struct pdflex_value ours;

	return pdflex_take(&in, &ours) == 0 && pdflex_same(v, &ours);
}

static int
read_keys(const struct reader *r, struct pdfrange *out)
{
	static const char *const keys[] = { "Type", "Filter", "SubFilter",
	    "M", "Name", "Reason", "Location", "Reference", "ByteRange",
	    "Contents", NULL };
	struct pdflex_value v;

	if (!pdffield_only(&r->dict, keys) ||
	    !pdflex_says(&r->dict, "Type", "Sig") ||
	    !pdflex_says(&r->dict, "Filter", "Adobe.PPKLite") ||
	    !pdflex_says(&r->dict, "SubFilter", "ETSI.CAdES.detached"))
		return refuse(r, "a signature is not a plain PAdES signature "
		    "(EN 319 142-1 6.3)");
	if (!pdflex_find(&r->dict, "M", &v) ||
	    pdftext_read_date(&v, &out->claimed) != 0)
		return refuse(r, "a signature claims no time in UTC (EN 319 "
		    "142-1 6.3)");
	if (!read_text(r, "Name", &out->signer) ||
	    !read_text(r, "Reason", &out->reason) ||
	    !read_text(r, "Location", &out->location))
		return refuse(r, "name, reason or location of a signature is "
		    "no text (ISO 32000-2 7.9.2)");
	out->kind = PDFRANGE_APPROVAL;
	if (!pdflex_find(&r->dict, "Reference", &v))
		return 0;
	out->kind = PDFRANGE_CERTIFICATION;
	return is_docmdp(&v) ? 0 : refuse(r, "a signature refers to "
	    "permissions other than DocMDP 2 (ISO 32000-2 12.8.2.2)");
}

static int
read_stamp_keys(const struct reader *r, struct pdfrange *out)
{
	static const char *const keys[] = { "Type", "Filter", "SubFilter",
	    "ByteRange", "Contents", NULL };

	out->kind = PDFRANGE_TIME_STAMP;
	out->signer = out->reason = out->location = "";
	if (!pdffield_only(&r->dict, keys) ||
	    !pdflex_says(&r->dict, "Filter", "Adobe.PPKLite") ||
	    !pdflex_says(&r->dict, "SubFilter", "ETSI.RFC3161"))
		return refuse(r, "a document time-stamp is not a plain one "
		    "(ISO 32000-2 12.8.5)");
	return 0;
}

/* Digits are of lower case, as ours: one spelling of each byte. */
static bool
one_spelling(const struct pdflex_value *hex)
{
	size_t i;

	for (i = 0; i < hex->len; i++)
		if (hex->p[i] >= 'A' && hex->p[i] <= 'F')
			return false;
	return true;
}

/* /Contents: one DER value and zeros. */
static int
read_contents(const struct reader *r, const struct pdflex_value *v,
    struct pdfrange *out)
{
	struct buf bytes = BUF_INIT;
	struct der in, whole;
	size_t i;
	int rc = -1;

	pdflex_bytes(v, &bytes);
	in.p = (const unsigned char *)buf_str(&bytes);
	in.len = bytes.len;
	if (der_take(&in, DER_SEQUENCE, NULL, &whole) != 0) {
		(void)refuse(r, "Contents is no signature in DER (ISO "
		    "32000-2 12.8.1)");
		goto out;
	}
	for (i = 0; i < in.len; i++)
		if (in.p[i] != 0)
			break;
	if (i < in.len || !one_spelling(v)) {
		(void)refuse(r, "something hides in Contents behind the "
		    "signature, or its digits are of upper case (ISO 32000-2 "
		    "12.8.1: only zeros)");
		goto out;
	}
	out->der = (const unsigned char *)arena_strndup(r->arena,
	    (const char *)whole.p, whole.len);
	out->der_len = whole.len;
	rc = 0;
out:
	buf_clear(&bytes);
	return rc;
}

/* The four numbers as they must be, in the spelling they must have. */
static bool
is_range(const struct pdflex_value *v, const struct pdfrange *out)
{
	const size_t want[4] = { 0, out->gap, out->gap_end,
	    out->end - out->gap_end };
	struct pdflex in = pdflex_inside(v);
	struct pdflex_value n;
	char text[24];
	size_t i;

	for (i = 0; i < 4; i++) {
		snprintf(text, sizeof(text), "%zu", want[i]);
		if (!pdflex_next(&in, &n) || n.kind != PDFLEX_INT ||
		    n.len != strlen(text) || memcmp(n.p, text, n.len) != 0)
			return false;
	}
	return pdflex_done(&in);
}

int
pdfrange_read(struct arena *arena, const struct pdffile *file,
    const struct pdffile_object *o, const char *name, struct pdfrange *out,
    struct diag *diag)
{
	struct reader r = { arena, file, o, name, diag, { 0 } };
	struct pdflex_value contents, range;
	bool stamp;

	memset(out, 0, sizeof(*out));
	pdffile_value(o, &r.dict);
	stamp = pdflex_says(&r.dict, "Type", "DocTimeStamp");
	if (o->stream != NULL || !pdflex_walk(&r.dict, on_ref, NULL, NULL))
		return refuse(&r, "a signature dictionary is a stream or "
		    "refers to other objects (ISO 32000-2 12.8.1)");
	if ((stamp ? read_stamp_keys : read_keys)(&r, out) != 0)
		return -1;
	if (!pdflex_get(&r.dict, "Contents", PDFLEX_STRING, &contents) ||
	    *contents.p != '<' || !pdflex_get(&r.dict, "ByteRange",
	    PDFLEX_ARRAY, &range))
		return refuse(&r, "a signature has no Contents in hexadecimal "
		    "or no ByteRange (ISO 32000-2 12.8.1)");
	out->gap = (size_t)(contents.p - pdffile_data(file));
	out->gap_end = out->gap + contents.len;
	out->end = pdffile_revision(file, o->revision)->end;
	if (!is_range(&range, out))
		return refuse(&r, "ByteRange does not cover all of the "
		    "revision but exactly the string of Contents (ISO 32000-2 "
		    "12.8.1, EN 319 142-1 5.5)");
	return read_contents(&r, &contents, out);
}
