/*
 * Signed: how a sign-off is signed, in words.
 */
#ifndef COMPOSE_SIGNED_H
#define COMPOSE_SIGNED_H

struct arena;
struct evidence;

/* One or two sentences, for the block of the sign-off. */
const char	*signed_words(struct arena *, const struct evidence *);

/* "key 0123456789ab, on the trust list", for a line; NULL = not signed. */
const char	*signed_brief(struct arena *, const struct evidence *);

#endif
