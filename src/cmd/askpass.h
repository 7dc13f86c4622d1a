/*
 * Pass phrases and PINs: from a file, a descriptor, or the terminal; never
 * from the command line or the environment.
 */
#ifndef CMD_ASKPASS_H
#define CMD_ASKPASS_H

struct buf;
struct run;

/*
 * The pass phrase for what is named: the first line of --pass-file (which
 * only its owner may read), or of the descriptor of --pass-fd; else, asked
 * for on the terminal of the process without echo, for a minute at most.
 * Without any of them pass stays empty, which is no failure: who needs it
 * says so.  The caller wipes pass.  -1 with a finding.
 */
int	askpass_get(struct run *, const char *what, struct buf *pass)
	    __attribute__((warn_unused_result));

/* Only what --pass-file or --pass-fd give. */
int	askpass_given(struct run *, struct buf *pass)
	    __attribute__((warn_unused_result));

#endif
