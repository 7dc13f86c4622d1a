/*
 * ASiC lists: small XML without a library.  The reader knows the one
 * shape; what it has read is written again and must be the same bytes.
 */
#include <string.h>

#include <openssl/evp.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/limits.h"
#include "seal/asiclist.h"

#define HEAD	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" \
	"<asic:ASiCManifest xmlns:asic=\"http://uri.etsi.org/02918/v1.2.1#\"" \
	" xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">\n" \
	"<asic:SigReference URI=\""
#define OBJECT	"<asic:DataObjectReference URI=\""
#define TYPE	"\" MimeType=\""
#define ROOT	"\" Rootfile=\"true"
#define METHOD	"\">\n<ds:DigestMethod Algorithm=" \
	"\"http://www.w3.org/2001/04/xmlenc#sha256\"/>\n<ds:DigestValue>"
#define OBJECT_END	"</ds:DigestValue>\n</asic:DataObjectReference>\n"
#define TAIL	"</asic:ASiCManifest>\n"
#define BASE64	44	/* characters for 32 bytes */

/* RFC 3986: unreserved and '/'; all else, quotes too, becomes %XX. */
static bool
is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || (c != '\0' &&
	    strchr("-._~/", c) != NULL);
}

static void
put_uri(struct buf *out, const char *name)
{
	for (; *name != '\0'; name++)
		if (is_plain(*name))
			buf_addc(out, *name);
		else
			buf_printf(out, "%%%02X", (unsigned char)*name);
}

/* An attribute value of any text (XML 1.0 2.3). */
static void
put_value(struct buf *out, const char *text)
{
	for (; *text != '\0'; text++)
		switch (*text) {
		case '&':
			buf_adds(out, "&amp;");
			break;
		case '<':
			buf_adds(out, "&lt;");
			break;
		case '"':
			buf_adds(out, "&quot;");
			break;
		default:
			buf_addc(out, *text);
		}
}

static void
put_digest(struct buf *out, const char *sha256)
{
	unsigned char text[BASE64 + 1];
	struct digest d;

	if (digest_parse(sha256, &d) != 0)
		memset(&d, 0, sizeof(d));	/* fits nothing */
	EVP_EncodeBlock(text, d.b, DIGEST_LEN);
	buf_add(out, text, BASE64);
}

void
asiclist_write(struct buf *out, const struct asic_list *list)
{
	const struct asic_object *o;
	size_t i;

	buf_adds(out, HEAD);
	put_uri(out, list->signature);
	buf_adds(out, TYPE);
	put_value(out, list->signature_type);
	buf_adds(out, "\"/>\n");
	for (i = 0; i < list->count; i++) {
		o = &list->objects[i];
		buf_adds(out, OBJECT);
		put_uri(out, o->name);
		buf_adds(out, TYPE);
		put_value(out, o->media_type);
		if (o->root)
			buf_adds(out, ROOT);
		buf_adds(out, METHOD);
		put_digest(out, o->sha256);
		buf_adds(out, OBJECT_END);
	}
	buf_adds(out, TAIL);
}

struct cursor {
	const char	*p, *end;
	struct arena	*arena;
};

static bool
take(struct cursor *c, const char *words)
{
	size_t n = strlen(words);

	if ((size_t)(c->end - c->p) < n || memcmp(c->p, words, n) != 0)
		return false;
	c->p += n;
	return true;
}

static int
hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Text up to a quote, %XX undone; NULL where it is none. */
static const char *
take_uri(struct cursor *c)
{
	const char *quote = memchr(c->p, '"', (size_t)(c->end - c->p));
	char *out, *to;
	int hi, lo;

	if (quote == NULL)
		return NULL;
	out = to = arena_alloc(c->arena, (size_t)(quote - c->p) + 1);
	while (c->p < quote) {
		if (*c->p != '%') {
			*to++ = *c->p++;
			continue;
		}
		if (quote - c->p < 3 || (hi = hex(c->p[1])) < 0 ||
		    (lo = hex(c->p[2])) < 0 || (hi | lo) == 0)
			return NULL;
		*to++ = (char)(hi << 4 | lo);
		c->p += 3;
	}
	return out;
}

/* Media types of ours need no escape; a type that would is refused. */
static const char *
take_type(struct cursor *c)
{
	const char *quote = memchr(c->p, '"', (size_t)(c->end - c->p));
	const char *type;

	if (quote == NULL || memchr(c->p, '&', (size_t)(quote - c->p)) !=
	    NULL || memchr(c->p, '\0', (size_t)(quote - c->p)) != NULL)
		return NULL;
	type = arena_strndup(c->arena, c->p, (size_t)(quote - c->p));
	c->p = quote;
	return type;
}

static bool
take_digest(struct cursor *c, char out[65])
{
	unsigned char raw[BASE64];
	struct digest d;

	if (c->end - c->p < BASE64 || EVP_DecodeBlock(raw,
	    (const unsigned char *)c->p, BASE64) != DIGEST_LEN + 1)
		return false;
	memcpy(d.b, raw, DIGEST_LEN);
	digest_hex(&d, out);
	c->p += BASE64;
	return true;
}

static bool
take_object(struct cursor *c, struct asic_object *o)
{
	if ((o->name = take_uri(c)) == NULL || !take(c, TYPE) ||
	    (o->media_type = take_type(c)) == NULL)
		return false;
	o->root = take(c, ROOT);
	return take(c, METHOD) && take_digest(c, o->sha256) &&
	    take(c, OBJECT_END);
}

static bool
take_list(struct cursor *c, struct asic_list *list)
{
	size_t cap = 0;

	memset(list, 0, sizeof(*list));
	if (!take(c, HEAD) || (list->signature = take_uri(c)) == NULL ||
	    !take(c, TYPE) || (list->signature_type = take_type(c)) == NULL ||
	    !take(c, "\"/>\n"))
		return false;
	while (take(c, OBJECT)) {
		if (list->count >= LIMIT_ARCHIVE_ENTRIES)
			return false;
		list->objects = arena_more(c->arena, list->objects, &cap,
		    list->count + 1, sizeof(*list->objects));
		if (!take_object(c, &list->objects[list->count++]))
			return false;
	}
	return take(c, TAIL) && c->p == c->end;
}

int
asiclist_parse(struct arena *arena, const struct buf *xml, const char *name,
    struct asic_list *out, struct diag *d)
{
	struct cursor c = { buf_str(xml), buf_str(xml) + xml->len, arena };
	struct place at = { .file = name };
	struct buf again = BUF_INIT;
	bool same = false;

	if (take_list(&c, out)) {
		asiclist_write(&again, out);
		same = again.len == xml->len && memcmp(again.data, xml->data,
		    xml->len) == 0;
		buf_clear(&again);
	}
	if (same)
		return 0;
	diag_add(d, DIAG_VERIFY_LIST, &at, "not written as `dossier seal' "
	    "writes the lists of ETSI EN 319 162-1 A.4");
	return -1;
}
