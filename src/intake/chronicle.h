/*
 * Chronicle: the ledger of a record folder, held against its files.
 */
#ifndef INTAKE_CHRONICLE_H
#define INTAKE_CHRONICLE_H

struct arena;
struct buf;
struct diag;
struct leaves;
struct ledger;
struct ledger_list;
struct record;

/*
 * Where the folder has a ledger: read it into the record, broken where it
 * is (errors of the L group), and list what differs from what it last
 * says (L04).  The ledger itself is neither evidence nor a leftover.
 * Templates and attachments below the folder have been hashed by others,
 * the rest is hashed here.  bytes is for scratch.  -1 where the host
 * failed.
 */
int	chronicle_take(struct arena *, const struct leaves *,
	    const char *folder, struct record *, struct buf *bytes,
	    struct diag *) __attribute__((warn_unused_result));

/*
 * What changed in the folder since the last entry: after has the files as
 * they are now, without a digest where they were removed; before has those
 * of them that the ledger knew, as it knew them.  -1 with a finding.
 */
int	chronicle_changes(struct arena *, const char *folder,
	    const struct ledger *, struct ledger_list *before,
	    struct ledger_list *after, struct diag *)
	    __attribute__((warn_unused_result));

#endif
