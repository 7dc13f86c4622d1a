/* Beside: reading the signature that lies beside a sign-off. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/fs.h"
#include "base/limits.h"
#include "intake/beside.h"
#include "intake/leaves.h"
#include "model/record.h"

int
beside_take(struct arena *a, const struct leaves *ls, struct evidence *ev,
    struct buf *bytes, struct diag *diag)
{
	struct attestation	*at;
	struct digest		 digest;
	struct diag		*own;
	struct leaf		*l;

	if (ev->signoff == NULL && !ev->refused)
		return 0;
	bytes->len = 0;
	buf_printf(bytes, "%s.p7s", ev->path);
	if ((l = leaves_find(ls, bytes->data)) == NULL)
		return 0;
	l->taken = l->signature = true;
	ev->attestation = at = arena_alloc(a, sizeof(*at));
	at->path = l->name;
	at->state = ATTESTATION_BAD;
	at->fingerprint = "";
	if (!l->regular) {
		at->why = "the signature file is not a regular file";
		return 0;
	}
	own = diag_new(a);
	if (fs_read(ls->root, l->path, LIMIT_CMS_BYTES, bytes, own) != 0) {
		at->why = diag_first(own)->words;
		if (diag_status(own, DIAG_ERROR) != 5)
			return 0;
		diag_add(diag, diag_first(own)->code, &diag_first(own)->at,
		    "%s", diag_first(own)->words);
		return -1;
	}
	at->state = ATTESTATION_UNCHECKED;
	at->der = memcpy(arena_alloc(a, bytes->len + 1), buf_str(bytes),
	    bytes->len);
	at->len = bytes->len;
	digest_of(at->der, at->len, &digest);
	leaves_set(l, &digest, at->len);
	return 0;
}
