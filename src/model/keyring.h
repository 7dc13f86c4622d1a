/*
 * Keyring: whether a sign-off is signed by whom the policy of the template
 * wants it to be.
 */
#ifndef MODEL_KEYRING_H
#define MODEL_KEYRING_H

#include <stddef.h>

struct inquiry;
struct item;

/*
 * What is wrong with the signature of the sign-off in force, or NULL: one
 * that is wrong or was not checked, one that was taken away, none where
 * the policy wants one, one by a key that is not of this role.  *code
 * (enum diag_code) is that of the finding.
 */
const char	*keyring_fault(struct inquiry *, const struct item *,
		    int *code);

/* Sign-offs by one key in the names of several people are invalid: the
 * later ones, by time.  n items, decided. */
void	keyring_shared(struct inquiry *, struct item *const *, size_t n);

#endif
