/* items: the items of a template, before any record exists. */
#ifndef CMD_ITEMS_H
#define CMD_ITEMS_H

struct run;

int	items_run(struct run *);

#endif
