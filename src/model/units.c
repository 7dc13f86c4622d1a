/* Units: the table, rates of any noun, exact factors. */
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "model/units.h"

static const struct {
	const char		*name;
	enum units_dimension	 dimension;
	long long		 factor;
	int			 shift;
} table[] = {
	{ "", UNITS_COUNT, 1, 0 },
	{ "1", UNITS_COUNT, 1, 0 },
	{ "count", UNITS_COUNT, 1, 0 },
	{ "counts", UNITS_COUNT, 1, 0 },
	{ "times", UNITS_COUNT, 1, 0 },
	{ "%", UNITS_SHARE, 1, 0 },
	{ "percent", UNITS_SHARE, 1, 0 },
	{ "per cent", UNITS_SHARE, 1, 0 },
	{ "pct", UNITS_SHARE, 1, 0 },
	{ "ratio", UNITS_SHARE, 1, 2 },
	{ "fraction", UNITS_SHARE, 1, 2 },
	{ "\xe2\x80\xb0", UNITS_SHARE, 1, -1 },		/* per mille */
	{ "ppm", UNITS_SHARE, 1, -4 },
	{ "ns", UNITS_TIME, 1, 0 },
	{ "us", UNITS_TIME, 1, 3 },
	{ "\xc2\xb5s", UNITS_TIME, 1, 3 },		/* U+00B5 */
	{ "\xce\xbcs", UNITS_TIME, 1, 3 },		/* U+03BC */
	{ "ms", UNITS_TIME, 1, 6 },
	{ "millisecond", UNITS_TIME, 1, 6 },
	{ "milliseconds", UNITS_TIME, 1, 6 },
	{ "s", UNITS_TIME, 1, 9 },
	{ "sec", UNITS_TIME, 1, 9 },
	{ "secs", UNITS_TIME, 1, 9 },
	{ "second", UNITS_TIME, 1, 9 },
	{ "seconds", UNITS_TIME, 1, 9 },
	{ "min", UNITS_TIME, 6, 10 },
	{ "mins", UNITS_TIME, 6, 10 },
	{ "minute", UNITS_TIME, 6, 10 },
	{ "minutes", UNITS_TIME, 6, 10 },
	{ "h", UNITS_TIME, 36, 11 },
	{ "hr", UNITS_TIME, 36, 11 },
	{ "hrs", UNITS_TIME, 36, 11 },
	{ "hour", UNITS_TIME, 36, 11 },
	{ "hours", UNITS_TIME, 36, 11 },
	{ "d", UNITS_TIME, 864, 11 },
	{ "day", UNITS_TIME, 864, 11 },
	{ "days", UNITS_TIME, 864, 11 },
	{ "week", UNITS_TIME, 6048, 11 },
	{ "weeks", UNITS_TIME, 6048, 11 },
	{ "B", UNITS_BYTES, 1, 0 },
	{ "byte", UNITS_BYTES, 1, 0 },
	{ "bytes", UNITS_BYTES, 1, 0 },
	{ "kB", UNITS_BYTES, 1, 3 },
	{ "KB", UNITS_BYTES, 1, 3 },
	{ "MB", UNITS_BYTES, 1, 6 },
	{ "GB", UNITS_BYTES, 1, 9 },
	{ "TB", UNITS_BYTES, 1, 12 },
	{ "KiB", UNITS_BYTES, 1LL << 10, 0 },
	{ "MiB", UNITS_BYTES, 1LL << 20, 0 },
	{ "GiB", UNITS_BYTES, 1LL << 30, 0 },
	{ "TiB", UNITS_BYTES, 1LL << 40, 0 },
	{ "bps", UNITS_BITS, 1, 0 },
	{ "bit/s", UNITS_BITS, 1, 0 },
	{ "kbps", UNITS_BITS, 1, 3 },
	{ "kbit/s", UNITS_BITS, 1, 3 },
	{ "Mbps", UNITS_BITS, 1, 6 },
	{ "Mbit/s", UNITS_BITS, 1, 6 },
	{ "Gbps", UNITS_BITS, 1, 9 },
	{ "Gbit/s", UNITS_BITS, 1, 9 },
	{ "B/s", UNITS_BITS, 8, 0 },
	{ "kB/s", UNITS_BITS, 8, 3 },
	{ "KB/s", UNITS_BITS, 8, 3 },
	{ "MB/s", UNITS_BITS, 8, 6 },
	{ "GB/s", UNITS_BITS, 8, 9 },
	{ "Hz", UNITS_RATE, 6048, 2 },
	{ "rps", UNITS_RATE, 6048, 2 },
	{ "qps", UNITS_RATE, 6048, 2 },
	{ "tps", UNITS_RATE, 6048, 2 },
	{ "rpm", UNITS_RATE, 1008, 1 },
};

/* Rates: so many a week. */
static const struct {
	const char	*name;
	long long	 factor;
	int		 shift;
} spans[] = {
	{ "s", 6048, 2 }, { "sec", 6048, 2 }, { "second", 6048, 2 },
	{ "min", 1008, 1 }, { "minute", 1008, 1 },
	{ "h", 168, 0 }, { "hour", 168, 0 },
	{ "d", 7, 0 }, { "day", 7, 0 }, { "week", 1, 0 },
};

static bool
same(const char *name, const char *s, size_t n)
{
	if (strlen(name) != n)
		return false;
	if (memcmp(name, s, n) == 0)
		return true;
	/* A word may be written in any case; but MB is not mb, and MBps
	 * and Mb/s are not Mbps and MB/s: b and B stand eight apart. */
	return n > 3 && strchr("kKMG", *name) == NULL &&
	    strncasecmp(name, s, n) == 0;
}

/* "errors/min", "per day", "requests per second" */
static bool
parse_rate(const char *s, size_t n, struct units *out)
{
	size_t	i, k, noun, from;

	for (i = n; i > 0; i--) {
		if (s[i - 1] == '/') {
			noun = i - 1;
			from = i;
		} else if (i >= 4 && strncasecmp(s + i - 4, "per ", 4) == 0 &&
		    (i == 4 || s[i - 5] == ' ')) {
			noun = i - 4;
			from = i;
		} else
			continue;
		for (k = 0; k < sizeof(spans) / sizeof(spans[0]); k++)
			if (same(spans[k].name, s + from, n - from))
				break;
		if (k == sizeof(spans) / sizeof(spans[0]))
			return false;
		while (noun > 0 && s[noun - 1] == ' ')
			noun--;
		if (noun == 1 && s[0] == '1')
			noun = 0;
		out->dimension = UNITS_RATE;
		out->factor = spans[k].factor;
		out->shift = spans[k].shift;
		out->noun = s;
		out->noun_len = noun;
		return true;
	}
	return false;
}

void
units_parse(const char *text, struct units *out)
{
	size_t	n, i;

	if (text == NULL)
		text = "";
	while (*text == ' ')
		text++;
	for (n = strlen(text); n > 0 && text[n - 1] == ' ';)
		n--;
	out->noun = text;
	out->noun_len = 0;
	for (i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		if (!same(table[i].name, text, n))
			continue;
		out->dimension = table[i].dimension;
		out->factor = table[i].factor;
		out->shift = table[i].shift;
		return;
	}
	if (parse_rate(text, n, out))
		return;
	out->dimension = UNITS_WORD;
	out->factor = 1;
	out->shift = 0;
	out->noun_len = n;
}

/* Words that stand for so many of something, and letters that may. */
static const char *const	multiples[] = { "k", "m", "g", "t", "x",
	"hundred", "hundreds", "thousand", "thousands", "million", "millions",
	"billion", "billions", "trillion", "trillions", "dozen", "dozens",
	"score", "lakh", "lakhs", "crore", "crores", "mn", "bn", "tn", "mill",
	"mio", "mrd", "tsd", "tausend", "hundert", "dutzend", "millionen",
	"milliarde", "milliarden", "mil", "mille", "milliers",
	"milliard", "milliards", "miles", "millones" };

bool
units_multiplies(const struct units *u)
{
	size_t	n = 0, i;

	while (n < u->noun_len && u->noun[n] != ' ' && u->noun[n] != '/')
		n++;
	for (i = 0; i < sizeof(multiples) / sizeof(multiples[0]); i++)
		if (strlen(multiples[i]) == n &&
		    strncasecmp(multiples[i], u->noun, n) == 0)
			return true;
	return false;
}

bool
units_fit(const struct units *a, const struct units *b)
{
	bool	counts;

	counts = (a->dimension == UNITS_COUNT || a->dimension == UNITS_WORD) &&
	    (b->dimension == UNITS_COUNT || b->dimension == UNITS_WORD);
	if (a->dimension != b->dimension && !counts)
		return false;
	/* 5 k are no 5, and 5 M no 5 m. */
	if (units_multiplies(a) || units_multiplies(b))
		return a->noun_len == b->noun_len &&
		    memcmp(a->noun, b->noun, a->noun_len) == 0;
	/* "4.5" may be out of five or out of ten. */
	if (a->noun_len == 0 || b->noun_len == 0)
		return (a->noun_len == 0 || *a->noun != '/') &&
		    (b->noun_len == 0 || *b->noun != '/');
	return a->noun_len == b->noun_len &&
	    strncasecmp(a->noun, b->noun, a->noun_len) == 0;
}

void
units_to_base(const struct units *u, struct decimal *x)
{
	struct decimal	factor;

	if (u->factor != 1) {
		decimal_int(u->factor, &factor);
		decimal_mul(x, &factor, x);
	}
	decimal_shift(x, -u->shift);
}

void
units_from_base(const struct units *u, struct decimal *x, int places)
{
	struct decimal	factor;

	decimal_shift(x, u->shift);
	if (u->factor != 1) {
		decimal_int(u->factor, &factor);
		decimal_div(x, &factor, places, x);
	} else
		decimal_round(x, places);
}

const char *
units_str(struct arena *a, const char *value, const char *unit)
{
	/* "0 count" says no more than "0". */
	if (unit == NULL || *unit == '\0' || strcmp(unit, "count") == 0 ||
	    strcmp(unit, "1") == 0)
		return value;
	return arena_printf(a, "%s%s%s", value, *unit == '/' ? "" : " ",
	    unit);
}
