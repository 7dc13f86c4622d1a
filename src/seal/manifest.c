/*
 * Manifest: JSON of one fixed shape.  The reader is lenient where that is
 * simpler, for what it has read is written again and must be the same
 * bytes.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/fs.h"
#include "base/inventory.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "base/value.h"
#include "seal/manifest.h"

#define SCHEMA	"dossier/manifest/v1"

static void
write_str(struct buf *out, const char *key, const char *text)
{
	buf_printf(out, "\"%s\":", key);
	if (text != NULL)
		value_write_str(out, text);
	else
		buf_adds(out, "null");
}

static void
write_list(struct buf *out, const char *key, const struct inventory *list)
{
	const struct inventory_entry *e;
	size_t i;

	buf_printf(out, "\"%s\":[", key);
	for (i = 0; i < list->count; i++) {
		e = &list->entries[i];
		buf_adds(out, i == 0 ? "\n{" : ",\n{");
		write_str(out, "path", e->path);
		buf_printf(out, ",\"size\":%llu,",
		    (unsigned long long)e->size);
		write_str(out, "sha256", e->sha256);
		buf_addc(out, ',');
		write_str(out, "media_type", e->media_type);
		buf_addc(out, ',');
		write_str(out, "role", inventory_role_str(e->role));
		buf_addc(out, '}');
	}
	buf_adds(out, "\n]");
}

static void
write_settings(struct buf *out, const struct manifest_settings *s)
{
	size_t i;

	buf_adds(out, "\"settings\":{");
	write_str(out, "paper", s->paper);
	buf_addc(out, ',');
	write_str(out, "pdfa", s->pdfa);
	buf_addc(out, ',');
	write_str(out, "attach_limit", s->attach_limit);
	buf_addc(out, ',');
	write_str(out, "only", s->only);
	buf_addc(out, ',');
	write_str(out, "template", s->template_name);
	buf_adds(out, s->trusted ? ",\"trust\":[" : ",\"trust\":null");
	for (i = 0; i < s->trust_count; i++) {
		buf_adds(out, i > 0 ? "," : "");
		value_write_str(out, s->trust[i]);
	}
	buf_adds(out, s->trusted ? "]},\n" : "},\n");
}

void
manifest_write(struct buf *out, const struct manifest *m)
{
	buf_adds(out, "{\n");
	write_str(out, "schema", SCHEMA);
	buf_adds(out, ",\n");
	write_str(out, "record", m->record);
	buf_printf(out, ",\n\"revision\":%u,\n", m->revision);
	write_str(out, "issued_at", m->issued_at);
	buf_adds(out, ",\n");
	write_str(out, "tool", m->tool);
	buf_adds(out, ",\n");
	write_str(out, "audience", m->audience);
	buf_adds(out, ",\n");
	write_str(out, "verdict", m->verdict);
	buf_adds(out, ",\n");
	write_str(out, "record_digest", m->record_digest);
	buf_adds(out, ",\n");
	write_str(out, "previous", m->previous);
	buf_adds(out, ",\n");
	if (m->ledger != NULL)
		buf_printf(out, "\"ledger\":{\"entries\":%llu,\"sha256\":"
		    "\"%s\"},\n", (unsigned long long)m->ledger_entries,
		    m->ledger);
	if (m->settings != NULL)
		write_settings(out, m->settings);
	write_list(out, "inputs", m->inputs);
	buf_adds(out, ",\n");
	write_list(out, "outputs", m->outputs);
	buf_adds(out, "\n}\n");
}

/* Where the reader stands. */
struct cursor {
	const char	*p, *end;
	unsigned	 line;
	const char	*name;
	struct arena	*arena;
	struct diag	*diag;
};

static int
refuse(const struct cursor *c, enum diag_code code, const char *words)
{
	struct place at = { .file = c->name, .line = c->line };

	diag_add(c->diag, code, &at, "%s", words);
	return -1;
}

/* The literal must come next. */
static int
take(struct cursor *c, const char *literal)
{
	size_t n = strlen(literal);

	if ((size_t)(c->end - c->p) < n || memcmp(c->p, literal, n) != 0)
		return refuse(c, DIAG_VERIFY_MANIFEST, "it has not the shape "
		    "of a manifest (" SCHEMA ") here");
	for (; n > 0; n--)
		if (*c->p++ == '\n')
			c->line++;
	return 0;
}

static bool
next_is(const struct cursor *c, const char *literal)
{
	size_t n = strlen(literal);

	return (size_t)(c->end - c->p) >= n && memcmp(c->p, literal, n) == 0;
}

static int
refuse_string(const struct cursor *c, struct buf *text)
{
	buf_clear(text);
	return refuse(c, DIAG_VERIFY_MANIFEST, "an escape in a string is none "
	    "that dossier writes");
}

static int
take_string(struct cursor *c, const char **out)
{
	struct buf text = BUF_INIT;
	const char *run;
	size_t n;

	if (take(c, "\"") != 0)
		return -1;
	for (;;) {
		run = c->p;
		while (c->p < c->end && *c->p != '"' && *c->p != '\\' &&
		    (unsigned char)*c->p >= 0x20)
			c->p++;
		n = (size_t)(c->p - run);
		if (c->p == c->end || *c->p != '\\')
			break;
		buf_add(&text, run, n);
		n = value_unescape(c->p + 1,
		    (size_t)(c->end - c->p) - 1, &text);
		if (n == 0)
			return refuse_string(c, &text);
		c->p += n + 1;
	}
	/* Nearly all hold no escape and are copied once. */
	if (text.len == 0) {
		*out = arena_strndup(c->arena, run, n);
	} else {
		buf_add(&text, run, n);
		*out = arena_strndup(c->arena, text.data, text.len);
	}
	buf_clear(&text);
	return take(c, "\"");
}

static int
take_number(struct cursor *c, uint64_t max, uint64_t *out)
{
	uint64_t v = 0, digit;
	const char *from = c->p;

	for (; c->p < c->end && *c->p >= '0' && *c->p <= '9'; c->p++) {
		digit = (uint64_t)(*c->p - '0');
		if (v > (max - digit) / 10)
			return refuse(c, DIAG_VERIFY_MANIFEST, "a number is "
			    "too large");
		v = v * 10 + digit;
	}
	*out = v;
	return c->p > from ? 0 : refuse(c, DIAG_VERIFY_MANIFEST,
	    "a number is expected");
}

static int
take_digest(struct cursor *c, const char **out)
{
	struct digest digest;

	if (take_string(c, out) != 0)
		return -1;
	if (digest_parse(*out, &digest) != 0)
		return refuse(c, DIAG_VERIFY_MANIFEST, "a SHA-256 has 64 "
		    "lower-case hexadecimal digits");
	return 0;
}

static int
take_role(struct cursor *c, bool outputs, enum inventory_role *role)
{
	const char *word;
	int i;

	if (take_string(c, &word) != 0)
		return -1;
	for (i = 0; i < INVENTORY_ROLES; i++)
		if (strcmp(inventory_role_str((enum inventory_role)i),
		    word) == 0)
			break;
	*role = (enum inventory_role)i;
	if (i == INVENTORY_ROLES || (*role == INVENTORY_OUTPUT) != outputs)
		return refuse(c, DIAG_VERIFY_MANIFEST, "this role does not "
		    "belong into this list");
	return 0;
}

static int
take_entry(struct cursor *c, bool outputs, struct inventory_entry *e)
{
	const char *sha256, *fault;

	if (take(c, "{\"path\":") != 0 || take_string(c, &e->path) != 0)
		return -1;
	if ((fault = fs_path_fault(e->path)) != NULL)
		return refuse(c, DIAG_VERIFY_MANIFEST, fault);
	if (take(c, ",\"size\":") != 0 ||
	    take_number(c, UINT64_MAX, &e->size) != 0 ||
	    take(c, ",\"sha256\":") != 0 || take_digest(c, &sha256) != 0)
		return -1;
	memcpy(e->sha256, sha256, sizeof(e->sha256));
	if (take(c, ",\"media_type\":") != 0 ||
	    take_string(c, &e->media_type) != 0 ||
	    take(c, ",\"role\":") != 0 || take_role(c, outputs,
	    &e->role) != 0)
		return -1;
	return take(c, "}");
}

/* total counts the entries of both lists. */
static int
take_list(struct cursor *c, bool outputs, size_t *total,
    struct inventory **out)
{
	struct inventory *list = arena_alloc(c->arena, sizeof(*list));
	struct inventory_entry *e;

	while (next_is(c, list->count == 0 ? "\n{" : ",\n{")) {
		if (++*total > LIMIT_MANIFEST_ENTRIES)
			return refuse(c, DIAG_VERIFY_MANIFEST, "it has more "
			    "entries than are allowed");
		if (take(c, list->count == 0 ? "\n" : ",\n") != 0)
			return -1;
		list->entries = arena_more(c->arena, list->entries, &list->cap,
		    list->count + 1, sizeof(*list->entries));
		e = &list->entries[list->count];
		if (take_entry(c, outputs, e) != 0)
			return -1;
		if (list->count > 0 && strcmp(e[-1].path, e->path) >= 0)
			return refuse(c, DIAG_VERIFY_MANIFEST, "paths are not "
			    "sorted, or one stands twice");
		list->count++;
	}
	*out = list;
	return take(c, "\n]");
}

static int
take_head(struct cursor *c, struct manifest *m)
{
	struct instant when;
	const char *why;
	uint64_t revision;

	if (take(c, "{\n\"schema\":\"" SCHEMA "\",\n\"record\":") != 0 ||
	    take_string(c, &m->record) != 0 ||
	    take(c, ",\n\"revision\":") != 0 ||
	    take_number(c, 1000000000, &revision) != 0 ||
	    take(c, ",\n\"issued_at\":") != 0 ||
	    take_string(c, &m->issued_at) != 0)
		return -1;
	m->revision = (unsigned)revision;
	if (revision == 0)
		return refuse(c, DIAG_VERIFY_MANIFEST, "revisions count from "
		    "1");
	if (date_parse(m->issued_at, &when, &why) != 0)
		return refuse(c, DIAG_VERIFY_MANIFEST, why);
	if (take(c, ",\n\"tool\":") != 0 || take_string(c, &m->tool) != 0 ||
	    take(c, ",\n\"audience\":") != 0 ||
	    take_string(c, &m->audience) != 0 ||
	    take(c, ",\n\"verdict\":") != 0 ||
	    take_string(c, &m->verdict) != 0 ||
	    take(c, ",\n\"record_digest\":") != 0 ||
	    take_digest(c, &m->record_digest) != 0 ||
	    take(c, ",\n\"previous\":") != 0)
		return -1;
	m->previous = NULL;
	if (next_is(c, "null"))
		return take(c, "null");
	return take_digest(c, &m->previous);
}

/* Manifests of records without a ledger do not mention one. */
static int
take_ledger(struct cursor *c, struct manifest *m)
{
	m->ledger = NULL;
	if (!next_is(c, ",\n\"ledger\":"))
		return 0;
	if (take(c, ",\n\"ledger\":{\"entries\":") != 0 ||
	    take_number(c, LIMIT_LEDGER_ENTRIES, &m->ledger_entries) != 0 ||
	    take(c, ",\"sha256\":") != 0 ||
	    take_digest(c, &m->ledger) != 0)
		return -1;
	return take(c, "}");
}

/* ,"key":"text" or ,"key":null */
static int
take_setting(struct cursor *c, const char *key, const char **out)
{
	if (take(c, key) != 0)
		return -1;
	*out = NULL;
	return next_is(c, "null") ? take(c, "null") : take_string(c, out);
}

static int
take_trust(struct cursor *c, struct manifest_settings *s)
{
	const char *sha256;
	size_t cap = 0;

	if (take(c, ",\"trust\":") != 0)
		return -1;
	if (next_is(c, "null"))
		return take(c, "null");
	s->trusted = true;
	if (take(c, "[") != 0)
		return -1;
	while (!next_is(c, "]")) {
		if (s->trust_count == LIMIT_MATERIAL)
			return refuse(c, DIAG_VERIFY_MANIFEST, "it names more "
			    "certificates than are allowed");
		if ((s->trust_count > 0 && take(c, ",") != 0) ||
		    take_digest(c, &sha256) != 0)
			return -1;
		if (s->trust_count > 0 && strcmp(s->trust[s->trust_count - 1],
		    sha256) >= 0)
			return refuse(c, DIAG_VERIFY_MANIFEST, "certificates "
			    "are not sorted, or one stands twice");
		s->trust = arena_more(c->arena, s->trust, &cap,
		    s->trust_count + 1, sizeof(*s->trust));
		s->trust[s->trust_count++] = sha256;
	}
	return take(c, "]");
}

/* Manifests of before do not have them. */
static int
take_settings(struct cursor *c, struct manifest *m)
{
	struct manifest_settings *s;

	if (!next_is(c, ",\n\"settings\":"))
		return 0;
	m->settings = s = arena_alloc(c->arena, sizeof(*s));
	if (take(c, ",\n\"settings\":") != 0 ||
	    take_setting(c, "{\"paper\":", &s->paper) != 0 ||
	    take_setting(c, ",\"pdfa\":", &s->pdfa) != 0 ||
	    take_setting(c, ",\"attach_limit\":", &s->attach_limit) != 0 ||
	    take_setting(c, ",\"only\":", &s->only) != 0 ||
	    take_setting(c, ",\"template\":", &s->template_name) != 0 ||
	    take_trust(c, s) != 0)
		return -1;
	return take(c, "}");
}

/* Written again, is it the same? */
static int
check_bytes(struct cursor *c, const char *text, size_t len,
    const struct manifest *m)
{
	struct buf again = BUF_INIT;
	bool same;

	manifest_write(&again, m);
	same = again.len == len && memcmp(again.data, text, len) == 0;
	buf_clear(&again);
	c->line = 0;
	return same ? 0 : refuse(c, DIAG_VERIFY_MANIFEST, "it is not written "
	    "the way dossier writes it");
}

static int
check_digest(struct cursor *c, const struct manifest *m)
{
	struct digest digest;
	char hex[DIGEST_HEX];

	inventory_record_digest(m->inputs, &digest);
	digest_hex(&digest, hex);
	if (strcmp(hex, m->record_digest) == 0)
		return 0;
	return refuse(c, DIAG_VERIFY_DIGEST, "the record digest does not "
	    "follow from the inputs listed");
}

int
manifest_parse(struct arena *arena, const char *text, size_t len,
    const char *name, struct manifest *out, struct diag *diag)
{
	struct cursor c = { text, text + len, 1, name, arena, diag };
	struct manifest m = { 0 };
	size_t total = 0;

	if (len > LIMIT_MANIFEST_BYTES)
		return refuse(&c, DIAG_VERIFY_MANIFEST, "it has more bytes "
		    "than are allowed");
	if (utf8_check(text, len, NULL) != 0)
		return refuse(&c, DIAG_VERIFY_MANIFEST, "it is not UTF-8");
	if (take_head(&c, &m) != 0 || take_ledger(&c, &m) != 0 ||
	    take_settings(&c, &m) != 0 ||
	    take(&c, ",\n\"inputs\":[") != 0 ||
	    take_list(&c, false, &total, &m.inputs) != 0 ||
	    take(&c, ",\n\"outputs\":[") != 0 ||
	    take_list(&c, true, &total, &m.outputs) != 0 ||
	    take(&c, "\n}\n") != 0)
		return -1;
	if (c.p != c.end)
		return refuse(&c, DIAG_VERIFY_MANIFEST, "there is text after "
		    "its end");
	if (check_bytes(&c, text, len, &m) != 0 || check_digest(&c, &m) != 0)
		return -1;
	*out = m;
	return 0;
}
