/* SHA-256 against FIPS 180-4 examples. */

/* objects: base/mem base/digest */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/digest.h"

static const char	abc[] =
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
static const char	nothing[] =
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

static void
test_known(void **state)
{
	struct digest	d;
	char		hex[DIGEST_HEX];
	int		i;

	(void)state;
	for (i = 0; i < 3; i++) {
		digest_of("abc", 3, &d);
		digest_hex(&d, hex);
		assert_string_equal(hex, abc);
		digest_of(NULL, 0, &d);
		digest_hex(&d, hex);
		assert_string_equal(hex, nothing);
	}
}

static void
test_stream(void **state)
{
	struct digest_ctx	*c = digest_begin(), *other = digest_begin();
	struct digest		 d, e;
	char			 hex[DIGEST_HEX];

	(void)state;
	digest_feed(c, "a", 1);
	/* Neither a second stream nor digest_of() disturbs the first. */
	digest_feed(other, "zzz", 3);
	digest_of("abc", 3, &e);
	digest_feed(c, "", 0);
	digest_feed(c, "bc", 2);
	digest_end(other, &e);
	digest_end(c, &d);
	digest_hex(&d, hex);
	assert_string_equal(hex, abc);
}

static void
test_parse(void **state)
{
	struct digest	d, e;
	char		bad[DIGEST_HEX + 1];

	(void)state;
	assert_int_equal(digest_parse(abc, &d), 0);
	digest_of("abc", 3, &e);
	assert_memory_equal(d.b, e.b, DIGEST_LEN);
	assert_int_equal(digest_parse("", &d), -1);
	assert_int_equal(digest_parse("ba78", &d), -1);
	strcpy(bad, abc);
	bad[63] = '\0';
	assert_int_equal(digest_parse(bad, &d), -1);
	strcpy(bad, abc);
	bad[64] = '0';
	bad[65] = '\0';
	assert_int_equal(digest_parse(bad, &d), -1);
	strcpy(bad, abc);
	bad[0] = 'B';
	assert_int_equal(digest_parse(bad, &d), -1);
	bad[0] = 'g';
	assert_int_equal(digest_parse(bad, &d), -1);
}

static void
test_done_twice(void **state)
{
	struct digest	d;

	(void)state;
	digest_done();
	digest_done();
	digest_of("abc", 3, &d);
	digest_done();
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_known),
		cmocka_unit_test(test_stream),
		cmocka_unit_test(test_parse),
		cmocka_unit_test(test_done_twice),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
