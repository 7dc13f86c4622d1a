/*
 * lint: what is wrong with a template, a record or one of its files.
 */
#ifndef CMD_LINT_H
#define CMD_LINT_H

struct run;

int	lint_run(struct run *);

#endif
