/* Chronicle: what the ledger last said, against what is there. */
#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/fs.h"
#include "base/ledger.h"
#include "base/limits.h"
#include "intake/chronicle.h"
#include "intake/leaves.h"
#include "model/record.h"

/* One walk along the files and what the ledger says, both sorted. */
struct walk {
	struct arena		*arena;
	struct ledger_list	 said;
	size_t			 next;		/* of said */
	struct ledger_list	*before, *after;
};

/* A file that the ledger has, and that is there no more. */
static void
gone(struct walk *w, const struct ledger_item *said)
{
	ledger_list_add(w->arena, w->before, said->path, said->sha256);
	ledger_list_add(w->arena, w->after, said->path, NULL);
}

static void
compare(struct walk *w, const char *path, const unsigned char sha256[32])
{
	const struct ledger_item *said = NULL;
	struct digest digest;
	char hex[DIGEST_HEX];
	int order = -1;

	for (; w->next < w->said.count; w->next++) {
		said = &w->said.items[w->next];
		if ((order = strcmp(said->path, path)) >= 0)
			break;
		gone(w, said);
	}
	if (w->next == w->said.count || order != 0)
		said = NULL;
	else
		w->next++;
	memcpy(digest.b, sha256, sizeof(digest.b));
	digest_hex(&digest, hex);
	if (said != NULL && strcmp(said->sha256, hex) == 0)
		return;
	if (said != NULL)
		ledger_list_add(w->arena, w->before, path, said->sha256);
	ledger_list_add(w->arena, w->after, path, arena_strdup(w->arena,
	    hex));
}

static int
walk_all(struct arena *a, const struct leaves *leaves,
    const struct ledger *ledger, struct ledger_list *before,
    struct ledger_list *after, struct diag *diag)
{
	struct walk w = { .arena = a, .before = before, .after = after };
	struct leaf *l = leaves->list, *end = l + leaves->count;

	memset(before, 0, sizeof(*before));
	memset(after, 0, sizeof(*after));
	ledger_state(a, ledger, &w.said);
	for (; l < end; l++) {
		if (l->fault != NULL || !l->regular ||
		    strcmp(l->path, LEDGER_FILE) == 0)
			continue;
		if (leaves_hash(leaves, l, diag) != 0)
			return -1;
		compare(&w, l->path, l->sha256);
	}
	for (; w.next < w.said.count; w.next++)
		gone(&w, &w.said.items[w.next]);
	return 0;
}

/* Into the record and the findings; both are sorted. */
static void
tell(struct arena *a, const char *folder, struct record *r,
    const struct ledger_list *before, const struct ledger_list *after,
    struct diag *diag)
{
	struct pair **end = &r->outside;
	struct place at = { 0 };
	bool lost;
	size_t i;

	for (i = 0; i < after->count; i++) {
		*end = arena_alloc(a, sizeof(**end));
		(*end)->name = after->items[i].path;
		(*end)->value = after->items[i].sha256 == NULL ? "removed" :
		    ledger_list_find(before, after->items[i].path) == NULL ?
		    "added" : "changed";
		lost = record_is_lost(*end);
		r->lost_count += lost;
		if (r->outside_count++ < LIMIT_FINDINGS_PRINTED) {
			at.file = arena_printf(a, "%s/%s", folder,
			    (*end)->name);
			diag_add(diag, lost ? DIAG_LEDGER_LOST :
			    DIAG_LEDGER_OUTSIDE, &at, "%s since the last entry "
			    "of the ledger; %s`dossier ledger --add' records "
			    "who did that and why", (*end)->value, lost ?
			    "put back what was there, or " : "");
		}
		end = &(*end)->next;
	}
}

int
chronicle_take(struct arena *a, const struct leaves *leaves,
    const char *folder, struct record *r, struct buf *bytes,
    struct diag *diag)
{
	struct leaf *l = leaves_find(leaves, LEDGER_FILE);
	struct ledger_list before, after;
	struct ledger *ledger;

	if (l == NULL)
		return 0;
	l->taken = true;
	r->ledger = ledger = arena_alloc(a, sizeof(*ledger));
	ledger->broken = true;
	if (fs_read(leaves->root, LEDGER_FILE, LIMIT_LEDGER_BYTES, bytes,
	    diag) != 0)
		return diag_status(diag, DIAG_ERROR) == 5 ? -1 : 0;
	if (ledger_parse(a, buf_str(bytes), bytes->len, arena_printf(a,
	    "%s/%s", folder, LEDGER_FILE), ledger, diag) != 0)
		return 0;
	if (walk_all(a, leaves, ledger, &before, &after, diag) != 0)
		return -1;
	tell(a, folder, r, &before, &after, diag);
	return 0;
}

int
chronicle_changes(struct arena *a, const char *folder,
    const struct ledger *ledger, struct ledger_list *before,
    struct ledger_list *after, struct diag *diag)
{
	struct arena *work = arena_new();
	struct fs_root *root = NULL;
	struct leaves leaves;
	int rc = -1;

	if (fs_root_open(folder, &root, diag) != 0)
		goto out;
	if (leaves_list(&leaves, root, folder, a, work, diag) != 0)
		goto out;
	rc = walk_all(a, &leaves, ledger, before, after, diag);
out:
	fs_root_close(root);
	arena_free(work);
	return rc;
}
