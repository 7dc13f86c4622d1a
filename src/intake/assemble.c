/* Assemble: the files of a record folder become one record. */
#define _XOPEN_SOURCE	700	/* realpath(3) */

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/fs.h"
#include "base/inventory.h"
#include "base/ledger.h"
#include "base/limits.h"
#include "base/path.h"
#include "base/utf8.h"
#include "intake/assemble.h"
#include "intake/attach.h"
#include "intake/beside.h"
#include "intake/bind.h"
#include "intake/chronicle.h"
#include "intake/evidence.h"
#include "intake/identity.h"
#include "intake/keep.h"
#include "intake/leaves.h"
#include "intake/template.h"
#include "model/record.h"

/* Everything one assembly hands around. */
struct assembly {
	struct arena		*arena;		/* what stays */
	struct arena		*work, *scratch;
	struct keep		*keep;		/* in arena */
	const char		*folder;
	const struct assemble_options *how;
	const struct instant	*now;
	struct fs_root		*root;
	struct record		*r;
	struct inventory	*inputs;
	struct leaves		 leaves;
	struct buf		 bytes, shown;
	struct diag		*diag;
	struct diag		**found;	/* per evidence file, or NULL */
	uint64_t		 total;		/* bytes of evidence */
	size_t			 held;		/* of them, as they are */
};

/* The last part of a path, without slashes behind it. */
static const char *
last_part(struct arena *a, const char *path)
{
	size_t	end = strlen(path), from;

	while (end > 0 && path[end - 1] == '/')
		end--;
	for (from = end; from > 0 && path[from - 1] != '/'; from--)
		;
	return arena_strndup(a, path + from, end - from);
}

/* The record is called as its folder, also where that is given as ".". */
static int
name_record(struct assembly *as)
{
	struct place	 at = { .file = as->folder };
	const char	*name = last_part(as->arena, as->folder), *fault;
	char		*real;

	if (*name == '\0' || strcmp(name, ".") == 0 ||
	    strcmp(name, "..") == 0) {
		real = realpath(as->folder, NULL);
		if (real != NULL)
			name = last_part(as->arena, real);
		free(real);
	}
	fault = fs_path_fault(name);
	if (fault == NULL && utf8_check(name, strlen(name), NULL) != 0)
		fault = "it is not UTF-8";
	if (fault != NULL) {
		diag_add(as->diag, DIAG_FILE_PATH, &at, "the folder's name "
		    "becomes the record's name: %s", fault);
		return -1;
	}
	as->r->name = name;
	return 0;
}

/* Enter a file of the record folder under its fixed prefix. */
static void
list_input(struct assembly *as, enum inventory_role role, const char *path,
    const struct digest *digest, uint64_t size)
{
	as->shown.len = 0;
	buf_printf(&as->shown, "evidence/%s/%s", as->r->name, path);
	inventory_add(as->arena, as->inputs, role, as->shown.data, size,
	    digest, inventory_media_type(path));
}

/* How findings name a file of the folder; good until the next call. */
static const char *
shown(struct assembly *as, const char *path)
{
	as->shown.len = 0;
	buf_printf(&as->shown, "%s/%s", as->folder, path);
	return as->shown.data;
}

/* Nothing falls due after an end that is still to come. */
static int
check_actual(struct assembly *as)
{
	const struct instant	*t = as->r->finished_at;
	struct place		 at = { .pointer = "/actual/end" };

	if (t == NULL) {
		t = as->r->started_at;
		at.pointer = "/actual/start";
	}
	if (t == NULL || t->sec <= as->now->sec + LIMIT_CLOCK_SKEW)
		return 0;
	at.file = shown(as, "record.json");
	diag_add(as->diag, DIAG_EVIDENCE_FUTURE, &at, "it lies in the future; "
	    "what is to come is \"planned\"");
	return -1;
}

static int
read_identity(struct assembly *as, const char **template_path)
{
	struct place	 at = { .file = as->folder };
	struct digest	 digest;
	struct leaf	*l;

	/* A folder that is only begun can be looked at with --template; it
	 * says nothing of the release, so it is never GO. */
	if (as->how->template_path != NULL &&
	    leaves_find(&as->leaves, "record.json") == NULL) {
		diag_add(as->diag, DIAG_BIND_IDENTITY, &at, "there is no "
		    "record.json: what was deployed, and by whom, is not "
		    "known; write one before this can be GO");
		as->r->no_identity = true;
		as->r->title = as->r->name;
		*template_path = NULL;
		return 0;
	}
	if (fs_read(as->root, "record.json", LIMIT_EVIDENCE_BYTES,
	    &as->bytes, as->diag) != 0)
		return -1;
	digest_of(as->bytes.data, as->bytes.len, &digest);
	digest_hex(&digest, as->r->record_sha256);
	list_input(as, INVENTORY_RECORD, "record.json", &digest,
	    as->bytes.len);
	if ((l = leaves_find(&as->leaves, "record.json")) != NULL) {
		leaves_set(l, &digest, as->bytes.len);
		l->taken = true;
	}
	if (identity_parse(as->arena, as->bytes.data, as->bytes.len,
	    shown(as, "record.json"), as->r, template_path, as->diag) != 0)
		return -1;
	return check_actual(as);
}

/*
 * Who may write evidence must not write the rules: a file in the record
 * folder that takes the place of another template of its name is refused.
 */
static int
check_shadow(struct assembly *as, const char *dir, const char *member)
{
	struct place	 at = { .pointer = "/template" };
	struct diag	*aside = diag_new(as->work);
	struct buf	 other = BUF_INIT;
	int		 rc = 0;

	if (fs_read(NULL, arena_printf(as->work, "%s/%s", dir, member),
	    LIMIT_TEMPLATE_BYTES, &other, aside) == 0 &&
	    (other.len != as->bytes.len || memcmp(other.data, as->bytes.data,
	    other.len) != 0)) {
		at.file = shown(as, "record.json");
		diag_add(as->diag, DIAG_TEMPLATE_TWICE, &at, "%s in the record "
		    "folder and %s/%s are two templates; remove one, or say "
		    "with --template which is meant", member,
		    path_shown(as->arena, dir), member);
		rc = -1;
	}
	buf_clear(&other);
	return rc;
}

/* Read the template where the user, the record or the folder has it. */
static int
read_template(struct assembly *as, const char *member, const char **path)
{
	struct place	 at = { .pointer = "/template" };
	struct fs_root	*root = NULL;
	struct leaf	*l;
	const char	*dir = as->how->template_dir;
	int		 rc = -1;

	if (as->how->template_path != NULL) {
		*path = as->how->template_path;
		return fs_read(NULL, *path, LIMIT_TEMPLATE_BYTES, &as->bytes,
		    as->diag);
	}
	at.file = shown(as, "record.json");
	if (member == NULL) {
		diag_add(as->diag, DIAG_EVIDENCE_MISSING_MEMBER, &at,
		    "record.json names no \"template\"; write its file name, "
		    "or use --template");
		return -1;
	}
	if (dir == NULL)
		dir = arena_printf(as->arena, "%s/../../templates",
		    as->folder);
	if ((l = leaves_find(&as->leaves, member)) != NULL) {
		l->taken = true;
		*path = arena_printf(as->arena, "%s/%s", as->folder, member);
		return fs_read(as->root, member, LIMIT_TEMPLATE_BYTES,
		    &as->bytes, as->diag) != 0 ? -1 :
		    check_shadow(as, dir, member);
	}
	*path = arena_printf(as->arena, "%s/%s", dir, member);
	if (!fs_exists(*path)) {
		diag_add(as->diag, DIAG_FILE_ABSENT, &at, "the template %s "
		    "is neither in the record folder nor in %s; use "
		    "--templates or --template", member,
		    path_shown(as->arena, dir));
		return -1;
	}
	if (fs_root_open(dir, &root, as->diag) != 0)
		return -1;
	rc = fs_read(root, member, LIMIT_TEMPLATE_BYTES, &as->bytes,
	    as->diag);
	fs_root_close(root);
	return rc;
}

/* The template fills its part of the record, beside what record.json
 * said; where both speak, identity_settle() joins them. */
static int
take_template(struct assembly *as, const char *member)
{
	struct record	*r = as->r, said = *r;
	struct digest	 digest;
	const char	*path, *base;

	if (read_template(as, member, &path) != 0)
		return -1;
	digest_of(as->bytes.data, as->bytes.len, &digest);
	digest_hex(&digest, r->template_sha256);
	base = last_part(as->arena, path);
	r->template_file = path;
	r->template_path = arena_printf(as->arena, "templates/%s", base);
	inventory_add(as->arena, as->inputs, INVENTORY_TEMPLATE,
	    r->template_path, as->bytes.len, &digest,
	    inventory_media_type(base));
	r->fields = NULL;
	r->field_count = 0;
	memset(&r->policy, 0, sizeof(r->policy));
	if (template_parse(as->arena, as->bytes.data, as->bytes.len,
	    path_shown(as->arena, path), r, as->diag) != 0)
		return -1;
	identity_settle(as->arena, &said, shown(as, "record.json"), r,
	    as->diag);
	return 0;
}

static void
move_findings(const struct diag *from, const char *item, struct diag *to)
{
	const struct finding	*f;

	for (f = diag_first(from); f != NULL; f = f->next) {
		if (f->item == NULL && item == NULL)
			diag_add(to, f->code, &f->at, "%s", f->words);
		else
			diag_add_item(to, f->code, &f->at, f->item != NULL ?
			    f->item : item, "%s", f->words);
	}
}

/* A file that cannot be read at all is still evidence, refused. */
static void
refuse_unread(struct assembly *as, struct evidence **out,
    const struct diag *why)
{
	*out = arena_alloc(as->arena, sizeof(**out));
	evidence_refuse(*out, arena_strdup(as->arena,
	    diag_first(why)->words));
}

/* Keep the bytes just entered for who attaches them, while there is room:
 * they need not be read and compared once more. */
static void
hold(struct assembly *as)
{
	if (as->bytes.len > as->how->hold - as->held)
		return;
	as->held += as->bytes.len;
	as->inputs->entries[as->inputs->count - 1].held =
	    arena_strndup(as->arena, as->bytes.data, as->bytes.len);
}

/* Read and parse one file.  -1 where the host failed or a limit is hit. */
static int
read_evidence(struct assembly *as, struct leaf *l, struct evidence **out,
    struct diag *diag)
{
	struct digest	digest;
	struct place	at = { 0 };

	if (l->fault != NULL || !l->regular) {
		at.file = shown(as, l->name);
		diag_add(diag, l->fault != NULL ? DIAG_FILE_PATH :
		    DIAG_FILE_KIND, &at, "%s", l->fault != NULL ? l->fault :
		    "not a regular file; evidence is never read through "
		    "links, folders, pipes or devices");
		refuse_unread(as, out, diag);
		return 0;
	}
	if (fs_read(as->root, l->path, LIMIT_EVIDENCE_BYTES, &as->bytes,
	    diag) != 0) {
		if (diag_status(diag, DIAG_ERROR) == 5)
			return -1;
		refuse_unread(as, out, diag);
		return 0;
	}
	as->total += as->bytes.len;
	if (as->total > LIMIT_EVIDENCE_TOTAL) {
		at.file = as->folder;
		diag_add(diag, DIAG_FILE_LARGE, &at, "the evidence holds more "
		    "than %d bytes altogether", LIMIT_EVIDENCE_TOTAL);
		return -1;
	}
	digest_of(as->bytes.data, as->bytes.len, &digest);
	leaves_set(l, &digest, as->bytes.len);
	/* A refused file is a row of the record, not the end of it. */
	if (evidence_parse(as->arena, as->scratch, as->keep, as->bytes.data,
	    as->bytes.len, shown(as, l->path), as->now, out, diag) != 0)
		(*out)->refused = true;
	digest_hex(&digest, (*out)->sha256);
	list_input(as, INVENTORY_EVIDENCE, l->path, &digest, as->bytes.len);
	hold(as);
	return 0;
}

/*
 * Read all evidence.  Its findings wait until it is known whether another
 * file replaces it: what was amended is history, not a fault.
 */
static int
gather(struct assembly *as)
{
	struct evidence	**end = &as->r->evidence;
	struct place	  at = { .file = as->folder };
	struct diag	 *own = diag_new(as->work);
	struct leaf	 *l = as->leaves.list;
	struct leaf	 *last = l + as->leaves.count;

	as->found = arena_array(as->work, as->leaves.count + 1,
	    sizeof(struct diag *));
	inventory_reserve(as->arena, as->inputs, as->leaves.count + 32);
	for (; l < last; l++) {
		if (l->taken || !leaves_is_evidence(l))
			continue;
		if (as->r->evidence_count == LIMIT_EVIDENCE_FILES) {
			diag_add(as->diag, DIAG_FILE_MANY, &at, "more than %d "
			    "evidence files", LIMIT_EVIDENCE_FILES);
			return -1;
		}
		l->taken = true;
		if (read_evidence(as, l, end, own) != 0) {
			move_findings(own, NULL, as->diag);
			return -1;
		}
		(*end)->path = l->name;
		if (diag_first(own) != NULL) {
			as->found[as->r->evidence_count] = own;
			own = diag_new(as->work);
		}
		end = &(*end)->next;
		as->r->evidence_count++;
	}
	return 0;
}

static int
settle_evidence(struct assembly *as)
{
	struct evidence	*ev;
	size_t		 i = 0;

	bind_chains(as->r, as->folder, as->work, as->diag);
	for (ev = as->r->evidence; ev != NULL; ev = ev->next, i++) {
		if (as->found[i] != NULL && !ev->replaced)
			move_findings(as->found[i], ev->item, as->diag);
		if (attach_check(as->arena, &as->leaves, as->folder, ev,
		    as->diag) != 0 || beside_take(as->arena, &as->leaves, ev,
		    &as->bytes, as->diag) != 0)
			return -1;
	}
	bind_items(as->arena, as->r, as->folder, as->work, as->diag);
	return 0;
}

/* Attachments into the inventory; what is nothing is said so. */
static int
sort_out(struct assembly *as)
{
	struct place	 at = { 0 };
	struct record	*r = as->r;
	struct digest	 digest;
	struct leaf	*l = as->leaves.list;
	struct leaf	*last = l + as->leaves.count;
	size_t		 cap = 0;

	for (; l < last; l++) {
		if (l->taken && l->hashed && !leaves_is_evidence(l) &&
		    strcmp(l->path, "record.json") != 0 &&
		    strcmp(l->path, LEDGER_FILE) != 0) {
			memcpy(digest.b, l->sha256, sizeof(digest.b));
			list_input(as, l->signature ? INVENTORY_SIGNATURE :
			    INVENTORY_ATTACHMENT, l->path, &digest, l->size);
			r->attachment_count += !l->signature;
		}
		if (l->taken)
			continue;
		r->leftovers = arena_more(as->arena, r->leftovers, &cap,
		    r->leftover_count + 1, sizeof(*r->leftovers));
		r->leftovers[r->leftover_count++] = l->name;
		at.file = shown(as, l->name);
		diag_add(as->diag, DIAG_FILE_LEFTOVER, &at, "no evidence "
		    "names this file; it is not part of the record");
	}
	if (r->attachment_count > LIMIT_ATTACHMENTS) {
		at.file = as->folder;
		diag_add(as->diag, DIAG_FILE_MANY, &at, "more than %d "
		    "attachments", LIMIT_ATTACHMENTS);
		return -1;
	}
	return 0;
}

static void
close_inventory(struct assembly *as)
{
	struct digest	digest;

	inventory_sort(as->inputs);
	inventory_record_digest(as->inputs, &digest);
	digest_hex(&digest, as->r->digest);
	as->r->inputs = as->inputs;
}

static int
run(struct assembly *as)
{
	struct place	 at = { .file = as->folder };
	const char	*member;

	if (name_record(as) != 0 ||
	    leaves_list(&as->leaves, as->root, as->folder, as->arena,
	    as->work, as->diag) != 0 ||
	    read_identity(as, &member) != 0 ||
	    take_template(as, member) != 0 ||
	    gather(as) != 0 ||
	    settle_evidence(as) != 0 ||
	    chronicle_take(as->arena, &as->leaves, as->folder, as->r,
	    &as->bytes, as->diag) != 0 ||
	    sort_out(as) != 0)
		return -1;
	as->r->hidden_count = as->leaves.hidden;
	if (as->leaves.hidden > 0)
		diag_add(as->diag, DIAG_FILE_HIDDEN, &at, "%zu hidden file%s "
		    "left out", as->leaves.hidden,
		    as->leaves.hidden == 1 ? " is" : "s are");
	close_inventory(as);
	return 0;
}

/* The folder as findings show it, without slashes behind it. */
static const char *
tidy(struct arena *a, const char *folder)
{
	size_t	n = strlen(folder);

	while (n > 1 && folder[n - 1] == '/')
		n--;
	return arena_strndup(a, folder, n);
}

int
assemble_record(struct arena *a, const char *folder,
    const struct assemble_options *how, const struct instant *now,
    struct record **out, struct diag *diag)
{
	struct assembly	as = { .arena = a, .how = how, .now = now,
			    .diag = diag };
	int		rc = -1;

	*out = NULL;
	as.folder = tidy(a, folder);
	if (fs_root_open(as.folder, &as.root, diag) != 0)
		return -1;
	as.work = arena_new();
	as.scratch = arena_new();
	as.keep = keep_new(a);
	as.r = arena_alloc(a, sizeof(*as.r));
	as.inputs = arena_alloc(a, sizeof(*as.inputs));
	if (run(&as) != 0)
		goto out;
	*out = as.r;
	rc = 0;
out:
	buf_clear(&as.bytes);
	buf_clear(&as.shown);
	fs_root_close(as.root);
	arena_free(as.scratch);
	arena_free(as.work);
	return rc;
}
