/*
 * JSON -> plain data without a library, for programs that are to be small.
 */
#ifndef INTAKE_PLAINTREE_H
#define INTAKE_PLAINTREE_H

#include <stddef.h>

struct arena;
struct diag;
struct value;

/*
 * As json_parse(): through the same strict gate, to the same tree; values
 * have no line and column.  -1 with findings of the J group.
 */
int	plaintree_parse(struct arena *, const char *text, size_t len,
	    const char *file, struct value **out, struct diag *)
	    __attribute__((warn_unused_result));

#endif
