/*
 * Embedded signatures: made by the key that makes all others, judged by
 * the rules that hold for all others.
 */
#include <stdarg.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/limits.h"
#include "seal/cert.h"
#include "seal/cms.h"
#include "seal/der.h"
#include "seal/embedded.h"
#include "seal/envelope.h"
#include "seal/key.h"

/* --- ECDSA: r and s side by side (XMLDSig 6.4.3) ------------------------ */

static size_t
half_of(const struct cert *cert)
{
	return cert_kind(cert) == CERT_P256 ? 32 : 48;
}

/* From Ecdsa-Sig-Value (RFC 3279 2.2.3). */
static int
put_pair(struct buf *out, const struct buf *der, size_t half)
{
	struct der in = { (const unsigned char *)der->data, der->len };
	struct der seq, n[2];
	size_t i;

	if (der_take(&in, DER_SEQUENCE, &seq, NULL) != 0 || in.len != 0 ||
	    der_take_number(&seq, &n[0]) != 0 ||
	    der_take_number(&seq, &n[1]) != 0 || seq.len != 0 ||
	    n[0].len > half || n[1].len > half)
		return -1;
	for (i = 0; i < 2; i++) {
		buf_pad(out, '\0', half - n[i].len);
		buf_add(out, n[i].p, n[i].len);
	}
	return 0;
}

/* And back. */
static int
put_der(struct buf *out, const struct buf *pair, size_t half)
{
	const unsigned char *p = (const unsigned char *)pair->data;
	struct buf numbers = BUF_INIT;
	size_t i, skip;

	if (pair->len != 2 * half)
		return -1;
	for (i = 0; i < 2; i++, p += half) {
		for (skip = 0; skip < half - 1 && p[skip] == 0; skip++)
			continue;
		der_put_number(&numbers, p + skip, half - skip);
	}
	der_wrap(out, DER_SEQUENCE, &numbers);
	return 0;
}

/* --- making --------------------------------------------------------------- */

static void
refuse_own(struct diag *diag, const char *name, const char *why)
{
	struct place at = { .file = name };

	diag_add(diag, DIAG_KEY_SIGN, &at, "no signature can be put inside: "
	    "%s", why);
}

/* The digests that the signature is to hold. */
static int
fill(const struct embedded_library *lib, const struct key *key, int64_t time,
    const struct buf *html, size_t at, struct envelope *e, const char **why)
{
	struct cert *const *certs;
	struct buf emptied = BUF_INIT;
	struct digest digest;
	size_t i, n;

	certs = key_chain(key, &n);
	for (i = 0; i < n; i++)
		envelope_add_certificate(e, cert_der(certs[i])->p,
		    cert_der(certs[i])->len);
	digest_of(html->data, html->len, &digest);
	envelope_set(e, &digest, time, key_is_rsa(key));
	envelope_put_emptied(&emptied, e, html->data, html->len, at, at);
	*why = lib->digest(emptied.data, emptied.len, &digest);
	buf_clear(&emptied);
	envelope_set_document(e, &digest);
	return *why == NULL ? 0 : -1;
}

static int
sign(const struct key *key, struct envelope *e, const char **why,
    struct diag *diag)
{
	struct buf info = BUF_INIT, der = BUF_INIT, pair = BUF_INIT;
	struct cert *const *certs;
	struct der data;
	size_t n;
	int rc = -1;

	certs = key_chain(key, &n);
	envelope_put_info(&info, e);
	data.p = (const unsigned char *)info.data;
	data.len = info.len;
	if (key_sign(key, &data, &der, diag) != 0)
		goto out;
	if (envelope_rsa(e))
		envelope_set_signature(e, der.data, der.len);
	else if (put_pair(&pair, &der, half_of(certs[0])) == 0)
		envelope_set_signature(e, pair.data, pair.len);
	else {
		*why = "its key made a signature of another form";
		goto out;
	}
	rc = 0;
out:
	buf_clear(&info);
	buf_clear(&der);
	buf_clear(&pair);
	return rc;
}

int
embedded_sign(const struct embedded_library *lib, const struct key *key,
    int64_t time, const char *name, struct buf *html, struct diag *diag)
{
	struct envelope *e = envelope_new();
	struct buf out = BUF_INIT, was;
	struct cert *const *certs;
	const char *why = NULL;
	size_t at, n;
	int rc = -1;

	certs = key_chain(key, &n);
	if (envelope_place(buf_str(html), html->len, name, &at, diag) != 0)
		goto out;
	if (fill(lib, key, time, html, at, e, &why) != 0 ||
	    sign(key, e, &why, diag) != 0)
		goto out;
	buf_reserve(&out, html->len + 16384);
	buf_add(&out, html->data, at);
	envelope_put(&out, e);
	buf_add(&out, html->data + at, html->len - at);
	if ((why = lib->verify(out.data, out.len, cert_der(certs[0]))) != NULL)
		goto out;
	was = *html;
	*html = out;
	out = was;
	rc = 0;
out:
	if (why != NULL)
		refuse_own(diag, name, why);
	buf_clear(&out);
	envelope_free(e);
	return rc;
}

/* --- judging -------------------------------------------------------------- */

struct check {
	const struct embedded_library *lib;
	const char		*html, *name;
	size_t			 len, at, end;
	const struct envelope	*e;
	struct cert		*cert;		/* the signer's */
	struct diag		*diag;
	struct cms_outside	 found;
};

static void __attribute__((format(printf, 3, 4)))
refuse(struct check *c, enum diag_code code, const char *fmt, ...)
{
	struct place at = { .file = c->name };
	struct buf words = BUF_INIT;
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&words, fmt, ap);
	va_end(ap);
	diag_add(c->diag, code, &at, "%s", buf_str(&words));
	buf_clear(&words);
}

static bool
same(const struct digest *a, const struct digest *b)
{
	return memcmp(a->b, b->b, DIGEST_LEN) == 0;
}

/* The bytes, which browsers read, and the document, which XML reads. */
static void
check_integrity(struct check *c)
{
	struct buf text = BUF_INIT;
	struct digest digest;
	const char *why;

	envelope_put_rest(&text, c->html, c->len, c->at, c->end);
	digest_of(text.data, text.len, &digest);
	c->found.integrity = same(&digest, envelope_file(c->e));
	if (!c->found.integrity)
		refuse(c, DIAG_VERIFY_CHANGED, "the file is not the one that "
		    "was signed: the SHA-256 of its bytes is not the one that "
		    "was signed with it (XMLDSig 8.1.2)");
	buf_rewind(&text);
	envelope_put_emptied(&text, c->e, c->html, c->len, c->at, c->end);
	why = c->lib->digest(text.data, text.len, &digest);
	if (why != NULL)
		refuse(c, DIAG_VERIFY_FORM, "as XML it is refused: %s", why);
	else if (!same(&digest, envelope_document(c->e)))
		refuse(c, DIAG_VERIFY_CHANGED, "the document is not the one "
		    "that was signed: its SHA-256 in canonical form is not "
		    "DigestValue (XMLDSig 3.2.1)");
	else
		goto out;
	c->found.integrity = false;
out:
	buf_clear(&text);
}

/* Our own arithmetic over SignedInfo (XMLDSig 3.2.2). */
static bool
signature_is_right(struct check *c)
{
	const struct buf *value = envelope_signature(c->e);
	struct buf info = BUF_INIT, der = BUF_INIT;
	struct der data, sig = { (const unsigned char *)value->data,
	    value->len };
	bool right = false;

	if (!envelope_rsa(c->e)) {
		if (put_der(&der, value, half_of(c->cert)) != 0)
			goto out;
		sig.p = (const unsigned char *)der.data;
		sig.len = der.len;
	}
	envelope_put_info(&info, c->e);
	data.p = (const unsigned char *)info.data;
	data.len = info.len;
	right = cert_check(c->cert, &data, &sig);
out:
	buf_clear(&info);
	buf_clear(&der);
	return right;
}

static void
check_signature(struct check *c)
{
	bool rsa = cert_kind(c->cert) == CERT_RSA;
	const char *theirs;
	bool ours;

	/* cms_judge() says what is wrong with it. */
	if (cert_key_fault(c->cert) != NULL)
		return;
	if (envelope_rsa(c->e) != rsa) {
		refuse(c, DIAG_VERIFY_ALGORITHM, "signature algorithm and key "
		    "are of different kinds (XMLDSig 4.4.2)");
		return;
	}
	ours = signature_is_right(c);
	theirs = c->lib->verify(c->html, c->len, cert_der(c->cert));
	if (!ours)
		refuse(c, DIAG_VERIFY_SIGNATURE, "the signature is not one by "
		    "the key of its certificate (XMLDSig 3.2.2)");
	/* Theirs is one answer to both questions. */
	if ((theirs == NULL) != (ours && c->found.integrity))
		refuse(c, DIAG_VERIFY_SIGNATURE, "two readings of the "
		    "signature differ%s%s (XMLDSig 3.2)", theirs != NULL ?
		    ": " : "", theirs != NULL ? theirs : "");
	else
		c->found.signature = ours;
}

/* Who signed, and when, as of a signature beside a file. */
static int
judge_signer(struct check *c, const struct trust *trust, int64_t now,
    const struct cms_options *how, struct cms_result *result)
{
	struct der certs[LIMIT_CERTIFICATES], names[LIMIT_CERTIFICATES];
	const struct buf *der;
	size_t i, n = envelope_certificates(c->e);

	for (i = 0; i < n; i++) {
		der = envelope_certificate(c->e, i);
		certs[i].p = (const unsigned char *)der->data;
		certs[i].len = der->len;
		names[i].p = envelope_named(c->e, i)->b;
		names[i].len = DIGEST_LEN;
	}
	c->found.certs = certs;
	c->found.names = names;
	c->found.count = n;
	c->found.time = envelope_time(c->e);
	return cms_judge(&c->found, c->name, trust, now, how, result,
	    c->diag);
}

int
embedded_check(const struct embedded_library *lib, const char *html,
    size_t len, const char *name, const struct trust *trust, int64_t now,
    const struct cms_options *how, struct cms_result *result,
    struct diag *diag)
{
	struct check c = { .lib = lib, .html = html, .name = name,
	    .len = len, .diag = diag };
	struct envelope *e = NULL;
	const struct buf *der;
	const char *why;
	int rc = -1;

	memset(result, 0, sizeof(*result));
	if (envelope_read(html, len, name, &e, diag) != 0)
		goto out;
	c.e = e;
	if (envelope_find(html, len, &c.at, &c.end) != 0)
		goto out;
	der = envelope_certificate(e, 0);
	c.cert = cert_parse(der->data, der->len, &why);
	if (c.cert == NULL) {
		refuse(&c, DIAG_VERIFY_FORM, "certificate 1: %s", why);
		goto out;
	}
	check_integrity(&c);
	check_signature(&c);
	rc = judge_signer(&c, trust, now, how, result);
out:
	cert_free(c.cert);
	envelope_free(e);
	return rc;
}
