/*
 * key: make or show a local signing identity.
 */
#ifndef CMD_KEY_CMD_H
#define CMD_KEY_CMD_H

struct run;

int	key_cmd_run(struct run *);

#endif
