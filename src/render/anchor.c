/*
 * The gate of ids, link targets and language tags, checked again in each
 * writer however carefully they were made.
 */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"

#include "render/anchor.h"

#define ID_MAX		255
#define LANG_MAX	35

#define ALNUM	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz" \
		"0123456789"

static bool
only(const char *s, const char *set, size_t max)
{
	size_t n;

	if (s == NULL)
		return false;
	n = strspn(s, set);
	return n > 0 && n <= max && s[n] == '\0';
}

bool
anchor_id_ok(const char *id)
{
	return only(id, ALNUM "._-/:", ID_MAX) &&
	    (id[0] != '_' || id[1] != '_');
}

/* The rest of s after prefix, letters of any case; NULL where it differs. */
static const char *
after(const char *s, const char *prefix)
{
	char c;

	for (; *prefix != '\0'; s++, prefix++) {
		c = *s;
		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if (c != *prefix)
			return NULL;
	}
	return s;
}

bool
anchor_href_ok(const char *href)
{
	static const char *const schemes[] = {
		"https://", "http://", "mailto:"
	};
	const char *rest = NULL;
	size_t i, n, used;
	uint32_t cp;

	if (href == NULL)
		return false;
	if (href[0] == '#')
		return anchor_id_ok(href + 1);
	for (i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++)
		if ((rest = after(href, schemes[i])) != NULL)
			break;
	n = strlen(href);
	if (rest == NULL || rest[0] == '\0' || n > LIMIT_URL_BYTES ||
	    utf8_check(href, n, NULL) != 0)
		return false;
	for (i = 0; i < n; i += used) {
		cp = utf8_decode(href + i, n - i, &used);
		if (cp <= ' ' || cp == '"' || cp == '<' || cp == '>' ||
		    cp == '\\' || cp == '`' || utf8_is_control(cp) ||
		    utf8_is_bidi_control(cp))
			return false;
	}
	return true;
}

bool
anchor_lang_ok(const char *lang)
{
	return only(lang, ALNUM "-", LANG_MAX);
}

bool
anchor_lang_rtl(const char *lang)
{
	static const char *const rtl[] = {
		"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"
	};
	const char *rest;
	size_t i;

	for (i = 0; lang != NULL && i < sizeof(rtl) / sizeof(rtl[0]); i++) {
		rest = after(lang, rtl[i]);
		if (rest != NULL && (*rest == '\0' || *rest == '-'))
			return true;
	}
	return false;
}
