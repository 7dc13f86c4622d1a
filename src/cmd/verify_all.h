/*
 * verify with all parts, as `dossier verify' has it.
 */
#ifndef CMD_VERIFY_ALL_H
#define CMD_VERIFY_ALL_H

struct run;

int	verify_all_run(struct run *);

#endif
