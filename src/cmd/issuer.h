/*
 * Issuer: the issuer's key and certificate as the command line names
 * them, or the local identity that is made at first use.
 */
#ifndef CMD_ISSUER_H
#define CMD_ISSUER_H

#include <stdbool.h>

struct cert;
struct key;
struct run;

/*
 * --key (PEM, PKCS#12 or a pkcs11: URI) with --cert where the key does not
 * bring its certificate, or --sign-cmd with --cert, or the folder of
 * --identity (default $XDG_CONFIG_HOME/dossier or ~/.config/dossier), where
 * a P-256 key (0600) and a self-signed certificate are made if absent;
 * *made says so.  A pass phrase or PIN that is needed comes from
 * askpass_get().  *key is NULL with --unsigned.  -1 with findings.
 */
int	issuer_load(struct run *, struct key **key, bool *made)
	    __attribute__((warn_unused_result));

/*
 * Make issuer.key and issuer.pem in folder, and issuer.csr with --csr; none
 * may exist.  --name, --organization and --kind say what; the key is
 * encrypted where --pass-file or --pass-fd is given.
 */
int	issuer_make(struct run *, const char *folder)
	    __attribute__((warn_unused_result));

/* What the documents say about the issuer; arena. */
const char	*issuer_words(struct run *, const struct key *);

/* The same in one short line. */
const char	*issuer_brief(struct run *, const struct key *);

/* Both, of a certificate whose key is not here. */
const char	*issuer_words_of(struct run *, const struct cert *);
const char	*issuer_brief_of(struct run *, const struct cert *);

#endif
