/*
 * Envelope: the element that holds a signature, written and taken apart.
 */
#include <stdarg.h>
#include <string.h>

#include "base/base64.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/limits.h"
#include "base/mem.h"
#include "seal/envelope.h"
#include "seal/polyglot.h"

/* Ids of ours begin with "__", which no id of a document may. */
#define MARK		"<template id=\"__signature\""
#define CLOSE		"</template>"

#define DSIG		"http://www.w3.org/2000/09/xmldsig#"
#define EXCLUSIVE	"http://www.w3.org/2001/10/xml-exc-c14n#"
#define ENVELOPED	DSIG "enveloped-signature"
#define SHA256		"http://www.w3.org/2001/04/xmlenc#sha256"
#define RSA		"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
#define ECDSA		"http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"
#define NAMESPACE	" xmlns=\"" DSIG "\""

/* Enough for every algorithm and attribute of ours; longer is cut. */
#define WORD		128

struct envelope {
	struct digest	file, document;
	int64_t		time;
	bool		rsa;
	struct buf	signature;
	struct buf	certs[LIMIT_CERTIFICATES];
	struct digest	named[LIMIT_CERTIFICATES];
	size_t		n;
};

/* What is still to be read of an element. */
struct reader {
	const char	*p, *end;
	const char	*name;		/* of the file */
	struct diag	*diag;
	char		 word[WORD];	/* taken last */
};

struct envelope *
envelope_new(void)
{
	return mem_zalloc(1, sizeof(struct envelope));
}

void
envelope_free(struct envelope *e)
{
	size_t i;

	if (e == NULL)
		return;
	buf_clear(&e->signature);
	for (i = 0; i < e->n; i++)
		buf_clear(&e->certs[i]);
	mem_free(e);
}

/* --- writing ------------------------------------------------------------ */

static void
put_open(struct buf *out, const struct envelope *e)
{
	struct instant at = { e->time, 0, true };
	char hex[DIGEST_HEX], when[DATE_MAX];
	size_t i;

	digest_hex(&e->file, hex);
	date_str_rfc3339(&at, when);
	buf_printf(out, MARK " data-bytes=\"%s\" data-time=\"%s\" "
	    "data-certificates=\"", hex, when);
	for (i = 0; i < e->n; i++) {
		digest_hex(&e->named[i], hex);
		buf_printf(out, "%s%s", i > 0 ? " " : "", hex);
	}
	buf_adds(out, "\">");
}

static void
put_algorithm(struct buf *out, const char *element, const char *algorithm)
{
	/* Never <x/>, which HTML takes for a start tag. */
	buf_printf(out, "<%s Algorithm=\"%s\"></%s>", element, algorithm,
	    element);
}

/* Canonical SignedInfo has the namespace that it inherits in the file. */
static void
put_info(struct buf *out, const struct envelope *e, const char *namespace)
{
	buf_printf(out, "<SignedInfo%s>", namespace);
	put_algorithm(out, "CanonicalizationMethod", EXCLUSIVE);
	put_algorithm(out, "SignatureMethod", e->rsa ? RSA : ECDSA);
	buf_adds(out, "<Reference URI=\"\"><Transforms>");
	put_algorithm(out, "Transform", ENVELOPED);
	put_algorithm(out, "Transform", EXCLUSIVE);
	buf_adds(out, "</Transforms>");
	put_algorithm(out, "DigestMethod", SHA256);
	buf_adds(out, "<DigestValue>");
	base64_put(out, e->document.b, DIGEST_LEN);
	buf_adds(out, "</DigestValue></Reference></SignedInfo>");
}

void
envelope_put_info(struct buf *out, const struct envelope *e)
{
	put_info(out, e, NAMESPACE);
}

void
envelope_put(struct buf *out, const struct envelope *e)
{
	size_t i;

	put_open(out, e);
	buf_adds(out, "<Signature" NAMESPACE ">");
	put_info(out, e, "");
	buf_adds(out, "<SignatureValue>");
	base64_put(out, e->signature.data, e->signature.len);
	buf_adds(out, "</SignatureValue><KeyInfo><X509Data>");
	for (i = 0; i < e->n; i++) {
		buf_adds(out, "<X509Certificate>");
		base64_put(out, e->certs[i].data, e->certs[i].len);
		buf_adds(out, "</X509Certificate>");
	}
	buf_adds(out, "</X509Data></KeyInfo></Signature>" CLOSE);
}

void
envelope_put_rest(struct buf *out, const char *html, size_t len, size_t at,
    size_t end)
{
	buf_reserve(out, len);
	buf_add(out, html, at);
	buf_add(out, html + end, len - end);
}

void
envelope_put_emptied(struct buf *out, const struct envelope *e,
    const char *html, size_t len, size_t at, size_t end)
{
	buf_reserve(out, len + 1024);
	buf_add(out, html, at);
	put_open(out, e);
	buf_adds(out, CLOSE);
	buf_add(out, html + end, len - end);
}

/* --- finding ------------------------------------------------------------ */

bool
envelope_is(const char *html, size_t len)
{
	return polyglot_find(html, len, MARK) != NULL;
}

bool
envelope_is_other(const char *html, size_t len)
{
	return polyglot_signatures(html, len) > 0;
}

int
envelope_find(const char *html, size_t len, size_t *at, size_t *end)
{
	const char *from = polyglot_find(html, len, MARK), *to;

	if (from == NULL)
		return -1;
	to = polyglot_find(from, len - (size_t)(from - html), CLOSE);
	if (to == NULL)
		return -1;
	*at = (size_t)(from - html);
	*end = (size_t)(to - html) + strlen(CLOSE);
	return 0;
}

static int __attribute__((format(printf, 3, 4)))
refuse(struct reader *r, enum diag_code code, const char *fmt, ...)
{
	struct place at = { .file = r->name };
	struct buf words = BUF_INIT;
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&words, fmt, ap);
	va_end(ap);
	diag_add(r->diag, code, &at, "%s", buf_str(&words));
	buf_clear(&words);
	return -1;
}

int
envelope_place(const char *html, size_t len, const char *name, size_t *at,
    struct diag *diag)
{
	if (polyglot_check(html, len, 0, name, diag) != 0)
		return -1;
	*at = len - strlen(POLYGLOT_TAIL);
	return 0;
}

/* --- reading ------------------------------------------------------------ */

/* The next bytes are text: pass it. */
static bool
take(struct reader *r, const char *text)
{
	size_t n = strlen(text);

	if ((size_t)(r->end - r->p) < n || memcmp(r->p, text, n) != 0)
		return false;
	r->p += n;
	return true;
}

static bool
at(const struct reader *r, const char *text)
{
	struct reader try = *r;

	return take(&try, text);
}

/* Everything up to this byte, which is passed too. */
static size_t
take_until(struct reader *r, char stop, const char **from)
{
	const char *to = memchr(r->p, stop, (size_t)(r->end - r->p));
	size_t n, k;

	*from = r->p;
	if (to == NULL)
		to = r->end;
	n = (size_t)(to - r->p);
	r->p = to < r->end ? to + 1 : to;
	k = n < WORD ? n : WORD - 1;
	memcpy(r->word, *from, k);
	r->word[k] = '\0';
	return n;
}

/* <element Algorithm="...">; what it names is left in word. */
static bool
take_algorithm(struct reader *r, const char *element)
{
	const char *from;
	bool good;

	good = take(r, "<") && take(r, element) && take(r, " Algorithm=\"");
	r->word[0] = '\0';
	if (!good)
		return false;
	take_until(r, '"', &from);
	return take(r, "></") && take(r, element) && take(r, ">");
}

static int
read_open(struct reader *r, struct envelope *e)
{
	struct instant when;
	const char *from, *why, *next;
	char hex[DIGEST_HEX];

	(void)take(r, MARK);
	if (!take(r, " data-bytes=\"") || take_until(r, '"', &from) != 64 ||
	    digest_parse(r->word, &e->file) != 0)
		return refuse(r, DIAG_VERIFY_FORM, "the element of the "
		    "signature does not say which bytes were signed");
	if (!take(r, " data-time=\"") || take_until(r, '"', &from) >= WORD ||
	    date_parse(r->word, &when, &why) != 0)
		return refuse(r, DIAG_VERIFY_FORM, "the element of the "
		    "signature does not say when it was made");
	e->time = when.sec;
	if (!take(r, " data-certificates=\""))
		return refuse(r, DIAG_VERIFY_FORM, "the element of the "
		    "signature does not name its certificates");
	for (next = " "; *next == ' '; next = r->p++) {
		if (e->n == LIMIT_CERTIFICATES || r->end - r->p < 65)
			return refuse(r, DIAG_VERIFY_FORM, "more than %d "
			    "certificates", LIMIT_CERTIFICATES);
		memcpy(hex, r->p, 64);
		hex[64] = '\0';
		if (digest_parse(hex, &e->named[e->n]) != 0)
			break;
		e->n++;
		r->p += 64;
	}
	if (e->n == 0 || r->p[-1] != '"' || !take(r, ">"))
		return refuse(r, DIAG_VERIFY_FORM, "the element of the "
		    "signature does not name its certificates");
	return 0;
}

/* XMLDSig 4.4.3.4: these two, in this order, and no other. */
static int
read_transforms(struct reader *r)
{
	static const char *const wanted[] = { ENVELOPED, EXCLUSIVE };
	size_t n = 0;

	if (!take(r, "<Transforms>"))
		return refuse(r, DIAG_VERIFY_FORM, "its Reference has no "
		    "Transforms (XMLDSig 4.4.3.4)");
	for (; at(r, "<Transform "); n++) {
		if (!take_algorithm(r, "Transform") || n == 2 ||
		    strcmp(r->word, wanted[n]) != 0)
			return refuse(r, DIAG_VERIFY_FORM, "transform %zu is "
			    "%s; enveloped-signature, then exclusive "
			    "canonicalization without parameters, and no other "
			    "are accepted: what is signed must be what is seen "
			    "(XMLDSig 4.4.3.4, 6.6, 8.1.2)", n + 1, r->word);
	}
	if (n != 2 || !take(r, "</Transforms>"))
		return refuse(r, DIAG_VERIFY_FORM, "its Reference has not the "
		    "two transforms that are expected (XMLDSig 4.4.3.4)");
	return 0;
}

static int
read_digest(struct reader *r, struct envelope *e)
{
	struct buf bytes = BUF_INIT;
	const char *from;
	size_t n;
	int rc = -1;

	if (!take_algorithm(r, "DigestMethod") ||
	    strcmp(r->word, SHA256) != 0)
		return refuse(r, DIAG_VERIFY_ALGORITHM, "the digest algorithm "
		    "%s is refused, SHA-256 is accepted (XMLDSig 4.4.3.5)",
		    r->word);
	if (take(r, "<DigestValue>")) {
		n = take_until(r, '<', &from);
		if (base64_take(&bytes, from, n) == 0 &&
		    bytes.len == DIGEST_LEN && take(r, "/DigestValue>")) {
			memcpy(e->document.b, bytes.data, DIGEST_LEN);
			rc = 0;
		}
	}
	buf_clear(&bytes);
	return rc == 0 ? 0 : refuse(r, DIAG_VERIFY_FORM, "DigestValue is not "
	    "the base64 of a SHA-256 (XMLDSig 4.4.3.6)");
}

static int
read_reference(struct reader *r, struct envelope *e)
{
	const char *from;

	if (!take(r, "<Reference URI=\""))
		return refuse(r, DIAG_VERIFY_FORM, "SignedInfo has no "
		    "Reference to the document (XMLDSig 4.4.3)");
	if (take_until(r, '"', &from) != 0)
		return refuse(r, DIAG_VERIFY_FORM, "Reference is to \"%s\"; "
		    "only the whole file, URI=\"\", is accepted: a part of it "
		    "can be moved, something outside is not it (XMLDSig "
		    "4.4.3.2, 4.4.3.3)", r->word);
	if (!take(r, ">"))
		return refuse(r, DIAG_VERIFY_FORM, "Reference has attributes "
		    "that are refused (XMLDSig 4.4.3)");
	if (read_transforms(r) != 0 || read_digest(r, e) != 0)
		return -1;
	if (!take(r, "</Reference>"))
		return refuse(r, DIAG_VERIFY_FORM, "Reference holds more than "
		    "Transforms, DigestMethod and DigestValue (XMLDSig 4.4.3)");
	if (at(r, "<Reference"))
		return refuse(r, DIAG_VERIFY_FORM, "SignedInfo has more than "
		    "one Reference, exactly one is accepted (XMLDSig 4.4.3)");
	if (!take(r, "</SignedInfo>"))
		return refuse(r, DIAG_VERIFY_FORM, "SignedInfo does not end "
		    "behind its Reference (XMLDSig 4.4)");
	return 0;
}

static int
read_info(struct reader *r, struct envelope *e)
{
	if (!take(r, "<Signature" NAMESPACE "><SignedInfo>"))
		return refuse(r, DIAG_VERIFY_FORM, "the Signature element does "
		    "not begin as ours does (XMLDSig 4.2, 4.4)");
	if (!take_algorithm(r, "CanonicalizationMethod") ||
	    strcmp(r->word, EXCLUSIVE) != 0)
		return refuse(r, DIAG_VERIFY_ALGORITHM, "the canonicalization "
		    "%s is refused, exclusive canonicalization without "
		    "comments is accepted (XMLDSig 4.4.1)", r->word);
	if (!take_algorithm(r, "SignatureMethod") ||
	    (strcmp(r->word, RSA) != 0 && strcmp(r->word, ECDSA) != 0))
		return refuse(r, DIAG_VERIFY_ALGORITHM, "the signature "
		    "algorithm %s is refused, RSA (PKCS#1 v1.5) and ECDSA with "
		    "SHA-256 are accepted (XMLDSig 4.4.2, 6.4)", r->word);
	e->rsa = strcmp(r->word, RSA) == 0;
	return read_reference(r, e);
}

static int
read_certificates(struct reader *r, struct envelope *e)
{
	struct digest digest;
	const char *from;
	size_t n, i;

	for (i = 0; take(r, "<X509Certificate>"); i++) {
		n = take_until(r, '<', &from);
		if (i == e->n || base64_take(&e->certs[i], from, n) != 0 ||
		    !take(r, "/X509Certificate>"))
			return refuse(r, DIAG_VERIFY_FORM, "X509Certificate "
			    "%zu is not base64 or one too many (XMLDSig "
			    "4.5.4)", i + 1);
		digest_of(e->certs[i].data, e->certs[i].len, &digest);
		if (memcmp(digest.b, e->named[i].b, DIGEST_LEN) != 0)
			return refuse(r, DIAG_VERIFY_CERTIFICATE,
			    "certificate %zu is another than the one that was "
			    "named when it was signed", i + 1);
	}
	if (i != e->n)
		return refuse(r, DIAG_VERIFY_CERTIFICATE, "%zu certificates "
		    "were named when it was signed, %zu are here", e->n, i);
	return 0;
}

static int
read_rest(struct reader *r, struct envelope *e)
{
	const char *from;
	size_t n;

	if (!take(r, "<SignatureValue>"))
		return refuse(r, DIAG_VERIFY_FORM, "no SignatureValue follows "
		    "SignedInfo (XMLDSig 4.3)");
	n = take_until(r, '<', &from);
	if (base64_take(&e->signature, from, n) != 0 ||
	    !take(r, "/SignatureValue>"))
		return refuse(r, DIAG_VERIFY_FORM, "SignatureValue is not "
		    "base64 (XMLDSig 4.3)");
	if (!take(r, "<KeyInfo><X509Data>"))
		return refuse(r, DIAG_VERIFY_FORM, "KeyInfo does not give the "
		    "signer's certificate; a bare key or the name of one says "
		    "nothing of who signed (XMLDSig 4.5, 4.5.2, 4.5.4)");
	if (read_certificates(r, e) != 0)
		return -1;
	if (!take(r, "</X509Data></KeyInfo>"))
		return refuse(r, DIAG_VERIFY_FORM, "KeyInfo holds more than "
		    "X509Certificate elements (XMLDSig 4.5)");
	if (!take(r, "</Signature>" CLOSE) || r->p != r->end)
		return refuse(r, DIAG_VERIFY_FORM, "something follows KeyInfo; "
		    "Object, Manifest and all else are refused (XMLDSig 4.6, "
		    "5.1)");
	return 0;
}

int
envelope_read(const char *html, size_t len, const char *name,
    struct envelope **out, struct diag *diag)
{
	struct envelope *e = envelope_new();
	struct reader r = { .name = name, .diag = diag };
	struct buf again = BUF_INIT;
	size_t from, end;
	int rc = -1;

	if (envelope_find(html, len, &from, &end) != 0) {
		refuse(&r, DIAG_VERIFY_FORM, "the element of the signature "
		    "does not end");
		goto out;
	}
	if (polyglot_check(html, len, end - from, name, diag) != 0)
		goto out;
	r.p = html + from;
	r.end = html + end;
	if (read_open(&r, e) != 0 || read_info(&r, e) != 0 ||
	    read_rest(&r, e) != 0)
		goto out;
	/* Whatever was passed over above is seen here. */
	envelope_put(&again, e);
	if (again.len != end - from ||
	    memcmp(again.data, html + from, again.len) != 0) {
		refuse(&r, DIAG_VERIFY_FORM, "the element of the signature is "
		    "not written as ours are");
		goto out;
	}
	*out = e;
	e = NULL;
	rc = 0;
out:
	buf_clear(&again);
	envelope_free(e);
	return rc;
}

/* --- what it says --------------------------------------------------------- */

void
envelope_set(struct envelope *e, const struct digest *file, int64_t time,
    bool rsa)
{
	e->file = *file;
	e->time = time;
	e->rsa = rsa;
}

void
envelope_set_document(struct envelope *e, const struct digest *digest)
{
	e->document = *digest;
}

void
envelope_set_signature(struct envelope *e, const void *p, size_t n)
{
	buf_rewind(&e->signature);
	buf_add(&e->signature, p, n);
}

void
envelope_add_certificate(struct envelope *e, const void *der, size_t n)
{
	if (e->n == LIMIT_CERTIFICATES)
		mem_broken("an envelope has room for each certificate");
	digest_of(der, n, &e->named[e->n]);
	buf_add(&e->certs[e->n++], der, n);
}

const struct digest *
envelope_file(const struct envelope *e)
{
	return &e->file;
}

const struct digest *
envelope_document(const struct envelope *e)
{
	return &e->document;
}

const struct buf *
envelope_signature(const struct envelope *e)
{
	return &e->signature;
}

const struct buf *
envelope_certificate(const struct envelope *e, size_t i)
{
	return &e->certs[i];
}

const struct digest *
envelope_named(const struct envelope *e, size_t i)
{
	return &e->named[i];
}

size_t
envelope_certificates(const struct envelope *e)
{
	return e->n;
}

int64_t
envelope_time(const struct envelope *e)
{
	return e->time;
}

bool
envelope_rsa(const struct envelope *e)
{
	return e->rsa;
}
