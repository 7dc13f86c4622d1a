/* seal: an archive of a report and everything it was made from. */
#ifndef CMD_SEAL_CMD_H
#define CMD_SEAL_CMD_H

struct run;

int	seal_cmd_run(struct run *);

#endif
