/*
 * Draft: the evidence file of a sign-off that is about to be given.
 */
#ifndef CMD_DRAFT_H
#define CMD_DRAFT_H

struct buf;
struct item;
struct record;
struct run;

/*
 * Append the evidence (schema dossier/evidence/v1) that the options say:
 * given by name for this item, in the role asked for, now, for the record
 * as it stands.  fingerprint is that of the signer's certificate or NULL.
 */
void	draft_write(struct run *, const struct record *,
	    const struct item *, const char *name, const char *fingerprint,
	    struct buf *);

#endif
