/*
 * Front matter of templates.
 */
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "base/value.h"
#include "intake/front.h"
#include "intake/mdscan.h"
#include "intake/nearest.h"
#include "intake/rules.h"
#include "intake/scalar.h"
#include "intake/yaml.h"
#include "model/policy.h"
#include "model/record.h"

#define LANG_MAX	35	/* RFC 5646 section 4.4.1 */

struct reading {
	struct arena	*arena;
	const char	*file;
	struct diag	*diag;
};

static bool
is_fence(const char *s, size_t n, const char *mark)
{
	while (n > 0 && (s[n - 1] == ' ' || s[n - 1] == '\t'))
		n--;
	return n == 3 && memcmp(s, mark, 3) == 0;
}

size_t
front_length(const char *text, size_t len, unsigned *lines)
{
	size_t at, next, end;
	unsigned count = 0;

	*lines = 0;
	for (at = 0; at < len; at = next) {
		end = mdscan_line(text, len, at, &next);
		count++;
		if (count == 1) {
			if (!is_fence(text, end, "---"))
				return 0;
		} else if (is_fence(text + at, end - at, "---") ||
		    is_fence(text + at, end - at, "...")) {
			*lines = count;
			return next;
		}
	}
	return 0;
}

static int
fault(struct reading *rd, unsigned line, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

static int
fault(struct reading *rd, unsigned line, const char *fmt, ...)
{
	struct place at = { .file = rd->file, .line = line };
	va_list ap;
	const char *words;

	va_start(ap, fmt);
	words = arena_vprintf(rd->arena, fmt, ap);
	va_end(ap);
	diag_add(rd->diag, DIAG_TEMPLATE_FRONT, &at, "%s", words);
	return -1;
}

/* Do the lines hold one of our keys? */
static bool
is_ours(const char *text, size_t len)
{
	static const char *const keys[] = { "signing", "defaults",
	    "organization", "document_type" };
	size_t at, next, end, i, n;

	for (at = 0; at < len; at = next) {
		end = mdscan_line(text, len, at, &next);
		for (i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
			n = strlen(keys[i]);
			if (end - at > n && text[at + n] == ':' &&
			    memcmp(text + at, keys[i], n) == 0)
				return true;
		}
	}
	return false;
}

/*
 * Rules under a key that is nearly ours are meant to hold: "Signing",
 * "default".
 */
static int
check_spelling(struct reading *rd, const struct value *front)
{
	static const char *const ours[] = { "signing", "defaults" };
	const struct value *v;
	size_t i;
	int rc = 0;

	for (v = front->first; v != NULL; v = v->next)
		for (i = 0; v->kind == VALUE_OBJECT && i < 2; i++)
			if (strcmp(v->key, ours[i]) != 0 &&
			    nearest_distance(v->key, ours[i], 2) <= 2)
				rc |= fault(rd, v->line, "unknown key %s; "
				    "did you mean %s?", v->key, ours[i]);
	return rc;
}

/* A text of ours; one of another kind under a common name is not ours. */
static void
take_text(struct reading *rd, const struct value *v, const char *key,
    const char **out)
{
	const char *s = value_get_str(v, key);
	struct buf b = BUF_INIT;

	if (s == NULL || *s == '\0')
		return;
	utf8_visible(&b, s, strlen(s));
	*out = arena_strndup(rd->arena, buf_str(&b), b.len);
	buf_clear(&b);
}

/* BCP 47 in its outer form; anything else is another program's word. */
static void
take_lang(const struct value *v, const char **out)
{
	const char *s = value_get_str(v, "lang"), *p;

	if (s == NULL || strlen(s) < 2 || strlen(s) > LANG_MAX)
		return;
	for (p = s; *p != '\0'; p++)
		if (*p != '-' && !(*p >= '0' && *p <= '9') &&
		    !((*p | 32) >= 'a' && (*p | 32) <= 'z'))
			return;
	*out = s;
}

static int
take_flag(struct reading *rd, const struct value *v, bool *out)
{
	if (v->kind != VALUE_BOOL)
		return fault(rd, v->line, "signing: %s: true or false is "
		    "wanted", v->key);
	*out = v->truth;
	return 0;
}

/* The fingerprints of one role: a text or a list of them, none empty. */
static int
take_role(struct reading *rd, const struct value *v, struct key_rule **out)
{
	const struct value *one = v->kind == VALUE_ARRAY ? v->first : v;
	struct key_rule *k = arena_alloc(rd->arena, sizeof(*k));
	size_t n = v->kind == VALUE_ARRAY ? v->count : 1;
	const char *wrong;

	k->role = v->key;
	k->line = v->line;
	k->fingerprints = arena_array(rd->arena, n + 1,
	    sizeof(*k->fingerprints));
	if (n == 0)
		return fault(rd, v->line, "signing: keys: %s: at least one "
		    "fingerprint is wanted", v->key);
	for (; one != NULL; one = one->next) {
		wrong = one->kind != VALUE_STRING ? "not a text" :
		    scalar_sha256(one->text);
		if (wrong != NULL)
			return fault(rd, v->line, "signing: keys: %s: the "
			    "SHA-256 of a certificate is wanted, as `dossier "
			    "key show' prints it: %s", v->key, wrong);
		k->fingerprints[k->count++] = one->text;
		if (v->kind != VALUE_ARRAY)
			break;
	}
	*out = k;
	return 0;
}

static int
take_keys(struct reading *rd, const struct value *keys,
    struct policy *policy)
{
	struct key_rule **end = &policy->keys;
	const struct value *v;
	int rc = 0;

	if (keys->kind != VALUE_OBJECT || keys->count == 0)
		return fault(rd, keys->line, "signing: keys: {role: "
		    "[fingerprint, ...]} is wanted");
	if (keys->count > LIMIT_KEY_ROLES)
		return fault(rd, keys->line, "signing: keys: %zu roles; at "
		    "most %d are allowed", keys->count, LIMIT_KEY_ROLES);
	for (v = keys->first; v != NULL; v = v->next) {
		rc |= take_role(rd, v, end);
		if (*end != NULL)
			end = &(*end)->next;
	}
	return rc;
}

int
front_roles(struct arena *a, const struct record *r, const char *file,
    struct diag *diag)
{
	struct reading rd = { a, file, diag };
	const struct key_rule *k;
	size_t i;
	int rc = 0;

	for (k = r->policy.keys; k != NULL; k = k->next) {
		for (i = 0; i < r->item_count; i++)
			if (r->items[i]->kind == KIND_SIGNOFF &&
			    policy_names(r->items[i], k->role))
				break;
		if (i == r->item_count)
			rc |= fault(&rd, k->line, "signing: keys: no sign-off "
			    "of this template is that of \"%s\"", k->role);
	}
	return rc;
}

static int
take_signing(struct reading *rd, const struct value *signing,
    struct policy *policy)
{
	const struct value *v;
	int rc = 0;

	if (signing->kind != VALUE_OBJECT)
		return fault(rd, signing->line, "signing: {key: value} is "
		    "wanted");
	for (v = signing->first; v != NULL; v = v->next) {
		if (strcmp(v->key, "approver_not_deployer") == 0) {
			rc |= take_flag(rd, v, &policy->approver_not_deployer);
		} else if (strcmp(v->key, "ordered") == 0) {
			rc |= take_flag(rd, v, &policy->ordered);
		} else if (strcmp(v->key, "require_signature") == 0) {
			rc |= take_flag(rd, v, &policy->require_signature);
		} else if (strcmp(v->key, "keys") == 0) {
			rc |= take_keys(rd, v, policy);
		} else if (strcmp(v->key, "need") != 0) {
			rc |= fault(rd, v->line, "signing: unknown key %s; "
			    "approver_not_deployer, ordered, need, "
			    "require_signature, keys", v->key);
		} else if (v->kind != VALUE_NUMBER || strlen(v->text) > 6 ||
		    v->text[strspn(v->text, "0123456789")] != '\0') {
			rc |= fault(rd, v->line, "signing: need: a whole "
			    "number is wanted");
		} else {
			policy->need = (size_t)strtoul(v->text, NULL, 10);
		}
	}
	return rc;
}

int
front_open(struct arena *a, const char *text, size_t len, const char *file,
    struct diag *diag)
{
	struct reading rd = { a, file, diag };
	size_t next, at, end, from;

	if (len == 0)
		return 0;
	end = mdscan_line(text, len, 0, &from);
	if (!is_fence(text, end, "---"))
		return 0;
	for (at = from; at < len; at = next) {
		end = mdscan_line(text, len, at, &next);
		if (end == at)
			break;
	}
	if (!is_ours(text + from, at - from))
		return 0;
	return fault(&rd, 1, "the front matter is not closed: a line \"---\" "
	    "ends it");
}

int
front_parse(struct arena *a, const char *text, size_t len, const char *file,
    struct record *r, struct rules *defaults, struct diag *diag)
{
	struct reading rd = { a, file, diag };
	struct place at = { .file = file };
	struct value *v = NULL;
	const struct value *part;
	const char *why = NULL;
	size_t next;
	unsigned line = 0;
	int rc = 0;

	/* The first line is the opening mark; the last closes. */
	mdscan_line(text, len, 0, &next);
	while (len > next && text[len - 1] != '-' && text[len - 1] != '.')
		len--;
	len -= len - next >= 3 ? 3 : 0;
	if (yaml_parse(a, text + next, len - next, 2, &v, &why, &line) != 0) {
		if (is_ours(text, len))
			return fault(&rd, line, "the front matter is not "
			    "YAML: %s", why);
		at.line = line;
		diag_add(diag, DIAG_TEMPLATE_FRONT_OTHER, &at, "the front "
		    "matter is left out, it is not YAML: %s", why);
		return 0;
	}
	if (v->kind != VALUE_OBJECT)
		return 0;
	take_text(&rd, v, "title", &r->template_title);
	take_lang(v, &r->lang);
	take_text(&rd, v, "organization", &r->organization);
	take_text(&rd, v, "document_type", &r->document_type);
	rc |= check_spelling(&rd, v);
	part = value_get(v, "signing");
	if (part != NULL)
		rc |= take_signing(&rd, part, &r->policy);
	part = value_get(v, "defaults");
	if (part != NULL)
		rc |= rules_parse(a, part, file, defaults, diag);
	return rc != 0 ? -1 : 0;
}
