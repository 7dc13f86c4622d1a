/* The head of a ledger. */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/ledger.h"
#include "seal/ledgerhead.h"
#include "seal/manifest.h"

/* Bytes of the first lines of a ledger that has at least so many. */
static size_t
size_of(const struct buf *text, uint64_t lines)
{
	const char *p = buf_str(text);

	for (; lines > 0; lines--)
		p = strchr(p, '\n') + 1;
	return (size_t)(p - buf_str(text));
}

const char *
ledgerhead_fault(struct arena *arena, const struct buf *text,
    const struct manifest *m, bool exactly, size_t *size)
{
	struct diag *own = diag_new(arena);
	struct ledger l;

	if (ledger_parse(arena, buf_str(text), text->len, LEDGER_FILE, &l,
	    own) != 0)
		return arena_printf(arena, "line %u: %s",
		    diag_first(own)->at.line, diag_first(own)->words);
	if (l.count < m->ledger_entries)
		return arena_printf(arena, "cut off: the manifest knows %llu "
		    "entries, %zu are there",
		    (unsigned long long)m->ledger_entries, l.count);
	if (m->ledger_entries == 0 || strcmp(m->ledger,
	    l.entries[m->ledger_entries - 1].sha256) != 0)
		return arena_printf(arena, "written anew: entry %llu is not "
		    "the one the manifest knows",
		    (unsigned long long)m->ledger_entries);
	if (exactly && l.count > m->ledger_entries)
		return arena_printf(arena, "it goes on after the %llu entries "
		    "that the manifest knows",
		    (unsigned long long)m->ledger_entries);
	if (size != NULL)
		*size = size_of(text, m->ledger_entries);
	return NULL;
}
