/*
 * Outcome: what is printed at the end of a publication.
 */
#ifndef CMD_OUTCOME_H
#define CMD_OUTCOME_H

#include <stdbool.h>
#include <time.h>

struct record;
struct run;
struct value;

struct outcome {
	const struct record	*record;
	const char		*folder;	/* output/<record>/r<N> */
	struct value		*files;		/* names and sizes */
	bool			 has_signed;
	bool			 made_key;	/* a local identity, now */
	struct timespec		 begun;		/* CLOCK_MONOTONIC */
};

void	outcome_print(struct run *, const struct outcome *);

#endif
