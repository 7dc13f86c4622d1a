/*
 * Verification of archives: first what every file is, then who vouches
 * for it, the time-stamps from the oldest on.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/fs.h"
#include "base/limits.h"
#include "seal/archive.h"
#include "seal/archivebook.h"
#include "seal/archivecheck.h"
#include "seal/archiveinside.h"
#include "seal/asiclist.h"
#include "seal/asicname.h"
#include "seal/cms.h"
#include "seal/material.h"
#include "seal/stamp.h"
#include "seal/trust.h"
#include "seal/verify.h"
#include "seal/verifyline.h"
#include "seal/zip.h"

/* One list of META-INF with what signs or stamps it. */
struct proof {
	const struct archivebook_entry *list, *seal;
	size_t		 at;		/* index of the list */
	int64_t		 stamped;	/* of a good time-stamp, or 0 */
};

struct job {
	struct arena		*arena;
	struct diag		*diag;
	const struct verify_options *o;
	struct material		*material;
	struct verify_result	*out;
	struct archivebook	*book;
	const char		*shown;
	struct proof		*signatures, *stamps;
	size_t			 signature_count, stamp_count;
};

bool
archivecheck_is(const char *path)
{
	size_t n = strlen(path);

	return n > 6 && strcmp(path + n - 6, ".asice") == 0 &&
	    !fs_is_dir(path);
}

static const char *
inside(const struct job *job, const char *name)
{
	return arena_printf(job->arena, "%s/%s", job->shown, name);
}

static void
complain(const struct job *job, enum diag_code code, const char *name,
    const char *words)
{
	struct place at = { .file = inside(job, name) };

	diag_add(job->diag, code, &at, "%s", words);
}

static struct verify_line *
add_line(struct job *job, const char *name)
{
	return archiveinside_line(job->arena, job->out, name);
}

static void
merge(struct job *job, bool integrity, bool signature, bool signer, bool time)
{
	archiveinside_merge(job->out, integrity, signature, signer, time);
}

/* Lists and what seals them, numbered without a gap. */
static int
pair(struct job *job, enum asic_kind list, enum asic_kind seal,
    struct proof **out, size_t *count)
{
	const struct archivebook_entry *e;
	struct proof *p;
	size_t i, cap = 0, n = 0, seals = 0;

	*out = NULL;
	for (i = 0; i < archivebook_count(job->book); i++) {
		e = archivebook_entry(job->book, i);
		seals += e->kind == seal;
		if (e->kind != list)
			continue;
		*out = arena_more(job->arena, *out, &cap, n + 1,
		    sizeof(**out));
		p = &(*out)[n++];
		memset(p, 0, sizeof(*p));
		p->list = e;
		p->at = i;
		p->seal = i + 1 < archivebook_count(job->book) ?
		    archivebook_entry(job->book, i + 1) : NULL;
		if (e->number != n || p->seal == NULL || p->seal->kind !=
		    seal || p->seal->number != n) {
			complain(job, DIAG_VERIFY_LIST, e->name, "not "
			    "followed by what signs it, or out of order");
			return -1;
		}
	}
	*count = n;
	if (seals == n)
		return 0;
	complain(job, DIAG_VERIFY_LIST, "META-INF", "a signature or "
	    "time-stamp belongs to no list");
	return -1;
}

/* What is in META-INF, and nothing but that. */
static int
take_stock(struct job *job)
{
	const struct archivebook_entry *e;
	size_t i, sealed = 0;

	for (i = 0; i < archivebook_count(job->book); i++) {
		e = archivebook_entry(job->book, i);
		sealed += e->kind != ASIC_CONTENT && i > 0;
		/* A time-stamp covers all content: it stands before. */
		if (e->kind == ASIC_OTHER || (e->kind == ASIC_MIMETYPE &&
		    i > 0) || (e->kind == ASIC_CONTENT && sealed > 0)) {
			complain(job, DIAG_VERIFY_EXTRA, e->name, "no file "
			    "of this name belongs here in an archive");
			return -1;
		}
	}
	if (pair(job, ASIC_LIST, ASIC_SIGNATURE, &job->signatures,
	    &job->signature_count) != 0 ||
	    pair(job, ASIC_STAMP_LIST, ASIC_STAMP, &job->stamps,
	    &job->stamp_count) != 0)
		return -1;
	if (job->signature_count > 0)
		return 0;
	complain(job, DIAG_VERIFY_ABSENT, "META-INF", "the archive is not "
	    "signed");
	return -1;
}

/* Read a list and hold it against the files; *digest is what is signed. */
static bool
check_list(struct job *job, const struct proof *p, unsigned kind, size_t end,
    struct asic_list *list, struct digest *digest)
{
	const char *name = inside(job, p->list->name);
	struct buf xml = BUF_INIT;
	bool good = false;

	memset(digest, 0, sizeof(*digest));
	if (digest_parse(p->list->sha256, digest) != 0 ||
	    archivebook_bytes(job->book, p->list, LIMIT_MANIFEST_BYTES, &xml,
	    job->diag) != 0 ||
	    asiclist_parse(job->arena, &xml, name, list, job->diag) != 0)
		goto out;
	if (strcmp(list->signature, p->seal->name) != 0) {
		complain(job, DIAG_VERIFY_LIST, p->list->name, "it names "
		    "another file as its signature");
		goto out;
	}
	good = archivebook_covers(job->book, list, name, kind, end,
	    job->diag) == 0;
out:
	buf_clear(&xml);
	return good;
}

/* The only root of a time-stamp's list is the list before (A.7). */
static bool
check_roots(struct job *job, size_t k, const struct asic_list *list)
{
	const char *before = k > 0 ? job->stamps[k - 1].list->name : "";
	size_t i;

	for (i = 0; i < list->count; i++)
		if (list->objects[i].root !=
		    (strcmp(list->objects[i].name, before) == 0)) {
			complain(job, DIAG_VERIFY_LIST,
			    job->stamps[k].list->name, "the list judged next "
			    "is not the one before");
			return false;
		}
	return true;
}

static void
check_stamp(struct job *job, size_t k)
{
	struct proof *p = &job->stamps[k];
	struct verify_line *line = add_line(job, p->seal->name);
	struct stamp_result r = { 0 };
	struct instant at = { 0, 0, true };
	struct asic_list list = { 0 };
	struct buf der = BUF_INIT;
	struct digest digest;
	char words[DATE_MAX];
	bool good, read = false;

	good = check_list(job, p, ASIC_KINDS, p->at, &list, &digest) &&
	    check_roots(job, k, &list);
	if (archivebook_bytes(job->book, p->seal, LIMIT_CMS_BYTES, &der,
	    job->diag) == 0)
		read = stamp_check(der.data, der.len, inside(job,
		    p->seal->name), &digest, job->o->trust,
		    job->material, job->o->now, &r, job->diag) == 0;
	buf_clear(&der);
	line->good = good && read;
	line->integrity = good && r.integrity ? "intact" : "changed";
	line->signature = r.signature ? "valid" : "wrong";
	line->signer = r.signer ? "trusted" : "unknown";
	at.sec = r.at;
	date_str_utc(&at, words);
	line->time = !r.time ? "not valid" : arena_printf(job->arena,
	    "%s time-stamped", words);
	merge(job, good && r.integrity, r.signature, r.signer, r.time);
	if (line->good)
		p->stamped = r.at;
}

/* The earliest instant at which what stands at this place is proven. */
static int64_t
proven(const struct job *job, size_t at)
{
	size_t k;

	for (k = 0; k < job->stamp_count; k++)
		if (job->stamps[k].at > at && job->stamps[k].stamped != 0)
			return job->stamps[k].stamped;
	return 0;
}

static void
check_signature(struct job *job, const struct proof *p)
{
	struct verify_line *line = add_line(job, p->seal->name);
	struct cms_options how = { .material = job->material,
	    .proven = proven(job, p->at),
	    .need_stamp = job->o->need_stamp,
	    .need_revocation = job->o->need_revocation };
	struct cms_result r = { 0 };
	struct asic_list list = { 0 };
	struct buf der = BUF_INIT;
	struct digest digest;
	bool good, read = false;
	size_t i;

	good = check_list(job, p, ASIC_CONTENT,
	    archivebook_count(job->book), &list, &digest);
	for (i = 0; i < list.count; i++)
		good = good && !list.objects[i].root;
	if (archivebook_bytes(job->book, p->seal, LIMIT_CMS_BYTES, &der,
	    job->diag) == 0)
		read = cms_check(der.data, der.len, inside(job,
		    p->seal->name), &digest, job->o->trust, job->o->now,
		    &how, &r, job->diag) == 0;
	buf_clear(&der);
	job->out->signatures++;
	line->good = good && read;
	line->integrity = good ? "intact" : "changed";
	archiveinside_tell(job->arena, line, &r);
	merge(job, good && r.integrity, r.signature, r.signer, r.time);
	if (job->out->fingerprint == NULL && r.fingerprint[0] != '\0') {
		job->out->fingerprint = arena_strdup(job->arena,
		    r.fingerprint);
		job->out->subject = arena_strdup(job->arena, r.subject);
	}
}

/* Certificates, CRLs and OCSP responses that came along, or are at hand. */
static void
load_material(struct job *job)
{
	const struct archivebook_entry *e;
	struct buf bytes = BUF_INIT;
	size_t i;

	job->material = material_new();
	material_join(job->material, job->o->material, job->shown,
	    job->diag);
	for (i = 0; i < archivebook_count(job->book); i++) {
		e = archivebook_entry(job->book, i);
		if (strncmp(e->name, ARCHIVE_TRUST,
		    strlen(ARCHIVE_TRUST)) != 0)
			continue;
		buf_rewind(&bytes);
		if (archivebook_bytes(job->book, e, LIMIT_CRL_BYTES, &bytes,
		    job->diag) != 0 || material_add_file(job->material,
		    &bytes, inside(job, e->name), job->diag) != 0)
			merge(job, false, true, true, true);
	}
	buf_clear(&bytes);
}

static void
check_all(struct job *job)
{
	struct verify_options o = *job->o;
	struct archiveinside in = { .arena = job->arena, .diag = job->diag,
	    .o = &o, .out = job->out, .book = job->book,
	    .shown = job->shown };
	size_t i;

	load_material(job);
	for (i = 0; i < job->stamp_count; i++)
		check_stamp(job, i);
	for (i = 0; i < job->signature_count; i++)
		check_signature(job, &job->signatures[i]);
	o.material = job->material;
	o.proven = proven(job, 0);
	archiveinside_check(&in);
	material_free(job->material);
}

int
archivecheck_path(struct arena *arena, const char *path,
    const struct verify_options *o, struct verify_result *out,
    struct diag *diag)
{
	struct job job = { .arena = arena, .diag = diag, .o = o, .out = out,
	    .shown = path };
	size_t mark = diag_mark(diag);
	struct verify_line *line;

	memset(out, 0, sizeof(*out));
	out->integrity = out->signature = out->signer = out->time = true;
	line = add_line(&job, path);
	line->integrity = "refused";
	if (archivebook_open(arena, path, &job.book, diag) != 0 ||
	    take_stock(&job) != 0) {
		merge(&job, false, false, false, false);
		goto out;
	}
	line->integrity = "whole";
	line->good = true;
	check_all(&job);
	/* Any finding of level error is a no, whatever it was. */
	out->good = out->integrity && out->signature && out->signer &&
	    out->time && out->signatures > 0 &&
	    !diag_failed_since(diag, mark);
out:
	archivebook_close(job.book);
	return out->good ? 0 : -1;
}
