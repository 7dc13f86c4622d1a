/*
 * Scalars: the forms a string or number of a schema may have.  Each gives
 * NULL where the text has the form, else a phrase that says what is wrong.
 */
#ifndef INTAKE_SCALAR_H
#define INTAKE_SCALAR_H

/* 64 lower-case hexadecimal digits. */
const char	*scalar_sha256(const char *);

/* The same, or "sha256:", "sha384:", "sha512:" and the digits. */
const char	*scalar_digest(const char *);

/* A JSON number below 1e15 in size. */
const char	*scalar_number(const char *);

/* The same without fraction and exponent. */
const char	*scalar_integer(const char *);

/* 2026-12-01, or an RFC 3339 time with offset. */
const char	*scalar_day(const char *);

/* A version: 13.4.2, 2.6.0-rc1, 1:7.0.5+deb. */
const char	*scalar_version(const char *);

#endif
