/*
 * Signatures into PDFs: brings together the picture that the renderer
 * draws and the signature that the key makes.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/diag.h"
#include "cmd/fonts.h"
#include "cmd/inscribe.h"
#include "cmd/run.h"
#include "render/format.h"
#include "render/pdf_stamp.h"
#include "seal/cms.h"
#include "seal/key.h"
#include "seal/pdffield.h"
#include "seal/pdffile.h"
#include "seal/pdfsign.h"
#include "seal/stamp.h"

#define TOKEN_ROOM	16384	/* a time-stamp token with its chain */

static int
make_cms(void *ctx, const struct digest *d, struct buf *der,
    struct diag *diag)
{
	const struct inscribe *how = ctx;

	return cms_sign_pades(how->key, d, how->tsa, der, diag);
}

static int
make_token(void *ctx, const struct digest *d, struct buf *der,
    struct diag *diag)
{
	const struct stamp_source *tsa = ctx;

	return stamp_fetch(tsa, d, der, diag);
}

const char *
inscribe_name(struct run *run, const struct key *key)
{
	const char *subject = key_subject(key);
	const char *p = strstr(subject, "CN="), *end;

	if (p == NULL || (p != subject && p[-1] != ' '))
		return subject;
	p += 3;
	/* What holds a comma stands in quotes (cert_subject). */
	if (*p == '"' && (end = strchr(++p, '"')) != NULL)
		return arena_strndup(run->arena, p, (size_t)(end - p));
	for (end = p; *end != '\0' && strncmp(end, ", ", 2) != 0; end++)
		continue;
	return arena_strndup(run->arena, p, (size_t)(end - p));
}

/* A file to be signed: one from anywhere, or one just written. */
struct subject {
	const char	*file;
	struct buf	*pdf;
	const struct pdfsign_fresh *fresh;	/* or NULL */
};

static int
parse(const struct subject *s, struct pdffile **out, struct diag *d)
{
	if (s->fresh != NULL)
		return pdffile_own(s->fresh->data, s->fresh->len, s->file,
		    out, d);
	return pdffile_parse(s->pdf->data, s->pdf->len, s->file, out, d);
}

/* Width and height of an open field; -1 where there is none. */
static int
measure(struct run *run, const struct subject *s, const char *name,
    double size[2])
{
	const struct pdffield *field;
	struct pdffile *parsed = NULL;
	struct pdffield *fields;
	size_t n;
	int rc = -1;

	if (parse(s, &parsed, run->diag) != 0 || pdffield_read(run->arena,
	    parsed, pdffile_count(parsed) - 1, s->file, &fields, &n,
	    run->diag) != 0)
		goto out;
	/* One that is not there is the signer's finding. */
	size[0] = size[1] = 0;
	field = pdffield_find(fields, n, name);
	if (field != NULL && field->visible) {
		size[0] = field->rect[2] - field->rect[0];
		size[1] = field->rect[3] - field->rect[1];
	}
	rc = 0;
out:
	pdffile_free(parsed);
	return rc;
}

/* Draw the lines and hand all to the signer. */
static int
sign(struct run *run, const struct inscribe *how, const struct subject *s,
    struct pdfsign_request *r, const struct pdf_stamp_line *lines, size_t n)
{
	struct render_options options = { .font_paths = fonts_paths(),
	    .shelf = how->shelf, .fonts = how->fonts, .arena = run->arena };
	struct inscribe copy = *how;
	struct pdfsign_maker maker = { make_cms, &copy, 0 };
	struct pdf_stamp picture = { 0 };
	struct pdfsign_stamp stamp;
	struct buf pem = BUF_INIT;
	double size[2];
	size_t i;
	int rc = -1;

	if (measure(run, s, r->field, size) != 0)
		goto out;
	if (size[0] > 0 && pdf_stamp_make(run->arena, &options, size[0],
	    size[1], lines, n, &picture, run->diag) != 0)
		goto out;
	stamp.objects = picture.objects;
	stamp.count = picture.count;
	stamp.first = picture.first;
	key_certificate(how->key, &pem);
	maker.room = pdfsign_room(pem.len, how->tsa != NULL);
	r->when = run->now->sec;
	r->stamp = &stamp;
	r->maker = &maker;
	if (s->fresh != NULL)
		rc = pdfsign_issue(s->fresh, s->pdf, r, run->diag);
	else
		rc = pdfsign_approve(s->pdf, s->file, r, run->diag);
out:
	for (i = 0; i < picture.count; i++)
		buf_clear(&picture.objects[i]);
	buf_clear(&pem);
	return rc;
}

static const char *
time_words(struct run *run)
{
	char words[DATE_MAX];

	date_str(run->now, words);
	return arena_strdup(run->arena, words);
}

int
inscribe_certify(struct run *run, const struct inscribe *how,
    const struct pdfsign_fresh *fresh, struct buf *revision)
{
	const struct subject subject = { fresh->name, revision, fresh };
	const char *name = inscribe_name(run, how->key);
	struct pdfsign_request r = { .field = PDFFIELD_ISSUER, .name = name,
	    .reason = "certified by the issuer: only signatures may be added" };
	const struct pdf_stamp_line lines[] = {
		{ arena_printf(run->arena, "Certified by %s", name), true,
		    false },
		{ arena_printf(run->arena, "%s, %s", time_words(run),
		    key_self_signed(how->key) ? "self-signed: shows changes, "
		    "not who issued it" : "only signatures may be added"),
		    false, false },
		{ arena_printf(run->arena, "key %s",
		    key_fingerprint(how->key)), false, true },
	};

	return sign(run, how, &subject, &r, lines,
	    sizeof(lines) / sizeof(lines[0]));
}

int
inscribe_approve(struct run *run, const struct inscribe *how,
    const struct inscribe_words *w, const char *file, struct buf *pdf)
{
	const struct subject subject = { file, pdf, NULL };
	struct arena *arena = run->arena;
	bool more = w->conditions != NULL && *w->conditions != '\0';
	struct pdfsign_request r = { .field = w->field, .name = w->name,
	    .reason = arena_printf(arena, "%s%s%s%s%s", w->decision,
	    w->meaning != NULL ? ": " : "", w->meaning != NULL ? w->meaning :
	    "", more ? "; conditions: " : "", more ? w->conditions : "") };
	const struct pdf_stamp_line lines[] = {
		{ w->role != NULL && *w->role != '\0' ? arena_printf(arena,
		    "%s, %s", w->name, w->role) : w->name, true, false },
		{ arena_printf(arena, "%s%s%s", w->decision, w->meaning !=
		    NULL ? ": " : "", w->meaning != NULL ? w->meaning : ""),
		    false, false },
		{ more ? arena_printf(arena, "conditions: %s",
		    w->conditions) : NULL, false, false },
		{ time_words(run), false, false },
		{ arena_printf(arena, "key %s", key_fingerprint(how->key)),
		    false, true },
	};

	return sign(run, how, &subject, &r, lines,
	    sizeof(lines) / sizeof(lines[0]));
}

int
inscribe_time(struct run *run, const struct stamp_source *tsa,
    const char *file, struct buf *pdf)
{
	struct stamp_source copy = *tsa;
	struct pdfsign_maker maker = { make_token, &copy, TOKEN_ROOM };

	return pdfsign_time(pdf, file, &maker, run->diag);
}
