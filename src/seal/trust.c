/*
 * Trust: the list of certificates a user trusts, from PEM.
 */
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/mem.h"
#include "seal/cert.h"
#include "seal/material.h"
#include "seal/pem.h"
#include "seal/trust.h"

struct trust {
	struct cert	**anchors;
	size_t		  n, cap;
	struct material	 *crls;		/* or NULL */
};

/* The lists among the certificates. */
static int
load_crls(struct trust *trust, const struct buf *pem, const char *name,
    struct diag *diag)
{
	const char *text = pem->data, *why;
	struct buf der = BUF_INIT;
	char label[PEM_LABEL];
	size_t len = pem->len;
	bool headers;
	int rc = -1;

	/* Blocks that are damaged were refused with the certificates. */
	while (pem_next(&text, &len, label, &der, &headers, &why) == 0 &&
	    label[0] != '\0') {
		if (strcmp(label, "X509 CRL") != 0)
			continue;
		if (trust->crls == NULL)
			trust->crls = material_new();
		if (material_add(trust->crls, MATERIAL_CRL, der.data, der.len,
		    name, diag) != 0)
			goto out;
	}
	rc = 0;
out:
	pem_wipe(&der);
	return rc;
}

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
	if (load_crls(trust, pem, name, diag) != 0)
		goto out;
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
	material_free(trust->crls);
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

const struct material *
trust_material(const struct trust *trust)
{
	return trust != NULL ? trust->crls : NULL;
}
