/* Evidence: one file through gate and table, then the rules between
 * its members. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/decimal.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/value.h"
#include "intake/evidence.h"
#include "intake/evidence_table.h"
#include "intake/json.h"
#include "intake/markdown.h"
#include "intake/scalar.h"
#include "intake/schema.h"
#include "intake/keymark.h"
#include "model/record.h"

/* Longer text of the input is not repeated in a finding. */
#define SHOWN_MAX	64

/* One file while its rules are held against it. */
struct file {
	struct schema		*s;
	const struct value	*root;
	struct evidence		*ev;
};

static void
check_schema(struct file *f)
{
	const struct value	*v = value_get(f->root, "schema");

	if (v != NULL && v->kind != VALUE_STRING)
		return;		/* the table has said so */
	if (v == NULL)
		schema_fault(f->s, DIAG_EVIDENCE_SCHEMA, f->root, "/schema",
		    "the member \"schema\" is absent; write \"schema\": "
		    "\"dossier/evidence/v1\"");
	else if (strcmp(v->text, "dossier/evidence/v1") != 0)
		schema_fault(f->s, DIAG_EVIDENCE_SCHEMA, v, "/schema",
		    "the schema \"%s\" is not known here; allowed: "
		    "\"dossier/evidence/v1\"", strlen(v->text) >
		    SHOWN_MAX ? "..." : v->text);
}

static void
check_status(struct file *f)
{
	static const char *const	words[] = {
		[EVIDENCE_ABSENT] = "",
		[EVIDENCE_PASS] = "pass",
		[EVIDENCE_FAIL] = "fail",
		[EVIDENCE_ERROR] = "error",
		[EVIDENCE_NOT_APPLICABLE] = "not_applicable",
		[EVIDENCE_BLOCKED] = "blocked",
	};
	const struct value		*v = value_get(f->root, "status");
	unsigned			 i;

	if (v == NULL) {
		if (value_get(f->root, "metrics") == NULL &&
		    value_get(f->root, "values") == NULL &&
		    value_get(f->root, "signoff") == NULL &&
		    value_get(f->root, "waiver") == NULL)
			schema_fault(f->s, DIAG_EVIDENCE_MISSING_MEMBER,
			    f->root, "/status", "evidence needs the member "
			    "\"status\" (pass, fail, error, not_applicable, "
			    "blocked), unless metrics, values or signoff "
			    "decide, or a waiver says that there is none");
		return;
	}
	if (v->kind != VALUE_STRING)
		return;
	for (i = 1; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(v->text, words[i]) == 0)
			f->ev->status = (enum evidence_status)i;
	if (f->ev->status > EVIDENCE_PASS && f->ev->reason == NULL)
		schema_fault(f->s, DIAG_EVIDENCE_REASON, v, "/reason",
		    "status \"%s\" needs a \"reason\" that says why",
		    words[f->ev->status]);
}

static void
check_exit_code(struct file *f)
{
	const struct value	*v = value_get(f->root, "exit_code");

	if (v == NULL || v->kind != VALUE_NUMBER ||
	    scalar_integer(v->text) != NULL)
		return;
	f->ev->exit_code = strtol(v->text, NULL, 10);	/* below 1e15 */
	f->ev->has_exit_code = true;
	if (f->ev->exit_code < INT32_MIN || f->ev->exit_code > INT32_MAX)
		schema_fault(f->s, DIAG_EVIDENCE_VALUE, v, "/exit_code",
		    "%s: no command ends with such a status", v->text);
}

static void
check_period(struct file *f)
{
	const struct evidence	*ev = f->ev;
	const struct value	*v = value_get(f->root, "period");

	if (ev->period_from != NULL && ev->period_to != NULL &&
	    ev->period_from->sec > ev->period_to->sec)
		schema_fault(f->s, DIAG_EVIDENCE_VALUE, v, "/period",
		    "the period ends before it begins");
	v = value_get(f->root, "duration_ms");
	if (ev->duration_ms != NULL && ev->duration_ms[0] == '-')
		schema_fault(f->s, DIAG_EVIDENCE_VALUE, v, "/duration_ms",
		    "%s: a duration is not below zero", ev->duration_ms);
}

/* "95", "p95", "95th" -> "95"; NULL where it is no percentile. */
static const char *
percentile(struct arena *a, const char *text)
{
	const char	*s = text + (*text == 'p' || *text == 'P');
	size_t		 n = strspn(s, "0123456789."), whole;

	whole = strspn(s, "0123456789");
	if (whole == 0 || whole > 2 || n > 8 || s[n - 1] == '.' ||
	    strspn(s + whole + (n > whole), "0123456789") !=
	    n - whole - (n > whole))
		return NULL;
	if (s[n] != '\0' && strcmp(s + n, "th") != 0)
		return NULL;
	return arena_strndup(a, s, n);
}

/* The lexeme is kept as text; whoever judges it parses it again. */
static void
check_decimal(struct file *f, const struct value *v, size_t index,
    const char *text, const char *member)
{
	struct decimal	d;

	if (decimal_parse(text, strlen(text), &d) == 0)
		return;
	schema_fault(f->s, DIAG_EVIDENCE_VALUE, v, arena_printf(f->s->arena,
	    "/metrics/%zu/%s", index, member), "%s has too many digits",
	    text);
}

/* What the table cannot say of one metric. */
static void
check_metric(struct file *f, const struct value *v, size_t index,
    struct measure *m)
{
	const struct value	*value = value_get(v, "value");
	const char		*wrong;

	if (m->value_text != NULL && value->kind == VALUE_NUMBER) {
		check_decimal(f, value, index, m->value_text, "value");
	} else if (m->value_text != NULL) {
		/* A number in quotes is none: only versions are text. */
		m->quoted = true;
		wrong = scalar_version(m->value_text);
		if (wrong != NULL)
			schema_fault(f->s, DIAG_EVIDENCE_VALUE, value,
			    arena_printf(f->s->arena, "/metrics/%zu/value",
			    index), "a measured value is a number without "
			    "quotes; %s", wrong);
	}
	if (m->baseline_text != NULL) {
		m->has_baseline = true;
		check_decimal(f, value_get(v, "baseline"), index,
		    m->baseline_text, "baseline");
	}
	if (m->percentile != NULL) {
		m->percentile = percentile(f->s->arena, m->percentile);
		if (m->percentile == NULL)
			schema_fault(f->s, DIAG_EVIDENCE_VALUE,
			    value_get(v, "percentile"), arena_printf(
			    f->s->arena, "/metrics/%zu/percentile", index),
			    "a percentile is a number from 0 up to 100, such "
			    "as 95 or \"p99.9\"");
	}
	if (m->samples != NULL && m->samples[0] == '-')
		schema_fault(f->s, DIAG_EVIDENCE_VALUE,
		    value_get(v, "samples"), arena_printf(f->s->arena,
		    "/metrics/%zu/samples", index), "%s: a count of samples "
		    "is not below zero", m->samples);
}

static void
check_metrics(struct file *f)
{
	const struct value	*list = value_get(f->root, "metrics"), *v;
	struct measure		*m = f->ev->measures;
	size_t			 i = 0;

	if (list == NULL || list->kind != VALUE_ARRAY)
		return;
	/* The chain skipped what is no object; so does this walk. */
	for (v = list->first; v != NULL && m != NULL; v = v->next, i++) {
		if (v->kind != VALUE_OBJECT)
			continue;
		check_metric(f, v, i, m);
		m = m->next;
	}
}

/* An attachment without a stated size must not be held to be empty. */
static void
check_attachments(struct file *f)
{
	const struct value	*list = value_get(f->root, "attachments"), *v;
	struct attachment	*at = f->ev->attachments;

	if (list == NULL || list->kind != VALUE_ARRAY)
		return;
	for (v = list->first; v != NULL && at != NULL; v = v->next) {
		if (v->kind != VALUE_OBJECT)
			continue;
		if (value_get(v, "size") == NULL)
			at->size = UINT64_MAX;
		at = at->next;
	}
}

static char
fold(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* The same person: blanks at the ends and ASCII case aside. */
static bool
same_person(const char *a, const char *b)
{
	size_t	n, m, i;

	a += strspn(a, " \t\r\n");
	b += strspn(b, " \t\r\n");
	for (n = strlen(a); n > 0 && strchr(" \t\r\n", a[n - 1]) != NULL; n--)
		;
	for (m = strlen(b); m > 0 && strchr(" \t\r\n", b[m - 1]) != NULL; m--)
		;
	if (n != m)
		return false;
	for (i = 0; i < n; i++)
		if (fold(a[i]) != fold(b[i]))
			return false;
	return true;
}

static void
check_waiver(struct file *f)
{
	const struct waiver	*w = f->ev->waiver;
	const struct value	*v = value_get(f->root, "waiver");

	if (w == NULL)
		return;
	if (w->requested_by != NULL && w->approved_by != NULL &&
	    same_person(w->requested_by, w->approved_by))
		schema_fault(f->s, DIAG_EVIDENCE_WAIVER,
		    value_get(v, "approved_by"), "/waiver/approved_by",
		    "the waiver is approved by the one who requested it; "
		    "another person must approve");
	if (w->approved_at != NULL && w->expires_at != NULL &&
	    w->expires_at->sec <= w->approved_at->sec)
		schema_fault(f->s, DIAG_EVIDENCE_WAIVER,
		    value_get(v, "expires_at"), "/waiver/expires_at",
		    "the waiver expires before it was approved");
}

static void
check_signoff(struct file *f)
{
	static const char *const	words[] = {
		[DECISION_APPROVE] = "approve",
		[DECISION_REJECT] = "reject",
		[DECISION_CONDITIONS] = "approve_with_conditions",
	};
	const struct value		*v = value_get(f->root, "signoff");
	struct signoff			*so = f->ev->signoff;
	const char			*word;
	unsigned			 i;

	if (so == NULL)
		return;
	/* Until a word is read: what is not said is no approval. */
	so->decision = DECISION_REJECT;
	word = value_get_str(v, "decision");
	for (i = 0; word != NULL && i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(word, words[i]) == 0)
			so->decision = (enum signoff_decision)i;
	if (so->decision == DECISION_CONDITIONS && so->condition_count == 0)
		schema_fault(f->s, DIAG_EVIDENCE_SIGNOFF, v,
		    "/signoff/conditions", "the decision "
		    "\"approve_with_conditions\" needs \"conditions\" that "
		    "name at least one");
	if (so->decision == DECISION_REJECT && word != NULL &&
	    so->comment == NULL && f->ev->reason == NULL)
		schema_fault(f->s, DIAG_EVIDENCE_SIGNOFF, v,
		    "/signoff/comment", "the decision \"reject\" needs a "
		    "\"comment\" that says why");
}

static void
check_actions(struct file *f)
{
	const struct value	*list = value_get(f->root, "actions"), *v;
	struct action		*ac = f->ev->actions;
	size_t			 i = 0;

	if (list == NULL || list->kind != VALUE_ARRAY)
		return;
	for (v = list->first; v != NULL && ac != NULL; v = v->next, i++) {
		if (v->kind != VALUE_OBJECT)
			continue;
		ac->item = f->ev->item;
		if (ac->owner == NULL || ac->due == NULL)
			schema_fault(f->s, DIAG_EVIDENCE_TICKET_NONE, v,
			    arena_printf(f->s->arena, "/actions/%zu", i),
			    "the action has no %s; nobody will be reminded "
			    "of it", ac->owner == NULL ? ac->due == NULL ?
			    "owner and no due date" : "owner" : "due date");
		ac = ac->next;
	}
}

static void
check_notes(struct file *f)
{
	const struct value	*v = value_get(f->root, "notes");
	struct node		*notes = NULL;
	size_t			 n;

	if (v == NULL || v->kind != VALUE_STRING || schema_is_blank(v->text))
		return;
	n = strlen(v->text);
	if (n > LIMIT_NOTE_BYTES)
		schema_fault(f->s, DIAG_EVIDENCE_NOTES, v, "/notes",
		    "%zu bytes; at most %d are allowed, longer text belongs "
		    "into an attachment", n, LIMIT_NOTE_BYTES);
	else if (markdown_parse(f->s->arena, v->text, n, f->s->file, v->line,
	    &notes, NULL, f->s->diag) != 0)
		schema_fault(f->s, DIAG_EVIDENCE_NOTES, v, "/notes",
		    "the notes are Markdown that breaks a limit");
	else
		f->ev->notes = notes;
}

static void
check_rules(struct file *f)
{
	const struct value	*subject = value_get(f->root, "subject");

	check_schema(f);
	check_status(f);
	check_exit_code(f);
	check_period(f);
	check_metrics(f);
	check_attachments(f);
	check_waiver(f);
	check_signoff(f);
	check_actions(f);
	check_notes(f);
	f->ev->has_subject = subject != NULL &&
	    subject->kind == VALUE_OBJECT && subject->count > 0;
}

/* Never a word of the file itself: it would carry the key further. */
static int
refuse_secret(struct file *f)
{
	struct place	at = { .file = f->s->file };

	f->ev->secret = true;
	diag_add(f->s->diag, DIAG_EVIDENCE_SECRET, &at, "the file holds a private "
	    "key; remove it here and wherever the file was copied, and "
	    "replace the key");
	return -1;
}

static int
parse(struct arena *scratch, const char *text, size_t len, struct file *f)
{
	struct value	*root;
	size_t		 before = diag_mark(f->s->diag);

	if (keymark_in_text(text, len))
		return refuse_secret(f);
	if (json_parse(scratch, text, len, f->s->file, &root,
	    f->s->diag) != 0)
		return -1;
	/* An escape may hide the marker; where there is none, none can. */
	if (memchr(text, '\\', len) != NULL && keymark_in_value(root))
		return refuse_secret(f);
	f->root = root;
	if (schema_bind(f->s, evidence_table_v1(), root, f->ev) == 0 ||
	    root->kind == VALUE_OBJECT)
		check_rules(f);
	return diag_failed_since(f->s->diag, before) ? -1 : 0;
}

static size_t
findings(const struct diag *diag)
{
	return diag_count(diag, DIAG_NOTE) + diag_count(diag, DIAG_WARNING) +
	    diag_count(diag, DIAG_ERROR);
}

/* The first error behind the first skip findings, as one line. */
static const char *
first_fault(struct arena *a, const struct diag *diag, size_t skip)
{
	const struct finding	*f;

	for (f = diag_first(diag); f != NULL; f = f->next) {
		if (skip > 0) {
			skip--;
			continue;
		}
		if (diag_level(f->code) != DIAG_ERROR)
			continue;
		if (f->at.pointer == NULL || f->at.pointer[0] == '\0')
			return arena_strdup(a, f->words);
		return arena_printf(a, "%s at %s", f->words, f->at.pointer);
	}
	return "the file is refused";
}

int
evidence_parse(struct arena *a, struct arena *scratch, struct keep *keep,
    const char *text, size_t len, const char *shown,
    const struct instant *now, struct evidence **out, struct diag *diag)
{
	struct schema	 s = { .arena = a, .keep = keep, .file = shown,
			     .now = now, .diag = diag };
	struct file	 f = { .s = &s };
	size_t		 before = findings(diag);

	arena_reset(scratch);
	*out = f.ev = arena_alloc(a, sizeof(*f.ev));
	f.ev->size = len;
	if (parse(scratch, text, len, &f) == 0)
		return 0;
	evidence_refuse(f.ev, first_fault(a, diag, before));
	return -1;
}

void
evidence_refuse(struct evidence *ev, const char *fault)
{
	struct attachment	**at = &ev->attachments;

	ev->refused = true;
	ev->fault = fault;
	ev->status = EVIDENCE_ABSENT;
	ev->measures = NULL;
	ev->values = NULL;
	ev->notes = NULL;
	ev->waiver = NULL;
	ev->signoff = NULL;
	ev->actions = NULL;
	ev->lesson_kind = ev->lesson_text = NULL;
	/* Attachments it names right are still its own, not leftovers. */
	while (*at != NULL) {
		if ((*at)->path == NULL || (*at)->sha256[0] == '\0')
			*at = (*at)->next;
		else
			at = &(*at)->next;
	}
}
