/*
 * Identity: record.json (schema dossier/record/v1) -> the identity part
 * of struct record.
 */
#ifndef INTAKE_IDENTITY_H
#define INTAKE_IDENTITY_H

#include <stddef.h>

struct arena;
struct diag;
struct record;
struct schema_table;

/*
 * Parse and check record.json; *template_path gets the template member
 * (a path relative to the record folder or to the templates folder; the
 * caller resolves it), or NULL.  fields become record.fields with key and
 * value but no label, until identity_settle() joins them with those the
 * template names.  -1 with findings.
 */
int	identity_parse(struct arena *, const char *text, size_t len,
	    const char *shown, struct record *,
	    const char **template_path, struct diag *)
	    __attribute__((warn_unused_result));

/*
 * Join what record.json said (fields and policy, as identity_parse left
 * them in *said) with what the template said in *record: values go to the
 * fields of the template by key, the stricter policy holds.  A field that
 * the template does not name is kept behind them, with a warning.
 */
void	identity_settle(struct arena *, const struct record *said,
	    const char *shown, struct record *, struct diag *);

/* The members of record.json. */
const struct schema_table	*identity_table(void);

#endif
