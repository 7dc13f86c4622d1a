/*
 * Enclose: inputs of a record as attachments of its PDF.  What is not
 * kept since it was read is read again when it is written, and must be
 * what the record was decided from.
 */
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/fs.h"
#include "base/inventory.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/table.h"
#include "base/utf8.h"
#include "cmd/enclose.h"
#include "cmd/options.h"
#include "cmd/run.h"
#include "intake/keymark.h"
#include "model/record.h"
#include "render/enclosure.h"

#define MANIFEST	"manifest-of-inputs.json"

struct enclose {
	const struct record	*record;
	struct fs_root		*root;
	const struct buf	*manifest;
	struct arena		*arena;
	size_t			 prefix;	/* "evidence/<record>/" */
	const struct inventory_entry **entries;	/* NULL = the manifest */
	struct enclosure	*list;
	struct enclosures	 files;
};

/* Bytes, digits only; -1 where it is no number of this range. */
static int
parse_limit(const char *s, uint64_t *out)
{
	const char *p;

	if (s == NULL) {
		*out = LIMIT_ATTACHED_BYTES;
		return 0;
	}
	for (*out = 0, p = s; *p >= '0' && *p <= '9'; p++) {
		*out = *out * 10 + (uint64_t)(*p - '0');
		if (*out > LIMIT_ATTACHED_TOTAL)
			return -1;
	}
	return *s != '\0' && *p == '\0' ? 0 : -1;
}

int
enclose_check(struct run *run)
{
	uint64_t most;

	if (parse_limit(run->options->attach_limit, &most) == 0)
		return 0;
	diag_add(run->diag, DIAG_USAGE, NULL, "--attach-limit %s: a number "
	    "of bytes, 0 to %d", run->options->attach_limit,
	    LIMIT_ATTACHED_TOTAL);
	return -1;
}

/* Evidence that was refused for the private key in it. */
static struct table *
secrets(struct arena *a, const struct record *record)
{
	struct table *found = table_new(a, 0);
	struct evidence *e;

	for (e = record->evidence; e != NULL; e = e->next)
		if (e->secret)
			(void)table_add(found, arena_printf(a,
			    "evidence/%s/%s", record->name, e->path), e);
	return found;
}

/*
 * Nobody means to publish a private key: evidence that holds one was
 * refused, and an attachment that does is told.  What cannot be read is
 * another's finding.
 */
static bool
holds_key(struct run *run, const struct record *record,
    const struct table *secret, const struct inventory_entry *e)
{
	struct diag *aside = diag_new(run->arena);
	struct place at = { .file = e->path };
	struct fs_root *root = NULL;
	struct buf b = BUF_INIT;
	bool found = table_find(secret, e->path) != NULL;

	if (e->role == INVENTORY_ATTACHMENT && fs_root_open(
	    run->options->operand[0], &root, aside) == 0 && fs_read(root,
	    e->path + strlen("evidence//") + strlen(record->name),
	    LIMIT_ATTACHED_TOTAL, &b, aside) == 0)
		found = keymark_in_text(buf_str(&b), b.len);
	if (found)
		diag_add(run->diag, DIAG_FILE_SECRET, &at, "it holds a "
		    "private key and is not attached to report.pdf; replace "
		    "the key wherever it is used");
	fs_root_close(root);
	buf_clear(&b);
	return found;
}

void
enclose_mark(struct run *run, struct record *record)
{
	/* What the record is about before what was said of it. */
	static const enum inventory_role order[] = { INVENTORY_RECORD,
	    INVENTORY_TEMPLATE, INVENTORY_EVIDENCE, INVENTORY_SIGNATURE,
	    INVENTORY_ATTACHMENT };
	struct inventory *all = record->inputs;
	struct inventory_entry *e;
	/* Logs and pictures give way first; who names a limit wants them. */
	uint64_t all_logs = run->options->attach_limit == NULL ?
	    LIMIT_ATTACHED_LOGS : LIMIT_ATTACHED_TOTAL;
	uint64_t most, room, total = 0, logs = 0;
	const struct table *secret = secrets(run->arena, record);
	size_t i, k;

	if (parse_limit(run->options->attach_limit, &most) != 0)
		return;
	for (k = 0; k < sizeof(order) / sizeof(order[0]); k++)
		for (i = 0; i < all->count; i++) {
			e = &all->entries[i];
			room = LIMIT_ATTACHED_TOTAL - total;
			if (e->role == INVENTORY_ATTACHMENT &&
			    room > all_logs - logs)
				room = all_logs - logs;
			if (e->role != order[k] || e->size > most ||
			    e->size > room ||
			    holds_key(run, record, secret, e))
				continue;
			e->attached = true;
			total += e->size;
			if (e->role == INVENTORY_ATTACHMENT)
				logs += e->size;
		}
}

/* The bytes must be those that were read for the record. */
static int
check(const struct inventory_entry *e, const struct buf *b, struct diag *d)
{
	struct place at = { .file = e->path };
	struct digest digest;
	char hex[DIGEST_HEX];

	digest_of(buf_str(b), b->len, &digest);
	digest_hex(&digest, hex);
	if (strcmp(hex, e->sha256) == 0)
		return 0;
	diag_add(d, DIAG_FILE_CHANGED, &at, "the file was changed while the "
	    "report was made; let it rest, then render again");
	return -1;
}

static int
load(void *ctx, size_t i, struct buf *out, struct diag *d)
{
	const struct enclose *en = ctx;
	const struct inventory_entry *e = en->entries[i];
	int rc;

	if (e == NULL) {
		buf_add(out, buf_str(en->manifest), en->manifest->len);
		return 0;
	}
	if (e->held != NULL) {
		buf_add(out, e->held, (size_t)e->size);
		return 0;
	}
	if (e->role == INVENTORY_TEMPLATE)
		rc = fs_read(NULL, en->record->template_file,
		    LIMIT_TEMPLATE_BYTES, out, d);
	else
		rc = fs_read(en->root, e->path + en->prefix,
		    LIMIT_ATTACHED_TOTAL, out, d);
	return rc == 0 ? check(e, out, d) : -1;
}

/* What an evidence file answers, by its path in the record folder. */
static struct table *
answers(struct arena *a, const struct record *record)
{
	struct table *by_path = table_new(a, record->evidence_count);
	struct evidence *e;
	struct attachment *at;

	for (e = record->evidence; e != NULL; e = e->next) {
		(void)table_add(by_path, e->path, e);
		if (e->attestation != NULL)
			(void)table_add(by_path, e->attestation->path, e);
		for (at = e->attachments; at != NULL; at = at->next)
			(void)table_add(by_path, at->path, e);
	}
	return by_path;
}

/* What people read of the file; its path too, which its name is not. */
static const char *
words_for(struct arena *a, const struct inventory_entry *e,
    const struct evidence *answer)
{
	static const char *const what[INVENTORY_ROLES] = {
		[INVENTORY_TEMPLATE] = "checklist",
		[INVENTORY_RECORD] = "identity of the record",
		[INVENTORY_EVIDENCE] = "evidence",
		[INVENTORY_ATTACHMENT] = "attachment of evidence",
		[INVENTORY_SIGNATURE] = "signature of a sign-off",
	};
	struct buf b = BUF_INIT;
	const char *words;

	utf8_safe(&b, e->path, strlen(e->path), 0);
	buf_printf(&b, ": %s", what[e->role]);
	if (answer != NULL && answer->item != NULL) {
		buf_adds(&b, " for ");
		utf8_safe(&b, answer->item, strlen(answer->item), 0);
	}
	words = arena_strdup(a, buf_str(&b));
	buf_clear(&b);
	return words;
}

static const char *
date_for(struct arena *a, const struct instant *at)
{
	char text[DATE_MAX];

	if (at == NULL)
		return NULL;
	date_str_pdf(at, text);
	return arena_strdup(a, text);
}

/*
 * Template and record.json are what the document was made from (Source);
 * its rows were read from the evidence and the list of inputs (Data);
 * logs and pictures that evidence names say more than it does
 * (Supplement).
 */
static enum enclosure_relation
relation_of(enum inventory_role role)
{
	switch (role) {
	case INVENTORY_TEMPLATE:
	case INVENTORY_RECORD:
		return ENCLOSURE_SOURCE;
	case INVENTORY_ATTACHMENT:
	case INVENTORY_SIGNATURE:
		return ENCLOSURE_SUPPLEMENT;
	case INVENTORY_EVIDENCE:
	case INVENTORY_LAYOUT:
	case INVENTORY_FONT:
	case INVENTORY_OUTPUT:
	case INVENTORY_ROLES:
		break;
	}
	return ENCLOSURE_DATA;
}

static void
add(struct enclose *en, const struct inventory_entry *e,
    const struct table *by_path)
{
	struct enclosure *out = &en->list[en->files.count];
	const struct evidence *answer;

	en->entries[en->files.count++] = e;
	if (e == NULL) {
		out->path = out->name = MANIFEST;
		out->media_type = "application/json";
		out->words = "path, size and SHA-256 of every file this "
		    "report was made from";
		out->date = date_for(en->arena, en->record->issued_at);
		out->relation = ENCLOSURE_DATA;
		return;
	}
	out->path = e->path;
	if (e->role == INVENTORY_TEMPLATE) {
		out->name = strrchr(e->path, '/') + 1;
		answer = NULL;
	} else {
		out->name = e->path + en->prefix;
		answer = table_find(by_path, out->name);
	}
	out->media_type = e->media_type;
	out->words = words_for(en->arena, e, answer);
	out->date = answer == NULL ? NULL : date_for(en->arena,
	    answer->collected_at);
	out->relation = relation_of(e->role);
}

int
enclose_open(struct run *run, const struct record *record,
    const struct buf *manifest, struct enclose **out)
{
	const struct inventory *all = record->inputs;
	struct enclose *en = mem_zalloc(1, sizeof(*en));
	const struct table *by_path;
	size_t i, n = 1;

	*out = en;
	en->arena = arena_new();
	en->record = record;
	en->manifest = manifest;
	en->prefix = strlen("evidence//") + strlen(record->name);
	if (fs_root_open(run->options->operand[0], &en->root,
	    run->diag) != 0)
		return -1;
	for (i = 0; i < all->count; i++)
		n += all->entries[i].attached;
	en->list = arena_array(en->arena, n, sizeof(*en->list));
	en->entries = arena_array(en->arena, n, sizeof(*en->entries));
	by_path = answers(en->arena, record);
	add(en, NULL, by_path);
	for (i = 0; i < all->count; i++)
		if (all->entries[i].attached)
			add(en, &all->entries[i], by_path);
	en->files.list = en->list;
	en->files.load = load;
	en->files.ctx = en;
	return 0;
}

const struct enclosures *
enclose_files(const struct enclose *en)
{
	return &en->files;
}

void
enclose_close(struct enclose *en)
{
	if (en == NULL)
		return;
	fs_root_close(en->root);
	arena_free(en->arena);
	mem_free(en);
}
