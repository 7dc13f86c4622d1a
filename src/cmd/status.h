/*
 * status: the terminal view of a record.
 */
#ifndef CMD_STATUS_H
#define CMD_STATUS_H

struct run;

int	status_run(struct run *);

#endif
