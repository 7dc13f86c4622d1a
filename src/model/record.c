/* Record: the words for kinds, states and verdicts, and finding items. */
#include <string.h>

#include "model/record.h"

const char *
record_kind_str(enum item_kind kind)
{
	static const char *const	words[] = {
		[KIND_TASK] = "task",
		[KIND_GROUP] = "group",
		[KIND_METRIC] = "metric",
		[KIND_TRIGGER] = "trigger",
		[KIND_PROCEDURE] = "procedure",
		[KIND_FOLLOWUP] = "follow-up",
		[KIND_CONTACT] = "contact",
		[KIND_SIGNOFF] = "sign-off",
		[KIND_CHOICE] = "choice",
		[KIND_CONDITIONAL] = "conditional",
	};
	_Static_assert(sizeof(words) / sizeof(words[0]) == KIND_COUNT,
	    "a word a kind");

	return words[kind];
}

const char *
record_kind_plural(enum item_kind kind)
{
	static const char *const	words[] = {
		[KIND_TASK] = "tasks",
		[KIND_GROUP] = "groups",
		[KIND_METRIC] = "metrics",
		[KIND_TRIGGER] = "triggers",
		[KIND_PROCEDURE] = "procedures",
		[KIND_FOLLOWUP] = "follow-ups",
		[KIND_CONTACT] = "contacts",
		[KIND_SIGNOFF] = "sign-offs",
		[KIND_CHOICE] = "choices",
		[KIND_CONDITIONAL] = "conditionals",
	};
	_Static_assert(sizeof(words) / sizeof(words[0]) == KIND_COUNT,
	    "a word a kind");

	return words[kind];
}

const char *
record_state_str(enum item_state state)
{
	static const char *const	words[] = {
		[STATE_UNDECIDED] = "undecided",
		[STATE_PASS] = "pass",
		[STATE_FAIL] = "fail",
		[STATE_WAIVED] = "waived",
		[STATE_NOT_APPLICABLE] = "not applicable",
		[STATE_MISSING] = "missing",
		[STATE_STALE] = "stale",
		[STATE_INVALID] = "invalid",
		[STATE_PENDING] = "pending",
		[STATE_OVERDUE] = "overdue",
	};
	_Static_assert(sizeof(words) / sizeof(words[0]) == STATE_COUNT,
	    "a word a state");

	return words[state];
}

const char *
record_verdict_str(enum verdict verdict)
{
	static const char *const	words[] = {
		[VERDICT_PENDING] = "PENDING",
		[VERDICT_GO] = "GO",
		[VERDICT_NO_GO] = "NO-GO",
		[VERDICT_ROLLED_BACK] = "ROLLED BACK",
	};
	_Static_assert(sizeof(words) / sizeof(words[0]) == VERDICT_COUNT,
	    "a word a verdict");

	return words[verdict];
}

const char *
record_status_str(enum evidence_status status)
{
	static const char *const	words[] = {
		[EVIDENCE_ABSENT] = "no status",
		[EVIDENCE_PASS] = "pass",
		[EVIDENCE_FAIL] = "fail",
		[EVIDENCE_ERROR] = "error",
		[EVIDENCE_NOT_APPLICABLE] = "not applicable",
		[EVIDENCE_BLOCKED] = "blocked",
	};

	return words[status];
}

const char *
record_decision_str(enum signoff_decision decision)
{
	static const char *const	words[] = {
		[DECISION_APPROVE] = "approved",
		[DECISION_REJECT] = "rejected",
		[DECISION_CONDITIONS] = "approved with conditions",
	};

	return words[decision];
}

const char *
record_standing_str(enum signoff_standing standing)
{
	static const char *const	words[] = {
		[SIGNOFF_NONE] = "none",
		[SIGNOFF_VALID] = "valid",
		[SIGNOFF_CONDITIONS] = "valid with conditions",
		[SIGNOFF_REJECTED] = "rejected",
		[SIGNOFF_VOID] = "void",
	};

	return words[standing];
}

const char *
record_op_str(enum target_op op)
{
	static const char *const	words[] = {
		[TARGET_NONE] = "",
		[TARGET_GT] = ">",
		[TARGET_GE] = ">=",
		[TARGET_LT] = "<",
		[TARGET_LE] = "<=",
		[TARGET_EQ] = "=",
		[TARGET_BETWEEN] = "between",
		[TARGET_VERSION] = "version",
		[TARGET_NOT_WORSE] = "not worse",
		[TARGET_NO_RISE] = "no rise",
		[TARGET_STATEMENT] = "statement",
	};

	return words[op];
}

bool
record_is_lost(const struct pair *outside)
{
	return strcmp(outside->value, "added") != 0 &&
	    strcmp(outside->name, "record.json") != 0;
}

struct item *
record_find(const struct record *r, const char *id)
{
	size_t	i;

	for (i = 0; i < r->item_count; i++)
		if (strcmp(r->items[i]->id, id) == 0)
			return r->items[i];
	return NULL;
}
