/*
 * render: the reports of a record, signed and published as one generation.
 */
#ifndef CMD_PUBLISH_H
#define CMD_PUBLISH_H

struct run;

int	publish_run(struct run *);

#endif
