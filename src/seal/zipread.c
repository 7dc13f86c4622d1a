/*
 * Zip files read: each record is taken apart, written again, and must be
 * the same bytes; so nothing can stand in a field that is not looked at.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/infile.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/table.h"
#include "seal/crc.h"
#include "seal/zip.h"
#include "seal/zipnames.h"
#include "seal/zipread.h"

#define CHUNK	((size_t)256 * 1024)

struct zipread {
	struct arena	*arena;
	struct infile	*file;
	const char	*shown;
	uint64_t	 directory;	/* where it starts */
	struct zip_entry *entries;
	size_t		 count;
	struct table	*by_name;
	unsigned char	*chunk;
};

static int
refuse(const struct zipread *z, const char *name, const char *words,
    struct diag *d)
{
	struct place at = { .file = z->shown };

	if (name != NULL)
		diag_add(d, DIAG_VERIFY_ZIP, &at, "%s: %s", name, words);
	else
		diag_add(d, DIAG_VERIFY_ZIP, &at, "%s", words);
	return -1;
}

/*
 * The end of the file says how many entries there are and where the
 * directory is; APPNOTE 4.3.16, and 4.3.14 where there are many.
 */
static int
read_end(struct zipread *z, uint64_t *size, struct diag *d)
{
	unsigned char end[ZIP_END64 + ZIP_LOCATOR + ZIP_END];
	uint64_t total = infile_size(z->file);
	struct buf again = BUF_INIT;
	size_t n = ZIP_END, count;
	bool same;

	if (total < ZIP_END)
		return refuse(z, NULL, "it is too short for an archive", d);
	if (infile_read(z->file, total - ZIP_END, end, ZIP_END, d) != 0)
		return -1;
	if (memcmp(end, "PK\5\6", 4) != 0)
		return refuse(z, NULL, "no end of a directory at the end of "
		    "the file (APPNOTE 4.3.16; comments are refused)", d);
	count = zip_get16(end + 10);
	*size = zip_get32(end + 12);
	z->directory = zip_get32(end + 16);
	if (count == ZIP_MANY) {
		n = sizeof(end);
		if (total < n)
			return refuse(z, NULL, "the zip64 end is absent "
			    "(APPNOTE 4.3.14)", d);
		if (infile_read(z->file, total - n, end, n, d) != 0)
			return -1;
		count = zip_get32(end + 32);
	}
	if (count > LIMIT_ARCHIVE_ENTRIES)
		return refuse(z, NULL, "more entries than are allowed", d);
	zip_put_end(&again, count, *size, z->directory);
	same = again.len == n && memcmp(again.data, end, n) == 0;
	buf_clear(&again);
	if (!same || z->directory + *size + n != total)
		return refuse(z, NULL, "the end record does not fit the file "
		    "(APPNOTE 4.3.14 to 4.3.16)", d);
	z->count = count;
	return 0;
}

/* One record of the directory; *used bytes of left. */
static int
read_central(struct zipread *z, const unsigned char *p, size_t left,
    struct zip_entry *e, size_t *used, struct diag *d)
{
	struct buf again = BUF_INIT;
	bool same;

	if (left < ZIP_CENTRAL || left - ZIP_CENTRAL < zip_get16(p + 28))
		return refuse(z, NULL, "the directory is cut off", d);
	e->when = zip_get32(p + 12);
	e->crc = zip_get32(p + 16);
	e->size = zip_get32(p + 20);
	e->name_len = zip_get16(p + 28);
	e->at = zip_get32(p + 42);
	e->name = arena_strndup(z->arena, (const char *)p + ZIP_CENTRAL,
	    e->name_len);
	*used = ZIP_CENTRAL + e->name_len;
	zip_put_central(&again, e);
	same = again.len == *used && memcmp(again.data, p, *used) == 0;
	buf_clear(&again);
	if (strlen(e->name) != e->name_len)
		return refuse(z, NULL, "a name holds U+0000", d);
	return same ? 0 : refuse(z, e->name, "its directory entry is not one "
	    "of a stored file without extra field, comment, encryption and "
	    "data descriptor (APPNOTE 4.3.12)", d);
}

/* The local header stands where the entry before ends, and agrees. */
static int
check_local(struct zipread *z, const struct zip_entry *e, uint64_t at,
    struct buf *again, struct diag *d)
{
	if (e->at != at)
		return refuse(z, e->name, "there is a gap or an overlap "
		    "before it", d);
	if (zip_next(e) > z->directory)
		return refuse(z, e->name, "it reaches into the directory", d);
	buf_rewind(again);
	zip_put_local(again, e);
	if (infile_read(z->file, e->at, z->chunk, again->len, d) != 0)
		return -1;
	return memcmp(again->data, z->chunk, again->len) == 0 ? 0 :
	    refuse(z, e->name, "its local header and the directory differ "
	    "(APPNOTE 4.3.7)", d);
}

static int
read_entries(struct zipread *z, const struct buf *directory, struct diag *d)
{
	struct zipnames *names = zipnames_new(z->arena);
	struct buf scratch = BUF_INIT;
	const unsigned char *p = (const unsigned char *)directory->data;
	size_t i, used, left = directory->len;
	uint64_t at = 0;
	const char *fault;
	int rc = -1;

	for (i = 0; i < z->count; i++, p += used, left -= used) {
		if (read_central(z, p, left, &z->entries[i], &used, d) != 0 ||
		    check_local(z, &z->entries[i], at, &scratch, d) != 0)
			goto out;
		fault = zipnames_take(names, z->entries[i].name);
		if (fault != NULL) {
			(void)refuse(z, z->entries[i].name, fault, d);
			goto out;
		}
		(void)table_add(z->by_name, z->entries[i].name,
		    &z->entries[i]);
		at = zip_next(&z->entries[i]);
	}
	if (left != 0 || at != z->directory) {
		(void)refuse(z, NULL, "bytes that belong to no entry stand "
		    "before or in the directory", d);
		goto out;
	}
	rc = 0;
out:
	buf_clear(&scratch);
	return rc;
}

int
zipread_open(const char *path, struct zipread **out, struct diag *d)
{
	struct zipread *z = mem_zalloc(1, sizeof(*z));
	struct buf directory = BUF_INIT;
	uint64_t size;
	int rc = -1;

	z->arena = arena_new();
	z->shown = arena_strdup(z->arena, path);
	z->chunk = mem_alloc(CHUNK);
	if (infile_open(NULL, path, LIMIT_ARCHIVE_BYTES, &z->file, d) != 0 ||
	    read_end(z, &size, d) != 0)
		goto out;
	if (size / ZIP_CENTRAL < z->count) {
		(void)refuse(z, NULL, "the directory is too short for its "
		    "entries", d);
		goto out;
	}
	z->entries = arena_array(z->arena, z->count + 1,
	    sizeof(*z->entries));
	z->by_name = table_new(z->arena, z->count);
	buf_reserve(&directory, (size_t)size + 1);
	if (infile_read(z->file, z->directory, directory.data, (size_t)size,
	    d) != 0)
		goto out;
	directory.len = (size_t)size;
	if (read_entries(z, &directory, d) != 0)
		goto out;
	*out = z;
	z = NULL;
	rc = 0;
out:
	buf_clear(&directory);
	zipread_close(z);
	return rc;
}

void
zipread_close(struct zipread *z)
{
	if (z == NULL)
		return;
	infile_close(z->file);
	mem_free(z->chunk);
	arena_free(z->arena);
	mem_free(z);
}

size_t
zipread_count(const struct zipread *z)
{
	return z->count;
}

const struct zip_entry *
zipread_entry(const struct zipread *z, size_t i)
{
	return &z->entries[i];
}

const struct zip_entry *
zipread_find(const struct zipread *z, const char *name)
{
	return table_find(z->by_name, name);
}

/* Feed the bytes of an entry to whichever is wanted, and check the CRC. */
static int
walk(struct zipread *z, const struct zip_entry *e, struct buf *bytes,
    struct digest_ctx *ctx, struct diag *d)
{
	uint64_t at = zip_data(e), end = zip_next(e);
	uint32_t crc = 0;
	size_t n;

	for (; at < end; at += n) {
		n = end - at < CHUNK ? (size_t)(end - at) : CHUNK;
		if (infile_read(z->file, at, z->chunk, n, d) != 0)
			return -1;
		crc = crc_more(crc, z->chunk, n);
		if (bytes != NULL)
			buf_add(bytes, z->chunk, n);
		if (ctx != NULL)
			digest_feed(ctx, z->chunk, n);
	}
	return crc == e->crc ? 0 : refuse(z, e->name, "its bytes do not "
	    "have the CRC-32 of its header", d);
}

int
zipread_bytes(struct zipread *z, const struct zip_entry *e, size_t max,
    struct buf *out, struct diag *d)
{
	if (e->size > max)
		return refuse(z, e->name, "it is larger than such a file may "
		    "be", d);
	return walk(z, e, out, NULL, d);
}

int
zipread_digest(struct zipread *z, const struct zip_entry *e,
    struct digest *out, struct diag *d)
{
	struct digest_ctx *ctx = digest_begin();
	int rc = walk(z, e, NULL, ctx, d);

	digest_end(ctx, out);
	return rc;
}

uint64_t
zipread_directory(const struct zipread *z)
{
	return z->directory;
}

int
zipread_raw(struct zipread *z, uint64_t at, void *out, size_t n,
    struct diag *d)
{
	return infile_read(z->file, at, out, n, d);
}
