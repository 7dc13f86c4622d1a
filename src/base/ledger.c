/* Ledger: a chain of lines, each written again and compared. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/digest.h"
#include "base/fs.h"
#include "base/ledger.h"
#include "base/limits.h"
#include "base/table.h"
#include "base/utf8.h"
#include "base/value.h"

#define SCHEMA	"dossier/ledger/v1"

static const char	zeros[LEDGER_HEX] =
    "0000000000000000000000000000000000000000000000000000000000000000";

_Static_assert(LEDGER_HEX == DIGEST_HEX, "room for a digest");

/* --- writing -------------------------------------------------------- */

static void
write_list(struct buf *out, const char *key, const struct ledger_list *list)
{
	size_t i;

	buf_printf(out, "\"%s\":[", key);
	for (i = 0; i < list->count; i++) {
		buf_adds(out, i == 0 ? "{\"path\":" : ",{\"path\":");
		value_write_str(out, list->items[i].path);
		buf_adds(out, ",\"sha256\":");
		if (list->items[i].sha256 != NULL)
			value_write_str(out, list->items[i].sha256);
		else
			buf_adds(out, "null");
		buf_addc(out, '}');
	}
	buf_addc(out, ']');
}

static void
write_str(struct buf *out, const char *key, const char *text)
{
	buf_printf(out, "\"%s\":", key);
	value_write_str(out, text);
	buf_addc(out, ',');
}

void
ledger_write(struct buf *out, struct ledger_entry *e)
{
	struct digest digest;
	size_t from = out->len;

	buf_printf(out, "{\"schema\":\"" SCHEMA "\",\"seq\":%llu,",
	    (unsigned long long)e->seq);
	write_str(out, "at", e->at);
	write_str(out, "actor", e->actor);
	write_str(out, "command", e->command);
	write_list(out, "inputs", &e->inputs);
	buf_addc(out, ',');
	write_list(out, "outputs", &e->outputs);
	buf_addc(out, ',');
	write_str(out, "reason", e->reason);
	buf_printf(out, "\"previous\":\"%s\"}", e->previous);
	digest_of(out->data + from, out->len - from, &digest);
	digest_hex(&digest, e->sha256);
	buf_addc(out, '\n');
}

/* --- reading -------------------------------------------------------- */

struct cursor {
	const char	*p, *end;	/* of one line */
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

static int
malformed(const struct cursor *c, const char *words)
{
	return refuse(c, DIAG_LEDGER_FORM, words);
}

static bool
next_is(const struct cursor *c, const char *literal)
{
	size_t n = strlen(literal);

	return (size_t)(c->end - c->p) >= n && memcmp(c->p, literal, n) == 0;
}

static int
take(struct cursor *c, const char *literal)
{
	if (!next_is(c, literal))
		return malformed(c, "it has not the shape of an entry ("
		    SCHEMA "): schema, seq, at, actor, command, inputs, "
		    "outputs, reason, previous, and nothing else");
	c->p += strlen(literal);
	return 0;
}

static int
take_string(struct cursor *c, const char **out)
{
	struct buf text = BUF_INIT;
	size_t n;
	int rc = -1;

	if (take(c, "\"") != 0)
		return -1;
	while (c->p < c->end && *c->p != '"') {
		if (*c->p == '\0')
			break;
		if (*c->p != '\\') {
			buf_addc(&text, *c->p++);
			continue;
		}
		n = value_unescape(c->p + 1,
		    (size_t)(c->end - c->p) - 1, &text);
		if (n == 0)
			break;
		c->p += n + 1;
	}
	if (c->p == c->end || *c->p != '"') {
		malformed(c, "a string is not one that dossier writes");
		goto out;
	}
	c->p++;
	*out = arena_strndup(c->arena, buf_str(&text), text.len);
	rc = 0;
out:
	buf_clear(&text);
	return rc;
}

/* Words of a person or a program: some, and not a book. */
static int
take_words(struct cursor *c, const char **out)
{
	if (take_string(c, out) != 0)
		return -1;
	if (utf8_is_blank(*out))
		return malformed(c, "actor, command or reason is empty");
	if (strlen(*out) > LIMIT_LEDGER_WORDS)
		return malformed(c, "actor, command or reason is longer than "
		    "is allowed");
	return 0;
}

static int
take_seq(struct cursor *c, uint64_t *out)
{
	uint64_t v = 0;
	int digits = 0;

	for (; c->p < c->end && *c->p >= '0' && *c->p <= '9'; c->p++) {
		if (++digits > 9)
			break;
		v = v * 10 + (uint64_t)(*c->p - '0');
	}
	*out = v;
	return digits > 0 && digits < 10 ? 0 : malformed(c, "seq is not a "
	    "number that can be");
}

static int
take_digest(struct cursor *c, const char **out)
{
	struct digest digest;

	if (take_string(c, out) != 0)
		return -1;
	return digest_parse(*out, &digest) == 0 ? 0 : malformed(c, "a "
	    "SHA-256 has 64 lower-case hexadecimal digits");
}

static int
take_item(struct cursor *c, bool outputs, struct ledger_item *item)
{
	const char *fault;

	item->sha256 = NULL;
	if (take(c, "{\"path\":") != 0 || take_string(c, &item->path) != 0)
		return -1;
	if ((fault = fs_path_fault(item->path)) != NULL)
		return malformed(c, fault);
	if (take(c, ",\"sha256\":") != 0)
		return -1;
	if (outputs && next_is(c, "null"))
		c->p += 4;
	else if (take_digest(c, &item->sha256) != 0)
		return -1;
	return take(c, "}");
}

static int
take_list(struct cursor *c, bool outputs, struct ledger_list *list)
{
	struct ledger_item item;

	if (take(c, "[") != 0)
		return -1;
	while (!next_is(c, "]")) {
		if (list->count > 0 && take(c, ",") != 0)
			return -1;
		if (take_item(c, outputs, &item) != 0)
			return -1;
		if (list->count > 0 && strcmp(list->items[list->count -
		    1].path, item.path) >= 0)
			return malformed(c, "paths are not sorted, or one "
			    "stands twice");
		ledger_list_add(c->arena, list, item.path, item.sha256);
	}
	return take(c, "]");
}

static int
take_entry(struct cursor *c, struct ledger_entry *e)
{
	struct instant when;
	const char *why, *previous;

	if (take(c, "{\"schema\":\"" SCHEMA "\",\"seq\":") != 0 ||
	    take_seq(c, &e->seq) != 0 || take(c, ",\"at\":") != 0 ||
	    take_string(c, &e->at) != 0)
		return -1;
	if (date_parse(e->at, &when, &why) != 0)
		return malformed(c, why);
	e->sec = when.sec;
	if (take(c, ",\"actor\":") != 0 || take_words(c, &e->actor) != 0 ||
	    take(c, ",\"command\":") != 0 ||
	    take_words(c, &e->command) != 0 ||
	    take(c, ",\"inputs\":") != 0 ||
	    take_list(c, false, &e->inputs) != 0 ||
	    take(c, ",\"outputs\":") != 0 ||
	    take_list(c, true, &e->outputs) != 0 ||
	    take(c, ",\"reason\":") != 0 || take_words(c, &e->reason) != 0 ||
	    take(c, ",\"previous\":") != 0 || take_digest(c, &previous) != 0)
		return -1;
	memcpy(e->previous, previous, sizeof(e->previous));
	if (take(c, "}") != 0)
		return -1;
	return c->p == c->end ? 0 : malformed(c, "there is text after the "
	    "entry");
}

/* Written again, is it the same?  Times have one form, too. */
static int
check_bytes(const struct cursor *c, const char *from, size_t len,
    struct ledger_entry *e)
{
	struct buf again = BUF_INIT;
	struct instant when;
	char at[DATE_MAX];
	const char *why;
	bool same;

	same = date_parse(e->at, &when, &why) == 0;
	date_str_rfc3339(&when, at);
	ledger_write(&again, e);
	same = same && strcmp(at, e->at) == 0 && again.len == len + 1 &&
	    memcmp(again.data, from, len) == 0;
	buf_clear(&again);
	return same ? 0 : malformed(c, "it is not written the way dossier "
	    "writes it");
}

/* Does the entry follow the one before? */
static int
check_chain(const struct cursor *c, const struct ledger *l,
    const struct ledger_entry *e)
{
	if (e->seq != l->count + 1)
		return refuse(c, DIAG_LEDGER_CHAIN, "the number of the entry "
		    "is not the next one: lines were deleted, added or moved");
	if (strcmp(e->previous, ledger_head(l)) != 0)
		return refuse(c, DIAG_LEDGER_CHAIN, "the entry does not "
		    "follow the line before: that was changed, deleted or "
		    "moved after this was written");
	if (l->count > 0 && e->sec < l->entries[l->count - 1].sec)
		return refuse(c, DIAG_LEDGER_TIME, "the entry is earlier than "
		    "the one before");
	return 0;
}

static int
parse_line(struct cursor *c, struct ledger *l)
{
	const char *from = c->p;
	struct ledger_entry e;

	memset(&e, 0, sizeof(e));
	if (l->count == LIMIT_LEDGER_ENTRIES)
		return malformed(c, "the ledger has more entries than are "
		    "allowed");
	if (take_entry(c, &e) != 0 || check_bytes(c, from,
	    (size_t)(c->end - from), &e) != 0 || check_chain(c, l, &e) != 0)
		return -1;
	l->entries = arena_more(c->arena, l->entries, &l->cap, l->count + 1,
	    sizeof(*l->entries));
	l->entries[l->count++] = e;
	return 0;
}

int
ledger_parse(struct arena *arena, const char *text, size_t len,
    const char *name, struct ledger *out, struct diag *diag)
{
	struct cursor c = { text, text, 1, name, arena, diag };
	const char *end = text + len;

	memset(out, 0, sizeof(*out));
	out->broken = true;
	if (len > LIMIT_LEDGER_BYTES)
		return malformed(&c, "the ledger has more bytes than are "
		    "allowed");
	if (utf8_check(text, len, NULL) != 0)
		return malformed(&c, "the ledger is not UTF-8");
	if (len == 0)
		return refuse(&c, DIAG_LEDGER_CHAIN, "the ledger is empty: "
		    "its entries are gone");
	for (; c.p < end; c.line++) {
		c.end = memchr(c.p, '\n', (size_t)(end - c.p));
		if (c.end == NULL)
			return malformed(&c, "the last line is cut off: it "
			    "has no line feed");
		if (parse_line(&c, out) != 0)
			return -1;
		c.p = c.end + 1;
	}
	out->broken = false;
	return 0;
}

/* --- what it says --------------------------------------------------- */

const char *
ledger_head(const struct ledger *l)
{
	return l->count == 0 ? zeros : l->entries[l->count - 1].sha256;
}

void
ledger_list_add(struct arena *a, struct ledger_list *list, const char *path,
    const char *sha256)
{
	list->items = arena_more(a, list->items, &list->cap, list->count + 1,
	    sizeof(*list->items));
	list->items[list->count].path = path;
	list->items[list->count++].sha256 = sha256;
}

static int
by_path(const void *p, const void *q)
{
	return strcmp(((const struct ledger_item *)p)->path,
	    ((const struct ledger_item *)q)->path);
}

/* Later words about a path replace earlier ones. */
static void
note(struct arena *a, struct table *seen, struct ledger_list *all,
    const struct ledger_list *said)
{
	const size_t *index;
	size_t i, *new;

	for (i = 0; i < said->count; i++) {
		index = table_find(seen, said->items[i].path);
		if (index != NULL) {
			all->items[*index].sha256 = said->items[i].sha256;
			continue;
		}
		new = arena_alloc(a, sizeof(*new));
		*new = all->count;
		(void)table_add(seen, said->items[i].path, new);
		ledger_list_add(a, all, said->items[i].path,
		    said->items[i].sha256);
	}
}

void
ledger_state(struct arena *a, const struct ledger *l,
    struct ledger_list *out)
{
	struct table *seen = table_new(a, 0);
	size_t i, kept = 0;

	memset(out, 0, sizeof(*out));
	for (i = 0; i < l->count; i++) {
		note(a, seen, out, &l->entries[i].inputs);
		note(a, seen, out, &l->entries[i].outputs);
	}
	for (i = 0; i < out->count; i++)
		if (out->items[i].sha256 != NULL)
			out->items[kept++] = out->items[i];
	out->count = kept;
	if (kept > 1)
		qsort(out->items, kept, sizeof(*out->items), by_path);
}

const struct ledger_item *
ledger_list_find(const struct ledger_list *list, const char *path)
{
	const struct ledger_item key = { path, NULL };

	if (list->count == 0)
		return NULL;
	return bsearch(&key, list->items, list->count, sizeof(*list->items),
	    by_path);
}
