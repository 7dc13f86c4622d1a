/*
 * Rules: what directives and front matter say about items, merged from
 * the outside in.
 */
#ifndef INTAKE_RULES_H
#define INTAKE_RULES_H

#include <stddef.h>
#include <stdint.h>

struct arena;
struct diag;
struct value;

/* Members without a NULL of their own that were given. */
enum {
	RULES_KIND = 1, RULES_MAX_AGE = 2, RULES_DUE = 4, RULES_REQUIRE = 8,
	RULES_LOWER = 16, RULES_CONTROLS = 32
};

struct rules {
	unsigned	 given;		/* RULES_* */
	unsigned	 line;		/* of the innermost directive */
	const char	*id, *owner, *role, *when;
	const char	*target, *metric, *percentile, *tolerance;
	int		 kind;		/* enum item_kind */
	int64_t		 max_age, due;	/* seconds */
	unsigned	 require;	/* REQUIRE_* */
	int		 lower_better;
	const char	**controls;
	size_t		 control_count;
};

/*
 * Read the members of a directive into *rules, over what stands there.
 * Unknown keys and values that mean nothing are findings (T10) at their
 * line; the rest is taken.  -1 with findings.
 */
int	rules_parse(struct arena *, const struct value *, const char *file,
	    struct rules *, struct diag *)
	    __attribute__((warn_unused_result));

/* What inner leaves open is taken from outer; an id is never handed on. */
void	rules_inherit(struct rules *inner, const struct rules *outer);

#endif
