/* Keyrings: a signature is looked at before anything it stands under. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/diag base/date base/decimal base/table model/record model/units model/phrase model/quantity model/judge model/target base/people base/person model/inquiry model/proof model/waive model/scope model/approval model/policy model/keyring model/tally model/answer model/verdict */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "records.h"

#define KEY	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define OTHER	"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

/* A signature of that sort beside the sign-off. */
static struct attestation *
attest(struct item *i, enum attestation_state state, const char *key)
{
	struct attestation	*a = arena_alloc(arena, sizeof(*a));

	a->path = "x.p7s";
	a->state = state;
	a->fingerprint = a->subject = key;
	i->evidence->signoff->key_fingerprint = key;
	i->evidence->attestation = a;
	return a;
}

static struct item *
signer(const char *id, const char *name)
{
	struct item	*i = add(KIND_SIGNOFF, id);

	sign(i, name, SIGNED);
	return i;
}

static void
name_key(const char *role, const char *key)
{
	struct key_rule	*k = arena_alloc(arena, sizeof(*k));

	k->fingerprints = arena_array(arena, 1, sizeof(*k->fingerprints));
	k->fingerprints[k->count++] = key;
	k->role = role;
	k->next = rec.policy.keys;
	rec.policy.keys = k;
}

static void
test_states(void **state)
{
	struct item	*i[6];
	size_t		 k;

	(void)state;
	prove(add(KIND_TASK, "a"), EVIDENCE_PASS);
	for (k = 0; k < 6; k++)
		i[k] = signer(arena_printf(arena, "s%zu", k), "Dee Example");
	attest(i[1], ATTESTATION_GOOD, KEY);
	attest(i[2], ATTESTATION_UNLISTED, KEY);
	attest(i[3], ATTESTATION_BAD, KEY)->why = "it is torn";
	attest(i[4], ATTESTATION_UNCHECKED, KEY);
	i[5]->evidence->signoff->key_fingerprint = KEY;
	decide();
	expect(i[0], STATE_PASS, "approved");
	expect(i[1], STATE_PASS, "approved");
	expect(i[2], STATE_PASS, "approved");
	expect(i[3], STATE_INVALID, "the signature is BAD: it is torn");
	expect(i[4], STATE_INVALID, "BAD: it was not checked");
	expect(i[5], STATE_INVALID, "no signature lies beside it");
	for (k = 3; k < 6; k++)
		assert_true(found(DIAG_BIND_SIGNATURE, i[k]->id));
}

/* A rejection with a wrong signature is no rejection, but never a GO. */
static void
test_rejected(void **state)
{
	struct item	*i = signer("s", "Dee Example");

	(void)state;
	i->evidence->signoff->decision = DECISION_REJECT;
	i->evidence->signoff->comment = "no";
	attest(i, ATTESTATION_BAD, KEY);
	decide();
	expect(i, STATE_INVALID, "BAD");
	assert_int_not_equal(rec.verdict, VERDICT_GO);
}

static void
test_require(void **state)
{
	struct item	*i[3];

	(void)state;
	prove(add(KIND_TASK, "a"), EVIDENCE_PASS);
	rec.policy.require_signature = true;
	i[0] = signer("s0", "Dee Example");
	i[1] = signer("s1", "Dee Example");
	i[2] = signer("s2", "Dee Example");
	attest(i[1], ATTESTATION_UNLISTED, KEY);
	attest(i[2], ATTESTATION_GOOD, KEY);
	decide();
	expect(i[0], STATE_INVALID, "it is not signed");
	expect(i[1], STATE_INVALID, "not on the trust list");
	expect(i[2], STATE_PASS, "approved");
	assert_true(found(DIAG_BIND_SIGNER, "s0"));
	assert_true(found(DIAG_BIND_SIGNER, "s1"));
}

static void
test_named(void **state)
{
	struct item		*i[4];
	struct attestation	*a;

	(void)state;
	prove(add(KIND_TASK, "a"), EVIDENCE_PASS);
	i[0] = signer("QA", "Dee Example");
	i[1] = signer("Ops", "Eve Example");
	i[2] = signer("Dev", "Flo Example");
	i[3] = signer("CTO", "Gil Example");
	i[3]->role = "Head";
	i[3]->evidence->signoff->role = "Head";
	name_key("qa", KEY);
	name_key("ops", KEY);
	name_key("Dev", OTHER);
	name_key("Head", OTHER);
	a = attest(i[0], ATTESTATION_UNLISTED, KEY);
	attest(i[1], ATTESTATION_GOOD, OTHER);
	decide();
	expect(i[0], STATE_PASS, "approved");
	assert_true(a->named);
	expect(i[1], STATE_INVALID, "does not name for this role");
	expect(i[2], STATE_INVALID, "names the keys of this role");
	expect(i[3], STATE_INVALID, "names the keys of this role");
}

static void
test_shared(void **state)
{
	struct item	*i[4];

	(void)state;
	prove(add(KIND_TASK, "a"), EVIDENCE_PASS);
	i[0] = signer("s0", "Dee Example");
	i[1] = signer("s1", "dee example");
	i[2] = signer("s2", "Eve Example");
	i[3] = signer("s3", "Flo Example");
	attest(i[0], ATTESTATION_GOOD, KEY);
	attest(i[1], ATTESTATION_GOOD, KEY);
	attest(i[2], ATTESTATION_GOOD, KEY);
	attest(i[3], ATTESTATION_GOOD, OTHER);
	decide();
	expect(i[0], STATE_PASS, "approved");
	expect(i[1], STATE_PASS, "approved");
	expect(i[2], STATE_INVALID, "names of several people");
	expect(i[3], STATE_PASS, "approved");
}

static void
test_replaced(void **state)
{
	struct item	*i = signer("s", "Dee Example");
	struct evidence	*first = i->evidence, *second;

	(void)state;
	attest(i, ATTESTATION_GOOD, KEY);
	first->replaced = true;
	sign(i, "Dee Example", SIGNED);
	second = i->evidence;
	second->superseded = first;
	second->replaced = true;
	sign(i, "Dee Example", SIGNED);
	i->evidence->superseded = second;
	decide();
	expect(i, STATE_INVALID, "takes the place of a signed sign-off");
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		T(test_states), T(test_rejected), T(test_require),
		T(test_named), T(test_shared), T(test_replaced),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
