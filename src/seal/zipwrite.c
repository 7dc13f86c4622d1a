/* Zip files written: stored entries, then the central directory. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/outfile.h"
#include "seal/crc.h"
#include "seal/zip.h"
#include "seal/zipnames.h"
#include "seal/zipread.h"
#include "seal/zipwrite.h"

#define CHUNK	((size_t)256 * 1024)

struct zipwrite {
	struct arena	*arena;		/* of the names */
	struct outfile	*out;
	struct zipnames	*names;
	struct zip_entry now;		/* the open one */
	struct buf	 head;		/* scratch */
	struct buf	 central;
	size_t		 count;
	uint32_t	 when;
};

int
zipwrite_room(uint64_t bytes, const char *path, struct diag *d)
{
	struct place at = { .file = path };

	if (bytes < LIMIT_ARCHIVE_BYTES)
		return 0;
	diag_add(d, DIAG_OUTPUT_LIMIT, &at, "its files have %llu bytes "
	    "together; an archive must have fewer than %d (`dossier help "
	    "limits'); keep large attachments elsewhere and name them in the "
	    "evidence", (unsigned long long)bytes, LIMIT_ARCHIVE_BYTES);
	return -1;
}

struct zipwrite *
zipwrite_new(struct outfile *out, int64_t sec)
{
	struct zipwrite *z = mem_zalloc(1, sizeof(*z));

	z->arena = arena_new();
	z->names = zipnames_new(z->arena);
	z->out = out;
	z->when = zip_when(sec);
	return z;
}

void
zipwrite_free(struct zipwrite *z)
{
	if (z == NULL)
		return;
	buf_clear(&z->head);
	buf_clear(&z->central);
	arena_free(z->arena);
	mem_free(z);
}

static int
refuse(enum diag_code code, const char *name, const char *words,
    struct diag *d)
{
	struct place at = { .file = name };

	diag_add(d, code, &at, "%s", words);
	return -1;
}

/* An entry whose bytes are written goes into the directory. */
static int
enter(struct zipwrite *z, const struct zip_entry *e, struct diag *d)
{
	zip_put_central(&z->central, e);
	if (++z->count <= LIMIT_ARCHIVE_ENTRIES)
		return 0;
	return refuse(DIAG_OUTPUT_LIMIT, e->name, "more files than an "
	    "archive may hold", d);
}

int
zipwrite_resume(struct zipwrite *z, struct zipread *from, struct diag *d)
{
	const struct zip_entry *e;
	unsigned char *chunk = mem_alloc(CHUNK);
	uint64_t at, end;
	size_t i, n;
	int rc = -1;

	end = zipread_directory(from);
	for (at = 0; at < end; at += n) {
		n = end - at < CHUNK ? (size_t)(end - at) : CHUNK;
		if (zipread_raw(from, at, chunk, n, d) != 0 ||
		    outfile_write(z->out, chunk, n, d) != 0)
			goto out;
	}
	for (i = 0; i < zipread_count(from); i++) {
		e = zipread_entry(from, i);
		if (zipnames_take(z->names, e->name) != NULL ||
		    enter(z, e, d) != 0)
			goto out;
	}
	rc = 0;
out:
	mem_free(chunk);
	return rc;
}

int
zipwrite_begin(struct zipwrite *z, const char *name, struct diag *d)
{
	const char *fault = zipnames_take(z->names, name);

	if (fault != NULL)
		return refuse(DIAG_FILE_PATH, name, fault, d);
	memset(&z->now, 0, sizeof(z->now));
	z->now.name = name;
	z->now.name_len = strlen(name);
	z->now.at = outfile_size(z->out);
	z->now.when = z->when;
	buf_rewind(&z->head);
	zip_put_local(&z->head, &z->now);
	return outfile_write(z->out, z->head.data, z->head.len, d);
}

int
zipwrite_feed(struct zipwrite *z, const void *data, size_t len,
    struct diag *d)
{
	z->now.crc = crc_more(z->now.crc, data, len);
	z->now.size += len;
	if (outfile_size(z->out) + len > LIMIT_ARCHIVE_BYTES)
		return refuse(DIAG_OUTPUT_LIMIT, z->now.name, "the archive "
		    "would have more bytes than are allowed", d);
	return outfile_write(z->out, data, len, d);
}

int
zipwrite_end(struct zipwrite *z, struct diag *d)
{
	/* Size and CRC are known now; the header is written over. */
	buf_rewind(&z->head);
	zip_put_local(&z->head, &z->now);
	if (outfile_patch(z->out, z->now.at, z->head.data, ZIP_LOCAL,
	    d) != 0)
		return -1;
	return enter(z, &z->now, d);
}

int
zipwrite_add(struct zipwrite *z, const char *name, const void *data,
    size_t len, struct diag *d)
{
	if (zipwrite_begin(z, name, d) != 0 ||
	    zipwrite_feed(z, data, len, d) != 0)
		return -1;
	return zipwrite_end(z, d);
}

int
zipwrite_finish(struct zipwrite *z, struct diag *d)
{
	uint64_t at = outfile_size(z->out), size = z->central.len;

	zip_put_end(&z->central, z->count, size, at);
	if (at + z->central.len > LIMIT_ARCHIVE_BYTES)
		return refuse(DIAG_OUTPUT_LIMIT, "archive", "it would have "
		    "more bytes than are allowed", d);
	return outfile_write(z->out, z->central.data, z->central.len, d);
}
