/*
 * ledger: prints and checks the ledger of a record, or adds an entry.
 */
#ifndef CMD_CMD_LEDGER_H
#define CMD_CMD_LEDGER_H

struct journal;
struct ledger_list;
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
 * Prepare an entry that says what changed in the record folder since the
 * last one; journal_publish() makes it count.  new are the files that the
 * command is about to write, sorted by path: they are its outputs; what
 * else changed it found there, and that stands among its inputs.  new
 * NULL: everything is an output.  -1 with a finding.
 */
int	cmd_ledger_stage(struct run *, struct journal *, const char *folder,
	    const char *actor, const char *command, const char *reason,
	    const struct ledger_list *new)
	    __attribute__((warn_unused_result));

#endif
