/*
 * sign: an approval in the PDF of a report.
 */
#ifndef CMD_CMD_SIGN_H
#define CMD_CMD_SIGN_H

struct run;

int	cmd_sign_run(struct run *);

#endif
