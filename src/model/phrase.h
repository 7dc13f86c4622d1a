/*
 * Phrases of targets in prose: comparisons, versions, baselines and
 * percentiles, as people write them in checklists.
 */
#ifndef MODEL_PHRASE_H
#define MODEL_PHRASE_H

#include <stdbool.h>

struct arena;
struct target;

/*
 * The first comparison with a number in text: op, values and unit of
 * *out are set and *end points behind it.  strict = the text of a task:
 * words ("at least 2 people") count only with a unit that is measured.
 * Returns 1 where there is one, 0 where there is none, -1 where there is
 * one whose number cannot be read.
 */
int	 phrase_compare(struct arena *, const char *text, bool strict,
	    struct target *out, const char **end);

/* A comparison that text begins with, as in a directive: any word behind
 * the number is its unit.  1, 0 or -1 as above. */
int	 phrase_directive(struct arena *, const char *text,
	    struct target *out, const char **end);

/* "PostgreSQL 13+": a name, a version and a plus sign.  0 or 1. */
int	 phrase_version(struct arena *, const char *text,
	    struct target *out);

/* "maintained or improved", "no significant increase".  0 or 1; *end
 * points behind it. */
int	 phrase_baseline(struct arena *, const char *text,
	    struct target *out, const char **end);

/* "95" from "95th percentile", "p95", "median"; NULL where there is none.
 * *from and *to enclose it. */
const char	*phrase_percentile(struct arena *, const char *text,
		    const char **from, const char **to);

#endif
