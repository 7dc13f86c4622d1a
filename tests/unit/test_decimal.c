/* Decimals: exact arithmetic on numbers as written. */

/* objects: base/decimal */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <stdio.h>

#include "base/decimal.h"

static struct decimal
dec(const char *s)
{
	struct decimal	x;

	if (decimal_parse(s, strlen(s), &x) == -1)
		fail_msg("not parsed: %s", s);
	return x;
}

static const char *
str(const struct decimal *x)
{
	static char	out[8][DECIMAL_STR];
	static int	i;

	i = (i + 1) % 8;
	decimal_str(x, out[i], sizeof(out[i]));
	return out[i];
}

static void
test_parse_and_print(void **state)
{
	static const struct {
		const char	*in, *out;
	} rows[] = {
		{ "0", "0" }, { "-0", "0" }, { "0.00", "0.00" },
		{ "99.90", "99.90" }, { "-12.5", "-12.5" }, { "0.1", "0.1" },
		{ "1e3", "1000" }, { "1.5E+2", "150" }, { "25e-4", "0.0025" },
		{ "1e0", "1" }, { "0e400", "0" }, { "0e-400", "0" },
		{ "1e39", "1000000000000000000000000000000000000000" },
		{ "1e-40", "0.0000000000000000000000000000000000000001" },
		{ "1234567890123456789012345678901234567890",
		    "1234567890123456789012345678901234567890" },
		{ "0.12345678901234567890123456789012345678",
		    "0.12345678901234567890123456789012345678" },
	};
	struct decimal	x;
	size_t		i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		x = dec(rows[i].in);
		assert_string_equal(str(&x), rows[i].out);
	}
}

static void
test_refuse(void **state)
{
	static const char *const	rows[] = { "", "-", "+1", "01", "-01",
	    "2.", ".5", "0x10", "1e", "1e+", "--1", "1.2.3", "1 ", " 1",
	    "NaN", "Infinity", "1e40", "1e400", "-1e400", "1e-41",
	    "1e99999999999999999999", "1e-99999999999999999999", "1,000",
	    "1.5e-40",
	    "12345678901234567890123456789012345678901" };
	struct decimal	x;
	size_t		i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (decimal_parse(rows[i], strlen(rows[i]), &x) != -1)
			fail_msg("accepted: %s", rows[i]);
}

static void
test_cmp(void **state)
{
	static const struct {
		const char	*a, *b;
		int		 sign;
	} rows[] = {
		{ "99.90", "99.9", 0 }, { "0.1", "1e-1", 0 },
		{ "0", "-0", 0 }, { "0.000", "0", 0 }, { "0.0", "1e-40", -1 },
		{ "-1", "0", -1 }, { "-1", "-2", 1 }, { "-1", "1", -1 },
		{ "9.99", "10", -1 }, { "100", "99.999999", 1 },
		{ "1e39", "1e-40", 1 }, { "1000", "1e3", 0 },
		{ "0.30000000000000000000000000000000000001", "0.3", 1 },
	};
	struct decimal	a, b;
	size_t		i;
	int		c;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		a = dec(rows[i].a);
		b = dec(rows[i].b);
		c = decimal_cmp(&a, &b);
		assert_int_equal((c > 0) - (c < 0), rows[i].sign);
		c = decimal_cmp(&b, &a);
		assert_int_equal((c > 0) - (c < 0), -rows[i].sign);
	}
}

static void
test_arithmetic(void **state)
{
	static const struct {
		const char	*a, *b, *sum, *diff, *product;
	} rows[] = {
		{ "0.1", "0.2", "0.3", "-0.1", "0.02" },
		{ "999.9", "0.1", "1000.0", "999.8", "99.99" },
		{ "-5", "5", "0", "-10", "-25" },
		{ "-5", "-7", "-12", "2", "35" },
		{ "100", "99.99", "199.99", "0.01", "9999.00" },
		{ "0", "3.25", "3.25", "-3.25", "0.00" },
		{ "0.00", "-1", "-1.00", "1.00", "0.00" },
		{ "1e3", "1", "1001", "999", "1000" },
	};
	struct decimal	a, b, c;
	size_t		i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		a = dec(rows[i].a);
		b = dec(rows[i].b);
		decimal_add(&a, &b, &c);
		assert_string_equal(str(&c), rows[i].sum);
		decimal_sub(&a, &b, &c);
		assert_string_equal(str(&c), rows[i].diff);
		decimal_mul(&a, &b, &c);
		assert_string_equal(str(&c), rows[i].product);
		/* The result may stand where an operand did. */
		decimal_add(&a, &b, &a);
		assert_string_equal(str(&a), rows[i].sum);
	}
}

/* Against 128-bit integers. */
static void
test_arithmetic_random(void **state)
{
	struct decimal	a, b, c, want;
	long long	x, y;
	unsigned long long seed = 42;
	int		i;

	(void)state;
	for (i = 0; i < 20000; i++) {
		seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
		x = (long long)(seed >> 33) * (seed & 1 ? -1 : 1) >> (i % 30);
		seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
		y = (long long)(seed >> 33) * (seed & 1 ? -1 : 1) >> (i % 23);
		decimal_int(x, &a);
		decimal_int(y, &b);
		decimal_add(&a, &b, &c);
		decimal_int(x + y, &want);
		assert_int_equal(decimal_cmp(&c, &want), 0);
		decimal_sub(&a, &b, &c);
		decimal_int(x - y, &want);
		assert_int_equal(decimal_cmp(&c, &want), 0);
		decimal_mul(&a, &b, &c);
		decimal_int(x * y, &want);
		assert_int_equal(decimal_cmp(&c, &want), 0);
		assert_int_equal(decimal_cmp(&a, &b) < 0, x < y);
	}
}

/* The longest lexemes, where digits could get lost. */
static void
test_extremes(void **state)
{
	struct decimal	a, b, c, back;

	(void)state;
	a = dec("9999999999999999999999999999999999999999");
	b = dec("1e-40");
	decimal_add(&a, &b, &c);
	assert_string_equal(str(&c), "9999999999999999999999999999999999999999"
	    ".0000000000000000000000000000000000000001");
	decimal_sub(&c, &b, &back);
	assert_int_equal(decimal_cmp(&back, &a), 0);
	decimal_mul(&a, &a, &c);
	assert_string_equal(str(&c),
	    "99999999999999999999999999999999999999980000000000"
	    "000000000000000000000000000001");
	decimal_mul(&b, &b, &c);
	assert_int_equal(decimal_cmp(&c, &b), -1);
	assert_true(c.digits == 1 && c.scale == 80);
	/* Far beyond any lexeme it rounds, and stays inside its room. */
	decimal_mul(&a, &a, &c);
	decimal_mul(&c, &a, &c);
	decimal_mul(&c, &a, &c);
	assert_true(c.digits <= DECIMAL_DIGITS);
	decimal_add(&c, &b, &back);
	assert_true(decimal_cmp(&back, &a) > 0);
	decimal_int(-9223372036854775807LL - 1, &a);
	assert_string_equal(str(&a), "-9223372036854775808");
}

static void
test_shift_round_strip(void **state)
{
	struct decimal	x = dec("1234.5678");

	(void)state;
	decimal_shift(&x, 2);
	assert_string_equal(str(&x), "12.345678");
	decimal_shift(&x, -8);
	assert_string_equal(str(&x), "1234567800");
	x = dec("1234.5678");
	decimal_round(&x, 2);
	assert_string_equal(str(&x), "1234.57");
	decimal_round(&x, 0);
	assert_string_equal(str(&x), "1235");
	x = dec("-0.96");
	decimal_round(&x, 1);
	assert_string_equal(str(&x), "-1.0");
	decimal_strip(&x);
	assert_string_equal(str(&x), "-1");
	x = dec("0.004");
	decimal_round(&x, 2);
	assert_string_equal(str(&x), "0.00");
	x = dec("0.0000004");
	decimal_round(&x, 2);
	assert_int_equal(decimal_cmp(&x, &(struct decimal){ 0 }), 0);
	x = dec("999.99");
	decimal_round(&x, 1);
	assert_string_equal(str(&x), "1000.0");
}

static void
test_div(void **state)
{
	static const struct {
		const char	*a, *b, *want;
		int		 places;
	} rows[] = {
		{ "100", "60", "1.6667", 4 }, { "1", "3", "0.333", 3 },
		{ "2", "3", "0.667", 3 }, { "-2", "3", "-0.67", 2 },
		{ "10", "2", "5.00", 2 }, { "1", "0", "0", 2 },
		{ "0", "7", "0", 2 }, { "1", "8", "0.1", 1 },
		{ "0.0001", "50", "0.00", 2 }, { "1e20", "3",
		    "33333333333333333333.3", 1 }, { "999", "1000", "1.0", 1 },
	};
	struct decimal	a, b, c;
	size_t		i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		a = dec(rows[i].a);
		b = dec(rows[i].b);
		decimal_div(&a, &b, rows[i].places, &c);
		assert_string_equal(str(&c), rows[i].want);
		/* The result may stand where an operand did. */
		decimal_div(&a, &b, rows[i].places, &a);
		assert_string_equal(str(&a), rows[i].want);
	}
}

static void
test_str_never_cuts(void **state)
{
	struct decimal	x = dec("-12345.67");
	char		out[DECIMAL_STR];
	size_t		n;

	(void)state;
	for (n = 2; n < 9; n++) {
		decimal_str(&x, out, n);
		assert_string_equal(out, "?");
	}
	decimal_str(&x, out, 12);
	assert_string_equal(out, "-12345.67");
}

static void
test_double(void **state)
{
	struct decimal	x = dec("-12.5");

	(void)state;
	assert_true(decimal_double(&x) == -12.5);
	x = dec("1e3");
	assert_true(decimal_double(&x) == 1000.0);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_parse_and_print),
		cmocka_unit_test(test_refuse),
		cmocka_unit_test(test_cmp),
		cmocka_unit_test(test_arithmetic),
		cmocka_unit_test(test_arithmetic_random),
		cmocka_unit_test(test_extremes),
		cmocka_unit_test(test_shift_round_strip),
		cmocka_unit_test(test_div),
		cmocka_unit_test(test_str_never_cuts),
		cmocka_unit_test(test_double),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
