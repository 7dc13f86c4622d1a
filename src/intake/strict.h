/*
 * Strict JSON: the grammar of RFC 8259, the restrictions of I-JSON (RFC
 * 7493) and our limits, checked before any library sees the text.
 */
#ifndef INTAKE_STRICT_H
#define INTAKE_STRICT_H

#include <stddef.h>
#include <stdint.h>

struct arena;
struct diag;

/* Where a value begins.  len is that of a number as written, else 0. */
struct strict_token {
	uint32_t	at, len;	/* bytes */
	uint32_t	line, col;	/* from 1, columns in code points */
};

/* The values of a text in the order they begin. */
struct strict_tokens {
	struct strict_token	*list;
	size_t			 count, cap;
};

#define STRICT_TOKENS_INIT	{ NULL, 0, 0 }

/*
 * Check text and note its values in *out (may be NULL; free with
 * strict_clear).  Syntax ends the check at the first fault; repeated
 * names, numbers and strings out of range are collected.  arena is for
 * scratch.  -1 with findings of the J group.
 */
int	strict_check(struct arena *, const char *text, size_t len,
	    const char *file, struct strict_tokens *out, struct diag *)
	    __attribute__((warn_unused_result));

void	strict_clear(struct strict_tokens *);

#endif
