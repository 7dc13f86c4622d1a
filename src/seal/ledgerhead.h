/*
 * The ledger of a record held against the head that a manifest names.
 */
#ifndef SEAL_LEDGERHEAD_H
#define SEAL_LEDGERHEAD_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buf;
struct manifest;

/*
 * Is the text a whole chain (base/ledger.h) whose entry number
 * m->ledger_entries has the SHA-256 m->ledger?  It may go on after that,
 * unless it is to be exactly what the manifest knows.  NULL where it is,
 * else what is wrong.  *size, where not NULL, gets the bytes of what the
 * manifest knows.
 */
const char	*ledgerhead_fault(struct arena *, const struct buf *text,
		    const struct manifest *, bool exactly, size_t *size);

#endif
