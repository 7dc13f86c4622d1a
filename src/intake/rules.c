/*
 * Directives -> rules: a table of keys, one reader a sort of value.
 */
#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "base/value.h"
#include "intake/nearest.h"
#include "intake/rules.h"
#include "model/record.h"
#include "model/target.h"

struct reading {
	struct arena	*arena;
	const char	*file;
	struct rules	*rules;
	struct diag	*diag;
	const char	*key;
	const struct value *v;
};

#define FAULT_FORMAT	__attribute__((format(printf, 2, 3)))

static int fault(struct reading *, const char *, ...) FAULT_FORMAT;

static int
fault(struct reading *rd, const char *fmt, ...)
{
	struct place at = { .file = rd->file, .line = rd->v->line };
	va_list ap;
	const char *words;

	va_start(ap, fmt);
	words = arena_vprintf(rd->arena, fmt, ap);
	va_end(ap);
	diag_add(rd->diag, DIAG_TEMPLATE_DIRECTIVE, &at, "%s: %s", rd->key,
	    words);
	return -1;
}

/* The text of a word or number; NULL with a finding for anything else. */
static const char *
text_of(struct reading *rd)
{
	if ((rd->v->kind == VALUE_STRING || rd->v->kind == VALUE_NUMBER) &&
	    rd->v->text[0] != '\0')
		return rd->v->text;
	fault(rd, "a text is wanted, this is %s", rd->v->kind == VALUE_STRING ?
	    "empty" : value_kind_str(rd->v->kind));
	return NULL;
}

static int
read_text(struct reading *rd, const char **out)
{
	const char *s = text_of(rd);

	if (s == NULL)
		return -1;
	*out = s;
	return 0;
}

static int
read_bool(struct reading *rd, bool *out)
{
	*out = rd->v->truth;
	if (rd->v->kind != VALUE_BOOL)
		return fault(rd, "true or false is wanted");
	return 0;
}

static int
read_span(struct reading *rd, int64_t *out, unsigned bit)
{
	const char *s = text_of(rd);

	if (s == NULL)
		return -1;
	if (date_span(s, out) != 0 || *out < 0)
		return fault(rd, "\"%s\" is no span of time; write for "
		    "example 24h, 7d or 90m", s);
	rd->rules->given |= bit;
	return 0;
}

/* --- keys ----------------------------------------------------------------- */

/* Letters of any script, digits, and - . _ / between them. */
static int
take_id(struct reading *rd)
{
	const char *s = text_of(rd);
	size_t n, at, used;
	uint32_t cp;

	if (s == NULL)
		return -1;
	n = strlen(s);
	for (at = 0; at < n; at += used) {
		cp = utf8_decode(s + at, n - at, &used);
		if (cp <= ' ' || (cp < 0x80 && strchr("-._/", (int)cp) == NULL
		    && !(cp >= '0' && cp <= '9') &&
		    !((cp | 32) >= 'a' && (cp | 32) <= 'z')) ||
		    utf8_is_control(cp) || utf8_is_bidi_control(cp))
			return fault(rd, "\"%s\" may hold letters, digits and "
			    "- . _ /", s);
	}
	if (n > LIMIT_NAME_BYTES)
		return fault(rd, "%zu bytes are too many; at most %d", n,
		    LIMIT_NAME_BYTES);
	rd->rules->id = s;
	return 0;
}

static int
take_kind(struct reading *rd)
{
	const char *s = text_of(rd);
	struct nearest near = { s, NULL, 0 };
	int kind;

	if (s == NULL)
		return -1;
	for (kind = 0; kind < KIND_COUNT; kind++) {
		if (strcmp(s, record_kind_str((enum item_kind)kind)) == 0)
			break;
		nearest_try(&near, record_kind_str((enum item_kind)kind));
	}
	if (strcmp(s, "followup") == 0)
		kind = KIND_FOLLOWUP;
	else if (strcmp(s, "signoff") == 0)
		kind = KIND_SIGNOFF;
	if (kind == KIND_COUNT)
		return fault(rd, "\"%s\" is no kind%s%s%s", s,
		    near.best != NULL ? "; did you mean " : "; one of task, "
		    "metric, trigger, procedure, follow-up, contact, "
		    "sign-off, choice, conditional, group",
		    near.best != NULL ? near.best : "",
		    near.best != NULL ? "?" : "");
	rd->rules->kind = kind;
	rd->rules->given |= RULES_KIND;
	return 0;
}

static int
take_owner(struct reading *rd)
{
	return read_text(rd, &rd->rules->owner);
}

static int
take_role(struct reading *rd)
{
	return read_text(rd, &rd->rules->role);
}

static int
take_when(struct reading *rd)
{
	return read_text(rd, &rd->rules->when);
}

static int
take_target(struct reading *rd)
{
	struct target *t;
	const char *why = NULL;

	if (read_text(rd, &rd->rules->target) != 0)
		return -1;
	if (target_parse_directive(rd->arena, rd->rules->target, &t,
	    &why) != 0)
		return fault(rd, "\"%s\": %s", rd->rules->target, why);
	return 0;
}

static int
take_metric(struct reading *rd)
{
	return read_text(rd, &rd->rules->metric);
}

/* "95", "p95" or "95th": kept as the number. */
static int
take_percentile(struct reading *rd)
{
	const char *s = text_of(rd);
	size_t n;

	if (s == NULL)
		return -1;
	if (*s == 'p' || *s == 'P')
		s++;
	n = strspn(s, "0123456789.");
	if (n == 0 || (s[n] != '\0' && strcmp(s + n, "th") != 0))
		return fault(rd, "\"%s\" is no percentile; write for example "
		    "95", rd->v->text);
	rd->rules->percentile = arena_strndup(rd->arena, s, n);
	return 0;
}

/* Per cent, with or without the sign. */
static int
take_tolerance(struct reading *rd)
{
	const char *s = text_of(rd);
	size_t n;

	if (s == NULL)
		return -1;
	n = strspn(s, "0123456789.");
	if (n == 0 || s[n + strspn(s + n, " %")] != '\0')
		return fault(rd, "\"%s\" is no percentage; write for example "
		    "5", s);
	rd->rules->tolerance = arena_strndup(rd->arena, s, n);
	return 0;
}

static int
take_lower(struct reading *rd)
{
	bool lower;

	if (read_bool(rd, &lower) != 0)
		return -1;
	rd->rules->lower_better = lower;
	rd->rules->given |= RULES_LOWER;
	return 0;
}

static int
take_max_age(struct reading *rd)
{
	if (read_span(rd, &rd->rules->max_age, RULES_MAX_AGE) != 0)
		return -1;
	if (rd->rules->max_age == 0)
		return fault(rd, "no evidence is that young; leave it out "
		    "where age does not matter");
	return 0;
}

static int
take_due(struct reading *rd)
{
	return read_span(rd, &rd->rules->due, RULES_DUE);
}

static const struct {
	const char	*word;
	unsigned	 bit;
} proofs[] = {
	{ "attachment", REQUIRE_ATTACHMENT },
	{ "metric", REQUIRE_METRIC },
	{ "command", REQUIRE_COMMAND },
	{ "statement", REQUIRE_STATEMENT },
};

/* Walk a word or a list of words with take; all are tried. */
static int
each_word(struct reading *rd, int (*take)(struct reading *, const char *))
{
	const struct value *whole = rd->v, *v;
	int rc = 0;

	if (whole->kind != VALUE_ARRAY) {
		v = rd->v;
		return text_of(rd) == NULL ? -1 : take(rd, v->text);
	}
	for (v = whole->first; v != NULL; v = v->next) {
		rd->v = v;
		if (text_of(rd) == NULL || take(rd, v->text) != 0)
			rc = -1;
	}
	rd->v = whole;
	return rc;
}

static int
add_require(struct reading *rd, const char *word)
{
	struct nearest near = { word, NULL, 0 };
	size_t i;

	for (i = 0; i < sizeof(proofs) / sizeof(proofs[0]); i++) {
		if (strcmp(word, proofs[i].word) == 0) {
			rd->rules->require |= proofs[i].bit;
			return 0;
		}
		nearest_try(&near, proofs[i].word);
	}
	return fault(rd, "\"%s\" is no sort of proof; attachment, metric, "
	    "command or statement%s%s%s", word,
	    near.best != NULL ? "; did you mean " : "",
	    near.best != NULL ? near.best : "",
	    near.best != NULL ? "?" : "");
}

static int
take_require(struct reading *rd)
{
	rd->rules->require = 0;
	rd->rules->given |= RULES_REQUIRE;
	return each_word(rd, add_require);
}

static int
add_control(struct reading *rd, const char *word)
{
	struct rules *r = rd->rules;

	r->controls[r->control_count++] = word;
	return 0;
}

static int
take_controls(struct reading *rd)
{
	rd->rules->controls = arena_array(rd->arena, rd->v->count + 1,
	    sizeof(*rd->rules->controls));
	rd->rules->control_count = 0;
	rd->rules->given |= RULES_CONTROLS;
	return each_word(rd, add_control);
}

/* Every item is required; one that is not always is conditional. */
static int
take_required(struct reading *rd)
{
	bool required;

	if (read_bool(rd, &required) != 0)
		return -1;
	if (!required)
		return fault(rd, "false is not taken; say when the item "
		    "counts with when: NAME");
	return 0;
}

static const struct {
	const char	*key;
	int		(*take)(struct reading *);
} keys[] = {
	{ "id", take_id },
	{ "kind", take_kind },
	{ "owner", take_owner },
	{ "role", take_role },
	{ "max_age", take_max_age },
	{ "due", take_due },
	{ "require", take_require },
	{ "target", take_target },
	{ "metric", take_metric },
	{ "percentile", take_percentile },
	{ "tolerance", take_tolerance },
	{ "lower_is_better", take_lower },
	{ "when", take_when },
	{ "controls", take_controls },
	{ "required", take_required },
};

static int
unknown(struct reading *rd)
{
	struct nearest near = { rd->key, NULL, 0 };
	size_t i;

	for (i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		nearest_try(&near, keys[i].key);
	if (near.best == NULL)
		return fault(rd, "unknown key of a directive");
	return fault(rd, "unknown key of a directive; did you mean %s?",
	    near.best);
}

int
rules_parse(struct arena *a, const struct value *data, const char *file,
    struct rules *rules, struct diag *diag)
{
	struct reading rd = { a, file, rules, diag, "a directive", data };
	const struct value *v;
	size_t i;
	int rc = 0;

	if (data->kind != VALUE_OBJECT)
		return fault(&rd, "{key: value} is wanted; a word names a "
		    "block, and blocks belong to layouts");
	rules->line = data->line;
	for (v = data->first; v != NULL; v = v->next) {
		rd.v = v;
		rd.key = v->key;
		if (strncmp(v->key, "x-", 2) == 0)
			continue;
		for (i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
			if (strcmp(v->key, keys[i].key) == 0)
				break;
		if ((i < sizeof(keys) / sizeof(keys[0]) ? keys[i].take(&rd) :
		    unknown(&rd)) != 0)
			rc = -1;
	}
	return rc;
}

void
rules_inherit(struct rules *in, const struct rules *out)
{
	unsigned want = out->given & ~in->given;

	if (in->owner == NULL)
		in->owner = out->owner;
	if (in->role == NULL)
		in->role = out->role;
	if (in->when == NULL)
		in->when = out->when;
	if (in->target == NULL)
		in->target = out->target;
	if (in->metric == NULL)
		in->metric = out->metric;
	if (in->percentile == NULL)
		in->percentile = out->percentile;
	if (in->tolerance == NULL)
		in->tolerance = out->tolerance;
	if ((want & RULES_KIND) != 0)
		in->kind = out->kind;
	if ((want & RULES_MAX_AGE) != 0)
		in->max_age = out->max_age;
	if ((want & RULES_DUE) != 0)
		in->due = out->due;
	if ((want & RULES_REQUIRE) != 0)
		in->require = out->require;
	if ((want & RULES_LOWER) != 0)
		in->lower_better = out->lower_better;
	if ((want & RULES_CONTROLS) != 0) {
		in->controls = out->controls;
		in->control_count = out->control_count;
	}
	in->given |= want;
	if (in->line == 0)
		in->line = out->line;
}
