/*
 * Targets of success metrics: reading them from the words of an item or a
 * directive, and holding a measurement against them.
 */
#ifndef MODEL_TARGET_H
#define MODEL_TARGET_H

#include <stdbool.h>

struct arena;
struct decimal;
struct measure;
struct measured;
struct target;

/*
 * Find a target in the plain text of an item: "System uptime > 99.9%",
 * "< 500ms (95th percentile)", "minimum 80% coverage", "PostgreSQL 13+",
 * "at least 3 replicas", "between 2 and 5 s", "maintained or improved",
 * "no significant increase".  numeric_only = a task: baseline phrases and
 * bare words give nothing.  Returns NULL where there is nothing; op is
 * TARGET_NONE where there are words of a target that cannot be computed
 * ("within SLA").
 */
struct target	*target_parse(struct arena *, const char *text,
		    bool numeric_only);

/*
 * A target as a directive writes it: "> 99.9 %", "<= 2 per day",
 * "between 1 and 3", ">= 13 (version)", "statement",
 * "maintained or improved".  -1 with *why where it is none.
 */
int		 target_parse_directive(struct arena *, const char *text,
		    struct target **out, const char **why)
		    __attribute__((warn_unused_result));

/* Make the words again, once, after percentile or tolerance were set. */
void		 target_words(struct arena *, struct target *);

/*
 * Hold the measurement against the target.  known = false where unit,
 * percentile or baseline do not let them be compared; *why then says so.
 */
struct measured	*target_judge(struct arena *, const struct target *,
		    const struct measure *, const char **why);

/* Convert value of unit from into unit to; -1 where they do not convert.
 * Units: % / ratio, ns us ms s min h d, B kB MB GB TB KiB MiB GiB, bps,
 * /s /min /h, counts ("", "count", "requests" ...). */
int		 target_convert(struct decimal *, const char *from,
		    const char *to) __attribute__((warn_unused_result));

#endif
