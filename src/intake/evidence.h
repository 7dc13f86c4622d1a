/*
 * Evidence: one JSON file (schema dossier/evidence/v1) -> struct evidence.
 */
#ifndef INTAKE_EVIDENCE_H
#define INTAKE_EVIDENCE_H

#include <stddef.h>

struct arena;
struct diag;
struct evidence;
struct instant;
struct keep;

/*
 * Parse and check one file.  scratch is reset and used for what need not
 * stay; keep (of the first arena, or NULL) spares copies.  shown names the
 * file in findings; now bounds future dates.
 * Always gives an evidence in *out: where the file is refused, refused is
 * set, item is kept if it could be read, fault holds the first finding,
 * what could decide is dropped, and -1 is returned.  path and sha256 are
 * the caller's to set.
 */
int	evidence_parse(struct arena *, struct arena *scratch, struct keep *,
	    const char *text, size_t len, const char *shown,
	    const struct instant *now, struct evidence **out, struct diag *)
	    __attribute__((warn_unused_result));

/* Refuse it: drop what could decide the item or be shown as fact. */
void	evidence_refuse(struct evidence *, const char *fault);

#endif
