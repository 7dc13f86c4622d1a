/*
 * signoff: a person signs a record off, before it is rendered.
 */
#ifndef CMD_SIGNOFF_H
#define CMD_SIGNOFF_H

struct run;

/* The command; returns the exit status. */
int	signoff_run(struct run *);

#endif
