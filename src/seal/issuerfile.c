/*
 * issuer.pem: it helps people, and must not show them another certificate.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "seal/cert.h"
#include "seal/issuerfile.h"
#include "seal/trust.h"

bool
issuerfile_shows(struct arena *arena, const struct buf *pem,
    const char *fingerprint)
{
	struct diag *aside = diag_new(arena);
	struct buf again = BUF_INIT;
	struct trust *shown = NULL;
	struct cert *const *certs;
	bool good = false;
	size_t i, n;

	if (fingerprint == NULL || trust_parse(pem, "", &shown, aside) != 0)
		return false;
	certs = trust_anchors(shown, &n);
	good = strcmp(cert_fingerprint(certs[0]), fingerprint) == 0;
	for (i = 1; i < n; i++)
		good = good && cert_issued(certs[i], certs[i - 1]);
	trust_write(shown, &again);
	good = good && again.len == pem->len &&
	    memcmp(again.data, pem->data, pem->len) == 0;
	trust_free(shown);
	buf_clear(&again);
	return good;
}
