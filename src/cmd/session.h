/*
 * Session: one run of a program from its command line to its exit status.
 */
#ifndef CMD_SESSION_H
#define CMD_SESSION_H

struct buf;
struct command;

struct session {
	const struct command	*commands;	/* ends with a NULL name */
	const struct command	*only;		/* the program is this command
						   alone; or NULL */
	void	(*version)(struct buf *);	/* what --version says */
};

/* The words behind the program's name; prints, and returns the status. */
int	session_run(const struct session *, int argc, char **argv);

#endif
