/*
 * gate: the verdict of a record or a phase; exit 0 only for GO.
 */
#ifndef CMD_GATE_H
#define CMD_GATE_H

struct run;

int	gate_run(struct run *);

#endif
