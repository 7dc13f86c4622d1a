/* Deciding: the rule of each kind, groups and questions, the verdicts. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/ledger.h"
#include "base/people.h"
#include "base/table.h"
#include "model/answer.h"
#include "model/approval.h"
#include "model/inquiry.h"
#include "model/proof.h"
#include "model/record.h"
#include "model/tally.h"
#include "model/target.h"
#include "model/verdict.h"
#include "model/waive.h"

/* Forget an earlier decision; say when the item is due. */
static void
prepare(struct inquiry *q, struct item *item, size_t index)
{
	const struct instant	*finish = q->record->finished_at;
	struct instant		*due;

	item->index = index;
	item->state = item->before_waiver = STATE_UNDECIDED;
	item->why = "";
	item->measured = NULL;
	item->due_at = NULL;
	item->late = item->waiver_expired = item->after_signoff = false;
	item->standing = SIGNOFF_NONE;
	item->changes = NULL;
	if (!item->has_due || finish == NULL)
		return;
	due = arena_alloc(q->arena, sizeof(*due));
	*due = *finish;
	due->sec += item->due_after;
	item->due_at = due;
	item->late = item->evidence != NULL && !item->evidence->refused &&
	    item->evidence->collected_at != NULL &&
	    item->evidence->collected_at->sec > due->sec;
}

/* The stated conditions by their slugs; "RC only" and "rc-only" are one,
 * and where they differ nothing is stated. */
static struct table *
conditions_by_slug(struct inquiry *q)
{
	struct table	*t = table_new(q->scratch, 0);
	struct pair	*p, *first, *both;

	for (p = q->record->conditions; p != NULL; p = p->next) {
		first = table_add(t, inquiry_slug(q->scratch, p->name), p);
		if (first == NULL || first->value == NULL ||
		    strcmp(first->value, p->value) == 0)
			continue;
		both = arena_alloc(q->scratch, sizeof(*both));
		both->name = p->name;
		table_set(t, inquiry_slug(q->scratch, p->name), both);
	}
	return t;
}

static const struct pair *
condition(struct inquiry *q, const struct table *stated, const char *name)
{
	const char	*slug;

	/* "!!" and "??" leave nothing to be compared. */
	slug = name == NULL ? "" : inquiry_slug(q->scratch, name);
	return *slug == '\0' ? NULL : table_find(stated, slug);
}

/* The condition an item hangs on: its own key, or that of a heading. */
static const struct pair *
condition_of(struct inquiry *q, const struct table *stated,
    const struct item *item)
{
	const struct pair	*p;
	const struct section	*s;

	if (item->when != NULL)
		return condition(q, stated, item->when);
	for (s = item->section; s != NULL; s = s->parent) {
		if ((p = condition(q, stated, s->id)) != NULL ||
		    (p = condition(q, stated, s->title)) != NULL)
			return p;
	}
	return NULL;
}

/* Evidence of an item that does not apply decides nothing; it is said. */
static const char *
unheard(struct inquiry *q, const struct item *item)
{
	const struct evidence	*e = item->evidence;

	if (e == NULL)
		return "";
	return arena_printf(q->arena, "; yet there is evidence%s%s",
	    e->status == EVIDENCE_ABSENT ? "" : " that says ",
	    e->status == EVIDENCE_ABSENT ? "" : record_status_str(e->status));
}

/* Does the item's condition hold?  If not, or nobody says, it is decided. */
static bool
holds(struct inquiry *q, const struct table *stated, struct item *item)
{
	const struct pair	*p;
	const char		*key, *value;

	if (item->when == NULL && item->kind != KIND_CONDITIONAL)
		return true;
	key = item->when != NULL ? item->when : item->section != NULL ?
	    item->section->title : "";
	p = condition_of(q, stated, item);
	value = p == NULL || p->value == NULL ? "" : p->value;
	if (strcmp(value, "true") == 0)
		return true;
	if (strcmp(value, "false") == 0)
		inquiry_set(q, item, STATE_NOT_APPLICABLE,
		    "not applicable: the record says that \"%s\" is not so%s",
		    inquiry_line(q, key), unheard(q, item));
	else
		inquiry_set(q, item, STATE_MISSING, "the record does not say "
		    "whether \"%s\" is so", inquiry_line(q, key));
	return false;
}

/* What is to be seen after the deployment is not seen before its end. */
static void
check_after(struct inquiry *q, struct item *item)
{
	const struct instant	*finish = q->record->finished_at;
	const struct instant	*seen = item->evidence->collected_at;

	if (item->state != STATE_PASS)
		return;
	if (finish == NULL) {
		inquiry_set(q, item, STATE_PENDING, "not due: the deployment "
		    "has not finished, so the evidence is too early");
	} else if (seen->sec < finish->sec) {
		inquiry_set(q, item, STATE_STALE, "the evidence is of %s, "
		    "before the deployment finished on %s",
		    inquiry_time(q, seen), inquiry_time(q, finish));
		inquiry_add(q, DIAG_BIND_STALE, item, "/collected_at");
	}
}

static void
decide_followup(struct inquiry *q, struct item *item)
{
	int64_t	late;

	if (item->evidence != NULL)
		proof_task(q, item);
	if (item->evidence != NULL && item->state != STATE_MISSING) {
		check_after(q, item);
		if (item->late && item->state == STATE_PASS)
			inquiry_set(q, item, STATE_PASS, "%s, late: was due "
			    "%s", item->why, inquiry_time(q, item->due_at));
		return;
	}
	if (item->due_at == NULL && q->record->finished_at == NULL) {
		inquiry_set(q, item, STATE_PENDING,
		    "not due: the deployment has not finished");
	} else if (item->due_at == NULL) {
		inquiry_set(q, item, STATE_MISSING,
		    "no evidence; nothing says when it is due");
	} else if (q->now->sec < item->due_at->sec) {
		inquiry_set(q, item, STATE_PENDING, "due %s",
		    inquiry_time(q, item->due_at));
	} else {
		late = q->now->sec - item->due_at->sec;
		inquiry_set(q, item, STATE_OVERDUE,
		    "was due %s, overdue for %s",
		    inquiry_time(q, item->due_at), inquiry_span(q, late));
	}
}

/* Trouble with the file comes before the rule that would excuse it. */
static bool
has_bad_file(struct inquiry *q, struct item *item)
{
	if (item->evidence == NULL ||
	    (!item->evidence->refused && item->conflict == NULL))
		return false;
	return !proof_usable(q, item);
}

static void
decide_by_kind(struct inquiry *q, struct item *item)
{
	switch (item->kind) {
	case KIND_TASK:
	case KIND_CONDITIONAL:
	case KIND_CHOICE:
		proof_task(q, item);
		break;
	case KIND_METRIC:
		proof_metric(q, item);
		break;
	case KIND_TRIGGER:
		proof_trigger(q, item);
		break;
	case KIND_PROCEDURE:
		if (q->record->rollback_used)
			proof_task(q, item);
		else
			inquiry_set(q, item, STATE_NOT_APPLICABLE,
			    "not applicable: no rollback was needed%s",
			    unheard(q, item));
		break;
	case KIND_FOLLOWUP:
		decide_followup(q, item);
		break;
	case KIND_CONTACT:
		proof_contact(q, item);
		break;
	case KIND_GROUP:
	case KIND_SIGNOFF:
	case KIND_COUNT:
		break;
	}
}

/* All items that stand alone; questions, sign-offs, groups come after. */
static void
decide_items(struct inquiry *q)
{
	const struct record	*r = q->record;
	struct table		*stated = conditions_by_slug(q);
	struct item		*item;
	const char		*why;
	size_t			 i;

	for (i = 0; i < r->item_count; i++) {
		item = r->items[i];
		prepare(q, item, i);
		/* A target is shown even where nothing was measured. */
		if (item->target != NULL)
			item->measured = target_judge(q->arena, item->target,
			    NULL, &why);
		if (has_bad_file(q, item) || !holds(q, stated, item))
			continue;
		decide_by_kind(q, item);
	}
}

static int
by_question(const void *p, const void *q)
{
	const struct item	*a = *(struct item *const *)p;
	const struct item	*b = *(struct item *const *)q;

	if (a->choice != b->choice)
		return a->choice < b->choice ? -1 : 1;
	return a->index < b->index ? -1 : a->index > b->index;
}

/* One question: exactly one of its boxes passes, unless that box says
 * itself that something failed. */
static void
decide_question(struct inquiry *q, struct item **box, size_t n)
{
	size_t	given = 0, answered = 0, declined = 0, i;

	for (i = 0; i < n; i++) {
		given += box[i]->state == STATE_PASS;
		answered += box[i]->evidence != NULL;
		declined += box[i]->state == STATE_NOT_APPLICABLE &&
		    box[i]->evidence != NULL && box[i]->when == NULL;
	}
	for (i = 0; i < n; i++) {
		/* What is wrong with a file stays wrong. */
		if (box[i]->state == STATE_INVALID)
			continue;
		if (given == 1 && box[i]->state == STATE_PASS &&
		    answer_is_bad(q->scratch, box[i]->label))
			inquiry_set(q, box[i], STATE_FAIL, "answered: %s",
			    inquiry_line(q, box[i]->label));
		else if (given > 1 && box[i]->state == STATE_PASS)
			inquiry_set(q, box[i], STATE_INVALID,
			    "%zu answers are given to one question", given);
		else if (given > 0 && box[i]->state != STATE_PASS)
			inquiry_set(q, box[i], STATE_NOT_APPLICABLE,
			    "not applicable: another answer is given");
		else if (given == 0 && box[i]->state == STATE_FAIL)
			inquiry_set(q, box[i], STATE_INVALID,
			    "no answer of the question holds: %s",
			    box[i]->why);
		else if (given == 0 && declined == n)
			inquiry_set(q, box[i], STATE_INVALID,
			    "no answer of the question holds: %s",
			    box[i]->why);
		else if (given == 0 && answered == 0 &&
		    box[i]->state != STATE_NOT_APPLICABLE)
			inquiry_set(q, box[i], STATE_MISSING, "%s",
			    box[i]->checked ? "ticked in the template, no "
			    "evidence" : "the question is not answered");
	}
}

static void
decide_questions(struct inquiry *q)
{
	const struct record	*r = q->record;
	struct item		**box;
	size_t			 n = 0, i, from;

	box = arena_array(q->scratch, r->item_count, sizeof(*box));
	for (i = 0; i < r->item_count; i++)
		if (r->items[i]->kind == KIND_CHOICE)
			box[n++] = r->items[i];
	if (n > 1)
		qsort(box, n, sizeof(*box), by_question);
	for (from = 0; from < n; from = i) {
		for (i = from + 1; i < n; i++)
			if (box[i]->choice == 0 ||
			    box[i]->choice != box[from]->choice)
				break;
		decide_question(q, box + from, i - from);
	}
}

/* What the children of one group came to. */
struct children {
	int	worst, before;
	size_t	count, bad;
};

static struct children *
children_of(const struct inquiry *q, struct children *all,
    const struct item *parent)
{
	const struct record	*r = q->record;

	if (parent == NULL || parent->kind != KIND_GROUP ||
	    parent->index >= r->item_count ||
	    r->items[parent->index] != parent)
		return NULL;
	return &all[parent->index];
}

static void
decide_group(struct inquiry *q, struct item *item, struct children *c)
{
	int	own = STATE_UNDECIDED;

	if (item->evidence != NULL || c->count == 0) {
		proof_task(q, item);
		waive_apply(q, item);
		own = (int)item->state;
		c->before = tally_worse((int)item->before_waiver, c->before);
	}
	if (c->count == 0)
		return;
	if (own == STATE_UNDECIDED ||
	    (tally_worse(c->worst, own) == c->worst && c->worst != own))
		inquiry_set(q, item, c->worst, "%zu of %zu below: %s",
		    c->bad, c->count,
		    record_state_str((enum item_state)c->worst));
	item->before_waiver = (enum item_state)c->before;
}

/*
 * Groups from the last to the first: a child stands behind its parent, so
 * every group is complete when its turn comes.
 */
static void
decide_groups(struct inquiry *q)
{
	const struct record	*r = q->record;
	struct children		*all, *c;
	struct item		*item;
	size_t			 i;

	all = arena_array(q->scratch, r->item_count, sizeof(*all));
	for (i = r->item_count; i-- > 0;) {
		item = r->items[i];
		if (item->kind == KIND_GROUP &&
		    item->state == STATE_UNDECIDED)
			decide_group(q, item, &all[i]);
		if ((c = children_of(q, all, item->parent)) == NULL)
			continue;
		if (tally_worse((int)item->state, c->worst) != c->worst)
			c->bad = 0;
		c->worst = tally_worse((int)item->state, c->worst);
		c->before = tally_worse((int)item->before_waiver, c->before);
		c->bad += (int)item->state == c->worst;
		c->count++;
	}
}

static void
apply_waivers(struct inquiry *q)
{
	const struct record	*r = q->record;
	size_t			 i;

	for (i = 0; i < r->item_count; i++)
		if (r->items[i]->kind != KIND_GROUP)
			waive_apply(q, r->items[i]);
}

static void
clear_sections(struct section *s)
{
	for (; s != NULL; s = s->next) {
		memset(&s->tally, 0, sizeof(s->tally));
		clear_sections(s->child);
	}
}

static size_t
void_signoffs(const struct record *r, size_t first, size_t count)
{
	size_t	n = 0, i;

	for (i = first; i < first + count && i < r->item_count; i++)
		n += r->items[i]->kind == KIND_SIGNOFF &&
		    r->items[i]->standing == SIGNOFF_VOID;
	return n;
}

/* Triggers that were seen, beside those that could not be checked. */
static size_t
triggers_present(const struct record *r, size_t first, size_t count)
{
	const struct item	*it;
	size_t			 n = 0, i;

	for (i = first; i < first + count && i < r->item_count; i++) {
		it = r->items[i];
		n += it->kind == KIND_TRIGGER && it->state == STATE_FAIL &&
		    it->evidence != NULL &&
		    it->evidence->status == EVIDENCE_FAIL;
	}
	return n;
}

/*
 * Headings nest by level, at most six deep.  After a rollback no phase is
 * a GO: what it held for is gone; nor is one of nobody knows what.
 */
static void
decide_sections(struct inquiry *q, struct section *s)
{
	const struct record	*r = q->record;
	struct tally_extras	 x;

	for (; s != NULL; s = s->next) {
		memset(&x, 0, sizeof(x));
		x.no_identity = r->no_identity;
		if (s->tally.grid[KIND_SIGNOFF][STATE_INVALID] > 0)
			x.void_signoffs = void_signoffs(r, s->first_item,
			    s->item_count);
		if (s->tally.grid[KIND_TRIGGER][STATE_FAIL] > 0)
			x.triggers_present = triggers_present(r,
			    s->first_item, s->item_count);
		x.rolled_back = r->rollback_used &&
		    tally_verdict(&s->tally, &x) == VERDICT_GO;
		s->verdict = (enum verdict)tally_verdict(&s->tally, &x);
		s->why = tally_why(q->arena, &s->tally, &x);
		decide_sections(q, s->child);
	}
}

/* Files that count against the record: not those that were replaced. */
static void
count_files(const struct record *r, struct tally_extras *x)
{
	const struct evidence	*e;

	x->no_identity = r->no_identity;
	x->broken_ledger = r->ledger != NULL && r->ledger->broken;
	x->lost = r->lost_count;
	for (e = r->evidence; e != NULL; e = e->next) {
		if (e->replaced)
			continue;
		x->refused += e->refused;
		x->unlisted += e->unlisted;
	}
}

static void
decide_record(struct inquiry *q)
{
	struct record		*r = q->record;
	struct tally_extras	 x = { .whole = true };
	struct tally		 before;
	struct section		*s;
	const struct item	*it;
	size_t			 i;

	memset(&r->tally, 0, sizeof(r->tally));
	memset(&before, 0, sizeof(before));
	clear_sections(r->sections);
	for (i = 0; i < r->item_count; i++) {
		it = r->items[i];
		tally_add(&r->tally, (int)it->kind, (int)it->state);
		tally_add(&before, (int)it->kind, (int)it->before_waiver);
		for (s = it->section; s != NULL; s = s->parent)
			tally_add(&s->tally, (int)it->kind, (int)it->state);
	}
	x.rolled_back = r->rollback_used;
	x.need = r->policy.need;
	x.approvers = r->approvers;
	x.void_signoffs = void_signoffs(r, 0, r->item_count);
	x.triggers_present = triggers_present(r, 0, r->item_count);
	count_files(r, &x);
	r->verdict = (enum verdict)tally_verdict(&r->tally, &x);
	r->before_waivers = (enum verdict)tally_verdict(&before, &x);
	r->why = tally_why(q->arena, &r->tally, &x);
	decide_sections(q, r->sections);
}

void
verdict_decide(struct record *r, const struct instant *now, struct arena *a,
    struct diag *d)
{
	struct inquiry	 q = { .record = r, .arena = a, .diag = d };
	struct instant	*issued = arena_alloc(a, sizeof(*issued));

	*issued = *now;
	r->issued_at = q.now = q.reference = issued;
	if (r->finished_at != NULL && r->finished_at->sec < now->sec)
		q.reference = r->finished_at;
	q.scratch = arena_new();
	decide_items(&q);
	decide_questions(&q);
	approval_decide(&q);
	apply_waivers(&q);
	decide_groups(&q);
	decide_record(&q);
	arena_free(q.scratch);
}

static bool
is_named(const struct section *s, const char *name, bool exact)
{
	if (exact)
		return (s->id != NULL && strcmp(s->id, name) == 0) ||
		    (s->number != NULL && strcmp(s->number, name) == 0) ||
		    (s->title != NULL && strcmp(s->title, name) == 0);
	return people_same(s->title, name);
}

/* The first in the order of the document; phases before other headings. */
static const struct section *
find(const struct section *s, const char *name, bool exact, bool phase)
{
	const struct section	*below;

	for (; s != NULL; s = s->next) {
		if ((!phase || s->phase) && is_named(s, name, exact))
			return s;
		if ((below = find(s->child, name, exact, phase)) != NULL)
			return below;
	}
	return NULL;
}

static size_t
count_named(const struct section *s, const char *name, bool exact,
    bool phase)
{
	size_t	n = 0;

	for (; s != NULL; s = s->next) {
		n += (!phase || s->phase) && is_named(s, name, exact);
		n += count_named(s->child, name, exact, phase);
	}
	return n;
}

const struct section *
verdict_phase(const struct record *r, const char *name, size_t *count)
{
	const struct section	*s;
	int			 way;

	*count = 0;
	for (way = 0; way < 4; way++) {
		s = find(r->sections, name, way < 2, way % 2 == 0);
		if (s == NULL)
			continue;
		*count = count_named(r->sections, name, way < 2,
		    way % 2 == 0);
		return s;
	}
	return NULL;
}
