/* Key marks: looking for the line that opens a private key. */
#include <string.h>

#include "base/value.h"
#include "intake/keymark.h"

bool
keymark_in_text(const char *s, size_t n)
{
	static const char	 key[] = "PRIVATE KEY", block[] = " BLOCK";
	static const char	 dashes[] = "-----";
	const size_t		 nk = sizeof(key) - 1, nb = sizeof(block) - 1;
	const size_t		 nd = sizeof(dashes) - 1;
	const char		*p = s, *end = s + n, *q;

	while ((p = memchr(p, key[0], (size_t)(end - p))) != NULL) {
		q = p++;
		if ((size_t)(end - q) < nk + nd || memcmp(q, key, nk) != 0)
			continue;
		q += nk;
		if ((size_t)(end - q) >= nb + nd && memcmp(q, block, nb) == 0)
			q += nb;
		if (memcmp(q, dashes, nd) == 0)
			return true;
	}
	return false;
}

/* The gate bounds the depth. */
bool
keymark_in_value(const struct value *v)
{
	const struct value	*c;

	if (v->kind == VALUE_STRING)
		return keymark_in_text(v->text, strlen(v->text));
	for (c = v->first; c != NULL; c = c->next)
		if (keymark_in_value(c) || (c->key != NULL &&
		    keymark_in_text(c->key, strlen(c->key))))
			return true;
	return false;
}
