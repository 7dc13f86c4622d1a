/* Quantities: numbers that nothing continues, and their units. */
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "model/quantity.h"
#include "model/units.h"

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (unsigned char)c >= 0x80;
}

const char *
quantity_blank(const char *s)
{
	for (;;) {
		if (*s == ' ' || *s == '\t' || *s == '\n')
			s++;
		else if (strncmp(s, "\xc2\xa0", 2) == 0)
			s += 2;
		else if (strncmp(s, "\xe2\x80\xaf", 3) == 0)
			s += 3;
		else
			return s;
	}
}

/* Dashes of ranges and signs of products, behind a number. */
static const char *
skip_sign(const char *s)
{
	static const char *const	signs[] = { "-", "\xe2\x80\x93",
	    "\xe2\x80\x94", "\xe2\x88\x92", "\xe2\x80\x91", "*", "\xc3\x97",
	    "\xc2\xb7", "\xe2\x8b\x85", "x", "X", "to", "or", "bis", "~",
	    "\xc2\xb1", "'", "^", "+" };
	size_t				i;

	for (i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (strncmp(s, signs[i], strlen(signs[i])) == 0)
			return quantity_blank(s + strlen(signs[i]));
	return s;
}

/* Is the number over: no group of digits, range, power or product? */
static bool
is_over(const char *s)
{
	/* 1'000, 1_000, 10^6, 30-day; 1.2.3, 1.000,5, 14:05 */
	if (*s != '\0' && strchr("'_^*~=#&@\\+-", *s) != NULL)
		return false;
	if ((*s == '.' || *s == ',' || *s == ':') && is_digit(s[1]))
		return false;
	return !is_digit(*s) && !is_digit(*skip_sign(quantity_blank(s)));
}

const char *
quantity_number(struct arena *a, const char *s, const char **digits)
{
	char	text[64];
	size_t	n = 0, lead = 0;

	if (*s == '-')
		text[n++] = *s++;
	if (!is_digit(*s))
		return NULL;
	for (; n < sizeof(text) - 1; s++) {
		if (is_digit(*s)) {
			text[n++] = *s;
			lead++;
		} else if (*s == ',' && is_digit(s[1]) && is_digit(s[2]) &&
		    is_digit(s[3]) && !is_digit(s[4]) && lead > 0 &&
		    lead <= 3 && text[n - lead] != '0')
			lead = 0;
		else
			break;
	}
	if (*s == '.' && is_digit(s[1])) {
		text[n++] = *s++;
		while (is_digit(*s) && n < sizeof(text) - 1)
			text[n++] = *s++;
	}
	if (!is_over(s))
		return NULL;
	*digits = arena_strndup(a, text, n);
	return s;
}

/* End of a word that could be a unit: letters, %, /, per mille, micro. */
static const char *
word_end(const char *s)
{
	for (;;) {
		if (*s == '%' || *s == '/' ||
		    (is_letter(*s) && (unsigned char)*s < 0x80))
			s++;
		else if (strncmp(s, "\xc2\xb5", 2) == 0 ||
		    strncmp(s, "\xce\xbc", 2) == 0)
			s += 2;
		else if (strncmp(s, "\xe2\x80\xb0", 3) == 0)
			s += 3;
		else
			return s;
	}
}

/* "per day" or "per second" behind a unit or noun. */
static const char *
per_end(const char *s)
{
	const char	*p = quantity_blank(s), *end;

	if (strncasecmp(p, "per", 3) != 0 || is_letter(p[3]) ||
	    is_digit(p[3]))
		return s;
	p = quantity_blank(p + 3);
	end = word_end(p);
	return end == p ? s : end;
}

/* "1 h 30 min", "5 % - 10 %": more of the same follows the unit at s. */
static bool
goes_on(struct arena *a, const char *s, enum units_dimension dimension)
{
	const char	*next = skip_sign(quantity_blank(s)), *end;
	struct units	 u;

	if (!is_digit(*next) || dimension == UNITS_COUNT ||
	    dimension == UNITS_WORD)
		return false;
	next += strspn(next, "0123456789.,");
	next = quantity_blank(next);
	end = word_end(next);
	units_parse(arena_strndup(a, next, (size_t)(end - next)), &u);
	return u.dimension == dimension;
}

const char *
quantity_unit(struct arena *a, const char *s, bool loose, const char **unit)
{
	const char	*from = s, *end = word_end(s);
	struct units	 u;

	*unit = "";
	if (end == s && (unsigned char)*s >= 0x80 && quantity_blank(s) == s)
		return NULL;	/* a unit in a script we do not know */
	if (end == s) {
		from = quantity_blank(s);
		end = per_end(s) != s ? s : word_end(from);
	} else if (end == s + 1 && *s == '/' && is_digit(s[1]))
		for (end = s + 1; is_digit(*end);)
			end++;
	end = per_end(end);
	if (end == from || end == s)
		return s;
	/* "1 e6" and "10 m2" */
	if (is_digit(*end))
		return NULL;
	*unit = arena_strndup(a, from, (size_t)(end - from));
	units_parse(*unit, &u);
	if (units_multiplies(&u) || goes_on(a, end, u.dimension))
		return NULL;
	if (u.dimension == UNITS_WORD && from != s && !loose) {
		*unit = "";
		return s;
	}
	/* "13b" and "5xx" are names, not so many of something. */
	if (u.dimension == UNITS_WORD && from == s && **unit != '/')
		return NULL;
	return end;
}
