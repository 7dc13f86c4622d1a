/*
 * Decimal numbers as written: comparing, adding and scaling without a
 * binary fraction in between, so that 99.90 is 99.90 and a threshold of
 * 0.1 is met by 0.1.
 */
#ifndef BASE_DECIMAL_H
#define BASE_DECIMAL_H

#include <stddef.h>

/* Digits kept; products of two lexemes (limits.h, 40) and a unit fit. */
#define DECIMAL_DIGITS	120

struct decimal {
	int		negative;
	int		digits;		/* significant digits used */
	int		scale;		/* value = int(d) / 10^scale */
	unsigned char	d[DECIMAL_DIGITS];	/* most significant first */
};

/* Room for decimal_str() of any lexeme, product or sum of two. */
#define DECIMAL_STR	192

/*
 * JSON number lexeme (RFC 8259 section 6).  -1: none, longer than 40
 * characters, or with more than 40 digits before or behind the point when
 * written without exponent.
 */
int	 decimal_parse(const char *s, size_t n, struct decimal *out)
	    __attribute__((warn_unused_result));

/* <0, 0, >0 as a is below, equal to, above b. */
int	 decimal_cmp(const struct decimal *a, const struct decimal *b);

void	 decimal_add(const struct decimal *a, const struct decimal *b,
	    struct decimal *out);
void	 decimal_sub(const struct decimal *a, const struct decimal *b,
	    struct decimal *out);
void	 decimal_mul(const struct decimal *a, const struct decimal *b,
	    struct decimal *out);

/* Integer n as a decimal. */
void	 decimal_int(long long n, struct decimal *out);

/* Divide by a power of ten: value / 10^p (p may be negative). */
void	 decimal_shift(struct decimal *, int p);

/*
 * a / b with the given number of places behind the point, rounded half
 * away from zero; zero where b is zero.  For showing, never for deciding.
 */
void	 decimal_div(const struct decimal *a, const struct decimal *b,
	    int places, struct decimal *out);

/* At most places digits behind the point, rounded half away from zero. */
void	 decimal_round(struct decimal *, int places);

/* Take trailing zeros behind the point away: 5.00 -> 5. */
void	 decimal_strip(struct decimal *);

/* Plain notation without exponent, trailing zeros of the scale kept;
 * "?" where it would not fit whole. */
void	 decimal_str(const struct decimal *, char *out, size_t size);

/* For pictures only, never for a decision. */
double	 decimal_double(const struct decimal *);

#endif
