/*
 * Proofs: one item, one evidence file, one waiver as plain data.
 */
#ifndef COMPOSE_PROOFS_H
#define COMPOSE_PROOFS_H

struct arena;
struct instant;
struct evidence;
struct item;
struct value;

/* An item as it is decided, with the path and digest of its evidence. */
struct value	*proofs_item(struct arena *, const struct item *);

/* An evidence file, in force, replaced or refused. */
struct value	*proofs_evidence(struct arena *, const struct evidence *);

/* The waiver of an item that has one. */
struct value	*proofs_waiver(struct arena *, const struct item *);

/* Add a time as RFC 3339 has it; NULL adds nothing. */
void		 proofs_time(struct arena *, struct value *, const char *key,
		    const struct instant *);

#endif
