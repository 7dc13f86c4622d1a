/*
 * Units of measurement: what a unit's name stands for, which two can be
 * compared, and the exact factor between them.
 */
#ifndef MODEL_UNITS_H
#define MODEL_UNITS_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct decimal;

enum units_dimension {
	UNITS_COUNT,		/* none, or "count", "times" ... */
	UNITS_WORD,		/* a word we do not know: counts of those */
	UNITS_SHARE,		/* base: % */
	UNITS_TIME,		/* base: ns */
	UNITS_BYTES,		/* base: B */
	UNITS_BITS,		/* base: bit per second */
	UNITS_RATE,		/* base: per week, of noun */
	UNITS_DIMENSIONS
};

/* One unit is factor * 10^shift base units. */
struct units {
	enum units_dimension	 dimension;
	long long		 factor;
	int			 shift;
	const char		*noun;	/* of WORD and RATE; not closed */
	size_t			 noun_len;
};

/* Every text is some unit; NULL is a count.  Keeps a pointer into it. */
void	 units_parse(const char *text, struct units *out);

/* Is it no thing but a multiple, "k", "million users"?  What the value
 * would be counts for less than what it could be taken for. */
bool	 units_multiplies(const struct units *);

/* May values of the two be compared?  A count fits any word. */
bool	 units_fit(const struct units *a, const struct units *b);

/* Exactly into base units. */
void	 units_to_base(const struct units *, struct decimal *);

/* From base units, to at most the given places behind the point. */
void	 units_from_base(const struct units *, struct decimal *, int places);

/* "99.9 %", "4.0/5", "3": a value with its unit as written. */
const char	*units_str(struct arena *, const char *value,
		    const char *unit);

#endif
