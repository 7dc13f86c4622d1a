/*
 * Policy: what the signing policy of a record speaks of, for those who
 * decide by it and those who tell it.
 */
#ifndef MODEL_POLICY_H
#define MODEL_POLICY_H

#include <stdbool.h>

struct item;
struct key_rule;
struct policy;
struct record;

/* Is this the sign-off a rule of the policy names: by role, else label? */
bool	policy_names(const struct item *, const char *role);

/* The rule of this sign-off, or NULL: any key may sign it. */
const struct key_rule	*policy_rule(const struct policy *,
		    const struct item *);

/* Does it stand under a heading for the business side, which signs after
 * the technical one where the policy asks for order? */
bool	policy_is_late(const struct item *);

/* The deployer by the form, who may be another than the record names; or
 * NULL. */
const char	*policy_deployer(const struct record *);

#endif
