/* Archives: ASiC-E containers written and extended. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/infile.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/outfile.h"
#include "seal/archive.h"
#include "seal/asiclist.h"
#include "seal/asicname.h"
#include "seal/cms.h"
#include "seal/stamp.h"
#include "seal/zip.h"
#include "seal/zipread.h"
#include "seal/zipwrite.h"

#define CHUNK	((size_t)256 * 1024)

/* An archive in the making. */
struct making {
	struct arena	*arena;
	struct diag	*diag;
	struct outfile	*out;
	struct zipwrite	*zip;
	struct asic_object *objects;	/* that a list is to name */
	size_t		 count, cap;
	unsigned char	*chunk;
};

static int
open_making(struct making *m, const char *path, int64_t now)
{
	m->chunk = mem_alloc(CHUNK);
	if (outfile_open(path, &m->out, m->diag) != 0)
		return -1;
	m->zip = zipwrite_new(m->out, now);
	return 0;
}

/* Whatever was not committed is gone. */
static void
close_making(struct making *m)
{
	zipwrite_free(m->zip);
	outfile_abort(m->out);
	mem_free(m->chunk);
}

static int
commit(struct making *m, bool replace)
{
	struct outfile *out = m->out;

	if (zipwrite_finish(m->zip, m->diag) != 0)
		return -1;
	m->out = NULL;
	return outfile_commit(out, replace, m->diag);
}

static struct asic_object *
add_object(struct making *m, const char *name, const struct digest *digest)
{
	struct asic_object *o;

	m->objects = arena_more(m->arena, m->objects, &m->cap, m->count + 1,
	    sizeof(*m->objects));
	o = &m->objects[m->count++];
	o->name = name;
	o->media_type = asicname_type(name);
	o->root = false;
	digest_hex(digest, o->sha256);
	return o;
}

static int
add_bytes(struct making *m, const char *name, const struct buf *bytes)
{
	struct digest digest;

	digest_of(buf_str(bytes), bytes->len, &digest);
	add_object(m, name, &digest);
	return zipwrite_add(m->zip, name, buf_str(bytes), bytes->len,
	    m->diag);
}

static int
changed(const struct making *m, const struct archive_source *s)
{
	struct place at = { .file = s->path != NULL ? s->path : s->name };

	diag_add(m->diag, DIAG_VERIFY_CHANGED, &at, "changed since: its size "
	    "or SHA-256 is not the one in the manifest");
	return -1;
}

static bool
is_digest(const struct digest *digest, const char *sha256)
{
	char hex[DIGEST_HEX];

	digest_hex(digest, hex);
	return strcmp(hex, sha256) == 0;
}

/*
 * Copy a file while it is hashed: one reading.  *held is the digest of
 * its first s->size bytes, *whole of all.
 */
static int
copy_file(struct making *m, const struct archive_source *s,
    struct infile *file, struct digest *held, struct digest *whole)
{
	struct digest_ctx *ctx = digest_begin();
	uint64_t at, end, size = infile_size(file);
	size_t n;
	int rc = -1;

	if (s->size == 0)
		digest_end(digest_fork(ctx), held);
	for (at = 0; at < size; at += n) {
		end = at < s->size ? s->size : size;
		n = end - at < CHUNK ? (size_t)(end - at) : CHUNK;
		if (infile_read(file, at, m->chunk, n, m->diag) != 0)
			goto out;
		digest_feed(ctx, m->chunk, n);
		if (at + n == s->size)
			digest_end(digest_fork(ctx), held);
		if (zipwrite_feed(m->zip, m->chunk, n, m->diag) != 0)
			goto out;
	}
	rc = infile_ended(file, m->diag);
out:
	digest_end(ctx, whole);
	return rc;
}

static int
add_file(struct making *m, const struct archive_source *s)
{
	struct infile *file = NULL;
	struct digest held, whole;
	int rc = -1;

	if (infile_open(s->root, s->path, LIMIT_OUTPUT_BYTES, &file,
	    m->diag) != 0)
		goto out;
	if (infile_size(file) != s->size && !(s->may_grow &&
	    infile_size(file) > s->size)) {
		(void)changed(m, s);
		goto out;
	}
	if (zipwrite_begin(m->zip, s->name, m->diag) != 0 ||
	    copy_file(m, s, file, &held, &whole) != 0 ||
	    zipwrite_end(m->zip, m->diag) != 0)
		goto out;
	if (s->sha256 != NULL && !is_digest(&held, s->sha256)) {
		(void)changed(m, s);
		goto out;
	}
	add_object(m, s->name, &whole);
	rc = 0;
out:
	infile_close(file);
	return rc;
}

static int
add_source(struct making *m, const struct archive_source *s)
{
	const struct asic_object *o;

	if (s->bytes == NULL)
		return add_file(m, s);
	if (add_bytes(m, s->name, s->bytes) != 0)
		return -1;
	o = &m->objects[m->count - 1];
	return s->sha256 == NULL || strcmp(o->sha256, s->sha256) == 0 ? 0 :
	    changed(m, s);
}

void
archive_put_sum(struct buf *out, const char *sha256, const char *name)
{
	buf_printf(out, "%s  %s\n", sha256, name);
}

static int
add_sums(struct making *m)
{
	struct buf sums = BUF_INIT;
	size_t i;
	int rc;

	for (i = 0; i < m->count; i++)
		archive_put_sum(&sums, m->objects[i].sha256,
		    m->objects[i].name);
	rc = add_bytes(m, ARCHIVE_SUMS, &sums);
	buf_clear(&sums);
	return rc;
}

/*
 * The list of all objects and, over it, a signature by key or else a
 * time-stamp.
 */
static int
add_proof(struct making *m, unsigned number, const struct key *key,
    const struct stamp_source *tsa, int64_t now)
{
	enum asic_kind kind = key != NULL ? ASIC_SIGNATURE : ASIC_STAMP;
	struct asic_list list = { .objects = m->objects, .count = m->count };
	struct buf xml = BUF_INIT, proof = BUF_INIT;
	struct digest digest;
	int rc = -1;

	list.signature = asicname_make(m->arena, kind, number);
	list.signature_type = asicname_type(list.signature);
	asiclist_write(&xml, &list);
	digest_of(xml.data, xml.len, &digest);
	if (key != NULL ? cms_sign_stamped(key, &digest, now, tsa, &proof,
	    m->diag) != 0 : stamp_fetch(tsa, &digest, &proof, m->diag) != 0)
		goto out;
	kind = key != NULL ? ASIC_LIST : ASIC_STAMP_LIST;
	if (zipwrite_add(m->zip, asicname_make(m->arena, kind, number),
	    xml.data, xml.len, m->diag) != 0 || zipwrite_add(m->zip,
	    list.signature, proof.data, proof.len, m->diag) != 0)
		goto out;
	rc = 0;
out:
	buf_clear(&xml);
	buf_clear(&proof);
	return rc;
}

/* Bytes of all sources; far too many are not counted to the end. */
static uint64_t
together(const struct archive_plan *plan)
{
	uint64_t bytes = 0;
	size_t i;

	for (i = 0; i < plan->count && bytes < LIMIT_ARCHIVE_BYTES; i++)
		bytes = plan->sources[i].size < LIMIT_ARCHIVE_BYTES ? bytes +
		    plan->sources[i].size : plan->sources[i].size;
	return bytes;
}

int
archive_room(const struct archive_plan *plan, struct diag *diag)
{
	return zipwrite_room(together(plan), plan->path, diag);
}

int
archive_seal(struct arena *arena, const struct archive_plan *plan,
    struct diag *diag)
{
	struct making m = { .arena = arena, .diag = diag };
	size_t i;
	int rc = -1;

	if (archive_room(plan, diag) != 0 ||
	    open_making(&m, plan->path, plan->now) != 0)
		goto out;
	/* A.1: first, stored, without extra field, so that the type stands
	 * at byte 38. */
	if (zipwrite_add(m.zip, "mimetype", ASIC_TYPE, strlen(ASIC_TYPE),
	    diag) != 0)
		goto out;
	for (i = 0; i < plan->count; i++)
		if (add_source(&m, &plan->sources[i]) != 0)
			goto out;
	if (add_sums(&m) != 0 || add_proof(&m, 1, plan->key, plan->tsa,
	    plan->now) != 0)
		goto out;
	rc = commit(&m, false);
out:
	close_making(&m);
	return rc;
}

/*
 * What the new list names: all content for a signature; for a time-stamp
 * all but mimetype, the list of the time-stamp before as the one that is
 * judged next.  *number is the first that is free.
 */
static int
gather(struct making *m, struct zipread *from, bool stamp, unsigned *number)
{
	enum asic_kind kind, counted = stamp ? ASIC_STAMP_LIST : ASIC_LIST;
	const struct zip_entry *e;
	struct digest digest;
	struct asic_object *root = NULL, *o;
	unsigned n;
	size_t i;

	*number = 1;
	m->objects = arena_array(m->arena, zipread_count(from) + 1,
	    sizeof(*m->objects));
	m->cap = zipread_count(from) + 1;
	for (i = 0; i < zipread_count(from); i++) {
		e = zipread_entry(from, i);
		kind = asicname_kind(e->name, &n);
		if (kind == counted && n >= *number)
			*number = n + 1;
		if (kind == ASIC_MIMETYPE || (!stamp && kind != ASIC_CONTENT))
			continue;
		if (zipread_digest(from, e, &digest, m->diag) != 0)
			return -1;
		o = add_object(m, e->name, &digest);
		if (stamp && kind == ASIC_STAMP_LIST)
			root = o;
	}
	if (root != NULL)
		root->root = true;
	return 0;
}

int
archive_add(struct arena *arena, const struct archive_addition *add,
    struct diag *diag)
{
	struct making m = { .arena = arena, .diag = diag };
	struct place at = { .file = add->path };
	struct zipread *from = NULL;
	unsigned number;
	int rc = -1;

	if (zipread_open(add->path, &from, diag) != 0 ||
	    gather(&m, from, add->key == NULL, &number) != 0)
		goto out;
	if (number > ASIC_NUMBERS) {
		diag_add(diag, DIAG_OUTPUT_LIMIT, &at, "it holds all the "
		    "signatures or time-stamps an archive may have");
		goto out;
	}
	if (open_making(&m, add->out, add->now) != 0 ||
	    zipwrite_resume(m.zip, from, diag) != 0 ||
	    add_proof(&m, number, add->key, add->tsa, add->now) != 0)
		goto out;
	rc = commit(&m, strcmp(add->path, add->out) == 0);
out:
	close_making(&m);
	zipread_close(from);
	return rc;
}
