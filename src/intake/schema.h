/*
 * Schema: tables that say which members a JSON object has, checked with
 * all findings at once and laid into a struct of the model.
 */
#ifndef INTAKE_SCHEMA_H
#define INTAKE_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct diag;
struct instant;
struct keep;
struct value;

/* What a member holds, and what it becomes at its place in the struct. */
enum schema_type {
	SCHEMA_STRING,		/* const char *; NULL where blank */
	SCHEMA_WORD,		/* const char *; one of words */
	SCHEMA_BOOL,		/* bool */
	SCHEMA_NUMBER,		/* const char *, as written; below 1e15 */
	SCHEMA_INTEGER,		/* the same without a fraction */
	SCHEMA_SIZE,		/* uint64_t; an integer from 0 */
	SCHEMA_SCALAR,		/* const char *; a number or a string */
	SCHEMA_TIME,		/* const struct instant *; RFC 3339 */
	SCHEMA_DAY,		/* const char *; 2026-12-01 or a time */
	SCHEMA_SHA256,		/* char [65]; 64 lower-case hex digits */
	SCHEMA_DIGEST,		/* const char *; "sha256:" + hex, or hex */
	SCHEMA_PATH,		/* const char *; below the record folder */
	SCHEMA_OBJECT,		/* its members lie in the struct at `at' */
	SCHEMA_POINTER,		/* a struct of its own */
	SCHEMA_CHAIN,		/* array of objects: linked list */
	SCHEMA_VECTOR,		/* array of objects: block and size_t count */
	SCHEMA_STRINGS,		/* array of strings: block and size_t count */
	SCHEMA_PAIRS,		/* free names to strings: struct pair list */
	SCHEMA_FLAGS,		/* free names to booleans: struct pair list */
	SCHEMA_TYPES
};

enum {
	SCHEMA_REQUIRED = 1,
	SCHEMA_FILLED = 2,	/* not blank, not an empty array or object */
	SCHEMA_PAST = 4		/* a time that may not lie in the future */
};

#define SCHEMA_NOWHERE	((size_t)-1)	/* checked, kept by the caller */

struct schema_field {
	const char		*name;
	enum schema_type	 type;
	unsigned		 flags;
	size_t			 at;	/* offset in the struct */
	size_t			 count_at;	/* VECTOR, STRINGS */
	const char *const	*words;	/* WORD: NULL-terminated */
	const struct schema_table *table;	/* OBJECT ... VECTOR */
};

struct schema_table {
	const char			*what;	/* "evidence", "a waiver" */
	const struct schema_field	*fields;
	size_t				 count;	/* at most SCHEMA_FIELDS */
	size_t				 size;	/* of the struct */
	size_t				 next;	/* CHAIN: offset of the link */
	int				 absent;	/* finding where a
					   required member is absent */
};

#define SCHEMA_FIELDS	64

/* One check: where things go and where findings go. */
struct schema {
	struct arena		*arena;
	struct keep		*keep;	/* in that arena, or NULL */
	const char		*file;	/* as findings name it */
	const struct instant	*now;	/* for SCHEMA_PAST */
	struct diag		*diag;
	size_t			 faults;
};

/*
 * Check root against the table and lay it into *into, a zeroed struct;
 * what is wrong is left out.  Members whose name starts with "x-" are
 * not looked at.  -1 with findings of the E group.
 */
int	schema_bind(struct schema *, const struct schema_table *,
	    const struct value *root, void *into)
	    __attribute__((warn_unused_result));

/* A finding of the caller's own rules; where may be NULL. */
void	schema_fault(struct schema *, int code, const struct value *where,
	    const char *pointer, const char *fmt, ...)
	    __attribute__((format(printf, 5, 6)));

/* Nothing but blanks? */
bool	schema_is_blank(const char *);

#endif
