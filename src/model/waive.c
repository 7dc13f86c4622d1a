/* Waiving: which waivers hold, and for which states. */
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/people.h"
#include "model/inquiry.h"
#include "model/record.h"
#include "model/waive.h"

static bool
can_be_waived(const struct item *item)
{
	switch (item->state) {
	case STATE_FAIL:
		/* A trigger that is present asks for a rollback. */
		return item->kind != KIND_TRIGGER ||
		    item->evidence->status != EVIDENCE_FAIL;
	case STATE_STALE:
	case STATE_MISSING:
	case STATE_OVERDUE:
		return true;
	case STATE_UNDECIDED:
	case STATE_PASS:
	case STATE_WAIVED:
	case STATE_NOT_APPLICABLE:
	case STATE_INVALID:
	case STATE_PENDING:
	case STATE_COUNT:
		break;
	}
	return false;
}

/* What the waiver lacks, or NULL. */
static const char *
fault(const struct inquiry *q, const struct waiver *w)
{
	if (!inquiry_says(w->reason))
		return "it has no reason";
	if (!inquiry_says(w->risk))
		return "it names no risk";
	if (!people_named(w->approved_by) || !people_named(w->requested_by))
		return "requester and approver are not both named";
	if (people_shared(w->approved_by, w->requested_by, true))
		return "its approver is its requester";
	if (w->expires_at == NULL)
		return "it never expires";
	if (inquiry_future(q, w->approved_at))
		return "it is approved in the future";
	return NULL;
}

void
waive_apply(struct inquiry *q, struct item *item)
{
	const struct waiver	*w;
	const char		*wrong, *why = item->why;
	enum item_state		 before = item->state;

	if (item->evidence == NULL || item->evidence->waiver == NULL ||
	    item->evidence->refused || item->kind == KIND_SIGNOFF ||
	    !can_be_waived(item))
		return;
	w = item->evidence->waiver;
	if ((wrong = fault(q, w)) != NULL) {
		inquiry_set(q, item, (int)before, "%s; its waiver does not "
		    "hold: %s", why, wrong);
		return;
	}
	if (w->expires_at->sec <= q->now->sec) {
		item->waiver_expired = true;
		inquiry_set(q, item, (int)before,
		    "%s; its waiver expired on %s", why,
		    inquiry_time(q, w->expires_at));
		inquiry_add(q, DIAG_BIND_EXPIRED, item, "/waiver/expires_at");
		return;
	}
	inquiry_set(q, item, STATE_WAIVED, "waived until %s by %s (%s)",
	    inquiry_time(q, w->expires_at), inquiry_line(q, w->approved_by),
	    why);
	item->before_waiver = before;
}
