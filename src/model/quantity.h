/*
 * Quantities in prose: a number and its unit, as people write them.
 * What is not beyond doubt is none: "10 000", "5 million", "1 h 30 min".
 */
#ifndef MODEL_QUANTITY_H
#define MODEL_QUANTITY_H

#include <stdbool.h>

struct arena;

/* Behind blanks, also those that do not break a line. */
const char	*quantity_blank(const char *s);

/*
 * A number at s: 99.9, 1,000, -3.  Its digits without grouping go to
 * *digits.  Returns what follows, or NULL where it is no number we are
 * sure of: 0,1 is a decimal in one half of the world, and 1.000 the
 * thousand of it where a comma follows.
 */
const char	*quantity_number(struct arena *, const char *s,
		    const char **digits);

/*
 * The unit behind a number, "" for none.  Attached to it ("500ms",
 * "4.0/5") it is what stands there; behind a blank it is taken if it is a
 * unit we know, or, loose = in a directive, whatever word it is.  Returns
 * what follows, or NULL where number and unit are not all of it.
 */
const char	*quantity_unit(struct arena *, const char *s, bool loose,
		    const char **unit);

#endif
