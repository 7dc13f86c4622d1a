/*
 * Facts: the decided model as plain data, for report.json and every
 * `--format json`.
 */
#ifndef COMPOSE_FACTS_H
#define COMPOSE_FACTS_H

struct arena;
struct document;
struct record;
struct section;
struct value;

enum facts_level { FACTS_VERDICT, FACTS_SECTIONS, FACTS_ALL };

/*
 * The record: schema dossier/report/v1; verdict, counts by state and kind,
 * digest, population; sections from FACTS_SECTIONS on; items, evidence,
 * sign-offs, leftovers and inputs with FACTS_ALL.  phase narrows verdict
 * and counts to one section, or NULL.
 */
struct value	*facts_record(struct arena *, const struct record *,
		    const struct section *phase, enum facts_level);

/* A document that holds one NODE_DATA, for the json writer. */
struct document	*facts_document(struct arena *, const struct value *);

#endif
