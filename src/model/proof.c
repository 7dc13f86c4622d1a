/* Proof: from one evidence file to the state of its item. */
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/table.h"
#include "model/inquiry.h"
#include "model/proof.h"
#include "model/record.h"
#include "model/target.h"
#include "model/units.h"

static void
set_missing(struct inquiry *q, struct item *item)
{
	inquiry_set(q, item, STATE_MISSING, "%s", item->checked ?
	    "ticked in the template, no evidence" : "no evidence");
}

/* "v2.4.0" is "2.4.0"; "sha256:ab" is "ab". */
static const char *
without_prefix(const char *s, const char *prefix)
{
	size_t	n = strlen(prefix);

	return strncmp(s, prefix, n) == 0 ? s + n : s;
}

/* A short commit names the long one it begins. */
static bool
same_commit(const char *a, const char *b)
{
	size_t	n = strlen(a), m = strlen(b), k = n < m ? n : m;

	return k >= 7 ? strncmp(a, b, k) == 0 : n == m && strcmp(a, b) == 0;
}

/* Where evidence and record name different things; both must speak. */
static const char *
other_release(struct inquiry *q, const struct subject *e,
    const struct subject *r)
{
	const char	*member, *is, *want;

	if (e->name != NULL && r->name != NULL &&
	    strcasecmp(e->name, r->name) != 0) {
		member = "", is = e->name, want = r->name;
	} else if (e->version != NULL && r->version != NULL &&
	    strcmp(without_prefix(e->version, "v"),
	    without_prefix(r->version, "v")) != 0) {
		member = "version ", is = e->version, want = r->version;
	} else if (e->commit != NULL && r->commit != NULL &&
	    !same_commit(e->commit, r->commit)) {
		member = "commit ", is = e->commit, want = r->commit;
	} else if (e->digest != NULL && r->digest != NULL &&
	    strcmp(without_prefix(e->digest, "sha256:"),
	    without_prefix(r->digest, "sha256:")) != 0) {
		member = "digest ", is = e->digest, want = r->digest;
	} else if (e->environment != NULL && r->environment != NULL &&
	    strcasecmp(e->environment, r->environment) != 0) {
		member = "environment ";
		is = e->environment, want = r->environment;
	} else
		return NULL;
	return arena_printf(q->arena, "evidence is for %s%s, the record is "
	    "for %s", member, inquiry_line(q, is), inquiry_line(q, want));
}

/* The member that lies in the future, or NULL. */
static const char *
future_member(const struct inquiry *q, const struct evidence *e)
{
	if (inquiry_future(q, e->collected_at))
		return "collected_at";
	if (inquiry_future(q, e->recorded_at))
		return "recorded_at";
	if (inquiry_future(q, e->period_to))
		return "period/to";
	return NULL;
}

bool
proof_usable(struct inquiry *q, struct item *item)
{
	const struct evidence	*e = item->evidence;
	const char		*words;

	if (e == NULL) {
		set_missing(q, item);
	} else if (item->conflict != NULL) {
		inquiry_set(q, item, STATE_INVALID, "two files answer this "
		    "item: %s and %s", inquiry_line(q, e->path),
		    inquiry_line(q, item->conflict->path));
	} else if (e->refused) {
		inquiry_set(q, item, STATE_INVALID, "the evidence is "
		    "refused: %s", e->fault != NULL ?
		    inquiry_line(q, e->fault) : "it cannot be read");
	} else if (e->replaced) {
		inquiry_set(q, item, STATE_INVALID,
		    "the evidence was replaced by another file");
	} else if (e->collected_at == NULL) {
		inquiry_set(q, item, STATE_INVALID,
		    "the evidence does not say when it was collected");
	} else if (!inquiry_says(e->collector.name)) {
		inquiry_set(q, item, STATE_INVALID,
		    "the evidence does not say who collected it");
	} else if ((words = future_member(q, e)) != NULL) {
		inquiry_set(q, item, STATE_INVALID,
		    "%s lies in the future", words);
	} else if (e->signoff != NULL && item->kind != KIND_SIGNOFF) {
		inquiry_set(q, item, STATE_INVALID,
		    "the evidence holds a sign-off, and this item is none");
	} else if (e->has_subject && (words = other_release(q, &e->subject,
	    &q->record->subject)) != NULL) {
		inquiry_set(q, item, STATE_INVALID, "%s", words);
		inquiry_add(q, DIAG_BIND_SUBJECT, item, "/subject");
	} else
		return true;
	return false;
}

/* Why it did not pass, in the author's words. */
static const char *
reason_of(struct inquiry *q, const struct evidence *e)
{
	return inquiry_line(q, inquiry_says(e->reason) ? e->reason :
	    inquiry_says(e->summary) ? e->summary : "no reason is given");
}

bool
proof_status(struct inquiry *q, struct item *item)
{
	const struct evidence	*e = item->evidence;

	switch (e->status) {
	case EVIDENCE_ABSENT:
	case EVIDENCE_PASS:
		return false;
	case EVIDENCE_FAIL:
		inquiry_set(q, item, STATE_FAIL, "failed: %s",
		    reason_of(q, e));
		return true;
	case EVIDENCE_ERROR:
		inquiry_set(q, item, STATE_FAIL,
		    "could not be determined: %s", reason_of(q, e));
		return true;
	case EVIDENCE_BLOCKED:
		inquiry_set(q, item, STATE_FAIL, "blocked: %s",
		    reason_of(q, e));
		return true;
	case EVIDENCE_NOT_APPLICABLE:
		if (inquiry_says(e->reason))
			inquiry_set(q, item, STATE_NOT_APPLICABLE,
			    "not applicable: %s (%s)", reason_of(q, e),
			    inquiry_line(q, e->collector.name));
		else
			inquiry_set(q, item, STATE_INVALID,
			    "not applicable, but no reason is given");
		return true;
	}
	return true;
}

void
proof_age(struct inquiry *q, struct item *item)
{
	const struct evidence	*e = item->evidence;
	const struct instant	*from;
	int64_t			 age;

	if (item->state != STATE_PASS && item->state != STATE_NOT_APPLICABLE)
		return;
	if (e->expires_at != NULL &&
	    q->reference->sec >= e->expires_at->sec) {
		inquiry_set(q, item, STATE_STALE, "the evidence expired on %s",
		    inquiry_time(q, e->expires_at));
		inquiry_add(q, DIAG_BIND_EXPIRED, item, "/expires_at");
		return;
	}
	/* What it is about may be older than the file. */
	from = e->collected_at;
	if (e->period_to != NULL && e->period_to->sec < from->sec)
		from = e->period_to;
	age = q->reference->sec - from->sec;
	if (item->max_age > 0 && age > item->max_age) {
		inquiry_set(q, item, STATE_STALE,
		    "evidence %s %s old%s, %s allowed",
		    q->reference == q->now ? "is" : "was",
		    inquiry_span(q, age), q->reference == q->now ? "" :
		    " at the finish", inquiry_span(q, item->max_age));
		inquiry_add(q, DIAG_BIND_STALE, item, from == e->collected_at ?
		    "/collected_at" : "/period/to");
	}
}

/* An empty file proves nothing. */
static bool
has_attachment(const struct evidence *e)
{
	const struct attachment	*at;

	for (at = e->attachments; at != NULL; at = at->next)
		if (at->size > 0)
			return true;
	return false;
}

/* The first sort of proof the item asks for and does not get. */
static const char *
lacking(const struct item *item)
{
	const struct evidence	*e = item->evidence;

	if ((item->require & REQUIRE_ATTACHMENT) && !has_attachment(e))
		return e->attachments == NULL ? "an attachment" :
		    "an attachment that is not empty";
	if ((item->require & REQUIRE_METRIC) && e->measures == NULL)
		return "a measurement";
	if ((item->require & REQUIRE_COMMAND) &&
	    (!inquiry_says(e->command) || !e->has_exit_code))
		return "a command with its exit code";
	if ((item->require & REQUIRE_STATEMENT) &&
	    !inquiry_says(e->summary) && !inquiry_says(e->observed) &&
	    e->notes == NULL)
		return "a statement (summary, observed or notes)";
	return NULL;
}

void
proof_require(struct inquiry *q, struct item *item)
{
	const char	*what;

	if (item->state != STATE_PASS || (what = lacking(item)) == NULL)
		return;
	inquiry_set(q, item, STATE_INVALID, "%s is required, none is given",
	    what);
	inquiry_add(q, DIAG_BIND_REQUIRE, item, NULL);
}

/* A command that failed under a word that says pass. */
static bool
contradicts_exit(struct inquiry *q, struct item *item)
{
	const struct evidence	*e = item->evidence;

	if (!e->has_exit_code || e->exit_code == 0)
		return false;
	inquiry_set(q, item, STATE_INVALID,
	    "the evidence says pass, but its command ended with status %ld",
	    e->exit_code);
	inquiry_add(q, DIAG_BIND_CONTRADICTION, item, "/exit_code");
	return true;
}

static bool
is_computed(const struct target *t)
{
	return t != NULL && t->op != TARGET_NONE && t->op != TARGET_STATEMENT;
}

/*
 * Hold all measurements against the target.  Of several that can be
 * compared the one that misses it counts.
 */
static const struct measured *
measure(struct inquiry *q, struct item *item, const char **why)
{
	const struct measure	*m = item->evidence->measures;
	struct measured		*first = NULL, *best = NULL, *one;
	const char		*words;

	*why = NULL;
	if (m == NULL)
		first = target_judge(q->arena, item->target, NULL, why);
	for (; m != NULL; m = m->next) {
		one = target_judge(q->arena, item->target, m, &words);
		if (first == NULL) {
			first = one;
			*why = words;
		}
		if (one->known && (best == NULL || (best->met && !one->met)))
			best = one;
	}
	item->measured = best != NULL ? best : first;
	return best;
}

/* Was it held against the value before? */
static bool
has_baseline(const struct measured *m)
{
	return (m->target->op == TARGET_NOT_WORSE ||
	    m->target->op == TARGET_NO_RISE) &&
	    m->measure->baseline_text != NULL;
}

/* A number was measured: met or not, and does the author's word agree? */
static void
decide_measured(struct inquiry *q, struct item *item,
    const struct measured *m)
{
	const struct evidence	*e = item->evidence;
	const char		*words;

	words = arena_printf(q->arena, "measured %s, target %s%s%s",
	    inquiry_line(q, m->value_words), inquiry_line(q,
	    item->target->words), has_baseline(m) ? ", baseline " : "",
	    has_baseline(m) ? inquiry_line(q, units_str(q->arena,
	    m->measure->baseline_text, m->measure->unit)) : "");
	if (e->status == EVIDENCE_NOT_APPLICABLE) {
		inquiry_set(q, item, STATE_INVALID,
		    "the evidence says not applicable, but %s", words);
		inquiry_add(q, DIAG_BIND_CONTRADICTION, item, "/status");
	} else if (!m->met) {
		inquiry_set(q, item, STATE_FAIL, "%s%s",
		    e->status == EVIDENCE_PASS ? "the evidence says pass, "
		    "but " : "", words);
		if (e->status == EVIDENCE_PASS)
			inquiry_add(q, DIAG_BIND_CONTRADICTION, item,
			    "/status");
	} else if (e->status == EVIDENCE_BLOCKED) {
		(void)proof_status(q, item);
	} else if (e->status == EVIDENCE_FAIL || e->status ==
	    EVIDENCE_ERROR) {
		inquiry_set(q, item, STATE_INVALID,
		    "the evidence says %s, but %s", record_status_str(
		    e->status), words);
		inquiry_add(q, DIAG_BIND_CONTRADICTION, item, "/status");
	} else if (!contradicts_exit(q, item)) {
		inquiry_set(q, item, STATE_PASS, "%s%s", words,
		    m->near_miss ? " (near miss)" : "");
	}
}

/* A waiver and nothing else says that there is nothing to show. */
static bool
only_waived(struct inquiry *q, struct item *item)
{
	const struct evidence	*e = item->evidence;

	if (e->waiver == NULL || e->status != EVIDENCE_ABSENT)
		return false;
	inquiry_set(q, item, STATE_MISSING, "no evidence, only a waiver");
	return true;
}

static void
decide_by_number(struct inquiry *q, struct item *item)
{
	const struct measured	*m;
	const char		*why;

	m = measure(q, item, &why);
	if (m != NULL) {
		decide_measured(q, item, m);
	} else if (item->evidence->measures == NULL &&
	    only_waived(q, item)) {
		return;
	} else if (item->evidence->measures != NULL ||
	    !proof_status(q, item)) {
		inquiry_set(q, item, STATE_INVALID, "%s: target %s", why,
		    inquiry_line(q, item->target->words));
		inquiry_add(q, DIAG_BIND_VALUE, item, "/metrics");
	}
}

static void
decide_by_word(struct inquiry *q, struct item *item)
{
	const struct evidence	*e = item->evidence;

	if (proof_status(q, item) || only_waived(q, item))
		return;
	if (e->status == EVIDENCE_ABSENT) {
		inquiry_set(q, item, STATE_INVALID,
		    "the evidence has no status");
		return;
	}
	if (contradicts_exit(q, item))
		return;
	inquiry_set(q, item, STATE_PASS, "passed, says %s",
	    inquiry_line(q, e->collector.name));
}

void
proof_task(struct inquiry *q, struct item *item)
{
	if (!proof_usable(q, item))
		return;
	if (is_computed(item->target))
		decide_by_number(q, item);
	else
		decide_by_word(q, item);
	proof_require(q, item);
	proof_age(q, item);
}

void
proof_metric(struct inquiry *q, struct item *item)
{
	static const char	words[] =
	    "the target cannot be computed: add a directive";
	const char		*why;

	if (item->target != NULL && item->target->op != TARGET_NONE) {
		proof_task(q, item);
		return;
	}
	if (!proof_usable(q, item)) {
		if (item->state == STATE_MISSING)
			inquiry_set(q, item, STATE_MISSING, "%s; %s",
			    item->why, words);
		return;
	}
	/* What was measured is shown, though nothing can be said of it. */
	if (item->target != NULL)
		(void)measure(q, item, &why);
	inquiry_set(q, item, STATE_INVALID, "%s", words);
	inquiry_add(q, DIAG_BIND_TARGET, item, NULL);
}

/* The values that say something, by the slug of their names. */
static struct table *
values_by_slug(struct inquiry *q, const struct evidence *e)
{
	struct table	*t = table_new(q->scratch, 0);
	struct pair	*p;

	for (p = e->values; p != NULL; p = p->next)
		if (inquiry_says(p->value))
			(void)table_add(t, inquiry_slug(q->scratch, p->name),
			    p);
	return t;
}

/*
 * The placeholders "[Name, Phone, Email]" of the text that have no value
 * go to open; returns how many there are at all.
 */
static size_t
open_placeholders(struct inquiry *q, const struct item *item,
    struct buf *open)
{
	struct table	*values = values_by_slug(q, item->evidence);
	const char	*s, *name;
	size_t		 n, asked = 0;

	s = item->text != NULL ? strchr(item->text, '[') : NULL;
	while (s != NULL && *s != '\0') {
		if (*s == ']') {
			s = strchr(s, '[');
			continue;
		}
		s++;
		n = strcspn(s, ",]");
		name = inquiry_slug(q->scratch,
		    arena_strndup(q->scratch, s, n));
		s += n;
		if (*name == '\0')
			continue;
		asked++;
		if (table_find(values, name) == NULL) {
			buf_adds(open, open->len > 0 ? ", " : "");
			buf_adds(open, name);
		}
	}
	return asked;
}

void
proof_contact(struct inquiry *q, struct item *item)
{
	const struct evidence	*e;
	struct buf		 open = BUF_INIT;
	size_t			 asked;

	if (!proof_usable(q, item))
		return;
	e = item->evidence;
	if (!proof_status(q, item)) {
		asked = open_placeholders(q, item, &open);
		if (open.len > 0)
			inquiry_set(q, item, STATE_MISSING, "not given: %s",
			    inquiry_line(q, open.data));
		else if (asked == 0 && e->values == NULL &&
		    e->status != EVIDENCE_PASS)
			inquiry_set(q, item, STATE_MISSING,
			    "no values are given");
		else if (!contradicts_exit(q, item))
			inquiry_set(q, item, STATE_PASS, "given by %s",
			    inquiry_line(q, e->collector.name));
		buf_clear(&open);
	}
	proof_require(q, item);
	proof_age(q, item);
}

/*
 * A number beside the word that the trigger is absent: a target of a
 * directive is what is wanted, a threshold of the text what sets it off.
 */
static void
check_trigger(struct inquiry *q, struct item *item)
{
	const struct measure	*m;
	const struct target	*t = item->target;
	const struct measured	*one;
	const char		*why;
	bool			 wanted = is_computed(t);

	if (!wanted && item->evidence->measures != NULL && item->text != NULL)
		t = target_parse(q->arena, item->text, true);
	if (!is_computed(t))
		return;
	for (m = item->evidence->measures; m != NULL; m = m->next) {
		one = target_judge(q->arena, t, m, &why);
		if (!one->known || one->met == wanted)
			continue;
		inquiry_set(q, item, STATE_INVALID, "the evidence says "
		    "absent, but measured %s, %s %s",
		    inquiry_line(q, one->value_words), wanted ? "wanted is" :
		    "the trigger is", inquiry_line(q, t->words));
		inquiry_add(q, DIAG_BIND_CONTRADICTION, item, "/metrics");
		return;
	}
}

void
proof_trigger(struct inquiry *q, struct item *item)
{
	if (!proof_usable(q, item))
		return;
	decide_by_word(q, item);
	if (item->state == STATE_PASS) {
		inquiry_set(q, item, STATE_PASS, "checked and absent, says "
		    "%s", inquiry_line(q, item->evidence->collector.name));
		check_trigger(q, item);
	} else if (item->evidence->status == EVIDENCE_FAIL)
		inquiry_set(q, item, STATE_FAIL, "present: roll back (%s)",
		    reason_of(q, item->evidence));
	proof_require(q, item);
	proof_age(q, item);
}
