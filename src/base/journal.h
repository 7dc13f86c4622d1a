/*
 * Journal: appending to the ledger of a record folder, one writer at a
 * time, complete or not at all.
 */
#ifndef BASE_JOURNAL_H
#define BASE_JOURNAL_H

struct arena;
struct diag;
struct ledger;
struct ledger_entry;

struct journal;

/*
 * Lock the record folder and read its ledger; none there is an empty one.
 * A broken chain is refused: nothing is appended to it.  Who holds the
 * lock is the only writer; readers need none.  -1 with a finding.
 */
int	journal_open(struct arena *, const char *folder, struct journal **,
	    struct diag *) __attribute__((warn_unused_result));

/* What was read. */
const struct ledger	*journal_ledger(const struct journal *);

/*
 * Append the entry; its seq, previous and sha256 are set here.  What a
 * reader would refuse is refused.  The ledger is replaced by one rename,
 * on the medium.  -1 with a finding, and the ledger is as it was.
 */
int	journal_append(struct journal *, struct ledger_entry *,
	    struct diag *) __attribute__((warn_unused_result));

/*
 * The same in two steps, for an entry about files that appear between
 * them: all that can go wrong but the rename goes wrong in the first.
 * What was staged and not published is gone with journal_close().
 */
int	journal_stage(struct journal *, struct ledger_entry *,
	    struct diag *) __attribute__((warn_unused_result));
int	journal_publish(struct journal *, struct diag *)
	    __attribute__((warn_unused_result));

/* Give the lock back; NULL does nothing. */
void	journal_close(struct journal *);

#endif
