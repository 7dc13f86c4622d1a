/* Instants: parsing, printing, spans. */

/* objects: base/date */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"

static int64_t
sec(const char *s)
{
	struct instant	t;
	const char	*why;

	assert_int_equal(date_parse(s, &t, &why), 0);
	assert_true(t.set);
	return t.sec;
}

static void
test_parse(void **state)
{
	struct instant	t;
	const char	*why;

	(void)state;
	assert_int_equal(sec("2026-11-22T13:05:09Z"), 1795352709);
	assert_int_equal(sec("2026-11-22T14:05:09+01:00"), 1795352709);
	assert_int_equal(sec("2026-11-22t07:35:09.987654-05:30"), 1795352709);
	assert_int_equal(sec("2000-01-01T00:00:00Z"), 946684800);
	assert_int_equal(sec("2000-02-29T23:59:59Z"), 951868799);
	assert_int_equal(sec("2100-12-31T23:59:59z"), 4133980799);
	assert_int_equal(sec("2026-11-22T13:05:09-00:00"), 1795352709);
	assert_int_equal(date_parse("2026-11-22T07:35:09-05:30", &t, &why), 0);
	assert_int_equal(t.offset, -330);
}

static void
test_refuse(void **state)
{
	static const struct {
		const char	*text, *why;
	} rows[] = {
		{ "", "not of the form" },
		{ "2026-11-22", "a date without a time" },
		{ "2026-11-22T14:05:09", "no offset" },
		{ "2026-11-22 14:05:09Z", "not of the form" },
		{ "2026-11-22T14:05Z", "not of the form" },
		{ "2026-11-22T14:05:09.Z", "not of the form" },
		{ "2026-11-22T14:05:09+0100", "offset of the form" },
		{ "2026-11-22T14:05:09+01:00 ", "offset of the form" },
		{ "2026-11-22T14:05:09 UTC", "offset of the form" },
		{ "2026-11-22T14:05:09+24:00", "no such time offset" },
		{ "2026-11-22T14:05:09+01:60", "no such time offset" },
		{ "2025-02-30T00:00:00Z", "no such day" },
		{ "2025-02-29T00:00:00Z", "no such day" },
		{ "2100-02-29T00:00:00Z", "no such day" },
		{ "2025-04-31T00:00:00Z", "no such day" },
		{ "2025-13-01T00:00:00Z", "no such month" },
		{ "2025-00-01T00:00:00Z", "no such month" },
		{ "2025-01-00T00:00:00Z", "no such day" },
		{ "2025-01-01T24:00:00Z", "no such time" },
		{ "2025-01-01T00:60:00Z", "no such time" },
		{ "2025-01-01T00:00:60Z", "leap second" },
		{ "1999-12-31T23:59:59Z", "year" },
		{ "2101-01-01T00:00:00Z", "year" },
		{ "9999-01-01T00:00:00Z", "year" },
		{ "+026-01-01T00:00:00Z", "not of the form" },
		{ "yesterday", "not of the form" },
	};
	struct instant	t;
	const char	*why;
	size_t		i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		why = NULL;
		assert_int_equal(date_parse(rows[i].text, &t, &why), -1);
		assert_non_null(why);
		if (strstr(why, rows[i].why) == NULL)
			fail_msg("%s: %s", rows[i].text, why);
	}
}

static void
test_print(void **state)
{
	struct instant	t = { 1795352709, 60, true };
	char		out[DATE_MAX];

	(void)state;
	date_str(&t, out);
	assert_string_equal(out, "2026-11-22 14:05 +01:00");
	date_str_utc(&t, out);
	assert_string_equal(out, "2026-11-22 13:05 UTC");
	date_str_rfc3339(&t, out);
	assert_string_equal(out, "2026-11-22T14:05:09+01:00");
	date_str_mail(&t, out);
	assert_string_equal(out, "Sun, 22 Nov 2026 14:05:09 +0100");
	date_str_pdf(&t, out);
	assert_string_equal(out, "D:20261122130509Z");
	t.offset = -570;
	date_str_rfc3339(&t, out);
	assert_string_equal(out, "2026-11-22T03:35:09-09:30");
	t.offset = 0;
	date_str(&t, out);
	assert_string_equal(out, "2026-11-22 13:05 +00:00");
}

static void
test_round_trip(void **state)
{
	struct instant	t, u;
	const char	*why;
	char		out[DATE_MAX];
	int64_t		s;

	(void)state;
	for (s = 946684800 + 86400; s < 4133894400; s += 86399 * 13 + 7) {
		t.sec = s;
		t.offset = (int)(s % 1439);
		t.set = true;
		date_str_rfc3339(&t, out);
		assert_int_equal(date_parse(out, &u, &why), 0);
		assert_int_equal(u.sec, s);
		assert_int_equal(u.offset, t.offset);
	}
}

static void
test_civil(void **state)
{
	int	y, mo, d, h, mi, s;

	(void)state;
	date_civil(-1, &y, &mo, &d, &h, &mi, &s);
	assert_int_equal(y, 1969);
	assert_int_equal(mo * 100 + d, 1231);
	assert_int_equal(h * 10000 + mi * 100 + s, 235959);
	date_civil(951782400, &y, &mo, &d, &h, &mi, &s);
	assert_int_equal(y * 10000 + mo * 100 + d, 20000229);
}

static void
test_span(void **state)
{
	static const struct {
		const char	*text;
		int64_t		 seconds;	/* -1 = refused */
	} rows[] = {
		{ "30s", 30 }, { "90m", 5400 }, { "24h", 86400 },
		{ "7d", 604800 }, { "2w", 1209600 }, { "1 month", 2592000 },
		{ "24 hours", 86400 }, { " 1 week ", 604800 },
		{ "15 min", 900 }, { "0s", 0 }, { "1 year", 31536000 },
		{ "", -1 }, { "24", -1 }, { "h", -1 }, { "-1h", -1 },
		{ "1.5h", -1 }, { "1h30m", -1 }, { "soon", -1 },
		{ "99999999999999999999s", -1 }, { "9999999999w", -1 },
		{ "1 fortnight", -1 }, { "24H", -1 },
	};
	int64_t	n;
	size_t	i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		n = -1;
		if (date_span(rows[i].text, &n) == -1)
			n = -1;
		if (n != rows[i].seconds)
			fail_msg("%s: %lld", rows[i].text, (long long)n);
	}
}

static void
test_span_str(void **state)
{
	static const struct {
		int64_t		 seconds;
		const char	*text;
	} rows[] = {
		{ -5, "0 s" }, { 0, "0 s" }, { 59, "59 s" },
		{ 60, "1 min" }, { 61, "1 min 1 s" }, { 3599, "59 min 59 s" },
		{ 12000, "3 h 20 min" }, { 86400, "24 h" },
		{ 111600, "31 h" }, { 172800, "2 days" },
		{ 176400, "2 days 1 h" }, { 604800, "7 days" },
	};
	char	out[DATE_MAX];
	size_t	i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		date_span_str(rows[i].seconds, out);
		assert_string_equal(out, rows[i].text);
	}
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_parse),
		cmocka_unit_test(test_refuse),
		cmocka_unit_test(test_print),
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_civil),
		cmocka_unit_test(test_span),
		cmocka_unit_test(test_span_str),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
