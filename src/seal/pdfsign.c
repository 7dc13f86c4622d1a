/*
 * The signer of PDFs: builds a revision with a signature dictionary,
 * hashes all but the place of its /Contents, and fills that in.
 */
#include <stdarg.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/digest.h"
#include "seal/pdfappend.h"
#include "seal/pdffield.h"
#include "seal/pdffile.h"
#include "seal/pdflex.h"
#include "seal/pdfplace.h"
#include "seal/pdfsign.h"
#include "seal/pdftext.h"

#define RANGE	"/ByteRange [0 0000000000 0000000000 0000000000]"

/* A revision in the making. */
struct job {
	const char		*data;		/* what is there */
	size_t			 len;
	const struct digest_ctx	*digest;	/* of it, or NULL */
	struct buf		*out;		/* gets the revision */
	const char		*name;
	struct diag		*diag;
	const struct pdfsign_maker *maker;
	struct pdffile		*file;
	struct pdfappend	*append;
	size_t			 last;		/* revision signed over */
	uint32_t		 number;	/* the signature dictionary */
	size_t			 contents, range;	/* in its body */
};

static int __attribute__((format(printf, 3, 4)))
refuse(const struct job *j, enum diag_code code, const char *fmt, ...)
{
	struct place at = { .file = j->name };
	struct buf words = BUF_INIT;
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&words, fmt, ap);
	va_end(ap);
	diag_add(j->diag, code, &at, "%s", buf_str(&words));
	buf_clear(&words);
	return -1;
}

static int
open_job(struct job *j)
{
	/* What the caller has just written needs no second look. */
	if ((j->digest != NULL ? pdffile_own : pdffile_parse)(j->data,
	    j->len, j->name, &j->file, j->diag) != 0)
		return -1;
	j->last = pdffile_count(j->file) - 1;
	j->append = pdfappend_new(j->file);
	j->number = pdfappend_reserve(j->append);
	return 0;
}

static void
close_job(struct job *j)
{
	pdfappend_free(j->append);
	pdffile_free(j->file);
}

static void
put_entry(struct buf *b, const char *key, const char *text)
{
	if (text == NULL || *text == '\0')
		return;
	buf_addc(b, '/');
	buf_adds(b, key);
	pdftext_put(b, text);
}

/* The signature dictionary, 12.8.1; both gaps are filled in later. */
static void
put_signature(struct job *j, const char *type, const char *format,
    const struct pdfsign_request *r, bool certify)
{
	struct buf b = BUF_INIT;

	buf_printf(&b, "<</Type/%s/Filter/Adobe.PPKLite/SubFilter/%s", type,
	    format);
	if (r != NULL) {
		buf_adds(&b, "/M");
		pdftext_put_date(&b, r->when);
		put_entry(&b, "Name", r->name);
		put_entry(&b, "Reason", r->reason);
		put_entry(&b, "Location", r->location);
	}
	if (certify)
		buf_adds(&b, "/Reference[<</Type/SigRef/TransformMethod"
		    "/DocMDP/TransformParams<</Type/TransformParams/P 2/V"
		    "/1.2>>>>]");
	j->range = b.len;
	buf_adds(&b, RANGE);
	buf_adds(&b, "/Contents ");
	j->contents = b.len;
	buf_addc(&b, '<');
	buf_pad(&b, '0', 2 * j->maker->room);
	buf_adds(&b, ">>>");
	pdfappend_put(j->append, j->number, b.data, b.len);
	buf_clear(&b);
}

/* /ByteRange: all of the file but the string of /Contents (12.8.1). */
static void
fill_range(const struct job *j, struct buf *tail, size_t at, size_t end)
{
	size_t base = j->len, total = base + tail->len;
	struct buf text = BUF_INIT;

	buf_printf(&text, "/ByteRange [0 %zu %zu %zu]", base + at, base + end,
	    total - base - end);
	buf_pad(&text, ' ', sizeof(RANGE) - 1 - text.len);
	memcpy(tail->data + pdfappend_at(j->append, j->number) + j->range,
	    text.data, text.len);
	buf_clear(&text);
}

/* Write the revision, have it signed, and add it to the file. */
static int
finish(struct job *j)
{
	struct buf tail = BUF_INIT, der = BUF_INIT, hex = BUF_INIT;
	size_t at, end;
	struct digest_ctx *ctx;
	struct digest d;
	int rc = -1;

	pdfappend_write(j->append, &tail);
	at = pdfappend_at(j->append, j->number) + j->contents;
	end = at + 2 * j->maker->room + 2;
	fill_range(j, &tail, at, end);
	if (j->digest != NULL) {
		ctx = digest_fork(j->digest);
	} else {
		ctx = digest_begin();
		digest_feed(ctx, j->data, j->len);
	}
	digest_feed(ctx, tail.data, at);
	digest_feed(ctx, tail.data + end, tail.len - end);
	digest_end(ctx, &d);
	if (j->maker->make(j->maker->ctx, &d, &der, j->diag) != 0)
		goto out;
	if (der.len > j->maker->room) {
		(void)refuse(j, DIAG_PDF_ROOM, "the signature has %zu bytes, "
		    "%zu were set aside", der.len, j->maker->room);
		goto out;
	}
	pdftext_put_hex(&hex, der.data, der.len);
	memcpy(tail.data + at, hex.data, hex.len - 1);
	pdffile_free(j->file);
	j->file = NULL;
	buf_add(j->out, tail.data, tail.len);
	rc = 0;
out:
	buf_clear(&tail);
	buf_clear(&der);
	buf_clear(&hex);
	return rc;
}

/* The field again, with its value and, where there is one, its picture. */
static int
put_field(struct job *j, uint32_t number, const struct pdfsign_stamp *stamp)
{
	static const char *const picture_key[] = { "AP", NULL };
	static const char *const none[] = { NULL };
	const struct pdffile_object *o = pdffile_find(j->file, number,
	    j->last);
	struct pdflex_value dict;
	struct buf b = BUF_INIT;
	uint32_t picture = 0;

	if (stamp != NULL && stamp->count > 0 && pdfplace_stamp(j->append,
	    stamp->objects, stamp->count, stamp->first, &picture) != 0)
		return refuse(j, DIAG_PDF_STAMP, "the appearance is no list "
		    "of objects");
	pdffile_value(o, &dict);
	pdfappend_open(&b, &dict, picture == 0 ? none : picture_key);
	if (picture != 0)
		buf_printf(&b, "/AP<</N %u 0 R>>", (unsigned)picture);
	buf_printf(&b, "/V %u 0 R>>", (unsigned)j->number);
	pdfappend_put(j->append, number, b.data, b.len);
	buf_clear(&b);
	return 0;
}

/* The catalog again, with the permission (12.8.6). */
static void
put_perms(struct job *j)
{
	static const char *const none[] = { NULL };
	const struct pdffile_object *o = pdffile_catalog(j->file, j->last);
	struct pdflex_value dict;
	struct buf b = BUF_INIT;

	pdffile_value(o, &dict);
	pdfappend_open(&b, &dict, none);
	buf_printf(&b, "/Perms<</DocMDP %u 0 R>>>>", (unsigned)j->number);
	pdfappend_put(j->append, o->number, b.data, b.len);
	buf_clear(&b);
}

/* Certified first, then approved: 12.8.2.2.1. */
static int
check_order(const struct job *j, const struct pdffield *fields, size_t n,
    bool certify)
{
	struct pdflex_value dict, v;
	bool certified, any = false;
	size_t i;

	pdffile_value(pdffile_catalog(j->file, j->last), &dict);
	certified = pdflex_find(&dict, "Perms", &v);
	for (i = 0; i < n; i++)
		any = any || fields[i].filled;
	if (certify && (certified || any))
		return refuse(j, DIAG_PDF_ORDER, "it is %s already; the "
		    "issuer's certification is the first signature (ISO "
		    "32000-2 12.8.2.2)", certified ? "certified" : "signed");
	if (!certify && !certified)
		return refuse(j, DIAG_PDF_ORDER, "it is not certified by its "
		    "issuer yet; approvals come after that (ISO 32000-2 "
		    "12.8.2.2)");
	return 0;
}

static int
sign_field(struct job *j, const struct pdfsign_request *r, bool certify)
{
	const char *which = certify ? PDFFIELD_ISSUER : r->field;
	struct arena *arena = arena_new();
	const struct pdffield *field;
	struct pdffield *fields;
	size_t n;
	int rc = -1;

	j->maker = r->maker;
	if (open_job(j) != 0 || pdffield_read(arena, j->file, j->last,
	    j->name, &fields, &n, j->diag) != 0 ||
	    check_order(j, fields, n, certify) != 0)
		goto out;
	field = pdffield_find(fields, n, which);
	if (field == NULL || field->filled) {
		(void)refuse(j, DIAG_PDF_FIELD, "the signature field \"%s\" "
		    "%s", which, field == NULL ? "does not exist" :
		    "is signed already");
		goto out;
	}
	put_signature(j, "Sig", "ETSI.CAdES.detached", r, certify);
	if (put_field(j, field->number, r->stamp) != 0)
		goto out;
	if (certify)
		put_perms(j);
	rc = finish(j);
out:
	close_job(j);
	arena_free(arena);
	return rc;
}

/* A revision behind what the buffer holds. */
static struct job
job_in(struct buf *pdf, const char *name, struct diag *diag)
{
	struct job j = { .data = pdf->data, .len = pdf->len, .out = pdf,
	    .name = name, .diag = diag };

	return j;
}

int
pdfsign_certify(struct buf *pdf, const char *name,
    const struct pdfsign_request *r, struct diag *diag)
{
	struct job j = job_in(pdf, name, diag);

	return sign_field(&j, r, true);
}

int
pdfsign_issue(const struct pdfsign_fresh *fresh, struct buf *revision,
    const struct pdfsign_request *r, struct diag *diag)
{
	struct job j = { .data = fresh->data, .len = fresh->len,
	    .digest = fresh->digest, .out = revision, .name = fresh->name,
	    .diag = diag };

	return sign_field(&j, r, true);
}

int
pdfsign_approve(struct buf *pdf, const char *name,
    const struct pdfsign_request *r, struct diag *diag)
{
	struct job j = job_in(pdf, name, diag);

	return sign_field(&j, r, false);
}

int
pdfsign_time(struct buf *pdf, const char *name,
    const struct pdfsign_maker *maker, struct diag *diag)
{
	struct job j = job_in(pdf, name, diag);
	struct arena *arena = arena_new();
	struct pdffield *fields;
	size_t n;
	int rc = -1;

	j.maker = maker;
	if (open_job(&j) != 0 || pdffield_read(arena, j.file, j.last, name,
	    &fields, &n, diag) != 0)
		goto out;
	put_signature(&j, "DocTimeStamp", "ETSI.RFC3161", NULL, false);
	if (pdfplace_time_field(j.file, j.append, arena_printf(arena,
	    "time-stamp-%zu", n + 1), j.number) != 0) {
		(void)refuse(&j, DIAG_PDF_FIELD, "it has no form or no page "
		    "that a time-stamp can be added to (ISO 32000-2 12.8.5)");
		goto out;
	}
	rc = finish(&j);
out:
	close_job(&j);
	arena_free(arena);
	return rc;
}

size_t
pdfsign_room(size_t certificates_len, bool stamped)
{
	/* Attributes, names and an RSA signature of 8192 bits; a token with
	 * its own chain. */
	return certificates_len + 2560 + (stamped ? 8192 : 0);
}
