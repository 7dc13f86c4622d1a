/*
 * Trust: the list of certificates a user trusts, from PEM.
 */
#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"
#include "seal/cert.h"
#include "seal/trust.h"

struct trust {
	struct cert	**anchors;
	size_t		  n, cap;
};

int
trust_parse(const struct buf *pem, const char *name, struct trust **out,
    struct diag *diag)
{
	struct trust *trust = mem_zalloc(1, sizeof(*trust));
	struct place at = { .file = name };
	const char *text = pem->data, *why;
	size_t len = pem->len;
	struct cert *c;
	int rc = -1;

	for (;;) {
		if (cert_next(&text, &len, &c, &why) != 0) {
			diag_add(diag, DIAG_KEY_CERTIFICATE, &at, "%s", why);
			goto out;
		}
		if (c == NULL)
			break;
		if (trust->n == trust->cap) {
			trust->cap = trust->cap * 2 + 4;
			trust->anchors = mem_grow(trust->anchors,
			    trust->cap * sizeof(struct cert *));
		}
		trust->anchors[trust->n++] = c;
	}
	if (trust->n == 0) {
		diag_add(diag, DIAG_KEY_CERTIFICATE, &at, "there is no "
		    "certificate in it; PEM is expected (-----BEGIN "
		    "CERTIFICATE-----)");
		goto out;
	}
	*out = trust;
	trust = NULL;
	rc = 0;
out:
	trust_free(trust);
	return rc;
}

void
trust_free(struct trust *trust)
{
	size_t i;

	if (trust == NULL)
		return;
	for (i = 0; i < trust->n; i++)
		cert_free(trust->anchors[i]);
	mem_free(trust->anchors);
	mem_free(trust);
}

void
trust_write(const struct trust *trust, struct buf *pem)
{
	cert_write(trust->anchors, trust->n, pem);
}

struct cert *const *
trust_anchors(const struct trust *trust, size_t *n)
{
	*n = trust != NULL ? trust->n : 0;
	return trust != NULL ? trust->anchors : NULL;
}
