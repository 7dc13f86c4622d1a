/*
 * verify: is what lies here what its issuer published?
 */
#ifndef CMD_CMD_VERIFY_H
#define CMD_CMD_VERIFY_H

struct run;

int	cmd_verify_run(struct run *);

#endif
