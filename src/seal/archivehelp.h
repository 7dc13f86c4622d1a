/*
 * VERIFY.txt: how an archive is verified with plain commands, by a person
 * who has no dossier.
 */
#ifndef SEAL_ARCHIVEHELP_H
#define SEAL_ARCHIVEHELP_H

struct buf;
struct manifest;

/* Append the text; indented lines are commands, and tests run them. */
void	archivehelp_write(struct buf *, const struct manifest *);

#endif
