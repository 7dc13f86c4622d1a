/*
 * People: names held against each other as readers would.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/people.h"
#include "base/person.h"
#include "base/utf8.h"

/* Letters U+00C0 to U+017F without their marks; * is none. */
static const char	plain[] =
    "aaaaaaaceeeeiiiidnooooo*ouuuuytsaaaaaaaceeeeiiiidnooooo*ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkk"
    "llllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
_Static_assert(sizeof(plain) - 1 == 0x180 - 0xc0, "one a letter");

/*
 * A code point of a name as it is compared: 0 = it makes no difference.
 * Case, marks, points and hyphens tell nobody apart; blanks are one sort.
 */
static uint32_t
fold(uint32_t cp)
{
	if (cp == '-' || cp == '_' || cp <= ' ' || cp == 0xa0 || cp == 0x3000 ||
	    (cp >= 0x2000 && cp <= 0x200a) || (cp >= 0x2010 && cp <= 0x2015) ||
	    cp == 0x2028 || cp == 0x2029 || cp == 0x202f || cp == 0x205f)
		return ' ';
	if (cp >= 'A' && cp <= 'Z')
		return cp + ('a' - 'A');
	if (cp < 0x80)
		return (cp >= 'a' && cp <= 'z') || (cp >= '0' && cp <= '9') ?
		    cp : cp == '@' || cp == '+' ? cp : 0;
	if (cp >= 0xc0 && cp < 0x180)
		return (unsigned char)plain[cp - 0xc0];
	if ((cp >= 0x391 && cp <= 0x3a9) || (cp >= 0x410 && cp <= 0x42f))
		return cp + 32;
	if (cp >= 0x400 && cp <= 0x40f)
		return cp + 80;
	return cp < 0xc0 || utf8_columns(cp) == 0 || utf8_is_bidi_control(cp) ?
	    0 : cp;
}

/* The next folded code point of s[0..n), runs of blanks as one; 0 at the
 * end. */
static uint32_t
next_folded(const char **s, size_t *n)
{
	uint32_t	cp, found = 0;
	size_t		used;

	while (*n > 0) {
		cp = fold(utf8_decode(*s, *n, &used));
		if (found == ' ' && cp != ' ' && cp != 0)
			return ' ';
		*s += used;
		*n -= used;
		if (cp != 0 && cp != ' ')
			return cp;
		if (cp == ' ')
			found = ' ';
	}
	return 0;
}

/* At the first that is no blank and no @ of a handle. */
static uint32_t
first_folded(const char **s, size_t *n)
{
	uint32_t	cp;

	while ((cp = next_folded(s, n)) == ' ' || cp == '@')
		;
	return cp;
}

/* The same name in a[0..n) and b[0..m)? */
static bool
same_name(const char *a, size_t n, const char *b, size_t m)
{
	uint32_t	x = first_folded(&a, &n), y = first_folded(&b, &m);

	if (x == 0 || y == 0)
		return false;
	for (; x == y && x != 0; x = next_folded(&a, &n))
		y = next_folded(&b, &m);
	return x == 0 && y == 0;
}

bool
people_same(const char *a, const char *b)
{
	return a != NULL && b != NULL &&
	    same_name(a, strlen(a), b, strlen(b));
}

bool
people_named(const char *text)
{
	size_t	n = text == NULL ? 0 : strlen(text);

	return first_folded(&text, &n) != 0;
}

/* Where a piece of "A <a@x>, B and C" ends, and where the next begins;
 * marks are what stands between pieces, beside " and ". */
static size_t
piece_end(const char *s, size_t len, const char *marks, size_t *next)
{
	size_t	n;

	for (n = 0; n < len; n++) {
		*next = n + 5;
		if (*marks == ',' && n + 5 <= len &&
		    strncasecmp(s + n, " and ", 5) == 0)
			return n;
		*next = n + 1;
		if (strchr(marks, s[n]) != NULL)
			return n;
	}
	*next = len;
	return len;
}

/* Spelt as one name, or with letters that only look like it. */
static bool
one_person(const char *a, size_t n, const char *b, size_t m)
{
	return same_name(a, n, b, m) || person_like(a, n, b, m);
}

/* Is one of the names of this person, "A <a@x>", one of people's? */
static bool
is_among(const char *person, size_t len, const char *people)
{
	const char	*p;
	size_t		 n, m, next, step, left;

	for (; len > 0; person += next, len -= next) {
		n = piece_end(person, len, "<>()", &next);
		if (one_person(person, n, people, strlen(people)))
			return true;
		for (p = people, left = strlen(p); left > 0;
		    p += step, left -= step) {
			m = piece_end(p, left, ",;&/<>()", &step);
			if (one_person(person, n, p, m))
				return true;
		}
	}
	return false;
}

bool
people_shared(const char *a, const char *b, bool all)
{
	size_t	n, next, len, named = 0, shared = 0, left;
	const char *rest;

	if (!people_named(a) || !people_named(b))
		return false;
	if (one_person(a, strlen(a), b, strlen(b)))
		return true;
	for (len = strlen(a); len > 0; a += next, len -= next) {
		n = piece_end(a, len, ",;&/", &next);
		rest = a;
		left = n;
		if (first_folded(&rest, &left) == 0)
			continue;
		named++;
		shared += is_among(a, n, b);
	}
	return all ? named > 0 && shared == named : shared > 0;
}
