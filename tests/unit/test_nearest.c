/* Which word was meant, and the forms single values may have. */

/* objects: base/date base/utf8 base/buf base/mem intake/numeral intake/slip base/arena intake/nearest intake/scalar */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "intake/nearest.h"
#include "intake/scalar.h"

static void
test_distance(void **state)
{
	(void)state;
	assert_int_equal(nearest_distance("", "", 3), 0);
	assert_int_equal(nearest_distance("status", "status", 3), 0);
	assert_int_equal(nearest_distance("STATUS", "status", 3), 0);
	assert_int_equal(nearest_distance("statuss", "status", 3), 1);
	assert_int_equal(nearest_distance("tsatus", "status", 3), 1);
	assert_int_equal(nearest_distance("sttus", "status", 3), 1);
	assert_int_equal(nearest_distance("stetus", "status", 3), 1);
	assert_int_equal(nearest_distance("kitten", "sitting", 3), 3);
	assert_int_equal(nearest_distance("kitten", "sitting", 2), 3);
	assert_int_equal(nearest_distance("", "abc", 3), 3);
	assert_int_equal(nearest_distance("ab", "ba", 1), 1);
	assert_int_equal(nearest_distance("abcdef", "uvwxyz", 3), 4);
}

static void
test_pick(void **state)
{
	struct nearest	n = { "stauts", NULL, 0 };

	(void)state;
	nearest_try(&n, "method");
	assert_null(n.best);
	nearest_try(&n, "statue");
	nearest_try(&n, "status");
	nearest_try(&n, "statum");
	assert_string_equal(n.best, "status");
	/* Short words are not guessed at wildly. */
	n = (struct nearest){ "ok", NULL, 0 };
	nearest_try(&n, "pass");
	nearest_try(&n, "fail");
	assert_null(n.best);
}

static void
test_long_words(void **state)
{
	char		a[200], b[200];
	struct nearest	n = { a, NULL, 0 };

	(void)state;
	memset(a, 'a', sizeof(a));
	memcpy(b, a, sizeof(b));
	a[128] = b[128] = '\0';
	b[127] = 'b';
	assert_int_equal(nearest_distance(a, b, 3), 1);
	a[128] = b[128] = 'a';
	a[199] = b[199] = '\0';
	nearest_try(&n, b);
	assert_null(n.best);
}

static void
test_digests(void **state)
{
	static const char	good[] = "0123456789abcdef0123456789abcdef"
				    "0123456789abcdef0123456789abcdef";
	char			text[80];

	(void)state;
	assert_null(scalar_sha256(good));
	assert_non_null(scalar_sha256(good + 1));
	strcpy(text, good);
	text[10] = 'A';
	assert_non_null(strstr(scalar_sha256(text), "lower case"));
	text[10] = 'g';
	assert_non_null(scalar_sha256(text));
	assert_non_null(scalar_sha256(""));
	strcpy(text, "sha256:");
	strcat(text, good);
	assert_null(scalar_digest(text));
	assert_null(scalar_digest(good));
	assert_non_null(scalar_sha256(text));
	memcpy(text, "sha512", 6);
	assert_non_null(scalar_digest(text));
	memcpy(text, "md5:00", 6);
	assert_non_null(scalar_digest(text));
}

static void
test_numbers(void **state)
{
	(void)state;
	assert_null(scalar_number("999999999999999"));
	assert_null(scalar_number("-999999999999999.9"));
	assert_null(scalar_number("0e99"));
	assert_non_null(scalar_number("1000000000000000"));
	assert_non_null(scalar_number("-1e15"));
	assert_non_null(scalar_number("0.001e18"));
	assert_null(scalar_number("0.001e17"));
	assert_null(scalar_integer("-17"));
	assert_non_null(scalar_integer("1.0"));
	assert_non_null(scalar_integer("1e3"));
	assert_non_null(scalar_integer("1000000000000000"));
}

static void
test_days_and_versions(void **state)
{
	(void)state;
	assert_null(scalar_day("2026-12-01"));
	assert_null(scalar_day("2026-12-01T10:00:00+01:00"));
	assert_non_null(scalar_day("2026-02-30"));
	assert_non_null(scalar_day("2026-12-01T10:00:00"));
	assert_non_null(scalar_day("next week"));
	assert_non_null(scalar_day(""));
	assert_null(scalar_version("13.4.2"));
	assert_null(scalar_version("v6.0"));
	assert_null(scalar_version("2.0.0-rc.1+build_7"));
	assert_non_null(scalar_version("NaN"));
	assert_non_null(scalar_version("13.4 ms"));
	assert_non_null(scalar_version("-1"));
	assert_non_null(scalar_version(""));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_distance),
		cmocka_unit_test(test_pick),
		cmocka_unit_test(test_long_words),
		cmocka_unit_test(test_digests),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_days_and_versions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
