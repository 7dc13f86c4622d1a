/*
 * Signatures of other programs are not judged.  Readers rewrite catalog,
 * metadata and resources as they sign, each in a spelling of its own: to
 * tell that apart from an attack needs a second, forgiving reader of PDF,
 * and attacks on signed files live from what forgiving readers pass over.
 */
#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "seal/pdffile.h"
#include "seal/pdfforeign.h"
#include "seal/pdfjudge.h"

#define TRIES	4

/* Is this beginning accepted?  How many signatures it has. */
static bool
accepted(const void *data, size_t len, const char *name, size_t *signatures)
{
	struct arena *arena = arena_new();
	struct diag *aside = diag_new(arena);
	struct pdffile *file = NULL;
	struct pdfjudge judge;
	bool good;

	good = pdffile_parse(data, len, name, &file, aside) == 0 &&
	    pdfjudge_file(arena, file, name, &judge, aside) == 0;
	*signatures = good ? judge.count : 0;
	pdffile_free(file);
	arena_free(arena);
	return good;
}

void
pdfforeign_tell(const void *data, size_t len, const char *name,
    struct diag *diag)
{
	static const char eof[] = "\n%%EOF\n";
	const size_t k = sizeof(eof) - 1;
	struct place at = { .file = name };
	const char *p = data;
	size_t end, n, tries = 0;

	for (end = len - (len > 0); end >= k && tries < TRIES; end--) {
		if (p[end - 1] != '\n' || memcmp(p + end - k, eof, k) != 0)
			continue;
		tries++;
		if (!accepted(data, end, name, &n))
			continue;
		diag_add(diag, DIAG_VERIFY_FOREIGN, &at, "its first %zu bytes "
		    "are a report of ours with %zu signature%s, accepted as "
		    "they are; the %zu bytes behind them are refused, not "
		    "judged: only what `dossier sign' writes can be told from "
		    "an attack (ISO 32000-2 12.8.2.2)", end, n,
		    n == 1 ? "" : "s", len - end);
		return;
	}
}
