/*
 * Slips: what stands at a place of a JSON text, in words for a finding,
 * and the hint for the ones that come from other notations.
 */
#ifndef INTAKE_SLIP_H
#define INTAKE_SLIP_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* Line and column (code points) of an offset, both from 1. */
void		 slip_place(const char *s, size_t n, size_t at,
		    unsigned *line, unsigned *col);

/* A letter, digit, '_' or '$'. */
bool		 slip_is_word(int c);

/* Does word stand at the offset? */
bool		 slip_starts(const char *s, size_t n, size_t at,
		    const char *word);

/* "\"True\"", "','", "a tab", "U+00A0", "the end of the text". */
const char	*slip_found(struct arena *, const char *s, size_t n,
		    size_t at);

/* "JSON has no comments ...", or NULL where it is no known slip. */
const char	*slip_hint(const char *s, size_t n, size_t at);

#endif
