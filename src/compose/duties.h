/*
 * Duties: the policy of a record's sign-offs as its documents carry it.
 */
#ifndef COMPOSE_DUTIES_H
#define COMPOSE_DUTIES_H

struct arena;
struct item;
struct record;
struct signing;

/* NULL where the checklist asks for no sign-off. */
const struct signing	*duties_of(struct arena *, const struct record *);

/* The name of the place to sign a sign-off; and the role it shows. */
const char	*duties_place(struct arena *, const struct item *);
const char	*duties_role(struct arena *, const struct item *);

#endif
