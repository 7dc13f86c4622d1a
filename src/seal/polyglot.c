/*
 * Polyglot: the tokens of HTML that XML must read alike.
 *
 * Clauses: XML 1.0 (fifth edition), XMLDSig 1.1, and of the HTML standard
 * section 13.1, writing HTML documents.
 */
#include <stdbool.h>
#include <string.h>

#include "base/diag.h"
#include "base/limits.h"
#include "seal/polyglot.h"

#define HEAD	"<!DOCTYPE html>\n<html "

struct scan {
	const char	*s, *end;
	size_t		 templates, signatures;
};

static bool
begins(const char *s, const char *end, const char *text)
{
	size_t n = strlen(text);

	return (size_t)(end - s) >= n && memcmp(s, text, n) == 0;
}

/* The same for the name of an element, in letters of any case. */
static bool
is_tag(const char *s, const char *end, const char *name)
{
	char c;

	for (s++; *name != '\0'; s++, name++) {
		if (s == end)
			return false;
		c = *s;
		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if (c != *name)
			return false;
	}
	return s == end || strchr(" \t\n\f\r/>", *s) != NULL;
}

const char *
polyglot_find(const char *html, size_t len, const char *text)
{
	const char *s = html, *end = html + len;

	while ((s = memchr(s, '<', (size_t)(end - s))) != NULL) {
		if (begins(s, end, text))
			return s;
		s++;
	}
	return NULL;
}

/* <Signature or <x:Signature, as XML reads it. */
static bool
is_signature(const char *s, const char *end)
{
	static const char name[] = "Signature";
	const char *from = ++s;

	while (s < end && strchr(" \t\n\r/><", *s) == NULL) {
		if (*s == ':')
			from = s + 1;
		s++;
	}
	return (size_t)(s - from) == strlen(name) &&
	    memcmp(from, name, strlen(name)) == 0;
}

size_t
polyglot_signatures(const char *html, size_t len)
{
	const char *s = html, *end = html + len;
	size_t n = 0;

	for (; (s = memchr(s, '<', (size_t)(end - s))) != NULL; s++)
		n += is_signature(s, end);
	return n;
}

/* What HTML reads by another syntax than XML (HTML 13.1.2). */
static const char *
other_element(const char *s, const char *end)
{
	static const char *const names[] = { "script", "textarea", "xmp",
	    "iframe", "noembed", "noframes", "noscript", "plaintext" };
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (is_tag(s, end, names[i]))
			return names[i];
	return NULL;
}

/* A phrase of what is wrong with the token at s, or NULL. */
static const char *
judge_token(struct scan *sc, const char *s)
{
	if (begins(s, sc->end, "<!--"))
		return "it holds a comment, which XML signatures leave out "
		    "and HTML may end elsewhere (XMLDSig 4.4.3.3, HTML 13.1.6)";
	if (begins(s, sc->end, "<![CDATA["))
		return "it holds a CDATA section, which is text to XML and a "
		    "comment to HTML (XML 1.0 2.7, HTML 13.1.5)";
	if (begins(s, sc->end, "<!"))
		return "it holds a second declaration; entities and defaults "
		    "change what is signed (XML 1.0 2.8, 4.2)";
	if (begins(s, sc->end, "<?"))
		return "it holds a processing instruction, which is a comment "
		    "to HTML (XML 1.0 2.6, HTML 13.1.6)";
	if (is_tag(s, sc->end, "template"))
		sc->templates++;
	sc->signatures += is_signature(s, sc->end);
	return other_element(s, sc->end) == NULL ? NULL :
	    "it holds an element whose content is not read alike by HTML and "
	    "XML (HTML 13.1.2)";
}

static const char *
judge_tokens(struct scan *sc)
{
	const char *s = sc->s, *why;

	for (; (s = memchr(s, '<', (size_t)(sc->end - s))) != NULL; s++)
		if ((why = judge_token(sc, s)) != NULL)
			return why;
	return NULL;
}

/* Beginning, end, and bytes that the two read differently. */
static const char *
judge_frame(const char *html, size_t len)
{
	const char *end = html + len;
	size_t tail = strlen(POLYGLOT_TAIL);

	if (!begins(html, end, HEAD))
		return "it does not begin with <!DOCTYPE html> alone and "
		    "<html>: with anything else there it can be read in two "
		    "ways (XML 1.0 2.8, HTML 13.1.1)";
	if (len < strlen(HEAD) + tail ||
	    memcmp(end - tail, POLYGLOT_TAIL, tail) != 0)
		return "it does not end with </body></html>: what follows is "
		    "not signed, and shown (XMLDSig 8.1.2)";
	if (memchr(html, '\r', len) != NULL || memchr(html, '\0', len) != NULL)
		return "it holds a carriage return or U+0000 (XML 1.0 2.2, "
		    "2.11)";
	return NULL;
}

int
polyglot_check(const char *html, size_t len, size_t element,
    const char *name, struct diag *diag)
{
	struct place at = { .file = name };
	struct scan sc = { .s = html + 1, .end = html + len };
	size_t wanted = element != 0;
	const char *why;

	if (len > LIMIT_ENVELOPED_BYTES) {
		diag_add(diag, DIAG_VERIFY_FORM, &at, "it has %zu bytes, with "
		    "a signature inside %d are allowed", len,
		    LIMIT_ENVELOPED_BYTES);
		return -1;
	}
	why = judge_frame(html, len);
	if (why == NULL)
		why = judge_tokens(&sc);
	if (why != NULL) {
		diag_add(diag, DIAG_VERIFY_FORM, &at, "%s", why);
		return -1;
	}
	if (sc.signatures != wanted || sc.templates != wanted) {
		diag_add(diag, DIAG_VERIFY_FORM, &at, "it holds %zu Signature "
		    "and %zu template elements, %zu of each is expected "
		    "(signature wrapping; XMLDSig 3.2, 8.1.2)", sc.signatures,
		    sc.templates, wanted);
		return -1;
	}
	if (element != 0 && (element > len - strlen(POLYGLOT_TAIL) ||
	    !begins(html + len - strlen(POLYGLOT_TAIL) - element,
	    html + len, "<template ") ||
	    polyglot_signatures(html + len - strlen(POLYGLOT_TAIL) - element,
	    element) != 1)) {
		diag_add(diag, DIAG_VERIFY_FORM, &at, "its Signature does not "
		    "stand in a template element before </body>, where ours "
		    "do (signature wrapping; XMLDSig 8.1.2)");
		return -1;
	}
	return 0;
}
