/*
 * JSON -> plain data: a strict gate (RFC 8259, RFC 7493; intake/strict)
 * in front of cJSON; the one file that knows cJSON.  Numbers stay as
 * written, every value knows its line and column.
 */
#ifndef INTAKE_JSON_H
#define INTAKE_JSON_H

#include <stddef.h>

struct arena;
struct diag;
struct value;

/*
 * Parse text; the tree and its strings live in the arena, together with
 * what cJSON needed, so give it a scratch one where there are many
 * files.  -1 with findings of the J group that name file, line, column
 * and pointer.
 */
int	json_parse(struct arena *, const char *text, size_t len,
	    const char *file, struct value **out, struct diag *)
	    __attribute__((warn_unused_result));

#endif
