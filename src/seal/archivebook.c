/* The book of an archive: entries and digests. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/mem.h"
#include "base/table.h"
#include "seal/archivebook.h"
#include "seal/asiclist.h"
#include "seal/asicname.h"
#include "seal/zip.h"
#include "seal/zipread.h"

struct archivebook {
	struct zipread	*zip;
	struct archivebook_entry *entries;
	size_t		 count;
	struct table	*by_name;
	const char	*shown;
};

static int
complain(const char *file, enum diag_code code, const char *name,
    const char *words, struct diag *d)
{
	struct place at = { .file = file };

	diag_add(d, code, &at, "%s: %s", name, words);
	return -1;
}

/* A.1: the type of the container is its first file. */
static int
check_type(struct archivebook *b, struct diag *d)
{
	struct buf text = BUF_INIT;
	bool right;

	if (b->count == 0 || b->entries[0].kind != ASIC_MIMETYPE)
		return complain(b->shown, DIAG_VERIFY_ZIP, "mimetype", "not "
		    "the first file (EN 319 162-1 A.1)", d);
	if (zipread_bytes(b->zip, b->entries[0].zip, 256, &text, d) != 0)
		return -1;
	right = strcmp(buf_str(&text), ASIC_TYPE) == 0 &&
	    text.len == strlen(ASIC_TYPE);
	buf_clear(&text);
	return right ? 0 : complain(b->shown, DIAG_VERIFY_ZIP, "mimetype",
	    "not " ASIC_TYPE, d);
}

int
archivebook_open(struct arena *arena, const char *path,
    struct archivebook **out, struct diag *d)
{
	struct archivebook *b = mem_zalloc(1, sizeof(*b));
	struct archivebook_entry *e;
	struct digest digest;
	size_t i;
	int rc = -1;

	b->shown = path;
	if (zipread_open(path, &b->zip, d) != 0)
		goto out;
	b->count = zipread_count(b->zip);
	b->entries = arena_array(arena, b->count + 1, sizeof(*b->entries));
	b->by_name = table_new(arena, b->count);
	for (i = 0; i < b->count; i++) {
		e = &b->entries[i];
		e->zip = zipread_entry(b->zip, i);
		e->name = e->zip->name;
		e->kind = asicname_kind(e->name, &e->number);
		(void)table_add(b->by_name, e->name, e);
		if (zipread_digest(b->zip, e->zip, &digest, d) != 0)
			goto out;
		digest_hex(&digest, e->sha256);
	}
	if (check_type(b, d) != 0)
		goto out;
	*out = b;
	b = NULL;
	rc = 0;
out:
	archivebook_close(b);
	return rc;
}

void
archivebook_close(struct archivebook *b)
{
	if (b == NULL)
		return;
	zipread_close(b->zip);
	mem_free(b);
}

size_t
archivebook_count(const struct archivebook *b)
{
	return b->count;
}

const struct archivebook_entry *
archivebook_entry(const struct archivebook *b, size_t i)
{
	return &b->entries[i];
}

const struct archivebook_entry *
archivebook_find(const struct archivebook *b, const char *name)
{
	return table_find(b->by_name, name);
}

int
archivebook_bytes(struct archivebook *b, const struct archivebook_entry *e,
    size_t max, struct buf *out, struct diag *d)
{
	struct digest digest;
	char hex[DIGEST_HEX];

	if (zipread_bytes(b->zip, e->zip, max, out, d) != 0)
		return -1;
	digest_of(buf_str(out), out->len, &digest);
	digest_hex(&digest, hex);
	return strcmp(hex, e->sha256) == 0 ? 0 : complain(b->shown,
	    DIAG_FILE_CHANGED, e->name, "the archive changed while it was "
	    "read", d);
}

static bool
concerns(const struct archivebook_entry *e, unsigned kind)
{
	return kind == ASIC_KINDS ? e->kind != ASIC_MIMETYPE :
	    e->kind == kind;
}

int
archivebook_covers(const struct archivebook *b, const struct asic_list *list,
    const char *list_name, unsigned kind, size_t end, struct diag *d)
{
	const struct archivebook_entry *e;
	const struct asic_object *o;
	size_t i, k = 0;
	int rc = 0;

	for (i = 0; i < end; i++) {
		e = &b->entries[i];
		if (!concerns(e, kind))
			continue;
		o = k < list->count ? &list->objects[k] : NULL;
		if (o == NULL || strcmp(o->name, e->name) != 0) {
			/* The list was made in the order of the file. */
			return complain(list_name, o == NULL ||
			    table_find(b->by_name, o->name) != NULL ?
			    DIAG_VERIFY_EXTRA : DIAG_VERIFY_MISSING,
			    o == NULL || table_find(b->by_name, o->name) !=
			    NULL ? e->name : o->name, "the list and the "
			    "files of the archive differ here", d);
		}
		k++;
		if (strcmp(o->sha256, e->sha256) != 0)
			rc = complain(list_name, DIAG_VERIFY_CHANGED, e->name,
			    "changed: its SHA-256 is not the one listed", d);
	}
	if (k < list->count)
		return complain(list_name, DIAG_VERIFY_MISSING,
		    list->objects[k].name, "listed and not there", d);
	return rc;
}
