/* Attach: comparing attachments with what their evidence says of them. */
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/inventory.h"
#include "intake/attach.h"
#include "intake/evidence.h"
#include "intake/leaves.h"
#include "model/record.h"

/* Digests are told apart by their first digits in findings. */
#define DIGITS_SHOWN	12

/* NULL where the leaf is the attachment, else what is wrong with it. */
static const char *
compare(struct arena *a, const struct leaf *l, const struct attachment *at,
    enum diag_code *code)
{
	struct digest	digest;
	char		hex[DIGEST_HEX];

	memcpy(digest.b, l->sha256, sizeof(digest.b));
	digest_hex(&digest, hex);
	*code = DIAG_FILE_DIGEST;
	if (strcmp(hex, at->sha256) != 0)
		return arena_printf(a, "the attachment %s has SHA-256 "
		    "%.*s..., the evidence names %.*s...; it was changed "
		    "after it was collected", at->path, DIGITS_SHOWN, hex,
		    DIGITS_SHOWN, at->sha256);
	if (at->size != UINT64_MAX && at->size != l->size)
		return arena_printf(a, "the attachment %s has %llu bytes, "
		    "the evidence says %llu", at->path,
		    (unsigned long long)l->size,
		    (unsigned long long)at->size);
	return NULL;
}

/* The same for one attachment from its path on; *host: reading failed. */
static const char *
look(struct arena *a, const struct leaves *ls, struct attachment *at,
    enum diag_code *code, struct diag *diag, int *host)
{
	struct leaf	*l = leaves_find(ls, at->path);
	struct diag	*own;
	const char	*fault;

	*code = DIAG_FILE_ABSENT;
	if (l == NULL)
		return arena_printf(a, "the attachment %s is not in the "
		    "record folder (hidden files are left out)", at->path);
	*code = DIAG_FILE_KIND;
	l->taken = true;
	if (!l->regular)
		return arena_printf(a, "the attachment %s is not a regular "
		    "file; links and folders are not followed", at->path);
	own = diag_new(a);
	if (leaves_hash(ls, l, own) != 0) {
		*code = diag_first(own)->code;
		fault = arena_printf(a, "the attachment %s: %s", at->path,
		    diag_first(own)->words);
		*host = diag_status(own, DIAG_ERROR) == 5;
		if (*host)
			diag_add(diag, *code, &diag_first(own)->at, "%s",
			    diag_first(own)->words);
		return fault;
	}
	fault = compare(a, l, at, code);
	at->size = l->size;
	return fault;
}

int
attach_check(struct arena *a, const struct leaves *ls, const char *folder,
    struct evidence *ev, struct diag *diag)
{
	struct place		 where = { 0 };
	struct attachment	*at;
	enum diag_code		 code;
	const char		*fault, *first = NULL;
	size_t			 i = 0;
	int			 host = 0;

	for (at = ev->attachments; at != NULL; at = at->next, i++) {
		if (at->media_type == NULL)
			at->media_type = inventory_media_type(at->path);
		fault = look(a, ls, at, &code, diag, &host);
		if (host)
			return -1;
		if (at->size == UINT64_MAX)
			at->size = 0;
		if (fault == NULL)
			continue;
		/* What was amended decides nothing, but is not lost unsaid. */
		if (ev->replaced)
			code = DIAG_BIND_HISTORY;
		where.file = arena_printf(a, "%s/%s", folder, ev->path);
		where.pointer = arena_printf(a, "/attachments/%zu", i);
		if (ev->item != NULL)
			diag_add_item(diag, code, &where, ev->item, "%s",
			    fault);
		else
			diag_add(diag, code, &where, "%s", fault);
		if (first == NULL && !ev->replaced)
			first = fault;
	}
	if (first != NULL && !ev->refused)
		evidence_refuse(ev, first);
	return 0;
}
