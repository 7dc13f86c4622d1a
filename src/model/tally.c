/* Tallies: from counts to a verdict and to the sentence that explains it. */
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "model/record.h"
#include "model/tally.h"

#define PARTS	5	/* reasons told before "and more" */

void
tally_add(struct tally *t, int kind, int state)
{
	t->by_state[state]++;
	t->by_kind[kind]++;
	t->grid[kind][state]++;
	t->total++;
}

int
tally_worse(int a, int b)
{
	static const unsigned char	rank[] = {
		[STATE_UNDECIDED] = 0,
		[STATE_NOT_APPLICABLE] = 1,
		[STATE_PASS] = 2,
		[STATE_WAIVED] = 3,
		[STATE_PENDING] = 4,
		[STATE_MISSING] = 5,
		[STATE_OVERDUE] = 6,
		[STATE_STALE] = 7,
		[STATE_INVALID] = 8,
		[STATE_FAIL] = 9,
	};
	_Static_assert(sizeof(rank) == STATE_COUNT, "a rank a state");

	return rank[a] >= rank[b] ? a : b;
}

static size_t
bad(const struct tally *t)
{
	return t->by_state[STATE_FAIL] + t->by_state[STATE_INVALID] +
	    t->by_state[STATE_STALE] + t->by_state[STATE_OVERDUE] +
	    t->by_state[STATE_UNDECIDED];
}

static bool
lacks_signoffs(const struct tally_extras *x)
{
	return x->whole && x->need > x->approvers;
}

/* Does the state of the items alone leave the question open? */
static bool
is_open(const struct tally *t, const struct tally_extras *x)
{
	if (t->by_state[STATE_MISSING] > 0)
		return true;
	if (x->whole)
		return t->by_state[STATE_PASS] == 0;
	/* A section that does not apply is no obstacle. */
	return t->total == 0 || (t->by_state[STATE_PASS] == 0 &&
	    t->by_state[STATE_WAIVED] == 0 &&
	    t->by_state[STATE_NOT_APPLICABLE] < t->total);
}

int
tally_verdict(const struct tally *t, const struct tally_extras *x)
{
	if (x->rolled_back)
		return VERDICT_ROLLED_BACK;
	if (bad(t) > 0 || x->refused > 0 || x->unlisted > 0 ||
	    x->broken_ledger || x->lost > 0)
		return VERDICT_NO_GO;
	if (is_open(t, x) || x->no_identity)
		return VERDICT_PENDING;
	return lacks_signoffs(x) ? VERDICT_NO_GO : VERDICT_GO;
}

/* A list of reasons under construction. */
struct list {
	struct buf	buf;
	size_t		parts, more;
};

static bool
next_part(struct list *l)
{
	if (l->parts == PARTS) {
		l->more++;
		return false;
	}
	if (l->parts++ > 0)
		buf_adds(&l->buf, ", ");
	return true;
}

static const char *
kind_str(enum item_kind kind, size_t n)
{
	return n == 1 ? record_kind_str(kind) : record_kind_plural(kind);
}

/* "2 of 98 tasks fail", "3 metrics are invalid" */
static void
add_part(struct list *l, size_t n, size_t of, enum item_kind kind,
    const char *one, const char *many)
{
	if (n == 0 || !next_part(l))
		return;
	if (of > n)
		buf_printf(&l->buf, "%zu of %zu %s %s", n, of,
		    record_kind_plural(kind), n == 1 ? one : many);
	else
		buf_printf(&l->buf, "%zu %s %s", n, kind_str(kind, n),
		    n == 1 ? one : many);
}

static void
add_state(struct list *l, const struct tally *t, enum item_state state,
    const char *one, const char *many)
{
	int	kind;

	for (kind = 0; kind < KIND_COUNT; kind++)
		if (kind != KIND_GROUP && kind != KIND_SIGNOFF &&
		    (kind != KIND_TRIGGER || state != STATE_FAIL))
			add_part(l, t->grid[kind][state], t->by_kind[kind],
			    (enum item_kind)kind, one, many);
}

/* A trigger that fails was seen, or could not be looked for. */
static void
add_triggers(struct list *l, const struct tally *t,
    const struct tally_extras *x)
{
	size_t	all = t->by_kind[KIND_TRIGGER];

	add_part(l, x->triggers_present, all, KIND_TRIGGER, "is present",
	    "are present");
	add_part(l, t->grid[KIND_TRIGGER][STATE_FAIL] - x->triggers_present,
	    all, KIND_TRIGGER, "could not be checked",
	    "could not be checked");
}

static void
add_files(struct list *l, size_t n, const char *one, const char *many)
{
	if (n > 0 && next_part(l))
		buf_printf(&l->buf, "%zu evidence file%s %s", n,
		    n == 1 ? "" : "s", n == 1 ? one : many);
}

static void
add_obstacles(struct list *l, const struct tally *t,
    const struct tally_extras *x)
{
	const size_t	*signoffs = t->grid[KIND_SIGNOFF];
	const size_t	*groups = t->grid[KIND_GROUP];

	if (x->broken_ledger && next_part(l))
		buf_adds(&l->buf, "the ledger is broken");
	add_files(l, x->lost, "was edited or removed since the ledger told "
	    "of it", "were edited or removed since the ledger told of them");
	add_triggers(l, t, x);
	add_state(l, t, STATE_FAIL, "fails", "fail");
	add_part(l, signoffs[STATE_FAIL], 0, KIND_SIGNOFF, "is rejected",
	    "are rejected");
	add_part(l, x->void_signoffs, 0, KIND_SIGNOFF, "is void", "are void");
	add_part(l, signoffs[STATE_INVALID] - x->void_signoffs, 0,
	    KIND_SIGNOFF, "is invalid", "are invalid");
	add_state(l, t, STATE_INVALID, "is invalid", "are invalid");
	add_state(l, t, STATE_STALE, "is stale", "are stale");
	add_part(l, signoffs[STATE_STALE], 0, KIND_SIGNOFF, "is stale",
	    "are stale");
	add_state(l, t, STATE_OVERDUE, "is overdue", "are overdue");
	add_files(l, x->refused, "is refused", "are refused");
	add_files(l, x->unlisted, "names no item", "name no item");
	if (lacks_signoffs(x) && signoffs[STATE_MISSING] == 0 &&
	    next_part(l))
		buf_printf(&l->buf, "%zu of %zu needed sign-offs %s given%s",
		    x->approvers, x->need, x->approvers == 1 ? "is" : "are",
		    x->approvers < signoffs[STATE_PASS] ?
		    " by different people" : "");
	/* Only where no child said it already. */
	if (l->parts == 0)
		add_part(l, groups[STATE_FAIL] + groups[STATE_INVALID] +
		    groups[STATE_STALE] + groups[STATE_OVERDUE],
		    t->by_kind[KIND_GROUP], KIND_GROUP, "does not hold",
		    "do not hold");
}

static void
add_pending(struct list *l, size_t n, size_t of)
{
	if (n < of)
		buf_printf(&l->buf, "%zu of %zu items %s not due yet", n, of,
		    n == 1 ? "is" : "are");
	else
		buf_printf(&l->buf, "%zu item%s not due yet", n,
		    n == 1 ? " is" : "s are");
}

static void
add_open(struct list *l, const struct tally *t)
{
	/* Groups come last, and only where no child says it. */
	static const struct {
		const char	*one, *many;
	} missing[] = {
		[KIND_TASK] = { "has no evidence", "have no evidence" },
		[KIND_METRIC] = { "has no evidence", "have no evidence" },
		[KIND_TRIGGER] = { "is not checked", "are not checked" },
		[KIND_PROCEDURE] = { "has no evidence", "have no evidence" },
		[KIND_FOLLOWUP] = { "has no evidence", "have no evidence" },
		[KIND_CONTACT] = { "is incomplete", "are incomplete" },
		[KIND_CHOICE] = { "is not answered", "are not answered" },
		[KIND_CONDITIONAL] = { "is not settled", "are not settled" },
		[KIND_SIGNOFF] = { "is not given", "are not given" },
		[KIND_GROUP] = { NULL, NULL },
	};
	_Static_assert(sizeof(missing) / sizeof(missing[0]) == KIND_COUNT,
	    "words a kind");
	int	kind;

	for (kind = 0; kind < KIND_COUNT; kind++)
		if (missing[kind].one != NULL)
			add_part(l, t->grid[kind][STATE_MISSING],
			    t->by_kind[kind], (enum item_kind)kind,
			    missing[kind].one, missing[kind].many);
	if (l->parts == 0)
		add_part(l, t->grid[KIND_GROUP][STATE_MISSING],
		    t->by_kind[KIND_GROUP], KIND_GROUP, "has no evidence",
		    "have no evidence");
	if (l->parts > 0)
		return;
	l->parts++;
	if (t->total == 0)
		buf_adds(&l->buf, "no items stand here");
	else if (t->by_state[STATE_PENDING] > 0)
		add_pending(l, t->by_state[STATE_PENDING], t->total);
	else if (t->total == 1)
		buf_adds(&l->buf, "the one item does not pass");
	else
		buf_printf(&l->buf, "none of %zu items passes", t->total);
}

/* "166 of 166 accounted for: 140 pass, 3 waived" */
static void
add_population(struct list *l, const struct tally *t)
{
	static const enum item_state	order[] = { STATE_PASS, STATE_WAIVED,
	    STATE_NOT_APPLICABLE, STATE_PENDING, STATE_MISSING, STATE_FAIL,
	    STATE_STALE, STATE_INVALID, STATE_OVERDUE };
	const char			*before = ": ";
	size_t				i, n;

	buf_printf(&l->buf, "%zu of %zu accounted for",
	    t->total - t->by_state[STATE_UNDECIDED], t->total);
	for (i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
		if ((n = t->by_state[order[i]]) == 0)
			continue;
		buf_printf(&l->buf, "%s%zu %s", before, n,
		    record_state_str(order[i]));
		before = ", ";
	}
}

const char *
tally_why(struct arena *a, const struct tally *t,
    const struct tally_extras *x)
{
	struct list	l = { BUF_INIT, 0, 0 };
	const char	*out;

	switch ((enum verdict)tally_verdict(t, x)) {
	case VERDICT_NO_GO:
		add_obstacles(&l, t, x);
		break;
	case VERDICT_PENDING:
		if (x->no_identity && next_part(&l))
			buf_adds(&l.buf, "the folder holds no record.json");
		add_open(&l, t);
		break;
	case VERDICT_ROLLED_BACK:
		buf_adds(&l.buf, "the deployment was rolled back; ");
		add_population(&l, t);
		break;
	case VERDICT_GO:
	case VERDICT_COUNT:
		add_population(&l, t);
		break;
	}
	if (l.more > 0)
		buf_adds(&l.buf, ", and more");
	out = arena_strndup(a, buf_str(&l.buf), l.buf.len);
	buf_clear(&l.buf);
	return out;
}
