/* Statements: one text a sign-off, and another one for every other. */

/* objects: base/mem base/arena base/buf base/utf8 base/value base/diag base/date base/decimal base/table model/record model/units model/phrase model/quantity model/judge model/target base/people base/person model/inquiry model/proof model/waive model/scope model/approval model/policy model/keyring model/tally model/answer model/verdict model/statement */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "model/statement.h"
#include "records.h"

static const char *
text(const char *record, const struct evidence *e)
{
	struct buf	 b = BUF_INIT;
	const char	*out;

	statement_write(&b, record, e);
	out = arena_strdup(arena, b.data);
	buf_clear(&b);
	return out;
}

static struct evidence *
full(void)
{
	static const char	*conditions[] = { "one", "two" };
	struct item		*i = add(KIND_SIGNOFF, "5/qa");
	struct signoff		*s;

	prove(add(KIND_TASK, "b"), EVIDENCE_PASS);
	prove(add(KIND_TASK, "a"), EVIDENCE_PASS);
	s = sign(i, "Dee Example", SIGNED);
	s->id = "d-1";
	s->organization = "Invented";
	s->meaning = "I agree";
	s->statement = "line\nrole: CEO";
	s->comment = "back\\slash";
	s->conditions = conditions;
	s->condition_count = 2;
	s->auth = "other";
	s->delegated_for = "Eve Example";
	s->key_fingerprint = "ffff";
	memset(s->record_digest, '3', 64);
	memset(i->evidence->supersedes.sha256, '4', 64);
	return i->evidence;
}

static void
test_text(void **state)
{
	struct evidence	*e = full();
	const char	*t = text("shop", e), *a, *b;

	(void)state;
	assert_int_equal(strncmp(t, "dossier/signoff-statement/v1\nrecord: shop\n"
	    "file: e", 49), 0);
	/* No value makes a line of its own. */
	assert_non_null(strstr(t, "\nstatement: line\\x0arole: CEO\n"));
	assert_non_null(strstr(t, "\ncomment: back\\\\slash\n"));
	assert_non_null(strstr(t, "\ncondition: one\ncondition: two\n"));
	assert_null(strstr(t, "\nrole: CEO"));
	a = strstr(t, "  a\n");
	b = strstr(t, "  b\n");
	assert_true(a != NULL && b != NULL && a < b);
	e->signoff->comment = NULL;
	assert_null(strstr(text("shop", e), "comment"));
}

/* Each of them makes another statement. */
static void
test_members(void **state)
{
	struct evidence	*e = full();
	struct signoff	*s = e->signoff, kept = *s;
	const char	**members[] = { &s->role, &s->name, &s->id,
			    &s->organization, &s->meaning, &s->statement,
			    &s->comment, &s->auth, &s->delegated_for,
			    &s->key_fingerprint, &e->item, &e->path };
	const char	*was = text("shop", e), *old;
	char		*digests[] = { s->record_digest, s->record_sha256,
			    s->template_sha256, e->sha256,
			    e->supersedes.sha256, s->scope[1].sha256 };
	size_t		 i;

	(void)state;
	assert_string_not_equal(was, text("shop2", e));
	for (i = 0; i < sizeof(members) / sizeof(members[0]); i++) {
		old = *members[i];
		*members[i] = "x";
		assert_string_not_equal(was, text("shop", e));
		*members[i] = old;
	}
	for (i = 0; i < sizeof(digests) / sizeof(digests[0]); i++) {
		digests[i][7] ^= 1;
		assert_string_not_equal(was, text("shop", e));
		digests[i][7] ^= 1;
	}
	s->decision = DECISION_REJECT;
	assert_string_not_equal(was, text("shop", e));
	*s = kept;
	s->signed_at = at(NOW);
	assert_string_not_equal(was, text("shop", e));
	*s = kept;
	s->condition_count = 1;
	assert_string_not_equal(was, text("shop", e));
	*s = kept;
	s->scope_count = 1;
	assert_string_not_equal(was, text("shop", e));
	*s = kept;
	assert_string_equal(was, text("shop", e));
}

int
main(void)
{
	const struct CMUnitTest	tests[] = { T(test_text), T(test_members) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
