/*
 * Duties: from the decided model, so that what a signature in a PDF is
 * held to is what the record was held to.
 */
#include <string.h>

#include "base/arena.h"
#include "compose/duties.h"
#include "compose/words.h"
#include "doc/signing.h"
#include "model/policy.h"
#include "model/record.h"

const char *
duties_place(struct arena *a, const struct item *item)
{
	return arena_printf(a, "signoff:%s", item->id);
}

const char *
duties_role(struct arena *a, const struct item *item)
{
	return words_line(a, item->role != NULL ? item->role : item->label);
}

static enum signing_state
state_of(const struct item *item)
{
	switch (item->state) {
	case STATE_PASS:
		return SIGNING_GIVEN;
	case STATE_NOT_APPLICABLE:
		return SIGNING_NOT_NEEDED;
	case STATE_UNDECIDED:
	case STATE_FAIL:
	case STATE_WAIVED:
	case STATE_MISSING:
	case STATE_STALE:
	case STATE_INVALID:
	case STATE_PENDING:
	case STATE_OVERDUE:
	case STATE_COUNT:
		break;
	}
	return item->standing == SIGNOFF_REJECTED ? SIGNING_REJECTED :
	    SIGNING_OPEN;
}

static void
fill(struct arena *a, const struct record *r, const struct item *item,
    struct signing_role *to)
{
	const struct key_rule *k = policy_rule(&r->policy, item);

	to->place = duties_place(a, item);
	to->role = duties_role(a, item);
	to->late = policy_is_late(item);
	to->state = state_of(item);
	if (to->state == SIGNING_GIVEN && item->evidence != NULL &&
	    item->evidence->signoff != NULL) {
		to->by[0] = item->evidence->signoff->name;
		to->by[1] = item->evidence->signoff->id;
		to->by[2] = item->evidence->signoff->delegated_for;
	}
	to->ruled = k != NULL;
	if (k != NULL) {
		to->keys = k->fingerprints;
		to->key_count = k->count;
	}
}

const struct signing *
duties_of(struct arena *a, const struct record *r)
{
	struct signing *s = arena_alloc(a, sizeof(*s));
	struct signing_role *roles;
	size_t i;

	roles = arena_array(a, r->tally.by_kind[KIND_SIGNOFF] + 1,
	    sizeof(*roles));
	for (i = 0; i < r->item_count; i++)
		if (r->items[i]->kind == KIND_SIGNOFF &&
		    s->count < r->tally.by_kind[KIND_SIGNOFF])
			fill(a, r, r->items[i], &roles[s->count++]);
	s->roles = roles;
	s->ordered = r->policy.ordered;
	s->apart = r->policy.approver_not_deployer;
	s->deployed = r->started_at != NULL || r->finished_at != NULL;
	s->deployers[0] = r->deployed_by;
	s->deployers[1] = policy_deployer(r);
	s->need = r->policy.need;
	return s->count > 0 ? s : NULL;
}
