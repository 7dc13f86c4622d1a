/*
 * help: commands, limits, codes of findings, blocks, version.
 */
#ifndef CMD_HELP_H
#define CMD_HELP_H

struct buf;
struct run;

int	help_run(struct run *);

/* Program and library versions. */
void	help_version(struct buf *);

#endif
