/*
 * The members of an evidence file as a table (schema
 * dossier/evidence/v1).
 */
#ifndef INTAKE_EVIDENCE_TABLE_H
#define INTAKE_EVIDENCE_TABLE_H

struct schema_table;

const struct schema_table	*evidence_table_v1(void);

#endif
