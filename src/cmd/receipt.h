/*
 * Receipt: what was signed, told to the one who signed.
 */
#ifndef CMD_RECEIPT_H
#define CMD_RECEIPT_H

struct item;
struct record;
struct run;

/* The sign-off of this item, just given, as text or JSON. */
void	receipt_print(struct run *, const struct record *,
	    const struct item *);

#endif
