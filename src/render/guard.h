/*
 * The last look at finished markup: only elements and attributes that our
 * writers use, quoted values, link targets of allowed schemes.  Knows
 * nothing of how the bytes came about.
 */
#ifndef RENDER_GUARD_H
#define RENDER_GUARD_H

#include <stddef.h>

/* 0, or -1 with the offset of what is not ours in *bad. */
int	guard_check(const char *markup, size_t n, size_t *bad)
	    __attribute__((warn_unused_result));

#endif
