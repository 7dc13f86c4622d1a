/*
 * Inputs: are the files of a record still the ones a manifest lists?
 */
#ifndef SEAL_INPUTS_H
#define SEAL_INPUTS_H

#include <stddef.h>

struct arena;
struct diag;
struct manifest;

/*
 * Compare what the manifest lists below evidence/<record>/ with the
 * record's folder, and its template with the file of that name in the
 * folder, or in <folder>/../../templates.  Missing, changed and unlisted
 * evidence are findings (V02, V04, V03); other files that nothing lists
 * are warnings (F11).  The ledger must have the entries the manifest knows
 * (V02, V04), and may have more.  Layouts and fonts stand outside the record digest
 * and are not compared, which a note says.  *same of *total inputs were
 * found the same.  -1 where anything differs.
 */
int	inputs_compare(struct arena *, const char *folder,
	    const struct manifest *, size_t *same, size_t *total,
	    struct diag *) __attribute__((warn_unused_result));

#endif
