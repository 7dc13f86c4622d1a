/*
 * XMLDSig: what libxml2 makes canonical and libxmlsec1 judges, with all
 * but what we write switched off.  Nothing is loaded from anywhere.
 */
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include <libxml/c14n.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <xmlsec/xmlsec.h>
#include <xmlsec/crypto.h>
#include <xmlsec/errors.h>
#include <xmlsec/keys.h>
#include <xmlsec/transforms.h>
#include <xmlsec/version.h>
#include <xmlsec/xmldsig.h>
#include <xmlsec/xmltree.h>

#include "base/digest.h"
#include "base/limits.h"
#include "seal/der.h"
#include "seal/embedded.h"
#include "seal/xmldsig.h"

static const xmlChar sig_name[] = "Signature";

/* What libraries would print is told by our own findings. */
static void
keep_silent(void *ctx, const char *fmt, ...)
{
	(void)ctx;
	(void)fmt;
}

static void
keep_xmlsec_silent(const char *file, int line, const char *func,
    const char *object, const char *subject, int reason, const char *msg)
{
	(void)file;
	(void)line;
	(void)func;
	(void)object;
	(void)subject;
	(void)reason;
	(void)msg;
}

/*
 * No entity is replaced, no DTD read, no limit of the parser lifted; what
 * is not well-formed is refused (XML 1.0 2.1).
 */
static xmlDocPtr
parse(const char *xml, size_t len, const char **why)
{
	xmlDocPtr doc;

	_Static_assert(LIMIT_ENVELOPED_BYTES < 0x7fffffff,
	    "libxml2 counts in int");
	*why = NULL;
	if (len > LIMIT_ENVELOPED_BYTES + 65536u) {
		*why = "it is too large";
		return NULL;
	}
	xmlSetGenericErrorFunc(NULL, keep_silent);
	/* UTF-8 where nothing else is declared (XML 1.0 4.3.3); to name it
	 * would limit the file to 10 MB. */
	doc = xmlReadMemory(xml, (int)len, NULL, NULL, XML_PARSE_NONET |
	    XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	if (doc == NULL) {
		*why = "it is not well-formed (XML 1.0 2.1)";
		return NULL;
	}
	if (doc->intSubset == NULL || doc->intSubset->children != NULL ||
	    doc->intSubset->ExternalID != NULL ||
	    doc->intSubset->SystemID != NULL) {
		*why = "its DOCTYPE declares something (XML 1.0 2.8)";
		xmlFreeDoc(doc);
		return NULL;
	}
	return doc;
}

/* --- canonical form --------------------------------------------------------- */

static int
feed(void *ctx, const char *p, int n)
{
	digest_feed(ctx, p, (size_t)n);
	return n;
}

static int
fed(void *ctx)
{
	(void)ctx;
	return 0;
}

static const char *
make_digest(const char *xml, size_t len, struct digest *out)
{
	struct digest_ctx *ctx;
	xmlOutputBufferPtr sink;
	const char *why;
	xmlDocPtr doc = parse(xml, len, &why);
	int n = -1;

	if (doc == NULL)
		return why;
	ctx = digest_begin();
	sink = xmlOutputBufferCreateIO(feed, fed, ctx, NULL);
	if (sink != NULL) {
		/* Without comments (exc-c14n 1.1, XMLDSig 4.4.3.3). */
		n = xmlC14NDocSaveTo(doc, NULL, XML_C14N_EXCLUSIVE_1_0, NULL,
		    0, sink);
		if (xmlOutputBufferClose(sink) < 0)
			n = -1;
	}
	digest_end(ctx, out);
	xmlFreeDoc(doc);
	return n < 0 ? "it cannot be made canonical (XMLDSig 6.5)" : NULL;
}

/* --- the library's judgement ------------------------------------------------ */

/* The element behind or above this one, of the whole tree; without calls
 * into each other, since a tree may be deep. */
static xmlNodePtr
next_of(xmlNodePtr n)
{
	if (n->children != NULL && n->type == XML_ELEMENT_NODE)
		return n->children;
	while (n != NULL && n->next == NULL)
		n = n->parent != NULL && n->parent->type == XML_ELEMENT_NODE ?
		    n->parent : NULL;
	return n != NULL ? n->next : NULL;
}

static bool
is_element(const xmlNode *n, const char *name)
{
	return n != NULL && n->type == XML_ELEMENT_NODE &&
	    strcmp((const char *)n->name, name) == 0;
}

/*
 * The one Signature, where envelope.h says: html, body, template, and
 * nothing behind any of them.
 */
static xmlNodePtr
find_signature(xmlDocPtr doc)
{
	xmlNodePtr root = xmlDocGetRootElement(doc), n, found = NULL;

	for (n = root; n != NULL; n = next_of(n)) {
		if (n->type != XML_ELEMENT_NODE ||
		    !xmlStrEqual(n->name, sig_name))
			continue;
		if (found != NULL || !xmlSecCheckNodeName(n, sig_name,
		    xmlSecDSigNs))
			return NULL;
		found = n;
	}
	if (found == NULL || found->next != NULL || found->prev != NULL ||
	    !is_element(found->parent, "template") ||
	    found->parent->next != NULL ||
	    !is_element(found->parent->parent, "body") ||
	    found->parent->parent->parent != root ||
	    !is_element(root, "html"))
		return NULL;
	return found;
}

/* Only what envelope.h writes. */
static int
allow(xmlSecDSigCtxPtr ctx)
{
	ctx->enabledReferenceUris = xmlSecTransformUriTypeEmpty;
	return xmlSecDSigCtxEnableSignatureTransform(ctx,
	    xmlSecTransformExclC14NId) < 0 ||
	    xmlSecDSigCtxEnableSignatureTransform(ctx,
	    xmlSecTransformRsaSha256Id) < 0 ||
	    xmlSecDSigCtxEnableSignatureTransform(ctx,
	    xmlSecTransformEcdsaSha256Id) < 0 ||
	    xmlSecDSigCtxEnableReferenceTransform(ctx,
	    xmlSecTransformEnvelopedId) < 0 ||
	    xmlSecDSigCtxEnableReferenceTransform(ctx,
	    xmlSecTransformExclC14NId) < 0 ||
	    xmlSecDSigCtxEnableReferenceTransform(ctx,
	    xmlSecTransformSha256Id) < 0 ? -1 : 0;
}

/* The key is given: whatever KeyInfo says is not asked. */
static const char *
judge(xmlNodePtr signature, const struct der *cert)
{
	xmlSecDSigCtxPtr ctx = xmlSecDSigCtxCreate(NULL);
	const char *why = "libxmlsec1 cannot judge it";

	if (ctx == NULL)
		return why;
	ctx->signKey = xmlSecCryptoAppKeyLoadMemory(cert->p,
	    (xmlSecSize)cert->len, xmlSecKeyDataFormatCertDer, NULL, NULL,
	    NULL);
	if (ctx->signKey == NULL || allow(ctx) != 0)
		goto out;
	if (xmlSecDSigCtxVerify(ctx, signature) != 0)
		goto out;
	why = "libxmlsec1 finds it wrong";
	if (ctx->status == xmlSecDSigStatusSucceeded &&
	    xmlSecPtrListGetSize(&ctx->signedInfoReferences) == 1 &&
	    xmlSecPtrListGetSize(&ctx->manifestReferences) == 0)
		why = NULL;
out:
	xmlSecDSigCtxDestroy(ctx);
	return why;
}

static const char *
verify(const char *xml, size_t len, const struct der *cert)
{
	const char *why;
	xmlDocPtr doc = parse(xml, len, &why);
	xmlNodePtr signature;

	if (doc == NULL)
		return why;
	why = "libxmlsec1 does not start";
	if (xmlSecInit() < 0)
		goto out;
	xmlSecErrorsSetCallback(keep_xmlsec_silent);
	if (xmlSecCryptoInit() >= 0) {
		signature = find_signature(doc);
		why = signature == NULL ? "it has not one Signature, alone in "
		    "the last element of body" : judge(signature, cert);
		xmlSecCryptoShutdown();
	}
	xmlSecShutdown();
out:
	xmlFreeDoc(doc);
	return why;
}

const struct embedded_library *
xmldsig_library(void)
{
	static const struct embedded_library library = {
		.version = "libxmlsec1 " XMLSEC_VERSION,
		.digest = make_digest,
		.verify = verify,
	};

	return &library;
}
