/* Statement: the signed text of a sign-off. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "model/record.h"
#include "model/statement.h"

#define DOMAIN	"dossier/signoff-statement/v1"

/* One line whatever the value holds: C0 and DEL as \xNN, \ doubled. */
static void
line(struct buf *b, const char *key, const char *value)
{
	const unsigned char	*p = (const unsigned char *)value;

	if (value == NULL)
		return;
	buf_printf(b, "%s: ", key);
	for (; *p != '\0'; p++) {
		if (*p == '\\')
			buf_adds(b, "\\\\");
		else if (*p < 0x20 || *p == 0x7f)
			buf_printf(b, "\\x%02x", (unsigned)*p);
		else
			buf_addc(b, (char)*p);
	}
	buf_addc(b, '\n');
}

/* The word of the file, not the one shown. */
static const char *
decision(enum signoff_decision d)
{
	switch (d) {
	case DECISION_APPROVE:
		return "approve";
	case DECISION_REJECT:
		return "reject";
	case DECISION_CONDITIONS:
		return "approve_with_conditions";
	}
	return "";
}

static int
by_item(const void *p, const void *q)
{
	const struct scope_entry	*a = p, *b = q;
	int				 c = strcmp(a->item, b->item);

	return c != 0 ? c : strcmp(a->sha256, b->sha256);
}

static void
scope(struct buf *b, const struct signoff *s)
{
	struct arena		*a = arena_new();
	struct scope_entry	*all;
	size_t			 i;

	all = arena_array(a, s->scope_count + 1, sizeof(*all));
	if (s->scope_count > 0)
		memcpy(all, s->scope, s->scope_count * sizeof(*all));
	if (s->scope_count > 1)
		qsort(all, s->scope_count, sizeof(*all), by_item);
	for (i = 0; i < s->scope_count; i++)
		line(b, "scope", arena_printf(a, "%s  %s", all[i].sha256,
		    all[i].item));
	arena_free(a);
}

void
statement_write(struct buf *b, const char *record, const struct evidence *e)
{
	const struct signoff	*s = e->signoff;
	char			 at[DATE_MAX];
	size_t			 i;

	buf_adds(b, DOMAIN "\n");
	line(b, "record", record);
	line(b, "file", e->path);
	line(b, "evidence", e->sha256);
	line(b, "record-digest", s->record_digest);
	line(b, "record-json", s->record_sha256);
	line(b, "template", s->template_sha256);
	line(b, "item", e->item);
	line(b, "role", s->role);
	line(b, "name", s->name);
	line(b, "id", s->id);
	line(b, "organization", s->organization);
	line(b, "decision", decision(s->decision));
	line(b, "meaning", s->meaning);
	line(b, "statement", s->statement);
	line(b, "comment", s->comment);
	for (i = 0; i < s->condition_count; i++)
		line(b, "condition", s->conditions[i]);
	line(b, "auth", s->auth);
	line(b, "delegated-for", s->delegated_for);
	line(b, "key", s->key_fingerprint);
	date_str_rfc3339(s->signed_at, at);
	line(b, "time", at);
	if (e->supersedes.sha256[0] != '\0')
		line(b, "supersedes", e->supersedes.sha256);
	scope(b, s);
}
