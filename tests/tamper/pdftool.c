/*
 * Signs and judges PDFs for the tamper suite.  Linked from the objects of
 * seal/ and base/ alone.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/fs.h"
#include "base/limits.h"
#include "base/proc.h"
#include "seal/cms.h"
#include "seal/key.h"
#include "seal/material.h"
#include "seal/pdffile.h"
#include "seal/pdfjudge.h"
#include "seal/pdfrange.h"
#include "seal/pdfsign.h"
#include "seal/pdfstore.h"
#include "seal/pdfverify.h"
#include "seal/stamp.h"
#include "seal/trust.h"

static struct arena	*arena;
static struct diag	*diag;

/* Print the findings; their status, or 1. */
static int
tell(void)
{
	struct buf text = BUF_INIT;
	int status = diag_status(diag, DIAG_ERROR);

	diag_print(diag, NULL, &text);
	fputs(buf_str(&text), stderr);
	buf_clear(&text);
	return status != 0 ? status : 1;
}

static int
read_file(const char *path, struct buf *out)
{
	return fs_read(NULL, path, LIMIT_OUTPUT_BYTES, out, diag);
}

static int
write_file(const char *path, const struct buf *b)
{
	FILE *f = fopen(path, "wb");

	if (f == NULL || fwrite(b->data, 1, b->len, f) != b->len ||
	    fclose(f) != 0)
		return -1;
	return 0;
}

struct signer {
	struct key		*key;
	struct stamp_source	*tsa;
};

static int
make_cms(void *ctx, const struct digest *d, struct buf *der, struct diag *dg)
{
	struct signer *s = ctx;

	return cms_sign_pades(s->key, d, s->tsa, der, dg);
}

static int
make_stamp(void *ctx, const struct digest *d, struct buf *der,
    struct diag *dg)
{
	struct signer *s = ctx;

	return stamp_fetch(s->tsa, d, der, dg);
}

static void
source(struct stamp_source *tsa, struct proc *p, const char *command)
{
	static const char *env[2];
	char *path = getenv("PATH");

	env[0] = arena_printf(arena, "PATH=%s", path != NULL ? path :
	    "/usr/bin");
	p->argv = proc_split(arena, command);
	p->env = env;
	p->seconds = 20;
	tsa->command = p;
}

#define OBJECTS	16

/*
 * Objects of a picture from a file where lines of "----" part them, or a
 * plain one with a font.
 */
static int
picture(const char *path, struct buf objects[OBJECTS],
    struct pdfsign_stamp *stamp)
{
	static const char line[] = "\n----\n";
	struct buf all = BUF_INIT;
	const char *p, *end;

	stamp->objects = objects;
	stamp->first = 1;
	stamp->count = 0;
	if (read_file(path, &all) != 0)
		return -1;
	for (p = buf_str(&all); stamp->count < OBJECTS; p = end +
	    strlen(line)) {
		end = strstr(p, line);
		buf_add(&objects[stamp->count++], p, end != NULL ?
		    (size_t)(end - p) : strlen(p));
		if (end == NULL)
			break;
	}
	buf_clear(&all);
	return 0;
}

static void
plain_picture(struct buf objects[OBJECTS], struct pdfsign_stamp *stamp)
{
	static const char data[] = "0.8 0.9 0.8 rg 0 0 260 70 re f\n";

	buf_printf(&objects[0], "<</Type/XObject/Subtype/Form/BBox[0 0 260 70]"
	    "/Resources<</Font<</F0 2 0 R>>>>/Length %zu>>\nstream\n%s\n"
	    "endstream", strlen(data), data);
	buf_adds(&objects[1], "<</Type/Font/Subtype/Type1/BaseFont"
	    "/Helvetica>>");
	stamp->objects = objects;
	stamp->first = 1;
	stamp->count = 2;
}

/* certify|approve FILE FIELD KEY CERT NOW TSA|- PICTURE|- */
static int
sign(char **a, bool certify)
{
	struct buf pdf = BUF_INIT, key_pem = BUF_INIT, cert_pem = BUF_INIT;
	struct buf objects[OBJECTS] = { BUF_INIT };
	struct signer s = { NULL, NULL };
	struct stamp_source tsa = { 0 };
	struct pdfsign_stamp stamp;
	struct proc p = { 0 };
	struct pdfsign_maker maker = { make_cms, &s, 0 };
	struct pdfsign_request r = { .field = a[1], .name = "Erika Mustermann",
	    .reason = "approve: reviewed \303\274berall", .when = atoll(a[4]),
	    .stamp = &stamp, .maker = &maker };
	size_t i;
	int rc;

	if (strcmp(a[6], "-") == 0)
		plain_picture(objects, &stamp);
	else if (picture(a[6], objects, &stamp) != 0)
		return tell();
	if (read_file(a[0], &pdf) != 0 || read_file(a[2], &key_pem) != 0 ||
	    read_file(a[3], &cert_pem) != 0 || key_load(&key_pem, a[2],
	    &cert_pem, a[3], NULL, r.when, &s.key, diag) != 0)
		return tell();
	if (strcmp(a[5], "-") != 0) {
		source(&tsa, &p, a[5]);
		s.tsa = &tsa;
	}
	maker.room = pdfsign_room(cert_pem.len, s.tsa != NULL);
	rc = (certify ? pdfsign_certify : pdfsign_approve)(&pdf, a[0], &r,
	    diag);
	key_free(s.key);
	if (rc != 0 || write_file(a[0], &pdf) != 0)
		return tell();
	buf_clear(&pdf);
	buf_clear(&key_pem);
	buf_clear(&cert_pem);
	for (i = 0; i < OBJECTS; i++)
		buf_clear(&objects[i]);
	return 0;
}

static int
certify(char **a)
{
	return sign(a, true);
}

static int
approve(char **a)
{
	return sign(a, false);
}

/* Where a hole for a signature begins and ends: the last one. */
static bool
find_hole(const struct buf *pdf, size_t *gap, size_t *end)
{
	static const char hole[] = "/Contents <30030201";
	size_t i, n = sizeof(hole) - 1;

	for (i = pdf->len - n; i > 0; i--)
		if (memcmp(pdf->data + i, hole, n) == 0)
			break;
	*gap = i + 10;
	for (*end = *gap; *end < pdf->len && pdf->data[*end] != '>';)
		(*end)++;
	(*end)++;
	return i > 0 && *end < pdf->len;
}

/* The hole of one file gets what a signer, or a clock, says of the rest. */
static int
fill_one(const char *name, struct signer *s, struct buf *pdf)
{
	static const char hex[] = "0123456789abcdef";
	struct buf der = BUF_INIT;
	struct digest_ctx *ctx = digest_begin();
	struct digest d;
	size_t gap, end, i;
	char head[401];

	if (read_file(name, pdf) != 0 || !find_hole(pdf, &gap, &end))
		return -1;
	digest_feed(ctx, pdf->data, gap);
	digest_feed(ctx, pdf->data + end, pdf->len - end);
	digest_end(ctx, &d);
	memcpy(head, pdf->data + gap - 400, 400);
	head[400] = '\0';
	if ((strstr(head, "ETSI.RFC") != NULL ? make_stamp : make_cms)(s, &d,
	    &der, diag) != 0 || 2 * der.len > end - gap - 2)
		return -1;
	for (i = 0; i < der.len; i++) {
		pdf->data[gap + 1 + 2 * i] = hex[(unsigned char)der.data[i]
		    >> 4];
		pdf->data[gap + 2 + 2 * i] = hex[der.data[i] & 15];
	}
	buf_clear(&der);
	return write_file(name, pdf);
}

/* fill LIST KEY CERT NOW TSA: a genuine signature in the hole of each. */
static int
fill(char **a)
{
	struct buf pdf = BUF_INIT, key_pem = BUF_INIT, cert_pem = BUF_INIT;
	struct signer s = { NULL, NULL };
	struct stamp_source tsa = { 0 };
	struct proc p = { 0 };
	char name[1024];
	FILE *list = fopen(a[0], "r");

	if (list == NULL || read_file(a[1], &key_pem) != 0 ||
	    read_file(a[2], &cert_pem) != 0 || key_load(&key_pem, a[1],
	    &cert_pem, a[2], NULL, atoll(a[3]), &s.key, diag) != 0)
		return tell();
	source(&tsa, &p, a[4]);
	s.tsa = &tsa;
	while (fgets(name, sizeof(name), list) != NULL) {
		name[strcspn(name, "\n")] = '\0';
		buf_clear(&pdf);
		if (fill_one(name, &s, &pdf) != 0) {
			fprintf(stderr, "%s is not filled\n", name);
			return tell();
		}
	}
	fclose(list);
	key_free(s.key);
	buf_clear(&pdf);
	buf_clear(&key_pem);
	buf_clear(&cert_pem);
	return 0;
}

/* time FILE TSA */
static int
stamp_file(char **a)
{
	struct signer s = { NULL, NULL };
	struct stamp_source tsa = { 0 };
	struct proc p = { 0 };
	struct pdfsign_maker maker = { make_stamp, &s, 8192 };
	struct buf pdf = BUF_INIT;

	s.tsa = &tsa;
	source(&tsa, &p, a[1]);
	if (read_file(a[0], &pdf) != 0 || pdfsign_time(&pdf, a[0], &maker,
	    diag) != 0 || write_file(a[0], &pdf) != 0)
		return tell();
	buf_clear(&pdf);
	return 0;
}

/* store FILE MATERIAL */
static int
store(char **a)
{
	struct material *m = material_new();
	struct buf pdf = BUF_INIT, bytes = BUF_INIT;

	if (read_file(a[0], &pdf) != 0 || read_file(a[1], &bytes) != 0 ||
	    material_add_file(m, &bytes, a[1], diag) != 0 ||
	    pdfstore_add(&pdf, a[0], m, diag) != 0 ||
	    write_file(a[0], &pdf) != 0)
		return tell();
	material_free(m);
	buf_clear(&pdf);
	buf_clear(&bytes);
	return 0;
}

static const char *
yes(bool b)
{
	return b ? "yes" : "NO";
}

static void
print(const struct pdfverify *v)
{
	static const char *const kinds[] = { "certification", "approval",
	    "time-stamp" };
	size_t i;

	for (i = 0; i < v->count; i++) {
		const struct pdfjudge_signature *at =
		    &v->judge->signatures[i];
		const struct pdfverify_signature *s = &v->signatures[i];

		printf("%s %s revision %u: integrity %s, signature %s, "
		    "signer %s, time %s\n", at->shaped ?
		    kinds[at->range->kind] : "?", at->field,
		    (unsigned)at->revision + 1, yes(s->integrity),
		    yes(s->signature), yes(s->signer), yes(s->time));
	}
	printf("%s: %zu revisions, %zu open fields\n", v->good ? "good" :
	    "NOT GOOD", v->judge->revisions, v->judge->open);
}

/* verify FILE TRUST NOW */
static int
verify(char **a)
{
	struct pdfverify_options o = { .now = atoll(a[2]) };
	struct buf pdf = BUF_INIT, pem = BUF_INIT;
	struct trust *trust;
	struct pdfverify v;
	int rc;

	if (read_file(a[0], &pdf) != 0 || read_file(a[1], &pem) != 0 ||
	    trust_parse(&pem, a[1], &trust, diag) != 0)
		return tell();
	o.trust = trust;
	rc = pdfverify_bytes(arena, pdf.data, pdf.len, a[0], &o, &v, diag);
	print(&v);
	trust_free(trust);
	buf_clear(&pdf);
	buf_clear(&pem);
	if (rc != 0 || diag_first(diag) != NULL)
		(void)tell();
	return rc == 0 ? 0 : 4;
}

/*
 * many LIST TRUST NOW: one line a file named in LIST (a file of names):
 * its status and the first finding.  One process for thousands of files.
 */
static int
many(char **a)
{
	struct pdfverify_options o = { .now = atoll(a[2]) };
	struct buf pdf = BUF_INIT, pem = BUF_INIT;
	struct trust *trust;
	struct pdfverify v;
	const struct finding *f;
	char name[1024];
	FILE *list = fopen(a[0], "r");
	int rc;

	if (list == NULL || read_file(a[1], &pem) != 0 ||
	    trust_parse(&pem, a[1], &trust, diag) != 0)
		return tell();
	o.trust = trust;
	while (fgets(name, sizeof(name), list) != NULL) {
		name[strcspn(name, "\n")] = '\0';
		arena_reset(arena);
		diag = diag_new(arena);
		buf_clear(&pdf);
		if (read_file(name, &pdf) != 0)
			return tell();
		rc = pdfverify_bytes(arena, pdf.data, pdf.len, name, &o, &v,
		    diag);
		for (f = diag_first(diag); f != NULL &&
		    diag_level(f->code) != DIAG_ERROR; f = f->next)
			continue;
		printf("%s %s %s %s\n", rc == 0 ? "good" : "bad", name,
		    f == NULL ? "-" : diag_id(f->code), f == NULL ? "" :
		    f->words);
	}
	fclose(list);
	trust_free(trust);
	buf_clear(&pdf);
	buf_clear(&pem);
	return 0;
}

/* judge LIST: what the judge of revisions says, no signature looked at. */
static int
judge(char **a)
{
	struct buf pdf = BUF_INIT;
	struct pdfjudge out;
	struct pdffile *file;
	const struct finding *f;
	char name[1024];
	FILE *list = fopen(a[0], "r");
	int rc;

	if (list == NULL)
		return 1;
	while (fgets(name, sizeof(name), list) != NULL) {
		name[strcspn(name, "\n")] = '\0';
		arena_reset(arena);
		diag = diag_new(arena);
		buf_clear(&pdf);
		if (read_file(name, &pdf) != 0)
			return tell();
		file = NULL;
		rc = pdffile_parse(pdf.data, pdf.len, name, &file, diag);
		if (rc == 0)
			rc = pdfjudge_file(arena, file, name, &out, diag);
		pdffile_free(file);
		printf("%s %s", rc == 0 ? "good" : "bad", name);
		for (f = diag_first(diag); f != NULL; f = f->next)
			printf("; %s %s", diag_id(f->code), f->words);
		putchar('\n');
	}
	fclose(list);
	buf_clear(&pdf);
	return 0;
}

/*
 * flip FILE TRUST NOW FROM STEP: change bytes one by one in memory, in four
 * ways; STEP 0: every byte, by one bit.
 */
static int
flip(char **a)
{
	static const unsigned char masks[] = { 0x01, 0x20, 0x80, 0xff };
	struct pdfverify_options o = { .now = atoll(a[2]) };
	struct buf pdf = BUF_INIT, pem = BUF_INIT;
	struct trust *trust;
	struct pdfverify v;
	size_t i, m, step = (size_t)atoll(a[4]), tried = 0, good = 0;
	size_t masks_used = step == 0 ? 1 : sizeof(masks);
	unsigned char mask;

	if (read_file(a[0], &pdf) != 0 || read_file(a[1], &pem) != 0 ||
	    trust_parse(&pem, a[1], &trust, diag) != 0)
		return tell();
	o.trust = trust;
	for (i = (size_t)atoll(a[3]); i < pdf.len; i += step > 0 ? step : 1)
		for (m = 0; m < masks_used; m++) {
			mask = step > 0 ? masks[m] : (unsigned char)(1 << i %
			    8);
			pdf.data[i] = (char)(pdf.data[i] ^ mask);
			arena_reset(arena);
			diag = diag_new(arena);
			tried++;
			if (pdfverify_bytes(arena, pdf.data, pdf.len, a[0],
			    &o, &v, diag) == 0) {
				good++;
				printf("good: byte %zu xor %02x\n", i, mask);
			}
			pdf.data[i] = (char)(pdf.data[i] ^ mask);
		}
	printf("%zu changes, %zu called good\n", tried, good);
	trust_free(trust);
	buf_clear(&pdf);
	buf_clear(&pem);
	return good == 0 && tried > 0 ? 0 : 4;
}

/* cut FILE TRUST NOW STEP: every length but that of a whole revision. */
static int
cut(char **a)
{
	struct pdfverify_options o = { .now = atoll(a[2]) };
	struct buf pdf = BUF_INIT, pem = BUF_INIT;
	struct trust *trust;
	struct pdfverify v;
	size_t n, step = (size_t)atoll(a[3]), good = 0, tried = 0;

	if (read_file(a[0], &pdf) != 0 || read_file(a[1], &pem) != 0 ||
	    trust_parse(&pem, a[1], &trust, diag) != 0)
		return tell();
	o.trust = trust;
	for (n = 0; n < pdf.len; n += step) {
		char *copy = malloc(n + 1);	/* so that overruns show */

		memcpy(copy, pdf.data, n);
		arena_reset(arena);
		diag = diag_new(arena);
		tried++;
		if (pdfverify_bytes(arena, copy, n, a[0], &o, &v, diag) == 0) {
			good++;
			if (n < 6 || memcmp(copy + n - 6, "%%EOF\n", 6) != 0)
				printf("good: the first %zu bytes\n", n);
		}
		free(copy);
	}
	printf("%zu lengths, %zu called good\n", tried, good);
	trust_free(trust);
	buf_clear(&pdf);
	buf_clear(&pem);
	return 0;
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *name;
		int args;
		int (*run)(char **);
	} rows[] = {
		{ "certify", 7, certify },
		{ "approve", 7, approve },
		{ "fill", 5, fill },
		{ "time", 2, stamp_file },
		{ "store", 2, store },
		{ "verify", 3, verify },
		{ "many", 3, many },
		{ "judge", 1, judge },
		{ "flip", 5, flip },
		{ "cut", 4, cut },
	};
	size_t i;
	int rc = 2;

	arena = arena_new();
	diag = diag_new(arena);
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (argc == rows[i].args + 2 &&
		    strcmp(argv[1], rows[i].name) == 0)
			rc = rows[i].run(argv + 2);
	if (rc == 2)
		fprintf(stderr, "usage: pdftool certify|approve|fill|time|store|"
		    "verify|many|judge|flip|cut ...\n");
	arena_free(arena);
	digest_done();
	return rc;
}
