/* Approvals: one sign-off after another, then the policy over them all. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/people.h"
#include "base/person.h"
#include "base/table.h"
#include "model/approval.h"
#include "model/inquiry.h"
#include "model/keyring.h"
#include "model/policy.h"
#include "model/proof.h"
#include "model/record.h"
#include "model/scope.h"

static void
break_policy(struct inquiry *q, struct item *item, const char *words)
{
	inquiry_set(q, item, STATE_INVALID, "%s", words);
	item->standing = SIGNOFF_NONE;
	inquiry_add(q, DIAG_BIND_POLICY, item, "/signoff");
}

/* Does the slug hold the words of the other?  A beginning of a word will
 * do where it is long enough to say something. */
static bool
holds_slug(const char *slug, const char *words)
{
	const char	*at;
	size_t		 n = strlen(words);

	for (at = slug; n > 0 && (at = strstr(at, words)) != NULL; at++)
		if ((at == slug || at[-1] == '-') &&
		    (n >= 4 || at[n] == '\0' || at[n] == '-'))
			return true;
	return false;
}

/*
 * The role signed as, against the one the line asks for: that of its
 * directive, else its label, of which either may be the longer one.
 */
static const char *
role_fault(struct inquiry *q, const struct item *item)
{
	const struct signoff	*s = item->evidence->signoff;
	const char		*role, *label, *signed_as;

	signed_as = inquiry_says(s->role) ? inquiry_line(q, s->role) :
	    "nobody";
	if (item->role != NULL && !people_same(item->role, s->role))
		return arena_printf(q->arena, "signed as %s, asked for is %s",
		    signed_as, inquiry_line(q, item->role));
	if (item->role != NULL || item->label == NULL)
		return NULL;
	label = inquiry_slug(q->scratch, item->label);
	role = inquiry_slug(q->scratch, s->role != NULL ? s->role : "");
	if (*label == '\0' || holds_slug(label, role) ||
	    holds_slug(role, label))
		return NULL;
	return arena_printf(q->arena, "signed as %s, the line is for %s",
	    signed_as, inquiry_line(q, item->label));
}

/* What the sign-off itself lacks, whatever it was given for; or NULL. */
static const char *
fault(struct inquiry *q, const struct item *item)
{
	const struct evidence	*e = item->evidence;
	const struct signoff	*s = e->signoff;
	const char		*words;

	if (s == NULL)
		return "the evidence holds no sign-off";
	if (!people_named(s->name))
		return "the sign-off names nobody";
	if (s->signed_at == NULL)
		return "the sign-off has no time";
	if (inquiry_future(q, s->signed_at))
		return "the sign-off is dated in the future";
	if (e->status == EVIDENCE_NOT_APPLICABLE)
		return "a sign-off cannot be declared not applicable";
	if ((e->status != EVIDENCE_ABSENT && e->status != EVIDENCE_PASS) &&
	    s->decision != DECISION_REJECT)
		return arena_printf(q->arena, "the evidence says %s, but the "
		    "decision is to approve", record_status_str(e->status));
	if (e->status == EVIDENCE_PASS && s->decision == DECISION_REJECT)
		return "the evidence says pass, but the decision is to reject";
	if ((words = role_fault(q, item)) != NULL)
		return words;
	/* 21 CFR 11.70: a signature belongs to what was signed. */
	if (s->template_sha256[0] == '\0' || s->record_sha256[0] == '\0')
		return "the sign-off does not say what was signed";
	return NULL;
}

/* How the sign-off is one of these people; NULL where it is not. */
static const char *
signs_for(const struct signoff *s, const char *people)
{
	if (people_shared(s->name, people, false) ||
	    people_shared(s->id, people, false))
		return "the approver is the deployer";
	if (people_shared(s->delegated_for, people, false))
		return "the approver signs for the deployer "
		    "(\"delegated_for\")";
	return NULL;
}

/* Who deployed does not approve; nor does anyone in the deployer's name. */
static void
check_deployer(struct inquiry *q, struct item *item)
{
	const struct record	*r = q->record;
	const struct signoff	*s = item->evidence->signoff;
	const char		*how;

	if (!r->policy.approver_not_deployer || item->state != STATE_PASS)
		return;
	if ((how = signs_for(s, policy_deployer(r))) != NULL) {
		break_policy(q, item, how);
		return;
	}
	if (!people_named(r->deployed_by)) {
		if (r->started_at != NULL || r->finished_at != NULL)
			break_policy(q, item, "the record does not say who "
			    "deployed, so the approver cannot be told apart");
		return;
	}
	if ((how = signs_for(s, r->deployed_by)) != NULL)
		break_policy(q, item, how);
}

static void
decide_one(struct inquiry *q, struct scope *scope, struct item *item)
{
	const struct signoff	*s;
	const char		*words, *by;
	int			 code;

	item->standing = SIGNOFF_NONE;
	if (!proof_usable(q, item)) {
		if (item->state == STATE_MISSING)
			inquiry_set(q, item, STATE_MISSING, "not signed");
		return;
	}
	if ((words = fault(q, item)) != NULL) {
		break_policy(q, item, words);
		return;
	}
	if ((words = keyring_fault(q, item, &code)) != NULL) {
		inquiry_set(q, item, STATE_INVALID, "%s", words);
		inquiry_add(q, code, item, "/signoff");
		return;
	}
	s = item->evidence->signoff;
	by = inquiry_line(q, s->name);
	if (s->decision == DECISION_REJECT) {
		item->standing = SIGNOFF_REJECTED;
		inquiry_set(q, item, STATE_FAIL, "rejected by %s%s%s", by,
		    inquiry_says(s->comment) ? ": " : "",
		    inquiry_line(q, s->comment));
		return;
	}
	item->changes = scope_changes(scope, s);
	if (item->changes != NULL) {
		item->standing = SIGNOFF_VOID;
		inquiry_set(q, item, STATE_INVALID,
		    "void, the record changed since %s signed: %s", by,
		    item->changes->words);
		inquiry_add(q, DIAG_BIND_VOID, item, "/signoff");
		return;
	}
	if (s->decision == DECISION_CONDITIONS) {
		item->standing = SIGNOFF_CONDITIONS;
		inquiry_set(q, item, STATE_PASS, "approved by %s with %zu "
		    "condition%s", by, s->condition_count,
		    s->condition_count == 1 ? "" : "s");
	} else {
		item->standing = SIGNOFF_VALID;
		inquiry_set(q, item, STATE_PASS, "approved by %s", by);
	}
	proof_require(q, item);
	proof_age(q, item);
	if (item->state != STATE_PASS)
		item->standing = SIGNOFF_NONE;
	check_deployer(q, item);
}

static const struct instant *
signed_at(const struct item *item)
{
	const struct evidence	*e = item->evidence;

	return e == NULL || e->refused || e->signoff == NULL ? NULL :
	    e->signoff->signed_at;
}

/*
 * Technical before business: no business sign-off is older than the last
 * technical one, nor there while a technical one that is needed is not.
 */
static void
check_order(struct inquiry *q, struct item *const *all, size_t n)
{
	const struct item	*last = NULL, *absent = NULL;
	const struct instant	*at;
	size_t			 i;

	for (i = 0; i < n; i++) {
		if (policy_is_late(all[i]))
			continue;
		at = signed_at(all[i]);
		if (at == NULL && absent == NULL)
			absent = all[i];
		else if (at != NULL && (last == NULL ||
		    at->sec > signed_at(last)->sec))
			last = all[i];
	}
	if (q->record->policy.need > 0)
		absent = NULL;
	for (i = 0; i < n; i++) {
		if (all[i]->state != STATE_PASS || !policy_is_late(all[i]))
			continue;
		if (absent != NULL)
			break_policy(q, all[i], arena_printf(q->arena,
			    "signed before the technical side: %s is not "
			    "given", absent->id));
		else if (last != NULL && signed_at(all[i])->sec <
		    signed_at(last)->sec)
			break_policy(q, all[i], arena_printf(q->arena,
			    "signed on %s, before the technical side: %s",
			    inquiry_time(q, signed_at(all[i])), last->id));
	}
}

/* Was this name or id there before?  Each is found by two keys of it. */
static bool
is_known(struct inquiry *q, struct table *seen, const char *kind,
    const char *name)
{
	struct buf	key = BUF_INIT;
	bool		known = false;
	int		sorted;

	for (sorted = 0; name != NULL && sorted < 2; sorted++) {
		buf_rewind(&key);
		buf_printf(&key, "%s %d ", kind, sorted);
		person_key(&key, name, strlen(name), sorted == 1);
		known = table_add(seen, arena_strdup(q->scratch, key.data),
		    seen) != NULL || known;
	}
	buf_clear(&key);
	return known;
}

/* How many people gave the sign-offs that stand: who signs in two roles
 * is still one pair of eyes. */
static size_t
count_people(struct inquiry *q, struct item *const *all, size_t n)
{
	struct table		*seen = table_new(q->scratch, n);
	const struct signoff	*s;
	size_t			 count = 0, i;
	bool			 known;

	for (i = 0; i < n; i++) {
		if (all[i]->state != STATE_PASS)
			continue;
		s = all[i]->evidence->signoff;
		known = is_known(q, seen, "name", s->name);
		if (people_named(s->id))
			known = is_known(q, seen, "id", s->id) || known;
		count += !known;
	}
	return count;
}

/* N of M: once enough are given, those not given are not needed. */
static void
check_need(struct inquiry *q, struct item *const *all, size_t n)
{
	size_t	need = q->record->policy.need, given, i;

	given = q->record->approvers = count_people(q, all, n);
	if (need == 0 || given < need)
		return;
	for (i = 0; i < n; i++)
		if (all[i]->state == STATE_MISSING)
			inquiry_set(q, all[i], STATE_NOT_APPLICABLE,
			    "not needed: %zu of %zu sign-offs are asked for, "
			    "%zu are given", need, n, given);
}

/* Follow-up evidence that a sign-off in force has not seen. */
static void
mark_later(struct inquiry *q, struct item *const *all, size_t n)
{
	const struct record	*r = q->record;
	const struct evidence	*e;
	int64_t			 first = INT64_MAX;
	size_t			 i;

	for (i = 0; i < n; i++)
		if (all[i]->state == STATE_PASS &&
		    signed_at(all[i])->sec < first)
			first = signed_at(all[i])->sec;
	for (i = 0; i < r->item_count; i++) {
		e = r->items[i]->evidence;
		r->items[i]->after_signoff = e != NULL && !e->refused &&
		    r->items[i]->kind != KIND_SIGNOFF &&
		    e->collected_at != NULL && (e->collected_at->sec > first ||
		    (e->recorded_at != NULL && e->recorded_at->sec > first));
	}
}

void
approval_decide(struct inquiry *q)
{
	const struct record	*r = q->record;
	struct scope		*scope;
	struct item		**all;
	size_t			 n = 0, i;

	q->record->approvers = 0;
	all = arena_array(q->scratch, r->item_count, sizeof(*all));
	for (i = 0; i < r->item_count; i++)
		if (r->items[i]->kind == KIND_SIGNOFF &&
		    r->items[i]->state == STATE_UNDECIDED)
			all[n++] = r->items[i];
	if (n == 0)
		return;
	scope = scope_new(q);
	for (i = 0; i < n; i++)
		decide_one(q, scope, all[i]);
	keyring_shared(q, all, n);
	if (r->policy.ordered)
		check_order(q, all, n);
	check_need(q, all, n);
	mark_later(q, all, n);
}
