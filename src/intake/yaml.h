/*
 * YAML -> plain data: front matter and directives; the one file that
 * knows libyaml.  Anchors, aliases, tags and several documents are
 * refused; keys are unique; depth and size follow limits.h.
 */
#ifndef INTAKE_YAML_H
#define INTAKE_YAML_H

#include <stddef.h>

struct arena;
struct value;

/*
 * Scalars: plain ones become null, true/false, numbers (JSON grammar,
 * lexeme kept) or strings; quoted ones are strings.  line is added to
 * positions.  -1 with *why (arena) and *err_line set.
 */
int	yaml_parse(struct arena *, const char *text, size_t len,
	    unsigned line, struct value **out, const char **why,
	    unsigned *err_line) __attribute__((warn_unused_result));

#endif
