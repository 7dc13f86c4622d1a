/*
 * Instants: RFC 3339 date-times that carry an offset.  All arithmetic is
 * in UTC seconds; the offset is kept to show the time as it was written.
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

struct instant {
	int64_t	sec;		/* seconds since 1970-01-01T00:00:00Z */
	int	offset;		/* minutes east of UTC, as written */
	bool	set;
};

/* Room for the longest form below, NUL included. */
#define DATE_MAX	48

/*
 * RFC 3339 section 5.6 date-time with offset, years 2000-2100 (limits.h);
 * fractions are accepted and cut, a leap second is refused.  Returns -1
 * and sets *why to a constant phrase ("no offset", "no such day" ...).
 */
int	 date_parse(const char *s, struct instant *out, const char **why)
	    __attribute__((warn_unused_result));

/* "2026-11-22 14:05 +01:00"; "Z" never, "+00:00" instead. */
void	 date_str(const struct instant *, char out[DATE_MAX]);

/* "2026-11-22 13:05 UTC" */
void	 date_str_utc(const struct instant *, char out[DATE_MAX]);

/* "2026-11-22T14:05:09+01:00" */
void	 date_str_rfc3339(const struct instant *, char out[DATE_MAX]);

/* "Sun, 22 Nov 2026 14:05:09 +0100" (RFC 5322 section 3.3) */
void	 date_str_mail(const struct instant *, char out[DATE_MAX]);

/* "D:20261122130509Z" (ISO 32000-2 7.9.4), always UTC */
void	 date_str_pdf(const struct instant *, char out[DATE_MAX]);

/* Civil date in UTC, for ASN.1 times; month 1-12. */
void	 date_civil(int64_t sec, int *y, int *mo, int *d, int *h, int *mi,
	    int *s);

/*
 * A span in words from a directive or evidence: "24h", "7d", "90m",
 * "30s", "2w", "1 month" (30 days).  Returns -1 if it is none.
 */
int	 date_span(const char *s, int64_t *seconds)
	    __attribute__((warn_unused_result));

/* "3 h 20 min", "2 days": at most two units, never negative. */
void	 date_span_str(int64_t seconds, char out[DATE_MAX]);

#endif
