/*
 * Compose: const model -> documents.  A layout is a Markdown fragment
 * whose directives name blocks; each block is one row of a table and one
 * function from the model to nodes.
 */
#ifndef COMPOSE_DOCUMENT_H
#define COMPOSE_DOCUMENT_H

#include <stdbool.h>

struct arena;
struct diag;
struct document;
struct figure;
struct node;
struct record;
struct theme;
struct value;

/* What a caller may ask of a document. */
struct compose_options {
	const char	*tool;		/* "dossier 0.1.0" */
	const char	*signed_by;	/* words about the issuer, e.g.
					   "local self-signed identity ...", or
					   NULL = not signed */
	const char	*signature;	/* the same in one short line */
	const char	*level;		/* "manager", "executive"; NULL = all is
					   told */
	/* Of the layout, NULL = the record's, none, the built-in one. */
	const char	*organization;
	const struct figure *logo;
	const struct theme *theme;
	bool		 letter;	/* the paper a cover must fit */
	const char	*layout_file;	/* for findings */
	/* Of report.pdf, where there is one; each entry of the inventory
	   says if it is inside. */
	bool		 carries;	/* may have inputs attached */
	bool		 carries_none;	/* PDF/A-2a may not */
};

/*
 * Replace the directives of layout by blocks.  Unknown blocks are
 * findings (LAYOUT_BLOCK) and -1.
 */
int	document_compose(struct arena *, const struct record *,
	    const struct node *layout, const struct compose_options *,
	    struct document **out, struct diag *)
	    __attribute__((warn_unused_result));

/* Names of all blocks, NULL-terminated, for help and tests. */
const char *const	*document_blocks(void);


#endif
