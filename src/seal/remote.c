/*
 * Remote keys: digest out, signature in.
 */
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/limits.h"
#include "base/proc.h"
#include "seal/cert.h"
#include "seal/der.h"
#include "seal/remote.h"

#define WHAT	"--sign-cmd"

/* Ecdsa-Sig-Value (RFC 3279 2.2.3) from r and s side by side. */
static void
put_ecdsa(const struct buf *raw, struct buf *sig)
{
	const unsigned char *p = (const unsigned char *)raw->data;
	const unsigned char *half = p + raw->len / 2, *end = p + raw->len;
	const unsigned char *mid = half;
	struct buf pair = BUF_INIT;

	while (p < mid - 1 && *p == 0)
		p++;
	while (half < end - 1 && *half == 0)
		half++;
	der_put_number(&pair, p, (size_t)(mid - p));
	der_put_number(&pair, half, (size_t)(end - half));
	der_wrap(sig, DER_SEQUENCE, &pair);
}

/* Is it one SEQUENCE of two numbers? */
static bool
is_ecdsa_der(const struct buf *raw)
{
	struct der in = { (const unsigned char *)raw->data, raw->len }, seq, n;

	return der_take(&in, DER_SEQUENCE, &seq, NULL) == 0 && in.len == 0 &&
	    der_take_number(&seq, &n) == 0 && der_take_number(&seq, &n) == 0 &&
	    seq.len == 0;
}

int
remote_sign(const struct proc *command, const struct cert *cert,
    const struct der *data, struct buf *sig, struct diag *diag)
{
	struct buf raw = BUF_INIT;
	struct digest digest;
	size_t both = cert_kind(cert) == CERT_P256 ? 64 : 96;
	int rc = -1;

	digest_of(data->p, data->len, &digest);
	if (proc_run(command, WHAT, digest.b, DIGEST_LEN, LIMIT_CHILD_BYTES,
	    &raw, diag) != 0)
		goto out;
	if (raw.len == 0) {
		diag_add(diag, DIAG_KEY_SIGN, NULL, WHAT " wrote no signature "
		    "to its standard output");
		goto out;
	}
	if (cert_kind(cert) != CERT_RSA && raw.len == both &&
	    !is_ecdsa_der(&raw))
		put_ecdsa(&raw, sig);
	else
		buf_add(sig, raw.data, raw.len);
	rc = 0;
out:
	buf_clear(&raw);
	return rc;
}
