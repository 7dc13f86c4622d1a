/* Instants: RFC 3339 text to seconds and back, without a clock. */
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/limits.h"

#define DAY		86400
#define SPAN_MAX	((int64_t)200 * 366 * DAY)

static bool
is_leap(int y)
{
	return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
}

static int
month_days(int y, int m)
{
	static const int	days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30,
	    31, 30, 31 };

	return m == 2 && is_leap(y) ? 29 : days[m - 1];
}

/* Days since 1970-01-01 in the proleptic Gregorian calendar; the year is
 * counted from March, so that the leap day comes last. */
static int64_t
days_from_civil(int y, int m, int d)
{
	int64_t	year = m <= 2 ? y - 1 : y;
	int64_t	era = (year >= 0 ? year : year - 399) / 400;
	int64_t	of_era = year - era * 400;
	int64_t	of_year = (153 * (m > 2 ? m - 3 : m + 9) + 2) / 5 + d - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 +
	    of_year - 719468;
}

void
date_civil(int64_t sec, int *y, int *mo, int *d, int *h, int *mi, int *s)
{
	int64_t	days = sec / DAY, rest = sec % DAY;
	int64_t	era, of_era, year, of_year, month;

	if (rest < 0) {
		rest += DAY;
		days--;
	}
	days += 719468;
	era = (days >= 0 ? days : days - 146096) / 146097;
	of_era = days - era * 146097;
	year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) /
	    365;
	of_year = of_era - (365 * year + year / 4 - year / 100);
	month = (5 * of_year + 2) / 153;
	*d = (int)(of_year - (153 * month + 2) / 5 + 1);
	*mo = (int)(month < 10 ? month + 3 : month - 9);
	*y = (int)(year + era * 400 + (*mo <= 2));
	*h = (int)(rest / 3600);
	*mi = (int)(rest / 60 % 60);
	*s = (int)(rest % 60);
}

/* n digits at s as a number; -1 where one of them is none. */
static int
digits(const char *s, int n)
{
	int	v = 0;

	for (; n > 0; n--, s++) {
		if (*s < '0' || *s > '9')
			return -1;
		v = v * 10 + (*s - '0');
	}
	return v;
}

/* "Z" or "+hh:mm" (RFC 3339 time-offset), all that is left of the text. */
static int
parse_offset(const char *s, int *offset, const char **why)
{
	int	h, m;

	if ((s[0] == 'Z' || s[0] == 'z') && s[1] == '\0') {
		*offset = 0;
		return 0;
	}
	*why = s[0] == '\0' ? "no offset such as Z or +01:00" :
	    "no time offset of the form +hh:mm";
	if (s[0] != '+' && s[0] != '-')
		return -1;
	if ((h = digits(s + 1, 2)) < 0 || s[3] != ':' ||
	    (m = digits(s + 4, 2)) < 0 || s[6] != '\0')
		return -1;
	*why = "no such time offset";
	if (h > 23 || m > 59)
		return -1;
	*offset = (h * 60 + m) * (s[0] == '-' ? -1 : 1);
	return 0;
}

/* The parts of full-date "T" partial-time; returns what follows. */
static const char *
parse_parts(const char *s, int part[6], const char **why)
{
	static const char	after[] = "--T::";
	static const char *const form =
	    "not of the form YYYY-MM-DDThh:mm:ss+hh:mm";
	int			i;

	for (i = 0; i < 6; i++) {
		*why = form;
		if ((part[i] = digits(s, i == 0 ? 4 : 2)) < 0)
			return NULL;
		s += i == 0 ? 4 : 2;
		if (i == 2 && s[0] == '\0')
			*why = "a date without a time";
		if (i < 5 && *s != after[i] && !(i == 2 && *s == 't'))
			return NULL;
		s += i < 5;
	}
	if (*s != '.')
		return s;
	if (digits(++s, 1) < 0)
		return NULL;
	while (*s >= '0' && *s <= '9')
		s++;
	return s;
}

int
date_parse(const char *s, struct instant *out, const char **why)
{
	struct instant	t = { 0, 0, true };
	int		p[6];

	if ((s = parse_parts(s, p, why)) == NULL)
		return -1;
	*why = "the year is not between 2000 and 2100";
	if (p[0] < LIMIT_YEAR_MIN || p[0] > LIMIT_YEAR_MAX)
		return -1;
	*why = "no such month";
	if (p[1] < 1 || p[1] > 12)
		return -1;
	*why = "no such day";
	if (p[2] < 1 || p[2] > month_days(p[0], p[1]))
		return -1;
	*why = p[5] == 60 ? "a leap second" : "no such time of day";
	if (p[3] > 23 || p[4] > 59 || p[5] > 59)
		return -1;
	if (parse_offset(s, &t.offset, why) == -1)
		return -1;
	t.sec = days_from_civil(p[0], p[1], p[2]) * DAY +
	    p[3] * 3600 + p[4] * 60 + p[5] - (int64_t)t.offset * 60;
	*out = t;
	*why = NULL;
	return 0;
}

struct parts {
	int	y, mo, d, h, mi, s;
	char	sign;
	int	oh, om;
};

static struct parts
local_parts(const struct instant *t, int offset)
{
	struct parts	p;
	int		east = offset < 0 ? -offset : offset;

	date_civil(t->sec + (int64_t)offset * 60, &p.y, &p.mo, &p.d, &p.h,
	    &p.mi, &p.s);
	p.sign = offset < 0 ? '-' : '+';
	p.oh = east / 60;
	p.om = east % 60;
	return p;
}

void
date_str(const struct instant *t, char out[DATE_MAX])
{
	struct parts	p = local_parts(t, t->offset);

	snprintf(out, DATE_MAX, "%04d-%02d-%02d %02d:%02d %c%02d:%02d", p.y,
	    p.mo, p.d, p.h, p.mi, p.sign, p.oh, p.om);
}

void
date_str_utc(const struct instant *t, char out[DATE_MAX])
{
	struct parts	p = local_parts(t, 0);

	snprintf(out, DATE_MAX, "%04d-%02d-%02d %02d:%02d UTC", p.y, p.mo,
	    p.d, p.h, p.mi);
}

void
date_str_rfc3339(const struct instant *t, char out[DATE_MAX])
{
	struct parts	p = local_parts(t, t->offset);

	snprintf(out, DATE_MAX, "%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d",
	    p.y, p.mo, p.d, p.h, p.mi, p.s, p.sign, p.oh, p.om);
}

void
date_str_mail(const struct instant *t, char out[DATE_MAX])
{
	static const char *const day[] = { "Thu", "Fri", "Sat", "Sun", "Mon",
	    "Tue", "Wed" };
	static const char *const month[] = { "Jan", "Feb", "Mar", "Apr",
	    "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	struct parts	p = local_parts(t, t->offset);
	int64_t		days = days_from_civil(p.y, p.mo, p.d) % 7;

	snprintf(out, DATE_MAX,
	    "%s, %02d %s %04d %02d:%02d:%02d %c%02d%02d",
	    day[days < 0 ? days + 7 : days], p.d, month[p.mo - 1], p.y, p.h,
	    p.mi, p.s, p.sign, p.oh, p.om);
}

void
date_str_pdf(const struct instant *t, char out[DATE_MAX])
{
	struct parts	p = local_parts(t, 0);

	snprintf(out, DATE_MAX, "D:%04d%02d%02d%02d%02d%02dZ", p.y, p.mo,
	    p.d, p.h, p.mi, p.s);
}

static const struct {
	const char	*word;
	int64_t		 seconds;
} span_units[] = {
	{ "s", 1 }, { "sec", 1 }, { "second", 1 }, { "seconds", 1 },
	{ "m", 60 }, { "min", 60 }, { "mins", 60 }, { "minute", 60 },
	{ "minutes", 60 },
	{ "h", 3600 }, { "hr", 3600 }, { "hrs", 3600 }, { "hour", 3600 },
	{ "hours", 3600 },
	{ "d", DAY }, { "day", DAY }, { "days", DAY },
	{ "w", 7 * DAY }, { "week", 7 * DAY }, { "weeks", 7 * DAY },
	{ "month", 30 * DAY }, { "months", 30 * DAY },
	{ "y", 365 * DAY }, { "year", 365 * DAY }, { "years", 365 * DAY },
};

int
date_span(const char *s, int64_t *seconds)
{
	int64_t	n = 0;
	size_t	i, len;

	while (*s == ' ')
		s++;
	if (*s < '0' || *s > '9')
		return -1;
	for (; *s >= '0' && *s <= '9'; s++)
		if ((n = n * 10 + (*s - '0')) > SPAN_MAX)
			return -1;
	while (*s == ' ')
		s++;
	for (len = strlen(s); len > 0 && s[len - 1] == ' ';)
		len--;
	for (i = 0; i < sizeof(span_units) / sizeof(span_units[0]); i++) {
		if (strlen(span_units[i].word) != len ||
		    memcmp(span_units[i].word, s, len) != 0)
			continue;
		if (n > SPAN_MAX / span_units[i].seconds)
			return -1;
		*seconds = n * span_units[i].seconds;
		return 0;
	}
	return -1;
}

/* "3 h 20 min", with one word where the second part is nothing. */
static void
two_units(char out[DATE_MAX], int64_t big, const char *big_word,
    int64_t small, const char *small_word)
{
	if (small == 0)
		snprintf(out, DATE_MAX, "%lld %s", (long long)big, big_word);
	else
		snprintf(out, DATE_MAX, "%lld %s %lld %s", (long long)big,
		    big_word, (long long)small, small_word);
}

void
date_span_str(int64_t t, char out[DATE_MAX])
{
	if (t < 0)
		t = 0;
	/* Up to two days hours say more: "31 h" against "24 h". */
	if (t < 60)
		two_units(out, t, "s", 0, "");
	else if (t < 3600)
		two_units(out, t / 60, "min", t % 60, "s");
	else if (t < (int64_t)2 * DAY)
		two_units(out, t / 3600, "h", t / 60 % 60, "min");
	else
		two_units(out, t / DAY, "days", t % DAY / 3600, "h");
}
