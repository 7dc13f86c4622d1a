/*
 * Reading: the record a command is about, its signatures checked, decided.
 */
#ifndef CMD_READING_H
#define CMD_READING_H

struct record;
struct run;
struct trust;

/*
 * Assemble the record at folder (operand of most commands), check its
 * signatures against --trust and decide it.  -1 where it is refused.
 */
int	reading_record(struct run *, const char *folder, struct record **out)
	    __attribute__((warn_unused_result));

/* The same without deciding, against a list that may be NULL. */
int	reading_undecided(struct run *, const char *folder,
	    const struct trust *, struct record **out)
	    __attribute__((warn_unused_result));

#endif
