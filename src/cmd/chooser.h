/*
 * Chooser: which sign-off of a record a person means.
 */
#ifndef CMD_CHOOSER_H
#define CMD_CHOOSER_H

struct item;
struct record;
struct run;

/*
 * The sign-off item of --item, else the one whose role (directive, else
 * label) is --role.  NULL with a finding that says what was probably
 * meant, or which ones there are.
 */
struct item	*chooser_signoff(struct run *, const struct record *);

#endif
