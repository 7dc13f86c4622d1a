/*
 * Recite: the statement that a sign-off among the evidence was signed by,
 * for the verifier, which cannot read evidence.
 */
#ifndef CMD_RECITE_H
#define CMD_RECITE_H

struct run;
struct verify_reader;

/* Reads for this run; lives in its arena. */
const struct verify_reader	*recite_reader(struct run *);

#endif
