/* Scalars: forms of single values, checked as text. */
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "intake/numeral.h"
#include "intake/scalar.h"

/* Numbers stay exact in every reader below this power of ten. */
#define POWER_MAX	15
#define VERSION_MAX	64

static const char	hex[] = "0123456789abcdef";

static const char *
hex_digits(const char *s, size_t want, const char *wrong)
{
	size_t	n = strspn(s, hex);

	if (s[n] != '\0' && strchr("ABCDEF", s[n]) != NULL)
		return "write its digits in lower case";
	return n == want && s[n] == '\0' ? NULL : wrong;
}

const char *
scalar_sha256(const char *s)
{
	return hex_digits(s, 64, "a SHA-256 is 64 hexadecimal digits, as "
	    "sha256sum prints them");
}

const char *
scalar_digest(const char *s)
{
	if (strncmp(s, "sha256:", 7) == 0)
		return scalar_sha256(s + 7);
	if (strncmp(s, "sha384:", 7) == 0)
		return hex_digits(s + 7, 96, "a SHA-384 is 96 hexadecimal "
		    "digits");
	if (strncmp(s, "sha512:", 7) == 0)
		return hex_digits(s + 7, 128, "a SHA-512 is 128 hexadecimal "
		    "digits");
	return hex_digits(s, 64, "a digest is 64 hexadecimal digits, or "
	    "\"sha256:\", \"sha384:\" or \"sha512:\" and its digits");
}

const char *
scalar_number(const char *s)
{
	if (numeral_power(s, strlen(s)) >= POWER_MAX)
		return "a number stays below 1e15";
	return NULL;
}

const char *
scalar_integer(const char *s)
{
	const char	*d = s + (*s == '-');

	if (d[strspn(d, "0123456789")] != '\0')
		return "a whole number is written without point and exponent";
	return scalar_number(s);
}

const char *
scalar_day(const char *s)
{
	struct instant	 when;
	const char	*why = NULL;
	char		 text[32];

	if (strlen(s) != 10)
		return date_parse(s, &when, &why) == 0 ? NULL : why;
	snprintf(text, sizeof(text), "%sT00:00:00Z", s);
	return date_parse(text, &when, &why) == 0 ? NULL : why;
}

const char *
scalar_version(const char *s)
{
	static const char	set[] = "0123456789abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ.-+~:_";

	if (s[0] == 'v' && s[1] >= '0' && s[1] <= '9')
		s++;
	if (*s < '0' || *s > '9' || s[strspn(s, set)] != '\0' ||
	    strlen(s) > VERSION_MAX)
		return "only a version may stand in quotes, such as "
		    "\"13.4.2\"";
	return NULL;
}
