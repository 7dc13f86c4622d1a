/*
 * Decimal numbers, exact.  A lexeme has at most LIMIT_JSON_NUMBER (40)
 * digits and, written out, at most 40 before and 40 behind the point; so a
 * product of two has 80 digits and a sum of two 81, both well inside
 * DECIMAL_DIGITS.
 */
#include <stdio.h>
#include <string.h>

#include "base/decimal.h"
#include "base/limits.h"

#define PLACES	LIMIT_JSON_NUMBER

/* Room for any aligned pair inside this file. */
#define WIDE	(4 * DECIMAL_DIGITS)

_Static_assert(DECIMAL_DIGITS >= 3 * LIMIT_JSON_NUMBER,
    "the product of two numbers and a unit fits");

/* Drop leading zeros; zero is no digits and not negative. */
static void
trim(struct decimal *x)
{
	int	lead = 0;

	while (lead < x->digits && x->d[lead] == 0)
		lead++;
	if (lead > 0) {
		memmove(x->d, x->d + lead, (size_t)(x->digits - lead));
		x->digits -= lead;
	}
	if (x->digits == 0)
		x->negative = 0;
}

/* The exponent of RFC 8259 "exp" at s[i..n); -1 where it is none. */
static int
parse_exponent(const char *s, size_t i, size_t n, int *exponent)
{
	int	sign = 1, e = 0;

	if (i < n && (s[i] == '+' || s[i] == '-'))
		sign = s[i++] == '-' ? -1 : 1;
	if (i >= n)
		return -1;
	for (; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		if (e < 10000)
			e = e * 10 + (s[i] - '0');
	}
	*exponent = sign * e;
	return 0;
}

/* Digits of the int and frac parts into x; returns where they end. */
static size_t
parse_digits(const char *s, size_t i, size_t n, struct decimal *x)
{
	size_t	start = i;

	for (; i < n && s[i] >= '0' && s[i] <= '9'; i++)
		x->d[x->digits++] = (unsigned char)(s[i] - '0');
	/* RFC 8259: at least one digit, no leading zero. */
	if (i == start || (i > start + 1 && s[start] == '0'))
		return 0;
	if (i >= n || s[i] != '.')
		return i;
	start = ++i;
	for (; i < n && s[i] >= '0' && s[i] <= '9'; i++, x->scale++)
		x->d[x->digits++] = (unsigned char)(s[i] - '0');
	return i == start ? 0 : i;
}

int
decimal_parse(const char *s, size_t n, struct decimal *out)
{
	struct decimal	x;
	size_t		i = 0;
	int		exponent = 0;

	memset(&x, 0, sizeof(x));
	if (n == 0 || n > LIMIT_JSON_NUMBER)
		return -1;
	if (s[0] == '-') {
		x.negative = 1;
		i++;
	}
	if ((i = parse_digits(s, i, n, &x)) == 0)
		return -1;
	if (i < n) {
		if (s[i] != 'e' && s[i] != 'E')
			return -1;
		if (parse_exponent(s, i + 1, n, &exponent) == -1)
			return -1;
	}
	x.scale -= exponent;
	trim(&x);
	if (x.digits == 0) {
		/* 0e400 is zero; 0.00 keeps its two places. */
		if (x.scale < 0 || x.scale > PLACES)
			x.scale = 0;
	} else if (x.scale > PLACES || x.digits - x.scale > PLACES)
		return -1;
	*out = x;
	return 0;
}

/* Digit at the place 10^p. */
static int
digit_at(const struct decimal *x, int p)
{
	int	i = x->digits - 1 - (p + x->scale);

	return i < 0 || i >= x->digits ? 0 : x->d[i];
}

static int
top(const struct decimal *x)
{
	return x->digits - 1 - x->scale;
}

static int
cmp_magnitude(const struct decimal *a, const struct decimal *b)
{
	int	p, low, d;

	if (a->digits == 0 || b->digits == 0)
		return (a->digits != 0) - (b->digits != 0);
	if (top(a) != top(b))
		return top(a) < top(b) ? -1 : 1;
	low = a->scale > b->scale ? -a->scale : -b->scale;
	for (p = top(a); p >= low; p--)
		if ((d = digit_at(a, p) - digit_at(b, p)) != 0)
			return d;
	return 0;
}

int
decimal_cmp(const struct decimal *a, const struct decimal *b)
{
	if (a->negative != b->negative)
		return a->negative ? -1 : 1;
	return a->negative ? cmp_magnitude(b, a) : cmp_magnitude(a, b);
}

/*
 * n digits with the given scale as a decimal; what does not fit into
 * DECIMAL_DIGITS is rounded half up, which no two lexemes can reach.
 */
static void
store(const unsigned char *d, int n, int scale, int negative,
    struct decimal *out)
{
	int	lead = 0, keep, i;

	while (lead < n && d[lead] == 0)
		lead++;
	d += lead;
	n -= lead;
	keep = n < DECIMAL_DIGITS - 1 ? n : DECIMAL_DIGITS - 1;
	memset(out, 0, sizeof(*out));
	out->d[0] = 0;
	memcpy(out->d + 1, d, (size_t)keep);
	out->digits = keep + 1;
	out->scale = scale - (n - keep);
	out->negative = negative;
	if (keep < n && d[keep] >= 5) {
		for (i = keep; out->d[i] == 9; i--)
			out->d[i] = 0;
		out->d[i]++;
	}
	trim(out);
}

/* |a| + sign * |b|, where |a| >= |b| if sign is -1. */
static void
combine(const struct decimal *a, const struct decimal *b, int sign,
    int negative, struct decimal *out)
{
	unsigned char	wide[WIDE];
	int		scale = a->scale > b->scale ? a->scale : b->scale;
	int		high = top(a) > top(b) ? top(a) : top(b);
	int		n, i, p, v, carry = 0;

	/* A term of no digits must not stretch the span. */
	if (high < -scale)
		high = -scale;
	n = high + 2 + scale;
	if (n > WIDE) {
		/* Terms so far apart that the small one is no digit. */
		*out = *a;
		out->negative = negative;
		return;
	}
	for (i = n - 1, p = -scale; i >= 0; i--, p++) {
		v = digit_at(a, p) + sign * digit_at(b, p) + carry;
		carry = v < 0 ? -1 : v / 10;
		wide[i] = (unsigned char)(v < 0 ? v + 10 : v % 10);
	}
	store(wide, n, scale, negative, out);
}

void
decimal_add(const struct decimal *a, const struct decimal *b,
    struct decimal *out)
{
	if (a->negative == b->negative) {
		if (cmp_magnitude(a, b) >= 0)
			combine(a, b, 1, a->negative, out);
		else
			combine(b, a, 1, a->negative, out);
	} else if (cmp_magnitude(a, b) >= 0)
		combine(a, b, -1, a->negative, out);
	else
		combine(b, a, -1, b->negative, out);
}

void
decimal_sub(const struct decimal *a, const struct decimal *b,
    struct decimal *out)
{
	struct decimal	minus = *b;

	if (minus.digits > 0)
		minus.negative = !minus.negative;
	decimal_add(a, &minus, out);
}

void
decimal_mul(const struct decimal *a, const struct decimal *b,
    struct decimal *out)
{
	unsigned	sum[2 * DECIMAL_DIGITS] = { 0 };
	unsigned char	wide[2 * DECIMAL_DIGITS];
	int		n = a->digits + b->digits, i, k;
	int		scale = a->scale + b->scale;

	for (i = 0; i < a->digits; i++)
		for (k = 0; k < b->digits; k++)
			sum[i + k + 1] += (unsigned)(a->d[i] * b->d[k]);
	for (i = n - 1; i >= 0; i--) {
		if (i > 0)
			sum[i - 1] += sum[i] / 10;
		wide[i] = (unsigned char)(sum[i] % 10);
	}
	store(wide, n, scale, a->negative != b->negative, out);
}

void
decimal_int(long long n, struct decimal *out)
{
	char			text[32];
	unsigned char		d[32];
	unsigned long long	u;
	int			len, i;

	u = n < 0 ? 0 - (unsigned long long)n : (unsigned long long)n;
	len = snprintf(text, sizeof(text), "%llu", u);
	for (i = 0; i < len; i++)
		d[i] = (unsigned char)(text[i] - '0');
	store(d, len, 0, n < 0, out);
}

void
decimal_shift(struct decimal *x, int p)
{
	if (x->digits > 0)
		x->scale += p;
}

void
decimal_div(const struct decimal *a, const struct decimal *b, int places,
    struct decimal *out)
{
	unsigned char	wide[WIDE];
	struct decimal	rest, part, unit = *b;
	int		p, high, n = 0, q;
	int		negative = a->negative != b->negative;

	if (a->digits == 0 || b->digits == 0) {
		memset(out, 0, sizeof(*out));
		return;
	}
	rest = *a;
	rest.negative = unit.negative = 0;
	/* Schoolbook, one place more for the rounding. */
	high = top(a) - top(b);
	if (high < -places)
		high = -places;
	for (p = high; p >= -places - 1 && n < WIDE; p--) {
		part = unit;
		decimal_shift(&part, -p);
		for (q = 0; decimal_cmp(&rest, &part) >= 0; q++)
			decimal_sub(&rest, &part, &rest);
		wide[n++] = (unsigned char)q;
	}
	store(wide, n, places + 1, negative, out);
	decimal_round(out, places);
}

void
decimal_round(struct decimal *x, int places)
{
	unsigned char	wide[DECIMAL_DIGITS + 1];
	int		drop = x->scale - places, keep = x->digits - drop;
	int		up, i;

	if (drop <= 0)
		return;
	if (keep < 0)
		keep = 0;
	up = digit_at(x, -places - 1) >= 5;
	wide[0] = 0;
	memcpy(wide + 1, x->d, (size_t)keep);
	if (up) {
		for (i = keep; wide[i] == 9; i--)
			wide[i] = 0;
		wide[i]++;
	}
	store(wide, keep + 1, places, x->negative, x);
}

void
decimal_strip(struct decimal *x)
{
	while (x->digits > 0 && x->scale > 0 && x->d[x->digits - 1] == 0) {
		x->digits--;
		x->scale--;
	}
	if (x->digits == 0)
		x->scale = 0;
}

void
decimal_str(const struct decimal *x, char *out, size_t size)
{
	int	low = x->scale > 0 ? -x->scale : 0;
	int	p = top(x) > 0 ? top(x) : 0;
	size_t	n = 0, need;

	/* Sign, digits, point, NUL; a number is never cut. */
	need = (size_t)(p - low) + 4;
	if (need > size) {
		snprintf(out, size, "%s", "?");
		return;
	}
	if (x->negative)
		out[n++] = '-';
	for (; p >= low; p--) {
		if (p == -1)
			out[n++] = '.';
		out[n++] = (char)('0' + digit_at(x, p));
	}
	out[n] = '\0';
}

double
decimal_double(const struct decimal *x)
{
	double	v = 0;
	int	i;

	for (i = 0; i < x->digits; i++)
		v = v * 10 + x->d[i];
	for (i = x->scale; i > 0; i--)
		v /= 10;
	for (i = x->scale; i < 0; i++)
		v *= 10;
	return x->negative ? -v : v;
}
