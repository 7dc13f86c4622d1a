/*
 * Slugs: the readable part of an id, made from a heading or a label, and
 * the numbers headings carry.
 */
#ifndef INTAKE_SLUG_H
#define INTAKE_SLUG_H

#include <stddef.h>

struct arena;
struct buf;

/*
 * Append the slug of s: letters and digits of every script stay, ASCII
 * and Latin letters lower-cased and without their accents, everything
 * else becomes one hyphen between words.  At most max bytes, cut where a
 * word ends if there is such a place.  Returns the bytes added; 0 where
 * s holds no letter and no digit.
 */
size_t		 slug_add(struct buf *, const char *s, size_t max);

/* The same as a string; "" where there is none. */
const char	*slug_of(struct arena *, const char *s);

/*
 * The number a heading starts with: "1.1 Backup", "1.1. Backup",
 * "3) Backup" give "1.1", "1.1", "3", and *rest what follows.  A whole
 * number needs its dot or parenthesis ("24 hours" has none).  NULL and
 * *rest = title where there is no number.
 */
const char	*slug_number(struct arena *, const char *title,
		    const char **rest);

#endif
