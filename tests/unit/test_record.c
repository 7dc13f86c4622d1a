/* The words of the model, and finding an item. */

/* objects: model/record */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model/record.h"

static void
test_words(void **state)
{
	int	i;

	(void)state;
	for (i = 0; i < KIND_COUNT; i++) {
		assert_true(strlen(record_kind_str((enum item_kind)i)) > 3);
		assert_true(strlen(record_kind_plural((enum item_kind)i)) >
		    strlen(record_kind_str((enum item_kind)i)));
	}
	for (i = 0; i < STATE_COUNT; i++)
		assert_true(strlen(record_state_str((enum item_state)i)) > 3);
	assert_string_equal(record_kind_str(KIND_FOLLOWUP), "follow-up");
	assert_string_equal(record_kind_plural(KIND_SIGNOFF), "sign-offs");
	assert_string_equal(record_state_str(STATE_NOT_APPLICABLE),
	    "not applicable");
	assert_string_equal(record_verdict_str(VERDICT_NO_GO), "NO-GO");
	assert_string_equal(record_verdict_str(VERDICT_ROLLED_BACK),
	    "ROLLED BACK");
	assert_string_equal(record_op_str(TARGET_GE), ">=");
	assert_string_equal(record_status_str(EVIDENCE_BLOCKED), "blocked");
	assert_string_equal(record_decision_str(DECISION_REJECT), "rejected");
	assert_string_equal(record_standing_str(SIGNOFF_VOID), "void");
}

static void
test_find(void **state)
{
	struct item	 a = { .id = "1/a" }, b = { .id = "1/b" };
	struct item	*items[] = { &a, &b };
	struct record	 r = { .items = items, .item_count = 2 };

	(void)state;
	assert_ptr_equal(record_find(&r, "1/b"), &b);
	assert_null(record_find(&r, "1/c"));
	assert_null(record_find(&r, ""));
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_find),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
