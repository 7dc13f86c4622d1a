/* Names of one person, however they are typed, and names of two. */

/* objects: base/mem base/buf base/utf8 base/person */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/person.h"

static bool
like(const char *a, const char *b)
{
	return person_like(a, strlen(a), b, strlen(b)) &&
	    person_like(b, strlen(b), a, strlen(a));
}

static void
test_one(void **state)
{
	static const char *const	ben[] = { "Ben Sample", "BEN  sample",
	    "Sample, Ben", "ben.sample@example.org", "@ben-sample",
	    "BenSample", "B\xc3\xa9n Sample", "Ben Sample\xcc\x81",
	    "B\xd0\xb5n Sample", "Ben S\xce\xb1mple",
	    "\xef\xbc\xa2\xef\xbd\x85n Sample",
	    "\xf0\x9d\x90\x81""en Sample", "\xe2\x92\xb7""en Sample",
	    "Ben\xc2\xa0Sample", "Ben\xe2\x80\x8bSample",
	    "Ben \xe3\x85\xa4Sample", "Ben Samp1e", "B\xe1\xba\xb9n Sample" };
	size_t				i;

	(void)state;
	for (i = 0; i < sizeof(ben) / sizeof(ben[0]); i++)
		if (!like(ben[0], ben[i]))
			fail_msg("two people: %s", ben[i]);
	assert_true(like("\xe5\xb1\xb1\xe7\x94\xb0", "\xe5\xb1\xb1 \xe7\x94\xb0"));
	assert_true(like("\xd0\x98\xd0\xb2\xd0\xb0\xd0\xbd",
	    "\xd0\xb8\xd0\xb2\xd0\xb0\xd0\xbd"));
}

static void
test_two(void **state)
{
	static const char *const	others[] = { "Ben", "B. Sample",
	    "Ben Samples", "Ben Sample 2", "Bea Sample", "Lea Sample", "",
	    "--", "\xe2\x80\x8b", "Sample" };
	size_t				i;

	(void)state;
	for (i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (like("Ben Sample", others[i]))
			fail_msg("one person: %s", others[i]);
	assert_false(like("", ""));
	assert_false(like("\xe2\x80\x8b", "-"));
	assert_false(like("Lea Meyer", "Ela Meyer"));
	assert_false(like("\xe5\xb1\xb1", "\xe7\x94\xb0"));
}

static void
test_key(void **state)
{
	struct buf	b = BUF_INIT;

	(void)state;
	person_key(&b, "Sample, Ben <b@x>", 11, true);
	assert_string_equal(b.data, "ben sample");
	buf_rewind(&b);
	person_key(&b, "Sample, Ben <b@x>", 11, false);
	assert_string_equal(b.data, "sampleben");
	buf_clear(&b);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_one),
		cmocka_unit_test(test_two),
		cmocka_unit_test(test_key),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
