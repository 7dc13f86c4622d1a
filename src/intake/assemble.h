/*
 * Assemble: a record folder -> the whole record, bound but not decided.
 */
#ifndef INTAKE_ASSEMBLE_H
#define INTAKE_ASSEMBLE_H

#include <stddef.h>

struct arena;
struct diag;
struct instant;
struct record;

struct assemble_options {
	const char	*template_path;	/* overrides record.json, or NULL */
	const char	*template_dir;	/* where a bare name is looked for */
	size_t		 hold;		/* bytes of evidence that may be kept
					   as they are (inventory) */
};

/*
 * Read record.json, the template, every evidence file and the digests of
 * all attachments below folder, bind evidence to items, follow supersedes
 * chains, build the input inventory and the record digest.  Each file is
 * read once.  Refused evidence stays in the record as refused.  -1 where
 * record.json or the template is refused, or the host failed.
 */
int	assemble_record(struct arena *, const char *folder,
	    const struct assemble_options *, const struct instant *now,
	    struct record **out, struct diag *)
	    __attribute__((warn_unused_result));

#endif
