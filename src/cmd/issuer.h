/*
 * Issuer: the issuer's key and certificate as the command line names
 * them, or the local identity that is made at first use.
 */
#ifndef CMD_ISSUER_H
#define CMD_ISSUER_H

#include <stdbool.h>

struct key;
struct run;

/*
 * --key and --cert, or the folder of --identity (default
 * $XDG_CONFIG_HOME/dossier or ~/.config/dossier), where a P-256 key (0600)
 * and a self-signed certificate are made if absent; *made says so.
 * *key is NULL with --unsigned.  -1 with findings.
 */
int	issuer_load(struct run *, struct key **key, bool *made)
	    __attribute__((warn_unused_result));

/* Make issuer.key and issuer.pem in folder; neither may exist. */
int	issuer_make(struct run *, const char *folder)
	    __attribute__((warn_unused_result));

/* What the documents say about the issuer; arena. */
const char	*issuer_words(struct run *, const struct key *);

/* The same in one short line. */
const char	*issuer_brief(struct run *, const struct key *);

#endif
