/*
 * ledger: prints and checks the ledger of a record, or adds an entry.
 */
#ifndef CMD_CMD_LEDGER_H
#define CMD_CMD_LEDGER_H

struct journal;
struct run;

int	cmd_ledger_run(struct run *);

/*
 * Before a command changes the record: are actor and reason words that can
 * stand in a ledger, is the chain whole and
 * not later than the run?  The folder is locked until
 * journal_close().  -1 with a finding.
 */
int	cmd_ledger_open(struct run *, const char *folder, const char *actor,
	    const char *reason, struct journal **)
	    __attribute__((warn_unused_result));

/*
 * Append an entry that says what changed in the record folder since the
 * last one.  new names the files this command wrote itself, ended by NULL:
 * they are its outputs; what else changed it found there, and that stands
 * among its inputs.  new NULL: everything is an output.  -1 with a
 * finding.
 */
int	cmd_ledger_append(struct run *, struct journal *,
	    const char *folder, const char *actor, const char *command, const char *reason,
	    const char *const *new) __attribute__((warn_unused_result));

#endif
