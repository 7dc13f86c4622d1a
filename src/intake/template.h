/*
 * Template: a Markdown checklist -> phases, sections, items, fields.
 */
#ifndef INTAKE_TEMPLATE_H
#define INTAKE_TEMPLATE_H

#include <stddef.h>

struct arena;
struct diag;
struct record;

/*
 * Parse the bytes of a template and fill the template part of the record
 * (items with ids, kinds, rules, targets; sections; fields; counts;
 * front matter; template_sha256).  file names it in findings.  A template
 * without items is an error.  -1 with a finding.
 */
int	template_parse(struct arena *, const char *text, size_t len,
	    const char *file, struct record *, struct diag *)
	    __attribute__((warn_unused_result));

#endif
