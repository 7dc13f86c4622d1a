/* The signing policy of a PDF, approval by approval. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/diag base/date base/people base/person seal/pdflex seal/pdfxref seal/pdffile seal/pdffield seal/pdftext seal/pdfpolicy */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "seal/pdfpolicy.h"

#define ANN	"CN=Ann Invented, O=\"Works, Fictional\""
#define BEN	"CN=\"Invented, Ben\", emailAddress=ben@example.invalid"

static struct arena *arena;
static struct pdfpolicy policy;
static struct pdfpolicy_role roles[3];

/* Two technical roles and a business one, all open. */
static void
fresh(void)
{
	static const char *const names[] = { "qa", "ops", "owner" };
	size_t i;

	memset(&policy, 0, sizeof(policy));
	memset(roles, 0, sizeof(roles));
	for (i = 0; i < 3; i++)
		roles[i].field = roles[i].role = names[i];
	roles[2].late = true;
	policy.roles = roles;
	policy.count = 3;
}

static const char *
hear(const char *field, const char *name, const char *subject,
    const char *reason)
{
	const struct pdfpolicy_voice v = { field, name, subject, subject,
	    pdfpolicy_decision(reason), true };

	return pdfpolicy_hear(arena, &policy, &v);
}

static int
setup(void **state)
{
	(void)state;
	arena = arena_new();
	fresh();
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static void
test_decisions(void **state)
{
	(void)state;
	assert_string_equal(pdfpolicy_decision("approve"), "approve");
	assert_string_equal(pdfpolicy_decision("approve: x"), "approve");
	assert_string_equal(pdfpolicy_decision("approve_with_conditions; y"),
	    "approve_with_conditions");
	assert_string_equal(pdfpolicy_decision("reject"), "reject");
	assert_null(pdfpolicy_decision("approved"));
	assert_null(pdfpolicy_decision("Approve"));
	assert_null(pdfpolicy_decision("I approve: x"));
	assert_null(pdfpolicy_decision(""));
}

static void
test_no_such_role(void **state)
{
	(void)state;
	assert_non_null(hear("boss", "Ann Invented", ANN, "approve"));
	assert_int_equal(policy.given, 0);
}

static void
test_all_of_them(void **state)
{
	(void)state;
	assert_null(hear("qa", "Ann Invented", ANN, "approve"));
	assert_int_equal(policy.asked, 3);
	assert_false(policy.reached);
	assert_null(hear("ops", "Ben", BEN, "approve_with_conditions: x"));
	roles[2].standing = PDFPOLICY_GIVEN;
	assert_null(hear("qa", "Ann Invented", ANN, "approve"));
	assert_true(policy.reached);
	assert_string_equal(pdfpolicy_list(arena, &policy,
	    PDFPOLICY_APPROVED), "qa, ops");
}

static void
test_not_needed_is_not_asked(void **state)
{
	(void)state;
	roles[1].standing = roles[2].standing = PDFPOLICY_NOT_NEEDED;
	assert_null(hear("qa", "Ann Invented", ANN, "approve"));
	assert_int_equal(policy.asked, 1);
	assert_true(policy.reached);
}

/* One person, or one key, is one of the N, in however many roles. */
static void
test_need_counts_people(void **state)
{
	static const char *ada[] = { "Ada Example", "@ada" };

	(void)state;
	policy.need = 2;
	assert_null(hear("qa", "Ann Invented", ANN, "approve"));
	assert_null(hear("ops", "Ann Invented", ANN, "approve"));
	assert_int_equal(policy.given, 1);
	assert_false(policy.reached);
	assert_null(hear("owner", "Ben", BEN, "approve"));
	assert_true(policy.reached);
	fresh();
	policy.need = 2;
	assert_null(hear("qa", "Ann Invented", ANN, "approve"));
	assert_null(hear("ops", "ann  invented", BEN, "approve"));
	assert_false(policy.reached);
	/* Neither here nor in the record before. */
	fresh();
	policy.need = 2;
	roles[2].standing = PDFPOLICY_GIVEN;
	roles[2].by = ada;
	roles[2].by_count = 2;
	assert_null(hear("qa", "ADA EXAMPLE", ANN, "approve"));
	assert_int_equal(policy.given, 1);
	assert_false(policy.reached);
	assert_null(hear("ops", "Ben", BEN, "approve"));
	assert_true(policy.reached);
	/* Where all are asked, one person may hold two roles. */
	fresh();
	roles[2].standing = PDFPOLICY_NOT_NEEDED;
	assert_null(hear("qa", "Ann Invented", ANN, "approve"));
	assert_null(hear("ops", "Ann Invented", ANN, "approve"));
	assert_true(policy.reached);
}

static void
test_silent_is_no_approval(void **state)
{
	(void)state;
	policy.need = 1;
	assert_null(hear("qa", "Ann Invented", ANN, "I have seen it"));
	assert_int_equal(roles[0].standing, PDFPOLICY_SILENT);
	assert_false(policy.reached);
}

/* Technical comes late: what business said in the record was too early. */
static void
test_order_reopens(void **state)
{
	(void)state;
	policy.ordered = true;
	roles[1].standing = roles[2].standing = PDFPOLICY_GIVEN;
	assert_null(hear("qa", "Ann Invented", ANN, "approve"));
	assert_int_equal(roles[2].standing, PDFPOLICY_OPEN);
	assert_false(policy.reached);
	assert_null(hear("owner", "Ben", BEN, "approve"));
	assert_true(policy.reached);
}

static void
test_order(void **state)
{
	(void)state;
	policy.ordered = true;
	assert_non_null(hear("owner", "Ben", BEN, "approve"));
	assert_int_equal(roles[2].standing, PDFPOLICY_FORBIDDEN);
	fresh();
	policy.ordered = true;
	policy.need = 2;
	assert_null(hear("owner", "Ben", BEN, "approve"));
	assert_non_null(hear("qa", "Ann Invented", ANN, "approve"));
	assert_int_equal(policy.forbidden, 1);
	assert_false(policy.reached);
	/* A forbidden voice is no voice: it opens no way. */
	fresh();
	policy.ordered = true;
	roles[0].ruled = true;
	roles[1].standing = PDFPOLICY_GIVEN;
	assert_non_null(hear("qa", "Ann Invented", ANN, "approve"));
	assert_non_null(hear("owner", "Ben", BEN, "approve"));
}

static void
test_deployer(void **state)
{
	static const char *deployers[] = { "Ben Invented <ben@example.invalid>",
	    "Zoe" };

	(void)state;
	policy.apart = true;
	policy.deployers = deployers;
	policy.deployer_count = 2;
	assert_non_null(hear("qa", "zoe", ANN, "approve"));
	fresh();
	policy.apart = true;
	policy.deployers = deployers;
	policy.deployer_count = 2;
	/* The certificate tells, whatever name is printed. */
	assert_non_null(hear("qa", "Somebody", BEN, "approve"));
	assert_null(hear("ops", "Ann Invented", ANN, "approve"));
	/* A no is heard from anybody. */
	assert_null(hear("owner", "Somebody", BEN, "reject: no"));
	assert_int_equal(policy.rejected, 1);
	fresh();
	policy.apart = true;
	assert_null(hear("qa", "Ann Invented", ANN, "approve"));
	policy.deployed = true;
	assert_non_null(hear("ops", "Ann Invented", ANN, "approve"));
}

static void
test_keys(void **state)
{
	static const char *keys[] = { ANN };

	(void)state;
	roles[0].ruled = roles[1].ruled = true;
	roles[0].keys = keys;
	roles[0].key_count = 1;
	assert_non_null(hear("qa", "Ben", BEN, "reject"));
	assert_null(hear("qa", "Ann Invented", ANN, "approve"));
	/* A rule that names no key lets nobody sign. */
	assert_non_null(hear("ops", "Ann Invented", ANN, "approve"));
	assert_null(hear("owner", "", ANN, "approve"));
	assert_non_null(hear("owner", "Another Name", ANN, "approve"));
}

static void
test_rejected_in_the_record(void **state)
{
	(void)state;
	roles[0].standing = PDFPOLICY_REJECTED;
	roles[0].refused = true;
	assert_non_null(hear("qa", "Ann Invented", ANN, "approve"));
	assert_false(policy.reached);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_decisions, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_no_such_role, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_all_of_them, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_need_counts_people,
		    setup, teardown),
		cmocka_unit_test_setup_teardown(test_not_needed_is_not_asked,
		    setup, teardown),
		cmocka_unit_test_setup_teardown(test_silent_is_no_approval,
		    setup, teardown),
		cmocka_unit_test_setup_teardown(test_order_reopens, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_order, setup, teardown),
		cmocka_unit_test_setup_teardown(test_deployer, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(test_keys, setup, teardown),
		cmocka_unit_test_setup_teardown(test_rejected_in_the_record,
		    setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
