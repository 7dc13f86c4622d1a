/*
 * Programs the user names on the command line (--sign-cmd, --tsa-cmd):
 * how they are started.
 */
#ifndef CMD_CHILD_H
#define CMD_CHILD_H

struct proc;
struct run;
struct stamp_source;
struct trust;

/*
 * The program of an option's value, in the arena: words as proc_split()
 * parts them, no shell; of the environment only PATH, HOME, USER, LOGNAME,
 * TMPDIR, TERM, LANG, LC_ALL and XDG_RUNTIME_DIR.  NULL with a finding.
 */
const struct proc	*child_program(struct run *, const char *option,
			    const char *line);

/*
 * Who stamps: --tsa-cmd, its answers held to the trust list, which may be
 * NULL.  *out is NULL without the option.  -1 with a finding.
 */
int	child_tsa(struct run *, const struct trust *,
	    const struct stamp_source **out)
	    __attribute__((warn_unused_result));

#endif
