/* Numerals: scanning one, and how large it is, without a conversion. */
#include <stdbool.h>
#include <string.h>

#include "intake/numeral.h"
#include "intake/slip.h"

/* Exponents are cut here; no number that matters comes near. */
#define EXPONENT_MAX	100000000L

static size_t
digits(const char *s, size_t n, size_t at)
{
	size_t	i = at;

	while (i < n && s[i] >= '0' && s[i] <= '9')
		i++;
	return i - at;
}

enum numeral_kind
numeral_scan(const char *s, size_t n, size_t *used)
{
	size_t	*i = used, d;

	*i = s[0] == '-';
	d = digits(s, n, *i);
	if (d == 0)
		return NUMERAL_SIGN;
	if (d > 1 && s[*i] == '0') {
		(*i)++;
		return NUMERAL_ZERO;
	}
	*i += d;
	if (*i < n && s[*i] == '.') {
		(*i)++;
		if ((d = digits(s, n, *i)) == 0)
			return NUMERAL_POINT;
		*i += d;
	}
	if (*i < n && (s[*i] == 'e' || s[*i] == 'E')) {
		(*i)++;
		if (*i < n && (s[*i] == '+' || s[*i] == '-'))
			(*i)++;
		if ((d = digits(s, n, *i)) == 0)
			return NUMERAL_EXPONENT;
		*i += d;
	}
	if (*i < n && (slip_is_word((unsigned char)s[*i]) || s[*i] == '.' ||
	    s[*i] == '+' || s[*i] == '-'))
		return NUMERAL_TAIL;
	return NUMERAL_GOOD;
}

long
numeral_power(const char *s, size_t n)
{
	long	power = -1, sign = 1, e = 0;
	bool	point = false, seen = false;
	size_t	i;

	for (i = 0; i < n && s[i] != 'e' && s[i] != 'E'; i++) {
		if (s[i] == '-')
			continue;
		if (s[i] == '.') {
			point = true;
			continue;
		}
		seen = seen || s[i] != '0';
		if (!point && seen)
			power++;
		else if (point && !seen)
			power--;
	}
	if (!seen)
		return NUMERAL_NOTHING;
	for (i++; i < n; i++) {
		if (s[i] == '-')
			sign = -1;
		else if (s[i] != '+' && e < EXPONENT_MAX)
			e = e * 10 + (s[i] - '0');
	}
	return power + sign * e;
}
